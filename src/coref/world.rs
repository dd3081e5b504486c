//! What the table of the world's people tells of somebody whom the article names in full. It only helps to say who is meant: what the
//! graph tells of a person is what the article tells.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::mention::{Form, Kind, Rank};
use crate::morph::{Gender, Upos};

use super::view::View;

/// Years before and after somebody's time in office in which articles still call him by it.
const AROUND: i16 = 1;

/// What is known of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct World {
    /// Index of the country's entry in the gazetteer.
    pub(super) country: usize,
    pub(super) gender: Option<Gender>,
    /// The highest office.
    pub(super) rank: Rank,
    /// Whether some office is held on the article's day, where that is known.
    pub(super) holds: bool,
}

/// Returns what is known of the person whom `mention` names in full, where all people of that name are of one country.
pub(super) fn world(view: &View, mention: usize) -> Option<World> {
    let found = &view.mentions[mention];
    let person = found.form == Form::Name && found.kind == Some(Kind::Person) && found.entry.is_none();
    if !person || !found.name.contains(' ') {
        return None;
    }
    let known = view.people.named(&found.name, view.gazetteer);
    let country = known.first()?.country?;
    if known.iter().any(|k| k.country != Some(country)) {
        return None;
    }
    let gender = known[0].gender.filter(|_| known.iter().all(|k| k.gender == known[0].gender));
    let rank = known.iter().map(|k| k.rank).min()?;
    let year = view.day.map(Date::year);
    let holds = known.iter().any(|k| {
        let begun = k.from.zip(year).is_none_or(|(from, year)| from - AROUND <= year);
        begun && k.to.zip(year).is_none_or(|(to, year)| year <= to + AROUND)
    });
    Some(World { country, gender, rank, holds })
}

/// Returns the countries that the words of `mention`'s phrase name (`le président russe`, `le ministre de la Défense du Niger`).
pub(super) fn countries(view: &View, mention: usize) -> BTreeSet<usize> {
    let found = &view.mentions[mention];
    let entries = view.gazetteer.entries();
    let country = |entry: usize| {
        let entry = entries.get(entry)?;
        view.gazetteer.by_id(entry.country.as_deref().or(entry.stands_for.as_deref())?)
    };
    let nodes = found.words.clone().filter_map(|word| view.tree(found.sentence).nodes().get(word));
    let adjectives = nodes.filter(|n| matches!(n.analysis.upos, Upos::Adj | Upos::Noun));
    let adjectives = adjectives.flat_map(|n| view.gazetteer.demonyms(&n.form)).filter_map(country);
    let inside = view.of_sentence(found.sentence).filter(|&m| m != mention && view.is_under(m, mention));
    let names = inside.filter_map(|m| view.mentions[m].entry).filter_map(country);
    adjectives.chain(names).chain(found.entry.and_then(country)).collect()
}
