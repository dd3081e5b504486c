//! The tagger: part of speech by a beam over the sentence, then features word by word, then lemmas.
//!
//! Averaged perceptron weights (Collins 2002). The parts of speech of all words come first, so that the
//! features of a word can be read off both of its neighbours.

use super::context::{self, Context};
use super::{Analysis, Feats, Lexicon, Upos};
use crate::data::{DataError, Files};
use crate::weights::{Reader, Scorer, Weights, Writer};

/// Name of the tagger's data file.
pub const FILE: &str = "model/tagger.bin";
/// Hypotheses kept after each word.
const BEAM: usize = 6;
const COUNT: usize = Upos::ALL.len();

/// Trained weights of the tagger.
#[derive(Clone, Debug)]
pub struct Tagger {
    upos: Weights,
    feats: Weights,
    inventory: Inventory,
}

/// The feature sets that each part of speech can have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inventory(pub [Vec<Feats>; COUNT]);

impl Tagger {
    /// Returns the tagger of these weights.
    pub fn new(upos: Weights, feats: Weights, inventory: Inventory) -> Self {
        Self { upos, feats, inventory }
    }

    /// Loads the tagger.
    ///
    /// # Errors
    /// Where the file is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut from = Reader::new(FILE, files.bytes(FILE)?);
        let mut inventory = Inventory::default();
        for sets in &mut inventory.0 {
            for _ in 0..from.number()? {
                sets.push(Feats::parse(from.text()?));
            }
        }
        let (upos, feats) = (Weights::read(&mut from)?, Weights::read(&mut from)?);
        Ok(Self { upos, feats, inventory })
    }

    /// Returns the bytes of the tagger's data file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        for sets in &self.inventory.0 {
            out.number(sets.len());
            sets.iter().for_each(|f| out.bytes(f.to_string().as_bytes()));
        }
        self.upos.write(&mut out);
        self.feats.write(&mut out);
        out.finish()
    }
}

/// Returns the analysis of each of `forms`, the words of one sentence.
pub fn tag(tagger: &Tagger, lexicon: &Lexicon, forms: &[&str]) -> Vec<Analysis> {
    let context = Context::new(lexicon, forms);
    let upos = decode(&tagger.upos, &context);
    let mut feats = decode_feats(&tagger.feats, &tagger.inventory, &context, &upos);
    for ((form, upos), feats) in forms.iter().zip(&upos).zip(&mut feats) {
        if matches!(upos, Upos::Det | Upos::Verb | Upos::Aux) {
            *feats = known_feats(lexicon, form, *upos, *feats);
        }
    }
    let words = forms.iter().zip(upos).zip(feats);
    words
        .map(|((form, upos), feats)| Analysis { upos, feats, lemma: lexicon.lemma(form, upos, &feats) })
        .collect()
}

/// Returns the features that `form` can have as a determiner or verb, `feats` if they are possible: `son` is never an
/// article, `exclut` no participle.
fn known_feats(lexicon: &Lexicon, form: &str, upos: Upos, feats: Feats) -> Feats {
    let lowered = form.to_lowercase();
    let readings = lexicon.readings(form).iter().chain(lexicon.readings(&lowered));
    let mut known = readings.filter(|r| r.upos == upos).map(|r| r.feats);
    let fits =
        |f: &Feats| f.poss == feats.poss && f.pron_type == feats.pron_type && f.verb_form == feats.verb_form;
    let first = known.next();
    match first {
        Some(first) if !fits(&first) && !known.any(|f| fits(&f)) => first,
        _ => feats,
    }
}

/// A hypothesis: the part of speech of the last word, and where it goes on from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) score: f32,
    pub(crate) upos: Upos,
    pub(crate) before: Option<Upos>,
    pub(crate) from: usize,
}

/// Returns the parts of speech that score best.
pub(crate) fn decode(weights: &impl Scorer, context: &Context) -> Vec<Upos> {
    let mut beams: Vec<Vec<Step>> = Vec::with_capacity(context.len());
    for at in 0..context.len() {
        let next = advance(weights, context, at, beams.last().map(Vec::as_slice));
        beams.push(next);
    }
    trace(&beams, 0)
}

/// Returns the tags up to the hypothesis `index` of the last of `beams`.
pub(crate) fn trace(beams: &[Vec<Step>], mut index: usize) -> Vec<Upos> {
    let mut tags = Vec::with_capacity(beams.len());
    for beam in beams.iter().rev() {
        tags.push(beam[index].upos);
        index = beam[index].from;
    }
    tags.reverse();
    tags
}

/// Returns the best hypotheses for word `at`, best first.
pub(crate) fn advance(
    weights: &impl Scorer,
    context: &Context,
    at: usize,
    beam: Option<&[Step]>,
) -> Vec<Step> {
    let mut own = [0.0; COUNT];
    let mut features = Vec::with_capacity(64);
    context::word_features(context, at, &mut features);
    weights.score(&features, &mut own);
    let mut next: Vec<Step> = Vec::new();
    // Of two hypotheses with the same last two tags the worse can never win: those with one tag before share a block.
    let mut blocks: Vec<Option<Upos>> = Vec::new();
    let mut extend = |last: Option<&Step>, from: usize| {
        features.clear();
        let (before, before2) = (last.map(|s| s.upos), last.and_then(|s| s.before));
        context::history_features(context, at, before, before2, &mut features);
        let mut scores = [0.0; COUNT];
        weights.score(&features, &mut scores);
        let total = last.map_or(0.0, |s| s.score);
        let steps = Upos::ALL.into_iter().zip(own.iter().zip(scores));
        let steps = steps.map(|(upos, (own, score))| Step { score: total + own + score, upos, before, from });
        if let Some(block) = blocks.iter().position(|b| *b == before) {
            let others = next[block * COUNT..].iter_mut().zip(steps);
            others.filter(|(other, step)| other.score < step.score).for_each(|(other, step)| *other = step);
        } else {
            blocks.push(before);
            next.extend(steps);
        }
    };
    match beam {
        None => extend(None, 0),
        Some(beam) => beam.iter().enumerate().for_each(|(i, step)| extend(Some(step), i)),
    }
    best(&next)
}

/// Returns the best [`BEAM`] of `steps`, best first; of equals the earlier stays first.
fn best(steps: &[Step]) -> Vec<Step> {
    let mut best: Vec<Step> = Vec::with_capacity(BEAM);
    for step in steps {
        if best.len() == BEAM {
            if best[BEAM - 1].score >= step.score {
                continue;
            }
            best.pop();
        }
        let place = best.iter().rposition(|b| b.score >= step.score).map_or(0, |i| i + 1);
        best.insert(place, *step);
    }
    best
}

/// Returns the features of each word, from left to right.
pub(crate) fn decode_feats(
    weights: &impl Scorer,
    inventory: &Inventory,
    context: &Context,
    upos: &[Upos],
) -> Vec<Feats> {
    let mut done = Vec::with_capacity(upos.len());
    let mut features = Vec::with_capacity(64);
    let mut scores = Vec::new();
    for at in 0..upos.len() {
        let best = best_feats(weights, inventory, context, upos, &done, &mut features, &mut scores);
        let set = inventory.0[upos[at] as usize].get(best).copied();
        done.push(set.unwrap_or_default());
    }
    done
}

/// Returns the index of the best feature set of the word after those `done`; leaves its features in `features`.
pub(crate) fn best_feats(
    weights: &impl Scorer,
    inventory: &Inventory,
    context: &Context,
    upos: &[Upos],
    done: &[Feats],
    features: &mut Vec<u64>,
    scores: &mut Vec<f32>,
) -> usize {
    features.clear();
    let sets = &inventory.0[upos[done.len()] as usize];
    if sets.len() < 2 {
        return 0;
    }
    context::feats_features(context, upos, done, features);
    scores.clear();
    scores.resize(sets.len(), 0.0);
    weights.score(features, scores);
    let best = scores.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1));
    best.map_or(0, |(i, _)| i)
}
