//! How much the evaluation of a pattern does between two looks at whether it may go on.
//!
//! Oxigraph looks whenever it reads a quad. What reads a quad for each few rows that it gives out needs no call of ours, and
//! is best left as it is: a call keeps the optimizer from choosing what is read first. Joins of other things, as of two
//! lists of values, or of parts that share no variable, give out any number of rows after one look, or compare any number
//! and give out none.

use std::collections::HashSet;

use oxigraph::model::Variable;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// Most rows that may come between two looks.
const MOST: usize = 1_000;

/// A name that joins: Oxigraph treats blank nodes of patterns as variables.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Name {
    Variable(Variable),
    Blank(String),
}

/// Returns how many rows `pattern` may give out after one look, or none where that may be more than [`MOST`].
pub(super) fn steps(pattern: &GraphPattern) -> Option<usize> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => is_connected(patterns).then_some(1),
        P::Path { .. } => Some(1),
        P::Values { bindings, .. } => (bindings.len() <= MOST).then_some(bindings.len().max(1)),
        P::Join { left, right } => {
            let (first, second) = (steps(left)?, steps(right)?);
            // A short list may be joined to anything; else the second part has to be found from what the first gives.
            let is_list = |part: &P| matches!(part, P::Values { .. });
            let found = is_list(left) || is_list(right) || shares(left, right);
            let rows = first.saturating_mul(second);
            (found && rows <= MOST).then_some(rows)
        }
        P::LeftJoin { left, right, .. } => {
            let rows = steps(left)?.saturating_mul(steps(right)?);
            (shares(left, right) && rows <= MOST).then_some(rows)
        }
        P::Filter { inner, .. } | P::Graph { inner, .. } | P::Extend { inner, .. } => steps(inner),
        P::Union { left, right } => Some(steps(left)?.max(steps(right)?)),
        P::Minus { left, .. } => steps(left),
        // A call stands around what is selected or grouped.
        P::Project { .. } | P::Group { .. } => Some(1),
        P::Distinct { inner } | P::Reduced { inner } | P::Slice { inner, .. } | P::OrderBy { inner, .. } => {
            steps(inner)
        }
        P::Lateral { .. } | P::Service { .. } => None,
    }
}

/// Whether a name stands in both that has a value in each row of both.
fn shares(left: &GraphPattern, right: &GraphPattern) -> bool {
    !certain(left).is_disjoint(&certain(right))
}

/// Returns the names that have a value in each row of `pattern`.
fn certain(pattern: &GraphPattern) -> HashSet<Name> {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => patterns.iter().flat_map(names).collect(),
        P::Path { subject, object, .. } => [subject, object].into_iter().filter_map(name).collect(),
        P::Values { variables, bindings } => {
            let given =
                |column: usize| bindings.iter().all(|row| row.get(column).is_some_and(Option::is_some));
            let variables = variables.iter().enumerate().filter(|(column, _)| given(*column));
            variables.map(|(_, variable)| Name::Variable(variable.clone())).collect()
        }
        P::Join { left, right } | P::Lateral { left, right } => &certain(left) | &certain(right),
        P::Union { left, right } => &certain(left) & &certain(right),
        P::LeftJoin { left, .. } | P::Minus { left, .. } => certain(left),
        P::Filter { inner, .. }
        | P::Extend { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. }
        | P::OrderBy { inner, .. } => certain(inner),
        P::Graph { name, inner } => {
            let mut names = certain(inner);
            if let NamedNodePattern::Variable(variable) = name {
                names.insert(Name::Variable(variable.clone()));
            }
            names
        }
        P::Project { inner, variables } | P::Group { inner, variables, .. } => {
            let selected = variables.iter().cloned().map(Name::Variable).collect();
            &certain(inner) & &selected
        }
        P::Service { .. } => HashSet::new(),
    }
}

/// Whether each of `patterns` can be found from another one, and that from the next, and so on.
fn is_connected(patterns: &[TriplePattern]) -> bool {
    let mut left: Vec<HashSet<Name>> = patterns.iter().map(|pattern| names(pattern).collect()).collect();
    // What has no names at all is there or is not.
    left.retain(|names| !names.is_empty());
    let Some(mut found) = left.pop() else { return true };
    loop {
        let before = left.len();
        left.retain(|names| {
            let apart = names.is_disjoint(&found);
            if !apart {
                found.extend(names.iter().cloned());
            }
            apart
        });
        if left.is_empty() || left.len() == before {
            return left.is_empty();
        }
    }
}

fn names(pattern: &TriplePattern) -> impl Iterator<Item = Name> {
    let predicate = match &pattern.predicate {
        NamedNodePattern::Variable(variable) => Some(Name::Variable(variable.clone())),
        NamedNodePattern::NamedNode(_) => None,
    };
    [name(&pattern.subject), predicate, name(&pattern.object)].into_iter().flatten()
}

/// Returns the name that `term` is, if any.
pub(super) fn name(term: &TermPattern) -> Option<Name> {
    match term {
        TermPattern::Variable(variable) => Some(Name::Variable(variable.clone())),
        TermPattern::BlankNode(node) => Some(Name::Blank(node.as_str().to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use spargebra::{Query, SparqlParser};

    use super::*;

    fn of(pattern: &str) -> Option<usize> {
        let query = SparqlParser::new().parse_query(&format!("ASK {{ {pattern} }}")).unwrap();
        let Query::Ask { pattern, .. } = query else { panic!() };
        match &pattern {
            GraphPattern::Project { inner, .. } => steps(inner),
            other => steps(other),
        }
    }

    #[test]
    fn what_reads_needs_no_look() {
        assert_eq!(of("?a <x:p> ?b . ?b <x:q> ?c . ?c <x:r> [ <x:s> ?d ]"), Some(1));
        assert_eq!(of("?a <x:p> ?b OPTIONAL { ?b <x:q> ?c } GRAPH ?g { ?b <x:r> ?d }"), Some(1));
        assert_eq!(of("VALUES ?a { 1 2 3 } ?a <x:p> ?b"), Some(3));
        assert_eq!(of("{ SELECT ?a { ?a ?b ?c . ?d ?e ?f } } ?a <x:p> ?b"), Some(1));
    }

    #[test]
    fn what_multiplies_needs_looks() {
        assert_eq!(of("?a <x:p> ?b . ?c <x:q> ?d"), None);
        assert_eq!(of("{ ?a <x:p> ?b } { ?c <x:q> ?d }"), None);
        assert_eq!(of("?a <x:p> ?b OPTIONAL { ?c <x:q> ?d }"), None);
        let list = "UNDEF ".repeat(100);
        assert_eq!(of(&format!("VALUES ?a {{ {list} }} VALUES ?a {{ {list} }}")), None);
        assert_eq!(of("?a <x:p> ?b OPTIONAL { ?b <x:q> ?c } { ?d <x:q> ?c }"), None);
    }
}
