//! Answers: the forms of results, within limits, with the tag by which a client knows one that it has already.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::{GraphName, Quad};
use oxigraph::sparql::QueryResults;
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::accept::{Accept, GRAPHS, media_type, unacceptable};
use super::conditions::tags;
use super::fault::Fault;
use super::site::{Limits, Site};
use crate::graph;
use crate::store::{Question, Stopped};

/// What is sent.
pub(super) struct Answer {
    pub(super) media: &'static str,
    pub(super) bytes: Bytes,
}

/// The forms of rows and truths.
const RESULTS: [(&[&str], QueryResultsFormat); 4] = [
    (&["application/sparql-results+json", "application/json"], QueryResultsFormat::Json),
    (&["application/sparql-results+xml", "application/xml", "text/xml"], QueryResultsFormat::Xml),
    (&["text/csv"], QueryResultsFormat::Csv),
    (&["text/tab-separated-values"], QueryResultsFormat::Tsv),
];

fn results_type(format: QueryResultsFormat) -> &'static str {
    match format {
        QueryResultsFormat::Xml => "application/sparql-results+xml",
        QueryResultsFormat::Csv => "text/csv; charset=utf-8",
        QueryResultsFormat::Tsv => "text/tab-separated-values; charset=utf-8",
        _ => "application/sparql-results+json",
    }
}

/// Answers the question of a stranger: it is looked after, so that it ends when it should.
pub(super) fn evaluate_watched(site: &Site, question: Question, accept: &Accept) -> Result<Answer, Fault> {
    let cancel = question.cancel.clone();
    let question = Question { watch: Some(Arc::new(move || !cancel.is_cancelled())), ..question };
    // What unwinds holds nothing that is used afterwards.
    match catch_unwind(AssertUnwindSafe(|| evaluate(site, &question, accept))) {
        Ok(answer) => answer,
        Err(error) => match error.downcast_ref::<Stopped>() {
            // Its client was told why.
            Some(Stopped::Told) => Err(Fault::refused("the query was stopped")),
            Some(Stopped::TooLong) => {
                Err(Fault::refused("the query makes too long a text of others; ask for shorter ones"))
            }
            None => resume_unwind(error),
        },
    }
}

/// Answers `question` in the form that `accept` likes best.
pub(super) fn evaluate(site: &Site, question: &Question, accept: &Accept) -> Result<Answer, Fault> {
    let limits = site.settings().limits;
    let mut out = Limited { bytes: Vec::new(), most: limits.bytes };
    let results = site.store.ask(question)?;
    let form = || accept.best(&RESULTS).ok_or_else(|| unacceptable(&RESULTS));
    match results {
        QueryResults::Boolean(truth) => {
            let format = form()?;
            QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut out, truth)?;
            Ok(Answer { media: results_type(format), bytes: out.bytes.into() })
        }
        QueryResults::Solutions(rows) => {
            let format = form()?;
            let variables = rows.variables().to_vec();
            let mut writer = QueryResultsSerializer::from_format(format)
                .serialize_solutions_to_writer(&mut out, variables)?;
            for (number, row) in rows.enumerate() {
                check(number, limits)?;
                writer.serialize(&row?)?;
            }
            writer.finish()?;
            Ok(Answer { media: results_type(format), bytes: out.bytes.into() })
        }
        QueryResults::Graph(triples) => {
            let format = accept.best(&GRAPHS).ok_or_else(|| unacceptable(&GRAPHS))?;
            let mut quads = Vec::new();
            for (number, triple) in triples.enumerate() {
                check(number, limits)?;
                quads.push(triple?.in_graph(GraphName::DefaultGraph));
            }
            graph::write(quads, format, site.addresses.base(), &mut out)?;
            Ok(Answer { media: media_type(format), bytes: out.bytes.into() })
        }
    }
}

fn check(number: usize, limits: Limits) -> Result<(), Fault> {
    if number < limits.rows {
        return Ok(());
    }
    let what = format!("the answer has more than {} rows; add a LIMIT or ask for less", limits.rows);
    Err(Fault::refused(what))
}

/// A buffer that holds no more than it may.
struct Limited {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            let most = self.most >> 20;
            return Err(io::Error::other(format!("the answer has more than {most} MiB; ask for less")));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Answer {
    /// Returns `value` as JSON.
    pub(super) fn json(value: &impl Serialize) -> Result<Self, Fault> {
        let bytes = serde_json::to_vec(value).map_err(io::Error::from)?;
        Ok(Self { media: "application/json", bytes: bytes.into() })
    }

    /// Returns `quads` in `format`.
    pub(super) fn graph(site: &Site, quads: Vec<Quad>, format: graph::Format) -> Result<Self, Fault> {
        let mut bytes = Vec::new();
        graph::write(quads, format, site.addresses.base(), &mut bytes)?;
        Ok(Self { media: media_type(format), bytes: bytes.into() })
    }

    /// Returns the response to a `POST`, which asks for no copy that its client has.
    pub(super) fn into_post_response(self) -> Response {
        self.to(&HeaderMap::new())
    }

    /// Returns the response, which is short where the request with the headers `asked` tells that its client has it.
    pub(super) fn to(self, asked: &HeaderMap) -> Response {
        let tag = tag(&self.bytes);
        let known = tags(asked, header::IF_NONE_MATCH).is_some_and(|given| given.name(&tag));
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = Response::new(Body::from(self.bytes));
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media));
            response
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.append(header::VARY, HeaderValue::from_static("accept"));
        response
    }
}

/// Returns the entity tag of `bytes`: a weak one, since what is sent may be packed.
pub(super) fn tag(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("W/\"{hex}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_has_it_gets_no_body() {
        let answer = || Answer { media: "text/plain", bytes: Bytes::from_static(b"abc") };
        let fresh = answer().to(&HeaderMap::new());
        let tag = fresh.headers()[header::ETAG].clone();
        assert_eq!(fresh.status(), StatusCode::OK);
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, tag);
        assert_eq!(answer().to(&asked).status(), StatusCode::NOT_MODIFIED);
        asked.insert(header::IF_NONE_MATCH, HeaderValue::from_static("\"other\""));
        assert_eq!(answer().to(&asked).status(), StatusCode::OK);
    }

    #[test]
    fn too_much_is_refused() {
        let mut out = Limited { bytes: Vec::new(), most: 4 };
        assert!(out.write_all(b"abcd").is_ok() && out.write_all(b"e").is_err());
    }
}
