//! The few words that the search for insertions must know, from the table of the language.

use std::collections::BTreeSet;

use crate::data::{DataError, Files};
use crate::text::fold;

/// Words by what they tell of an insertion.
#[derive(Clone, Debug, Default)]
pub struct Words {
    genitive: BTreeSet<String>,
    negation: BTreeSet<String>,
    restriction: BTreeSet<String>,
    nobody: BTreeSet<String>,
    saying: BTreeSet<String>,
}

impl Words {
    /// Reads `lexicon/insertion-words.tsv`.
    ///
    /// # Errors
    /// Where the table is missing or names an unknown role.
    pub(in crate::parse) fn load(files: &Files) -> Result<Self, DataError> {
        let name = "lexicon/insertion-words.tsv";
        let mut words = Self::default();
        for (line, cells) in files.table(name, &["role", "form"])?.rows {
            let set = match cells[0] {
                "genitive" => &mut words.genitive,
                "negation" => &mut words.negation,
                "restriction" => &mut words.restriction,
                "nobody" => &mut words.nobody,
                _ => {
                    let message = "no such role; known are genitive, negation, nobody, restriction";
                    return Err(DataError::new(name, line, message));
                }
            };
            set.insert(cells[1].to_owned());
        }
        let saying = files.table("lexicon/saying-verbs.tsv", &["lemma"])?;
        words.saying = saying.rows.iter().map(|(_, cells)| cells[0].to_owned()).collect();
        Ok(words)
    }

    /// Whether `form` is a preposition of complements of nouns.
    pub(super) fn is_genitive(&self, form: &str) -> bool {
        self.genitive.contains(&plain(form))
    }

    /// Whether `form` is the second word of a restriction (`ne … que`).
    pub(super) fn is_restriction(&self, form: &str) -> bool {
        self.restriction.contains(&plain(form))
    }

    /// Whether `form` stands for nobody or nothing before a negation (`rien n'indique`).
    pub(super) fn is_nobody(&self, form: &str) -> bool {
        self.nobody.contains(&plain(form))
    }

    /// Whether the object of the verb `lemma` is what somebody says.
    pub(super) fn says(&self, lemma: &str) -> bool {
        self.saying.contains(lemma)
    }

    /// Whether `form` is the part of a negation that stands before the verb.
    pub(super) fn is_negation(&self, form: &str) -> bool {
        self.negation.contains(&plain(form))
    }
}

fn plain(form: &str) -> String {
    fold(form).into_owned()
}
