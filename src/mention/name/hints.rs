//! What the learned reader tells of names: a second opinion beside the chain's own scores.

use super::chain::{Words, label};
use crate::learned::Scores;

/// The least probability that counts: what the network holds for impossible may still be.
const LEAST: f32 = 1.0 / 512.0;

/// Scores of the learned reader for each sentence of an article, and how much they count.
#[derive(Clone, Copy, Debug)]
pub struct Hints<'a> {
    /// What the network tells of each sentence; none where it did not read.
    pub scores: &'a [Scores],
    /// How much the logarithm of a probability counts beside the scores of the chain.
    pub weight: f32,
}

/// What is added to the scores of the labels of each surface word.
pub(super) type Addends = Vec<[f32; label::COUNT]>;

impl Hints<'_> {
    /// No second opinion.
    pub const NONE: Hints<'static> = Hints { scores: &[], weight: 0.0 };

    /// Returns what is added for the surface words `words` of the sentence with this number; nothing where the network did not read.
    ///
    /// The network knows persons, organizations and places, in the order of the chain's labels. Of names of another kind it says that
    /// they are none, so that they are as good to it as words outside names.
    pub(super) fn addends(self, sentence: usize, words: &Words) -> Addends {
        let Some(scores) = self.scores.get(sentence) else { return Vec::new() };
        let places = words.places.split_last().map_or(&[][..], |(_, places)| places);
        let row = |&place: &usize| {
            let told = scores.names(place);
            let outside = told.first().copied().unwrap_or(1.0);
            std::array::from_fn(|label| {
                self.weight * told.get(label).copied().unwrap_or(outside).max(LEAST).ln()
            })
        };
        places.iter().map(row).collect()
    }
}
