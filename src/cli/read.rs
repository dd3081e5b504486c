//! What reads articles, as the verbs that take articles are told.

use std::path::Path;

use anyhow::Result;

use super::args::Entities;
use crate::graph::{self, Options};
use crate::reader::Reader;

/// Returns a reader with the data of the folder `root` in the place of the embedded ones; `links` tells whether known things are linked
/// to Wikidata, `learned` whether the learned reader reads beside the rules.
pub(super) fn reader(
    root: Option<&Path>,
    base: &str,
    entities: Entities,
    links: bool,
    learned: bool,
) -> Result<Reader> {
    let entities = match entities {
        Entities::Shared => graph::Entities::Shared,
        Entities::PerArticle => graph::Entities::PerArticle,
    };
    Ok(Reader::new(&super::files(root)?, Options { base: base.to_owned(), entities, links }, learned)?)
}
