//! Known names: countries, towns, institutions, seats of power.

use super::Kind;
use crate::morph::{Gender, Number};

/// A known thing and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique, readable, in kebab case without accents (`russie`, `union-europeenne`); names it in the graph.
    pub id: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The name in the article's language.
    pub name: String,
    /// Other names and acronyms.
    pub aliases: Vec<String>,
    /// Wikidata item (`Q159`), only where the source gives it uniquely.
    pub wikidata: Option<String>,
    /// Id of the country it belongs to.
    pub country: Option<String>,
    /// Id of the state or body whose government its name may stand for (`Moscou`: `russie`; `russie`: `russie`).
    pub stands_for: Option<String>,
    /// Grammatical gender of the name.
    pub gender: Option<Gender>,
    /// Grammatical number of the name.
    pub number: Option<Number>,
}

/// The known names. Entries are addressed by their index, which is stable for one set of data files.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
}

impl Gazetteer {
    /// The entries in the order of their indices.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the index of the entry `id`.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|e| e.id == id)
    }
}
