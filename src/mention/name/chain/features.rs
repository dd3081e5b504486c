//! The features of a word, from itself and its neighbours, as hashes.

use super::words::{Word, Words};
use crate::weights::combine;

/// The features of the words of a sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    rows: Vec<Vec<u64>>,
    words: Vec<[u64; 4]>,
}

impl Features {
    /// Returns the features of `words`.
    pub(in crate::mention::name) fn new(words: &Words) -> Self {
        let count = words.list.len();
        Self {
            rows: (0..count).map(|at| row(words, at)).collect(),
            words: words.list.iter().map(|w| [w.upos, w.shape, w.rule, w.lists]).collect(),
        }
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the features of word `at` that do not depend on labels.
    pub(crate) fn of(&self, at: usize) -> &[u64] {
        &self.rows[at]
    }
}

/// Puts into `rows` the features of word `at` after a word labelled `last`.
pub(crate) fn history(features: &Features, at: usize, last: Option<u8>, rows: &mut Vec<u64>) {
    rows.clear();
    let last = combine(200, last.map_or(99, u64::from));
    rows.push(last);
    for (number, &value) in (201..).zip(&features.words[at]) {
        rows.push(combine(combine(number, last), value));
    }
}

fn row(words: &Words, at: usize) -> Vec<u64> {
    static OUTSIDE: Word = Word {
        exact: 1,
        lower: 1,
        prefixes: [0; 3],
        suffixes: [0; 4],
        shape: 1,
        upos: 99,
        lists: 1 << 40,
        known: 0,
        rule: 0,
        seen: 0,
        listed: 0,
        phrase: 0,
        noun: 0,
    };
    let near = |offset: isize| -> &Word {
        at.checked_add_signed(offset).and_then(|i| words.list.get(i)).unwrap_or(&OUTSIDE)
    };
    let (own, left, left2, right, right2) = (near(0), near(-1), near(-2), near(1), near(2));
    let mut row = Vec::with_capacity(64);
    let mut number = 0;
    let mut add = |values: &[u64]| {
        number += 1;
        row.push(values.iter().fold(number, |sum, &value| combine(sum, value)));
    };
    add(&[]);
    add(&[own.exact]);
    add(&[own.lower]);
    own.prefixes.iter().for_each(|&p| add(&[p]));
    own.suffixes.iter().for_each(|&s| add(&[s]));
    add(&[own.shape]);
    add(&[own.upos]);
    add(&[own.upos, own.shape]);
    add(&[own.lists]);
    add(&[own.lists, own.upos]);
    add(&[own.known, own.upos]);
    add(&[own.rule]);
    add(&[own.rule, own.upos, own.shape]);
    add(&[own.seen, own.shape]);
    add(&[own.noun, own.shape]);
    add(&[own.listed]);
    add(&[own.listed, own.known, own.shape]);
    add(&[own.phrase]);
    add(&[own.phrase, own.rule]);
    add(&[left.listed, own.listed, right.listed]);
    add(&[left.listed, own.listed, left.upos]);
    add(&[own.listed, left.lower]);
    for word in [left, right] {
        add(&[word.exact]);
        add(&[word.lower, own.shape]);
        add(&[word.upos, own.shape]);
        add(&[word.shape, own.shape]);
        add(&[word.lists, own.shape]);
        add(&[word.known]);
        add(&[word.rule, own.rule]);
        add(&[word.suffixes[1], own.shape]);
    }
    for word in [left2, right2] {
        add(&[word.lower, own.shape]);
        add(&[word.upos, own.upos]);
        add(&[word.lists]);
        add(&[word.rule, own.rule]);
    }
    add(&[left2.lower, left.lower, own.shape]);
    add(&[left.lower, own.lower]);
    add(&[own.lower, right.lower]);
    add(&[left.upos, own.upos, right.upos]);
    add(&[left.shape, own.shape, right.shape]);
    add(&[left.rule, own.rule, right.rule]);
    add(&[left.known, own.known, right.known]);
    row
}
