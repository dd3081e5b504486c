//! Graphs kept by article and queried as one: in memory, in one file, or in a folder.

mod draft;
mod endless;
mod error;
mod events;
mod expressions;
mod file;
mod folder;
mod grow;
mod home;
mod import;
mod loader;
mod lock;
mod names;
mod question;
mod remote;
mod rewrite;
mod seen;
mod watch;

use std::collections::HashSet;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term, TermRef};
use oxigraph::sparql::{QueryResults, Variable};

pub use draft::Draft;
pub use endless::Endless;
pub use error::StoreError;
pub use events::WINDOW;
pub use home::Home;
pub use import::{Articles, ImportError, is_grouped};
pub use loader::{BATCH, Change, Kept, Loader, READY_BATCH};
pub use question::Question;
pub use remote::{Credentials, Protocol, REMOTE_BATCH, Remote};
pub use watch::{Stopped, Watch};

use crate::data::Files;
use crate::graph::vocab::{ONTOLOGY_GRAPH, SAME_EVENTS};
use crate::graph::{FactTypes, ontology};
use lock::Lock;

/// What a store is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Readers share a store.
    Read,
    /// A writer has it alone.
    Write,
}

/// A store of graphs.
pub struct Store {
    quads: oxigraph::store::Store,
    home: Option<Home>,
    // Behind the quads, so that these are closed before others may open them.
    lock: Option<Lock>,
}

impl Store {
    /// Returns an empty store in memory.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> Result<Self, StoreError> {
        Ok(Self { quads: oxigraph::store::Store::new()?, home: None, lock: None })
    }

    /// Opens the store at `path`; one that is opened for writing is made where there is none.
    ///
    /// # Errors
    /// Where there is none to read, something else is there, another process has it, or it is damaged.
    pub fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        let home = Home::at(path)?;
        match &home {
            Home::Folder(folder) => {
                folder::prepare(folder, access)?;
                let lock = Lock::take(path, &home.lock(), access)?;
                let quads = folder::open(folder, access)?;
                Ok(Self { quads, home: Some(home), lock: Some(lock) })
            }
            Home::File(file, format) => {
                if access == Access::Read && !file.exists() {
                    let what = "no store is there; depeche load makes one".to_owned();
                    return Err(StoreError::NoStore { path: path.to_owned(), what });
                }
                // Readers need no lock: the file is always whole.
                let lock = match access {
                    Access::Read => None,
                    Access::Write => Some(Lock::take(path, &home.lock(), access)?),
                };
                let quads = oxigraph::store::Store::new()?;
                if lock.is_some() {
                    draft::sweep(file).map_err(StoreError::file(file))?;
                }
                if file.exists() {
                    file::read(file, *format, &quads)?;
                }
                Ok(Self { quads, home: Some(home), lock })
            }
        }
    }

    /// Writes the store to its file or to the disk; nothing is to be done for one in memory.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save(&self) -> Result<(), StoreError> {
        match &self.home {
            Some(Home::File(path, format)) => file::write(path, *format, self),
            #[cfg(feature = "disk")]
            Some(Home::Folder(_)) => Ok(self.quads.flush()?),
            _ => Ok(()),
        }
    }

    /// Returns what puts articles into the store; reports of the same event at most `window` days apart are joined.
    pub fn loader<'a>(&'a self, types: &'a FactTypes, window: Option<u16>) -> Loader<'a> {
        Loader::new(self, types, window)
    }

    /// Loads the RDF document `bytes`, whole or not at all.
    ///
    /// # Errors
    /// Where it is not of `format`.
    pub fn load(&self, bytes: &[u8], format: RdfFormat) -> Result<(), StoreError> {
        self.load_by(RdfParser::from_format(format), bytes)
    }

    /// Loads the RDF document `bytes`, whole or not at all; what stands in it outside of any graph comes into `graph`.
    ///
    /// # Errors
    /// Where it is not of `format`.
    pub fn load_into(
        &self,
        bytes: &[u8],
        format: RdfFormat,
        graph: NamedNodeRef<'_>,
    ) -> Result<(), StoreError> {
        self.load_by(RdfParser::from_format(format).with_default_graph(graph), bytes)
    }

    fn load_by(&self, parser: RdfParser, bytes: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.quads.start_transaction()?;
        transaction.load_from_slice(parser.lenient(), bytes)?;
        Ok(transaction.commit()?)
    }

    /// Returns the named graphs, sorted: the articles, the links between events, the ontology.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn graphs(&self) -> Result<Vec<NamedNode>, StoreError> {
        let mut graphs = Vec::new();
        for graph in self.quads.named_graphs() {
            if let NamedOrBlankNode::NamedNode(graph) = graph? {
                graphs.push(graph);
            }
        }
        graphs.sort();
        Ok(graphs)
    }

    /// Whether there is an article at all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has_articles(&self) -> Result<bool, StoreError> {
        for graph in self.quads.named_graphs() {
            if matches!(graph?, NamedOrBlankNode::NamedNode(graph) if is_article(graph.as_ref())) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns the articles, sorted.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn articles(&self) -> Result<Vec<NamedNode>, StoreError> {
        let mut articles = self.graphs()?;
        articles.retain(|graph| is_article(graph.as_ref()));
        Ok(articles)
    }

    /// Returns the quads of the graph `name`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn graph(&self, name: NamedNodeRef<'_>) -> Result<Vec<Quad>, StoreError> {
        let quads = self.quads.quads_for_pattern(None, None, None, Some(GraphNameRef::NamedNode(name)));
        Ok(quads.collect::<Result<_, _>>()?)
    }

    /// Returns the quads whose subject is `node`, of the graph `graph` or of all.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn about(
        &self,
        node: NamedNodeRef<'_>,
        graph: Option<NamedNodeRef<'_>>,
    ) -> Result<Vec<Quad>, StoreError> {
        let graph = graph.map(GraphNameRef::NamedNode);
        let quads = self.quads.quads_for_pattern(Some(node.into()), None, None, graph);
        Ok(quads.collect::<Result<_, _>>()?)
    }

    /// Returns all quads, in the order of the store.
    pub fn quads(&self) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.quads.iter().map(|quad| Ok(quad?))
    }

    /// Returns how many quads of `graph` have the predicate `predicate`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count(&self, predicate: NamedNodeRef<'_>, graph: NamedNodeRef<'_>) -> Result<usize, StoreError> {
        let graph = Some(GraphNameRef::NamedNode(graph));
        let mut count = 0;
        for quad in self.quads.quads_for_pattern(None, Some(predicate), None, graph) {
            quad?;
            count += 1;
        }
        Ok(count)
    }

    /// Whether there is a graph called `name`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has_graph(&self, name: NamedNodeRef<'_>) -> Result<bool, StoreError> {
        Ok(self.quads.contains_named_graph(name)?)
    }

    /// Returns the quads that have what is given.
    pub fn matching(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> {
        let quads = self.quads.quads_for_pattern(subject.map(Into::into), predicate, object, None);
        quads.map(|quad| Ok(quad?))
    }

    /// Whether it can be changed: not a folder that is open for reading.
    pub fn is_writable(&self) -> bool {
        !matches!((&self.home, &self.lock), (Some(Home::Folder(_)), Some(lock)) if !lock.is_for_writing())
    }

    /// Puts the ontology among `files` into a graph of its own, where it is not there as it is.
    ///
    /// # Errors
    /// Where the ontology cannot be read or the store cannot be written.
    pub fn keep_ontology(&self, files: &Files) -> Result<(), StoreError> {
        let mut quads = Vec::new();
        for file in ["ontology/core.ttl", "ontology/facts.ttl"] {
            let triples = ontology::triples(files, file)?.into_iter();
            quads.extend(
                triples.map(|triple| Quad { graph_name: ONTOLOGY_GRAPH.into_owned().into(), ..triple }),
            );
        }
        let known: HashSet<_> = self.graph(ONTOLOGY_GRAPH)?.into_iter().collect();
        if known.len() == quads.len() && quads.iter().all(|quad| known.contains(quad)) {
            return Ok(());
        }
        let mut transaction = self.quads.start_transaction()?;
        transaction.clear_graph(ONTOLOGY_GRAPH)?;
        transaction.extend(&quads);
        Ok(transaction.commit()?)
    }

    /// Returns the days between reports that the store was joined with; `None` where it was not.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn window(&self) -> Result<Option<u16>, StoreError> {
        events::window(&self.quads)
    }

    /// Returns the number of quads.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn len(&self) -> Result<usize, StoreError> {
        Ok(self.quads.len()?)
    }

    /// Whether the store holds nothing.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.quads.is_empty()?)
    }

    /// Answers `query` on the union of all graphs; `GRAPH` reaches a single one.
    ///
    /// # Errors
    /// Where the query is not SPARQL or cannot be answered.
    pub fn query(&self, query: &str) -> Result<QueryResults<'_>, StoreError> {
        self.query_with(query, &[])
    }

    /// Answers `query` with `values` for variables of its pattern; one that comes several times may be any of these.
    ///
    /// # Errors
    /// Where the query is not SPARQL or cannot be answered.
    pub fn query_with(
        &self,
        query: &str,
        values: &[(Variable, Term)],
    ) -> Result<QueryResults<'_>, StoreError> {
        self.ask(&Question { values: values.to_vec(), ..Question::new(query) })
    }
}

/// Whether the graph `name` is an article's, and not one that every store makes for itself.
fn is_article(name: NamedNodeRef<'_>) -> bool {
    name != SAME_EVENTS && name != ONTOLOGY_GRAPH
}

/// Returns the RDF format of a file by its `name`'s ending.
pub fn format_of(name: &str) -> Option<RdfFormat> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    // To Oxigraph a .txt file is N-Triples.
    RdfFormat::from_extension(&ending).filter(|_| ending != "txt")
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
        let types = FactTypes::default();
        let put = |name: &str, quads: Vec<Quad>| {
            let mut loader = store.loader(&types, None);
            loader.put(node(name), quads).unwrap();
            loader.finish().unwrap()[0].change
        };
        assert_eq!(put("a", vec![quad("a", "1"), quad("a", "2")]), Change::Added);
        assert_eq!(put("b", vec![quad("b", "3")]), Change::Added);
        assert_eq!(count(&store), 3);
        assert_eq!(put("a", vec![quad("a", "4")]), Change::Replaced);
        assert_eq!(put("a", vec![quad("a", "4")]), Change::Unchanged);
        assert_eq!(count(&store), 2);
        assert!(store.retract(node("a").as_ref(), &types).unwrap());
        assert!(!store.retract(node("a").as_ref(), &types).unwrap());
        assert_eq!(count(&store), 1);
    }

    #[test]
    fn a_faulty_file_adds_nothing() {
        let store = Store::new().unwrap();
        let bytes = b"<https://example.org/s> <https://example.org/p> 1 .\n<https://example.org/s> oops";
        assert!(store.load(bytes, RdfFormat::Turtle).is_err());
        assert!(store.is_empty().unwrap());
    }
}
