//! A dependency tree: heads, relations and ways through it. It knows no parser.

use std::ops::Range;

use super::Relation;
use crate::morph::Analysis;

/// A word in its tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The word's form.
    pub form: String,
    /// Part of speech, features and lemma.
    pub analysis: Analysis,
    /// Index of the head in the sentence; none for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
}

/// The tree of one sentence; node `i` is word `i` of the sentence. There is exactly one root and no cycle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    children: Vec<Vec<usize>>,
    /// Where each node and all below it stand when the tree is gone through from the root, each node before its
    /// children: what lies below a node is told without climbing, however deep the tree.
    below: Vec<Range<usize>>,
}

impl Tree {
    /// Returns the tree of `nodes`. Heads out of range, second roots and cycles are mended by hanging the
    /// node on the root, so that every list of nodes gives a tree. Only the root keeps [`Relation::Root`].
    pub fn new(mut nodes: Vec<Node>) -> Self {
        let count = nodes.len();
        let root = nodes.iter().position(|n| n.head.is_none()).unwrap_or(0);
        for (i, node) in nodes.iter_mut().enumerate() {
            if i == root {
                node.head = None;
                node.relation = Relation::Root;
            } else {
                if node.head.is_none_or(|h| h >= count || h == i) {
                    node.head = Some(root);
                }
                if node.relation == Relation::Root {
                    node.relation = Relation::Dep;
                }
            }
        }
        // 0: not seen, 1: on the present path, 2: known to reach the root.
        let mut state = vec![0u8; count];
        for start in 0..count {
            let mut path = Vec::new();
            let mut at = start;
            while state[at] == 0 {
                state[at] = 1;
                path.push(at);
                match nodes[at].head {
                    Some(head) => at = head,
                    None => break,
                }
            }
            if state[at] == 1 && nodes[at].head.is_some() {
                nodes[at].head = Some(root);
            }
            for node in path {
                state[node] = 2;
            }
        }
        let mut children = vec![Vec::new(); count];
        for (i, node) in nodes.iter().enumerate() {
            if let Some(head) = node.head {
                children[head].push(i);
            }
        }
        let below = below(root, &children);
        Self { nodes, children, below }
    }

    /// The nodes in the order of the words.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns the root, where there is a word.
    pub fn root(&self) -> Option<usize> {
        self.nodes.iter().position(|n| n.head.is_none())
    }

    /// The children of `node`, in the order of the words.
    pub fn children(&self, node: usize) -> &[usize] {
        &self.children[node]
    }

    /// The children of `node` whose relation is `relation` or a subtype of it.
    pub fn related(&self, node: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.children[node].iter().copied().filter(move |&c| {
            let own = self.nodes[c].relation;
            own == relation || own.base() == relation
        })
    }

    /// The nodes from the head of `node` up to the root.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.nodes[node].head, |&n| self.nodes[n].head)
    }

    /// Returns `node` and all below it, in the order of the words.
    pub fn subtree(&self, node: usize) -> Vec<usize> {
        let mut found = vec![node];
        let mut next = 0;
        while next < found.len() {
            found.extend_from_slice(&self.children[found[next]]);
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Whether `node` is `ancestor` or below it.
    pub fn is_under(&self, node: usize, ancestor: usize) -> bool {
        let at = self.below[node].start;
        node == ancestor || self.below.get(ancestor).is_some_and(|below| below.contains(&at))
    }
}

fn below(root: usize, children: &[Vec<usize>]) -> Vec<Range<usize>> {
    let mut below = vec![0..0; children.len()];
    let mut order = Vec::with_capacity(children.len());
    let mut next = if children.is_empty() { Vec::new() } else { vec![root] };
    while let Some(node) = next.pop() {
        below[node] = order.len()..order.len() + 1;
        order.push(node);
        next.extend_from_slice(&children[node]);
    }
    for node in order.into_iter().rev() {
        let end = children[node].iter().map(|&c| below[c].end).max();
        below[node].end = end.unwrap_or(below[node].end);
    }
    below
}

impl std::ops::Index<usize> for Tree {
    type Output = Node;

    fn index(&self, node: usize) -> &Node {
        &self.nodes[node]
    }
}
