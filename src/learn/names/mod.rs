//! Trains and measures the chain model of names.

pub mod europeana;
pub mod frsemcor;
pub mod lists;
mod odds;
pub mod score;
pub mod winer;

use std::collections::BTreeSet;

pub use self::score::Finder;

use super::perceptron::{Perceptron, Random};
use super::score::Score;
use super::stages::Stages;
use crate::learned::Network;
use crate::mention::chain::{self, Features, label};
use crate::mention::{Chain, Kind, NameResources, seen_by_chain};
use crate::text::Span;

const BITS: u32 = 20;
const EPOCHS: usize = 10;
/// Averages below this are dropped.
const FLOOR: f32 = 0.03;
/// Of the sentences that are far from news of today each pass learns from one in so many.
const SHARE: u64 = 3;
/// By how much the right label must lead.
const MARGIN: f32 = 1.0;

/// A text with the names that stand in it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The text.
    pub text: String,
    /// Its names, in order; none overlap.
    pub names: Vec<(Span, Kind)>,
    /// Other stretches that the annotation marks, which may count as names or not.
    pub open: Vec<Span>,
    /// Whether it is far from news of today: package leaflets.
    pub far: bool,
}

impl Article {
    /// Adds a paragraph with its names and open stretches.
    fn add(&mut self, text: &str, names: &[(Span, Kind)], open: &[Span]) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        let moved = |span: Span| Span::new(start + span.start(), start + span.end());
        self.text.push_str(text);
        self.names.extend(names.iter().map(|&(span, kind)| (moved(span), kind)));
        self.open.extend(open.iter().map(|&span| moved(span)));
    }
}

/// What names are learned from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Articles in the language of today.
    pub articles: Vec<Article>,
    /// Old ones, read by machine, which count less.
    pub old: Vec<Article>,
}

/// What the chain sees of the sentences of one article, with their right labels.
struct Example {
    features: Features,
    labels: Vec<u8>,
    far: bool,
}

/// Returns the chain learned from `sources`; the same sources and seed give the same chain.
pub fn train(sources: &Sources, stages: &Stages, lists: &NameResources, seed: u64) -> Chain {
    let examples = all_examples(sources, stages, lists);
    learned(&examples.iter().collect::<Vec<_>>(), seed)
}

/// The parts into which months are dealt out in turn.
#[derive(Clone, Copy, Debug)]
pub struct Folds {
    /// How many there are.
    pub number: usize,
    /// The only one that is measured, from 0; all without.
    pub only: Option<usize>,
}

/// Returns the scores of `news` by folds: the articles of one part of the months are read by a chain that learned from those
/// of the others and from `sources`, as often as there are `folds`. No month has articles in both. The learned reader must not have seen what it helps to
/// read. What differs comes along, a line each.
pub fn by_folds(
    sources: &Sources,
    news: &[winer::Named],
    stages: &Stages,
    lists: &NameResources,
    learned_reader: Option<(&Network, f32)>,
    seed: u64,
    folds: Folds,
) -> (Vec<(&'static str, Score)>, Vec<String>) {
    let mut lines = Vec::new();
    let base = all_examples(sources, stages, lists);
    let own: Vec<Vec<Example>> = news.iter().map(|n| examples_of(&n.article, stages, lists, false)).collect();
    let months: BTreeSet<&str> = news.iter().map(winer::Named::month).collect();
    let fold_of = |n: &winer::Named| months.iter().position(|m| *m == n.month()).unwrap_or(0) % folds.number;
    let mut total: Vec<(&'static str, Score)> = Vec::new();
    for fold in (0..folds.number).filter(|&f| folds.only.is_none_or(|only| only == f)) {
        let others = news.iter().zip(&own).filter(|(n, _)| fold_of(n) != fold).flat_map(|(_, e)| e);
        let chain = learned(&base.iter().chain(others).collect::<Vec<_>>(), seed);
        let mut res = lists.clone();
        res.chain = Some(chain);
        let held: Vec<Article> =
            news.iter().filter(|n| fold_of(n) == fold).map(|n| n.article.clone()).collect();
        let finder = Finder { stages, res: &res, learned: learned_reader };
        let scores = score::score(&held, &finder);
        lines.extend(score::differences(&held, &finder));
        if total.is_empty() {
            total = scores;
        } else {
            for ((_, sum), (_, own)) in total.iter_mut().zip(scores) {
                sum.gold += own.gold;
                sum.given += own.given;
                sum.right += own.right;
            }
        }
    }
    (total, lines)
}

fn all_examples(sources: &Sources, stages: &Stages, lists: &NameResources) -> Vec<Example> {
    let mut examples = Vec::new();
    for (articles, far) in [(&sources.articles, false), (&sources.old, true)] {
        for article in articles {
            let far = far || article.far;
            examples.extend(examples_of(article, stages, lists, far));
        }
    }
    examples
}

fn learned(examples: &[&Example], seed: u64) -> Chain {
    let mut weights = Perceptron::new(BITS, label::COUNT);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(seed);
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for &i in &order {
            if !examples[i].far || random.number().is_multiple_of(SHARE) {
                learn(&mut weights, examples[i]);
            }
        }
    }
    Chain::new(Perceptron::average(&[weights], FLOOR))
}

fn examples_of(article: &Article, stages: &Stages, lists: &NameResources, far: bool) -> Vec<Example> {
    let (segmented, trees) = stages.read(&article.text);
    let sentences = seen_by_chain(&article.text, &segmented, &trees, lists, &stages.lexicon);
    let examples = sentences.into_iter().map(|(surface, features)| {
        let inside = article.names.iter().filter_map(|&(span, kind)| {
            let first = surface.iter().position(|word| word.overlaps(span))?;
            let last = surface.iter().rposition(|word| word.overlaps(span))?;
            Some((first..last + 1, kind))
        });
        let names: Vec<_> = inside.collect();
        Example { features, labels: label::labels(&names, surface.len()), far }
    });
    examples.filter(|e| !e.labels.is_empty()).collect()
}

/// Learns from one sentence: the labels that score best, all wrong ones a little ahead, against the right ones.
fn learn(weights: &mut Perceptron, example: &Example) {
    weights.tick();
    let guess = chain::best(weights, &example.features, |at, label, score| {
        if label != example.labels[at] {
            *score += MARGIN;
        }
    });
    let mut rows = Vec::new();
    for at in 0..guess.len() {
        let before = |labels: &[u8]| at.checked_sub(1).map(|i| labels[i]);
        let (given, right) = (guess[at], example.labels[at]);
        if given != right {
            weights.update(example.features.of(at), usize::from(right), 1.0);
            weights.update(example.features.of(at), usize::from(given), -1.0);
        }
        if given != right || before(&guess) != before(&example.labels) {
            for (labels, delta) in [(&example.labels, 1.0), (&guess, -1.0)] {
                chain::history(&example.features, at, before(labels), &mut rows);
                weights.update(&rows, usize::from(labels[at]), delta);
            }
        }
    }
}
