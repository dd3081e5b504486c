//! What the tests share: resources loaded once, our own articles, and the program's output for them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use depeche::data::Files;
use depeche::document::Document;
use depeche::graph::{self, FactTypes, Format, Options};
use depeche::pipeline;
use depeche::resources::Resources;
use depeche::text::Article;
use oxigraph::model::Quad;

/// The embedded resources.
pub(crate) static RESOURCES: LazyLock<Resources> = LazyLock::new(|| Resources::embedded().unwrap());

/// The fact types of the ontology.
pub(crate) static TYPES: LazyLock<FactTypes> = LazyLock::new(|| FactTypes::load(&Files::embedded()).unwrap());

/// The day on which the articles of the tests appeared.
pub(crate) const DATE: &str = "2024-03-14";

/// Returns the path of `name` in the repository.
pub(crate) fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Returns the names of the folders under `tests/articles`, sorted.
pub(crate) fn article_names() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(path("tests/articles"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Returns the text of the article `name` of the tests.
pub(crate) fn article_text(name: &str) -> String {
    fs::read_to_string(path(&format!("tests/articles/{name}/article.txt"))).unwrap()
}

/// Returns what is read in the article `name` of the tests.
pub(crate) fn article(name: &str) -> Document {
    convert(&article_text(name))
}

/// Returns what is read in `text`.
pub(crate) fn convert(text: &str) -> Document {
    pipeline::convert(Article { date: DATE.parse().ok(), ..Article::new(text) }, &RESOURCES)
}

/// Returns the graph of `document`.
pub(crate) fn quads(document: &Document) -> Vec<Quad> {
    graph::build(document, RESOURCES.gazetteer(), &TYPES, &Options::default())
}

/// Returns `quads` written in `format`.
pub(crate) fn written(quads: Vec<Quad>, format: Format) -> String {
    let mut bytes = Vec::new();
    graph::write(quads, format, graph::vocab::DEFAULT_BASE, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}
