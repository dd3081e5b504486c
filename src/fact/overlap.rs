//! Which of many stretches of text overlap a given one, without a look at all of them.

use crate::text::Span;

/// Stretches in the order of their starts.
pub struct Overlaps {
    stretches: Vec<(Span, usize)>,
    /// How far the stretches up to each one reach.
    reach: Vec<usize>,
}

impl Overlaps {
    /// Returns the index of `stretches`, each with the number that [`Overlaps::with`] gives for it.
    pub fn new(stretches: impl Iterator<Item = (Span, usize)>) -> Self {
        let mut stretches: Vec<_> = stretches.collect();
        stretches.sort_unstable();
        let mut end = 0;
        let reach = stretches.iter().map(|(span, _)| {
            end = end.max(span.end());
            end
        });
        let reach = reach.collect();
        Self { stretches, reach }
    }

    /// Returns the numbers of the stretches that overlap `span`, ascending.
    pub fn with(&self, span: Span) -> Vec<usize> {
        let after = self.stretches.partition_point(|(own, _)| own.start() < span.end());
        let near = (0..after).rev().take_while(|&i| self.reach[i] > span.start());
        let near = near.map(|i| self.stretches[i]);
        let mut found: Vec<_> = near.filter(|(own, _)| own.overlaps(span)).map(|(_, n)| n).collect();
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_search_finds() {
        let stretches: Vec<Span> = (0..40).map(|i| Span::new(i * 7 % 50, i * 7 % 50 + i * 5 % 13)).collect();
        let index = Overlaps::new(stretches.iter().copied().zip(0..));
        for start in 0..60 {
            for span in [Span::new(start, start + 1), Span::new(start, start + 9)] {
                let plain: Vec<_> = (0..stretches.len()).filter(|&i| stretches[i].overlaps(span)).collect();
                assert_eq!(index.with(span), plain, "{span:?}");
            }
        }
    }
}
