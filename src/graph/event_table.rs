//! The facts of articles as rows of an event table, in the terms of PLOVER as far as the alignments give one.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};

use super::ontology;
use super::view::{View, local_name};
use super::vocab::{dp, nif, prov, rdf};
use crate::data::{DataError, Files};

const FILE: &str = "ontology/alignments.ttl";

/// The event types of PLOVER by fact type.
#[derive(Clone, Debug, Default)]
pub struct Plover(BTreeMap<NamedNode, (String, String)>);

impl Plover {
    /// Reads them from the alignments among `files`.
    ///
    /// # Errors
    /// Where the file is missing or is not Turtle.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut types: BTreeMap<NamedNode, (String, String)> = BTreeMap::new();
        for quad in ontology::triples(files, FILE)? {
            let (NamedOrBlankNode::NamedNode(class), Term::Literal(name)) = (quad.subject, quad.object)
            else {
                continue;
            };
            if quad.predicate == dp::PLOVER {
                types.entry(class).or_default().0 = name.value().to_owned();
            } else if quad.predicate == dp::PLOVER_MODE {
                types.entry(class).or_default().1 = name.value().to_owned();
            }
        }
        types.retain(|_, (event, _)| !event.is_empty());
        Ok(Self(types))
    }

    /// Returns a row for each fact in `quads`, the graph of one article, that is an event; in the order of the text.
    pub fn rows(&self, quads: &[Quad]) -> Vec<Row> {
        let view = View::new(quads);
        let mut rows: Vec<_> = view.facts().filter_map(|fact| self.row(&view, fact)).collect();
        rows.sort();
        rows.into_iter().map(|(_, row)| row).collect()
    }

    /// Returns the row of `fact` and the place of its trigger.
    fn row(&self, view: &View<'_>, fact: &NamedNode) -> Option<(usize, Row)> {
        let class = view.nodes(fact, rdf::TYPE).find(|class| self.0.contains_key(*class))?;
        let (event, mode) = self.0.get(class)?;
        let begin = view.value(view.node(fact, dp::TRIGGER)?, nif::BEGIN_INDEX);
        let evidence = view.node(fact, dp::EVIDENCE).and_then(|span| view.value(span, nif::ANCHOR_OF));
        let names = |role| view.nodes(fact, role).map(|node| view.name(node)).collect::<Vec<_>>().join("; ");
        let local =
            |property| view.node(fact, property).map_or_else(String::new, |node| local_name(node).to_owned());
        let row = Row {
            date: view.time(fact).map_or_else(String::new, |date| date.value().to_owned()),
            actor: names(dp::AGENT),
            recipient: names(dp::TARGET),
            event: event.clone(),
            mode: mode.clone(),
            quotation: evidence.map_or_else(String::new, |words| {
                words.value().split_whitespace().collect::<Vec<_>>().join(" ")
            }),
            source: names(dp::SOURCE),
            article: view
                .node(fact, prov::WAS_DERIVED_FROM)
                .map_or_else(String::new, |node| node.as_str().to_owned()),
            fact_type: local_name(class).to_owned(),
            status: local(dp::STATUS),
            polarity: local(dp::POLARITY),
            factuality: local(dp::FACTUALITY),
            fact: fact.as_str().to_owned(),
        };
        Some((begin.and_then(|at| at.value().parse().ok()).unwrap_or(0), row))
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Row {
    /// ISO 8601, a day, month or year: the fact's, or else the article's.
    pub date: String,
    /// Names, set apart by semicolons.
    pub actor: String,
    /// Names, set apart by semicolons.
    pub recipient: String,
    /// PLOVER's event type.
    pub event: String,
    /// PLOVER's mode, where there is one.
    pub mode: String,
    /// The sentence.
    pub quotation: String,
    /// Who says so, where it is not the article.
    pub source: String,
    /// Its IRI.
    pub article: String,
    /// The fact's type.
    #[serde(rename = "type")]
    pub fact_type: String,
    /// `Asserted`, or `Claimed` where the article itself does not say that it happened.
    pub status: String,
    /// `Positive` or `Negative`.
    pub polarity: String,
    /// `Actual`, `Planned` or `Uncertain`.
    pub factuality: String,
    /// Its IRI.
    pub fact: String,
}
