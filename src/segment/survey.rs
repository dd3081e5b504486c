//! What is known of a whole paragraph before its sentences are: sums, distances, and how its words are
//! written elsewhere in the text.

use std::collections::HashMap;

use crate::morph::Lexicon;

use super::sight::{self, Sight, mix};
use super::token::Token;

/// How the words of a text are written in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Usage {
    /// Times that a form, by its hash, stands in small letters.
    lower: HashMap<u32, u8>,
    /// Times that it has a capital.
    capital: HashMap<u32, u8>,
    /// Times that it has a capital where none but a name would have one.
    inside: HashMap<u32, u8>,
    /// Times that two forms follow one another.
    pairs: HashMap<u32, u8>,
}

impl Usage {
    /// Counts the words of a paragraph.
    pub(crate) fn add(&mut self, sights: &Sights) {
        let mut before = &Sight::OUTSIDE;
        for sight in &sights.0 {
            if sight.shape == sight::LOWER {
                count(&mut self.lower, sight.form);
            } else if sight.has_capital() {
                count(&mut self.capital, sight.exact);
                if before.leads_on() {
                    count(&mut self.inside, sight.exact);
                }
                count(&mut self.pairs, mix(before.exact, sight.exact));
            }
            if !sight.has_capital() && before.has_capital() {
                count(&mut self.pairs, mix(before.exact, sight.exact));
            }
            before = sight;
        }
    }

    pub(super) fn lower(&self, sight: &Sight) -> u8 {
        self.lower.get(&sight.form).copied().unwrap_or_default()
    }

    pub(super) fn capital(&self, sight: &Sight) -> u8 {
        self.capital.get(&sight.exact).copied().unwrap_or_default()
    }

    pub(super) fn inside(&self, sight: &Sight) -> u8 {
        self.inside.get(&sight.exact).copied().unwrap_or_default()
    }

    pub(super) fn pair(&self, first: &Sight, second: &Sight) -> u8 {
        self.pairs.get(&mix(first.exact, second.exact)).copied().unwrap_or_default()
    }
}

fn count(counts: &mut HashMap<u32, u8>, key: u32) {
    let count = counts.entry(key).or_default();
    *count = count.saturating_add(1);
}

/// The tokens of a paragraph as the models see them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sights(Vec<Sight>);

impl Sights {
    /// Looks at `tokens`, which know the sides of their quotation marks.
    pub(crate) fn new(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Self {
        Self(tokens.iter().map(|token| Sight::new(text, token, lexicon)).collect())
    }

    /// Returns token `at`, or what stands outside the paragraph.
    pub(super) fn at(&self, at: usize) -> &Sight {
        self.0.get(at).unwrap_or(&Sight::OUTSIDE)
    }
}

/// What is summed up over stretches of tokens.
const SUMMED: usize = 6;

/// A surveyed paragraph.
#[derive(Debug)]
pub(crate) struct Survey<'a> {
    sights: &'a [Sight],
    pub(super) usage: &'a Usage,
    /// Before each token and at the end: sums over all tokens before it.
    sums: Vec<[u32; SUMMED]>,
    /// For each token and the end: the first end mark from there on.
    next_end: Vec<usize>,
    /// For each token: the place after the last end mark before it.
    last_end: Vec<usize>,
    /// How many brackets are open before each token.
    depth: Vec<u8>,
    /// The places that would be judged if all layout were lost, by their ends.
    places: Vec<usize>,
}

/// Tokens after which an open bracket is forgotten.
const FORGOTTEN: usize = 80;

impl<'a> Survey<'a> {
    /// Surveys a paragraph; `places` are the ends of all places that may be sentence ends without layout.
    pub(crate) fn new(sights: &'a Sights, usage: &'a Usage, places: Vec<usize>) -> Self {
        let sights = sights.0.as_slice();
        let mut survey = Self {
            sights,
            usage,
            sums: vec![[0; SUMMED]],
            next_end: vec![sights.len(); sights.len() + 1],
            last_end: Vec::with_capacity(sights.len()),
            depth: Vec::with_capacity(sights.len()),
            places,
        };
        let (mut sums, mut last, mut depth) = ([0; SUMMED], 0, 0_u8);
        for (i, sight) in sights.iter().enumerate() {
            let seen = [
                sight.may_be_finite(),
                sight.is_finite(),
                sight.shape == sight::LOWER,
                matches!(sight.shape, sight::CAPITAL | sight::CAPITALISED),
                sight.shape == sight::CAPITALS,
                sight.mark == 1,
            ];
            sums.iter_mut().zip(seen).for_each(|(sum, seen)| *sum += u32::from(seen));
            survey.sums.push(sums);
            survey.last_end.push(last);
            survey.depth.push(depth);
            match sight.kind {
                sight::END => last = i + 1,
                sight::OPENING if sight.mark != 0 => depth = depth.saturating_add(1),
                sight::CLOSING if sight.mark != 0 => depth = depth.saturating_sub(1),
                _ => {}
            }
            if i - last.min(i) > FORGOTTEN {
                depth = 0;
            }
        }
        for i in (0..sights.len()).rev() {
            survey.next_end[i] = if sights[i].kind == sight::END { i } else { survey.next_end[i + 1] };
        }
        survey
    }

    pub(super) fn len(&self) -> usize {
        self.sights.len()
    }

    /// Returns token `at`, or what stands outside the paragraph.
    pub(super) fn at(&self, at: usize) -> &'a Sight {
        self.sights.get(at).unwrap_or(&Sight::OUTSIDE)
    }

    /// Returns the token `back` before token `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> &'a Sight {
        at.checked_sub(back).map_or(&Sight::OUTSIDE, |i| self.at(i))
    }

    /// Returns what is summed up over the tokens from `from` to before `to`.
    pub(super) fn sum(&self, from: usize, to: usize) -> [u32; SUMMED] {
        let last = self.len();
        let (from, to) = (&self.sums[from.min(last)], &self.sums[to.min(last)]);
        std::array::from_fn(|i| to[i].saturating_sub(from[i]))
    }

    pub(super) fn next_end(&self, at: usize) -> usize {
        self.next_end.get(at).copied().unwrap_or(self.len())
    }

    pub(super) fn last_end(&self, at: usize) -> usize {
        self.last_end.get(at).copied().unwrap_or_default()
    }

    pub(super) fn depth(&self, at: usize) -> u8 {
        self.depth.get(at).copied().unwrap_or_default()
    }

    /// Returns the nearest places before and after the one that ends at `end`.
    pub(super) fn neighbours(&self, end: usize) -> (usize, usize) {
        let at = self.places.partition_point(|&place| place < end);
        let before = at.checked_sub(1).map_or(0, |i| self.places[i]);
        let after = self.places[at..].iter().find(|&&place| place > end).copied().unwrap_or(self.len());
        (before, after)
    }
}
