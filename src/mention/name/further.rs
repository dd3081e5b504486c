//! What belongs to a person's name beyond its run of capitals: a nickname in marks before the surname, a word that tells father from son.

use super::rules::complete;
use super::view::{View, initial};
use super::{Evidence, Name};
use crate::mention::Kind;
use crate::mention::lexicon::Role;
use crate::morph::Upos;

/// Most words of a nickname.
const LONGEST: usize = 3;
/// Fewest letters of a surname in capitals before given names.
const SHORTEST: usize = 4;

/// Lengthens the names of `view` by what belongs to them; `names` are in order.
pub(super) fn lengthen(view: &View<'_>, names: &mut Vec<Name>) {
    inverted(view, names);
    let mut at = 0;
    while at < names.len() {
        let person = matches!(names[at].kind, None | Some(Kind::Person)) && names[at].entry.is_none();
        let end =
            if person { nickname(view, &names[at]).or_else(|| generation(view, &names[at])) } else { None };
        if let Some(end) = end {
            // What was found within or begins there is a part of it.
            while names.get(at + 1).is_some_and(|next| next.words.start < end) {
                let next = names.remove(at + 1);
                names[at].words.end = names[at].words.end.max(next.words.end);
            }
            let name = &mut names[at];
            name.words.end = name.words.end.max(end);
            name.kind = Some(Kind::Person);
            name.evidence = Evidence::List;
            name.gender = name.gender.or_else(|| view.res.names.given(view.form(name.words.start)).flatten());
        }
        at += 1;
    }
}

/// `Jean « Jeannot » Kervella`: returns where the surname behind the nickname ends.
fn nickname(view: &View<'_>, name: &Name) -> Option<usize> {
    let open = name.words.end;
    if !is_mark(view.form(open)) {
        return None;
    }
    let close = (open + 2..view.count().min(open + 2 + LONGEST)).find(|&w| is_mark(view.form(w)))?;
    let inside = (open + 1..close).all(|w| view.capital(w) || view.form(w).is_empty());
    let surname = view.next(close);
    let follows = surname < view.count() && view.capital(surname) && !initial(view.form(surname));
    let end = (surname..view.count()).take_while(|&w| view.capital(w)).last()? + 1;
    (inside && follows).then_some(end)
}

/// `KELLER Jean`: names whose surname stands first in capitals, before given names that are not written so.
fn inverted(view: &View<'_>, names: &mut Vec<Name>) {
    for surname in 0..view.count() {
        let letters = view.form(surname).chars().filter(|c| c.is_alphabetic()).count();
        // `RTL Paul`, `le PDG Jean Keller`: what is always written so is another name or a title.
        if letters < SHORTEST || !view.acronym(surname) || view.is_title(surname) {
            continue;
        }
        let given = |&w: &usize| {
            view.form(w).contains(char::is_lowercase) && view.res.names.given(view.form(w)).is_some()
        };
        let end = (surname + 1..view.count()).take_while(given).last().map_or(surname, |w| w + 1);
        let alone = view.previous(surname).is_none_or(|p| !view.capital(p) && view.upos(p) != Upos::Det);
        let follows = end < view.count() && view.capital(end) && !view.form(end).is_empty();
        let overlaps = |n: &Name| n.words.start < end && surname < n.words.end;
        let inside = |n: &Name| surname <= n.words.start && n.words.end <= end;
        if end <= surname || !alone || follows || names.iter().any(|n| overlaps(n) && !inside(n)) {
            continue;
        }
        names.retain(|n| !overlaps(n));
        let at = names.partition_point(|n| n.words.start < surname);
        let gender = view.res.names.given(view.form(surname + 1)).flatten();
        let found = Name { gender, inverted: true, ..complete(view, surname..end, None, Some(Kind::Person)) };
        names.insert(at, Name { evidence: Evidence::List, ..found });
    }
}

/// `Jean Keller fils`: returns where the word ends that tells which of a family is meant.
fn generation(view: &View<'_>, name: &Name) -> Option<usize> {
    let word = name.words.end;
    let whole = name.words.len() > 1 && word < view.count() && view.is(word, Role::Generation);
    // "Jean Keller, fils de Paul" and "le fils Keller" say something else.
    let of = view.is(view.next(word), Role::Genitive);
    (whole && !of).then_some(word + 1)
}

fn is_mark(form: &str) -> bool {
    matches!(form, "\u{ab}" | "\u{bb}" | "\"" | "\u{201c}" | "\u{201d}")
}
