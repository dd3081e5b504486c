//! The SPARQL 1.1 Protocol for queries.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use mediatype::names;

use super::accept::{Accept, essence, sent};
use super::answer::{self, Answer};
use super::fault::Fault;
use super::params::Params;
use super::service;
use super::shape;
use super::site::Site;
use super::work::{self, Lane};
use crate::store::Question;

/// The view of the page on which queries are written.
const EDITOR: &str = "/view/query";

/// Answers a request by `GET` or `POST`.
pub(super) async fn handle(
    State(site): State<Arc<Site>>,
    method: Method,
    RawQuery(address): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Fault> {
    let mut params = Params::read(address.as_deref());
    let query = match method {
        Method::GET | Method::HEAD => {
            if params.is_empty() {
                return described(&site, &headers);
            }
            None
        }
        Method::POST => posted(&headers, &body, &mut params)?,
        _ => return Err(Fault::method("GET, HEAD, POST")),
    };
    let question = question(&params, query)?;
    let accept = Accept::of(&headers);
    let answer = work::run(&site, Lane::Questions, move |site, cancel| {
        answer::evaluate_watched(site, Question { cancel: cancel.clone(), ..question }, &accept)
    });
    let answer = answer.await?;
    Ok(if method == Method::POST { answer.into_post_response() } else { answer.to(&headers) })
}

/// Tells what the service can do, or shows the editor to people.
fn described(site: &Site, headers: &HeaderMap) -> Result<Response, Fault> {
    match Accept::of(headers).graph_or_page()? {
        Some(format) => Ok(Answer::graph(site, service::description(headers), format)?.to(headers)),
        None => {
            let mut response = Redirect::to(EDITOR).into_response();
            response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
            Ok(response)
        }
    }
}

/// Reads the body of a `POST`: returns the query that it is, or adds the parameters that it holds.
fn posted(headers: &HeaderMap, body: &Bytes, params: &mut Params) -> Result<Option<String>, Fault> {
    let wrong = |message: &str| Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message);
    let kinds =
        "a query is posted as application/sparql-query or in a form (application/x-www-form-urlencoded)";
    let told = sent(headers).ok_or_else(|| wrong(kinds))?;
    let charset = told.params.iter().find(|(name, _)| *name == names::CHARSET).map(|(_, value)| *value);
    if charset.is_some_and(|charset| !charset.as_str().trim_matches('"').eq_ignore_ascii_case("utf-8")) {
        return Err(wrong("a query is written in UTF-8"));
    }
    let text = || std::str::from_utf8(body).map_err(|_| Fault::bad("the query is not UTF-8"));
    match essence(&told).as_str() {
        "application/x-www-form-urlencoded" => {
            params.add(text()?.as_bytes());
            Ok(None)
        }
        "application/sparql-query" => Ok(Some(text()?.to_owned())),
        "application/sparql-update" => Err(no_updates()),
        _ => Err(wrong(kinds)),
    }
}

fn no_updates() -> Fault {
    let message = "updates are not taken here; articles are written as graphs, by PUT to /data?graph=IRI";
    Fault::new(StatusCode::FORBIDDEN, message)
}

/// Returns the question that `params` ask, or `query` where that was sent by itself.
fn question(params: &Params, query: Option<String>) -> Result<Question, Fault> {
    if params.has("update") {
        return Err(no_updates());
    }
    let text = match (query, params.all("query")) {
        (Some(query), []) => query,
        (None, [query]) => query.clone(),
        (None, []) => return Err(Fault::bad("the parameter \"query\" is missing")),
        _ => return Err(Fault::bad("there is more than one query")),
    };
    shape::check_query(&text)?;
    let (default, named) = (params.iris("default-graph-uri")?, params.iris("named-graph-uri")?);
    let dataset = (!default.is_empty() || !named.is_empty()).then_some((default, named));
    Ok(Question { dataset, ..Question::new(text) })
}
