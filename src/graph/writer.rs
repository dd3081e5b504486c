//! Writes any number of articles one after the other, so that memory holds one of them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use oxigraph::io::{RdfSerializer, WriterQuadSerializer};
use oxigraph::model::{GraphName, Quad, Triple};
use sha2::{Digest, Sha256};

use super::pretty::Printer;
use super::write::{Format, prefixes};
use super::{order, vocab};

/// Writes articles as they come. The formats without named graphs get each triple once, where it first comes.
pub struct Writer<W: Write> {
    form: Form<W>,
    /// Digests of the triples written, where there are no named graphs to keep articles apart.
    seen: Option<BTreeSet<[u8; 16]>>,
    /// Whether the format's last line has no end.
    open_end: bool,
}

enum Form<W: Write> {
    /// Turtle and TriG.
    Blocks(W, Printer, bool),
    /// The other formats.
    Quads(Box<WriterQuadSerializer<W>>),
}

impl<W: Write> Writer<W> {
    /// Returns a writer to `out`; `base` is where the IRIs of the data begin.
    ///
    /// # Errors
    /// Where `base` is no IRI.
    pub fn new(format: Format, base: &str, out: W) -> io::Result<Self> {
        let prefixes = prefixes(base);
        let seen = (!format.rdf().supports_datasets()).then(BTreeSet::new);
        let form = match format {
            Format::Turtle | Format::TriG => Form::Blocks(out, Printer::new(prefixes)?, false),
            Format::NQuads | Format::NTriples | Format::JsonLd | Format::RdfXml => {
                let mut serializer = RdfSerializer::from_format(format.rdf());
                for (name, iri) in vocab::PREFIXES {
                    serializer = serializer.with_prefix(name, iri).map_err(io::Error::other)?;
                }
                Form::Quads(Box::new(serializer.for_writer(out)))
            }
        };
        Ok(Self { form, seen, open_end: matches!(format, Format::JsonLd | Format::RdfXml) })
    }

    /// Writes `quads`, the graph of an article.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn graph(&mut self, mut quads: Vec<Quad>) -> io::Result<()> {
        order::sort(&mut quads);
        if let Some(seen) = &mut self.seen {
            for quad in &mut quads {
                quad.graph_name = GraphName::DefaultGraph;
            }
            quads.retain(|quad| seen.insert(digest(quad)));
        }
        match &mut self.form {
            Form::Blocks(out, printer, begun) => {
                if !*begun {
                    out.write_all(printer.head.as_bytes())?;
                    *begun = true;
                }
                out.write_all(printer.graphs(&quads)?.as_bytes())
            }
            Form::Quads(serializer) => quads.iter().try_for_each(|quad| serializer.serialize_quad(quad)),
        }
    }

    /// Ends the document and gives `out` back.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(self) -> io::Result<W> {
        match self.form {
            Form::Blocks(mut out, printer, begun) => {
                if !begun {
                    out.write_all(printer.head.as_bytes())?;
                }
                Ok(out)
            }
            Form::Quads(serializer) => {
                let mut out = serializer.finish()?;
                if self.open_end {
                    out.write_all(b"\n")?;
                }
                Ok(out)
            }
        }
    }
}

fn digest(quad: &Quad) -> [u8; 16] {
    let digest = Sha256::digest(Triple::from(quad.clone()).to_string());
    let mut first = [0; 16];
    first.copy_from_slice(&digest[..16]);
    first
}
