//! Puts calls of functions into the expressions of a query.

use oxigraph::model::NamedNode;
use spargebra::algebra::{AggregateExpression, Expression, Function};

use super::grow;
use super::rewrite::Rewriter;
use crate::graph::vocab::ALIVE;

impl Rewriter {
    /// Returns a condition that is met when `expression` is, with a call for each row that it is asked about.
    pub(super) fn filter(&mut self, expression: Expression) -> Expression {
        match expression {
            // The parts of a conjunction are asked where their variables are known, each by itself.
            Expression::And(a, b) => Expression::And(Box::new(self.filter(*a)), Box::new(self.filter(*b))),
            Expression::Exists(pattern) => Expression::Exists(Box::new(self.part(*pattern).pattern)),
            expression => asked(self.inside(expression)),
        }
    }

    /// Returns what has the value of `expression`, with a call for each row that it is made for.
    pub(super) fn made(&mut self, expression: Expression) -> Expression {
        match expression {
            Expression::Variable(_) | Expression::NamedNode(_) | Expression::Literal(_) => expression,
            // The call gives no value, and what gives none is passed over.
            expression => Expression::Coalesce(vec![call(), self.inside(expression)]),
        }
    }

    pub(super) fn aggregate(&mut self, aggregate: AggregateExpression) -> AggregateExpression {
        grow::aggregate(match aggregate {
            AggregateExpression::FunctionCall { name, expr, distinct } => {
                AggregateExpression::FunctionCall { name, expr: self.inside(expr), distinct }
            }
            AggregateExpression::CountSolutions { .. } => aggregate,
        })
    }

    /// Returns `expression` with calls inside of it.
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
            E::Exists(pattern) => E::Exists(Box::new(self.part(*pattern).pattern)),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => expression,
        }
    }
}

/// The call gives no value: an error or else the expression is what the expression alone is to a filter.
fn asked(expression: Expression) -> Expression {
    Expression::Or(Box::new(call()), Box::new(expression))
}

pub(super) fn call() -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::from(ALIVE)), Vec::new())
}
