//! The fact, field for field that of the annotation guide.

use crate::mention::Calendar;
use crate::text::Span;

use super::confidence::Signs;
use super::second::Reader;

/// Whether the text says that it happened, or that it did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It happened, or holds.
    Positive,
    /// It did not happen, or does not hold.
    Negative,
}

impl Polarity {
    /// Returns the name used in the output (`positive`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Negative => "negative",
        }
    }
}

/// How real the text presents it as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// As having happened or holding.
    Actual,
    /// As future, intended, offered, asked for.
    Planned,
    /// As alleged, doubted, hypothetical.
    Uncertain,
}

impl Factuality {
    /// Returns the name used in the output (`actual`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Planned => "planned",
            Self::Uncertain => "uncertain",
        }
    }
}

/// Whose word it is that the fact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The article itself says that it happened or holds.
    Asserted,
    /// Somebody else says so, or it is denied, planned or doubted.
    Claimed,
}

impl Status {
    /// Returns the name used in the output (`asserted`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Claimed => "claimed",
        }
    }
}

/// Someone or something that takes part in a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Argument {
    /// Index of the entity.
    pub entity: usize,
    /// The words that mention it here.
    pub span: Span,
}

/// The content of a fact in the article's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// From its first to its last character.
    pub span: Span,
    /// The words; as in the article except that it may be normalised (`61` for `61 ans`).
    pub text: String,
}

/// When it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The words.
    pub span: Span,
    /// The date, where it can be resolved.
    pub value: Option<Calendar>,
}

/// A fact as one sentence states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// A type of the inventory (`Congratulation`), as its rule file names it.
    pub fact_type: String,
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that express it, from the first to the last.
    pub trigger: Span,
    /// Who does, says, feels or holds it.
    pub agent: Vec<Argument>,
    /// Whom or what it is done to, said to, about or with.
    pub target: Vec<Argument>,
    /// The content.
    pub theme: Option<Theme>,
    /// Where.
    pub place: Vec<Argument>,
    /// When.
    pub time: Option<When>,
    /// Who asserts it, where it is not the article itself.
    pub source: Vec<Argument>,
    /// Who relays the source.
    pub via: Vec<Argument>,
    /// Whether it happened.
    pub polarity: Polarity,
    /// How real it is presented as.
    pub factuality: Factuality,
    /// Whether it is the article's own word: no source, not inside another fact's content, positive and actual.
    pub status: Status,
    /// How sure the program is that it read the fact rightly, 0 to 1.
    pub confidence: f64,
    /// What speaks for it and against it: what `confidence` is made of.
    pub signs: Signs,
    /// The probability, 0 to 1, that the text states a fact of this type there, whoever is in it.
    pub stated: f64,
    /// The rule that read it: the rule file's path without ending and the frame's name (`speech/statement:verb`).
    pub rule: String,
    /// Who read it.
    pub reader: Reader,
    /// Indices, in the document's list, of the facts that stand inside this one's content.
    pub content: Vec<usize>,
}
