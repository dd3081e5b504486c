//! Trains the tagger.

use std::collections::BTreeSet;

use super::perceptron::{Perceptron, Random};
use crate::morph::context::{self, Context};
use crate::morph::tag::{self, Inventory};
use crate::morph::{Analysis, Feats, Lexicon, Tagger, Upos};
use crate::parse::conllu::Sentence;

const UPOS_BITS: u32 = 20;
const FEATS_BITS: u32 = 20;
const EPOCHS: usize = 8;
const WIDTH: usize = 200;
const FLOOR: f32 = 0.05;

struct Example {
    context: Context,
    upos: Vec<Upos>,
    feats: Vec<Feats>,
}

/// Returns a tagger trained on `sentences`; the same sentences and seed give the same tagger.
pub fn train(lexicon: &Lexicon, sentences: &[&Sentence], seed: u64) -> Tagger {
    let examples: Vec<_> = sentences.iter().map(|s| example(lexicon, s)).collect();
    let inventory = inventory(&examples);
    let mut upos = Perceptron::new(UPOS_BITS, Upos::ALL.len());
    let mut feats = Perceptron::new(FEATS_BITS, WIDTH);
    let mut order: Vec<_> = (0..examples.len()).collect();
    let mut random = Random(seed);
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &i in &order {
            learn_upos(&mut upos, &examples[i]);
            learn_feats(&mut feats, &inventory, &examples[i]);
        }
    }
    Tagger::new(Perceptron::average(&[upos], FLOOR), Perceptron::average(&[feats], FLOOR), inventory)
}

fn example(lexicon: &Lexicon, sentence: &Sentence) -> Example {
    let (upos, feats) = sentence.words.iter().map(|w| (w.analysis().upos, w.analysis().feats)).unzip();
    Example { context: Context::new(lexicon, &sentence.forms()), upos, feats }
}

fn inventory(examples: &[Example]) -> Inventory {
    let mut sets = vec![BTreeSet::new(); Upos::ALL.len()];
    for (upos, feats) in examples.iter().flat_map(|e| e.upos.iter().zip(&e.feats)) {
        sets[*upos as usize].insert(*feats);
    }
    let mut inventory = Inventory::default();
    for (own, set) in inventory.0.iter_mut().zip(sets) {
        own.extend(set.into_iter().take(WIDTH));
    }
    inventory
}

/// Learns from one sentence with early update: up to the word where the right tags leave the beam.
fn learn_upos(weights: &mut Perceptron, example: &Example) {
    weights.tick();
    let mut beams: Vec<Vec<tag::Step>> = Vec::with_capacity(example.upos.len());
    let mut right = 0;
    for (at, &gold) in example.upos.iter().enumerate() {
        let next = tag::advance(weights, &example.context, at, beams.last().map(Vec::as_slice));
        let kept = next.iter().position(|s| s.upos == gold && (at == 0 || s.from == right));
        beams.push(next);
        match kept {
            Some(place) => right = place,
            None => break,
        }
        if at + 1 == example.upos.len() && right == 0 {
            return;
        }
    }
    let guess = tag::trace(&beams, 0);
    let mut features = Vec::new();
    for (at, (&guess_tag, &gold)) in guess.iter().zip(&example.upos).enumerate() {
        let before = |tags: &[Upos], back: usize| at.checked_sub(back).map(|i| tags[i]);
        let own =
            before(&guess, 1) == before(&example.upos, 1) && before(&guess, 2) == before(&example.upos, 2);
        if own && guess_tag == gold {
            continue;
        }
        for (tags, class, delta) in [(&guess, guess_tag, -1.0), (&example.upos, gold, 1.0)] {
            features.clear();
            if guess_tag != gold {
                context::word_features(&example.context, at, &mut features);
            }
            let (p, pp) = (before(tags, 1), before(tags, 2));
            context::history_features(&example.context, at, p, pp, &mut features);
            weights.update(&features, class as usize, delta);
        }
    }
}

/// Learns the features of one sentence, each word after the guesses for those before it.
fn learn_feats(weights: &mut Perceptron, inventory: &Inventory, example: &Example) {
    weights.tick();
    let (mut features, mut scores) = (Vec::new(), Vec::new());
    let mut done = Vec::with_capacity(example.upos.len());
    for (upos, gold) in example.upos.iter().zip(&example.feats) {
        let context = &example.context;
        let best =
            tag::best_feats(weights, inventory, context, &example.upos, &done, &mut features, &mut scores);
        let sets = &inventory.0[*upos as usize];
        if let Some(right) = sets.binary_search(gold).ok().filter(|right| *right != best) {
            weights.update(&features, right, 1.0);
            weights.update(&features, best, -1.0);
        }
        done.push(sets.get(best).copied().unwrap_or_default());
    }
}

/// Returns analyses of all `sentences` as a tagger gives them that has not seen the sentence: each fold
/// is tagged by one that learned from the others. The folds are shared between two threads.
pub fn jackknife(lexicon: &Lexicon, sentences: &[&Sentence], folds: usize, seed: u64) -> Vec<Vec<Analysis>> {
    let fold = |number: usize| -> Vec<Vec<Analysis>> {
        let others: Vec<_> =
            sentences.iter().enumerate().filter(|(i, _)| i % folds != number).map(|(_, s)| *s).collect();
        let tagger = train(lexicon, &others, seed + number as u64);
        let own = sentences.iter().skip(number).step_by(folds);
        own.map(|s| tag::tag(&tagger, lexicon, &s.forms())).collect()
    };
    let (mut even, mut odd) = (Vec::new(), Vec::new());
    std::thread::scope(|scope| {
        scope.spawn(|| even.extend((0..folds).step_by(2).map(fold)));
        odd.extend((1..folds).step_by(2).map(fold));
    });
    let mut parts: Vec<_> = (0..folds).map(|_| Vec::new().into_iter()).collect();
    for (number, part) in even.into_iter().enumerate() {
        parts[2 * number] = part.into_iter();
    }
    for (number, part) in odd.into_iter().enumerate() {
        parts[2 * number + 1] = part.into_iter();
    }
    (0..sentences.len()).filter_map(|i| parts[i % folds].next()).collect()
}
