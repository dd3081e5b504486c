//! Linked data: every thing of the graph at the path that its IRI has below the base, as a page for people and as RDF.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use percent_encoding::percent_decode_str;

use super::accept::{Accept, format_called};
use super::answer::Answer;
use super::fault::Fault;
use super::page;
use super::params::Params;
use super::site::Site;
use super::work::{self, Lane};
use crate::graph::{ROLES, STRETCHES};

/// Facts of which the RDF of an entity tells.
const MOST_FACTS: usize = 1000;

/// Answers a request for whatever has no path of its own.
pub(super) async fn handle(
    State(site): State<Arc<Site>>,
    method: Method,
    address: Uri,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    if method != Method::GET && method != Method::HEAD {
        return Err(Fault::method("GET, HEAD"));
    }
    let params = Params::read(address.query());
    let called = params.one("format")?.map(format_called).transpose()?;
    let path = address.path().trim_start_matches('/');
    let path =
        percent_decode_str(path).decode_utf8().map_err(|_| Fault::missing("no such path"))?.into_owned();
    let liked = match called {
        Some(format) => Some(format),
        None => Accept::of(&headers).graph_or_page()?,
    };
    let Some(format) = liked else {
        let known = work::run(&site, Lane::Lookups, move |site, _| Ok(find(site, &path)?.is_some())).await?;
        return Ok(page::page(&headers, if known { StatusCode::OK } else { StatusCode::NOT_FOUND }));
    };
    let answer = work::run(&site, Lane::Lookups, move |site, _| {
        let thing =
            find(site, &path)?.ok_or_else(|| Fault::missing("there is no such thing in the store"))?;
        Answer::graph(site, describe(site, &thing)?, format)
    });
    Ok(answer.await?.to(&headers))
}

/// Returns what is shown at `path`.
pub(super) fn find(site: &Site, path: &str) -> Result<Option<NamedNode>, Fault> {
    let Some(iri) = site.addresses.iri(path) else { return Ok(None) };
    if site.store.has_graph(iri.as_ref())? || !site.store.about(iri.as_ref(), None)?.is_empty() {
        return Ok(Some(iri));
    }
    // An article that was published somewhere is called by its address.
    let Some(reading) = site.addresses.reading(path) else { return Ok(None) };
    let told = site.store.about(reading.as_ref(), None)?;
    Ok(told.into_iter().find_map(|quad| match quad.graph_name {
        GraphName::NamedNode(graph) => Some(graph),
        _ => None,
    }))
}

/// Returns what the store tells of `thing`: the graph of an article, or the statements about anything else and those of the
/// facts that it has a part in.
fn describe(site: &Site, thing: &NamedNode) -> Result<Vec<Quad>, Fault> {
    let store = &site.store;
    let graph = store.graph(thing.as_ref())?;
    if !graph.is_empty() {
        return Ok(graph);
    }
    let mut quads = store.about(thing.as_ref(), None)?;
    let mut nodes = BTreeSet::new();
    for quad in &quads {
        if STRETCHES.into_iter().any(|property| quad.predicate == property)
            && let Term::NamedNode(node) = &quad.object
        {
            nodes.insert(node.clone());
        }
    }
    for role in ROLES {
        for quad in store.matching(None, Some(role), Some(thing.as_ref().into())).take(MOST_FACTS) {
            if let NamedOrBlankNode::NamedNode(fact) = quad?.subject {
                nodes.insert(fact);
            }
        }
    }
    for node in nodes.into_iter().take(MOST_FACTS) {
        quads.extend(store.about(node.as_ref(), None)?);
    }
    Ok(quads)
}
