//! The trained part of the search for names: a chain of labels over the words of a sentence.
//!
//! Averaged perceptron weights over what the words, the lists and the rules say, and the label before; the best
//! chain is found by dynamic programming (Collins 2002).

mod features;
pub(crate) mod label;
mod words;

pub(crate) use features::{Features, history};
pub(super) use words::{Seen, Words};

use self::label::{COUNT, OUTSIDE};
use crate::data::{DataError, Files};
use crate::weights::{Scorer, Weights};

/// The advantage of a label that a list or a word beside the name tells: only strong signs outweigh it.
const ADVANTAGE: f32 = 40.0;
/// Name of the data file.
pub const FILE: &str = "model/names.bin";

/// Trained weights of the chain.
#[derive(Clone, Debug)]
pub struct Chain(Weights);

impl Chain {
    /// Returns the chain of these weights.
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

    /// Returns the best labels of the words; a label that is `told` for a word has an advantage, and `addends` are added to the scores
    /// of the labels of each word, where there are any.
    pub(crate) fn labels(
        &self,
        features: &Features,
        told: &[Option<u8>],
        addends: &[[f32; COUNT]],
    ) -> Vec<u8> {
        best(&self.0, features, |at, label, score| {
            *score += addends.get(at).map_or(0.0, |row| row[usize::from(label)]);
            if told.get(at).copied().flatten() == Some(label) {
                *score += ADVANTAGE;
            }
        })
    }
}

/// Returns the labels that score best; `adjust` may change the score of a label alone.
pub(crate) fn best(
    weights: &impl Scorer,
    features: &Features,
    adjust: impl Fn(usize, u8, &mut f32),
) -> Vec<u8> {
    let mut links: Vec<[u8; COUNT]> = Vec::with_capacity(features.len());
    let mut before = [f32::NEG_INFINITY; COUNT];
    let (mut own, mut step, mut rows) = ([0.0; COUNT], [0.0; COUNT], Vec::new());
    for at in 0..features.len() {
        weights.score(features.of(at), &mut own);
        let mut next = [f32::NEG_INFINITY; COUNT];
        let mut from = [OUTSIDE; COUNT];
        let last: Vec<Option<u8>> = match at {
            0 => vec![None],
            _ => (0..COUNT as u8)
                .map(Some)
                .filter(|l| before[usize::from(l.unwrap_or(0))].is_finite())
                .collect(),
        };
        for last in last {
            history(features, at, last, &mut rows);
            weights.score(&rows, &mut step);
            let sum = last.map_or(0.0, |l| before[usize::from(l)]);
            for label in (0..COUNT as u8).filter(|&l| label::follows(l, last)) {
                let place = usize::from(label);
                let mut score = sum + own[place] + step[place];
                adjust(at, label, &mut score);
                if score > next[place] {
                    (next[place], from[place]) = (score, last.unwrap_or(OUTSIDE));
                }
            }
        }
        links.push(from);
        before = next;
    }
    let top = (0..COUNT).rev().max_by(|&a, &b| before[a].total_cmp(&before[b])).unwrap_or(0);
    let mut labels = Vec::with_capacity(links.len());
    let mut label = top as u8;
    for from in links.iter().rev() {
        labels.push(label);
        label = from[usize::from(label)];
    }
    labels.reverse();
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_weights_are_written_as_they_were_read() {
        let files = Files::embedded();
        let chain = Chain::load(&files).unwrap();
        assert!(chain.write() == files.bytes(FILE).unwrap());
        assert!(chain.labels(&Features::default(), &[], &[]).is_empty());
    }
}
