//! Reads articles into facts and graphs, for the verbs that take articles.

use std::path::Path;

use anyhow::Result;
use oxigraph::model::Quad;

use super::args::Entities;
use super::report;
use crate::document::Document;
use crate::graph::{self, FactTypes, Iris, Options};
use crate::pipeline;
use crate::resources::Resources;
use crate::text::Article;

/// What reading takes, loaded once.
pub(super) struct Reader {
    resources: Resources,
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
        Ok(Self { resources: Resources::load(&files)?, types: FactTypes::load(&files)?, options })
    }

    /// Reads `article`, which messages call `name`, and tells of problems.
    pub(super) fn document(&self, article: Article, name: &str) -> Document {
        let document = pipeline::convert(article, &self.resources);
        for problem in &document.problems {
            let place = problem.span.map(|span| document.chars.chars(&document.article.text, span.start()));
            match place {
                Some(place) => report(format_args!("{name}: character {place}: {}", problem.message)),
                None => report(format_args!("{name}: {}", problem.message)),
            }
        }
        document
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
