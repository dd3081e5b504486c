//! What the handlers share: the store, what reads articles, and how the server is set up.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use oxigraph::model::{NamedOrBlankNode, Term};
use serde::Serialize;
use tokio::sync::{Mutex, Semaphore};

use super::api::entities::Line;
use super::kept::Kept;
use super::metrics::Metrics;
use super::running::Running;
use crate::data::{DataError, Files};
use crate::graph::vocab::{DEFAULT_BASE, rdfs};
use crate::graph::{Addresses, FactTypes, Records, ontology};
use crate::query::Catalog;
use crate::reader::Reader;
use crate::store::{self, Store, StoreError};

/// How the server is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where the IRIs of the data begin; what is below is shown at the path that remains.
    pub base: String,
    /// What lets write; without it nothing is written.
    pub token: Option<String>,
    /// Names of this server that a request may be for; none where any may be.
    pub hosts: Option<Vec<String>>,
    /// Other sites whose pages may read, each as `https://name:port`; `*` is all.
    pub origins: Vec<String>,
    /// How much is given.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base: DEFAULT_BASE.to_owned(),
            token: None,
            hosts: None,
            origins: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// How much one request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time for a query.
    pub time: Duration,
    /// Rows or triples of its answer.
    pub rows: usize,
    /// Bytes of its answer.
    pub bytes: usize,
    /// Bytes that a request may send.
    pub body: usize,
    /// Queries that are evaluated at the same time.
    pub questions: usize,
    /// Bytes of memory that the queries may take together.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(30),
            rows: 100_000,
            bytes: 32 << 20,
            body: 16 << 20,
            questions: 16,
            memory: 4 << 30,
        }
    }
}

/// A store and what is needed to serve it.
pub struct Site {
    pub(super) store: Store,
    pub(super) catalog: Catalog,
    pub(super) types: FactTypes,
    pub(super) labels: Vec<TypeRecord>,
    pub(super) reader: Reader,
    pub(super) addresses: Addresses,
    pub(super) metrics: Metrics,
    /// For the questions of strangers.
    pub(super) questions: Semaphore,
    /// Those that are being answered.
    pub(super) running: Running,
    /// For copies of the whole store.
    pub(super) dumps: Semaphore,
    /// For those of this program, which are known to end.
    pub(super) lookups: Semaphore,
    /// For articles that are sent to be read.
    pub(super) readings: Semaphore,
    /// Writers come one after the other.
    pub(super) writing: Arc<Mutex<()>>,
    /// Whether a change may not have been written to the disk.
    unsaved: AtomicBool,
    /// All entities with their counts.
    pub(super) entities: Kept<Vec<Line>>,
    /// The numbers of articles and of quads, for which stores go through all that they hold.
    counts: Kept<(usize, usize)>,
    settings: Settings,
}

/// What is told of a fact type.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TypeRecord {
    name: String,
    iri: String,
    family: &'static str,
    label: BTreeMap<String, String>,
    comment: BTreeMap<String, String>,
    group: String,
}

/// Lookups of the page that run at the same time.
const LOOKUPS: usize = 16;

/// Copies of the whole store that are sent at the same time.
const DUMPS: usize = 4;

impl Site {
    /// Returns the site of `store` with the data among `files`; `reader` reads what is sent to be read.
    ///
    /// # Errors
    /// Where a data file is missing or faulty.
    pub fn new(store: Store, files: &Files, reader: Reader, settings: Settings) -> Result<Self, DataError> {
        let types = FactTypes::load(files)?;
        Ok(Self {
            catalog: Catalog::load(files)?,
            labels: labels(files, &types)?,
            addresses: Addresses::new(settings.base.clone()),
            metrics: Metrics::default(),
            questions: Semaphore::new(settings.limits.questions.max(1)),
            running: Running::new(settings.limits.memory),
            dumps: Semaphore::new(DUMPS),
            lookups: Semaphore::new(LOOKUPS),
            readings: Semaphore::new(std::thread::available_parallelism().map_or(1, usize::from)),
            writing: Arc::default(),
            unsaved: AtomicBool::new(false),
            entities: Kept::default(),
            counts: Kept::default(),
            store,
            types,
            reader,
            settings,
        })
    }

    /// How it is set up.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Tells that a writer is about to change the store.
    pub(super) fn changing(&self) {
        self.unsaved.store(true, Ordering::SeqCst);
        self.forget();
    }

    /// Tells that the change is on the disk.
    pub(super) fn changed(&self) {
        self.unsaved.store(false, Ordering::SeqCst);
        self.forget();
    }

    fn forget(&self) {
        self.entities.forget();
        self.counts.forget();
    }

    /// Returns the numbers of articles and of quads.
    pub(super) fn counts(&self) -> Result<(usize, usize), StoreError> {
        Ok(*self.counts.get(|| Ok::<_, StoreError>((self.store.articles()?.len(), self.store.len()?)))?)
    }

    /// Writes what an earlier change left unwritten, so that nothing is acknowledged that is only in memory.
    pub(super) fn saved(&self) -> Result<(), StoreError> {
        if self.unsaved.load(Ordering::SeqCst) {
            self.store.save()?;
            self.unsaved.store(false, Ordering::SeqCst);
        }
        Ok(())
    }

    /// Returns the days between reports of the same event that are joined.
    pub(super) fn window(&self) -> Result<Option<u16>, StoreError> {
        if self.store.has_articles()? { self.store.window() } else { Ok(Some(store::WINDOW)) }
    }

    /// What makes records of its graphs.
    pub(super) fn records(&self) -> Records<'_> {
        Records { addresses: &self.addresses, types: &self.types }
    }
}

/// Returns what the ontology and the folders of the rules among `files` tell of `types`.
fn labels(files: &Files, types: &FactTypes) -> Result<Vec<TypeRecord>, DataError> {
    let mut told: BTreeMap<(String, bool), BTreeMap<String, String>> = BTreeMap::new();
    for quad in ontology::triples(files, "ontology/facts.ttl")? {
        let (NamedOrBlankNode::NamedNode(class), Term::Literal(text)) = (&quad.subject, &quad.object) else {
            continue;
        };
        let is_label = quad.predicate == rdfs::LABEL;
        if is_label || quad.predicate == rdfs::COMMENT {
            let language = text.language().unwrap_or_default().to_owned();
            let of = told.entry((class.as_str().to_owned(), is_label)).or_default();
            of.insert(language, text.value().to_owned());
        }
    }
    let mut groups = BTreeMap::new();
    for name in files.names("rules/") {
        let mut parts = name.trim_start_matches("rules/").trim_end_matches(".toml").split('/');
        if let (Some(group), Some(rule), None) = (parts.next(), parts.next(), parts.next()) {
            groups.insert(rule.replace('-', ""), group.to_owned());
        }
    }
    let records = types.iter().map(|(name, of)| {
        let iri = of.class.as_str().to_owned();
        TypeRecord {
            name: name.to_owned(),
            family: of.family.name(),
            label: told.remove(&(iri.clone(), true)).unwrap_or_default(),
            comment: told.remove(&(iri.clone(), false)).unwrap_or_default(),
            group: groups.get(&name.to_lowercase()).cloned().unwrap_or_default(),
            iri,
        }
    });
    Ok(records.collect())
}
