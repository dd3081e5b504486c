//! What reads articles, as the verbs that take articles are told.

use std::path::Path;

use anyhow::Result;

use super::args::{Entities, Readers};
use crate::graph::{self, Options};
use crate::reader::Reader;

/// Returns a reader with the data of the folder `root` in the place of the embedded ones; `links` tells whether known things are linked
/// to Wikidata.
pub(super) fn reader(
    root: Option<&Path>,
    base: &str,
    entities: Entities,
    links: bool,
    readers: Readers,
) -> Result<Reader> {
    let entities = match entities {
        Entities::Shared => graph::Entities::Shared,
        Entities::PerArticle => graph::Entities::PerArticle,
    };
    let options = Options { base: base.to_owned(), entities, links };
    Ok(Reader::new(&super::files(root)?, options, readers.learned(), readers.min_confidence)?)
}
