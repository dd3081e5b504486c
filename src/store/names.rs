//! The names that join the parts of a query.

use std::collections::HashSet;

use oxigraph::model::Variable;
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// A name that joins: Oxigraph treats blank nodes of patterns as variables.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Name {
    Variable(Variable),
    Blank(String),
}

/// Names, of which none comes twice.
pub(super) type Names = HashSet<Name>;

/// Returns the name that `term` is, if any.
pub(super) fn name(term: &TermPattern) -> Option<Name> {
    match term {
        TermPattern::Variable(variable) => Some(Name::Variable(variable.clone())),
        TermPattern::BlankNode(node) => Some(Name::Blank(node.as_str().to_owned())),
        _ => None,
    }
}

/// Returns the name that `term` is, if any.
pub(super) fn node_name(term: &NamedNodePattern) -> Option<Name> {
    match term {
        NamedNodePattern::Variable(variable) => Some(Name::Variable(variable.clone())),
        NamedNodePattern::NamedNode(_) => None,
    }
}

/// Returns the names in `pattern`.
pub(super) fn names(pattern: &TriplePattern) -> Names {
    let names = [name(&pattern.subject), node_name(&pattern.predicate), name(&pattern.object)];
    names.into_iter().flatten().collect()
}

/// Returns `variables` as names.
pub(super) fn variables(variables: &[Variable]) -> Names {
    variables.iter().cloned().map(Name::Variable).collect()
}

/// Returns the names that have a value in each row of the `VALUES` of `pattern`, which gives any to other patterns.
pub(super) fn given(pattern: &GraphPattern) -> Names {
    let GraphPattern::Values { variables, bindings } = pattern else { return Names::new() };
    let is_given = |column: usize| bindings.iter().all(|row| row.get(column).is_some_and(Option::is_some));
    let variables = variables.iter().enumerate().filter(|(column, _)| is_given(*column));
    variables.map(|(_, variable)| Name::Variable(variable.clone())).collect()
}

/// Returns the names that have a value in each row of `pattern`.
pub(super) fn certain(pattern: &GraphPattern) -> Names {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => patterns.iter().flat_map(names).collect(),
        P::Path { subject, object, .. } => [subject, object].into_iter().filter_map(name).collect(),
        P::Values { .. } => given(pattern),
        P::Join { left, right } | P::Lateral { left, right } => {
            let mut names = certain(left);
            names.extend(certain(right));
            names
        }
        P::Union { left, right } => &certain(left) & &certain(right),
        P::LeftJoin { left: inner, .. }
        | P::Minus { left: inner, .. }
        | P::Filter { inner, .. }
        | P::Extend { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Slice { inner, .. }
        | P::OrderBy { inner, .. } => certain(inner),
        P::Graph { name, inner } => {
            let mut names = certain(inner);
            names.extend(node_name(name));
            names
        }
        P::Project { inner, variables: selected } | P::Group { inner, variables: selected, .. } => {
            &certain(inner) & &variables(selected)
        }
        P::Service { .. } => Names::new(),
    }
}

/// Returns which of `parts` belong together, each part by the number of its group: those that share a name do, and those that
/// share one with these, and so on.
pub(super) fn groups(parts: &[Names]) -> Vec<usize> {
    let mut groups: Vec<usize> = (0..parts.len()).collect();
    for (here, names) in parts.iter().enumerate() {
        for there in 0..here {
            let (old, new) = (groups[here], groups[there]);
            if old != new && parts.get(there).is_some_and(|other| !other.is_disjoint(names)) {
                for group in &mut groups {
                    if *group == old {
                        *group = new;
                    }
                }
            }
        }
    }
    groups
}

/// Whether all of `parts` belong together.
pub(super) fn are_one(parts: &[Names]) -> bool {
    let groups = groups(parts);
    groups.iter().all(|group| groups.first() == Some(group))
}

/// Whether each of `patterns` can be found from another one, and that from the next, and so on. What has no names is there or
/// is not.
pub(super) fn is_connected(patterns: &[TriplePattern]) -> bool {
    let parts: Vec<_> = patterns.iter().map(names).filter(|names| !names.is_empty()).collect();
    are_one(&parts)
}
