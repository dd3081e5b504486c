//! The word lists of this stage, read from the tables under `lexicon/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{DataError, Files};
use crate::mention::Kind;
use crate::morph::{Gender, Number};

/// How a pronoun finds what it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PronounClass {
    Subject,
    Object,
    Dative,
    Reflexive,
    Possessive,
    Demonstrative,
    Relative,
    None,
}

impl PronounClass {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "dative" => Self::Dative,
            "reflexive" => Self::Reflexive,
            "possessive" => Self::Possessive,
            "demonstrative" => Self::Demonstrative,
            "relative" => Self::Relative,
            "none" => Self::None,
            _ => return None,
        })
    }
}

/// A pronoun's form in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub(super) class: PronounClass,
    pub(super) gender: Option<Gender>,
    pub(super) number: Option<Number>,
}

/// A closed list of `lexicon/coref-words.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Broad,
    Contest,
    Couple,
    Former,
    Impersonal,
    ImpersonalReflexive,
    Incumbent,
    Last,
    Neuter,
    Neutral,
    Other,
    Pair,
    Particle,
    Post,
    Power,
    Specific,
}

impl List {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "broad" => Self::Broad,
            "contest" => Self::Contest,
            "couple" => Self::Couple,
            "former" => Self::Former,
            "impersonal" => Self::Impersonal,
            "impersonal-reflexive" => Self::ImpersonalReflexive,
            "incumbent" => Self::Incumbent,
            "last" => Self::Last,
            "neuter" => Self::Neuter,
            "neutral" => Self::Neutral,
            "other" => Self::Other,
            "pair" => Self::Pair,
            "particle" => Self::Particle,
            "post" => Self::Post,
            "power" => Self::Power,
            "specific" => Self::Specific,
            _ => return None,
        })
    }
}

/// The words that this stage knows.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pronouns: BTreeMap<String, Pronoun>,
    titles: BTreeMap<String, Gender>,
    heads: BTreeMap<String, Vec<(String, Kind)>>,
    speech: BTreeSet<String>,
    mind: BTreeSet<String>,
    judge: BTreeSet<String>,
    lists: BTreeSet<(List, String)>,
    roles: BTreeMap<String, BTreeSet<String>>,
    regions: BTreeMap<String, Vec<String>>,
    aliases: BTreeMap<String, String>,
    functions: BTreeSet<String>,
    offices: BTreeSet<String>,
}

impl Words {
    /// Reads the tables `lexicon/coref-*.tsv` of `files`.
    ///
    /// # Errors
    /// Where a table is missing or a cell is not one of its column's values.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut words = Self::default();
        words.load_pronouns(files)?;
        words.load_heads(files)?;
        words.load_verbs(files)?;
        words.load_lists(files)?;
        for (_, row) in files.table("lexicon/coref-roles.tsv", &["role", "lemmas"])?.rows {
            words.roles.entry(row[1].to_owned()).or_default().insert(row[0].to_owned());
        }
        for (_, row) in files.table("lexicon/coref-regions.tsv", &["adjective", "countries"])?.rows {
            words.regions.insert(row[0].to_owned(), row[1].split(' ').map(str::to_owned).collect());
        }
        for (_, row) in files.table("lexicon/coref-aliases.tsv", &["lemmas", "entry"])?.rows {
            words.aliases.insert(row[0].to_owned(), row[1].to_owned());
        }
        let forms = |name: &str| -> Result<BTreeSet<String>, DataError> {
            Ok(files.table(name, &["form"])?.rows.iter().map(|(_, row)| row[0].to_lowercase()).collect())
        };
        words.functions = forms("lexicon/functions.tsv")?;
        words.offices = forms("lexicon/political-offices.tsv")?;
        Ok(words)
    }

    fn load_pronouns(&mut self, files: &Files) -> Result<(), DataError> {
        const FILE: &str = "lexicon/coref-pronouns.tsv";
        for (line, row) in files.table(FILE, &["form", "class", "gender", "number"])?.rows {
            let class = PronounClass::parse(row[1]).ok_or_else(|| unknown(FILE, line, row[1]))?;
            let pronoun =
                Pronoun { class, gender: gender(FILE, line, row[2])?, number: number(FILE, line, row[3])? };
            self.pronouns.insert(row[0].to_owned(), pronoun);
        }
        const TITLES: &str = "lexicon/coref-titles.tsv";
        for (line, row) in files.table(TITLES, &["title", "gender"])?.rows {
            let gender = gender(TITLES, line, row[1])?.ok_or_else(|| unknown(TITLES, line, row[1]))?;
            self.titles.insert(row[0].to_owned(), gender);
        }
        Ok(())
    }

    fn load_heads(&mut self, files: &Files) -> Result<(), DataError> {
        const FILE: &str = "lexicon/coref-heads.tsv";
        for (line, row) in files.table(FILE, &["lemma", "class", "kind"])?.rows {
            let kind = Kind::parse(row[2]).ok_or_else(|| unknown(FILE, line, row[2]))?;
            self.heads.entry(row[0].to_owned()).or_default().push((row[1].to_owned(), kind));
        }
        Ok(())
    }

    fn load_verbs(&mut self, files: &Files) -> Result<(), DataError> {
        const FILE: &str = "lexicon/coref-verbs.tsv";
        for (line, row) in files.table(FILE, &["lemma", "class"])?.rows {
            match row[1] {
                "speech" => self.speech.insert(row[0].to_owned()),
                "mind" => self.mind.insert(row[0].to_owned()),
                "judge" => self.judge.insert(row[0].to_owned()),
                other => return Err(unknown(FILE, line, other)),
            };
        }
        Ok(())
    }

    fn load_lists(&mut self, files: &Files) -> Result<(), DataError> {
        const FILE: &str = "lexicon/coref-words.tsv";
        for (line, row) in files.table(FILE, &["list", "lemma"])?.rows {
            let list = List::parse(row[0]).ok_or_else(|| unknown(FILE, line, row[0]))?;
            self.lists.insert((list, row[1].to_owned()));
        }
        Ok(())
    }

    /// Returns the entry of the pronoun written `form`, in lower case with straight apostrophe.
    pub(super) fn pronoun(&self, form: &str) -> Option<Pronoun> {
        self.pronouns.get(form).copied()
    }

    /// Whether `word` is a pronoun that a hyphen joins to a verb.
    pub fn is_clitic(&self, word: &str) -> bool {
        self.pronouns.contains_key(&format!("-{word}"))
    }

    /// Returns the gender that the form of address `title` tells.
    pub(super) fn title(&self, title: &str) -> Option<Gender> {
        self.titles.get(title).copied()
    }

    /// Returns the classes of the head noun `lemma`, with the kind of things it takes up.
    pub(super) fn classes(&self, lemma: &str) -> &[(String, Kind)] {
        self.heads.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether the subject of `verb` says something.
    pub(super) fn says(&self, verb: &str) -> bool {
        self.speech.contains(verb)
    }

    /// Whether the subject of `verb` says or thinks something.
    pub(super) fn minds(&self, verb: &str) -> bool {
        self.says(verb) || self.mind.contains(verb)
    }

    /// Whether the reason given with `verb` is about its object.
    pub(super) fn judges(&self, verb: &str) -> bool {
        self.judge.contains(verb)
    }

    /// Whether `lemma` is in `list`.
    pub(super) fn has(&self, list: List, lemma: &str) -> bool {
        self.lists.contains(&(list, lemma.to_owned()))
    }

    /// Returns the posts and trades that the content lemmas `lemmas`, joined by spaces, name.
    pub(super) fn roles(&self, lemmas: &str) -> Option<&BTreeSet<String>> {
        self.roles.get(lemmas)
    }

    /// Whether `lemma` names what somebody is by office, function or trade.
    pub(super) fn is_function(&self, lemma: &str) -> bool {
        self.functions.contains(lemma)
    }

    /// Whether `lemma` names an office of a state or of politics.
    pub(super) fn is_office(&self, lemma: &str) -> bool {
        self.offices.contains(lemma)
    }

    /// Returns the ids of the countries in the part of the world that `adjective` means.
    pub(super) fn region(&self, adjective: &str) -> Option<&[String]> {
        self.regions.get(adjective).map(Vec::as_slice)
    }

    /// Returns the gazetteer id of the one thing that the content lemmas `lemmas` describe.
    pub(super) fn alias(&self, lemmas: &str) -> Option<&str> {
        self.aliases.get(lemmas).map(String::as_str)
    }
}

fn unknown(file: &str, line: usize, value: &str) -> DataError {
    DataError::new(file, line, format!("unknown value \"{value}\""))
}

fn gender(file: &str, line: usize, cell: &str) -> Result<Option<Gender>, DataError> {
    Ok(match cell {
        "_" => None,
        "Fem" => Some(Gender::Fem),
        "Masc" => Some(Gender::Masc),
        other => return Err(unknown(file, line, other)),
    })
}

fn number(file: &str, line: usize, cell: &str) -> Result<Option<Number>, DataError> {
    Ok(match cell {
        "_" => None,
        "Plur" => Some(Number::Plur),
        "Sing" => Some(Number::Sing),
        other => return Err(unknown(file, line, other)),
    })
}
