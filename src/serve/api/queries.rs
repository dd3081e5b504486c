//! The named queries over HTTP.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oxigraph::sparql::Variable;
use serde::Serialize;
use serde_json::{Value, json};

use super::List;
use crate::query::NamedQuery;
use crate::serve::accept::Accept;
use crate::serve::answer::{self, Answer};
use crate::serve::fault::Fault;
use crate::serve::params::Params;
use crate::serve::site::Site;
use crate::serve::work::{self, Lane};
use crate::store::Question;

#[derive(Serialize)]
struct Told<'a> {
    name: &'a str,
    question: Value,
    columns: &'a str,
    parameters: Vec<Value>,
    text: &'a str,
}

/// Lists the questions.
pub(in crate::serve) async fn list(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let questions = site.catalog.iter().filter(|query| query.is_question());
    Ok(Answer::json(&List { items: questions.map(told).collect::<Vec<_>>() })?.to(&headers))
}

fn told(query: &NamedQuery) -> Told<'_> {
    let parameters = query.parameters.iter().map(|(name, parameter)| {
        json!({
            "name": name,
            "kind": parameter.kind.word(),
            "required": parameter.required,
            "meaning": { "en": parameter.meaning, "fr": parameter.meaning_fr },
            "example": parameter.example,
        })
    });
    Told {
        name: &query.name,
        question: json!({ "en": query.question, "fr": query.question_fr }),
        columns: &query.columns,
        parameters: parameters.collect(),
        text: &query.text,
    }
}

/// Answers one of them, with the parameters as people write them.
pub(in crate::serve) async fn run(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    RawQuery(address): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let params = Params::read(address.as_deref());
    let query = site.catalog.get(&name).filter(|query| query.is_question());
    let query = query.ok_or_else(|| Fault::missing("there is no such query; /queries lists them"))?;
    let known: Vec<_> = query.parameters.keys().map(String::as_str).collect();
    params.only(&known)?;
    if let Some((name, parameter)) =
        query.missing(|name| params.all(name).iter().any(|value| !value.is_empty()))
    {
        return Err(Fault::bad(format!("the parameter \"{name}\" is needed: {}", parameter.meaning)));
    }
    let accept = Accept::of(&headers);
    let answer = work::run(&site, Lane::Lookups, move |site, cancel| {
        let Some(query) = site.catalog.get(&name) else {
            return Err(Fault::missing("there is no such query"));
        };
        let mut values = Vec::new();
        for (name, value) in params.iter().filter(|(_, value)| !value.is_empty()) {
            let Some(parameter) = query.parameters.get(name) else { continue };
            let terms = parameter.kind.terms(value, &site.store, &site.types)?;
            values.extend(terms.into_iter().map(|term| (Variable::new_unchecked(name), term)));
        }
        let question = Question { values, cancel: cancel.clone(), ..Question::new(query.text.clone()) };
        answer::evaluate(site, &question, &accept)
    });
    Ok(answer.await?.to(&headers))
}
