//! Names that a noun of institution opens.

use super::known::known_at;
use super::run::run_end;
use super::view::{View, initial};
use crate::mention::lexicon::Role;
use crate::morph::Upos;

/// Returns the end of a name that a noun of institution opens: `tribunal correctionnel de Lille`,
/// `université d'Oxford`, `Commission électorale`.
pub(super) fn institution_end(view: &View<'_>, i: usize) -> Option<usize> {
    let form = view.form(i);
    let lower = form.to_lowercase();
    let capital = view.capital(i) && !view.opens(i);
    let acronym = view.acronym(i);
    let word = if acronym { form } else { lower.as_str() };
    let opens_name = view.res.names.is(word, Role::Institution) || view.res.names.is(form, Role::Institution);
    if !opens_name {
        return None;
    }
    let mut at = view.next(i);
    let mut adjectives = 0;
    while at < view.count() && view.upos(at) == Upos::Adj && !view.capital(at) && adjectives < 2 {
        at = view.next(at);
        adjectives += 1;
    }
    let plain = at;
    if at < view.count() && view.capital(at) && adjectives == 0 && !initial(view.form(at)) {
        // "Institut Karolinska"; in lower case only where the word after it is no name of its own.
        let end = run_end(view, at);
        return (capital && end > at).then_some(end);
    }
    if at < view.count() && view.is(at, Role::Genitive) {
        let mut start = at + 1;
        while start < view.count() && (view.form(start).is_empty() || view.upos(start) == Upos::Det) {
            start += 1;
        }
        if let Some(end) = named_part(view, start) {
            return Some(end);
        }
        let noun = start < view.count() && view.upos(start) == Upos::Noun;
        if capital && adjectives == 0 && noun && view.form(start).chars().count() > 2 {
            let mut end = start + 1;
            while end < view.count() && view.upos(end) == Upos::Adj {
                end += 1;
            }
            return Some(end);
        }
    }
    (capital && adjectives > 0).then_some(plain)
}

/// Returns the end of the name that completes an institution's at `i`.
fn named_part(view: &View<'_>, i: usize) -> Option<usize> {
    if i >= view.count() || !view.capital(i) {
        return None;
    }
    let person = view.res.names.given(view.form(i)).is_some() && view.capital(view.next(i));
    let known = known_at(view, i).map_or(i, |(count, _)| i + count);
    let end = run_end(view, i).max(known).max(i + 1);
    (!person).then_some(end)
}
