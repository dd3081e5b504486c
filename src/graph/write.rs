//! Writes a graph in the RDF formats. Prefixes are fixed, the order is that of the quads.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::Quad;

use super::order;
use super::vocab::PREFIXES;

/// A format of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Prefixes, grouped by subject; all articles in one graph.
    Turtle,
    /// Turtle with a graph for each article.
    TriG,
    /// One quad a line.
    NQuads,
    /// JSON with a graph for each article.
    JsonLd,
    /// XML; all articles in one graph.
    RdfXml,
}

impl Format {
    fn rdf(self) -> RdfFormat {
        match self {
            Self::Turtle => RdfFormat::Turtle,
            Self::TriG => RdfFormat::TriG,
            Self::NQuads => RdfFormat::NQuads,
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
pub fn write(mut quads: Vec<Quad>, format: Format, base: &str, out: impl Write) -> io::Result<()> {
    order::sort(&mut quads);
    let rdf = format.rdf();
    let mut serializer = RdfSerializer::from_format(rdf);
    for (name, iri) in PREFIXES {
        serializer = serializer.with_prefix(name, iri).map_err(io::Error::other)?;
    }
    for kind in ["event", "organization", "person", "place", "role", "thing", "work"] {
        serializer = serializer.with_prefix(kind, format!("{base}{kind}/")).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(out);
    if rdf.supports_datasets() {
        for quad in &quads {
            writer.serialize_quad(quad)?;
        }
    } else {
        let mut triples = quads;
        order::merge(&mut triples);
        for quad in &triples {
            writer.serialize_triple(quad.as_ref())?;
        }
    }
    writer.finish()?.flush()
}
