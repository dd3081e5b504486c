//! A set of strings that takes the same memory however many there are, and may claim to hold one that it does not.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Places, in four megabytes: with the propositions of 100,000 articles few of them are taken.
const BITS: u64 = 1 << 25;

/// The strings that were put in.
pub(super) struct Seen(Vec<u64>);

impl Default for Seen {
    fn default() -> Self {
        Self(vec![0; (BITS / 64) as usize])
    }
}

impl Seen {
    /// Puts `text` in; returns false where it surely was not there before.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = hasher.finish();
        // Two independent places a string.
        let mut all = true;
        for place in [hash % BITS, (hash >> 32) % BITS] {
            let (word, bit) = ((place / 64) as usize, 1 << (place % 64));
            if let Some(word) = self.0.get_mut(word) {
                all &= *word & bit != 0;
                *word |= bit;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_there_and_little_else() {
        let mut seen = Seen::default();
        let wrong = (0..10_000).filter(|number| seen.insert(&format!("first {number}"))).count();
        assert!(wrong < 10, "{wrong} of 10,000 were taken for others");
        assert!((0..10_000).all(|number| seen.insert(&format!("first {number}"))));
    }
}
