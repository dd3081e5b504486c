//! Linear weights over hashed features, as the tagger, the parser and other trained parts hold them.
//!
//! A feature is a 64-bit hash; its weights for all classes stand side by side in one table, starting at
//! the place that the upper bits of the hash name. Rows overlap, which works as well as hashing each
//! weight alone (Weinberger et al. 2009) and reads memory in order.

mod binary;

pub use binary::{Reader, Writer};

use crate::data::{DataError, Files};

const MAX_WIDTH: usize = 256;
/// Values in a line of memory.
const LINE: usize = 64;
/// Classes that are summed at a time, few enough for the sums to stay in registers.
const TILE: usize = 32;
/// Share of the largest weight that may be cut off for steps of half the size.
const CLIPPED: f32 = 0.07;
/// Rows that are summed at a time; so many values of 8 bits stay within 16.
const MOST: usize = 256;

/// Returns the hash of `bytes` (FNV-1a, with a last mixing step).
pub fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        h = (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    (h ^ (h >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Returns the hash of what `seed` stands for followed by `value`.
#[inline]
pub fn combine(seed: u64, value: u64) -> u64 {
    (seed.rotate_left(23) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// What gives scores to classes from features: trained weights, or those in training.
pub trait Scorer {
    /// Sets each of `scores` to the sum of its class's weights over `features`.
    fn score(&self, features: &[u64], scores: &mut [f32]);

    /// Makes `scores`, those of the features `old`, into those of `new`, where each has its place in both.
    fn change(&self, _old: &[u64], new: &[u64], scores: &mut [f32]) {
        self.score(new, scores);
    }
}

/// Trained weights in 8 bits: whole multiples of a step, which is a power of two so that sums are exact.
///
/// Coarse steps cost no accuracy (measured: model/README.md), and a row of them is read in half the time.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    bits: u32,
    step: f32,
    /// 2^`bits` places and [`MAX_WIDTH`] more, so that every row lies within.
    values: Vec<i8>,
}

impl Weights {
    /// Returns `weights`, for 2^`bits` places and the rest of the last row, in the finest steps that hold the largest but for
    /// [`CLIPPED`].
    pub fn new(bits: u32, weights: impl Iterator<Item = f32> + Clone) -> Self {
        let largest = weights.clone().fold(0f32, |most, w| most.max(w.abs()));
        let exponent = if largest > 0.0 { (largest * (1.0 - CLIPPED) / 127.0).log2().ceil() } else { 0.0 };
        let step = exponent.clamp(-100.0, 100.0).exp2();
        let mut values: Vec<i8> = weights.map(|w| (w / step).round().max(-127.0) as i8).collect();
        values.resize((1 << bits) + MAX_WIDTH, 0);
        Self { bits, step, values }
    }

    /// Writes the weights.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.bits as usize);
        out.signed(self.step.log2() as i64);
        let bytes: Vec<u8> = self.values.iter().map(|v| v.cast_unsigned()).collect();
        out.block(&bytes);
    }

    /// Loads the weights that are all that the data file `name` of `files` holds.
    ///
    /// # Errors
    /// Where the file is missing or broken.
    pub fn load(files: &Files, name: &str) -> Result<Self, DataError> {
        Self::read(&mut Reader::new(name, files.bytes(name)?))
    }

    /// Returns the bytes of a data file that holds nothing else.
    pub fn file(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.write(&mut out);
        out.finish()
    }

    /// Reads what [`Weights::write`] wrote.
    ///
    /// # Errors
    /// Where the bytes are not such weights.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, DataError> {
        let bits = from.number()?;
        let exponent = from.signed()?;
        let bytes = from.block()?;
        if bits > 30 || bytes.len() != (1 << bits) + MAX_WIDTH {
            return Err(from.fault("weights of a wrong size"));
        }
        if exponent.abs() > 100 {
            return Err(from.fault("a step out of range"));
        }
        let values = bytes.into_iter().map(u8::cast_signed).collect();
        Ok(Self { bits: bits as u32, step: (exponent as f32).exp2(), values })
    }
}

impl Scorer for Weights {
    fn score(&self, features: &[u64], scores: &mut [f32]) {
        scores.fill(0.0);
        for features in features.chunks(MOST) {
            let mut starts = Starts::default();
            features.iter().for_each(|&feature| starts.push(self.start(feature)));
            self.add(starts.get(), 1.0, scores);
        }
    }

    fn change(&self, old: &[u64], new: &[u64], scores: &mut [f32]) {
        for (old, new) in old.chunks(MOST).zip(new.chunks(MOST)) {
            let (mut less, mut more) = (Starts::default(), Starts::default());
            for (&old, &new) in old.iter().zip(new).filter(|(old, new)| old != new) {
                less.push(self.start(old));
                more.push(self.start(new));
            }
            self.add(less.get(), -1.0, scores);
            self.add(more.get(), 1.0, scores);
        }
    }
}

/// Where rows begin, at most [`MOST`] of them.
struct Starts {
    places: [u32; MOST],
    count: usize,
}

impl Default for Starts {
    fn default() -> Self {
        Self { places: [0; MOST], count: 0 }
    }
}

impl Starts {
    #[inline]
    fn push(&mut self, start: u32) {
        self.places[self.count] = start;
        self.count += 1;
    }

    fn get(&self) -> &[u32] {
        &self.places[..self.count]
    }
}

impl Weights {
    #[inline]
    fn start(&self, feature: u64) -> u32 {
        (feature >> (64 - self.bits)) as u32
    }

    /// Adds to each of `scores` the sum of its class's weights in the rows from `starts`, times `sign`.
    fn add(&self, starts: &[u32], sign: f32, scores: &mut [f32]) {
        let width = scores.len().min(MAX_WIDTH);
        self.fetch(starts.iter().map(|&start| start as usize), width);
        let factor = sign * self.step;
        for (tile, scores) in scores[..width].chunks_mut(TILE).enumerate() {
            let sums = sums(&self.values, starts, tile * TILE);
            scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += factor * f32::from(sum));
        }
    }

    /// Reads a value of each line of memory that the rows from `starts` lie in, so that the memory fetches them side by
    /// side, and not each one only when its turn to be summed has come.
    fn fetch(&self, starts: impl Iterator<Item = usize>, width: usize) {
        let mut seen = 0;
        for start in starts {
            for at in (start..start + width).step_by(LINE) {
                seen ^= self.values.get(at).copied().unwrap_or_default();
            }
        }
        std::hint::black_box(seen);
    }
}

/// Returns the sums of `values` at `offset` behind each of `starts`, at most [`MOST`]. A function of its own and of
/// this shape, so that the compiler keeps the sums in vector registers.
#[inline(never)]
fn sums(values: &[i8], starts: &[u32], offset: usize) -> [i16; TILE] {
    let mut sums = [0i16; TILE];
    for &start in starts {
        let rest = values.get(start as usize + offset..).unwrap_or_default();
        let Some(row) = rest.first_chunk::<TILE>().map(widened) else { continue };
        sums = std::array::from_fn(|i| sums[i].wrapping_add(row[i]));
    }
    sums
}

#[inline(always)]
fn widened(row: &[i8; TILE]) -> [i16; TILE] {
    std::array::from_fn(|i| i16::from(row[i]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(places: &[(usize, f32)]) -> Weights {
        let mut values = vec![0.0; 1024 + 8];
        places.iter().for_each(|&(at, value)| values[at] = value);
        Weights::new(10, values.iter().copied())
    }

    #[test]
    fn writing_and_reading_give_the_same_weights() {
        let weights = weights(&[(3, -7.0), (700, 300.0), (1031, -511.0)]);
        let mut out = Writer::default();
        weights.write(&mut out);
        let bytes = out.finish();
        assert_eq!(Weights::read(&mut Reader::new("w", &bytes)).unwrap(), weights);
        assert!(Weights::read(&mut Reader::new("w", &bytes[..bytes.len() / 2])).is_err());
    }

    #[test]
    fn a_row_is_found_by_the_upper_bits() {
        let mut scores = [0.0; 4];
        weights(&[(5, 2.0), (6, -3.0)]).score(&[5 << 54, (5 << 54) + 99], &mut scores);
        assert_eq!(scores, [4.0, -6.0, 0.0, 0.0]);
    }

    #[test]
    fn steps_are_as_fine_as_the_largest_weight_allows() {
        let mut scores = [0.0; 2];
        weights(&[(0, 0.25), (1, 31.75)]).score(&[0], &mut scores);
        assert_eq!(scores, [0.25, 31.75]);
        weights(&[(0, 0.3), (1, 130.0)]).score(&[0], &mut scores);
        assert_eq!(scores, [0.0, 127.0]);
    }

    #[test]
    fn a_change_of_features_gives_the_scores_of_the_new_ones() {
        let many: Vec<_> = (0..1032).map(|i| (i, (i * 37 % 255) as f32 - 127.0)).collect();
        let weights = weights(&many);
        let features = |seed: u64| -> Vec<u64> {
            (0..300u64).map(|i| hash(&[(i % 250) as u8, (i % 7 == seed) as u8])).collect()
        };
        let (old, new) = (features(0), features(3));
        let (mut scores, mut right) = ([0.0; 8], [0.0; 8]);
        weights.score(&old, &mut scores);
        weights.change(&old, &new, &mut scores);
        weights.score(&new, &mut right);
        assert_eq!(scores, right);
    }
}
