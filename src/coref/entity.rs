//! What the mentions refer to.

use std::collections::BTreeMap;

use crate::mention::{Form, Kind};
use crate::morph::{Gender, Number};
use crate::text::{Span, capitalised};

use super::cluster::Clusters;
use super::view::View;

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
    /// The quotation whose speaker it is, where nobody is named as that.
    pub quotation: Option<Span>,
    /// The Wikidata item (`Q159`) of what it surely is.
    pub wikidata: Option<String>,
}

impl Entity {
    /// Returns an unnamed entity of which nothing else is known.
    pub(crate) fn unnamed(kind: Kind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            named: false,
            entry: None,
            gender: None,
            number: None,
            mentions: Vec::new(),
            quotation: None,
            wikidata: None,
        }
    }
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

/// Returns the entities of `clusters`, each with the fullest name that its mentions give.
pub(super) fn build(view: &View, clusters: Clusters) -> Resolution {
    let mut index: BTreeMap<usize, usize> = BTreeMap::new();
    let mut resolution = Resolution::default();
    for mention in 0..view.mentions.len() {
        if clusters.void.contains(&mention) || clusters.groups.contains_key(&mention) {
            continue;
        }
        index.entry(clusters.id(mention)).or_insert_with(|| {
            resolution.entities.push(entity(view, &clusters, mention));
            resolution.entities.len() - 1
        });
    }
    for mention in 0..view.mentions.len() {
        let members: &[usize] = match clusters.groups.get(&mention) {
            Some(members) => members,
            None if clusters.void.contains(&mention) => &[],
            None => &[mention],
        };
        let mut referents: Vec<_> =
            members.iter().filter_map(|&m| index.get(&clusters.id(m)).copied()).collect();
        referents.sort_unstable();
        referents.dedup();
        for &referent in &referents {
            resolution.entities[referent].mentions.push(mention);
        }
        resolution.referents.push(referents);
    }
    resolution
}

/// Returns the entity of `first`'s cluster, without its mentions.
fn entity(view: &View, clusters: &Clusters, first: usize) -> Entity {
    let cluster = clusters.get(first);
    let names = cluster.mentions.iter().copied().filter(|&m| view.is_name(m));
    let fullest = names.max_by_key(|&m| (fullness(view, m), std::cmp::Reverse(m)));
    let described = || {
        let noun = |m: &&usize| view.mentions[**m].form == Form::Description;
        cluster.mentions.iter().find(noun).map(|&m| view.mentions[m].name.clone())
    };
    let name = match fullest {
        Some(mention) => view.mentions[mention].name.clone(),
        None => described().unwrap_or_else(|| capitalised(view.mentions[first].span.of(view.text))),
    };
    Entity {
        named: fullest.is_some(),
        entry: cluster.entries.first().copied(),
        gender: cluster.gender().or(view.mentions[first].gender),
        number: cluster.number().or(view.mentions[first].number),
        ..Entity::unnamed(cluster.kind().or(view.mentions[first].kind).unwrap_or(Kind::Thing), name)
    }
}

/// Ranks a name: more words first, an acronym last.
fn fullness(view: &View, mention: usize) -> (bool, usize, usize) {
    let name = &view.mentions[mention].name;
    let spelled = name.chars().any(char::is_lowercase);
    (spelled, name.split_whitespace().count(), name.chars().count())
}
