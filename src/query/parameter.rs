//! What people write for the parameters of a query, and the terms that it means.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term};

use crate::graph::vocab::{rdfs, skos};
use crate::graph::{FactTypes, article_iri, slug};
use crate::store::{Store, StoreError};

/// A parameter of a named query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// What its values are.
    pub kind: Kind,
    /// Whether the query cannot be asked without it.
    pub required: bool,
    /// What it narrows the answer to, in English.
    pub meaning: String,
    /// The same in French.
    pub meaning_fr: String,
    /// A value that the query's example data has an answer for.
    pub example: Option<String>,
}

/// What the values of a parameter are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name or IRI of a person, organisation, place or thing.
    Entity,
    /// The name of a fact type.
    Type,
    /// Words.
    Text,
    /// A day.
    Date,
    /// The IRI or address of an article.
    Article,
    /// The IRI of a fact.
    Fact,
    /// A whole number.
    Number,
    /// A number from 0 to 1.
    Share,
}

/// All kinds by the words that the heads of queries use.
const KINDS: [(&str, Kind); 8] = [
    ("entity", Kind::Entity),
    ("type", Kind::Type),
    ("text", Kind::Text),
    ("date", Kind::Date),
    ("article", Kind::Article),
    ("fact", Kind::Fact),
    ("number", Kind::Number),
    ("share", Kind::Share),
];

/// Why a value means nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ParameterError {
    /// No entity of the store has the name.
    #[error("no entity is called \"{0}\", and none has a name with these words in it")]
    NoEntity(String),
    /// There is no such fact type.
    #[error("there is no fact type \"{name}\"; {advice}")]
    NoType {
        /// What was asked for.
        name: String,
        /// What there is instead.
        advice: String,
    },
    /// It is not of its kind.
    #[error("\"{value}\" is no {expected}")]
    Form {
        /// What was asked for.
        value: String,
        /// What is expected, with an example.
        expected: &'static str,
    },
    /// The store could not be asked.
    #[error("{0}")]
    Store(#[from] StoreError),
}

impl Kind {
    /// Returns the kind called `word` in the heads of queries.
    pub fn called(word: &str) -> Option<Self> {
        KINDS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
    }

    /// Returns the word for it.
    pub fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Returns the terms that `text` means, any of which may be the parameter's value.
    ///
    /// # Errors
    /// Where `text` is not of this kind, or the store knows no such entity.
    pub fn terms(self, text: &str, store: &Store, types: &FactTypes) -> Result<Vec<Term>, ParameterError> {
        let form = |expected| ParameterError::Form { value: text.to_owned(), expected };
        Ok(match self {
            Self::Entity => entities(text, store)?.into_keys().map(Term::from).collect(),
            Self::Type => vec![fact_type(text, types)?.into()],
            Self::Text => vec![Literal::new_simple_literal(text).into()],
            Self::Date => {
                let day: Date = text.parse().map_err(|_| form("day of the calendar such as 2024-07-29"))?;
                vec![Literal::new_typed_literal(day.to_string(), xsd::DATE).into()]
            }
            Self::Article => vec![article_iri(text).ok_or_else(|| form("IRI of an article"))?.into()],
            Self::Fact => vec![NamedNode::new(text).map_err(|_| form("IRI of a fact"))?.into()],
            Self::Number => {
                let number: i64 = text.parse().map_err(|_| form("whole number such as 10"))?;
                vec![Literal::from(number).into()]
            }
            Self::Share => {
                let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
                let share = share.ok_or_else(|| form("number from 0 to 1 such as 0.6"))?;
                vec![Literal::new_typed_literal(share.to_string(), xsd::DECIMAL).into()]
            }
        })
    }
}

/// The languages that labels are tagged with, and none.
const LANGUAGES: [&str; 3] = ["", "fr", "en"];

/// Returns the entities of `store` that are called `name`, with their names: by their IRI, by a whole name, or else by a
/// name that has these words in it, whatever their accents and capitals.
///
/// # Errors
/// Where there is none, or the store cannot be read.
pub fn entities(name: &str, store: &Store) -> Result<BTreeMap<NamedNode, String>, ParameterError> {
    if let Some(node) = name.contains("://").then(|| NamedNode::new(name).ok()).flatten() {
        return Ok(BTreeMap::from([(node, name.to_owned())]));
    }
    let mut found = BTreeMap::new();
    for language in LANGUAGES {
        let label = if language.is_empty() {
            Literal::new_simple_literal(name)
        } else {
            Literal::new_language_tagged_literal_unchecked(name, language)
        };
        for property in [rdfs::LABEL, skos::ALT_LABEL] {
            for quad in store.matching(None, Some(property), Some(label.as_ref().into())) {
                if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
                    found.insert(node, name.to_owned());
                }
            }
        }
    }
    let words = slug(name);
    if found.is_empty() && name.chars().any(char::is_alphanumeric) {
        for property in [rdfs::LABEL, skos::ALT_LABEL] {
            for quad in store.matching(None, Some(property), None) {
                let quad = quad?;
                let (NamedOrBlankNode::NamedNode(node), Term::Literal(label)) = (quad.subject, quad.object)
                else {
                    continue;
                };
                if !found.contains_key(&node) && has_words(&slug(label.value()), &words) {
                    found.insert(node, label.value().to_owned());
                }
            }
        }
    }
    if found.is_empty() { Err(ParameterError::NoEntity(name.to_owned())) } else { Ok(found) }
}

/// Returns the names of `entities` for a message, the first of them where there are many.
pub fn names(entities: &BTreeMap<NamedNode, String>) -> String {
    const MOST: usize = 8;
    let names: BTreeSet<_> = entities.values().map(String::as_str).collect();
    let more = names.len().saturating_sub(MOST);
    let mut text = names.into_iter().take(MOST).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

/// Whether the words of `part` stand one behind the other in `name`; both are slugs.
fn has_words(name: &str, part: &str) -> bool {
    format!("-{name}-").contains(&format!("-{part}-"))
}

/// Returns the class of the fact type that people call `name`.
///
/// # Errors
/// Where there is none.
pub fn fact_type(name: &str, types: &FactTypes) -> Result<NamedNode, ParameterError> {
    let plain = |name: &str| slug(name).replace('-', "");
    let local = name.rsplit([':', '#']).next().unwrap_or(name);
    let mut all = types.iter();
    if let Some((_, of)) = all.find(|(known, _)| plain(known) == plain(local)) {
        return Ok(of.class.clone());
    }
    let near: Vec<_> = types.iter().map(|(known, _)| known).filter(|known| is_near(known, local)).collect();
    let advice = if near.is_empty() {
        "depeche query facts-by-type shows them, ontology/facts.ttl tells what they are".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Err(ParameterError::NoType { name: name.to_owned(), advice })
}

/// Whether one name has the other's first letters.
fn is_near(known: &str, name: &str) -> bool {
    const LETTERS: usize = 4;
    let first = |text: &str| slug(text).chars().take(LETTERS).collect::<String>();
    first(known) == first(name)
}

#[cfg(test)]
mod tests {
    use oxigraph::io::RdfFormat;

    use super::*;
    use crate::data::Files;

    fn store() -> Store {
        let store = Store::new().unwrap();
        let text = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix a: <https://example.org/> .
            a:lenoir rdfs:label \"Éva Lenoir\"@fr . a:noir rdfs:label \"Paul Noir\"@fr . a:brun rdfs:label \"Nadia Brun\" .";
        store.load(text.as_bytes(), RdfFormat::Turtle).unwrap();
        store
    }

    #[test]
    fn names_are_found_whole_then_in_part() {
        let found = |name: &str| entities(name, &store()).map(|found| names(&found)).unwrap_or_default();
        assert_eq!(found("Éva Lenoir"), "Éva Lenoir");
        assert_eq!(found("eva lenoir"), "Éva Lenoir");
        assert_eq!(found("Brun"), "Nadia Brun");
        // Part of a word is no word.
        assert_eq!(found("noir"), "Paul Noir");
        assert_eq!(found("Personne"), "");
        assert_eq!(found("!"), "");
        assert_eq!(found("https://example.org/x"), "https://example.org/x");
    }

    #[test]
    fn fact_types_are_found_as_people_write_them() {
        let types = FactTypes::load(&Files::embedded()).unwrap();
        for name in ["ElectionWin", "election-win", "election win", "dp:ElectionWin"] {
            assert!(fact_type(name, &types).unwrap().as_str().ends_with("#ElectionWin"), "{name}");
        }
        assert!(fact_type("Sanctions", &types).unwrap_err().to_string().contains("did you mean Sanction?"));
    }

    #[test]
    fn values_of_the_wrong_kind_are_refused() {
        let types = FactTypes::default();
        let refused = |kind: Kind, text: &str| kind.terms(text, &store(), &types).unwrap_err().to_string();
        assert_eq!(refused(Kind::Date, "hier"), "\"hier\" is no day of the calendar such as 2024-07-29");
        assert!(refused(Kind::Number, "dix").contains("whole number"));
        assert!(refused(Kind::Share, "1.5").contains("from 0 to 1"));
        assert!(refused(Kind::Fact, "un fait").contains("IRI of a fact"));
    }
}
