//! What the marks around a stretch make of it: speech, a name, or words set at a distance.

use crate::morph::Upos;
use crate::segment::Quote;
use crate::text::Span;

use super::super::scene::Scene;
use super::{Layout, Quotation, Sort};

/// Most words without a verb that are set at a distance rather than quoted.
const LONGEST_AT_A_DISTANCE: usize = 2;
/// Most words of a nickname inside a name.
const LONGEST_NICKNAME: usize = 3;

/// Returns the stretches of the article that stand in quotation marks.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Quotation> {
    let all = scene.segmented.quotes.iter().chain(&scene.segmented.nested);
    all.map(|quote| Quotation {
        span: quote.span,
        inner: quote.inner,
        sort: sort(scene, quote),
        layout: Layout::Marks,
        continues: quote.continues,
        outer: None,
    })
    .collect()
}

fn sort(scene: &Scene<'_>, quote: &Quote) -> Sort {
    let first = scene.sentence_at(quote.inner.start());
    let Some(sentence) = scene.segmented.sentences.get(first).filter(|_| !quote.inner.is_empty()) else {
        return Sort::Distance;
    };
    let tree = &scene.trees[first];
    let inside: Vec<usize> =
        (0..sentence.words.len()).filter(|&w| quote.inner.contains(sentence.words[w].span)).collect();
    let (Some(&start), Some(&end)) = (inside.first(), inside.last()) else { return Sort::Speech };
    // What fills its sentence, or goes beyond it, is speech whatever stands in it.
    let whole = quote.span.end() > sentence.span.end() || outside(scene, first, quote.span) == 0;
    if whole || quote.continues || !quote.closed {
        return Sort::Speech;
    }
    let finite = inside.iter().any(|&w| tree[w].analysis.feats.is_finite());
    let capital = tree[start].form.chars().next().is_some_and(char::is_uppercase);
    // The word before the opening mark, and the one behind the closing mark.
    let before = start.checked_sub(2);
    let after = tree.nodes().get(end + 2);
    if let Some(noun) = before {
        let node = &tree[noun];
        let named = scene.words.is("named-noun", &node.analysis.lemma)
            || scene.words.is("naming-word", &node.form)
            || scene.words.is("naming-word", &node.analysis.lemma);
        if named || (node.analysis.upos == Upos::Noun && capital && !finite) {
            return Sort::Name;
        }
        let within = after.is_some_and(|a| a.analysis.upos == Upos::Propn);
        if node.analysis.upos == Upos::Propn && within && inside.len() <= LONGEST_NICKNAME {
            return Sort::Name;
        }
    }
    if finite {
        return Sort::Speech;
    }
    let words = inside.iter().filter(|&&w| tree[w].analysis.upos != Upos::Punct).count();
    let verbal = inside.iter().any(|&w| tree[w].analysis.upos == Upos::Verb);
    if words <= LONGEST_AT_A_DISTANCE && !verbal { Sort::Distance } else { Sort::Speech }
}

/// How many words of the sentence stand outside of `span`.
fn outside(scene: &Scene<'_>, sentence: usize, span: Span) -> usize {
    let tree = &scene.trees[sentence];
    let words = scene.sentence(sentence).words.iter().enumerate();
    words.filter(|(w, word)| !span.contains(word.span) && tree[*w].analysis.upos != Upos::Punct).count()
}
