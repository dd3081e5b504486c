//! The inventory of fact types, read from the ontology.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};

use super::ontology;
use super::vocab::{ONTOLOGY, dp, owl};
use crate::data::{DataError, Files};

const FILE: &str = "ontology/facts.ttl";

/// What the graph writes for facts of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactType {
    /// The class.
    pub class: NamedNode,
    /// The property of its direct triples.
    pub property: NamedNode,
    /// Whether the direct triple's object is the theme, a literal, instead of the target.
    pub literal: bool,
    /// Whether the agents of a fact without target are joined with each other.
    pub symmetric: bool,
    /// The class of a further node that says it again.
    pub also_as: Option<NamedNode>,
    /// What kind of fact it is.
    pub family: Family,
}

/// The families of fact types, as far as the graph treats them in different ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Family {
    /// What people say, think or want.
    Communication,
    /// What happens.
    #[default]
    Event,
    /// What things are to each other.
    Relation,
}

impl Family {
    /// Returns the name of its class.
    pub fn name(self) -> &'static str {
        match self {
            Self::Communication => "Communication",
            Self::Event => "Event",
            Self::Relation => "Relation",
        }
    }
}

/// The fact types by their names (`Congratulation`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactTypes {
    types: BTreeMap<String, FactType>,
    /// The names by the property of the direct triples.
    properties: BTreeMap<NamedNode, String>,
}

impl FactTypes {
    /// Reads the types from the ontology among `files`.
    ///
    /// # Errors
    /// Where the file is missing or is not Turtle, or a type has no direct property or more than one.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut triples = Triples::default();
        for quad in ontology::triples(files, FILE)? {
            triples.add(quad);
        }
        let mut types = BTreeMap::new();
        for (class, property) in &triples.direct {
            let Some(name) = class.as_str().strip_prefix(ONTOLOGY) else {
                return Err(DataError::new(FILE, 0, format!("{class} is not of the ontology's namespace")));
            };
            let fact_type = FactType {
                class: class.clone(),
                property: property.clone(),
                literal: triples.literal.contains(property),
                symmetric: triples.symmetric.contains(property),
                also_as: triples.also.get(class).cloned(),
                family: triples.families.get(class).copied().unwrap_or_default(),
            };
            if types.insert(name.to_owned(), fact_type).is_some() {
                return Err(DataError::new(FILE, 0, format!("{name} has two direct properties")));
            }
        }
        let properties =
            types.iter().map(|(name, of): (&String, &FactType)| (of.property.clone(), name.clone()));
        Ok(Self { properties: properties.collect(), types })
    }

    /// Returns the type `name`.
    pub fn get(&self, name: &str) -> Option<&FactType> {
        self.types.get(name)
    }

    /// Returns the type whose class is `class`.
    pub fn by_class(&self, class: &NamedNode) -> Option<&FactType> {
        class.as_str().strip_prefix(ONTOLOGY).and_then(|name| self.get(name))
    }

    /// Returns the type whose direct triples have the property `property`.
    pub fn by_property(&self, property: &NamedNode) -> Option<&FactType> {
        self.properties.get(property).and_then(|name| self.get(name))
    }

    /// Returns all types with their names, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FactType)> {
        self.types.iter().map(|(name, fact_type)| (name.as_str(), fact_type))
    }
}

#[derive(Default)]
struct Triples {
    direct: BTreeSet<(NamedNode, NamedNode)>,
    also: BTreeMap<NamedNode, NamedNode>,
    families: BTreeMap<NamedNode, Family>,
    literal: BTreeSet<NamedNode>,
    symmetric: BTreeSet<NamedNode>,
}

impl Triples {
    fn add(&mut self, quad: Quad) {
        let (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) = (quad.subject, quad.object)
        else {
            return;
        };
        if quad.predicate == dp::DIRECT_PROPERTY {
            self.direct.insert((subject, object));
        } else if quad.predicate == dp::ALSO_AS {
            self.also.insert(subject, object);
        } else if object == dp::COMMUNICATION {
            self.families.insert(subject, Family::Communication);
        } else if object == dp::RELATION {
            self.families.insert(subject, Family::Relation);
        } else if object == owl::DATATYPE_PROPERTY {
            self.literal.insert(subject);
        } else if object == owl::SYMMETRIC_PROPERTY {
            self.symmetric.insert(subject);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ontology_tells_the_property() {
        let types = FactTypes::load(&Files::embedded()).unwrap();
        let meeting = types.get("Meeting").unwrap();
        assert!(meeting.property.as_str().ends_with("#metWith"));
        assert!(meeting.symmetric && !meeting.literal);
        assert!(types.get("Age").unwrap().literal);
        assert!(types.get("Weather").is_none());
        let families = ["Statement", "Meeting", "Role"].map(|name| types.get(name).unwrap().family);
        assert_eq!(families, [Family::Communication, Family::Event, Family::Relation]);
    }
}
