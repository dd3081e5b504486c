//! What reading articles into facts and graphs takes, loaded once.

use oxigraph::model::Quad;

use crate::data::{DataError, Files};
use crate::document::Document;
use crate::graph::{self, FactTypes, Iris, Options};
use crate::resources::Resources;

/// Lexicons, rules and weights, the fact types, and how things are named.
pub struct Reader {
    /// Kept as long as the process: giving back so many small pieces of memory would take a tenth of a short run.
    resources: &'static Resources,
    types: FactTypes,
    options: Options,
}

impl Reader {
    /// Loads what is among `files`, with the learned reader beside the rules where `learned` says so; things are named by `options`, and
    /// facts with less than `least_confidence` are left out.
    ///
    /// # Errors
    /// Where a file is missing or faulty.
    pub fn new(
        files: &Files,
        options: Options,
        learned: bool,
        least_confidence: f64,
    ) -> Result<Self, DataError> {
        let load = if learned { Resources::load_both } else { Resources::load };
        let resources = Box::leak(Box::new(Resources { least_confidence, ..load(files)? }));
        Ok(Self { resources, types: FactTypes::load(files)?, options })
    }

    /// What reading takes.
    pub fn resources(&self) -> &Resources {
        self.resources
    }

    /// Returns the graph of `document`.
    pub fn quads(&self, document: &Document) -> Vec<Quad> {
        graph::build(document, self.resources.gazetteer(), &self.types, &self.options)
    }

    /// Returns the names of what is in `document`.
    pub fn iris(&self, document: &Document) -> Iris {
        Iris::mint(document, self.resources.gazetteer(), &self.options)
    }
}
