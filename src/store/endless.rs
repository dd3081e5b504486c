//! Refuses queries that nothing can stop.
//!
//! Of paths of any length between two unknown ends Oxigraph collects all pairs before it gives out the first. Their number
//! grows with the square of the store's size, and no look comes between. Where one end is known from elsewhere the other is
//! found from it, and all is well; which patterns are looked for first is for Oxigraph's optimizer (`sparopt` 0.3) to say, by
//! sizes that it takes them to have.

use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern, OrderExpression, PropertyPathExpression};
use spargebra::term::TriplePattern;

use super::names::{Names, certain, is_connected, name, names, node_name};

/// Most patterns of triples and paths: the time for planning grows with the third power of their number.
const MOST_PATTERNS: usize = 100;

/// Why a query is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endless {
    /// It asks for all pairs of nodes that a path of any length joins.
    Pairs,
    /// It has too many patterns.
    Patterns,
}

impl std::fmt::Display for Endless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pairs => f.write_str(
                "a path of any length between two unknown ends joins everything with everything; name one of its ends, or tell \
                 before it of what they are",
            ),
            Self::Patterns => {
                write!(f, "the query has more than {MOST_PATTERNS} patterns; ask several queries")
            }
        }
    }
}

/// Tells why `query` is to be refused, if it is.
pub(super) fn endless(query: &Query) -> Option<Endless> {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    let mut looked = Looked::default();
    looked.scope(pattern, &Names::new());
    if looked.patterns > MOST_PATTERNS {
        Some(Endless::Patterns)
    } else {
        looked.pairs.then_some(Endless::Pairs)
    }
}

/// What is found in a query.
#[derive(Default)]
struct Looked {
    patterns: usize,
    pairs: bool,
}

/// What is evaluated together.
#[derive(Default)]
struct Scope<'a> {
    /// Names that have values.
    found: Names,
    /// Names that all have values when one of them has, and whether they are the ends of a path of any length.
    links: Vec<(Names, bool)>,
    /// Patterns that are evaluated for each row of this.
    inner: Vec<&'a GraphPattern>,
}

impl Looked {
    /// Looks at `pattern`, which is evaluated by itself for each row of values of `known`.
    fn scope(&mut self, pattern: &GraphPattern, known: &Names) {
        let mut scope = Scope { found: known.clone(), ..Scope::default() };
        self.of(pattern, &mut scope);
        loop {
            let before = scope.links.len();
            scope.links.retain(|(names, _)| {
                let leads = !names.is_disjoint(&scope.found);
                if leads {
                    scope.found.extend(names.iter().cloned());
                }
                !leads
            });
            if scope.links.len() == before {
                break;
            }
        }
        self.pairs |= scope.links.iter().any(|(_, is_path)| *is_path);
        for inner in scope.inner {
            self.scope(inner, &scope.found);
        }
    }

    fn of<'a>(&mut self, pattern: &'a GraphPattern, scope: &mut Scope<'a>) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => {
                self.patterns += patterns.len();
                for triple in patterns {
                    // All of a store is not where the optimizer begins.
                    if is_any(triple) {
                        scope.links.push((names(triple), false));
                    } else {
                        scope.found.extend(names(triple));
                    }
                }
            }
            P::Path { subject, path, object } => {
                self.patterns += 1;
                match (name(subject), name(object)) {
                    (Some(from), Some(to)) if is_any_length(path) => {
                        scope.links.push((Names::from([from, to]), true));
                    }
                    (from, to) => scope.found.extend([from, to].into_iter().flatten()),
                }
            }
            P::Values { .. } => {
                self.patterns += 1;
                scope.found.extend(certain(pattern));
            }
            P::Join { left, right } => {
                self.joined(left, scope);
                self.joined(right, scope);
            }
            P::Lateral { left, right } => {
                self.of(left, scope);
                scope.inner.push(right);
            }
            P::LeftJoin { left, right, expression } => {
                self.of(left, scope);
                self.within(right, scope);
                if let Some(expression) = expression {
                    expressions(expression, scope);
                }
            }
            P::Union { left, right } => {
                self.within(left, scope);
                self.within(right, scope);
            }
            P::Minus { left, right } => {
                self.of(left, scope);
                self.scope(right, &Names::new());
            }
            P::Filter { inner, expr: expression } | P::Extend { inner, expression, .. } => {
                self.of(inner, scope);
                expressions(expression, scope);
            }
            P::Graph { inner, .. } => self.of(inner, scope),
            P::OrderBy { inner, expression } => {
                self.of(inner, scope);
                for OrderExpression::Asc(expression) | OrderExpression::Desc(expression) in expression {
                    expressions(expression, scope);
                }
            }
            P::Project { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. }
            | P::Group { inner, .. } => self.scope(inner, &Names::new()),
            P::Service { .. } => {}
        }
    }

    /// Looks at `pattern`, one of several that are joined in the order that the optimizer likes.
    fn joined<'a>(&mut self, pattern: &'a GraphPattern, scope: &mut Scope<'a>) {
        use GraphPattern as P;
        match pattern {
            P::Join { .. } | P::Bgp { .. } | P::Path { .. } | P::Values { .. } => self.of(pattern, scope),
            P::Graph { inner, .. } => self.joined(inner, scope),
            _ => {
                self.within(pattern, scope);
                if power(pattern) < POWER_OF_PAIRS {
                    scope.found.extend(certain(pattern));
                }
            }
        }
    }

    /// Looks at `pattern`, which is evaluated alone or for each row of `scope`.
    fn within<'a>(&mut self, pattern: &'a GraphPattern, scope: &mut Scope<'a>) {
        if is_found_from_others(pattern) {
            scope.inner.push(pattern);
        } else {
            self.scope(pattern, &Names::new());
        }
    }
}

/// The power of ten that Oxigraph's optimizer takes for the number of pairs along a path of any length. What it takes for
/// less is what it begins with.
const POWER_OF_PAIRS: u32 = 9;

/// Returns about the power of ten that the optimizer takes for the number of rows of `pattern`.
fn power(pattern: &GraphPattern) -> u32 {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => {
            let first = patterns.iter().map(power_of_triple).min().unwrap_or(0);
            first.saturating_add(steps(pattern).saturating_sub(1))
        }
        P::Path { subject, path, object } => match (name(subject), name(object)) {
            (Some(_), Some(_)) if is_any_length(path) => POWER_OF_PAIRS,
            (Some(_), Some(_)) => 6,
            _ => 4,
        },
        P::Values { bindings, .. } => bindings.len().max(1).ilog10() + 1,
        P::Join { left, right } if certain(left).is_disjoint(&certain(right)) => {
            power(left).saturating_add(power(right))
        }
        P::Join { left, right } => {
            let (first, second) =
                (power(left).saturating_add(steps(right)), power(right).saturating_add(steps(left)));
            first.min(second)
        }
        P::LeftJoin { left, right, .. } | P::Lateral { left, right } => {
            power(left).saturating_add(steps(right))
        }
        P::Union { left, right } => power(left).max(power(right)).saturating_add(1),
        P::Minus { left: inner, .. }
        | P::Filter { inner, .. }
        | P::Extend { inner, .. }
        | P::Graph { inner, .. }
        | P::OrderBy { inner, .. }
        | P::Project { inner, .. }
        | P::Distinct { inner }
        | P::Reduced { inner }
        | P::Group { inner, .. } => power(inner),
        P::Slice { inner, length, .. } => {
            let most = length.map_or(u32::MAX, |length| length.max(1).ilog10() + 1);
            power(inner).min(most)
        }
        P::Service { .. } => POWER_OF_PAIRS,
    }
}

/// Returns about the power of ten of rows that `pattern` has for each row of what it is joined to.
fn steps(pattern: &GraphPattern) -> u32 {
    use GraphPattern as P;
    match pattern {
        P::Bgp { patterns } => u32::try_from(patterns.len()).unwrap_or(u32::MAX),
        P::Path { path, .. } => {
            if is_any_length(path) {
                4
            } else {
                2
            }
        }
        P::Join { left, right } | P::LeftJoin { left, right, .. } => steps(left).saturating_add(steps(right)),
        P::Filter { inner, .. } | P::Extend { inner, .. } | P::Graph { inner, .. } => steps(inner),
        P::Union { left, right } => steps(left).max(steps(right)).saturating_add(1),
        _ => power(pattern),
    }
}

fn power_of_triple(triple: &TriplePattern) -> u32 {
    match (name(&triple.subject), node_name(&triple.predicate), name(&triple.object)) {
        (Some(_), Some(_), Some(_)) => 9,
        (Some(_), None, Some(_)) => 6,
        _ => 4,
    }
}

fn is_any(triple: &TriplePattern) -> bool {
    power_of_triple(triple) == 9
}

/// Adds the patterns whose matches `expression` asks for: they are looked for with the values of the row.
fn expressions<'a>(expression: &'a Expression, scope: &mut Scope<'a>) {
    use Expression as E;
    match expression {
        E::Exists(pattern) => scope.inner.push(pattern),
        E::Or(a, b)
        | E::And(a, b)
        | E::Equal(a, b)
        | E::SameTerm(a, b)
        | E::Greater(a, b)
        | E::GreaterOrEqual(a, b)
        | E::Less(a, b)
        | E::LessOrEqual(a, b)
        | E::Add(a, b)
        | E::Subtract(a, b)
        | E::Multiply(a, b)
        | E::Divide(a, b) => {
            expressions(a, scope);
            expressions(b, scope);
        }
        E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => expressions(a, scope),
        E::If(a, b, c) => {
            for one in [a, b, c] {
                expressions(one, scope);
            }
        }
        E::In(a, list) => {
            expressions(a, scope);
            for one in list {
                expressions(one, scope);
            }
        }
        E::Coalesce(list) | E::FunctionCall(_, list) => {
            for one in list {
                expressions(one, scope);
            }
        }
        E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
    }
}

/// Whether Oxigraph's optimizer has `pattern` evaluated for each row of what it is joined to, where they share a name.
fn is_found_from_others(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Bgp { patterns } => is_connected(patterns),
        GraphPattern::Path { .. } => true,
        GraphPattern::Graph { inner, .. } => is_found_from_others(inner),
        GraphPattern::Filter { inner, expr } => is_found_from_others(inner) && !asks(expr),
        GraphPattern::Union { left, right } => is_found_from_others(left) && is_found_from_others(right),
        GraphPattern::Join { left, right } => {
            is_found_from_others(left)
                && is_found_from_others(right)
                && !certain(left).is_disjoint(&certain(right))
        }
        _ => false,
    }
}

/// Whether `expression` asks for matches of a pattern.
fn asks(expression: &Expression) -> bool {
    let mut scope = Scope::default();
    expressions(expression, &mut scope);
    !scope.inner.is_empty()
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
