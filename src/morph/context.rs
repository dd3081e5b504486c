//! What the tagger sees of a word and its neighbours, as hashed features.

use super::{Feats, Lexicon, Upos};
use crate::weights::{combine, hash};

/// A sentence as the tagger sees it: hashes of forms and endings, and what the word list says.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    words: Vec<Shape>,
}

#[derive(Clone, Debug, Default)]
struct Shape {
    form: u64,
    exact: u64,
    suffixes: [u64; 6],
    prefixes: [u64; 3],
    pattern: u64,
    /// Parts of speech in the word list.
    upos: u64,
    /// Part of speech and features of each reading in the word list.
    readings: Vec<(Upos, Feats)>,
    all_readings: u64,
}

impl Context {
    /// Returns the context of `forms`, the words of one sentence.
    pub(crate) fn new(lexicon: &Lexicon, forms: &[&str]) -> Self {
        let words = forms.iter().enumerate().map(|(i, form)| Shape::new(lexicon, form, i == 0)).collect();
        Self { words }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    fn get(&self, at: usize, offset: isize) -> &Shape {
        static OUTSIDE: Shape = Shape {
            form: 1,
            exact: 1,
            suffixes: [0; 6],
            prefixes: [0; 3],
            pattern: 1,
            upos: 1 << 40,
            readings: Vec::new(),
            all_readings: 1,
        };
        at.checked_add_signed(offset).and_then(|i| self.words.get(i)).unwrap_or(&OUTSIDE)
    }
}

impl Shape {
    fn new(lexicon: &Lexicon, form: &str, first: bool) -> Self {
        let lower = form.to_lowercase();
        let mut shape =
            Self { form: hash(lower.as_bytes()), exact: hash(form.as_bytes()), ..Self::default() };
        let ends: Vec<_> = lower.char_indices().map(|(i, _)| i).collect();
        for (n, suffix) in shape.suffixes.iter_mut().enumerate() {
            let start = ends.len().checked_sub(n + 1).map_or(0, |i| ends[i]);
            *suffix = hash(&lower.as_bytes()[start..]);
        }
        for (n, prefix) in shape.prefixes.iter_mut().enumerate() {
            let end = ends.get(n + 1).copied().unwrap_or(lower.len());
            *prefix = hash(&lower.as_bytes()[..end]);
        }
        shape.pattern = pattern(form, first);
        let exact = lexicon.readings(form).iter().filter(|r| r.imported);
        let lowered = if lower == form { &[][..] } else { lexicon.readings(&lower) };
        for reading in exact.chain(lowered.iter().filter(|r| r.imported)) {
            shape.upos |= 1 << reading.upos as u64;
            let pair = (reading.upos, reading.feats);
            if !shape.readings.contains(&pair) {
                shape.readings.push(pair);
                shape.all_readings =
                    combine(shape.all_readings, packed(&reading.feats) << 8 | reading.upos as u64);
            }
        }
        shape
    }
}

/// Returns letter case, digits and hyphens of `form` as a number.
fn pattern(form: &str, first: bool) -> u64 {
    let mut bits = u64::from(first) << 8;
    let mut last = 0;
    for (i, char) in form.chars().enumerate() {
        let kind = match char {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            '-' => 4,
            '\'' | '\u{2019}' => 5,
            _ => 6,
        };
        if kind != last && i < 40 {
            bits = bits << 3 | kind;
        }
        last = kind;
    }
    bits
}

/// Returns `feats` as a number, equal for equal features.
pub(crate) fn packed(feats: &Feats) -> u64 {
    let option = |value: Option<u64>| value.map_or(0, |v| v + 1);
    let flag = |value: bool| u64::from(value);
    let mut bits = option(feats.gender.map(|v| v as u64));
    bits = bits << 2 | option(feats.number.map(|v| v as u64));
    bits = bits << 3 | option(feats.mood.map(|v| v as u64));
    bits = bits << 3 | option(feats.tense.map(|v| v as u64));
    bits = bits << 2 | option(feats.verb_form.map(|v| v as u64));
    bits = bits << 2 | option(feats.voice.map(|v| v as u64));
    bits = bits << 4 | option(feats.pron_type.map(|v| v as u64));
    bits = bits << 2 | option(feats.definite.map(|v| v as u64));
    bits = bits << 2 | option(feats.num_type.map(|v| v as u64));
    bits = bits << 2 | option(feats.person.map(u64::from)).min(3);
    bits = bits << 2 | option(feats.person_psor.map(u64::from)).min(3);
    bits = bits << 2 | option(feats.number_psor.map(|v| v as u64));
    bits = bits << 1 | flag(feats.negative);
    bits = bits << 1 | flag(feats.foreign);
    bits = bits << 1 | flag(feats.poss);
    bits << 1 | flag(feats.reflex)
}

/// Collects features under running template numbers.
struct Templates<'a> {
    out: &'a mut Vec<u64>,
    number: u64,
}

impl Templates<'_> {
    #[inline]
    fn add<const N: usize>(&mut self, parts: [u64; N]) {
        self.number += 1;
        self.out.push(parts.into_iter().fold(self.number.wrapping_mul(0x9e37_79b9), combine));
    }
}

/// Adds what can be said of word `at` without its neighbours' tags.
pub(crate) fn word_features(context: &Context, at: usize, out: &mut Vec<u64>) {
    let word = |offset| context.get(at, offset);
    let (w, left, right) = (word(0), word(-1), word(1));
    let mut t = Templates { out, number: 0 };
    t.add([0]);
    t.add([w.form]);
    t.add([w.exact]);
    w.suffixes.iter().for_each(|&s| t.add([s]));
    w.prefixes.iter().for_each(|&p| t.add([p]));
    t.add([w.pattern]);
    t.add([w.pattern, w.suffixes[2]]);
    t.add([w.upos]);
    t.add([w.upos, w.pattern]);
    t.add([w.upos, w.suffixes[2]]);
    t.add([w.all_readings]);
    t.add([left.form]);
    t.add([right.form]);
    t.add([word(-2).form]);
    t.add([word(2).form]);
    t.add([left.form, w.form]);
    t.add([w.form, right.form]);
    t.add([left.upos, w.upos, right.upos]);
    t.add([w.upos, right.upos]);
    t.add([w.upos, right.upos, word(2).upos]);
    t.add([w.upos, right.all_readings]);
    t.add([w.upos, left.form]);
    t.add([w.upos, right.form]);
    t.add([w.form, right.upos]);
    t.add([w.form, left.upos]);
    t.add([left.suffixes[2], w.upos]);
    t.add([right.suffixes[2], w.upos]);
    t.add([left.pattern, w.pattern, right.pattern]);
    t.add([left.form, right.form]);
    t.add([left.form, word(-2).form]);
    t.add([right.form, word(2).form]);
    t.add([w.suffixes[2], left.form]);
    t.add([w.suffixes[2], right.form]);
}

/// Adds what joins word `at` with the tags of the two words before.
pub(crate) fn history_features(
    context: &Context,
    at: usize,
    before: Option<Upos>,
    before2: Option<Upos>,
    out: &mut Vec<u64>,
) {
    let code = |upos: Option<Upos>| upos.map_or(0, |u| u as u64 + 1);
    let (p, pp) = (code(before), code(before2));
    let (w, left, right) = (context.get(at, 0), context.get(at, -1), context.get(at, 1));
    let mut t = Templates { out, number: 100 };
    t.add([p]);
    t.add([p, pp]);
    t.add([p, w.form]);
    t.add([p, pp, w.form]);
    t.add([p, w.upos]);
    t.add([p, pp, w.upos]);
    t.add([p, w.upos, right.upos]);
    t.add([p, w.suffixes[2]]);
    t.add([p, right.form]);
    t.add([p, left.form, w.upos]);
    t.add([pp, left.form]);
    t.add([p, w.pattern]);
}

/// Adds what is known of the word after those `done`, for its features; all with its part of speech.
pub(crate) fn feats_features(context: &Context, upos: &[Upos], done: &[Feats], out: &mut Vec<u64>) {
    let at = done.len();
    let tag =
        |offset: isize| at.checked_add_signed(offset).and_then(|i| upos.get(i)).map_or(0, |&u| u as u64 + 1);
    let feats = |back: usize| at.checked_sub(back).map_or(1, |i| packed(&done[i]) << 1);
    let agreement = |back: usize| at.checked_sub(back).map_or(77, |i| agreement_of(&done[i]));
    let listed = |offset: isize| {
        let readings = context.get(at, offset).readings.iter().filter(|(u, _)| *u as u64 + 1 == tag(offset));
        readings.fold(tag(offset), |h, (_, f)| combine(h, packed(f)))
    };
    let word = |offset| context.get(at, offset);
    let (w, own, p) = (word(0), listed(0), tag(0));
    let auxiliary = (0..at).rev().take(6).find(|&i| upos[i] == Upos::Aux);
    let aux = auxiliary.map_or(0, |i| context.get(i, 0).form);
    let noun = (0..at).rev().take(8).find(|&i| matches!(upos[i], Upos::Noun | Upos::Pron | Upos::Propn));
    let noun = noun.map_or(99, |i| agreement_of(&done[i]));
    let finite = (0..at).rev().take(8).any(|i| done[i].is_finite());
    let mut t = Templates { out, number: 200 + 100 * p };
    t.add([0]);
    t.add([w.form]);
    w.suffixes.iter().take(5).for_each(|&s| t.add([s]));
    t.add([w.pattern]);
    t.add([own]);
    t.add([own, w.suffixes[1]]);
    t.add([own, tag(-1), feats(1)]);
    t.add([own, agreement(1)]);
    t.add([own, agreement(1), agreement(2), tag(-1), tag(-2)]);
    t.add([w.form, tag(-1), feats(1)]);
    t.add([w.suffixes[1], tag(-1), feats(1)]);
    t.add([own, word(-1).form]);
    t.add([own, word(1).form]);
    t.add([w.form, word(-1).form]);
    t.add([w.form, word(1).form]);
    t.add([word(-1).form]);
    t.add([word(1).form]);
    t.add([own, listed(1)]);
    t.add([w.form, listed(1)]);
    t.add([w.form, listed(1), listed(2)]);
    t.add([w.form, tag(1), word(1).suffixes[1]]);
    t.add([w.form, tag(1), word(1).suffixes[2]]);
    t.add([own, tag(-1), tag(1)]);
    t.add([own, tag(-2), tag(-1)]);
    t.add([own, aux, w.suffixes[0]]);
    t.add([aux, w.suffixes[1]]);
    t.add([own, noun, tag(-1)]);
    t.add([w.suffixes[0], noun, tag(-1)]);
    t.add([w.form, noun]);
    t.add([own, u64::from(finite)]);
    t.add([w.form, tag(-1), tag(1)]);
}

/// Returns gender, number and person of `feats` as a number.
pub(crate) fn agreement_of(feats: &Feats) -> u64 {
    let gender = feats.gender.map_or(0, |v| v as u64 + 1);
    let number = feats.number.map_or(0, |v| v as u64 + 1);
    gender << 8 | number << 4 | feats.person.map_or(0, u64::from)
}
