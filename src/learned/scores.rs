//! What the network tells of a sentence.

use std::sync::Arc;

use super::tables::Tables;

/// Steps to which probabilities are rounded before they decide anything, so that what processors add up in another order is the same.
const STEPS: f32 = 256.0;

/// A role in a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who does it.
    Agent,
    /// Whom it is done to.
    Target,
    /// Where.
    Place,
    /// Who asserts it.
    Source,
}

impl Role {
    /// The names of the roles, in their order.
    pub(super) const NAMES: [&'static str; 4] = ["agent", "target", "place", "source"];
}

/// How firmly a word states its fact, as probabilities.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Firmness {
    /// That it is somebody else's word.
    pub claimed: f32,
    /// That it is denied.
    pub negative: f32,
    /// That it is only planned.
    pub planned: f32,
    /// That it is uncertain.
    pub uncertain: f32,
}

/// What the network gives for the surface words of a sentence.
#[derive(Clone, Debug)]
pub struct Scores {
    pub(super) tables: Arc<Tables>,
    /// Rows of all fact types.
    pub(super) types: Vec<f32>,
    /// Rows of four.
    pub(super) firmness: Vec<f32>,
    /// Rows of the labels of names.
    pub(super) names: Vec<f32>,
    /// Rows of the vectors of words that state something.
    pub(super) trigger: Vec<f32>,
    /// Rows of the vectors of first words of mentions.
    pub(super) first: Vec<f32>,
    /// Rows of the vectors of last words of mentions.
    pub(super) last: Vec<f32>,
    /// For each word of the sentence the surface word that it belongs to.
    pub(super) surface: Vec<usize>,
}

/// Returns the probability of a score, rounded.
fn probability(score: f32) -> f32 {
    rounded(1.0 / (1.0 + (-score).exp()))
}

fn rounded(probability: f32) -> f32 {
    (probability * STEPS).round() / STEPS
}

fn row(list: &[f32], width: usize, at: usize) -> &[f32] {
    list.get(at * width..(at + 1) * width).unwrap_or(&[])
}

impl Scores {
    /// Returns the number of words of the sentence.
    pub fn len(&self) -> usize {
        self.surface.len()
    }

    /// Whether the sentence has no words.
    pub fn is_empty(&self) -> bool {
        self.surface.is_empty()
    }

    /// Returns the index of the fact type `name`, where the network knows it.
    pub fn type_index(&self, name: &str) -> Option<usize> {
        self.tables.types.iter().position(|t| t == name)
    }

    /// Returns the names of the fact types that the network knows, in the order of their indices.
    pub fn types(&self) -> &[String] {
        &self.tables.types
    }

    /// Returns the probability that `word` states a fact of the type with index `kind`.
    pub fn states(&self, word: usize, kind: usize) -> f32 {
        let Some(&word) = self.surface.get(word) else { return 0.0 };
        row(&self.types, self.tables.types.len(), word).get(kind).map_or(0.0, |&s| probability(s))
    }

    /// Returns how firmly `word` states its fact.
    pub fn firmness(&self, word: usize) -> Firmness {
        let Some(&word) = self.surface.get(word) else { return Firmness::default() };
        match *row(&self.firmness, 4, word) {
            [claimed, negative, planned, uncertain] => Firmness {
                claimed: probability(claimed),
                negative: probability(negative),
                planned: probability(planned),
                uncertain: probability(uncertain),
            },
            _ => Firmness::default(),
        }
    }

    /// Returns the probabilities of the labels of names for `word`.
    pub fn names(&self, word: usize) -> Vec<f32> {
        let Some(&word) = self.surface.get(word) else { return Vec::new() };
        softmax(row(&self.names, self.tables.names, word))
    }

    /// Returns the probabilities of the roles, in their order, of a mention from word `first` to word `last` in the fact of the type with
    /// index `kind` that `word` states.
    pub fn roles(&self, word: usize, kind: usize, first: usize, last: usize) -> [f32; 4] {
        let tables = &self.tables;
        let places = [word, first, last].map(|word| self.surface.get(word).copied());
        let [Some(word), Some(first), Some(last)] = places else { return [0.0; 4] };
        let (width, matched) = (tables.pair, tables.matched);
        let whole = width + matched;
        let rows =
            [row(&self.trigger, whole, word), row(&self.first, whole, first), row(&self.last, whole, last)];
        let (types, distances) = (
            row(&tables.kinds, width, kind),
            row(&tables.distances, width, distance(&tables.steps, word, first, last)),
        );
        if rows.iter().any(|r| r.len() != whole) || types.len() != width || distances.len() != width {
            return [0.0; 4];
        }
        let [trigger, first, last] = rows;
        let layer: Vec<f32> =
            (0..width).map(|i| gelu(trigger[i] + first[i] + last[i] + types[i] + distances[i])).collect();
        let products: Vec<f32> = (width..whole).map(|i| trigger[i] * (first[i] + last[i])).collect();
        let dot = |a: &[f32], b: &[f32]| -> f32 { a.iter().zip(b).map(|(x, y)| x * y).sum() };
        let weights = tables.roles.chunks_exact(width).zip(tables.matches.chunks_exact(matched));
        let scores: Vec<f32> = weights
            .zip(&tables.addends)
            .map(|((role, product), addend)| dot(role, &layer) + dot(product, &products) + addend)
            .collect();
        match *softmax(&scores) {
            [_, agent, target, place, source] => [agent, target, place, source],
            _ => [0.0; 4],
        }
    }
}

/// Returns the index of the distance from `word` to the mention from `first` to `last`: 0 where it lies inside, then those ahead and those
/// behind, as `tools/reader/model.py` counts them.
fn distance(steps: &[usize], word: usize, first: usize, last: usize) -> usize {
    let step = |gap: usize| steps.iter().filter(|&&least| gap >= least).count();
    if first > word {
        step(first - word)
    } else if last < word {
        steps.len() + step(word - last)
    } else {
        0
    }
}

fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|p| rounded(p / sum)).collect()
}

/// The activation of the network: x Φ(x), with the error function by Abramowitz and Stegun, formula 7.1.26 (error below 1.5e-7).
fn gelu(x: f32) -> f32 {
    let z = (x / std::f32::consts::SQRT_2).abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let sum =
        t * (0.254_829_6 + t * (-0.284_496_72 + t * (1.421_413_8 + t * (-1.453_152 + t * 1.061_405_4))));
    let erf = (1.0 - sum * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}
