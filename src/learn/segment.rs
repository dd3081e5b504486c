//! Trains the models of sentence ends and of contractions from treebanks.
//!
//! The text of a treebank's sentences is joined as raw text would hold it, split into tokens as the
//! program does, and every place where the program would ask the model is an example. The learner is
//! the averaged perceptron (Freund and Schapire 1999) with a margin.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{DataError, Files};
use crate::parse::conllu;
use crate::segment::{
    Candidates, Features, SLOTS, Tables, contraction_candidate, mark_quotes, tokens, write_pair,
};
use crate::text::Span;

/// Runs over the examples.
const EPOCHS: u64 = 12;

/// Sentences joined to one text.
const TEXT: usize = 200;

/// Weights are written in steps of this part of one.
const STEP: i64 = 32;

/// Trains on `sentences`, which stand in the order of their documents, and returns the bytes of `model/segment.bin`.
///
/// The word lists of `files` are used, its weights are not.
///
/// # Errors
/// Where a word list is missing or faulty.
pub fn train(files: &Files, sentences: &[conllu::Sentence]) -> Result<Vec<u8>, DataError> {
    let tables = Tables::load(files)?;
    let mut examples = Examples::default();
    for group in sentences.chunks(TEXT) {
        let joined = Joined::new(group);
        examples.add(&joined, &tables);
    }
    Ok(write_pair(&learn(&examples.ends), &learn(&examples.contractions)))
}

/// Sentences as one line of raw text.
struct Joined {
    text: String,
    /// Where sentences end.
    ends: BTreeSet<usize>,
    /// Start of each surface token, and whether it is a contraction.
    contracted: BTreeMap<usize, bool>,
}

impl Joined {
    fn new(sentences: &[conllu::Sentence]) -> Self {
        let mut joined = Self { text: String::new(), ends: BTreeSet::new(), contracted: BTreeMap::new() };
        for sentence in sentences {
            for token in sentence.surface() {
                joined.contracted.insert(joined.text.len(), token.words.len() > 1);
                joined.text.push_str(token.form);
                if token.space_after {
                    joined.text.push(' ');
                }
            }
            joined.text.truncate(joined.text.trim_end().len());
            joined.ends.insert(joined.text.len());
            joined.text.push(' ');
        }
        joined
    }
}

type Example = (Features, bool);

#[derive(Default)]
struct Examples {
    ends: Vec<Example>,
    contractions: Vec<Example>,
}

impl Examples {
    fn add(&mut self, joined: &Joined, tables: &Tables) {
        let text = joined.text.as_str();
        let span = Span::new(0, text.trim_end().len());
        let mut tokens = tokens(text, span, tables);
        mark_quotes(text, span, &mut tokens);
        let mut start = 0;
        for place in Candidates::without_layout(text, span, &tokens).places() {
            let ends = joined.ends.contains(&tokens[place.end - 1].end);
            if !place.settled {
                let mut features = Features::default();
                features.end(text, &tokens, start, place);
                self.ends.push((features, ends));
            }
            if ends {
                start = place.end;
            }
        }
        for (i, token) in tokens.iter().enumerate() {
            if contraction_candidate(text, token, tables).is_some_and(|c| c.judged)
                && let Some(&contracted) = joined.contracted.get(&token.start)
            {
                let mut features = Features::default();
                features.contraction(text, &tokens, i);
                self.contractions.push((features, contracted));
            }
        }
    }
}

/// An example scored by less than this is learnt from, though it is on the right side.
const MARGIN: i64 = 3;

/// Returns the averaged weights that tell the examples apart, those that round to zero left out.
fn learn(examples: &[Example]) -> BTreeMap<u32, i16> {
    let mut weights = vec![0_i64; SLOTS];
    let mut sums = vec![0_i64; SLOTS];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 1;
    let mut time = 1;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut seed);
        for &i in &order {
            let (features, yes) = &examples[i];
            let score: i64 = features.slots().iter().map(|&slot| weights[slot as usize]).sum();
            let sign = if *yes { 1 } else { -1 };
            if score * sign <= MARGIN {
                for &slot in features.slots() {
                    weights[slot as usize] += sign;
                    sums[slot as usize] += sign * time;
                }
            }
            time += 1;
        }
    }
    let averaged = (0_u32..).zip(weights.iter().zip(&sums)).filter_map(|(slot, (weight, sum))| {
        let rounded = (weight * time - sum) * STEP / time;
        i16::try_from(rounded).ok().filter(|&w| w != 0).map(|w| (slot, w))
    });
    averaged.collect()
}

/// Puts `order` into a new order that only depends on `seed` (Fisher and Yates with a linear congruential generator).
fn shuffle(order: &mut [usize], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(i, (*seed >> 33) as usize % (i + 1));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::segment::{Segmenter, segment};

    fn treebank(names: &[&str]) -> Option<Vec<conllu::Sentence>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/ud");
        let mut sentences = Vec::new();
        for name in names {
            let Ok(text) = fs::read_to_string(folder.join(name)) else {
                eprintln!("skipped: no {name}");
                return None;
            };
            sentences.extend(conllu::read(&text).unwrap());
        }
        Some(sentences)
    }

    /// Percent of the balanced F measure of two sorted sets.
    fn f1<T: Ord>(gold: &BTreeSet<T>, got: &BTreeSet<T>) -> f64 {
        200.0 * gold.intersection(got).count() as f64 / (gold.len() + got.len()) as f64
    }

    /// Returns the F measures of words and sentences on the raw text of `sentences`.
    fn score(segmenter: &Segmenter, sentences: &[conllu::Sentence]) -> (f64, f64) {
        let joined = Joined::new(sentences);
        let (mut words, mut spans) = (BTreeSet::new(), BTreeSet::new());
        let starts: Vec<_> = joined.contracted.keys().copied().collect();
        let mut surface = starts.iter().copied();
        for sentence in sentences {
            let tokens = sentence.surface();
            let mut whole: Option<Span> = None;
            for token in tokens {
                let start = surface.next().unwrap();
                let span = Span::new(start, start + token.form.len());
                whole = Some(whole.map_or(span, |w| w.join(span)));
                for part in 0..token.words.len() {
                    words.insert((span, part));
                }
            }
            spans.extend(whole);
        }
        let got = segment(&joined.text, segmenter);
        let mut part = 0;
        let mut got_words = BTreeSet::new();
        for word in got.sentences.iter().flat_map(|s| &s.words) {
            part = if word.continues { part + 1 } else { 0 };
            got_words.insert((word.span, part));
        }
        (f1(&words, &got_words), f1(&spans, &got.sentences.iter().map(|s| s.span).collect()))
    }

    /// The floors lie a little under what was measured, so that a fall is seen.
    #[test]
    fn raw_text_of_unseen_treebanks_is_split_as_well_as_before() {
        let segmenter = Segmenter::load(&Files::embedded()).unwrap();
        for (name, floors) in
            [("fr_sequoia-ud-test.conllu", (99.6, 81.0)), ("fr_gsd-ud-test.conllu", (99.5, 93.5))]
        {
            let Some(sentences) = treebank(&[name]) else { return };
            let scores = score(&segmenter, &sentences);
            println!("{name}: words and sentences {scores:.2?}");
            assert!(scores.0 >= floors.0 && scores.1 >= floors.1, "{name}: {scores:?}");
        }
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        let Some(sentences) = treebank(&["fib_gsdtrain_part.conllu"]) else { return };
        let files = Files::embedded();
        assert_eq!(train(&files, &sentences).unwrap(), train(&files, &sentences).unwrap());
    }
}
