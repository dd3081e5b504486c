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
pub fn write(mut quads: Vec<Quad>, format: Format, base: &str, mut out: impl Write) -> io::Result<()> {
    order::sort(&mut quads);
    let rdf = format.rdf();
    let mut serializer = RdfSerializer::from_format(rdf);
    // The serializer lists its prefixes in no fixed order; only in Turtle and TriG can they be sorted afterwards.
    if matches!(format, Format::Turtle | Format::TriG) {
        for (name, iri) in prefixes(base) {
            serializer = serializer.with_prefix(name, iri).map_err(io::Error::other)?;
        }
    }
    let mut writer = serializer.for_writer(Vec::new());
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
    let mut bytes = sort_prefixes(writer.finish()?);
    if bytes.last().is_some_and(|&last| last != b'\n') {
        bytes.push(b'\n');
    }
    out.write_all(&bytes)?;
    out.flush()
}

/// Returns the prefixes of a graph whose data IRIs begin with `base`.
fn prefixes(base: &str) -> Vec<(&'static str, String)> {
    let kinds = ["event", "organization", "person", "place", "role", "thing", "work"];
    let terms = PREFIXES.into_iter().map(|(name, iri)| (name, iri.to_owned()));
    terms.chain(kinds.into_iter().map(|kind| (kind, format!("{base}{kind}/")))).collect()
}

/// Returns the Turtle or TriG document `text` with the prefix lines at its head sorted.
pub fn sort_prefixes(text: Vec<u8>) -> Vec<u8> {
    let mut rest = text.as_slice();
    let mut lines = Vec::new();
    while rest.starts_with(b"@prefix ") {
        let end = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |i| i + 1);
        lines.push(&rest[..end]);
        rest = &rest[end..];
    }
    if lines.is_empty() {
        return text;
    }
    lines.sort_unstable();
    let mut sorted = lines.concat();
    sorted.extend_from_slice(b"\n");
    sorted.extend_from_slice(rest);
    sorted
}
