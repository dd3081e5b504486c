//! Faults of stores, each with the place and what to do.

use std::io;
use std::path::{Path, PathBuf};

use oxigraph::sparql::{QueryEvaluationError, SparqlSyntaxError};
use oxigraph::store::{LoaderError, StorageError};

use super::endless::Endless;
use crate::data::DataError;

/// A fault of a store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The data is not what its format asks for.
    #[error("{0}")]
    Load(#[from] LoaderError),
    /// The query is not SPARQL.
    #[error("{0}")]
    Syntax(#[from] SparqlSyntaxError),
    /// The query could not be answered.
    #[error("{0}")]
    Evaluation(#[from] QueryEvaluationError),
    /// Nothing could stop the query.
    #[error("{0}")]
    Endless(Endless),
    /// The store could not be read or written.
    #[error("{0}")]
    Storage(#[from] StorageError),
    /// The ontology could not be read.
    #[error("{0}")]
    Data(#[from] DataError),
    /// A file of the store could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What went wrong.
        source: io::Error,
    },
    /// The store's file does not hold a whole graph.
    #[error("{}: the store is damaged and was left as it is: {source}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Where reading came to its end.
        source: LoaderError,
    },
    /// Another process uses the store.
    #[error("{}: another process{} {doing} this store; try again when it is done", path.display(), of(holder))]
    Busy {
        /// The store.
        path: PathBuf,
        /// Its number, where it is known.
        holder: Option<u32>,
        /// What it does: writes, reads.
        doing: &'static str,
    },
    /// A store elsewhere could not be written.
    #[error("{endpoint}: {message}")]
    Remote {
        /// Its address.
        endpoint: String,
        /// What went wrong, and what to do.
        message: String,
    },
    /// There is no store at that place.
    #[error("{}: {what}", path.display())]
    NoStore {
        /// The place.
        path: PathBuf,
        /// What is there instead, and what to do.
        what: String,
    },
}

impl StoreError {
    /// Returns what makes a fault of `path` of an error of input and output.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

fn of(holder: &Option<u32>) -> String {
    holder.map_or_else(String::new, |number| format!(" (number {number})"))
}
