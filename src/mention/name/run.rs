//! Runs of capitalised words: where a name ends, and whether a capital is more than that of a sentence's start.

use super::known::known_at;
use super::title::title_before;
use super::view::{View, initial, opening_mark};
use crate::mention::lexicon::Role;
use crate::morph::Upos;
use crate::parse::Relation;

/// Returns the end of the run of capitalised words from `i`, particles between them included; `i` where there is none.
pub(super) fn run_end(view: &View<'_>, i: usize) -> usize {
    let particle_first = view.is(i, Role::Foreign) && view.capital(view.next(i)) && !view.capital(i);
    if !(view.capital(i) || particle_first && view.previous(i).is_none_or(|p| !view.capital(p))) {
        return i;
    }
    if view.capital(i) && view.opens(i) && !first_word_is_name(view, i) {
        return i;
    }
    if !view.capital(i) && view.opens(i) {
        return i;
    }
    let given = view.res.names.given(view.form(i)).is_some() || title_before(view, i).is_some();
    let mut end = i + 1;
    loop {
        let next = view.next(end - 1);
        if next >= view.count() {
            break;
        }
        // "la DGSE Anne B.": whose member someone is.
        let member = end == i + 1 && view.acronym(i) && view.res.names.given(view.form(next)).is_some();
        if member && !view.acronym(next) && view.capital(view.next(next)) {
            break;
        }
        if view.capital(next) && !opening_mark(view.form(next)) || initial(view.form(next)) {
            end = next + 1;
            continue;
        }
        if suffix_number(view, next) {
            end = next + 1;
            continue;
        }
        // Up to three particles: "de la", "van der".
        let mut at = next;
        while at < view.count() && at < next + 4 && (view.form(at).is_empty() || joins(view, at, given)) {
            at += 1;
        }
        if at > next
            && at < view.count()
            && view.capital(at)
            && (foreign(view, next) || given && surname(view, at))
        {
            end = at + 1;
            continue;
        }
        break;
    }
    end
}

fn foreign(view: &View<'_>, i: usize) -> bool {
    view.is(i, Role::Foreign)
}

fn joins(view: &View<'_>, i: usize, given: bool) -> bool {
    view.is(i, Role::Foreign) || given && view.is(i, Role::Particle)
}

/// Whether the word after "de" may be a surname: it is no known place or body.
fn surname(view: &View<'_>, i: usize) -> bool {
    known_at(view, i).is_none()
}

/// A number right after a name in capitals belongs to it: "Ligue 1", "Apollo 11".
fn suffix_number(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    !form.is_empty()
        && form.len() <= 2
        && form.bytes().all(|b| b.is_ascii_digit())
        && view
            .tree
            .nodes()
            .get(i)
            .is_some_and(|n| n.head.is_some_and(|h| h + 1 == i) && n.relation != Relation::Obl)
}

/// Whether the first word of a sentence or quotation is a name and not just capitalised for its place.
fn first_word_is_name(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    let lower = form.to_lowercase();
    if form.chars().count() < 2 {
        return false;
    }
    if view.acronym(i) || view.res.names.given(form).is_some() || known_at(view, i).is_some() {
        return true;
    }
    if view.res.nouns.get(&lower).is_some() || view.res.names.title(form).is_some() {
        return false;
    }
    view.upos(i) == Upos::Propn && !lower.contains('\'') && !lower.contains('\u{2019}')
        || view.upos(i) == Upos::X
}

/// Whether a single capitalised word is a name.
pub(super) fn lone_name(view: &View<'_>, i: usize) -> bool {
    let form = view.form(i);
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || ordinal(form)
        || !view.res.calendar.terms(form).is_empty() && view.upos(i) != Upos::Propn
    {
        return false;
    }
    match view.upos(i) {
        // "l'État", "la Commission": a known noun with a capital is a description.
        Upos::Propn | Upos::X => {
            let determined = view.previous(i).is_some_and(|p| view.upos(p) == Upos::Det);
            if determined && !view.acronym(i) && view.res.gazetteer.demonym(form).is_some() {
                return false;
            }
            view.acronym(i)
                || view.res.nouns.get(&form.to_lowercase()).is_none()
                || view.previous(i).is_none_or(|p| view.upos(p) != Upos::Det)
        }
        Upos::Noun | Upos::Adj => {
            // "Russes" and "Européen" are people by their country, not names; "État" and "Terre" are nouns.
            view.res.gazetteer.demonym(form).is_none()
                && view.res.nouns.get(&form.to_lowercase()).is_none()
                && view.tree.nodes().get(i).is_none_or(|n| view.res.nouns.get(&n.analysis.lemma).is_none())
        }
        Upos::Verb | Upos::Adv | Upos::Num => !view.opens(i),
        _ => view.acronym(i) && view.res.gazetteer.by_name(form).is_some(),
    }
}

/// Whether a word is a Roman numeral with its ending (`XIXe`).
fn ordinal(form: &str) -> bool {
    let digits = form.trim_end_matches(char::is_lowercase);
    let ending = &form[digits.len()..];
    !digits.is_empty()
        && (1..=3).contains(&ending.chars().count())
        && digits.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
