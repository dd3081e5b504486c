//! Ranks what a pronoun or a description may refer to, by weights that were learned.
//!
//! A linear model over features of the two and of what stands between them, as in Denis and Baldridge, "Specialized Models
//! and Ranking for Coreference Resolution" (2008): all candidates, and that it refers to nothing said before, compete in one
//! softmax. What grammar forbids is no candidate.

mod features;
mod offers;
mod picks;

pub(super) use offers::{description, pronoun};
pub(super) use picks::Picks;

use super::cluster::Clusters;
use crate::data::{DataError, Files};
use crate::weights::{Scorer, Weights};

/// Name of the data file.
pub const FILE: &str = "model/coref.bin";

/// What a mention may refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nothing that the article tells elsewhere.
    Nothing,
    /// What this mention refers to.
    Thing(usize),
    /// What these mentions refer to, together.
    Group(Vec<usize>),
}

/// A target with what speaks for and against it.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) target: Target,
    pub(crate) features: Vec<u64>,
}

/// What a mention refers to, with all the answers that there are; the first is that it refers to nothing.
pub(crate) struct Question<'a> {
    /// The mention.
    pub(crate) mention: usize,
    /// The answers.
    pub(crate) offers: &'a [Offer],
    clusters: &'a Clusters,
}

impl Question<'_> {
    /// Returns for each thing of `offer` its mentions so far.
    pub(crate) fn things(&self, offer: &Offer) -> Vec<Vec<usize>> {
        let of = |m: &usize| self.clusters.get(*m).mentions.iter().copied().collect();
        match &offer.target {
            Target::Nothing => Vec::new(),
            Target::Thing(mention) => vec![of(mention)],
            Target::Group(members) => members.iter().map(of).collect(),
        }
    }
}

/// Who answers the questions of an article, one after the other: learned weights, or a teacher.
pub(crate) trait Judge {
    /// Returns the index of the offer that is taken.
    fn choose(&mut self, question: &Question<'_>) -> usize;
}

/// Learned weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranker(Weights);

impl Ranker {
    /// Returns the ranker of these weights.
    pub fn new(weights: Weights) -> Self {
        Self(weights)
    }

    /// Loads the weights.
    ///
    /// # Errors
    /// Where the file is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        Weights::load(files, FILE).map(Self)
    }

    /// Returns the bytes of the data file.
    pub fn write(&self) -> Vec<u8> {
        self.0.file()
    }

    /// Returns the index of the best of `offers`, the first of equals.
    pub(crate) fn best(&self, offers: &[Offer]) -> usize {
        let mut best = (0, f32::NEG_INFINITY);
        for (at, offer) in offers.iter().enumerate() {
            let mut score = [0.0];
            self.0.score(&offer.features, &mut score);
            if score[0] > best.1 {
                best = (at, score[0]);
            }
        }
        best.0
    }
}

impl Judge for &Ranker {
    fn choose(&mut self, question: &Question<'_>) -> usize {
        self.best(question.offers)
    }
}

/// Returns the answer of `judge` to what `mention` refers to, of `offers`.
pub(super) fn ask(
    judge: &mut dyn Judge,
    clusters: &Clusters,
    mention: usize,
    mut offers: Vec<Offer>,
) -> Target {
    let question = Question { mention, offers: &offers, clusters };
    let chosen = judge.choose(&question);
    if chosen < offers.len() { offers.swap_remove(chosen).target } else { Target::Nothing }
}
