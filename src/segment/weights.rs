//! Weights of a linear model over hashed features, and the file that holds both models.

use std::collections::BTreeMap;

use crate::data::DataError;
use crate::weights::{Reader, Writer};

use super::features::Features;
use super::forest::Forest;

/// Number of slots that features are hashed to.
pub(crate) const SLOTS: usize = 1 << 18;

/// One weight a slot.
#[derive(Clone, Debug)]
pub(crate) struct Weights(Vec<i16>);

impl Weights {
    /// Returns whether the model says yes.
    pub(crate) fn says(&self, features: &Features) -> bool {
        features.slots().iter().map(|&slot| i32::from(self.0[slot as usize % SLOTS])).sum::<i32>() > 0
    }
}

/// Returns the file of the forest of sentence ends and the weights of contractions.
pub(crate) fn write(ends: &Forest, contractions: &BTreeMap<u32, i16>) -> Vec<u8> {
    let mut out = Writer::default();
    ends.write(&mut out);
    out.number(contractions.len());
    let mut last = 0;
    for (&slot, &weight) in contractions {
        out.number((slot - last) as usize);
        out.signed(i64::from(weight));
        last = slot;
    }
    out.finish()
}

/// Reads what [`write`] wrote as the file `name`.
///
/// # Errors
/// Where the bytes are not of that form.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<(Forest, Weights), DataError> {
    let mut from = Reader::new(name, bytes);
    let ends = Forest::read(&mut from)?;
    let mut weights = vec![0; SLOTS];
    let mut slot = 0_usize;
    for _ in 0..from.number()? {
        slot = slot.saturating_add(from.number()?);
        let weight = i16::try_from(from.signed()?).map_err(|_| from.fault("a weight out of range"))?;
        *weights.get_mut(slot).ok_or_else(|| from.fault("a weight outside the table"))? = weight;
    }
    Ok((ends, Weights(weights)))
}
