//! Weights of a linear model over hashed features, and their file form.

use std::collections::BTreeMap;

use super::features::Features;

/// Number of slots that features are hashed to.
pub(crate) const SLOTS: usize = 1 << 18;

/// First bytes of the file.
const MAGIC: &[u8; 8] = b"DPSEGM01";

/// One weight a slot.
#[derive(Clone, Debug)]
pub(crate) struct Weights(Vec<i16>);

impl Weights {
    /// Returns whether the model says yes.
    pub(crate) fn says(&self, features: &Features) -> bool {
        features.slots().iter().map(|&slot| i32::from(self.0[slot as usize % SLOTS])).sum::<i32>() > 0
    }

    /// Reads two models, or nothing where the bytes are not of this form.
    pub(crate) fn read_pair(bytes: &[u8]) -> Option<(Self, Self)> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let first = read(&mut rest)?;
        let second = read(&mut rest)?;
        rest.is_empty().then_some((first, second))
    }
}

/// Returns two models as bytes: after the magic, each is the count of its weights, then slot and weight, little-endian.
pub(crate) fn write_pair(first: &BTreeMap<u32, i16>, second: &BTreeMap<u32, i16>) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for model in [first, second] {
        bytes.extend((model.len() as u32).to_le_bytes());
        for (slot, weight) in model {
            bytes.extend(slot.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
    }
    bytes
}

fn read(bytes: &mut &[u8]) -> Option<Weights> {
    let (count, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*count)).ok()?.checked_mul(6)?;
    let (body, rest) = rest.split_at_checked(length)?;
    let mut weights = vec![0; SLOTS];
    for entry in body.chunks_exact(6) {
        let slot = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]) as usize;
        *weights.get_mut(slot)? = i16::from_le_bytes([entry[4], entry[5]]);
    }
    *bytes = rest;
    Some(Weights(weights))
}
