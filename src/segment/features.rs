//! What the linear model of contractions looks at: words, shapes and lengths around a token, as hashed features.

use super::sight::mix;
use super::token::{Kind, Token};
use super::weights::SLOTS;

/// The features of one decision.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features(Vec<u32>);

impl Features {
    /// Returns the slots.
    pub(crate) fn slots(&self) -> &[u32] {
        &self.0
    }

    /// Adds the features `numbered` from `first`, each a group of values.
    fn add(&mut self, groups: &[[u32; 3]]) {
        for (number, group) in (1..).zip(groups) {
            let hash = group.iter().fold(mix(17, number), |hash, &value| mix(hash, value));
            self.0.push((hash ^ (hash >> 15)) & (SLOTS as u32 - 1));
        }
    }

    /// Describes whether the token `i` is a contraction.
    pub(crate) fn contraction(&mut self, text: &str, tokens: &[Token], i: usize) {
        self.0.clear();
        let at = |i: Option<usize>| View::of(text, i.and_then(|i| tokens.get(i)));
        let own = at(Some(i));
        let before = at(i.checked_sub(1));
        let before2 = at(i.checked_sub(2));
        let before3 = at(i.checked_sub(3));
        let next = at(Some(i + 1));
        let next2 = at(Some(i + 2));
        self.add(&[
            [own.form, 100, 0],
            [own.form, own.shape, 101],
            [own.form, before.form, 102],
            [own.form, before.ending, 103],
            [own.form, before.shape, 104],
            [own.form, next.form, 105],
            [own.form, next.ending, 106],
            [own.form, next.shape, 107],
            [own.form, next2.form, 108],
            [own.form, before2.form, 109],
            [own.form, before2.form, before.form],
            [own.form, before2.ending, before.ending],
            [own.form, before.form, next.form],
            [own.form, before.ending, next.ending],
            [own.form, before3.form, 114],
            [own.form, before.ending, next.shape],
            [own.form, next.ending, next2.form],
            [own.form, before.length, before.shape],
        ]);
    }
}

/// A token as the models see it; zero stands for none.
#[derive(Clone, Copy, Debug, Default)]
struct View {
    /// Hash of the lower-case form; of a figure, of its length.
    form: u32,
    /// Hash of the last three letters.
    ending: u32,
    shape: u32,
    length: u32,
}

/// The longest form that is read; longer ones are seen by their start.
const LONGEST: usize = 40;

impl View {
    fn of(text: &str, token: Option<&Token>) -> Self {
        let Some(token) = token else { return Self::default() };
        let form = token.of(text);
        let mut hash = 11;
        let mut last = [0; 3];
        let (mut count, mut upper, mut lower) = (0_u32, 0_u32, 0_u32);
        let mut first_upper = false;
        for c in form.chars().take(LONGEST) {
            first_upper |= count == 0 && c.is_uppercase();
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
            count += 1;
            let c = if c == '\u{2019}' { '\'' } else { c.to_lowercase().next().unwrap_or(c) };
            hash = mix(hash, c as u32);
            last = [last[1], last[2], c as u32];
        }
        let case = match (upper, lower) {
            (0, 0) => 0,
            (0, _) => 1,
            (1, 0) => 2,
            (_, 0) => 3,
            _ if first_upper => 4,
            _ => 5,
        };
        let shape = match token.kind {
            Kind::Word => 10 + case,
            Kind::Elided => 20 + case,
            Kind::Number => return Self { form: 5 + count, ending: 5, shape: 5, length: count },
            Kind::Abbreviation(kind) => 30 + kind as u32,
            Kind::Initials => 40 + u32::from(count > 2),
            Kind::End | Kind::Opening | Kind::Closing | Kind::Quote | Kind::Other => {
                if case == 0 {
                    hash
                } else {
                    6
                }
            }
        };
        let ending = last.iter().fold(13, |hash, &c| mix(hash, c));
        Self { form: hash, ending, shape, length: count.min(6) }
    }
}
