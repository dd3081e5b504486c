//! What a page shows but does not say: words that are struck out, and the marks of its footnotes.

use dom_query::{Document, NodeRef};

/// Letters from which on a word before a raised number is none of the units (`m²`, `km²`).
const WORD: usize = 3;

/// Removes from `page` what is struck out and the marks of footnotes.
pub(super) fn remove(page: &Document) {
    page.select("del, s, strike").remove();
    for mark in page.select("sup").nodes() {
        if is_mark(mark) {
            mark.remove_from_parent();
        }
    }
}

/// Whether the raised `sup` is the mark of a footnote: a number or sign that leads somewhere, or stands before or after a word.
/// That of a power stands after a unit or a number, that of a rank after a number.
fn is_mark(sup: &NodeRef<'_>) -> bool {
    let text = sup.text();
    let core = text.trim().trim_matches(['[', ']', '(', ')']);
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ',' | ' ');
    if core.is_empty() || !core.chars().all(sign) {
        return false;
    }
    if core.len() < text.trim().len() || !sup.find_descendants("a").is_empty() {
        return true;
    }
    let before = sup.prev_sibling().map(|node| node.text().to_string()).unwrap_or_default();
    let word = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let number = before.ends_with(|c: char| c.is_ascii_digit());
    !number && (word == 0 || word >= WORD)
}
