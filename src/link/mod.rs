//! Which people and places of an article are those of the world: links to Wikidata, where a name fits one of them and the article
//! speaks for that and nothing against it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::coref::{Entity, Resolution};
use crate::data::{DataError, Files};
use crate::mention::{Entry, Form, Gazetteer, Kind, Known, Mentions, People, Rank};
use crate::morph::Upos;
use crate::parse::{Relation, Tree};
use crate::text::fold;

/// Years that somebody has lived who holds an office.
const GROWN: i16 = 18;
/// Years before somebody's first office in which an article may already call him by it.
const BEFORE: i16 = 1;

/// What the words beside a name tell of who bears it.
#[derive(Clone, Debug, Default)]
pub struct Words {
    offices: BTreeSet<String>,
    functions: BTreeSet<String>,
}

impl Words {
    /// Reads the lists of `files`.
    ///
    /// # Errors
    /// Where one is missing or malformed.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let list = |name: &str| -> Result<BTreeSet<String>, DataError> {
            let rows = files.table(name, &["form"])?.rows;
            Ok(rows.into_iter().map(|(_, cells)| cells[0].to_lowercase()).collect())
        };
        Ok(Self {
            offices: list("lexicon/political-offices.tsv")?,
            functions: list("lexicon/functions.tsv")?,
        })
    }
}

/// What linking reads of an article.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Its trees.
    pub trees: &'a [Tree],
    /// Its mentions.
    pub mentions: &'a Mentions,
    /// The known names.
    pub gazetteer: &'a Gazetteer,
    /// The known people.
    pub people: &'a People,
    /// What words beside names tell.
    pub words: &'a Words,
    /// Its day.
    pub day: Option<Date>,
}

/// Notes in `resolution` which of its people, places and bodies are those that Wikidata has.
pub fn link(scene: Scene<'_>, resolution: &mut Resolution) {
    let known: BTreeSet<usize> = scene.mentions.mentions.iter().filter_map(|m| m.entry).collect();
    let named: Vec<(usize, usize)> =
        known.into_iter().filter_map(|entry| Some((entry, country(scene, entry)?))).collect();
    let adjectives = adjectives(scene);
    let countries: BTreeSet<usize> = named.iter().map(|n| n.1).chain(adjectives.iter().copied()).collect();
    let found: Vec<Option<String>> = resolution
        .entities
        .iter()
        .map(|entity| match entity.entry.and_then(|e| scene.gazetteer.entries().get(e)) {
            Some(entry) => {
                entry.wikidata.clone().filter(|_| is_meant(scene, entity, entry, &named, &adjectives))
            }
            None => person(scene, entity, &countries),
        })
        .collect();
    for (entity, wikidata) in resolution.entities.iter_mut().zip(found) {
        entity.wikidata = wikidata;
    }
}

/// Whether the article speaks for that its town is the one that the gazetteer knows by this name: something else in it is of the same
/// country or, of a capital, nothing is of another.
fn is_meant(
    scene: Scene<'_>,
    entity: &Entity,
    entry: &Entry,
    named: &[(usize, usize)],
    adjectives: &BTreeSet<usize>,
) -> bool {
    let Some(own) = entry.country.as_deref().and_then(|id| scene.gazetteer.by_id(id)) else { return true };
    if entry.kind != Kind::Place {
        return true;
    }
    let others = named.iter().filter(|n| Some(n.0) != entity.entry).map(|n| n.1);
    let others: BTreeSet<usize> = others.chain(adjectives.iter().copied()).collect();
    let meant = others.contains(&own) || entry.stands_for.is_some() && others.is_empty();
    meant && (entry.stands_for.is_some() || !acts(scene, entity))
}

/// Whether what is called like a town does something: then it is its club or council.
fn acts(scene: Scene<'_>, entity: &Entity) -> bool {
    let mentions = entity.mentions.iter().filter_map(|&m| scene.mentions.mentions.get(m));
    let relations = mentions.filter(|m| m.form == Form::Name).filter_map(|m| {
        let node = scene.trees.get(m.sentence)?.nodes().get(m.head)?;
        Some(node.relation.base())
    });
    relations.into_iter().any(|relation| relation == Relation::Nsubj)
}

/// Returns the country of the gazetteer's `entry`: itself where it is one.
fn country(scene: Scene<'_>, entry: usize) -> Option<usize> {
    let entries = scene.gazetteer.entries();
    let found = entries.get(entry)?;
    let id = found.country.as_deref().or(found.stands_for.as_deref())?;
    scene.gazetteer.by_id(id)
}

/// Returns the countries of the adjectives in the article's phrases.
fn adjectives(scene: Scene<'_>) -> BTreeSet<usize> {
    let nodes = scene.trees.iter().flat_map(Tree::nodes);
    let words = nodes.filter(|n| matches!(n.analysis.upos, Upos::Adj | Upos::Noun | Upos::Propn));
    words.flat_map(|n| scene.gazetteer.demonyms(&n.form)).filter_map(|e| country(scene, e)).collect()
}

/// Returns the Wikidata item of `entity`, where it is surely one of the known people.
fn person(scene: Scene<'_>, entity: &Entity, countries: &BTreeSet<usize>) -> Option<String> {
    if entity.kind != Kind::Person || !entity.named || entity.entry.is_some() || !entity.name.contains(' ') {
        return None;
    }
    let known = scene.people.named(&entity.name, scene.gazetteer);
    if known.is_empty() {
        return None;
    }
    let told = Told::of(scene, entity);
    let mut fits = known.iter().filter(|known| {
        known.country.is_some_and(|c| countries.contains(&c)) && told.admits(entity, known, scene.day)
    });
    let one = fits.next().filter(|one| fits.all(|other| other.wikidata == one.wikidata))?;
    let sure = told.office || one.rank == Rank::Head;
    sure.then(|| one.wikidata.to_owned())
}

/// What the article calls somebody besides the name.
#[derive(Debug, Default)]
struct Told {
    office: bool,
    /// A function that is no office of a state.
    other: bool,
    /// Countries that the words beside the name tell.
    countries: BTreeSet<usize>,
}

impl Told {
    fn of(scene: Scene<'_>, entity: &Entity) -> Self {
        let mut told = Self::default();
        for mention in entity.mentions.iter().filter_map(|&m| scene.mentions.mentions.get(m)) {
            let Some(tree) = scene.trees.get(mention.sentence).filter(|_| mention.form != Form::Pronoun)
            else {
                continue;
            };
            for node in mention.words.clone().filter_map(|w| tree.nodes().get(w)) {
                if mention.form == Form::Name && mention.name.contains(&node.form) {
                    continue;
                }
                let lemma = fold(&node.analysis.lemma).into_owned();
                let (office, function) =
                    (scene.words.offices.contains(&lemma), scene.words.functions.contains(&lemma));
                told.office |= office;
                told.other |= function && !office;
                if node.analysis.upos == Upos::Adj {
                    let places = scene.gazetteer.demonyms(&node.form);
                    told.countries.extend(places.into_iter().filter_map(|e| country(scene, e)));
                }
            }
            let titles = mention.titles.iter().map(|t| fold(t).into_owned());
            told.office |= titles.into_iter().any(|t| scene.words.offices.contains(&t));
        }
        told
    }

    /// Whether nothing that is told speaks against `known`.
    fn admits(&self, entity: &Entity, known: &Known<'_>, day: Option<Date>) -> bool {
        let gender = entity.gender.zip(known.gender).is_none_or(|(a, b)| a == b);
        let place = self.countries.is_empty() || known.country.is_some_and(|c| self.countries.contains(&c));
        let year = day.map(Date::year);
        let since =
            |from: Option<i16>, years: i16| from.zip(year).is_none_or(|(from, year)| year >= from + years);
        let function = self.office || !self.other;
        gender && place && function && since(known.born, GROWN) && since(known.from, -BEFORE)
    }
}
