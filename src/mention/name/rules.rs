//! The names that lists and rules find: the sure ones, and guesses from capitals.

use std::ops::Range;

use super::institution::institution_end;
use super::kind::{is_seat, kind_of};
use super::known::known_at;
use super::run::{lone_name, run_end};
use super::title::{starts_name, title_at, title_before};
use super::view::View;
use super::{Evidence, Name};
use crate::mention::Kind;
use crate::morph::Upos;

/// Finds the names of a sentence, in order; none overlap.
pub(super) fn names_of(view: &View<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut i = 0;
    while i < view.count() {
        match name_at(view, i) {
            Some(name) => {
                i = name.words.end.max(i + 1);
                names.push(name);
            }
            None => i += 1,
        }
    }
    names
}

/// Returns the name that begins at word `i`, if one does.
fn name_at(view: &View<'_>, i: usize) -> Option<Name> {
    if view.form(i).is_empty()
        || title_at(view, i).is_some_and(|end| end < view.count() && starts_name(view, end))
    {
        return None;
    }
    // "le ministre des Finances Anne B.": the noun with the capital is no part of the name.
    let determined = view.previous(i).is_some_and(|p| matches!(view.upos(p), Upos::Det | Upos::Adp));
    if determined
        && view.upos(i) == Upos::Noun
        && view.res.names.given(view.form(view.next(i))).is_some()
        && view.res.names.given(view.form(i)).is_none()
    {
        return None;
    }
    let known = known_at(view, i);
    let mut end = run_end(view, i);
    let institution = institution_end(view, i);
    if let Some((count, entry)) = known
        && i + count >= end
        && i + count >= institution.unwrap_or(0)
    {
        return Some(complete(view, i..i + count, Some(entry), None));
    }
    if let Some(stop) = institution
        && stop > end
    {
        return Some(complete(view, i..stop, None, Some(Kind::Organization)));
    }
    if end <= i {
        return None;
    }
    // A known place or body that merely stands first in a longer run is part of the longer name; a lone common
    // word with the capital of the sentence is none.
    if end == i + 1 && !lone_name(view, i) {
        return None;
    }
    while end > i + 1 && view.form(end - 1).is_empty() {
        end -= 1;
    }
    let entry = view.res.gazetteer.by_name(&view.text_of(i..end));
    Some(complete(view, i..end, entry, None))
}

/// Gives a name its kind, titles and gender.
pub(super) fn complete(
    view: &View<'_>,
    words: Range<usize>,
    entry: Option<usize>,
    kind: Option<Kind>,
) -> Name {
    let title = title_before(view, words.start);
    let given = view.given(words.start);
    let kinds = |e: &usize| view.res.gazetteer.entries()[*e].kind;
    let entry = entry.filter(|e| kinds(e) == Kind::Place || !is_seat(view, words.start));
    let known = entry.as_ref().map(kinds);
    let person = title.as_ref().is_some_and(|t| t.3 || known.is_none());
    let listed = if person { Some(Kind::Person) } else { known };
    let (kind, evidence) = match (kind, listed) {
        (Some(kind), _) => (Some(kind), Evidence::Word),
        (None, Some(kind)) => (Some(kind), Evidence::List),
        (None, None) => kind_of(view, &words, given.is_some()),
    };
    let is_person = kind == Some(Kind::Person);
    let entry = entry.filter(|_| !is_person);
    let gender = if is_person {
        title.as_ref().and_then(|t| t.2).or(given.flatten())
    } else {
        entry.and_then(|e| view.res.gazetteer.entries()[e].gender)
    };
    let (start, titles) = match title {
        Some((start, titles, _, _)) if is_person => (start, titles),
        _ => (words.start, Vec::new()),
    };
    Name { words, kind, evidence, entry, titles, start, gender, inverted: false }
}
