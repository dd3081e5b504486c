//! The subtypes of relations, chosen once the whole tree is known: `nsubj` or `nsubj:pass`.

use super::{Node, Relation, Tree};
use crate::morph::context::packed;
use crate::weights::{Scorer, combine, hash};

/// Width of a row: one class for each relation.
pub(crate) const WIDTH: usize = Relation::ALL.len().next_multiple_of(8);

/// The order in which the relations get their subtypes: what an auxiliary is decides what a subject is.
pub(crate) fn order(tree: &Tree) -> Vec<usize> {
    let rank = |node: &usize| match tree[*node].relation.base() {
        Relation::Aux => 0,
        Relation::Expl => 1,
        Relation::Nsubj | Relation::Csubj => 3,
        _ => 2,
    };
    let mut nodes: Vec<_> = (0..tree.len()).filter(|&n| options(tree[n].relation).len() > 1).collect();
    nodes.sort_by_key(rank);
    nodes
}

/// Returns the relations that share the universal relation of `relation`, itself included.
pub(crate) fn options(relation: Relation) -> Vec<Relation> {
    let base = relation.base();
    Relation::ALL.into_iter().filter(|r| r.base() == base).collect()
}

/// Longest sentence whose subtypes are chosen: the siblings of each word are looked at, which one head of very
/// many would make quadratic.
const MAX_WORDS: usize = 2_000;

/// Returns `tree` with the subtypes that `weights` give; a tree of more than [`MAX_WORDS`] words stays as it is.
pub(crate) fn refine(weights: &impl Scorer, tree: Tree) -> Tree {
    if tree.len() > MAX_WORDS {
        return tree;
    }
    let mut relations: Vec<_> = tree.nodes().iter().map(|n| n.relation).collect();
    let (mut features, mut scores) = (Vec::new(), [0.0; WIDTH]);
    for node in order(&tree) {
        relations[node] = choose(weights, &tree, &relations, node, &mut features, &mut scores);
    }
    let nodes = tree.nodes().iter().zip(relations);
    Tree::new(nodes.map(|(node, relation)| Node { relation, ..node.clone() }).collect())
}

/// Returns the best subtype for `node`, given the `relations` so far; leaves its features in `features`.
pub(crate) fn choose(
    weights: &impl Scorer,
    tree: &Tree,
    relations: &[Relation],
    node: usize,
    features: &mut Vec<u64>,
    scores: &mut [f32; WIDTH],
) -> Relation {
    extract(tree, relations, node, features);
    weights.score(features, scores);
    let options = options(tree[node].relation).into_iter().rev();
    let best = options.max_by(|&a, &b| scores[a as usize].total_cmp(&scores[b as usize]));
    best.unwrap_or(tree[node].relation)
}

fn extract(tree: &Tree, relations: &[Relation], node: usize, out: &mut Vec<u64>) {
    out.clear();
    let base = tree[node].relation.base() as u64;
    let lemma = |n: usize| hash(tree[n].analysis.lemma.to_lowercase().as_bytes());
    let tag = |n: usize| combine(packed(&tree[n].analysis.feats), tree[n].analysis.upos as u64);
    let upos = |n: usize| tree[n].analysis.upos as u64 + 1;
    let head = tree[node].head;
    let over = |value: &dyn Fn(usize) -> u64| head.map_or(0, value);
    let before = u64::from(head.is_some_and(|h| h < node));
    let mut number = base << 16;
    let mut add = |parts: &[u64]| {
        number += 1;
        out.push(parts.iter().fold(number.wrapping_mul(0x9e37_79b9), |h, &p| combine(h, p)));
    };
    add(&[]);
    add(&[lemma(node)]);
    add(&[tag(node)]);
    add(&[lemma(node), upos(node)]);
    add(&[over(&lemma)]);
    add(&[over(&tag)]);
    add(&[over(&upos), upos(node), before]);
    add(&[over(&lemma), upos(node), before]);
    add(&[over(&lemma), lemma(node)]);
    add(&[over(&tag), lemma(node)]);
    add(&[over(&tag), tag(node), before]);
    let marker = tree.children(node).iter().copied().find(|&c| tree[c].relation.base() == Relation::Case);
    let marker = marker.map_or(0, lemma);
    add(&[marker]);
    add(&[marker, over(&lemma)]);
    add(&[marker, over(&tag)]);
    add(&[marker, over(&upos), lemma(node)]);
    let children = |n: usize| tree.children(n).iter().fold(0u64, |set, &c| set | 1 << relations[c] as u64);
    add(&[children(node)]);
    add(&[children(node), upos(node)]);
    add(&[over(&children)]);
    add(&[over(&children), over(&tag), lemma(node)]);
    add(&[over(&children), over(&tag), marker]);
    number += 10;
    let start = number;
    let under = |n: usize| tree.children(n).to_vec();
    for (kind, set) in [(0, under(node)), (1, head.map_or(Vec::new(), under))] {
        for child in set {
            let side = u64::from(child < node);
            let parts = [kind, side, relations[child] as u64];
            out.push(parts.iter().fold(start, |h, &p| combine(h, p)));
            out.push(parts.iter().chain(&[lemma(child)]).fold(start + 1, |h, &p| combine(h, p)));
            out.push(parts.iter().chain(&[tag(child), over(&tag)]).fold(start + 2, |h, &p| combine(h, p)));
        }
    }
}
