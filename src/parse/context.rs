//! What the parser sees of the words of a sentence, as hashed numbers.

use super::transition::{NONE, ROOT};
use crate::morph::context::{agreement_of, packed};
use crate::morph::{Analysis, PronType, Upos};
use crate::weights::{combine, hash};

/// A sentence as the parser sees it; index 0 is the root, word `i` is at `i + 1`.
#[derive(Clone, Debug)]
pub(crate) struct Context {
    words: Vec<Attributes>,
    /// Whether the word can be a marker of a phrase.
    pub(crate) marks: Vec<bool>,
    /// Commas, verbs and coordinating conjunctions before each word.
    before: Vec<[u16; 3]>,
}

/// A word as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attributes {
    pub(crate) form: u64,
    pub(crate) lemma: u64,
    pub(crate) upos: u64,
    /// Part of speech with what matters of the features for syntax.
    pub(crate) tag: u64,
    /// All features.
    pub(crate) feats: u64,
    /// Gender, number, person.
    pub(crate) agreement: u64,
}

const OUTSIDE: Attributes = Attributes { form: 3, lemma: 3, upos: 30, tag: 30, feats: 30, agreement: 0xfff };

impl Context {
    /// Returns the context of the words `forms` with their analyses.
    pub(crate) fn new(forms: &[&str], analyses: &[Analysis]) -> Self {
        let root = Attributes { form: 5, lemma: 5, upos: 31, tag: 31, feats: 31, agreement: 0 };
        let mut words = vec![root];
        let mut marks = vec![false];
        let mut counts = [0u16; 3];
        let mut before = vec![counts];
        for (form, analysis) in forms.iter().zip(analyses) {
            before.push(counts);
            words.push(Attributes::new(form, analysis));
            let relative = analysis.feats.pron_type == Some(PronType::Rel);
            marks.push(relative || matches!(analysis.upos, Upos::Adp | Upos::Sconj));
            let kinds = [
                analysis.upos == Upos::Punct && *form == ",",
                analysis.upos == Upos::Verb,
                analysis.upos == Upos::Cconj,
            ];
            for (count, kind) in counts.iter_mut().zip(kinds) {
                *count = count.saturating_add(u16::from(kind));
            }
        }
        Self { words, marks, before }
    }

    /// Returns the word `at`, or what stands for a place outside.
    #[inline]
    pub(crate) fn word(&self, at: u16) -> &Attributes {
        self.words.get(at as usize).unwrap_or(&OUTSIDE)
    }

    /// Returns how many commas, verbs and conjunctions stand between `from` and `to`, as a number.
    pub(crate) fn between(&self, from: u16, to: u16) -> u64 {
        if from == NONE || to == NONE || from == ROOT {
            return 99;
        }
        let end = self.before.len() - 1;
        let count = |i: usize| {
            let (start, stop) =
                (self.before[(from as usize + 1).min(end)][i], self.before[(to as usize).min(end)][i]);
            u64::from(stop.saturating_sub(start).min(3))
        };
        count(0) << 4 | count(1) << 2 | count(2)
    }
}

impl Attributes {
    fn new(form: &str, analysis: &Analysis) -> Self {
        let feats = &analysis.feats;
        let upos = analysis.upos as u64 + 1;
        let option = |value: Option<u64>| value.map_or(0, |v| v + 1);
        let syntax = option(feats.verb_form.map(|v| v as u64)) << 16
            | option(feats.voice.map(|v| v as u64)) << 14
            | option(feats.pron_type.map(|v| v as u64)) << 8
            | u64::from(feats.mood.is_some_and(|m| m == crate::morph::Mood::Imp)) << 7
            | u64::from(feats.reflex) << 6;
        Self {
            form: hash(form.to_lowercase().as_bytes()),
            lemma: hash(analysis.lemma.to_lowercase().as_bytes()),
            upos,
            tag: combine(syntax, upos),
            feats: combine(packed(feats), upos),
            agreement: agreement_of(feats),
        }
    }
}
