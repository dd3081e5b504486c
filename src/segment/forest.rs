//! A forest of decision trees over small numbers, whose leaves add up.

use crate::data::DataError;
use crate::weights::{Reader, Writer};

/// Marks a leaf in the place of a feature.
const LEAF: u16 = u16::MAX;

/// A split, or a leaf. Of a split the side of the values up to `limit` is the next node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    feature: u16,
    limit: u8,
    /// Of a split the node for greater values, counted from this one; of a leaf its value.
    other: i16,
}

/// A tree in the making.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    /// Adds this value.
    Leaf(i16),
    /// Asks whether a feature is at most a limit: if so the first subtree says, else the second.
    Split(u16, u8, Box<[Tree; 2]>),
}

/// Trained trees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Forest {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

impl Forest {
    /// Adds a tree.
    pub(crate) fn push(&mut self, tree: &Tree) {
        self.roots.push(self.nodes.len());
        self.grow(tree);
    }

    /// Adds the trees of `other`.
    pub(crate) fn join(&mut self, other: &Self) {
        let before = self.nodes.len();
        self.nodes.extend(&other.nodes);
        self.roots.extend(other.roots.iter().map(|root| before + root));
    }

    fn grow(&mut self, tree: &Tree) {
        match tree {
            Tree::Leaf(value) => self.nodes.push(Node { feature: LEAF, limit: 0, other: *value }),
            Tree::Split(feature, limit, sides) => {
                let own = self.nodes.len();
                self.nodes.push(Node { feature: *feature, limit: *limit, other: 0 });
                self.grow(&sides[0]);
                self.nodes[own].other = (self.nodes.len() - own) as i16;
                self.grow(&sides[1]);
            }
        }
    }

    /// Returns the sum of the leaves that `values` lead to; a feature beyond them counts as zero.
    pub(crate) fn sum(&self, values: &[u8]) -> i32 {
        let leaf = |&root: &usize| {
            let mut at = root;
            loop {
                let Some(node) = self.nodes.get(at) else { return 0 };
                if node.feature == LEAF {
                    return i32::from(node.other);
                }
                let value = values.get(usize::from(node.feature)).copied().unwrap_or_default();
                at += if value <= node.limit { 1 } else { usize::from(node.other.unsigned_abs()) };
            }
        };
        self.roots.iter().map(leaf).sum()
    }

    /// Writes the trees.
    pub(crate) fn write(&self, out: &mut Writer) {
        let mut body = Writer::default();
        for node in &self.nodes {
            body.number(usize::from(node.feature));
            body.number(usize::from(node.limit));
            body.signed(i64::from(node.other));
        }
        out.number(self.nodes.len());
        out.number(self.roots.len());
        let mut last = 0;
        for &root in &self.roots {
            out.number(root - last);
            last = root;
        }
        out.block(&body.finish());
    }

    /// Reads what [`Forest::write`] wrote.
    ///
    /// # Errors
    /// Where the bytes are no such trees.
    pub(crate) fn read(from: &mut Reader<'_>) -> Result<Self, DataError> {
        let (count, trees) = (from.number()?, from.number()?);
        let mut forest = Self::default();
        let mut root = 0_usize;
        for _ in 0..trees {
            root = root.saturating_add(from.number()?);
            forest.roots.push(root);
        }
        let body = from.block()?;
        let name = from.name().to_owned();
        let mut body = Reader::new(&name, &body);
        for _ in 0..count {
            let (feature, limit, other) = (body.number()?, body.number()?, body.signed()?);
            let (Ok(feature), Ok(limit), Ok(other)) =
                (u16::try_from(feature), u8::try_from(limit), i16::try_from(other))
            else {
                return Err(body.fault("a tree with a number out of range"));
            };
            // Every step goes on, so that each walk comes to an end.
            if feature != LEAF && other < 1 {
                return Err(body.fault("a tree that turns back"));
            }
            forest.nodes.push(Node { feature, limit, other });
        }
        Ok(forest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_add_up_and_are_read_back() {
        let inner = Tree::Split(1, 9, Box::new([Tree::Leaf(5), Tree::Leaf(-7)]));
        let mut forest = Forest::default();
        forest.push(&Tree::Split(0, 3, Box::new([inner, Tree::Leaf(100)])));
        forest.push(&Tree::Leaf(-1));
        assert_eq!([[3, 9], [3, 10], [4, 0]].map(|v| forest.sum(&v)), [4, -8, 99]);
        assert_eq!(forest.sum(&[]), 4);
        let mut out = Writer::default();
        forest.write(&mut out);
        let bytes = out.finish();
        assert_eq!(Forest::read(&mut Reader::new("f", &bytes)).unwrap(), forest);
        assert!(Forest::read(&mut Reader::new("f", &bytes[..bytes.len() - 3])).is_err());
    }
}
