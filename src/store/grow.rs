//! Bounds for texts that a query makes.
//!
//! A few expressions make more text than they are given, and a few dozen of them, each given what another made, make more
//! than any memory holds, in a single row. So what they are given is measured before: functions are called that give back
//! what they get, and end the evaluation where that is too long.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::SparqlEvaluator;
use spargebra::algebra::{AggregateExpression, AggregateFunction, Expression, Function};

use super::watch::Stopped;
use crate::graph::vocab::{GATHERED, MEASURED};

/// Most bytes that one expression may give.
const LONGEST: usize = 4 << 20;

/// Most bytes that a query may put into its aggregates.
const MOST_GATHERED: usize = 64 << 20;

/// Most bytes that replace something, where they are not known beforehand.
const LONGEST_REPLACEMENT: usize = 255;

/// Returns `evaluator` with the functions that measure.
pub(super) fn with_measures(evaluator: SparqlEvaluator) -> SparqlEvaluator {
    let all = Arc::new(AtomicUsize::new(0));
    evaluator
        .with_custom_function(MEASURED.into_owned(), |given: &[Term]| {
            let [term, most] = given else { return None };
            measured(length(term), number(most)?);
            Some(term.clone())
        })
        .with_custom_function(GATHERED.into_owned(), move |given: &[Term]| {
            let [term, more] = given else { return None };
            let length = length(term).saturating_add(number(more)?);
            measured(all.fetch_add(length, Ordering::Relaxed).saturating_add(length), MOST_GATHERED);
            Some(term.clone())
        })
}

fn measured(length: usize, most: usize) {
    if length > most {
        resume_unwind(Box::new(Stopped::TooLong));
    }
}

fn length(term: &Term) -> usize {
    match term {
        Term::Literal(literal) => literal.value().len(),
        Term::NamedNode(node) => node.as_str().len(),
        Term::BlankNode(node) => node.as_str().len(),
    }
}

fn number(term: &Term) -> Option<usize> {
    let Term::Literal(literal) = term else { return None };
    literal.value().parse().ok()
}

/// Returns the call of `function` with `given`, measured where it can give more than it gets.
pub(super) fn call(function: Function, mut given: Vec<Expression>) -> Expression {
    match function {
        Function::Concat => {
            let share = LONGEST / given.len().max(1);
            given = given.into_iter().map(|one| within(one, share)).collect();
        }
        Function::Replace if given.len() >= 3 => {
            let replacement = match &given[2] {
                Expression::Literal(literal) => literal.value().len(),
                _ => {
                    let one = std::mem::replace(&mut given[2], Literal::from("").into());
                    given[2] = within(one, LONGEST_REPLACEMENT);
                    LONGEST_REPLACEMENT
                }
            };
            // Each place may be replaced, and each letter of what replaces it may stand for the whole of what was found.
            let one = std::mem::replace(&mut given[0], Literal::from("").into());
            given[0] = within(one, LONGEST.saturating_mul(16) / (replacement + 1));
        }
        _ => {}
    }
    Expression::FunctionCall(function, given)
}

/// Returns `aggregate`, measured where it gathers texts.
pub(super) fn aggregate(aggregate: AggregateExpression) -> AggregateExpression {
    match aggregate {
        AggregateExpression::FunctionCall {
            name: AggregateFunction::GroupConcat { separator },
            expr,
            distinct,
        } => {
            let more = separator.as_ref().map_or(1, String::len);
            let expr = measure(GATHERED, expr, more);
            let name = AggregateFunction::GroupConcat { separator };
            AggregateExpression::FunctionCall { name, expr, distinct }
        }
        other => other,
    }
}

fn within(expression: Expression, most: usize) -> Expression {
    measure(MEASURED, expression, most)
}

fn measure(function: NamedNodeRef<'static>, expression: Expression, most: usize) -> Expression {
    let most = Literal::from(u64::try_from(most).unwrap_or(u64::MAX)).into();
    Expression::FunctionCall(Function::Custom(NamedNode::from(function)), vec![expression, most])
}
