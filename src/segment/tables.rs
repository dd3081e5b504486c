//! The word lists of segmentation, read from `lexicon/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{DataError, Files};

use super::classes::is_apostrophe;

/// How an abbreviation stands to the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name follows; a sentence never ends here.
    Title,
    /// Only before a figure.
    Figure,
    /// Rarely the last word of a sentence.
    Plain,
    /// Often the last word of a sentence.
    End,
}

/// How a word with an apostrophe is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Elision {
    Splits,
    /// Splits, but not as a capital before a capital.
    Lower,
}

/// What a word after a hyphen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clitic {
    Subject,
    Object,
    Deictic,
}

/// A contraction's two words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contraction {
    pub(crate) first: String,
    pub(crate) second: String,
    /// Whether it may also be one word.
    pub(crate) judged: bool,
}

/// The word lists.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    /// With the full stop, in their own case.
    pub(super) abbreviations: BTreeMap<String, Abbreviation>,
    /// Lower case with the plain apostrophe.
    pub(super) elisions: BTreeMap<String, Elision>,
    /// Lower case with the hyphen.
    pub(super) clitics: BTreeMap<String, Clitic>,
    /// Words with an apostrophe or hyphen that stay one, lower case.
    pub(super) whole: BTreeSet<String>,
    /// Lower case.
    pub(super) contractions: BTreeMap<String, Contraction>,
}

impl Tables {
    /// Reads the tables.
    ///
    /// # Errors
    /// Where a file is missing, is no table, or names an unknown kind.
    pub(crate) fn load(files: &Files) -> Result<Self, DataError> {
        let mut tables = Self::default();
        each(files, "lexicon/abbreviations.tsv", &["form", "kind"], |cells| {
            let kind = match cells[1] {
                "title" => Abbreviation::Title,
                "figure" => Abbreviation::Figure,
                "plain" => Abbreviation::Plain,
                "end" => Abbreviation::End,
                _ => return false,
            };
            tables.abbreviations.insert(cells[0].to_owned(), kind);
            true
        })?;
        each(files, "lexicon/elisions.tsv", &["form", "treatment"], |cells| {
            let elision = match cells[1] {
                "splits" => Elision::Splits,
                "lower" => Elision::Lower,
                other => return other == "whole" && tables.whole.insert(cells[0].to_owned()),
            };
            tables.elisions.insert(cells[0].to_owned(), elision);
            true
        })?;
        each(files, "lexicon/clitics.tsv", &["form", "kind"], |cells| {
            let clitic = match cells[1] {
                "subject" => Clitic::Subject,
                "object" => Clitic::Object,
                "deictic" => Clitic::Deictic,
                other => return other == "whole" && tables.whole.insert(cells[0].to_owned()),
            };
            tables.clitics.insert(cells[0].to_owned(), clitic);
            true
        })?;
        each(files, "lexicon/contractions.tsv", &["form", "first", "second", "kind"], |cells| {
            let judged = cells[3] == "judged";
            let (first, second) = (cells[1].to_owned(), cells[2].to_owned());
            tables.contractions.insert(cells[0].to_owned(), Contraction { first, second, judged });
            judged || cells[3] == "always"
        })?;
        Ok(tables)
    }
}

/// Gives every row of the table `name` to `add`, which tells whether it understood it.
fn each(
    files: &Files,
    name: &str,
    columns: &[&str],
    mut add: impl FnMut(&[&str]) -> bool,
) -> Result<(), DataError> {
    for (line, cells) in files.table(name, columns)?.rows {
        if !add(&cells) {
            let message = format!("\"{}\" is of no known kind or stands twice", cells.join(" "));
            return Err(DataError::new(name, line, message));
        }
    }
    Ok(())
}

/// Returns `form` in lower case with plain apostrophes and hyphens, as the tables write it.
pub(super) fn folded(form: &str) -> String {
    let plain = |c: char| match c {
        c if is_apostrophe(c) => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        c => c,
    };
    form.chars().flat_map(char::to_lowercase).map(plain).collect()
}
