//! A store in one file: read whole, and written whole.

use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::Path;

use oxigraph::io::RdfParser;

use super::draft::Draft;
use super::{Store, StoreError};
use crate::graph::vocab::{DEFAULT_BASE, ONTOLOGY_GRAPH};
use crate::graph::{Format, Writer};

/// Adds what the file `path` holds to `store`.
pub(super) fn read(path: &Path, format: Format, store: &oxigraph::store::Store) -> Result<(), StoreError> {
    let file = File::open(path).map_err(StoreError::file(path))?;
    let mut loader = store.bulk_loader();
    let parser = RdfParser::from_format(format.rdf()).lenient();
    let damaged = |source| StoreError::Damaged { path: path.to_owned(), source };
    loader.load_from_reader(parser, BufReader::new(file)).map_err(damaged)?;
    Ok(loader.commit()?)
}

/// Writes `store` to the file `path`: at any moment that is either the old store or the new one, whole.
pub(super) fn write(path: &Path, format: Format, store: &Store) -> Result<(), StoreError> {
    let fault = || StoreError::file(path);
    let mut out = BufWriter::new(Draft::of(path).map_err(fault())?);
    let mut writer = Writer::new(format, DEFAULT_BASE, &mut out).map_err(fault())?;
    for name in store.graphs()? {
        // The ontology comes with the program.
        if name != ONTOLOGY_GRAPH {
            writer.graph(store.graph(name.as_ref())?).map_err(fault())?;
        }
    }
    writer.finish().map_err(fault())?;
    let draft = out.into_inner().map_err(io::IntoInnerError::into_error).map_err(fault())?;
    draft.keep().map_err(fault())
}
