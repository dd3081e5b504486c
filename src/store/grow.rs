//! Bounds for texts that a query makes.
//!
//! A few expressions make more text than they are given, and a few dozen of them, each given what another made, make more
//! than any memory holds, in a single row. So what they are given is measured before: functions are called that give back
//! what they get, and end the evaluation where that is too long.

use std::panic::resume_unwind;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::SparqlEvaluator;
use spargebra::algebra::{AggregateExpression, AggregateFunction, Expression, Function};

use super::watch::{Stopped, Watch, look_at};
use crate::graph::vocab::{MEASURED, SPREAD};

/// Most bytes of a text that is put into a longer one.
const LONGEST: usize = 4 << 20;

/// Most bytes that texts of that length may become at once.
const MOST: usize = 16 * LONGEST;

/// Most bytes of a text that is compared with a regular expression, which may look at each letter thousands of times.
const LONGEST_COMPARED: usize = 1 << 20;

/// Most bytes of a regular expression.
const LONGEST_EXPRESSION: usize = 1 << 14;

/// Most bytes that replace something, where another expression makes them.
const LONGEST_REPLACEMENT: usize = 255;

/// Returns `evaluator` with the functions that measure, and ask `watch` whenever they do.
pub(super) fn with_measures(evaluator: SparqlEvaluator, watch: Watch) -> SparqlEvaluator {
    let look = Watch::clone(&watch);
    evaluator
        .with_custom_function(MEASURED.into_owned(), move |given: &[Term]| {
            look_at(&watch);
            let [text, most] = given else { return None };
            measured(length(text), number(most)?);
            Some(text.clone())
        })
        .with_custom_function(SPREAD.into_owned(), move |given: &[Term]| {
            look_at(&look);
            let [text, replacement] = given else { return None };
            // Each place may be replaced, and each letter of what replaces it may stand for all that was found.
            measured(length(text).saturating_mul(length(replacement) + 1), MOST);
            Some(text.clone())
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

/// Returns the call of `function` with `given`, measured where it can give more than it gets or takes long for it.
pub(super) fn call(function: Function, mut given: Vec<Expression>) -> Expression {
    match (&function, given.as_mut_slice()) {
        (Function::Concat, texts) => {
            let most = LONGEST.min(16 * MOST / texts.len().max(1));
            for text in texts {
                within(text, most);
            }
        }
        (Function::Replace, [text, expression, replacement, ..]) => {
            within(expression, LONGEST_EXPRESSION);
            // What is no work to find is measured with the text, and anything else before.
            if is_simple(replacement) {
                change(text, |text| custom(SPREAD, vec![text, replacement.clone()]));
            } else {
                within(replacement, LONGEST_REPLACEMENT);
                within(text, MOST / (LONGEST_REPLACEMENT + 1));
            }
        }
        (Function::Regex, [text, expression, ..]) => {
            within(text, LONGEST_COMPARED);
            within(expression, LONGEST_EXPRESSION);
        }
        (
            Function::EncodeForUri
            | Function::UCase
            | Function::LCase
            | Function::Md5
            | Function::Sha1
            | Function::Sha256
            | Function::Sha384
            | Function::Sha512,
            [text],
        ) => within(text, MOST),
        _ => {}
    }
    Expression::FunctionCall(function, given)
}

/// Returns `aggregate`, measured where it gathers texts.
pub(super) fn aggregate(mut aggregate: AggregateExpression) -> AggregateExpression {
    if let AggregateExpression::FunctionCall { name: AggregateFunction::GroupConcat { .. }, expr, .. } =
        &mut aggregate
    {
        within(expr, LONGEST);
    }
    aggregate
}

fn is_simple(expression: &Expression) -> bool {
    matches!(expression, Expression::Variable(_) | Expression::Literal(_) | Expression::NamedNode(_))
}

/// Has `expression` measured, unless it stands in the query, which is short.
fn within(expression: &mut Expression, most: usize) {
    if !matches!(expression, Expression::Literal(_) | Expression::NamedNode(_)) {
        let most = Literal::from(u64::try_from(most).unwrap_or(u64::MAX)).into();
        change(expression, |expression| custom(MEASURED, vec![expression, most]));
    }
}

fn change(expression: &mut Expression, change: impl FnOnce(Expression) -> Expression) {
    let before = std::mem::replace(expression, Literal::from(false).into());
    *expression = change(before);
}

fn custom(function: NamedNodeRef<'static>, given: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::from(function)), given)
}
