//! Writes a graph in the RDF formats. Prefixes are fixed, the order is that of the quads.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

use super::vocab::PREFIXES;
use super::{order, pretty};

/// A format of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Prefixes, grouped by subject; all articles in one graph.
    Turtle,
    /// Turtle with a graph for each article.
    TriG,
    /// One quad a line.
    NQuads,
    /// One triple a line; all articles in one graph.
    NTriples,
    /// JSON with a graph for each article.
    JsonLd,
    /// XML; all articles in one graph.
    RdfXml,
}

impl Format {
    /// Returns the format as Oxigraph knows it.
    pub fn rdf(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NQuads => RdfFormat::NQuads,
            Self::NTriples => RdfFormat::NTriples,
            Self::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
            Self::RdfXml => RdfFormat::RdfXml,
        }
    }
}

/// Writes `quads` to `out`; `base` is where the IRIs of the data begin.
///
/// Formats without named graphs get the union of the graphs.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(mut quads: Vec<Quad>, format: Format, base: &str, mut out: impl Write) -> io::Result<()> {
    order::sort(&mut quads);
    if !format.rdf().supports_datasets() {
        order::merge(&mut quads);
    }
    if matches!(format, Format::Turtle | Format::TriG) {
        out.write_all(pretty::document(&quads, prefixes(base))?.as_bytes())?;
        return out.flush();
    }
    let mut writer = RdfSerializer::from_format(format.rdf()).for_writer(Vec::new());
    for quad in &quads {
        writer.serialize_quad(quad)?;
    }
    let mut bytes = writer.finish()?;
    if bytes.last().is_some_and(|&last| last != b'\n') {
        bytes.push(b'\n');
    }
    out.write_all(&bytes)?;
    out.flush()
}

/// Returns the prefixes of a graph whose data IRIs begin with `base`.
pub(super) fn prefixes(base: &str) -> Vec<(&'static str, String)> {
    let kinds = ["event", "organization", "person", "place", "role", "thing", "work"];
    let terms = PREFIXES.into_iter().map(|(name, iri)| (name, iri.to_owned()));
    terms.chain(kinds.into_iter().map(|kind| (kind, format!("{base}{kind}/")))).collect()
}
