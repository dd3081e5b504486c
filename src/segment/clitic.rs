//! Splits the pronouns and particles that a hyphen joins to the word before them.

use super::classes::is_hyphen;
use super::tables::{Clitic, Tables, folded};

/// The longest word that is looked at; a longer one holds no clitic that matters.
const LONGEST: usize = 64;

/// Returns the places in `form` where a clitic starts, in order; `opens` tells whether a sentence may open with it.
///
/// A word with a capital inside a sentence is a name, and is not split.
pub(super) fn stems(form: &str, opens: bool, tables: &Tables) -> Vec<usize> {
    if form.len() > LONGEST || !form.contains(is_hyphen) || tables.whole.contains(&folded(form)) {
        return Vec::new();
    }
    let capital = form.starts_with(char::is_uppercase);
    if capital && !opens && form.contains(char::is_lowercase) {
        return Vec::new();
    }
    let Some((at, kind)) = last(form, tables) else { return Vec::new() };
    if kind == Clitic::Deictic && capital && form.contains(char::is_lowercase) {
        return Vec::new();
    }
    match last(&form[..at], tables) {
        Some((before, Clitic::Object)) if kind == Clitic::Object => vec![before, at],
        _ => vec![at],
    }
}

/// Returns the start and kind of the longest clitic that ends `form`.
fn last(form: &str, tables: &Tables) -> Option<(usize, Clitic)> {
    let mut found = None;
    for (at, _) in form.char_indices().rev().filter(|&(_, c)| is_hyphen(c)).take(2) {
        match tables.clitics.get(&folded(&form[at..])) {
            Some(&kind) if at > 0 => found = Some((at, kind)),
            _ => {}
        }
    }
    found
}
