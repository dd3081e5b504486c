//! Facts by what they tell, and those that contradict each other.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use oxigraph::sparql::{CancellationToken, Variable};
use serde::Serialize;

use super::articles::day;
use super::{List, Page, answer, node, params, rows, value};
use crate::graph::vocab::{ONTOLOGY_GRAPH, SAME_EVENTS, dp};
use crate::graph::{FactRecord, local_name};
use crate::query::parameter;
use crate::serve::fault::Fault;
use crate::serve::params::{Params, Window};
use crate::serve::site::Site;

/// What facts can be picked by.
const KNOWN: [&str; 15] = [
    "iri",
    "type",
    "entity",
    "agent",
    "speaker",
    "article",
    "status",
    "polarity",
    "factuality",
    "since",
    "until",
    "q",
    "least",
    "limit",
    "offset",
];

/// The terms that some parameters choose from, by their local names.
const CHOICES: [(&str, &[NamedNodeRef<'static>]); 3] = [
    ("status", &[dp::ASSERTED, dp::CLAIMED]),
    ("polarity", &[dp::POSITIVE, dp::NEGATIVE]),
    ("factuality", &[dp::ACTUAL, dp::PLANNED, dp::UNCERTAIN]),
];

/// The query that finds the facts: the one that begins with what picks most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Those of an entity.
    Entity,
    /// Those of an article.
    Article,
    /// All of them.
    All,
}

impl Way {
    fn query(self) -> &'static str {
        match self {
            Self::Entity => "api/facts-of-entity",
            Self::Article => "api/facts-of-article",
            Self::All => "api/facts",
        }
    }
}

/// Lists facts, the newest first.
pub(in crate::serve) async fn list(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let params = params(address, &KNOWN)?;
    let window = Window::of(&params)?;
    let iris = params.iris("iri")?;
    let by_name = params.has("iri");
    if by_name {
        params.only(&["iri", "limit", "offset"])?;
    }
    let (way, values) = picked(&site, &params)?;
    answer(&site, &headers, move |site, cancel| {
        let mut found = Vec::new();
        for fact in iris {
            if record(site, &fact)?.is_some() {
                found.push(fact);
            }
        }
        if !by_name {
            found = rows(site, cancel, way.query(), values)?
                .iter()
                .filter_map(|row| node(row, "fact").map(|fact| fact.into_owned()))
                .collect();
        }
        let total = found.len();
        let records = window.of_list(found).map(|fact| record(site, &fact));
        let records = records.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        Ok(Page::new(total, window, records))
    })
    .await
}

/// Returns the query to ask and the values for its parameters.
fn picked(site: &Site, params: &Params) -> Result<(Way, Vec<(Variable, Term)>), Fault> {
    let mut values = Vec::new();
    for name in ["entity", "agent", "speaker", "article"] {
        values.extend(params.iris(name)?.into_iter().map(|iri| value(name, iri)));
    }
    for name in params.all("type") {
        values.push(value("type", parameter::fact_type(name, &site.types)?));
    }
    for (name, terms) in CHOICES {
        let locals: Vec<_> = terms.iter().map(|term| local_name(*term)).collect();
        if let Some(chosen) = params.choice(name, &locals)? {
            let term = terms.iter().find(|term| local_name(**term) == chosen);
            values.extend(term.map(|term| value(name, *term)));
        }
    }
    values.extend(day("since", params.day("since")?));
    values.extend(day("until", params.day("until")?));
    values.extend(params.words("q")?.map(|words| value("q", Literal::from(words))));
    values.extend(
        params
            .share("least")?
            .map(|least| value("least", Literal::new_typed_literal(least.to_string(), xsd::DECIMAL))),
    );
    let way = match () {
        () if params.has("entity") => Way::Entity,
        () if params.has("article") => Way::Article,
        () => Way::All,
    };
    Ok((way, values))
}

/// Returns the record of `fact`; none where the store does not have it.
pub(super) fn record(site: &Site, fact: &NamedNode) -> Result<Option<FactRecord>, Fault> {
    let quads = around(site, fact)?;
    Ok(site.records().facts(&quads).into_iter().find(|record| record.iri == fact.as_str()))
}

/// Returns the quads that tell of `fact`, its participants, its stretches and its article: what a record is made of.
fn around(site: &Site, fact: &NamedNode) -> Result<Vec<Quad>, Fault> {
    let store = &site.store;
    let own = store.about(fact.as_ref(), None)?;
    let graph = own.iter().find_map(|quad| match &quad.graph_name {
        GraphName::NamedNode(graph) if *graph != SAME_EVENTS && *graph != ONTOLOGY_GRAPH => {
            Some(graph.clone())
        }
        _ => None,
    });
    let Some(graph) = graph else { return Ok(Vec::new()) };
    let mut quads: Vec<_> = own
        .into_iter()
        .filter(|quad| {
            let name = &quad.graph_name;
            matches!(name, GraphName::NamedNode(name) if *name == graph || *name == SAME_EVENTS)
        })
        .collect();
    let mut nodes = BTreeSet::from([graph.clone()]);
    nodes.extend(quads.iter().filter_map(|quad| match &quad.object {
        Term::NamedNode(node) if node != fact => Some(node.clone()),
        _ => None,
    }));
    for node in nodes {
        quads.extend(store.about(node.as_ref(), Some(graph.as_ref()))?);
    }
    Ok(quads)
}

#[derive(Serialize)]
struct Contradiction {
    held: FactRecord,
    denied: FactRecord,
}

/// Contradictions that are shown.
const MOST: usize = 200;

/// Lists what some hold and others deny.
pub(in crate::serve) async fn contradictions(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let params = params(address, &["entity"])?;
    let entities = params.iris("entity")?;
    answer(&site, &headers, move |site, cancel| Ok(List { items: pairs(site, cancel, entities)? })).await
}

fn pairs(
    site: &Site,
    cancel: &CancellationToken,
    entities: Vec<NamedNode>,
) -> Result<Vec<Contradiction>, Fault> {
    let values = entities.into_iter().map(|entity| value("about", entity)).collect();
    let mut pairs: Vec<(NamedNode, NamedNode)> = Vec::new();
    for row in rows(site, cancel, "contradictory-claims", values)? {
        if let (Some(held), Some(denied)) = (node(&row, "held"), node(&row, "denied")) {
            let pair = (held.into_owned(), denied.into_owned());
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    let mut told = Vec::new();
    for (held, denied) in pairs.into_iter().take(MOST) {
        if let (Some(held), Some(denied)) = (record(site, &held)?, record(site, &denied)?) {
            told.push(Contradiction { held, denied });
        }
    }
    Ok(told)
}
