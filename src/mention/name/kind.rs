//! What a name names, where the gazetteer does not tell: its own words and the words beside it do.

use std::ops::Range;

use super::Evidence;
use super::title::adjective;
use super::view::{View, initial};
use crate::mention::Kind;
use crate::mention::lexicon::Role;
use crate::morph::Upos;
use crate::parse::Relation;

/// Returns the kind of a name that the gazetteer does not know, from its own words and the words beside it, and
/// what tells it.
pub(super) fn kind_of(view: &View<'_>, words: &Range<usize>, given: bool) -> (Option<Kind>, Evidence) {
    let count = words.clone().filter(|&w| !view.form(w).is_empty()).count();
    let last = words.clone().rev().find(|&w| !view.form(w).is_empty()).unwrap_or(words.start);
    if view.is(last, Role::Suffix) && count > 1 {
        return (Some(Kind::Organization), Evidence::List);
    }
    if let Some(kind) = opened(view, words.start, count) {
        return (Some(kind), Evidence::Word);
    }
    if count > 1 && (given || initial(view.form(words.start))) {
        return (Some(Kind::Person), Evidence::List);
    }
    match told_before(view, words.start) {
        Some(kind) => (Some(kind), Evidence::Word),
        None => (guess(view, words, given), Evidence::Form),
    }
}

/// The kind that the first of the `count` words of a name tells.
fn opened(view: &View<'_>, start: usize, count: usize) -> Option<Kind> {
    let opener = view.form(start).to_lowercase();
    if view.res.names.is(&opener, Role::Institution) {
        return Some(Kind::Organization);
    }
    view.res.names.before(&opener).filter(|&kind| count > 1 && kind == Kind::Event)
}

/// The kind that the noun before the name at `start` tells.
fn told_before(view: &View<'_>, start: usize) -> Option<Kind> {
    let mut before = view.previous(start);
    while before.is_some_and(|p| adjective(view, p)) {
        before = before.and_then(|p| view.previous(p));
    }
    let before = before?;
    let lemma = view.tree.nodes().get(before).map_or(view.form(before), |n| n.analysis.lemma.as_str());
    let kind = view.res.names.before(lemma).or_else(|| view.res.names.before(view.form(before)));
    if kind.is_some() {
        return kind;
    }
    let noun = view.previous(before).filter(|_| view.is(before, Role::Genitive));
    let place = noun.is_some_and(|p| view.res.names.before(view.form(p)) == Some(Kind::Place));
    (place || is_seat(view, start)).then_some(Kind::Place)
}

/// Whether the noun before the name at `start` tells that it is a town (`le maire d'Orange`), whatever else bears that name.
pub(super) fn is_seat(view: &View<'_>, start: usize) -> bool {
    let genitive = view.previous(start).filter(|&p| view.is(p, Role::Genitive));
    let noun = genitive.and_then(|p| view.previous(p));
    noun.is_some_and(|n| {
        let lemma = view.tree.nodes().get(n).map_or(view.form(n), |node| node.analysis.lemma.as_str());
        view.res.names.is(lemma, Role::Seat)
    })
}

/// The kind that the form of a name and the preposition before it suggest.
fn guess(view: &View<'_>, words: &Range<usize>, given: bool) -> Option<Kind> {
    let count = words.clone().filter(|&w| !view.form(w).is_empty()).count();
    if count == 1 && view.acronym(words.start) {
        return Some(Kind::Organization);
    }
    if given {
        return Some(Kind::Person);
    }
    if view.previous(words.start).is_some_and(|p| locative(view, p)) {
        return Some(Kind::Place);
    }
    person_like(view, words).then_some(Kind::Person)
}

/// Whether two to four capitalised words without a determiner, none of them a common noun, may name a person.
fn person_like(view: &View<'_>, words: &Range<usize>) -> bool {
    let parts: Vec<usize> = words.clone().filter(|&w| !view.form(w).is_empty()).collect();
    let plain = |&w: &usize| {
        let form = view.form(w);
        let common = view.res.nouns.get(&form.to_lowercase()).is_some();
        !view.acronym(w) && !common && !form.chars().any(|c| c.is_ascii_digit())
    };
    let determined = view.previous(words.start).is_some_and(|p| {
        view.upos(p) == Upos::Det || view.sentence.words.get(p + 1).is_some_and(|w| w.continues)
    });
    (2..=4).contains(&parts.len()) && !determined && parts.iter().all(plain)
}

fn locative(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    view.res.names.is(&form.to_lowercase(), Role::Locative)
        && view.tree.nodes().get(i).is_none_or(|n| n.relation == Relation::Case)
}
