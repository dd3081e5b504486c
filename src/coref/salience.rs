//! How prominent things are at a point of the article: the nearer and the higher in their clauses, the more.
//!
//! The weights follow the order of grammatical roles and the halving per sentence of Lappin and Leass, "An
//! Algorithm for Pronominal Anaphora Resolution" (1994).

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
    let start = view.of_sentence(sentence.saturating_sub(window)).start.max(view.reach(at).start);
    let refers = |m: &usize| !clusters.void.contains(m) && !clusters.groups.contains_key(m);
    let mut mentions: Vec<_> = (start..at).filter(refers).map(|m| (clusters.id(m), m)).collect();
    mentions.sort_unstable();
    let one_thing = |a: &(usize, usize), b: &(usize, usize)| a.0 == b.0;
    let things = mentions.chunk_by(one_thing).filter(|thing| resolved(view, clusters, thing[0].1));
    things.map(|thing| candidate(view, thing, sentence)).collect()
}

/// Returns the candidate that the mentions `thing` of one cluster make for a point in sentence `sentence`.
fn candidate(view: &View, thing: &[(usize, usize)], sentence: usize) -> Candidate {
    let mut found = Candidate { mention: 0, score: 0.0 };
    // Two mentions in one sentence count as the more prominent of them.
    let (mut place, mut best_here) = (None, 0.0_f64);
    for &(_, mention) in thing {
        let distance = sentence - view.mentions[mention].sentence;
        let score = weight(view, mention) * 0.5_f64.powi(i32::try_from(distance).unwrap_or(i32::MAX));
        if place != Some(distance) {
            (place, best_here) = (Some(distance), 0.0);
        }
        found.mention = mention;
        found.score += (score - best_here).max(0.0);
        best_here = best_here.max(score);
    }
    found
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
