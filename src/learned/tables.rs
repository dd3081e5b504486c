//! The tables beside the network: pieces with their vectors, types and roles. `tools/reader/export.py` writes them and tells their form.

use serde::Deserialize;

use super::TABLES;
use super::pieces::Pieces;
use crate::data::DataError;

/// What the file begins with.
const MAGIC: &[u8] = b"DPR1";

/// The head of the file.
#[derive(Debug, Deserialize)]
struct Head {
    hidden: usize,
    pieces: usize,
    window: usize,
    pair: usize,
    r#match: usize,
    steps: Vec<usize>,
    types: Vec<String>,
    roles: Vec<String>,
    names: Vec<String>,
    unknown: u32,
    begin: u32,
    end: u32,
}

/// The tables.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) pieces: Pieces,
    /// Numbers of a vector of the encoder.
    pub(super) hidden: usize,
    /// Pieces that are looked at at once.
    pub(super) window: usize,
    /// Numbers of a vector of the layer in which a word and a mention meet.
    pub(super) pair: usize,
    /// Numbers of each that are multiplied with each other.
    pub(super) matched: usize,
    /// Distances between a word and a mention that count apart.
    pub(super) steps: Vec<usize>,
    /// Names of the fact types.
    pub(super) types: Vec<String>,
    /// How many labels of names there are.
    pub(super) names: usize,
    /// The pieces that stand before and after a sentence.
    pub(super) marks: [u32; 2],
    scales: Vec<f32>,
    vectors: Vec<i8>,
    places: Vec<f32>,
    /// For each type a vector.
    pub(super) kinds: Vec<f32>,
    /// For each distance a vector.
    pub(super) distances: Vec<f32>,
    /// For no role and each role a vector.
    pub(super) roles: Vec<f32>,
    /// For no role and each role an addend.
    pub(super) addends: Vec<f32>,
    /// For no role and each role the weights of what is multiplied.
    pub(super) matches: Vec<f32>,
}

/// The bytes that are still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], DataError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(|| fault("is cut off"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<f32, DataError> {
        self.take(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn numbers(&mut self, count: usize) -> Result<Vec<f32>, DataError> {
        let bytes = self.take(count.saturating_mul(4))?;
        let numbers: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let sound = numbers.iter().all(|n| n.is_finite());
        sound.then_some(numbers).ok_or_else(|| fault("holds what is no number"))
    }
}

fn fault(message: &str) -> DataError {
    DataError::new(TABLES, 0, format!("the file {message}"))
}

impl Tables {
    /// Reads the bytes of the file.
    ///
    /// # Errors
    /// Where they are not such tables.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, DataError> {
        let mut rest = Rest(bytes);
        if rest.take(MAGIC.len())? != MAGIC {
            return Err(fault("is none of this form"));
        }
        let length = rest.take(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))?;
        let head = rest.take(length as usize)?;
        let head: Head =
            serde_json::from_slice(head).map_err(|e| fault(&format!("has a faulty head: {e}")))?;
        let marks = [head.begin, head.end];
        let inside = |id: &u32| (*id as usize) < head.pieces;
        let sizes = [head.hidden, head.window, head.pair, head.r#match, head.pieces];
        let sound =
            sizes.iter().all(|n| (1..1 << 20).contains(n)) && head.window > 8 && head.steps.len() < 100;
        if !sound || !marks.iter().chain([&head.unknown]).all(inside) || head.roles != super::Role::NAMES {
            return Err(fault("has a faulty head"));
        }
        let mut pieces = Vec::with_capacity(head.pieces);
        for _ in 0..head.pieces {
            let length = rest.take(1)?[0];
            let piece = std::str::from_utf8(rest.take(usize::from(length))?);
            pieces.push(piece.map_err(|_| fault("holds a piece that is no text"))?);
        }
        let scores = rest.numbers(head.pieces)?;
        let pieces = pieces.into_iter().map(Box::from).zip(scores).collect();
        let (mut scales, mut vectors) = (Vec::new(), Vec::with_capacity(head.pieces * head.hidden));
        for _ in 0..head.pieces {
            scales.push(rest.number()?);
            vectors.extend(rest.take(head.hidden)?.iter().map(|b| b.cast_signed()));
        }
        let count = super::Role::NAMES.len() + 1;
        let tables = Self {
            pieces: Pieces::new(pieces, head.unknown),
            hidden: head.hidden,
            window: head.window,
            pair: head.pair,
            matched: head.r#match,
            names: head.names.len(),
            marks,
            scales,
            vectors,
            places: rest.numbers(head.window * head.hidden)?,
            kinds: rest.numbers(head.types.len() * head.pair)?,
            distances: rest.numbers((2 * head.steps.len() + 1) * head.pair)?,
            roles: rest.numbers(count * head.pair)?,
            addends: rest.numbers(count)?,
            matches: rest.numbers(count * head.r#match)?,
            steps: head.steps,
            types: head.types,
        };
        if rest.0.is_empty() { Ok(tables) } else { Err(fault("goes on where it should end")) }
    }

    /// Returns the vectors of `pieces`, each with that of its place, one after the other.
    pub(super) fn embedded(&self, pieces: &[u32]) -> Vec<f32> {
        let mut found = Vec::with_capacity(pieces.len() * self.hidden);
        for (&piece, place) in pieces.iter().zip(self.places.chunks_exact(self.hidden)) {
            let piece = piece as usize;
            let vector = &self.vectors[piece * self.hidden..(piece + 1) * self.hidden];
            found.extend(vector.iter().zip(place).map(|(&v, &p)| f32::from(v) * self.scales[piece] + p));
        }
        found
    }
}
