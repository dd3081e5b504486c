//! Articles: their list, and one with its text and facts.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::Variable;
use serde::Serialize;

use super::{Page, answer, iri, node, params, rows, value};
use crate::graph::ArticleHead;
use crate::graph::vocab::dp;
use crate::serve::fault::Fault;
use crate::serve::params::Window;
use crate::serve::site::Site;

/// Characters of the text that the list shows.
const START: usize = 160;

#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    head: ArticleHead,
    start: String,
    facts: usize,
}

/// Lists articles, the newest first.
pub(in crate::serve) async fn list(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let params = params(address, &["q", "since", "until", "limit", "offset"])?;
    let window = Window::of(&params)?;
    let (since, until) = (params.day("since")?, params.day("until")?);
    let words = params.words("q")?.map(str::to_owned);
    answer(&site, &headers, move |site, cancel| {
        let mut values: Vec<_> = words.map(|words| value("q", Literal::from(words))).into_iter().collect();
        values.extend(day("since", since));
        values.extend(day("until", until));
        let rows = rows(site, cancel, "api/articles", values)?;
        let total = rows.len();
        let articles =
            window.of_list(rows).filter_map(|row| node(&row, "article").map(|iri| iri.into_owned()));
        let lines = articles.map(|article| line(site, &article));
        Ok(Page::new(total, window, lines.collect::<Result<Vec<_>, _>>()?))
    })
    .await
}

/// Returns a value for the parameter `name` that is a day.
pub(super) fn day(name: &str, day: Option<Date>) -> Option<(Variable, Term)> {
    day.map(|day| value(name, Literal::new_typed_literal(day.to_string(), xsd::DATE)))
}

fn line(site: &Site, article: &NamedNode) -> Result<Line, Fault> {
    let quads = site.store.about(article.as_ref(), Some(article.as_ref()))?;
    let (head, text) = site.records().article_head(&quads, article);
    Ok(Line { head, start: beginning(text), facts: site.store.count(dp::STATUS, article.as_ref())? })
}

/// Returns the first words of `text` on one line.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut start: String = line.chars().take(START).collect();
    if start.len() < line.len() {
        start.push('\u{2026}');
    }
    start
}

/// Shows one article.
pub(in crate::serve) async fn one(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let article = iri(&params(address, &["iri"])?)?;
    answer(&site, &headers, move |site, _| {
        // The page knows an article by its path, which is not its IRI where it was published somewhere.
        let path = article.as_str().strip_prefix(site.addresses.base());
        let article = match path {
            Some(path) => crate::serve::linked::find(site, path)?.unwrap_or(article),
            None => article,
        };
        let quads = site.store.graph(article.as_ref())?;
        if quads.is_empty() {
            return Err(Fault::missing("there is no such article in the store"));
        }
        Ok(site.records().article(&quads, &article)?)
    })
    .await
}
