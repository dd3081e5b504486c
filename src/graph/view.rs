//! The graph of an article by subject, for those who read it back.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use super::vocab::{dp, prov, rdfs, schema};

/// The quads of a graph by subject.
pub(super) struct View<'a> {
    subjects: BTreeMap<&'a NamedNode, Vec<&'a Quad>>,
}

impl<'a> View<'a> {
    pub(super) fn new(quads: &'a [Quad]) -> Self {
        let mut subjects: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for quad in quads {
            if let NamedOrBlankNode::NamedNode(subject) = &quad.subject {
                subjects.entry(subject).or_default().push(quad);
            }
        }
        Self { subjects }
    }

    pub(super) fn subjects(&self) -> impl Iterator<Item = &'a NamedNode> {
        self.subjects.keys().copied()
    }

    pub(super) fn has(&self, node: &NamedNode) -> bool {
        self.subjects.contains_key(node)
    }

    pub(super) fn about(&self, node: &NamedNode) -> impl Iterator<Item = &'a Quad> + use<'a, '_> {
        self.subjects.get(node).into_iter().flatten().copied()
    }

    /// Returns the nodes that `property` leads to from `node`.
    pub(super) fn nodes(
        &self,
        node: &NamedNode,
        property: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = &'a NamedNode> + use<'a, '_> {
        self.about(node).filter(move |quad| quad.predicate == property).filter_map(|quad| {
            match &quad.object {
                Term::NamedNode(node) => Some(node),
                _ => None,
            }
        })
    }

    /// Returns the first of [`View::nodes`].
    pub(super) fn node(&self, node: &NamedNode, property: NamedNodeRef<'static>) -> Option<&'a NamedNode> {
        self.nodes(node, property).next()
    }

    /// Returns the literals that `property` gives `node`.
    pub(super) fn values(
        &self,
        node: &NamedNode,
        property: NamedNodeRef<'static>,
    ) -> impl Iterator<Item = &'a Literal> + use<'a, '_> {
        self.about(node).filter(move |quad| quad.predicate == property).filter_map(|quad| {
            match &quad.object {
                Term::Literal(literal) => Some(literal),
                _ => None,
            }
        })
    }

    /// Returns the first of [`View::values`].
    pub(super) fn value(&self, node: &NamedNode, property: NamedNodeRef<'static>) -> Option<&'a Literal> {
        self.values(node, property).next()
    }

    /// Returns the facts, by IRI.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'a NamedNode> {
        self.subjects().filter(|node| self.is_fact(node))
    }

    pub(super) fn is_fact(&self, node: &NamedNode) -> bool {
        self.node(node, dp::STATUS).is_some()
    }

    /// Returns the time of `fact`, or else that of its article.
    pub(super) fn time(&self, fact: &NamedNode) -> Option<&'a Literal> {
        let published = || self.value(self.node(fact, prov::WAS_DERIVED_FROM)?, schema::DATE_PUBLISHED);
        self.value(fact, dp::TIME).or_else(published)
    }

    /// Returns the label of an entity, or its IRI where it has none.
    pub(super) fn name(&self, node: &'a NamedNode) -> &'a str {
        self.value(node, rdfs::LABEL).map_or(node.as_str(), |label| label.value())
    }
}

/// Returns what stands behind the last `#` or `/` of an IRI.
pub fn local_name<'a>(node: impl Into<NamedNodeRef<'a>>) -> &'a str {
    node.into().as_str().rsplit(['#', '/']).next().unwrap_or_default()
}
