//! Averaged perceptron weights in training (Freund and Schapire 1999; Collins 2002).

use crate::weights::{Scorer, Weights};

/// Weights in training and the sums from which their averages come.
pub struct Perceptron {
    bits: u32,
    weights: Vec<f32>,
    totals: Vec<f32>,
    clock: f32,
}

impl Perceptron {
    /// Returns zero weights in a table of 2^`bits` places, for rows of `width`.
    pub fn new(bits: u32, width: usize) -> Self {
        let len = (1 << bits) + width;
        Self { bits, weights: vec![0.0; len], totals: vec![0.0; len], clock: 1.0 }
    }

    /// Counts an example, so that averages are over examples.
    pub fn tick(&mut self) {
        self.clock += 1.0;
    }

    /// Adds `delta` to the weight of each of `features` for `class`.
    pub fn update(&mut self, features: &[u64], class: usize, delta: f32) {
        for &feature in features {
            let place = (feature >> (64 - self.bits)) as usize + class;
            self.weights[place] += delta;
            self.totals[place] += delta * self.clock;
        }
    }

    /// Returns the averages of `all` together; averages whose size is under `floor` are dropped.
    pub fn average(all: &[Self], floor: f32) -> Weights {
        let count = all.len() as f32;
        let places = all.first().map_or(0, |p| p.weights.len());
        let value = |place: usize| {
            let sum: f32 = all.iter().map(|p| p.weights[place] - p.totals[place] / p.clock).sum();
            let mean = sum / count;
            if mean.abs() < floor { 0.0 } else { mean }
        };
        Weights::new(all.first().map_or(1, |p| p.bits), (0..places).map(value))
    }
}

impl Scorer for Perceptron {
    fn score(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for &feature in features {
            let start = (feature >> (64 - self.bits)) as usize;
            for (score, weight) in scores.iter_mut().zip(&self.weights[start..]) {
                *score += weight;
            }
        }
    }
}

/// A small generator for shuffling (splitmix64).
pub struct Random(pub u64);

impl Random {
    /// Returns the next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Puts `items` into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.number() % (i as u64 + 1)) as usize);
        }
    }
}
