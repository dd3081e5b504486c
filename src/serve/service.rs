//! What the server tells of itself: its health, and what its SPARQL endpoint can do.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use serde_json::{Value, json};

use super::fault::Fault;
use super::site::Site;
use crate::graph::vocab::{formats, rdf, sd};

/// What the server speaks; who puts a server before it that speaks HTTPS has that tell of itself.
pub const SCHEME: &str = "http";

/// Answers that all is well, where the store can be read.
pub(super) async fn health(State(site): State<Arc<Site>>) -> Result<Json<Value>, Fault> {
    // Whoever watches over the server is answered however much there is to do.
    let looked = tokio::task::spawn_blocking(move || site.store.has_articles()).await;
    looked.map_err(|_| Fault::own())??;
    Ok(Json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") })))
}

/// Returns the description of the endpoint that was asked by `headers`, in the vocabulary of SPARQL 1.1 Service Description.
pub(super) fn description(headers: &HeaderMap) -> Vec<Quad> {
    let service = BlankNode::new_from_unique_id(0);
    let dataset = BlankNode::new_from_unique_id(1);
    let graph = BlankNode::new_from_unique_id(2);
    let quad = |subject: &BlankNode, predicate: NamedNodeRef<'static>, object: Term| {
        let subject = NamedOrBlankNode::from(subject.clone());
        Quad::new(subject, predicate, object, GraphName::DefaultGraph)
    };
    let mut quads = vec![
        quad(&service, rdf::TYPE, sd::SERVICE.into()),
        quad(&service, sd::SUPPORTED_LANGUAGE, sd::SPARQL_11_QUERY.into()),
        quad(&service, sd::FEATURE, sd::UNION_DEFAULT_GRAPH.into()),
        quad(&service, sd::DEFAULT_DATASET, dataset.clone().into()),
        quad(&dataset, rdf::TYPE, sd::DATASET.into()),
        quad(&dataset, sd::DEFAULT_GRAPH, graph.clone().into()),
        quad(&graph, rdf::TYPE, sd::GRAPH.into()),
    ];
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    if let Ok(endpoint) = NamedNode::new(format!("{SCHEME}://{host}/sparql")) {
        quads.push(quad(&service, sd::ENDPOINT, endpoint.into()));
    }
    quads.extend(formats::ALL.iter().map(|format| quad(&service, sd::RESULT_FORMAT, (*format).into())));
    quads
}
