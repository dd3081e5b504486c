//! Learns the ranking of what mentions refer to: a softmax over the offers of each question (Denis and Baldridge 2008), by AdaGrad
//! (Duchi et al. 2011).

use super::super::perceptron::Random;
use super::labels::{Label, Labels};
use crate::coref::rank::{Judge, Offer, Question, Target};
use crate::coref::{Ranker, Scene, resolve_by};
use crate::document::Document;
use crate::mention::Form;
use crate::resources::Resources;
use crate::weights::Weights;

const BITS: u32 = 20;
/// Few passes at a low rate: more learn the words of single articles (measured: docs/evaluation.md).
const EPOCHS: usize = 4;
const RATE: f32 = 0.03;
/// Runs with the questions in other orders, whose weights are averaged.
const RUNS: u64 = 4;

/// An article to learn from.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// What the stages read in it.
    pub document: Document,
    /// What its mentions refer to.
    pub labels: Labels,
    /// How much each of its questions counts.
    pub weight: f32,
}

/// A question with its right answers.
struct Example {
    offers: Vec<Vec<u64>>,
    right: Vec<bool>,
    weight: f32,
}

/// Returns the ranker learned from `lessons`; the same lessons and seed give the same ranker. Mentions of which a lesson tells nothing are answered by
/// `until`.
fn train(lessons: &[&Lesson], resources: &Resources, until: &Ranker, forced: bool, seed: u64) -> Ranker {
    let mut examples = Vec::new();
    for lesson in lessons {
        let mut teacher = Teacher { forced, lesson, until, examples: &mut examples };
        let document = &lesson.document;
        let scene = Scene {
            text: document.text(),
            segmented: &document.segmented,
            trees: &document.trees,
            mentions: &document.mentions,
            gazetteer: resources.gazetteer(),
            people: &resources.people,
            words: &resources.coref,
            day: document.date.map(|(day, _)| day),
        };
        resolve_by(scene, &mut teacher);
    }
    learned(&examples, seed)
}

/// Returns the ranker learned from lessons that tell of all mentions, `whole`, and from others that do not, `parts`.
pub fn both(whole: &[&Lesson], parts: &[Lesson], resources: &Resources, seed: u64) -> Ranker {
    let first = train(whole, resources, &blank(), true, seed);
    let all: Vec<&Lesson> = whole.iter().copied().chain(parts).collect();
    train(&all, resources, &first, false, seed)
}

/// Answers as the annotation does, and notes the questions.
struct Teacher<'a> {
    /// Whether the right answer is taken; else that of `until`, so that later questions are met as they are in use (Ross et al. 2011).
    forced: bool,
    lesson: &'a Lesson,
    until: &'a Ranker,
    examples: &'a mut Vec<Example>,
}

impl Teacher<'_> {
    /// Whether most of what is told of `mentions` says that they are `thing`.
    fn is(&self, mentions: &[usize], thing: usize) -> bool {
        let told = mentions.iter().filter_map(|&m| match self.lesson.labels.of[m] {
            Label::Thing(own) => Some(own),
            _ => None,
        });
        let (same, all) = told.fold((0, 0), |(same, all), own| (same + usize::from(own == thing), all + 1));
        same * 2 >= all && same > 0
    }

    fn is_right(&self, question: &Question<'_>, offer: &Offer, thing: usize) -> bool {
        match &offer.target {
            Target::Nothing => false,
            Target::Thing(_) => question.things(offer).iter().all(|mentions| self.is(mentions, thing)),
            Target::Group(members) => members.first().is_some_and(|first| {
                self.lesson.labels.groups.get(first).is_some_and(|groups| groups.contains(&thing))
            }),
        }
    }
}

impl Judge for Teacher<'_> {
    fn choose(&mut self, question: &Question<'_>) -> usize {
        let offers = question.offers;
        let mut right: Vec<bool> = match self.lesson.labels.of[question.mention] {
            Label::Unknown => return self.until.best(offers),
            Label::Alone => vec![false; offers.len()],
            Label::Thing(thing) => offers.iter().map(|o| self.is_right(question, o, thing)).collect(),
        };
        if !right.contains(&true) {
            // What a pronoun means is somewhere, though nothing that is offered.
            let mention = &self.lesson.document.mentions.mentions[question.mention];
            let told = self.lesson.labels.of[question.mention] != Label::Alone;
            if mention.form == Form::Pronoun && told {
                return self.until.best(offers);
            }
            right[0] = true;
        }
        let chosen = right.iter().position(|r| *r).unwrap_or(0);
        if offers.len() > 1 {
            self.examples.push(Example {
                offers: offers.iter().map(|o| o.features.clone()).collect(),
                right,
                weight: self.lesson.weight,
            });
        }
        if self.forced { chosen } else { self.until.best(offers) }
    }
}

/// Weights in training.
struct Table {
    values: Vec<f32>,
    squares: Vec<f32>,
}

fn place(feature: u64) -> usize {
    (feature >> (64 - BITS)) as usize
}

fn learned(examples: &[Example], seed: u64) -> Ranker {
    let size = 1 << BITS;
    let mut sums = vec![0.0_f32; size];
    let mut random = Random(seed);
    for _ in 0..RUNS {
        let mut table = Table { values: vec![0.0; size], squares: vec![0.0; size] };
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for epoch in 0..EPOCHS {
            random.shuffle(&mut order);
            for &at in &order {
                step(&mut table, &examples[at]);
            }
            // The mean over the later passes varies less than the last.
            if epoch >= EPOCHS / 2 {
                sums.iter_mut().zip(&table.values).for_each(|(sum, value)| *sum += value);
            }
        }
    }
    let passes = (EPOCHS - EPOCHS / 2) as f32 * RUNS as f32;
    Ranker::new(Weights::new(BITS, sums.iter().map(move |sum| sum / passes)))
}

/// Goes a step down the slope of what `example` loses.
fn step(table: &mut Table, example: &Example) {
    let scores: Vec<f32> = example
        .offers
        .iter()
        .map(|features| features.iter().map(|&f| table.values[place(f)]).sum::<f32>())
        .collect();
    let all = softmax(&scores, |_| true);
    let right = softmax(&scores, |at| example.right[at]);
    for (at, features) in example.offers.iter().enumerate() {
        let slope = (all[at] - right[at]) * example.weight;
        if slope.abs() < 1e-5 {
            continue;
        }
        for &feature in features {
            let place = place(feature);
            table.squares[place] += slope * slope;
            table.values[place] -= RATE * slope / (table.squares[place].sqrt() + 0.1);
        }
    }
}

/// Returns the probabilities of the scores that `takes`, 0 for others.
fn softmax(scores: &[f32], takes: impl Fn(usize) -> bool) -> Vec<f32> {
    let most = scores
        .iter()
        .enumerate()
        .filter(|(at, _)| takes(*at))
        .fold(f32::NEG_INFINITY, |most, (_, s)| most.max(*s));
    let parts: Vec<f32> =
        scores.iter().enumerate().map(|(at, s)| if takes(at) { (s - most).exp() } else { 0.0 }).collect();
    let sum: f32 = parts.iter().sum();
    parts.into_iter().map(|p| p / sum.max(f32::MIN_POSITIVE)).collect()
}

/// Returns a ranker that takes nothing for anything, where none is learned yet.
pub fn blank() -> Ranker {
    Ranker::new(Weights::new(BITS, std::iter::empty()))
}
