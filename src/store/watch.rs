//! Has a query looked after while it is evaluated.
//!
//! Oxigraph looks at its cancellation token whenever it reads a quad, but not while it joins what it has read: a query that
//! multiplies a few thousand rows with each other runs for hours without a look. So the query is rewritten, and a function is
//! called all the time (`rewrite.rs`). It ends the evaluation by unwinding, which is caught where the query was asked.

use std::panic::resume_unwind;
use std::sync::Arc;

use oxigraph::model::Term;
use oxigraph::sparql::SparqlEvaluator;
use spargebra::Query;

use super::grow::with_measures;
use super::rewrite::Rewriter;
use crate::graph::vocab::ALIVE;

/// Tells whether an evaluation may go on; called very often, on the thread that evaluates.
pub type Watch = Arc<dyn Fn() -> bool + Send + Sync>;

/// What an evaluation that may not go on unwinds with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The watch said so.
    Told,
    /// A text that it makes is too long.
    TooLong,
}

/// Returns `evaluator` with the functions that ask `watch` and that measure what the query makes.
pub(super) fn with_watch(evaluator: SparqlEvaluator, watch: Watch) -> SparqlEvaluator {
    let look = Watch::clone(&watch);
    with_measures(evaluator, watch).with_custom_function(ALIVE.into_owned(), move |_: &[Term]| {
        look_at(&look);
        None
    })
}

/// Ends the evaluation where `watch` says so.
pub(super) fn look_at(watch: &Watch) {
    if !watch() {
        // Unlike a panic this prints nothing: nothing is wrong.
        resume_unwind(Box::new(Stopped::Told));
    }
}

/// Returns `query` with calls of those functions all over.
pub(super) fn watched(query: Query) -> Query {
    let mut rewriter = Rewriter::default();
    match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: rewriter.part(pattern).pattern, base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            let pattern = rewriter.part(pattern).pattern;
            Query::Construct { template, dataset, pattern: rewriter.wrap(pattern), base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: rewriter.part(pattern).pattern, base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            let pattern = rewriter.part(pattern).pattern;
            Query::Ask { dataset, pattern: rewriter.wrap(pattern), base_iri }
        }
    }
}
