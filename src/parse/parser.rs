//! The parser: a beam over transitions gives heads and universal relations, a second step the subtypes.

use super::context::Context;
use super::islands::Words;
use super::transition::{Action, Arena, MAX_WORDS, State, replay};
use super::{Node, Relation, Tree, features, subtype};
use crate::data::{DataError, Files};
use crate::morph::Analysis;
use crate::weights::{Reader, Scorer, Weights, Writer};

/// Name of the parser's data file.
pub const FILE: &str = "model/parser.bin";
/// States kept after each step.
const BEAM: usize = 8;
/// States that are worse than the best by more than this are dropped: a wrong path seldom comes back from there, and
/// most steps are plain enough for one state (measured: model/README.md).
const MARGIN: f32 = 150.0;

/// Trained weights of the parser.
#[derive(Clone, Debug)]
pub struct Parser {
    actions: Actions,
    weights: Weights,
    subtypes: Weights,
    /// What the search for insertions must know; none in training, which reads whole sentences.
    pub(super) words: Words,
}

/// The actions that have weights; the first is the shift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actions(pub(crate) Vec<Action>);

impl Parser {
    pub(crate) fn new(actions: Actions, weights: Weights, subtypes: Weights) -> Self {
        Self { actions, weights, subtypes, words: Words::default() }
    }

    /// Loads the parser.
    ///
    /// # Errors
    /// Where the file is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut from = Reader::new(FILE, files.bytes(FILE)?);
        let mut actions = vec![Action::Shift];
        for make in [Action::Left, Action::Right] {
            for _ in 0..from.number()? {
                let name = from.text()?;
                let relation = Relation::parse(name).ok_or_else(|| from.fault("an unknown relation"))?;
                actions.push(make(relation));
            }
        }
        let (weights, subtypes) = (Weights::read(&mut from)?, Weights::read(&mut from)?);
        Ok(Self { actions: Actions(actions), weights, subtypes, words: Words::load(files)? })
    }

    /// Returns the bytes of the parser's data file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        for side in [self.actions.relations(true), self.actions.relations(false)] {
            out.number(side.len());
            side.iter().for_each(|r| out.bytes(r.as_str().as_bytes()));
        }
        self.weights.write(&mut out);
        self.subtypes.write(&mut out);
        out.finish()
    }
}

impl Actions {
    fn relations(&self, left: bool) -> Vec<Relation> {
        let relation = |action: &Action| match *action {
            Action::Left(relation) if left => Some(relation),
            Action::Right(relation) if !left => Some(relation),
            _ => None,
        };
        self.0.iter().filter_map(relation).collect()
    }

    /// Width of a row of weights.
    pub(crate) fn width(&self) -> usize {
        self.0.len().next_multiple_of(8)
    }
}

/// Returns the tree of the words `forms` with their `analyses`, as many; a tree always comes.
pub fn parse(parser: &Parser, forms: &[&str], analyses: &[Analysis]) -> Tree {
    let count = forms.len().min(analyses.len());
    let arcs = if count > MAX_WORDS {
        // Far beyond any sentence: a flat tree rather than unbounded memory.
        (0..count).map(|i| (usize::from(i > 0), Relation::Dep)).collect()
    } else {
        let context = Context::new(forms, analyses);
        let actions = decode(&parser.weights, &parser.actions, &context, count);
        replay(&actions, count)
    };
    let nodes = forms.iter().zip(analyses).zip(&arcs).map(|((form, analysis), &(head, relation))| Node {
        form: (*form).to_owned(),
        analysis: analysis.clone(),
        head: head.checked_sub(1),
        relation,
    });
    subtype::refine(&parser.subtypes, Tree::new(nodes.collect()))
}

fn decode(weights: &impl Scorer, actions: &Actions, context: &Context, count: usize) -> Vec<Action> {
    let mut search = Search::new(actions, count);
    let mut beam = vec![0];
    while let Some(next) = search.advance(weights, context, &beam, (BEAM, MARGIN)) {
        beam = next;
    }
    search.arena.actions(beam[0])
}

/// A candidate for the next beam.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    score: f32,
    from: u32,
    action: u32,
}

/// A beam search over one sentence.
pub(crate) struct Search<'a> {
    pub(crate) arena: Arena,
    actions: &'a Actions,
    /// Features and scores of the states of the beam, one after the other.
    rows: Vec<Row>,
    best: Vec<Candidate>,
}

/// The features of a state and the scores of its actions.
#[derive(Clone, Debug, Default)]
struct Row {
    features: Vec<u64>,
    scores: Vec<f32>,
}

impl<'a> Search<'a> {
    pub(crate) fn new(actions: &'a Actions, count: usize) -> Self {
        let row = Row { features: Vec::with_capacity(160), scores: vec![0.0; actions.width()] };
        Self { arena: Arena::new(count), actions, rows: vec![row], best: Vec::new() }
    }

    /// Returns the `size` best states one step after those of `beam`, best first and none worse than the best by more
    /// than `margin`; none at the end. All
    /// states of a beam have made equally many steps, so all end at once.
    pub(crate) fn advance(
        &mut self,
        weights: &impl Scorer,
        context: &Context,
        beam: &[u32],
        (size, margin): (usize, f32),
    ) -> Option<Vec<u32>> {
        self.best.clear();
        for (place, &from) in beam.iter().enumerate() {
            let state = self.arena.states[from as usize];
            if self.arena.is_final(&state) {
                continue;
            }
            self.score(weights, context, &state, place);
            let [shift, left, right] = self.arena.allowed(&state);
            for (i, (action, own)) in self.actions.0.iter().zip(&self.rows[place].scores).enumerate() {
                let allowed = match action {
                    Action::Shift => shift,
                    Action::Left(_) => left,
                    Action::Right(_) => right,
                };
                if allowed {
                    let candidate = Candidate { score: state.score + own, from, action: i as u32 };
                    insert(&mut self.best, candidate, size);
                }
            }
        }
        let top = self.best.first()?.score;
        self.best.retain(|c| c.score >= top - margin);
        let best = std::mem::take(&mut self.best);
        let step = |c: &Candidate| {
            self.arena.step(c.from, self.actions.0[c.action as usize], c.score, &context.marks)
        };
        let next = best.iter().map(step).collect();
        self.best = best;
        Some(next)
    }

    /// Sets the row `place` to the features and scores of `state`, the scores by what differs from the nearest of the
    /// rows before: states of one beam have most of their features in common.
    fn score(&mut self, weights: &impl Scorer, context: &Context, state: &State, place: usize) {
        if self.rows.len() <= place {
            self.rows.resize(place + 1, self.rows[0].clone());
        }
        let (before, rest) = self.rows.split_at_mut(place);
        let row = &mut rest[0];
        features::extract(context, &self.arena, state, &mut row.features);
        let common = |other: &Row| row.features.iter().zip(&other.features).filter(|(a, b)| a == b).count();
        let near = before.iter().map(|other| (common(other), other)).max_by_key(|(count, _)| *count);
        match near {
            Some((count, near)) if count * 2 > row.features.len() => {
                row.scores.copy_from_slice(&near.scores);
                weights.change(&near.features, &row.features, &mut row.scores);
            }
            _ => weights.score(&row.features, &mut row.scores),
        }
    }

    /// Returns the state after `action` from `from`, its score by `weights`.
    pub(crate) fn follow(
        &mut self,
        weights: &impl Scorer,
        context: &Context,
        from: u32,
        action: Action,
    ) -> u32 {
        let state = self.arena.states[from as usize];
        self.score(weights, context, &state, 0);
        let place = self.actions.0.iter().position(|a| *a == action).unwrap_or_default();
        self.arena.step(from, action, state.score + self.rows[0].scores[place], &context.marks)
    }
}

/// Puts `candidate` into `best`, sorted with the best first and at most `size` long; of equals the earlier stays first.
fn insert(best: &mut Vec<Candidate>, candidate: Candidate, size: usize) {
    if best.len() == size {
        if best.last().is_some_and(|last| last.score >= candidate.score) {
            return;
        }
        best.pop();
    }
    let place = best.iter().rposition(|c| c.score >= candidate.score).map_or(0, |i| i + 1);
    best.insert(place, candidate);
}
