//! Reads an article that is sent, and keeps nothing of it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::civil::Date;

use super::params;
use crate::document::Document;
use crate::graph::article_iri;
use crate::input::{InputError, Items, Kind, Options, Source};
use crate::serve::accept::{Accept, GRAPHS, essence, format_called, sent, unacceptable};
use crate::serve::answer::Answer;
use crate::serve::fault::Fault;
use crate::serve::params::Params;
use crate::serve::site::Site;
use crate::serve::work::{self, Lane};
use crate::text::Article;
use crate::{fact, pipeline};

/// Bytes that the text of an article may have, which takes some 800 times as much memory.
const LONGEST: u64 = 500_000;

/// The form of the answer for who names none.
const JSON: &[&str] = &["application/json"];

/// What is told of the article beside its text.
struct Told {
    date: Option<Date>,
    title: Option<String>,
    url: Option<String>,
}

/// Answers with the facts of the article, in JSON or as RDF.
pub(in crate::serve) async fn convert(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Fault> {
    let params = params(address, &["date", "title", "url", "format", "least"])?;
    let told = told(&params)?;
    let least = params.share("least")?.unwrap_or(0.0);
    let kind = kind(&headers)?;
    let format = match params.one("format")? {
        Some("json") => None,
        Some(name) => Some(format_called(name)?),
        None => {
            // JSON-LD is JSON too: who likes both alike gets what comes first.
            let graphs = GRAPHS.iter().map(|(names, format)| (*names, Some(*format)));
            let offers: Vec<_> = [(JSON, None)].into_iter().chain(graphs).collect();
            Accept::of(&headers).best(&offers).ok_or_else(|| unacceptable(&offers))?
        }
    };
    let answer = work::run(&site, Lane::Reading, move |site, _| {
        let (article, remarks) = article(kind, body.to_vec(), told)?;
        let mut document = pipeline::convert(article, site.reader.resources());
        document.facts = fact::surer(document.facts, least);
        let quads = site.reader.quads(&document);
        match format {
            Some(format) => Answer::graph(site, quads, format),
            None => {
                let mut view = site.records().article(&quads, &site.reader.iris(&document).article)?;
                view.problems = remarks.into_iter().chain(problems(&document)).collect();
                Answer::json(&view)
            }
        }
    });
    Ok(answer.await?.into_post_response())
}

fn told(params: &Params) -> Result<Told, Fault> {
    let url = params.one("url")?.map(str::to_owned);
    if let Some(url) = &url
        && article_iri(url).is_none()
    {
        return Err(Fault::bad("\"url\" is an address such as https://example.org/article"));
    }
    Ok(Told { date: params.day("date")?, title: params.words("title")?.map(str::to_owned), url })
}

/// Returns what the sender says that it sends.
fn kind(headers: &HeaderMap) -> Result<Kind, Fault> {
    let essence = sent(headers).map(|media| essence(&media));
    match essence.as_deref() {
        Some("text/plain") => Ok(Kind::Text),
        Some("text/markdown") => Ok(Kind::Markdown),
        Some("text/html" | "application/xhtml+xml") => Ok(Kind::Html),
        _ => {
            let known = "an article is sent as text/plain, text/markdown or text/html";
            Err(Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, known))
        }
    }
}

/// Returns the article in `bytes`, and remarks on how it was read.
fn article(kind: Kind, bytes: Vec<u8>, told: Told) -> Result<(Article, Vec<String>), Fault> {
    let options = Options { kind: Some(kind), fields: Default::default(), longest: LONGEST };
    let source = Source::Memory("the article".to_owned(), bytes);
    let item = Items::new(vec![source], &options, None).next();
    let item = item.ok_or_else(|| Fault::bad("there is no text to read"))?;
    let taken = item.article(&options).map_err(|error| fault(&error))?;
    let mut article = taken.article;
    article.date_otherwise = told.date;
    article.title = told.title.or(article.title);
    article.url = told.url.or(article.url);
    Ok((article, taken.remarks))
}

fn fault(error: &InputError) -> Fault {
    let status = match error {
        InputError::TooLong { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Fault::new(status, error.to_string())
}

fn problems(document: &Document) -> impl Iterator<Item = String> {
    document.problems.iter().map(|problem| problem.message.clone())
}
