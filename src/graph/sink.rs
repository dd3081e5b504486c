//! Collects the triples of one article in its graph.

use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

/// The triples so far, all in the graph of one article.
pub(super) struct Sink<'a> {
    graph: GraphName,
    language: &'a str,
    quads: Vec<Quad>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(graph: NamedNode, language: &'a str) -> Self {
        Self { graph: graph.into(), language, quads: Vec::new() }
    }

    pub(super) fn add(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, self.graph.clone()));
    }

    /// Adds words of the article, tagged with its language.
    pub(super) fn add_words(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, words: &str) {
        let literal = Literal::new_language_tagged_literal(words, self.language)
            .unwrap_or_else(|_| Literal::new_simple_literal(words));
        self.add(subject, predicate, literal);
    }

    pub(super) fn add_typed(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        value: impl Into<String>,
        datatype: NamedNodeRef<'_>,
    ) {
        self.add(subject, predicate, Literal::new_typed_literal(value, datatype));
    }

    pub(super) fn into_quads(self) -> Vec<Quad> {
        self.quads
    }
}
