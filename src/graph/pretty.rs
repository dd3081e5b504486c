//! Writes Turtle and TriG with sophia's pretty printer.
//!
//! sophia looks through the whole graph that it is given for each of its subjects, and orders what it writes by IRI.
//! It is given the triples of one subject and predicate at a time: so the time is in proportion to the graph, and the
//! order stays that of the quads.

use std::io;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term};
use sophia_api::MownStr;
use sophia_api::prefix::{Prefix, PrefixMapPair};
use sophia_api::prelude::{Iri, IriRef, Stringifier as _, TripleSerializer as _};
use sophia_api::term::{LanguageTag, SimpleTerm};
use sophia_turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};

use super::vocab::rdf;

/// Characters of a literal that need a backslash from which sophia, which calls itself for each, does not write it.
const MOST_ESCAPES: usize = 500;

/// Returns `quads`, in their order, as TriG; where all are in the default graph that is Turtle. Of `prefixes` those
/// that are of use are declared.
pub(super) fn document(quads: &[Quad], mut prefixes: Vec<(&str, String)>) -> io::Result<String> {
    prefixes.retain(|(_, iri)| quads.iter().any(|quad| iris(quad).any(|i| i.starts_with(iri.as_str()))));
    let printer = Printer::new(prefixes)?;
    Ok(printer.head.clone() + &printer.graphs(quads)?)
}

/// Writes blocks of TriG or Turtle that share their prefixes.
pub(super) struct Printer {
    config: TurtleConfig,
    /// The declarations, which sophia sets before all that it writes.
    pub(super) head: String,
}

impl Printer {
    /// Returns a printer that declares all `prefixes`.
    pub(super) fn new(mut prefixes: Vec<(&str, String)>) -> io::Result<Self> {
        prefixes.sort_unstable();
        let pair = |(name, iri): (&str, String)| -> io::Result<PrefixMapPair> {
            let name = Prefix::new(Box::from(name)).map_err(io::Error::other)?;
            Ok((name, Iri::new(iri.into_boxed_str()).map_err(io::Error::other)?))
        };
        let prefixes = prefixes.into_iter().map(pair).collect::<io::Result<_>>()?;
        let config = TurtleConfig::new().with_pretty(true).with_own_prefix_map(prefixes);
        let mut serializer = TurtleSerializer::new_stringifier_with_config(config.clone());
        let none: Vec<[SimpleTerm<'_>; 3]> = Vec::new();
        serializer.serialize_graph(&none).map_err(io::Error::other)?;
        let head = serializer.as_str().to_owned();
        Ok(Self { config, head })
    }

    /// Returns `quads`, in their order, without the declarations.
    pub(super) fn graphs(&self, quads: &[Quad]) -> io::Result<String> {
        let mut text = String::new();
        for graph in quads.chunk_by(|a, b| a.graph_name == b.graph_name) {
            let name = graph.first().map(|q| &q.graph_name).filter(|name| !name.is_default_graph());
            if let Some(name) = name {
                text.push_str(&format!("\nGRAPH {name} {{"));
            }
            for subject in graph.chunk_by(|a, b| a.subject == b.subject) {
                let block = self.subject(subject)?;
                text.push_str(&if name.is_some() { block.replace('\n', "\n  ") } else { block });
                text.push_str(".\n");
            }
            if name.is_some() {
                text.push_str("}\n");
            }
        }
        Ok(text)
    }

    /// Returns the triples of one subject without the full stop behind them.
    fn subject(&self, quads: &[Quad]) -> io::Result<String> {
        if !quads.iter().all(is_plain) {
            return Ok(bare(quads));
        }
        let mut serializer = TurtleSerializer::new_stringifier_with_config(self.config.clone());
        let mut block = String::new();
        for group in quads.chunk_by(|a, b| a.predicate == b.predicate) {
            let start = serializer.as_utf8().len() + self.head.len();
            let triples: Vec<_> = group.iter().filter_map(triple).collect();
            serializer.serialize_graph(&triples).map_err(io::Error::other)?;
            let text = serializer.as_str().get(start..).unwrap_or_default();
            let text = text.strip_suffix(".\n").unwrap_or(text);
            if block.is_empty() {
                block.push_str(text);
            } else {
                // Behind the first predicate the subject, alone on its line, is not told again.
                let Some((_, rest)) = text.trim_start().split_once('\n') else { return Ok(bare(quads)) };
                block.push_str(";\n");
                block.push_str(rest);
            }
        }
        Ok(block)
    }
}

/// Returns the triples of one subject with all IRIs in full. sophia sees one predicate at a time, so that it would not
/// tell one blank node from another.
fn bare(quads: &[Quad]) -> String {
    let subject = quads.first().map_or_else(String::new, |quad| quad.subject.to_string());
    let pairs: Vec<_> = quads.iter().map(|quad| format!("{} {} ", quad.predicate, quad.object)).collect();
    format!("\n{subject}\n  {}", pairs.join(";\n  "))
}

/// Whether sophia can write `quad` by itself.
fn is_plain(quad: &Quad) -> bool {
    let escaped = |c: &char| c.is_control() || matches!(c, '"' | '\\');
    matches!(quad.subject, NamedOrBlankNode::NamedNode(_))
        && match &quad.object {
            Term::NamedNode(_) => true,
            Term::Literal(literal) => literal.value().chars().filter(escaped).nth(MOST_ESCAPES).is_none(),
            _ => false,
        }
}

/// Returns the IRIs of `quad` that may be written with a prefix.
fn iris(quad: &Quad) -> impl Iterator<Item = &str> {
    let subject = match quad.subject.as_ref() {
        NamedOrBlankNodeRef::NamedNode(node) => Some(node.as_str()),
        NamedOrBlankNodeRef::BlankNode(_) => None,
    };
    let predicate = (quad.predicate != rdf::TYPE).then_some(quad.predicate.as_str());
    let object = match &quad.object {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) if literal.language().is_none() && literal.datatype() != xsd::STRING => {
            Some(literal.datatype().as_str())
        }
        _ => None,
    };
    [subject, predicate, object].into_iter().flatten()
}

fn triple(quad: &Quad) -> Option<[SimpleTerm<'_>; 3]> {
    let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return None };
    let object = match &quad.object {
        Term::NamedNode(node) => iri(node.as_str()),
        Term::Literal(literal) => {
            let value = MownStr::from(literal.value());
            match literal.language() {
                Some(tag) => SimpleTerm::LiteralLanguage(value, LanguageTag::new_unchecked(tag.into()), None),
                None => {
                    let datatype = IriRef::new_unchecked(literal.datatype().as_str().into());
                    SimpleTerm::LiteralDatatype(value, datatype)
                }
            }
        }
        _ => return None,
    };
    Some([iri(subject.as_str()), iri(quad.predicate.as_str()), object])
}

fn iri(iri: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked(iri.into()))
}
