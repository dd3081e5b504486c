//! The HTTP API in JSON, for applications and for the page. `openapi.json` describes it.

pub(super) mod articles;
pub(super) mod convert;
pub(super) mod entities;
pub(super) mod facts;
pub(super) mod queries;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::{CancellationToken, QuerySolution, Variable};
use serde::Serialize;
use serde_json::json;

use super::answer::Answer;
use super::fault::Fault;
use super::params::{Params, Window};
use super::site::Site;
use super::work::{self, Lane};
use crate::query;
use crate::store::Question;

/// A part of a long list, as it is sent.
#[derive(Serialize)]
struct Page<T> {
    total: usize,
    limit: usize,
    offset: usize,
    items: Vec<T>,
}

impl<T> Page<T> {
    fn new(total: usize, window: Window, items: Vec<T>) -> Self {
        Self { total, limit: window.limit, offset: window.offset, items }
    }
}

/// A whole list.
#[derive(Serialize)]
struct List<T> {
    items: T,
}

/// Answers by what `job` makes of the store.
async fn answer<T: Serialize>(
    site: &Arc<Site>,
    headers: &HeaderMap,
    job: impl FnOnce(&Site, &CancellationToken) -> Result<T, Fault> + Send + 'static,
) -> Result<Response, Fault> {
    let answer = work::run(site, Lane::Lookups, move |site, cancel| Answer::json(&job(site, cancel)?));
    Ok(answer.await?.to(headers))
}

/// Returns the rows of the query `name` with `values` for its parameters.
fn rows(
    site: &Site,
    cancel: &CancellationToken,
    name: &str,
    values: Vec<(Variable, Term)>,
) -> Result<Vec<QuerySolution>, Fault> {
    let query =
        site.catalog.get(name).ok_or_else(|| Fault::refused(format!("there is no query \"{name}\"")))?;
    let question = Question { values, cancel: cancel.clone(), ..Question::new(query.text.clone()) };
    match query::Answer::collect(site.store.ask(&question)?)? {
        query::Answer::Rows(_, rows) => Ok(rows),
        _ => Ok(Vec::new()),
    }
}

fn value(name: &str, term: impl Into<Term>) -> (Variable, Term) {
    (Variable::new_unchecked(name), term.into())
}

/// Returns the IRI in the column `name` of `row`.
fn node<'a>(row: &'a QuerySolution, name: &str) -> Option<NamedNodeRef<'a>> {
    match row.get(name)? {
        Term::NamedNode(node) => Some(node.as_ref()),
        _ => None,
    }
}

/// Returns the text in the column `name` of `row`.
fn text<'a>(row: &'a QuerySolution, name: &str) -> Option<&'a str> {
    match row.get(name)? {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// Returns the number in the column `name` of `row`.
fn number(row: &QuerySolution, name: &str) -> usize {
    text(row, name).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// Returns the IRI that the parameter `iri` holds.
fn iri(params: &Params) -> Result<NamedNode, Fault> {
    let text = params.needed("iri")?;
    NamedNode::new(text).map_err(|_| Fault::bad("\"iri\" is an absolute IRI"))
}

/// Tells what is served.
pub(super) async fn about(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Fault> {
    answer(&site, &headers, |site, _| {
        let settings = site.settings();
        let (articles, quads) = site.counts()?;
        Ok(json!({
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "base": settings.base,
            "writable": settings.token.is_some(),
            "articles": articles,
            "quads": quads,
            "limits": { "seconds": settings.limits.time.as_secs_f64(), "rows": settings.limits.rows },
        }))
    })
    .await
}

/// Lists the fact types.
pub(super) async fn types(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response, Fault> {
    Ok(Answer::json(&List { items: &site.labels })?.to(&headers))
}

/// Describes the API.
pub(super) async fn description(headers: HeaderMap) -> Response {
    let bytes = Bytes::from_static(include_bytes!("../openapi.json"));
    Answer { media: "application/json", bytes }.to(&headers)
}

/// Reads the parameters of a request, which may be those `known`.
fn params(RawQuery(address): RawQuery, known: &[&str]) -> Result<Params, Fault> {
    let params = Params::read(address.as_deref());
    params.only(known)?;
    Ok(params)
}
