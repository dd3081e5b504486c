//! Titles and offices before names.

use super::view::View;
use crate::mention::lexicon::{Role, Title};
use crate::morph::{Gender, Upos};

/// Returns the end of the title that begins at `i`, the longest one.
pub(super) fn title_at(view: &View<'_>, i: usize) -> Option<usize> {
    let mut text = String::new();
    let mut found = None;
    let mut at = i;
    for _ in 0..5 {
        let form = view.form(at);
        if form.is_empty() {
            break;
        }
        let glued = text.is_empty() || text.ends_with(['\'', '\u{2019}']);
        if !glued {
            text.push(' ');
        }
        text.push_str(form);
        at = view.next(at);
        if view.res.names.title(&text.replace('\u{2019}', "'")).is_some() {
            found = Some(at);
        }
        if at >= view.count() {
            break;
        }
    }
    found
}

pub(super) fn starts_name(view: &View<'_>, i: usize) -> bool {
    view.capital(i) || view.is(i, Role::Foreign) && view.capital(view.next(i))
}

/// Returns the titles that end right before word `i`, adjectives between them and the name passed over
/// (`le président russe Vladimir Poutine`), with the word where they start and the gender that they tell.
pub(super) fn title_before(view: &View<'_>, i: usize) -> Option<(usize, Vec<String>, Option<Gender>, bool)> {
    let mut titles = Vec::new();
    let mut gender = None;
    let mut address = false;
    let mut start = i;
    let mut at = i;
    while titles.len() < 3 {
        let mut end = at;
        let mut skipped = 0;
        // "de la Culture" and like complements are not passed over here: the tree tells of them.
        while titles.is_empty() && skipped < 2 && view.previous(end).is_some_and(|p| adjective(view, p)) {
            end = view.previous(end).unwrap_or(0);
            skipped += 1;
        }
        let candidates = [at, end];
        let Some((from, title)) = candidates.into_iter().find_map(|end| title_ending(view, end)) else {
            break;
        };
        gender = gender.or(title.gender);
        address |= title.address;
        titles.insert(0, title.name.clone());
        start = from;
        at = from;
    }
    (!titles.is_empty()).then_some((start, titles, gender, address))
}

pub(super) fn adjective(view: &View<'_>, i: usize) -> bool {
    !view.capital(i) && (view.upos(i) == Upos::Adj || view.res.gazetteer.demonym(view.form(i)).is_some())
}

fn title_ending<'a>(view: &View<'a>, end: usize) -> Option<(usize, &'a Title)> {
    let mut from = end;
    let mut found = None;
    for _ in 0..5 {
        let Some(before) = view.previous(from) else { break };
        from = before;
        let joined =
            view.text_of(from..end).split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{2019}', "'");
        if let Some(title) = view.res.names.title(&joined) {
            found = Some((from, title));
        }
    }
    found
}
