//! Trains the parser: beam search with max-violation updates (Huang, Fayong and Guo 2012).

use std::collections::BTreeMap;

use super::perceptron::{Perceptron, Random};
use crate::morph::Analysis;
use crate::parse::conllu::Sentence;
use crate::parse::context::Context;
use crate::parse::parser::{Actions, Search};
use crate::parse::transition::{Action, oracle};
use crate::parse::{Node, Parser, Relation, Tree, features, subtype};

const BITS: u32 = 23;
const SUBTYPE_BITS: u32 = 18;
const SUBTYPE_EPOCHS: usize = 6;
const FLOOR: f32 = 0.12;
/// Orders of the sentences that are learned from and averaged.
const ORDERS: u64 = 4;
/// An action rarer than this in training is not learned; its words do not count.
const RAREST: usize = 3;

/// How a parser is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the sentences.
    pub epochs: usize,
    /// States kept after each step.
    pub beam: usize,
    /// Order of the sentences.
    pub seed: u64,
}

struct Example {
    context: Context,
    actions: Vec<Action>,
}

/// Returns a parser trained on `sentences` with their predicted `analyses`. Runs with different orders
/// of the sentences are averaged; two threads share them. `progress` gets a line after each pass.
pub fn train(
    sentences: &[&Sentence],
    analyses: &[Vec<Analysis>],
    settings: Settings,
    progress: &(dyn Fn(&str) + Sync),
) -> Parser {
    let trees: Vec<_> = sentences.iter().zip(analyses).map(|(s, a)| tree(s, a)).collect();
    let actions = actions(&trees);
    let examples: Vec<_> = trees.iter().map(|tree| example(tree, &actions)).collect();
    let run = |order: u64| {
        let seed = settings.seed + 1000 * order;
        learn(&examples, &actions, Settings { seed, ..settings }, progress)
    };
    let (mut all, others, subtypes) = std::thread::scope(|scope| {
        let others = scope.spawn(|| (1..ORDERS).step_by(2).map(run).collect::<Vec<_>>());
        let own: Vec<_> = (0..ORDERS).step_by(2).map(run).collect();
        let subtypes = learn_subtypes(&trees, settings.seed);
        (own, others.join(), subtypes)
    });
    all.extend(others.into_iter().flatten());
    Parser::new(actions, Perceptron::average(&all, FLOOR), subtypes)
}

/// Returns the treebank's tree with predicted analyses in it.
fn tree(sentence: &Sentence, analyses: &[Analysis]) -> Tree {
    let gold = sentence.tree();
    let nodes = gold.nodes().iter().zip(analyses);
    Tree::new(nodes.map(|(n, a)| Node { analysis: a.clone(), ..n.clone() }).collect())
}

fn arcs(tree: &Tree) -> Vec<(usize, Relation)> {
    tree.nodes().iter().map(|n| (n.head.map_or(0, |h| h + 1), n.relation.base())).collect()
}

fn actions(trees: &[Tree]) -> Actions {
    let mut counts: BTreeMap<Action, usize> = BTreeMap::new();
    for tree in trees {
        for action in oracle(&arcs(tree)) {
            *counts.entry(action).or_default() += 1;
        }
    }
    let kept = counts.into_iter().filter(|(a, n)| *a == Action::Shift || *n >= RAREST);
    Actions(kept.map(|(action, _)| action).collect())
}

fn example(tree: &Tree, actions: &Actions) -> Example {
    let forms: Vec<_> = tree.nodes().iter().map(|n| n.form.as_str()).collect();
    let analyses: Vec<_> = tree.nodes().iter().map(|n| n.analysis.clone()).collect();
    let mut path = oracle(&arcs(tree));
    // A sentence with an action that is not learned teaches only up to there.
    let known = path.iter().position(|a| !actions.0.contains(a)).unwrap_or(path.len());
    path.truncate(known);
    Example { context: Context::new(&forms, &analyses), actions: path }
}

fn learn(
    examples: &[Example],
    actions: &Actions,
    settings: Settings,
    progress: &(dyn Fn(&str) + Sync),
) -> Perceptron {
    let mut weights = Perceptron::new(BITS, actions.width());
    let mut order: Vec<_> = (0..examples.len()).collect();
    let mut random = Random(settings.seed);
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        let mut wrong = 0;
        for &i in &order {
            wrong += usize::from(learn_example(&mut weights, actions, &examples[i], settings.beam));
        }
        progress(&format!("parser, seed {}: pass {}, {wrong} sentences wrong", settings.seed, epoch + 1));
    }
    weights
}

/// Learns from one sentence; returns whether the best guess was wrong.
fn learn_example(weights: &mut Perceptron, actions: &Actions, example: &Example, size: usize) -> bool {
    weights.tick();
    let count = example.context.marks.len() - 1;
    let mut search = Search::new(actions, count);
    let (mut beam, mut gold) = (vec![0], 0);
    let mut worst: Option<(f32, u32, u32)> = None;
    let mut lost = false;
    for &action in &example.actions {
        let Some(next) = search.advance(weights, &example.context, &beam, (size, f32::INFINITY)) else {
            break;
        };
        let before = gold;
        gold = search.follow(weights, &example.context, before, action);
        let state = |at: u32| &search.arena.states[at as usize];
        // Where the beam holds the right state, that one stands for it from here on.
        let same = next.iter().find(|&&s| state(s).before == before && state(s).action == action);
        match same {
            Some(&same) => gold = same,
            None => lost = true,
        }
        let violation = state(next[0]).score - state(gold).score;
        if lost && worst.is_none_or(|w| violation >= w.0) {
            worst = Some((violation, next[0], gold));
        }
        beam = next;
    }
    if !lost && beam[0] != gold {
        worst = Some((0.0, beam[0], gold));
    }
    let Some((_, guess, gold)) = worst else { return false };
    update(weights, actions, example, &search, guess, gold);
    true
}

/// Moves the weights from the path to `guess` towards the path to `gold`, where they differ.
fn update(
    weights: &mut Perceptron,
    actions: &Actions,
    example: &Example,
    search: &Search<'_>,
    mut guess: u32,
    mut gold: u32,
) {
    let arena = &search.arena;
    let mut features = Vec::with_capacity(160);
    // Both paths have the same length, so they meet at one state where they parted.
    while guess != gold {
        for (at, delta) in [(&mut guess, -1.0), (&mut gold, 1.0)] {
            let state = arena.states[*at as usize];
            let before = arena.states[state.before as usize];
            features::extract(&example.context, arena, &before, &mut features);
            let class = actions.0.iter().position(|a| *a == state.action).unwrap_or_default();
            weights.update(&features, class, delta);
            *at = state.before;
        }
    }
}

/// Returns the weights by which relations get their subtypes, learned on the treebank's trees.
fn learn_subtypes(trees: &[Tree], seed: u64) -> crate::weights::Weights {
    let mut weights = Perceptron::new(SUBTYPE_BITS, subtype::WIDTH);
    let mut order: Vec<_> = (0..trees.len()).collect();
    let mut random = Random(seed);
    let (mut features, mut scores) = (Vec::new(), [0.0; subtype::WIDTH]);
    for _ in 0..SUBTYPE_EPOCHS {
        random.shuffle(&mut order);
        for &i in &order {
            let tree = &trees[i];
            weights.tick();
            let mut relations: Vec<_> = tree.nodes().iter().map(|n| n.relation.base()).collect();
            for node in subtype::order(tree) {
                let best = subtype::choose(&weights, tree, &relations, node, &mut features, &mut scores);
                let gold = tree[node].relation;
                if best != gold {
                    weights.update(&features, gold as usize, 1.0);
                    weights.update(&features, best as usize, -1.0);
                }
                relations[node] = best;
            }
        }
    }
    Perceptron::average(&[weights], FLOOR / 2.0)
}
