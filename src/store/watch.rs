//! Has a query looked after while it is evaluated.
//!
//! Oxigraph looks at its cancellation token whenever it reads a quad, but not while it joins what it has read: a query that
//! multiplies a few thousand rows with each other runs for hours without a look. So the query is rewritten: a function is
//! called for each row that comes out of a group of patterns and for each row that a filter is asked about. It ends the
//! evaluation by unwinding, which is caught where the query was asked.

use std::panic::resume_unwind;
use std::sync::Arc;

use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::SparqlEvaluator;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, Function, GraphPattern, OrderExpression};

use super::grow::{self, with_measures};
use super::steps::steps;
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
    with_measures(evaluator).with_custom_function(ALIVE.into_owned(), move |_: &[Term]| {
        if !watch() {
            // Unlike a panic this prints nothing: nothing is wrong.
            resume_unwind(Box::new(Stopped::Told));
        }
        None
    })
}

/// Returns `query` with calls of those functions all over.
pub(super) fn watched(query: Query) -> Query {
    let mut names = Names(0);
    let mut top = |pattern| {
        let pattern = names.pattern(pattern);
        names.wrap(pattern)
    };
    match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: names.pattern(pattern), base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, dataset, pattern: top(pattern), base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: names.pattern(pattern), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => Query::Ask { dataset, pattern: top(pattern), base_iri },
    }
}

/// Gives out names of variables that no query can hold.
struct Names(usize);

impl Names {
    /// Returns `pattern` with a call for each of its rows.
    fn wrap(&mut self, pattern: GraphPattern) -> GraphPattern {
        self.0 += 1;
        let variable = Variable::new_unchecked(format!("alive {}", self.0));
        GraphPattern::Extend { inner: Box::new(pattern), variable, expression: call() }
    }

    fn boxed(&mut self, mut pattern: Box<GraphPattern>) -> Box<GraphPattern> {
        *pattern = self.pattern(*pattern);
        pattern
    }

    /// Returns a part of a pattern, with a call for each of its rows where it can give out many without a look.
    fn part(&mut self, mut pattern: Box<GraphPattern>) -> Box<GraphPattern> {
        let bounded = steps(&pattern).is_some();
        *pattern = self.pattern(*pattern);
        if !bounded {
            *pattern = self.wrap(*pattern);
        }
        pattern
    }

    /// Returns `pattern` with calls inside of it.
    fn pattern(&mut self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        match pattern {
            P::Join { left, right } => P::Join { left: self.part(left), right: self.part(right) },
            P::LeftJoin { left, right, expression } => P::LeftJoin {
                left: self.part(left),
                right: self.part(right),
                expression: expression.map(|expression| self.filter(expression)),
            },
            P::Lateral { left, right } => P::Lateral { left: self.part(left), right: self.part(right) },
            P::Filter { expr, inner } => P::Filter { expr: self.filter(expr), inner: self.boxed(inner) },
            P::Union { left, right } => P::Union { left: self.boxed(left), right: self.boxed(right) },
            P::Graph { name, inner } => P::Graph { name, inner: self.boxed(inner) },
            P::Extend { inner, variable, expression } => {
                P::Extend { inner: self.boxed(inner), variable, expression: self.inside(expression) }
            }
            P::Minus { left, right } => P::Minus { left: self.part(left), right: self.part(right) },
            P::OrderBy { inner, expression } => {
                let ordered = |order| match order {
                    OrderExpression::Asc(expression) => OrderExpression::Asc(self.inside(expression)),
                    OrderExpression::Desc(expression) => OrderExpression::Desc(self.inside(expression)),
                };
                let expression = expression.into_iter().map(ordered).collect();
                P::OrderBy { inner: self.part(inner), expression }
            }
            P::Project { inner, variables } => {
                let inner = self.pattern(*inner);
                P::Project { inner: Box::new(self.wrap(inner)), variables }
            }
            P::Distinct { inner } => P::Distinct { inner: self.boxed(inner) },
            P::Reduced { inner } => P::Reduced { inner: self.boxed(inner) },
            P::Slice { inner, start, length } => P::Slice { inner: self.boxed(inner), start, length },
            P::Group { inner, variables, aggregates } => {
                let inner = self.pattern(*inner);
                let aggregates =
                    aggregates.into_iter().map(|(name, one)| (name, self.aggregate(one))).collect();
                P::Group { inner: Box::new(self.wrap(inner)), variables, aggregates }
            }
            other => other,
        }
    }

    /// Returns a condition that is met when `expression` is, with a call for each row that it is asked about.
    fn filter(&mut self, expression: Expression) -> Expression {
        match expression {
            // The parts of a conjunction are asked where their variables are known, each by itself.
            Expression::And(a, b) => Expression::And(Box::new(self.filter(*a)), Box::new(self.filter(*b))),
            Expression::Exists(pattern) => Expression::Exists(self.boxed(pattern)),
            expression => asked(self.inside(expression)),
        }
    }

    /// Returns `expression` with calls inside of the patterns that it asks for.
    fn inside(&mut self, expression: Expression) -> Expression {
        use Expression as E;
        let mut one = |expression: Box<Expression>| Box::new(self.inside(*expression));
        match expression {
            E::Or(a, b) => E::Or(one(a), one(b)),
            E::And(a, b) => E::And(one(a), one(b)),
            E::Equal(a, b) => E::Equal(one(a), one(b)),
            E::SameTerm(a, b) => E::SameTerm(one(a), one(b)),
            E::Greater(a, b) => E::Greater(one(a), one(b)),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(one(a), one(b)),
            E::Less(a, b) => E::Less(one(a), one(b)),
            E::LessOrEqual(a, b) => E::LessOrEqual(one(a), one(b)),
            E::Add(a, b) => E::Add(one(a), one(b)),
            E::Subtract(a, b) => E::Subtract(one(a), one(b)),
            E::Multiply(a, b) => E::Multiply(one(a), one(b)),
            E::Divide(a, b) => E::Divide(one(a), one(b)),
            E::UnaryPlus(a) => E::UnaryPlus(one(a)),
            E::UnaryMinus(a) => E::UnaryMinus(one(a)),
            E::Not(a) => E::Not(one(a)),
            E::If(a, b, c) => E::If(one(a), one(b), one(c)),
            E::In(a, list) => {
                let a = one(a);
                E::In(a, list.into_iter().map(|expression| self.inside(expression)).collect())
            }
            E::Coalesce(list) => E::Coalesce(list.into_iter().map(|e| self.inside(e)).collect()),
            E::FunctionCall(function, list) => {
                grow::call(function, list.into_iter().map(|e| self.inside(e)).collect())
            }
            E::Exists(pattern) => E::Exists(self.boxed(pattern)),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => expression,
        }
    }

    fn aggregate(&mut self, aggregate: AggregateExpression) -> AggregateExpression {
        grow::aggregate(match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.inside(expr), distinct }
            }
            AggregateExpression::CountSolutions { .. } => aggregate,
        })
    }
}

/// The call gives no value: an error or else the expression is what the expression alone is to a filter.
fn asked(expression: Expression) -> Expression {
    Expression::Or(Box::new(call()), Box::new(expression))
}

fn call() -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::from(ALIVE)), Vec::new())
}
