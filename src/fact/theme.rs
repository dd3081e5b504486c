//! The words of a fact's content.

use crate::morph::Upos;
use crate::parse::Relation;
use crate::text::Span;

use super::Theme;
use super::scene::Scene;

/// Characters that do not belong to a theme at its ends.
const EDGES: &[char] = &[
    ' ', '\u{a0}', '\u{202f}', '\n', '\t', '\r', ',', ':', ';', '.', '(', ')', '-', '\u{2013}', '\u{2014}',
    '"', '\u{ab}', '\u{bb}', '\u{201c}', '\u{201d}',
];

/// Returns the content that `head` heads: its subtree without introducing words, as one stretch.
pub fn of_phrase(scene: &Scene<'_>, sentence: usize, head: usize, without: &[usize]) -> Option<Theme> {
    let tree = &scene.trees[sentence];
    let mut words: Vec<usize> = tree
        .subtree(head)
        .into_iter()
        .filter(|&w| !without.iter().any(|&top| tree.is_under(w, top) && !tree.is_under(head, top)))
        .collect();
    while let Some(&first) = words.first() {
        let node = &tree[first];
        let introducing = matches!(
            node.relation.base(),
            Relation::Case | Relation::Mark | Relation::Punct | Relation::Cc | Relation::Fixed
        ) && tree.is_under(first, head)
            && first != head
            && (node.head == Some(head)
                || node.relation == Relation::Fixed
                || node.relation == Relation::Punct)
            && !node.analysis.feats.negative;
        if !introducing {
            break;
        }
        words.remove(0);
    }
    while words.last().is_some_and(|&w| tree[w].analysis.upos == Upos::Punct && !closes_quote(&tree[w].form))
    {
        words.pop();
    }
    let words = run_around(&words, head);
    trimmed(scene, scene.span_of(sentence, words)?)
}

/// Returns the stretch of the sorted `words` around `centre` whose gaps are of one word at most, so that a
/// far-away piece that the parser hung on wrongly does not drag all between along.
fn run_around(words: &[usize], centre: usize) -> &[usize] {
    let Some(at) = words.iter().position(|&w| w == centre) else { return words };
    let (mut start, mut end) = (at, at);
    while start > 0 && words[start] - words[start - 1] <= 2 {
        start -= 1;
    }
    while end + 1 < words.len() && words[end + 1] - words[end] <= 2 {
        end += 1;
    }
    &words[start..=end]
}

fn closes_quote(form: &str) -> bool {
    matches!(form, "\u{bb}" | "\u{201d}" | "\"")
}

/// Returns the theme of `span` without spaces and marks at its ends; a quotation mark stays where its partner is inside.
pub fn trimmed(scene: &Scene<'_>, span: Span) -> Option<Theme> {
    let text = span.of(scene.text);
    let left = text.trim_start_matches(EDGES);
    let both = left.trim_end_matches(EDGES);
    if both.is_empty() {
        return None;
    }
    let start = span.start() + (text.len() - left.len());
    let mut trimmed = Span::new(start, start + both.len());
    // An opening mark alone inside takes its closing one back in.
    let rest = Span::new(trimmed.end(), span.end()).of(scene.text);
    if both.contains('\u{ab}')
        && !both.contains('\u{bb}')
        && let Some(at) = rest.find('\u{bb}')
    {
        trimmed = Span::new(trimmed.start(), trimmed.end() + at + '\u{bb}'.len_utf8());
    }
    Some(Theme { span: trimmed, text: trimmed.of(scene.text).to_owned() })
}
