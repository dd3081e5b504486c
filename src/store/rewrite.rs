//! Puts calls of functions into the patterns of a query.
//!
//! What reads a quad for each few rows that it gives out needs no call, and is best left as it is: a call keeps the optimizer
//! from choosing what is read first. Joins of other things, as of two lists of values, or of parts that share no name, give
//! out any number of rows after one look, or compare any number and give out none.

use oxigraph::model::Variable;
use spargebra::algebra::{GraphPattern, OrderExpression};

use super::expressions::call;
use super::names::{Names, are_one, given, groups, is_connected, name, names, node_name, variables};

/// Most rows that may come between two looks.
const MOST: usize = 1_000;

/// A pattern with its calls.
pub(super) struct Part {
    pub(super) pattern: GraphPattern,
    /// How many rows it may give out after one look; none where that may be more than [`MOST`].
    rows: Option<usize>,
    /// The names that have a value in each of its rows.
    names: Names,
}

impl Part {
    fn new(pattern: GraphPattern, rows: Option<usize>, names: Names) -> Self {
        Self { pattern, rows: rows.filter(|rows| *rows <= MOST), names }
    }

    /// Returns what `change` makes of it, row by row.
    fn map(self, change: impl FnOnce(Box<GraphPattern>) -> GraphPattern) -> Self {
        Self { pattern: change(Box::new(self.pattern)), ..self }
    }

    fn is_list(&self) -> bool {
        matches!(self.pattern, GraphPattern::Values { .. })
    }
}

/// Rewrites the patterns of one query.
#[derive(Default)]
pub(super) struct Rewriter {
    /// The number of variables given out, by names that no query can hold.
    variables: usize,
}

impl Rewriter {
    /// Returns `pattern` with a call for each of its rows.
    pub(super) fn wrap(&mut self, pattern: GraphPattern) -> GraphPattern {
        self.variables += 1;
        let variable = Variable::new_unchecked(format!("alive {}", self.variables));
        GraphPattern::Extend { inner: Box::new(pattern), variable, expression: call() }
    }

    /// Returns `part` with a call for each of its rows where it can give out many without a look.
    fn looked(&mut self, part: Part) -> Part {
        match part.rows {
            Some(_) => part,
            None => Part { pattern: self.wrap(part.pattern), rows: Some(1), names: part.names },
        }
    }

    /// Returns the part that `pattern` is to another one, with a call for each of its rows where needed.
    fn side(&mut self, pattern: GraphPattern) -> Part {
        let part = self.part(pattern);
        self.looked(part)
    }

    /// Returns `pattern` with calls inside of it.
    pub(super) fn part(&mut self, pattern: GraphPattern) -> Part {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => {
                let (rows, all) =
                    (is_connected(&patterns).then_some(1), patterns.iter().flat_map(names).collect());
                Part::new(P::Bgp { patterns }, rows, all)
            }
            P::Path { subject, path, object } => {
                let ends = [name(&subject), name(&object)].into_iter().flatten().collect();
                Part::new(P::Path { subject, path, object }, Some(1), ends)
            }
            P::Values { variables, bindings } => {
                let rows = bindings.len().max(1);
                let pattern = P::Values { variables, bindings };
                let given = given(&pattern);
                Part::new(pattern, Some(rows), given)
            }
            P::Join { .. } => {
                let mut parts = Vec::new();
                self.parts(pattern, &mut parts);
                self.join(parts)
            }
            P::LeftJoin { left, right, expression } => {
                let (left, right) = (self.side(*left), self.side(*right));
                let rows = left.rows.zip(right.rows).map(|(left, right)| left.saturating_mul(right));
                let rows = rows.filter(|_| !left.names.is_disjoint(&right.names));
                let (left, names, right) = (Box::new(left.pattern), left.names, Box::new(right.pattern));
                let expression = expression.map(|expression| self.filter(expression));
                Part::new(P::LeftJoin { left, right, expression }, rows, names)
            }
            P::Lateral { left, right } => {
                let (left, right) = (self.side(*left), self.side(*right));
                let names = &left.names | &right.names;
                let (left, right) = (Box::new(left.pattern), Box::new(right.pattern));
                Part::new(P::Lateral { left, right }, None, names)
            }
            P::Minus { left, right } => {
                let (left, right) = (self.side(*left), self.side(*right));
                let right = Box::new(right.pattern);
                left.map(|left| P::Minus { left, right })
            }
            P::Union { left, right } => {
                let (left, right) = (self.part(*left), self.part(*right));
                let rows = left.rows.zip(right.rows).map(|(left, right)| left.max(right));
                let names = &left.names & &right.names;
                let (left, right) = (Box::new(left.pattern), Box::new(right.pattern));
                Part::new(P::Union { left, right }, rows, names)
            }
            P::Filter { expr, inner } => {
                let expr = self.filter(expr);
                self.part(*inner).map(|inner| P::Filter { expr, inner })
            }
            P::Graph { name, inner } => {
                let mut part = self.part(*inner);
                part.names.extend(node_name(&name));
                part.map(|inner| P::Graph { name, inner })
            }
            P::Extend { inner, variable, expression } => {
                let expression = self.made(expression);
                self.part(*inner).map(|inner| P::Extend { inner, variable, expression })
            }
            P::OrderBy { inner, expression } => {
                let ordered = |order| match order {
                    OrderExpression::Asc(expression) => OrderExpression::Asc(self.made(expression)),
                    OrderExpression::Desc(expression) => OrderExpression::Desc(self.made(expression)),
                };
                let expression = expression.into_iter().map(ordered).collect();
                self.side(*inner).map(|inner| P::OrderBy { inner, expression })
            }
            P::Project { inner, variables: selected } => {
                let inner = self.part(*inner);
                let names = &inner.names & &variables(&selected);
                let inner = Box::new(self.wrap(inner.pattern));
                Part::new(P::Project { inner, variables: selected }, Some(1), names)
            }
            P::Group { inner, variables: by, aggregates } => {
                let inner = self.part(*inner);
                let aggregates = aggregates.into_iter().map(|(name, one)| (name, self.aggregate(one)));
                let aggregates = aggregates.collect();
                let names = &inner.names & &variables(&by);
                let inner = Box::new(self.wrap(inner.pattern));
                Part::new(P::Group { inner, variables: by, aggregates }, Some(1), names)
            }
            P::Distinct { inner } => self.part(*inner).map(|inner| P::Distinct { inner }),
            P::Reduced { inner } => self.part(*inner).map(|inner| P::Reduced { inner }),
            P::Slice { inner, start, length } => {
                self.part(*inner).map(|inner| P::Slice { inner, start, length })
            }
            P::Service { .. } => Part::new(pattern, None, Names::new()),
        }
    }

    /// Adds what `pattern` joins to `parts`.
    fn parts(&mut self, pattern: GraphPattern, parts: &mut Vec<Part>) {
        match pattern {
            GraphPattern::Join { left, right } => {
                self.parts(*left, parts);
                self.parts(*right, parts);
            }
            pattern => parts.push(self.part(pattern)),
        }
    }

    /// Returns the join of `parts`. Those that can be found from one another are left to the optimizer as they are, and so are
    /// short lists of values.
    fn join(&mut self, parts: Vec<Part>) -> Part {
        // The patterns of a Bgp may be joined by what stands elsewhere.
        let mut units = Vec::new();
        for part in parts.iter().filter(|part| !part.is_list()) {
            match &part.pattern {
                GraphPattern::Bgp { patterns } => {
                    units.extend(patterns.iter().map(names).filter(|names| !names.is_empty()));
                }
                _ => units.push(part.names.clone()),
            }
        }
        let mut lists = parts.iter().filter(|part| part.is_list()).map(|part| part.rows);
        let rows = lists.try_fold(1, |all: usize, rows| Some(all.saturating_mul(rows?)));
        let rows = rows.filter(|rows| *rows <= MOST);
        if rows.is_some() && are_one(&units) {
            let looked = |part: Part| match part.pattern {
                GraphPattern::Bgp { .. } => part,
                _ => self.looked(part),
            };
            return joined(parts.into_iter().map(looked).collect::<Vec<_>>(), rows, |part| part);
        }
        let of_parts = groups(&parts.iter().map(|part| part.names.clone()).collect::<Vec<_>>());
        let mut together: Vec<(usize, Vec<Part>)> = Vec::new();
        for (part, group) in parts.into_iter().zip(of_parts) {
            let part = self.looked(part);
            match together.iter_mut().find(|(other, _)| *other == group) {
                Some((_, parts)) => parts.push(part),
                None => together.push((group, vec![part])),
            }
        }
        let mut apart = Vec::new();
        for (_, parts) in together {
            let lists = parts.iter().filter(|part| part.is_list()).map(|part| part.rows.unwrap_or(MOST));
            let is_short = lists.fold(1, usize::saturating_mul) <= MOST;
            apart.push(if is_short {
                joined(parts, Some(1), |part| part)
            } else {
                joined(parts, None, |part| self.looked(part))
            });
        }
        joined(apart, None, |part| self.looked(part))
    }
}

/// Returns the join of `parts`, which gives `rows` after a look, with what `change` makes of each join before the last.
fn joined(parts: Vec<Part>, rows: Option<usize>, mut change: impl FnMut(Part) -> Part) -> Part {
    let mut parts = parts.into_iter();
    let empty = GraphPattern::Bgp { patterns: Vec::new() };
    let mut all = parts.next().unwrap_or_else(|| Part::new(empty, Some(1), Names::new()));
    for part in parts {
        let left = change(all);
        let right = change(part);
        let names = &left.names | &right.names;
        let pattern = GraphPattern::Join { left: Box::new(left.pattern), right: Box::new(right.pattern) };
        all = Part::new(pattern, rows, names);
    }
    all
}

#[cfg(test)]
mod tests {
    use spargebra::{Query, SparqlParser};

    use super::*;

    /// Returns how many rows `pattern` may give out after one look, and how many calls stand inside of it.
    fn of(pattern: &str) -> (Option<usize>, usize) {
        let query = SparqlParser::new().parse_query(&format!("ASK {{ {pattern} }}")).unwrap();
        let Query::Ask { pattern: GraphPattern::Project { inner, .. }, .. } = query else {
            panic!("{query}")
        };
        let mut rewriter = Rewriter::default();
        let rows = rewriter.part(*inner).rows;
        (rows, rewriter.variables)
    }

    #[test]
    fn what_reads_is_left_as_it_is() {
        for pattern in [
            "?a <x:p> ?b . ?b <x:q> ?c . ?c <x:r> [ <x:s> ?d ]",
            "?a <x:p> ?b OPTIONAL { ?b <x:q> ?c } GRAPH ?g { ?b <x:r> ?d }",
            // The first two share nothing but by what comes behind the path.
            "?a a <x:C> . ?b <x:p>/<x:q>* ?c . ?a <x:r> ?b",
            "GRAPH ?f { ?a <x:p> ?b } GRAPH ?g { ?c <x:q> ?d } GRAPH ?h { ?b <x:r> ?c }",
        ] {
            assert_eq!(of(pattern), (Some(1), 0), "{pattern}");
        }
        assert_eq!(of("VALUES ?a { 1 2 3 } ?a <x:p> ?b"), (Some(3), 0));
        assert_eq!(of("VALUES ?a { 1 2 3 } ?b <x:p> ?c"), (Some(3), 0));
        // The one call stands in what is selected.
        assert_eq!(of("{ SELECT ?a { ?a ?b ?c . ?d ?e ?f } } ?a <x:p> ?b"), (Some(1), 1));
    }

    #[test]
    fn what_multiplies_has_calls() {
        assert_eq!(of("?a <x:p> ?b . ?c <x:q> ?d"), (None, 0));
        assert_eq!(of("{ ?a <x:p> ?b OPTIONAL { ?c <x:q> ?d } } { ?a <x:r> ?e }"), (Some(1), 1));
        assert_eq!(of("?a <x:p>* <x:b> . ?c <x:q>* <x:d>"), (None, 0));
        assert_eq!(of("{ ?a <x:p> ?b . ?c <x:q> ?d } MINUS { ?a <x:r> ?b }").1, 1);
        let list = "UNDEF ".repeat(100);
        let lists = format!("VALUES ?a {{ {list} }} VALUES ?a {{ {list} }}");
        assert_eq!(of(&lists), (None, 0));
        assert!(of(&format!("{lists} ?a <x:p> ?b")).1 > 0);
    }
}
