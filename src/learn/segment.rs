//! Trains the models of sentence ends and of contractions from treebanks.
//!
//! The text of a treebank's sentences is joined as raw text would hold it, split into tokens as the
//! program does, and every place where the program would ask a model is an example. For sentence ends
//! the sentences are dealt like cards, again and again, into texts that keep their order: so an end is seen
//! before many beginnings. Two forests of two deals vote together. Contractions are learned by the averaged
//! perceptron (Freund and Schapire 1999) with a margin.

use std::collections::{BTreeMap, BTreeSet};

use super::forest::{self, Settings};
use super::perceptron::Random;
use crate::data::{DataError, Files};
use crate::morph::Lexicon;
use crate::parse::conllu;
use crate::segment::{
    Candidates, Features, SLOTS, Sights, Tables, Usage, contraction_candidate, describe, mark_quotes, survey,
    tokens, write,
};
use crate::text::Span;

/// Runs over the examples of contractions.
const EPOCHS: u64 = 12;

/// Sentences joined to one text for contractions.
const TEXT: usize = 200;

/// Weights are written in steps of this part of one.
const STEP: i64 = 32;

/// Times that the sentences are dealt out.
const DEALS: usize = 12;

/// Texts that a deal makes of each source.
const HANDS: usize = 6;

/// Sentences of a short text; in every third deal the texts are cut to these.
const SHORT: usize = 12;

/// How the forest of sentence ends is trained, but for the seed.
const FOREST: Settings =
    Settings { trees: 500, leaves: 31, rate: 0.05, smallest: 20, seen: [80, 40], threshold: 0.45, seed: 0 };

/// Trains on `sources`, each of which holds sentences in the order of their documents, and returns the
/// bytes of `model/segment.bin`.
///
/// The word lists of `files` are used, its weights are not.
///
/// # Errors
/// Where a word list is missing or faulty.
pub fn train(
    files: &Files,
    lexicon: &Lexicon,
    sources: &[Vec<conllu::Sentence>],
    seed: u64,
) -> Result<Vec<u8>, DataError> {
    let tables = Tables::load(files)?;
    let mut contractions = Vec::new();
    for group in sources.concat().chunks(TEXT) {
        add_contractions(&Joined::new(group), &tables, &mut contractions);
    }
    let grow =
        |seed: u64| forest::train(&dealt_ends(sources, &tables, lexicon, seed), &Settings { seed, ..FOREST });
    let ends = std::thread::scope(|scope| {
        let other = scope.spawn(|| grow(seed + 1000));
        let mut ends = grow(seed);
        if let Ok(other) = other.join() {
            ends.join(&other);
        }
        ends
    });
    Ok(write(&ends, &learn(&contractions)))
}

/// Returns the places where a sentence may end, in the texts that `sources` are dealt into.
fn dealt_ends(
    sources: &[Vec<conllu::Sentence>],
    tables: &Tables,
    lexicon: &Lexicon,
    seed: u64,
) -> forest::Examples {
    let mut random = Random(seed);
    let mut ends = forest::Examples::default();
    for source in sources {
        for deal in 0..DEALS {
            for hand in dealt(source, &mut random) {
                let most = if deal % 3 == 2 { SHORT } else { hand.len() };
                for text in hand.chunks(most.max(1)) {
                    add_ends(&Joined::new(text.iter().copied()), tables, lexicon, &mut ends);
                }
            }
        }
    }
    ends
}

/// Deals out `sentences`; each hand keeps their order.
fn dealt<'a>(sentences: &'a [conllu::Sentence], random: &mut Random) -> Vec<Vec<&'a conllu::Sentence>> {
    let mut hands = vec![Vec::new(); HANDS];
    for sentence in sentences {
        hands[(random.number() % HANDS as u64) as usize].push(sentence);
    }
    hands
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
    fn new<'a>(sentences: impl IntoIterator<Item = &'a conllu::Sentence>) -> Self {
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

/// Adds the places of the text where a sentence may end.
fn add_ends(joined: &Joined, tables: &Tables, lexicon: &Lexicon, examples: &mut forest::Examples) {
    let text = joined.text.as_str();
    let span = Span::new(0, text.trim_end().len());
    let mut tokens = tokens(text, span, tables);
    mark_quotes(text, span, &mut tokens);
    let sights = Sights::new(text, &tokens, lexicon);
    let mut usage = Usage::default();
    usage.add(&sights);
    let survey = survey(text, span, &tokens, &sights, &usage);
    let mut values = Vec::new();
    let mut start = 0;
    for place in Candidates::new(text, span, &tokens, &sights, &usage).without_layout().places() {
        let ends = joined.ends.contains(&tokens[place.end - 1].end);
        if !place.settled {
            describe(text, &tokens, &survey, start, place, &mut values);
            examples.values.extend(&values);
            examples.answers.push(ends);
        }
        if ends {
            start = place.end;
        }
    }
}

/// Adds the tokens of the text that may be contractions.
fn add_contractions(joined: &Joined, tables: &Tables, examples: &mut Vec<Example>) {
    let text = joined.text.as_str();
    let span = Span::new(0, text.trim_end().len());
    let mut tokens = tokens(text, span, tables);
    mark_quotes(text, span, &mut tokens);
    for (i, token) in tokens.iter().enumerate() {
        if contraction_candidate(text, token, tables).is_some_and(|c| c.judged)
            && let Some(&contracted) = joined.contracted.get(&token.start)
        {
            let mut features = Features::default();
            features.contraction(text, &tokens, i);
            examples.push((features, contracted));
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
    fn score(segmenter: &Segmenter, lexicon: &Lexicon, sentences: &[conllu::Sentence]) -> (f64, f64) {
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
        let got = segment(&joined.text, segmenter, lexicon);
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
        let files = Files::embedded();
        let (segmenter, lexicon) = (Segmenter::load(&files).unwrap(), Lexicon::load(&files).unwrap());
        for (name, floors) in
            [("fr_sequoia-ud-test.conllu", (99.5, 92.0)), ("fr_gsd-ud-test.conllu", (99.3, 93.5))]
        {
            let Some(sentences) = treebank(&[name]) else { return };
            let scores = score(&segmenter, &lexicon, &sentences);
            println!("{name}: words and sentences {scores:.2?}");
            assert!(scores.0 >= floors.0 && scores.1 >= floors.1, "{name}: {scores:?}");
        }
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        let Some(sentences) = treebank(&["fib_gsdtrain_part.conllu"]) else { return };
        let files = Files::embedded();
        let lexicon = Lexicon::load(&files).unwrap();
        let made = || train(&files, &lexicon, std::slice::from_ref(&sentences), 1).unwrap();
        assert_eq!(made(), made());
    }

    /// Prints the scores of models that have not seen what they are measured on; takes minutes.
    #[test]
    #[ignore = "for tuning"]
    fn folds() {
        let names = ["fr_sequoia-ud-train.conllu", "fr_sequoia-ud-dev.conllu"];
        let others = ["fib_gsdtrain_part.conllu", "fr_fqb-ud-test.conllu"];
        let (Some(train_part), Some(dev)) = (treebank(&names[..1]), treebank(&names[1..])) else { return };
        let (Some(gsd), Some(fib), Some(questions)) =
            (treebank(&["fr_gsd-ud-dev.conllu"]), treebank(&others[..1]), treebank(&others[1..]))
        else {
            return;
        };
        let mut files = Files::embedded();
        let lexicon = Lexicon::load(&files).unwrap();
        let id = |s: &conllu::Sentence| {
            let (name, number) = s.comment("sent_id").unwrap().rsplit_once('_').unwrap();
            (name.to_owned(), number.parse::<u32>().unwrap())
        };
        let mut all = [train_part.clone(), dev.clone()].concat();
        all.sort_by_key(id);
        let mut measure = |name: &str, sources: &[Vec<conllu::Sentence>], tests: &[&[conllu::Sentence]]| {
            let start = std::time::Instant::now();
            files.insert(crate::segment::MODEL, train(&files, &lexicon, sources, 1).unwrap());
            let time = start.elapsed().as_secs();
            let segmenter = Segmenter::load(&files).unwrap();
            let scores: Vec<_> = tests.iter().map(|t| score(&segmenter, &lexicon, t)).collect();
            println!("{name}: {scores:.2?} after {time} s");
        };
        let (gsd_train, gsd_rest) = gsd.split_at(1000);
        let sources = [fib.clone(), questions.clone(), gsd_train.to_vec(), train_part.clone()];
        measure("Sequoia dev, GSD dev from 1000", &sources, &[&dev, gsd_rest]);
        for fold in 0..4 {
            let part = |all: &[conllu::Sentence], own: bool| -> Vec<_> {
                let mut random = Random(5);
                all.iter().filter(|_| (random.number() % 4 == fold) == own).cloned().collect()
            };
            let sources = [fib.clone(), questions.clone(), part(&gsd, false), part(&all, false)];
            let own = part(&all, true);
            let (even, odd): (Vec<_>, Vec<_>) = own.into_iter().enumerate().partition(|(i, _)| i % 2 == 0);
            let plain =
                |half: Vec<(usize, conllu::Sentence)>| half.into_iter().map(|(_, s)| s).collect::<Vec<_>>();
            measure(&format!("fold {fold}"), &sources, &[&plain(even), &plain(odd), &part(&gsd, true)]);
        }
    }
}
