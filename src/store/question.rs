//! A query with all that decides its answer, and how it is stopped.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use oxigraph::sparql::{CancellationToken, QueryResults, SparqlEvaluator, Variable};
use spargebra::SparqlParser;

use super::endless::endless;
use super::watch::{Watch, watched, with_watch};
use super::{Store, StoreError};

/// A query to ask.
#[derive(Clone, Default)]
pub struct Question {
    /// The SPARQL text.
    pub text: String,
    /// Values for variables of its pattern; one that comes several times may be any of these.
    pub values: Vec<(Variable, Term)>,
    /// The graphs whose union is the default graph, and those that `GRAPH` reaches, instead of what the query says: of
    /// SPARQL's protocol.
    pub dataset: Option<(Vec<NamedNode>, Vec<NamedNode>)>,
    /// Stops the evaluation.
    pub cancel: CancellationToken,
    /// Looks after the evaluation of a query that may be made to take forever; see [`super::Stopped`].
    pub watch: Option<Watch>,
}

impl Question {
    /// Returns the question of the SPARQL query `text`.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

impl Store {
    /// Answers `question`. The default graph is the union of all graphs unless the question or its query says otherwise.
    ///
    /// # Errors
    /// Where the query is not SPARQL or cannot be answered.
    pub fn ask(&self, question: &Question) -> Result<QueryResults<'_>, StoreError> {
        let evaluator = SparqlEvaluator::new().with_cancellation_token(question.cancel.clone());
        let query = SparqlParser::new().parse_query(&bind(&question.text, &question.values))?;
        if question.watch.is_some()
            && let Some(why) = endless(&query)
        {
            return Err(StoreError::Endless(why));
        }
        let mut prepared = match &question.watch {
            Some(watch) => with_watch(evaluator, Watch::clone(watch)).for_query(watched(query)),
            None => evaluator.for_query(query),
        };
        if let Some((default, named)) = &question.dataset {
            let dataset = prepared.dataset_mut();
            dataset.set_default_graph(default.iter().cloned().map(Into::into).collect());
            dataset.set_available_named_graphs(named.iter().cloned().map(NamedOrBlankNode::from).collect());
        } else if prepared.dataset().is_default_dataset() {
            prepared.dataset_mut().set_default_graph_as_union();
        }
        Ok(prepared.on_store(&self.quads).execute()?)
    }
}

/// Returns `query` with `values` given at the start of its pattern, so that filters there see them.
///
/// Substituting variables in the parsed query would reach only those that the query selects.
fn bind(query: &str, values: &[(Variable, Term)]) -> String {
    let (before, pattern) = query.split_at(pattern_start(query));
    let mut by_variable: BTreeMap<&Variable, Vec<String>> = BTreeMap::new();
    for (variable, value) in values {
        by_variable.entry(variable).or_default().push(value.to_string());
    }
    let values =
        by_variable.iter().map(|(variable, terms)| format!(" VALUES {variable} {{ {} }}", terms.join(" ")));
    let values: String = values.collect();
    format!("{before}{values}{pattern}")
}

/// Returns the place behind the brace that opens the pattern of `query`, past the template of a CONSTRUCT.
fn pattern_start(query: &str) -> usize {
    let mut place = 0;
    let mut template = false;
    for line in query.split_inclusive('\n') {
        // Neither a prefix line nor the names selected hold a brace; a remark may.
        let code = if line.trim_start().starts_with('#') { "" } else { line };
        template |= code.trim_start().get(..9).is_some_and(|word| word.eq_ignore_ascii_case("CONSTRUCT"));
        for (at, _) in code.match_indices('{') {
            if !template {
                return place + at + 1;
            }
            template = false;
        }
        place += line.len();
    }
    query.len()
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use oxigraph::io::RdfFormat;
    use oxigraph::model::Literal;
    use oxigraph::sparql::QueryEvaluationError;

    use super::super::endless::Endless;
    use super::super::watch::Stopped;
    use super::*;

    fn store() -> Store {
        let store = Store::new().unwrap();
        store
            .load(b"<https://example.org/s> <https://example.org/p> 'ab', 'cd' .", RdfFormat::Turtle)
            .unwrap();
        store
    }

    #[test]
    fn values_reach_filters() {
        let store = store();
        let query = "# {none}\nSELECT ?o { ?s ?p ?o FILTER (!BOUND(?part) || CONTAINS(?o, ?part)) }";
        let rows = |values: &[(Variable, Term)]| {
            let QueryResults::Solutions(rows) = store.query_with(query, values).unwrap() else { panic!() };
            rows.count()
        };
        let value = |text: &str| (Variable::new_unchecked("part"), Literal::from(text).into());
        assert_eq!((rows(&[]), rows(&[value("a")]), rows(&[value("\"} '")])), (2, 1, 0));
    }

    #[test]
    fn the_template_of_a_construct_is_no_pattern() {
        let construct = "CONSTRUCT { ?s ?p ?part } WHERE { ?s ?p ?o }";
        assert_eq!(&construct[pattern_start(construct)..], " ?s ?p ?o }");
    }

    #[test]
    fn a_cancelled_question_has_no_answer() {
        let store = store();
        let question = Question::new("SELECT * { ?s ?p ?o }");
        question.cancel.cancel();
        let cancelled = match store.ask(&question) {
            Ok(QueryResults::Solutions(mut rows)) => {
                matches!(rows.next(), Some(Err(QueryEvaluationError::Cancelled)))
            }
            Err(StoreError::Evaluation(QueryEvaluationError::Cancelled)) => true,
            _ => false,
        };
        assert!(cancelled);
    }

    /// Returns what comes of `query` when it may make `calls` steps: the rows as text, or why it was stopped.
    fn within(calls: usize, query: &str) -> Result<Vec<String>, Stopped> {
        let left = AtomicUsize::new(calls);
        let watch: Watch = Arc::new(move || {
            left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
        });
        let store = store();
        let question = Question { watch: Some(watch), ..Question::new(query) };
        let rows = catch_unwind(AssertUnwindSafe(|| {
            let QueryResults::Solutions(rows) = store.ask(&question).unwrap() else { panic!() };
            rows.map(|row| format!("{:?}", row.unwrap().values())).collect()
        }));
        match rows {
            Ok(rows) => Ok(rows),
            Err(error) => Err(*error.downcast().unwrap_or_else(|error| resume_unwind(error))),
        }
    }

    #[test]
    fn watched_queries_answer_as_others_do() {
        let store = store();
        for query in [
            "SELECT * { ?s ?p ?o }",
            "SELECT ?o { ?s ?p ?o FILTER (?o = 'ab') }",
            "SELECT ?o { ?s ?p ?o FILTER (?o != 'ab' && STRLEN(?o) = 2) }",
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o OPTIONAL { ?s ?p ?q FILTER (?q > ?o) } FILTER (!BOUND(?q)) }",
            "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s ?p ?q FILTER (?q < ?o) } MINUS { ?s ?p 'zz' } }",
            "SELECT (GROUP_CONCAT(?o; SEPARATOR='-') AS ?n) { ?s ?p ?o }",
            "SELECT (CONCAT(?o, 'x', LANG(?o)) AS ?n) (REPLACE(?o, 'a|c', '<$0>') AS ?m) { ?s ?p ?o }",
            "SELECT (REPLACE(?o, 'b', STR(?s), 'i') AS ?n) (CONCAT(?o, ?nothing) AS ?m) (CONCAT() AS ?e) { ?s ?p ?o }",
            "SELECT * { VALUES (?o ?x) { ('ab' UNDEF) (UNDEF 2) } VALUES (?o ?x) { (UNDEF 1) ('cd' UNDEF) } ?s ?p ?o }",
            "SELECT * { ?s ?p ?o . ?a ?b ?c MINUS { ?s ?p ?c } }",
            "SELECT ?o (SUM(?x) AS ?y) { VALUES ?x { 1 2 } { SELECT DISTINCT ?o { ?s ?p ?o } LIMIT 1 } } GROUP BY ?o",
        ] {
            let QueryResults::Solutions(rows) = store.query(query).unwrap() else { panic!() };
            let rows: Vec<_> = rows.map(|row| format!("{:?}", row.unwrap().values())).collect();
            assert_eq!(within(usize::MAX, query).as_ref(), Ok(&rows), "{query}");
        }
    }

    #[test]
    fn all_pairs_along_paths_are_refused() {
        let store = store();
        let refused = |query: &str| {
            let question = Question { watch: Some(Arc::new(|| true)), ..Question::new(query) };
            matches!(store.ask(&question), Err(StoreError::Endless(Endless::Pairs)))
        };
        assert!(refused("SELECT * { ?a (<x:p>|!<x:p>)* ?b }"));
        assert!(refused("SELECT * { ?a (^<x:p>)+ ?b . ?c <x:q> ?d }"));
        assert!(refused("SELECT * { { ?a (<x:p>|!<x:p>)* ?b } UNION { ?a <x:n> ?b } }"));
        assert!(refused("SELECT * { ?a <x:p>*/<x:q>* ?b }"));
        assert!(refused("SELECT * { ?a <x:p>* ?b . ?b <x:q>* ?c OPTIONAL { ?a <x:r> ?d } }"));
        assert!(refused("SELECT * { ?s ?p ?o FILTER EXISTS { ?a (<x:p>|!<x:p>)* ?b } }"));
        assert!(refused("SELECT * { VALUES ?a { UNDEF } ?a (<x:p>|!<x:p>)* ?b }"));
        assert!(refused("SELECT * { BIND(1/0 AS ?a) ?a (<x:p>|!<x:p>)* ?b }"));
        assert!(refused("SELECT * { ?a <x:q> ?b . { ?b (<x:p>|!<x:p>)* ?c MINUS { ?c <x:z> ?d } } }"));
        assert!(refused("SELECT * { { SELECT * { ?a ?p ?o . ?s ?q ?r } } ?a (<x:p>|!<x:p>)* ?b }"));
        assert!(refused("SELECT * { ?a <x:p>+ ?a }"));
        assert!(!refused("SELECT * { ?a a <x:C> OPTIONAL { ?a <x:p>+ ?b } }"));
        assert!(!refused("SELECT * { ?a a <x:C> FILTER NOT EXISTS { ?a <x:p>+ ?b } }"));
        assert!(!refused("SELECT * { ?a a <x:C> { ?a <x:p>* ?b } UNION { ?b <x:p>* ?a } }"));
        assert!(!refused("SELECT * { ?a a <x:C> . ?a <x:p>+ ?a }"));
        assert!(!refused("SELECT * { GRAPH ?g { ?a a <x:C> ; ?p ?o . ?o <x:p>* ?b } }"));
        assert!(!refused("SELECT * { { SELECT ?a { ?a ?p ?o } LIMIT 10 } ?a <x:p>* ?b }"));
        assert!(!refused("SELECT * { ?a <x:p>* <x:b> }"));
        assert!(!refused("SELECT * { ?a <x:p>*/<x:q> ?b }"));
        assert!(!refused("SELECT * { ?c <x:p>* ?d . ?b <x:p>* ?c . ?a <x:q> ?b }"));
        assert!(!refused("SELECT * { ?a <x:q> ?b . ?b <x:p>* ?c }"));
        assert!(!refused("SELECT * { ?a a/<x:p>* ?b }"));
    }

    #[test]
    fn texts_that_grow_without_end_are_stopped() {
        let doubled = |step: &str| {
            let steps: String = (1..40)
                .map(|n| format!("BIND({} AS ?a{n}) ", step.replace("?a", &format!("?a{}", n - 1))))
                .collect();
            format!("SELECT (STRLEN(?a39) AS ?n) {{ BIND('abcdefgh' AS ?a0) {steps} }}")
        };
        for query in [
            doubled("CONCAT(?a, ?a)"),
            doubled("REPLACE(?a, '[a-z]', 'bc')"),
            doubled("REPLACE(?a, '.', ?a)"),
            doubled("REPLACE(?a, '.*', '$0$0')"),
            format!("{} BIND(REGEX(?a39, 'a') AS ?x) }}", doubled("CONCAT(?a, ?a)").trim_end_matches('}')),
        ] {
            assert_eq!(within(usize::MAX, &query), Err(Stopped::TooLong), "{query}");
        }
    }

    #[test]
    fn queries_that_read_little_and_join_much_are_stopped() {
        let values = (0..40).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let lists = ["a", "b", "c", "d"].map(|name| format!("VALUES ?{name} {{ {values} }}")).join(" ");
        let undefined = "(UNDEF -1) (-1 UNDEF)".repeat(20);
        let nothing = format!("VALUES (?a ?d) {{ {undefined} }}");
        for query in [
            format!("SELECT (COUNT(*) AS ?n) {{ {lists} }}"),
            format!("SELECT * {{ {lists} FILTER (?a + ?b + ?c + ?d = -1) }}"),
            format!("SELECT * {{ {lists} }} ORDER BY ?a"),
            format!("SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {lists} FILTER (?a + ?b + ?c + ?d = -1) }} }}"),
            format!(
                "SELECT * {{ ?s ?p ?o FILTER (EXISTS {{ {lists} FILTER (?a + ?b + ?c + ?d = -1) }} || false) }}"
            ),
            // None of these gives out a single row.
            format!("SELECT * {{ {lists} {{ {nothing} }} }}"),
            format!("SELECT * {{ {lists} MINUS {{ VALUES ?a {{ {values} }} }} }}"),
            format!("SELECT (EXISTS {{ {lists} FILTER (?a + ?b + ?c + ?d = -1) }} AS ?x) {{ ?s ?p ?o }}"),
        ] {
            assert_eq!(within(10_000, &query), Err(Stopped::Told), "{query}");
        }
    }
}
