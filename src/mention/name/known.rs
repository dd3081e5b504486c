//! Names that the gazetteer knows.

use super::view::View;
use crate::morph::Upos;

/// Returns the known name that begins at `i`: how many words of the sentence it takes, and its entry.
pub(super) fn known_at(view: &View<'_>, i: usize) -> Option<(usize, usize)> {
    let surface: Vec<usize> = (i..view.count()).filter(|&w| !view.form(w).is_empty()).take(10).collect();
    let forms: Vec<&str> = surface.iter().map(|&w| view.form(w)).collect();
    let (count, entry) = view.res.gazetteer.longest(&forms)?;
    let end = surface
        .get(count)
        .copied()
        .unwrap_or_else(|| if surface.len() < 10 { view.count() } else { surface[count - 1] + 1 });
    // "Je suis" is a town as well.
    if count > 1 && view.opens(i) && view.upos(i) == Upos::Pron {
        return None;
    }
    // "Tours", "Orange", "Visa" at the start of a sentence may be common words.
    if count == 1 && view.opens(i) && !view.acronym(i) && !matches!(view.upos(i), Upos::Propn | Upos::X) {
        let noun = view.res.nouns.get(&view.form(i).to_lowercase()).is_some();
        if noun || !matches!(view.upos(i), Upos::Noun | Upos::Adj) {
            return None;
        }
    }
    Some((end - i, entry))
}
