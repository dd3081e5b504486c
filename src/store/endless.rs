//! Refuses queries that nothing can stop.

use std::collections::HashSet;

use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{NamedNodePattern, TermPattern};

use super::steps::{Name, name};

/// Whether `query` asks for all pairs of nodes that a path of any length joins. Their number grows with the square of the
/// store's size, and Oxigraph neither gives them out nor lets itself be stopped before it has found all.
pub(super) fn is_endless(query: &Query) -> bool {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut ends = Ends::default();
    ends.apart(pattern);
    ends.endless
}

/// Where names stand in patterns.
#[derive(Default)]
struct Ends {
    /// Those that stand in anything else than such a path.
    found: HashSet<Name>,
    /// The two ends of each path of any length that are both names.
    open: Vec<(Name, Name)>,
    /// Whether such a path was found.
    endless: bool,
}

impl Ends {
    /// Looks at a pattern that is evaluated by itself.
    fn apart(&mut self, pattern: &GraphPattern) {
        let mut ends = Self::default();
        ends.of(pattern);
        self.endless |= ends.endless || ends.open.iter().any(|(from, to)| from == to);
        // What is found at one end of a path leads to what is at its other end.
        loop {
            let before = ends.open.len();
            ends.open.retain(|(from, to)| {
                let leads = ends.found.contains(from) || ends.found.contains(to);
                if leads {
                    ends.found.extend([from.clone(), to.clone()]);
                }
                !leads
            });
            if ends.open.len() == before {
                break;
            }
        }
        self.endless |= !ends.open.is_empty();
    }

    fn of(&mut self, pattern: &GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => {
                for triple in patterns {
                    self.terms([&triple.subject, &triple.object]);
                    if let NamedNodePattern::Variable(variable) = &triple.predicate {
                        self.used(Name::Variable(variable.clone()));
                    }
                }
            }
            P::Path { subject, path, object } => match (name(subject), name(object)) {
                (Some(from), Some(to)) if is_any_length(path) => self.open.push((from, to)),
                _ => self.terms([subject, object]),
            },
            P::Values { variables, .. } => {
                for variable in variables {
                    self.used(Name::Variable(variable.clone()));
                }
            }
            P::Extend { inner, variable, .. } => {
                self.used(Name::Variable(variable.clone()));
                self.of(inner);
            }
            P::Join { left, right } | P::Lateral { left, right } => {
                self.of(left);
                self.of(right);
            }
            // Only what is joined is sure to give an end its values.
            P::LeftJoin { left, right, .. } | P::Minus { left, right } => {
                self.of(left);
                self.apart(right);
            }
            P::Union { left, right } => {
                self.apart(left);
                self.apart(right);
            }
            P::Filter { inner, .. } | P::Graph { inner, .. } => self.of(inner),
            P::OrderBy { inner, .. }
            | P::Project { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. }
            | P::Group { inner, .. } => self.apart(inner),
            P::Service { .. } => {}
        }
    }

    fn terms(&mut self, terms: [&TermPattern; 2]) {
        for term in terms {
            if let Some(name) = name(term) {
                self.used(name);
            }
        }
    }

    fn used(&mut self, name: Name) {
        self.found.insert(name);
    }
}

fn is_any_length(path: &PropertyPathExpression) -> bool {
    use PropertyPathExpression as E;
    match path {
        E::ZeroOrMore(_) | E::OneOrMore(_) => true,
        E::Reverse(inner) | E::ZeroOrOne(inner) => is_any_length(inner),
        E::Alternative(a, b) => is_any_length(a) || is_any_length(b),
        // What follows a step of one length begins at the few ends of that.
        E::Sequence(first, _) => is_any_length(first),
        E::NamedNode(_) | E::NegatedPropertySet(_) => false,
    }
}
