//! Linear weights over hashed features, as the tagger, the parser and other trained parts hold them.
//!
//! A feature is a 64-bit hash; its weights for all classes stand side by side in one table, starting at
//! the place that the upper bits of the hash name. Rows overlap, which works as well as hashing each
//! weight alone (Weinberger et al. 2009) and reads memory in order.

mod binary;

pub use binary::{Reader, Writer};

use crate::data::DataError;

/// Steps per unit of a stored weight.
pub const STEPS: f32 = 64.0;
const MAX_WIDTH: usize = 256;
/// Values in a line of memory.
const LINE: usize = 32;

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
}

/// Trained weights in 16 bits, in steps of 1/[`STEPS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    bits: u32,
    values: Vec<i16>,
}

impl Weights {
    /// Returns weights of 2^`bits` places; `values` may run over by the width of a row.
    pub fn new(bits: u32, values: Vec<i16>) -> Self {
        Self { bits, values }
    }

    /// Writes the weights that are not zero.
    pub fn write(&self, out: &mut Writer) {
        let mut gaps = Writer::default();
        let mut last = 0;
        let mut steps = Writer::default();
        let kept = self.values.iter().enumerate().filter(|(_, v)| **v != 0);
        let mut count = 0;
        for (at, &value) in kept {
            gaps.number(at - last);
            steps.signed(i64::from(value));
            last = at;
            count += 1;
        }
        out.number(self.bits as usize);
        out.number(self.values.len());
        out.number(count);
        out.block(&gaps.finish());
        out.block(&steps.finish());
    }

    /// Reads what [`Weights::write`] wrote.
    ///
    /// # Errors
    /// Where the bytes are not such weights.
    pub fn read(from: &mut Reader<'_>) -> Result<Self, DataError> {
        let bits = from.number()?;
        let len = from.number()?;
        let count = from.number()?;
        if bits > 30 || len < 1 << bits || len > (1 << bits) + MAX_WIDTH {
            return Err(from.fault("weights of a wrong size"));
        }
        let name = from.name().to_owned();
        let (gaps, steps) = (from.block()?, from.block()?);
        let (mut gaps, mut steps) = (Reader::new(&name, &gaps), Reader::new(&name, &steps));
        let mut values = vec![0; len];
        let mut at = 0usize;
        for _ in 0..count {
            at = at.saturating_add(gaps.number()?);
            let place = values.get_mut(at).ok_or_else(|| gaps.fault("a weight outside the table"))?;
            *place = i16::try_from(steps.signed()?).map_err(|_| steps.fault("a weight out of range"))?;
        }
        Ok(Self { bits: bits as u32, values })
    }
}

/// Classes that are summed at a time, few enough for the sums to stay in registers.
const TILE: usize = 16;

impl Scorer for Weights {
    fn score(&self, features: &[u64], scores: &mut [f32]) {
        let width = scores.len().min(MAX_WIDTH);
        let shift = 64 - self.bits;
        let row = |feature: u64| (feature >> shift) as usize;
        self.fetch(features.iter().map(|&feature| row(feature)), width);
        for (tile, scores) in scores[..width].chunks_mut(TILE).enumerate() {
            let offset = tile * TILE;
            if let Ok(whole) = <&mut [f32; TILE]>::try_from(&mut *scores) {
                let mut sums = [0i32; TILE];
                for &feature in features {
                    let start = row(feature) + offset;
                    let row = self.values.get(start..).and_then(<[i16]>::first_chunk::<TILE>);
                    let Some(row) = row else { continue };
                    sums.iter_mut().zip(row).for_each(|(sum, &value)| *sum += i32::from(value));
                }
                *whole = sums.map(|sum| sum as f32);
            } else {
                let mut sums = [0i32; TILE];
                for &feature in features {
                    let start = row(feature) + offset;
                    let Some(row) = self.values.get(start..start + scores.len()) else { continue };
                    sums.iter_mut().zip(row).for_each(|(sum, &value)| *sum += i32::from(value));
                }
                scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = sum as f32);
            }
        }
    }
}

impl Weights {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_give_the_same_weights() {
        let mut values = vec![0; 1024 + 8];
        (values[3], values[700], values[1031]) = (-7, 300, i16::MIN);
        let weights = Weights::new(10, values);
        let mut out = Writer::default();
        weights.write(&mut out);
        let bytes = out.finish();
        assert_eq!(Weights::read(&mut Reader::new("w", &bytes)).unwrap(), weights);
        assert!(Weights::read(&mut Reader::new("w", &bytes[..bytes.len() / 2])).is_err());
    }

    #[test]
    fn a_row_is_found_by_the_upper_bits() {
        let mut values = vec![0; 1024 + 8];
        (values[5], values[6]) = (2, -3);
        let mut scores = [0.0; 4];
        Weights::new(10, values).score(&[5 << 54, (5 << 54) + 99], &mut scores);
        assert_eq!(scores, [4.0, -6.0, 0.0, 0.0]);
    }
}
