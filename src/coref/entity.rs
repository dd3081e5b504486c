//! What the mentions refer to.

use crate::mention::Kind;
use crate::morph::{Gender, Number};

/// A person, organisation, place or thing that the article speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// What sort of thing it is.
    pub kind: Kind,
    /// The fullest name that the article gives, or the noun phrase of the first mention where it gives none.
    pub name: String,
    /// Whether `name` is a proper name.
    pub named: bool,
    /// The gazetteer's entry.
    pub entry: Option<usize>,
    /// Grammatical gender.
    pub gender: Option<Gender>,
    /// Grammatical number.
    pub number: Option<Number>,
    /// Indices of its mentions, in the order of the text.
    pub mentions: Vec<usize>,
}

/// The entities of an article and what each mention refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// In the order of their first mention.
    pub entities: Vec<Entity>,
    /// For each mention the indices of its entities: one, several for a plural that joins them
    /// (`les deux hommes`), none for what refers to nothing in the article (an unresolved pronoun, `on`).
    pub referents: Vec<Vec<usize>>,
}
