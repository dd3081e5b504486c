//! Reads articles into facts and graphs, for the verbs that take articles.

use std::path::Path;

use anyhow::Result;
use oxigraph::model::Quad;

use super::args::Entities;
use crate::document::Document;
use crate::graph::{self, FactTypes, Iris, Options};
use crate::resources::Resources;

/// What reading takes, loaded once.
pub(super) struct Reader {
    /// Kept as long as the process: giving back so many small pieces of memory would take a tenth of a short run.
    resources: &'static Resources,
    types: FactTypes,
    options: Options,
}

impl Reader {
    pub(super) fn new(root: Option<&Path>, base: &str, entities: Entities) -> Result<Self> {
        let entities = match entities {
            Entities::Shared => graph::Entities::Shared,
            Entities::PerArticle => graph::Entities::PerArticle,
        };
        let files = super::files(root)?;
        let options = Options { base: base.to_owned(), entities };
        let resources = Box::leak(Box::new(Resources::load(&files)?));
        Ok(Self { resources, types: FactTypes::load(&files)?, options })
    }

    /// What reading takes.
    pub(super) fn resources(&self) -> &Resources {
        self.resources
    }

    /// Returns the graph of `document`.
    pub(super) fn quads(&self, document: &Document) -> Vec<Quad> {
        graph::build(document, self.resources.gazetteer(), &self.types, &self.options)
    }

    /// Returns the names of what is in `document`.
    pub(super) fn iris(&self, document: &Document) -> Iris {
        Iris::mint(document, self.resources.gazetteer(), &self.options)
    }
}
