//! How prominent things are at a point of the article: the nearer and the higher in their clauses, the more.
//!
//! The weights follow the order of grammatical roles and the halving per sentence of Lappin and Leass, "An
//! Algorithm for Pronominal Anaphora Resolution" (1994).

use std::collections::BTreeMap;

use super::cluster::Clusters;
use super::view::{Part, View};

/// A thing that may be meant, with its last mention before the point.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) mention: usize,
    pub(super) score: f64,
}

/// Returns the things mentioned in the sentence of `at` before it and in the `window` sentences before that one, in the
/// order of their clusters.
pub(super) fn candidates(view: &View, clusters: &Clusters, at: usize, window: usize) -> Vec<Candidate> {
    let sentence = view.mentions[at].sentence;
    let start = view.of_sentence(sentence.saturating_sub(window)).start;
    let mut found: BTreeMap<usize, Candidate> = BTreeMap::new();
    // Two mentions in one sentence count as the more prominent of them.
    let mut best_here: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for mention in start..at {
        if clusters.void.contains(&mention) || clusters.groups.contains_key(&mention) {
            continue;
        }
        let distance = sentence - view.mentions[mention].sentence;
        let score = weight(view, mention) * 0.5_f64.powi(i32::try_from(distance).unwrap_or(i32::MAX));
        let candidate = found.entry(clusters.id(mention)).or_insert(Candidate { mention, score: 0.0 });
        let known = best_here.entry((clusters.id(mention), distance)).or_insert(0.0);
        candidate.mention = mention;
        candidate.score += (score - *known).max(0.0);
        *known = known.max(score);
    }
    found.into_values().filter(|c| resolved(view, clusters, c.mention)).collect()
}

/// A pronoun that found nothing offers nothing.
fn resolved(view: &View, clusters: &Clusters, mention: usize) -> bool {
    clusters.get(mention).mentions.iter().any(|&m| view.mentions[m].form != crate::mention::Form::Pronoun)
}

fn weight(view: &View, mention: usize) -> f64 {
    match view.part(mention) {
        Part::Subject if view.is_main(mention) => 4.0,
        Part::Subject => 3.0,
        Part::Object => 2.5,
        Part::Oblique => 2.0,
        Part::Inner => 1.0,
    }
}

/// Returns the candidate of the highest score, the latest of equals.
pub(super) fn best(candidates: &[Candidate]) -> Option<Candidate> {
    candidates.iter().copied().max_by(|a, b| a.score.total_cmp(&b.score).then(a.mention.cmp(&b.mention)))
}
