//! Cuts words into the pieces that the network knows: of all ways the one whose pieces have the best sum of scores, as
//! in Kudo, "Subword Regularization" (2018), the unigram model of SentencePiece.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use unicode_normalization::UnicodeNormalization as _;

/// The sign that stands for the space before a word.
const SPACE: char = '\u{2581}';
/// Letters of a word that are looked at.
const LONGEST_WORD: usize = 64;
/// How much worse a sign that is no piece is than the worst piece.
const UNKNOWN: f32 = 10.0;

/// The pieces with their scores.
#[derive(Clone, Debug)]
pub(super) struct Pieces {
    known: HashMap<Box<str>, (u32, f32), FixedState>,
    unknown: u32,
    penalty: f32,
    longest: usize,
}

impl Pieces {
    /// Returns the cutter for `pieces`, given by their indices; `unknown` is that of what is no piece.
    pub(super) fn new(pieces: Vec<(Box<str>, f32)>, unknown: u32) -> Self {
        let longest = pieces.iter().map(|p| p.0.chars().count()).max().unwrap_or(0);
        let penalty = pieces.iter().map(|p| p.1).fold(f32::INFINITY, f32::min) - UNKNOWN;
        let known = (0..).zip(pieces).filter(|(id, p)| *id != unknown && !p.0.is_empty());
        let known = known.map(|(id, (piece, score))| (piece, (id, score))).collect();
        Self { known, unknown, penalty, longest }
    }

    /// Returns the pieces of `word`; `spaced` tells whether a space or nothing stands before it.
    pub(super) fn cut(&self, word: &str, spaced: bool) -> Vec<u32> {
        let mut text = String::with_capacity(word.len() + 3);
        text.extend(spaced.then_some(SPACE));
        text.extend(word.nfkc().take(LONGEST_WORD));
        let places: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let count = places.len() - 1;
        if count == 0 {
            return vec![self.unknown];
        }
        let mut best = vec![(f32::NEG_INFINITY, 0, self.unknown); count + 1];
        best[0].0 = 0.0;
        for start in 0..count {
            let sum = best[start].0;
            for end in start + 1..=count.min(start + self.longest) {
                let (piece, score) = match self.known.get(&text[places[start]..places[end]]) {
                    Some(&found) => found,
                    None if end == start + 1 => (self.unknown, self.penalty),
                    None => continue,
                };
                if sum + score > best[end].0 {
                    best[end] = (sum + score, start, piece);
                }
            }
        }
        let mut found = Vec::new();
        let mut end = count;
        while end > 0 {
            let (_, start, piece) = best[end];
            found.push(piece);
            end = start;
        }
        found.reverse();
        found
    }
}
