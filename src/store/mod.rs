//! Graphs in memory: loaded from RDF files, kept by article, queried as one.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, NamedNodeRef, Quad, Term};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator, Variable};
use oxigraph::store::{LoaderError, StorageError};

/// A fault of loading or querying.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The data is not what its format asks for.
    #[error("{0}")]
    Load(#[from] LoaderError),
    /// The query is not SPARQL.
    #[error("{0}")]
    Syntax(#[from] oxigraph::sparql::SparqlSyntaxError),
    /// The query could not be answered.
    #[error("{0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// The store could not be read or written.
    #[error("{0}")]
    Storage(#[from] StorageError),
}

/// A store in memory.
pub struct Store(oxigraph::store::Store);

impl Store {
    /// Returns an empty store.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> Result<Self, StoreError> {
        Ok(Self(oxigraph::store::Store::new()?))
    }

    /// Loads the RDF document `bytes`, whole or not at all.
    ///
    /// # Errors
    /// Where it is not of `format`.
    pub fn load(&self, bytes: &[u8], format: RdfFormat) -> Result<(), StoreError> {
        let mut transaction = self.0.start_transaction()?;
        transaction.load_from_slice(RdfParser::from_format(format).lenient(), bytes)?;
        Ok(transaction.commit()?)
    }

    /// Puts `quads`, the graph of one article, in the place of what the store had in that graph.
    ///
    /// # Errors
    /// Where the store cannot be written; it is then as before.
    pub fn replace(&self, article: NamedNodeRef<'_>, quads: &[Quad]) -> Result<(), StoreError> {
        let mut transaction = self.0.start_transaction()?;
        transaction.clear_graph(GraphNameRef::NamedNode(article))?;
        transaction.extend(quads.iter().map(Quad::as_ref));
        Ok(transaction.commit()?)
    }

    /// Drops the graph of `article`.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn retract(&self, article: NamedNodeRef<'_>) -> Result<(), StoreError> {
        Ok(self.0.remove_named_graph(article)?)
    }

    /// Returns the number of quads.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn len(&self) -> Result<usize, StoreError> {
        Ok(self.0.len()?)
    }

    /// Whether the store holds nothing.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.0.is_empty()?)
    }

    /// Answers `query` on the union of all graphs; `GRAPH` reaches a single one.
    ///
    /// # Errors
    /// Where the query is not SPARQL or cannot be answered.
    pub fn query(&self, query: &str) -> Result<QueryResults<'_>, StoreError> {
        self.query_with(query, &[])
    }

    /// Answers `query` with `values` for variables of its pattern.
    ///
    /// # Errors
    /// Where the query is not SPARQL or cannot be answered.
    pub fn query_with(
        &self,
        query: &str,
        values: &[(Variable, Term)],
    ) -> Result<QueryResults<'_>, StoreError> {
        let mut prepared = SparqlEvaluator::new().parse_query(&bind(query, values))?;
        prepared.dataset_mut().set_default_graph_as_union();
        Ok(prepared.on_store(&self.0).execute()?)
    }
}

/// Returns `query` with `values` given at the start of its pattern, so that filters there see them.
///
/// Substituting variables in the parsed query would reach only those that the query selects.
fn bind(query: &str, values: &[(Variable, Term)]) -> String {
    let (before, pattern) = query.split_at(pattern_start(query));
    let values: String = values.iter().map(|(name, value)| format!(" VALUES {name} {{ {value} }}")).collect();
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

/// Returns the RDF format of a file by its `name`'s ending.
pub fn format_of(name: &str) -> Option<RdfFormat> {
    name.rsplit_once('.').and_then(|(_, ending)| RdfFormat::from_extension(&ending.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{GraphName, NamedNode};

    use super::*;

    fn count(store: &Store) -> usize {
        let QueryResults::Solutions(rows) = store.query("SELECT * { ?s ?p ?o }").unwrap() else { panic!() };
        rows.count()
    }

    #[test]
    fn replacing_an_article_leaves_nothing_of_the_old_one() {
        let store = Store::new().unwrap();
        let node = |name: &str| NamedNode::new(format!("https://example.org/{name}")).unwrap();
        let quad = |g: &str, o: &str| Quad::new(node("s"), node("p"), node(o), GraphName::from(node(g)));
        store.replace(node("a").as_ref(), &[quad("a", "1"), quad("a", "2")]).unwrap();
        store.replace(node("b").as_ref(), &[quad("b", "3")]).unwrap();
        assert_eq!(count(&store), 3);
        store.replace(node("a").as_ref(), &[quad("a", "4")]).unwrap();
        assert_eq!(count(&store), 2);
        store.retract(node("a").as_ref()).unwrap();
        assert_eq!(count(&store), 1);
    }

    #[test]
    fn values_reach_filters() {
        let store = Store::new().unwrap();
        store
            .load(b"<https://example.org/s> <https://example.org/p> 'ab', 'cd' .", RdfFormat::Turtle)
            .unwrap();
        let query = "# {none}\nSELECT ?o { ?s ?p ?o FILTER (!BOUND(?part) || CONTAINS(?o, ?part)) }";
        let rows = |values: &[(Variable, Term)]| {
            let QueryResults::Solutions(rows) = store.query_with(query, values).unwrap() else { panic!() };
            rows.count()
        };
        let value =
            |text: &str| (Variable::new_unchecked("part"), oxigraph::model::Literal::from(text).into());
        assert_eq!((rows(&[]), rows(&[value("a")]), rows(&[value("\"} '")])), (2, 1, 0));
        let construct = "CONSTRUCT { ?s ?p ?part } WHERE { ?s ?p ?o }";
        assert_eq!(&construct[pattern_start(construct)..], " ?s ?p ?o }");
    }

    #[test]
    fn a_faulty_file_adds_nothing() {
        let store = Store::new().unwrap();
        let bytes = b"<https://example.org/s> <https://example.org/p> 1 .\n<https://example.org/s> oops";
        assert!(store.load(bytes, RdfFormat::Turtle).is_err());
        assert!(store.is_empty().unwrap());
    }
}
