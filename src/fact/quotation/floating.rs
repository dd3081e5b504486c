//! Speech that no marks set off and whose speaker stands beside it in the sentence: `La police a arrêté deux suspects, assure-t-on
//! à la préfecture`, `Claire Roussel raconte : la direction a menacé les ouvriers`.

use crate::morph::Upos;
use crate::parse::{Relation, Tree};
use crate::text::Span;

use super::super::scene::Scene;
use super::{Layout, Quotation};

/// Most words of the attribution behind a clause.
const LONGEST_ATTRIBUTION: usize = 14;

/// Returns the clauses that are said by somebody whom their sentence names. `known` are the quotations found so far.
pub(super) fn find(scene: &Scene<'_>, known: &[Quotation]) -> Vec<Quotation> {
    let taken = super::places(known);
    let mut found = Vec::new();
    for (index, sentence) in scene.segmented.sentences.iter().enumerate() {
        let tree = &scene.trees[index];
        if tree.len() != sentence.words.len() || tree.len() > 400 {
            continue;
        }
        let end = (0..tree.len()).rev().find(|&w| tree[w].analysis.upos != Upos::Punct).map_or(0, |w| w + 1);
        let span = behind(scene, tree, end)
            .map(|comma| sentence.words[0].span.join(sentence.words[comma - 1].span))
            .or_else(|| {
                let colon = announced(scene, tree, end)?;
                Some(sentence.words[colon + 1].span.join(sentence.words[end - 1].span))
            });
        let free = |s: &Span| taken.with(*s).is_empty();
        found.extend(span.filter(free).map(|s| Quotation::unmarked(s, Layout::Floating)));
    }
    found
}

fn is_finite(tree: &Tree, word: usize) -> bool {
    tree[word].analysis.feats.is_finite()
}

/// Returns the comma behind which a verb of saying with its subject after it ends the sentence.
fn behind(scene: &Scene<'_>, tree: &Tree, end: usize) -> Option<usize> {
    let from = end.saturating_sub(LONGEST_ATTRIBUTION).max(2);
    let comma = (from..end).rev().find(|&w| {
        let mut verb = w + 1;
        let clitic = |v: usize| match tree[v].analysis.upos {
            Upos::Aux => true,
            Upos::Pron => {
                let subject = tree[v].relation.base() == Relation::Nsubj && !tree[v].form.starts_with('-');
                !subject && !scene.words.is_relative(&tree[v].form)
            }
            _ => false,
        };
        while verb < end && clitic(verb) && verb < w + 4 {
            verb += 1;
        }
        let says = |v: usize| {
            scene.words.says(&tree[v].analysis.lemma)
                || scene.words.is("attributing-verb", &tree[v].analysis.lemma)
        };
        let finite = (w + 1..=verb).any(|v| v < end && is_finite(tree, v));
        tree[w].form == ","
            && verb < end
            && finite
            && says(verb)
            && has_speaker(scene, tree, w + 1..verb, verb, end)
    })?;
    let clause = (0..comma).any(|w| is_finite(tree, w));
    let more = (comma + 1..end).filter(|&w| is_finite(tree, w)).count();
    (clause && more <= 1).then_some(comma)
}

/// Whether who says it stands behind the verb at once, as a name, a noun with its determiner or `on`.
fn has_speaker(
    scene: &Scene<'_>,
    tree: &Tree,
    before: std::ops::Range<usize>,
    verb: usize,
    end: usize,
) -> bool {
    let joined = |w: usize| tree[w].form.starts_with('-') && tree[w].analysis.upos == Upos::Pron;
    let pronoun = before.into_iter().any(joined) || verb + 1 < end && joined(verb + 1);
    let named = verb + 1 < end
        && match tree[verb + 1].analysis.upos {
            Upos::Propn => true,
            Upos::Det => {
                let sentence = scene.words.is("indefinite-person", &tree[verb + 1].form);
                !sentence && verb + 2 < end
            }
            _ => false,
        };
    pronoun || named
}

/// Returns the colon behind a verb of saying that has no other content.
fn announced(scene: &Scene<'_>, tree: &Tree, end: usize) -> Option<usize> {
    let colon = (1..end).find(|&w| tree[w].form == ":" && w + 2 < end)?;
    let verb = (0..colon).rev().find(|&w| tree[w].analysis.upos == Upos::Verb)?;
    let says = scene.words.says(&tree[verb].analysis.lemma) && verb + 3 >= colon;
    let finite = (0..=verb).any(|w| is_finite(tree, w));
    let clause = (colon + 1..end).any(|w| is_finite(tree, w));
    (says && finite && clause).then_some(colon)
}
