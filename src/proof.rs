//! Runs the examples and counterexamples that stand in the rule files.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::fact::rule::{Example, Rule};
use crate::fact::{Argument, Fact};
use crate::pipeline;
use crate::resources::Resources;
use crate::text::Article;

/// An example that does not give what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The rule file's name below `rules/`, without ending.
    pub rule: String,
    /// The example's text.
    pub text: String,
    /// What was expected and what was read.
    pub message: String,
}

/// Returns the examples and counterexamples of all rules that fail, in the order of the files.
pub fn failures(resources: &Resources) -> Vec<Failure> {
    resources.rules.rules.iter().flat_map(|rule| failures_of(rule, resources)).collect()
}

/// Returns the examples and counterexamples of `rule` that fail.
pub fn failures_of(rule: &Rule, resources: &Resources) -> Vec<Failure> {
    let mut found = Vec::new();
    let mut fail = |text: &str, message: Option<String>| {
        found.extend(message.map(|message| Failure {
            rule: rule.name.clone(),
            text: text.to_owned(),
            message,
        }));
    };
    for example in &rule.examples {
        fail(&example.text, check(rule, example, resources));
    }
    for text in &rule.counterexamples {
        let document = pipeline::convert(Article::new(text.as_str()), resources);
        let read: Vec<_> = facts_of(rule, &document).map(|f| show(f, &document)).collect();
        let message = format!("expected no fact, read [{}]", read.join("] ["));
        fail(text, (!read.is_empty()).then_some(message));
    }
    found
}

fn facts_of<'a>(rule: &'a Rule, document: &'a Document) -> impl Iterator<Item = &'a Fact> {
    document.facts.iter().filter(move |f| f.fact_type == rule.fact_type)
}

fn check(rule: &Rule, example: &Example, resources: &Resources) -> Option<String> {
    let mut article = Article::new(example.text.as_str());
    if let Some(date) = &example.date {
        match date.parse() {
            Ok(date) => article.date = Some(date),
            Err(e) => return Some(format!("the date \"{date}\" cannot be read: {e}")),
        }
    }
    let document = pipeline::convert(article, resources);
    let read: Vec<&Fact> = facts_of(rule, &document).collect();
    let mut left = read.clone();
    for wanted in &example.facts {
        match left.iter().position(|fact| agrees(fact, wanted, &document)) {
            Some(at) => {
                left.remove(at);
            }
            None => return Some(differs(wanted, &read, &document)),
        }
    }
    left.first().map(|fact| format!("one fact too many: [{}]", show(fact, &document)))
}

fn differs(wanted: &str, read: &[&Fact], document: &Document) -> String {
    let read: Vec<_> = read.iter().map(|f| show(f, document)).collect();
    format!("expected [{wanted}], read [{}]", read.join("] ["))
}

/// Whether the fact has the fields of `wanted` (`agent: A | target: B + C | theme: …`). What it does not name may be
/// anything, except agent, target and source, which must then be empty.
pub fn agrees(fact: &Fact, wanted: &str, document: &Document) -> bool {
    let own = fields(fact, document);
    // A part without a colon is the name of no field.
    let fields: BTreeMap<&str, &str> = wanted
        .split(" | ")
        .map(|field| field.split_once(':').map_or((field, ""), |(name, value)| (name.trim(), value.trim())))
        .collect();
    let named = fields.iter().all(|(name, value)| own.get(name).is_some_and(|own| own == value));
    let silent = ["agent", "target", "source"]
        .iter()
        .all(|r| fields.contains_key(r) || own.get(r).is_none_or(String::is_empty));
    named && silent
}

fn fields(fact: &Fact, document: &Document) -> BTreeMap<&'static str, String> {
    let names = |arguments: &[Argument]| {
        let names: Vec<_> =
            arguments.iter().map(|a| document.resolution.entities[a.entity].name.as_str()).collect();
        names.join(" + ")
    };
    let time = fact.time.as_ref().map(|t| match t.value {
        Some(value) => value.to_string(),
        None => t.span.of(document.text()).to_owned(),
    });
    BTreeMap::from([
        ("agent", names(&fact.agent)),
        ("target", names(&fact.target)),
        ("theme", fact.theme.as_ref().map(|t| t.text.clone()).unwrap_or_default()),
        ("place", names(&fact.place)),
        ("time", time.unwrap_or_default()),
        ("source", names(&fact.source)),
        ("via", names(&fact.via)),
        ("polarity", fact.polarity.as_str().to_owned()),
        ("factuality", fact.factuality.as_str().to_owned()),
    ])
}

/// Returns the fields of the fact that are filled, in the form of [`agrees`].
pub fn show(fact: &Fact, document: &Document) -> String {
    let fields = fields(fact, document);
    let order = ["agent", "target", "theme", "place", "time", "source", "via", "polarity", "factuality"];
    let filled = order.iter().filter_map(|name| {
        let value = fields.get(name).filter(|v| !v.is_empty())?;
        Some(format!("{name}: {value}"))
    });
    filled.collect::<Vec<_>>().join(" | ")
}
