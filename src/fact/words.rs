//! The function words that the stage must know, from the tables of the language.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::data::{DataError, Files, Map};
use crate::text::fold;

use super::veridicality::Predicates;

/// What a function word does.
const CLASSES: [&str; 41] = [
    "loose-preposition",
    "age-adjective",
    "agent-preposition",
    "asking",
    "attributing-verb",
    "be-perfect",
    "becoming-verb",
    "community",
    "complementizer",
    "condition",
    "dative-clitic",
    "dative-preposition",
    "empty-mark",
    "genitive-preposition",
    "genitive-relative",
    "hedge",
    "indefinite-person",
    "interview-word",
    "named-noun",
    "naming-word",
    "near-future",
    "norm",
    "normative-verb",
    "negative-determiner",
    "negative-preposition",
    "negator",
    "obligation",
    "place-preposition",
    "possibility",
    "predicative-mark",
    "question",
    "reflexive",
    "reporting-verb",
    "relative",
    "seeming",
    "source-preposition",
    "taking-up",
    "turn-answer",
    "unnamed-speaker",
    "setting",
    "setting-preposition",
];

/// Function words by what they do, and verbs whose object is the subject of their infinitive.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The classes, each with its words in order.
    classes: Map<&'static str, BTreeSet<String>>,
    single: BTreeMap<&'static str, String>,
    control: BTreeSet<String>,
    saying: BTreeSet<String>,
    predicates: Predicates,
}

impl Words {
    /// Reads `lexicon/function-words.tsv` and `lexicon/control.tsv`.
    ///
    /// # Errors
    /// Where a table is missing or names an unknown class.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let name = "lexicon/function-words.tsv";
        let mut words = Self::default();
        for (line, cells) in files.table(name, &["class", "word"])?.rows {
            let Some(class) = CLASSES.into_iter().find(|class| *class == cells[0]) else {
                let message = format!("unknown class \"{}\"; known are {}", cells[0], CLASSES.join(", "));
                return Err(DataError::new(name, line, message));
            };
            words.classes.entry(class).or_default().insert(cells[1].to_owned());
        }
        for class in ["agent-preposition", "dative-preposition", "genitive-preposition", "unnamed-speaker"] {
            let first = words.classes.get(class).and_then(BTreeSet::first);
            let first = first.ok_or_else(|| DataError::new(name, 0, format!("no {class}")))?;
            words.single.insert(class, first.clone());
        }
        let saying = files.table("lexicon/saying-verbs.tsv", &["lemma"])?;
        words.saying = saying.rows.iter().map(|(_, cells)| cells[0].to_owned()).collect();
        words.predicates = Predicates::load(files)?;
        let control = files.table("lexicon/control.tsv", &["lemma"])?;
        words.control = control.rows.iter().map(|(_, cells)| cells[0].to_owned()).collect();
        Ok(words)
    }

    /// Whether `word` is of the class `class` of the table.
    pub fn is(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| {
            words.contains(word) || matches!(fold(word), Cow::Owned(folded) if words.contains(&folded))
        })
    }

    fn single(&self, class: &str) -> &str {
        self.single.get(class).map_or("", String::as_str)
    }

    /// The preposition of the agent of a passive (`par`).
    pub fn agent_preposition(&self) -> &str {
        self.single("agent-preposition")
    }

    /// The preposition of the dative (`à`).
    pub fn dative_preposition(&self) -> &str {
        self.single("dative-preposition")
    }

    /// The preposition of the genitive (`de`).
    pub fn genitive_preposition(&self) -> &str {
        self.single("genitive-preposition")
    }

    /// What one is called who speaks in a quotation and whom nobody names.
    pub fn unnamed_speaker(&self) -> &str {
        self.single("unnamed-speaker")
    }

    /// Whether the object of the verb `lemma` is what somebody says.
    pub fn says(&self, lemma: &str) -> bool {
        self.saying.contains(lemma)
    }

    /// Predicates with what they say of their complement.
    pub(super) fn predicates(&self) -> &Predicates {
        &self.predicates
    }

    /// `dont`.
    pub fn is_genitive_relative(&self, form: &str) -> bool {
        self.is("genitive-relative", form)
    }

    /// `qui`, `que`, `lequel` …
    pub fn is_relative(&self, form: &str) -> bool {
        self.is("relative", form)
    }

    /// `se`.
    pub fn is_reflexive(&self, form: &str) -> bool {
        self.is("reflexive", form)
    }

    /// `que`.
    pub fn is_complementizer(&self, lemma: &str) -> bool {
        self.is("complementizer", lemma)
    }

    /// Marks of infinitives that add no meaning (`de`, `à`).
    pub fn is_empty_mark(&self, lemma: &str) -> bool {
        self.is("empty-mark", lemma)
    }

    /// `comme`, `en`.
    pub fn is_predicative_mark(&self, lemma: &str) -> bool {
        self.is("predicative-mark", lemma)
    }

    /// Whether the object of the verb `lemma` is the subject of its infinitive.
    pub fn controls_object(&self, lemma: &str) -> bool {
        self.control.contains(lemma)
    }
}
