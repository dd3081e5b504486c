//! Whose word a fact is: sentences that were written before they were first run, and the cases of other people's bugs.

use std::fs;

use depeche::document::Document;
use depeche::fact::{Argument, Fact};
use depeche::pipeline;
use depeche::text::Article;
use serde::Deserialize;

use crate::support::{self, RESOURCES};

/// A text with what must and what must not be read in it.
#[derive(Deserialize)]
struct Case {
    /// What it stands for.
    kind: String,
    /// The text; where it is missing, that of the shared cases with this kind and number.
    #[serde(default)]
    text: Option<String>,
    /// Which of the shared cases of this kind, from 1.
    #[serde(default)]
    nth: usize,
    /// The article's day.
    #[serde(default)]
    date: Option<String>,
    /// Patterns each of which some fact must match.
    #[serde(default)]
    facts: Vec<String>,
    /// Patterns that no fact may match.
    #[serde(default)]
    never: Vec<String>,
    /// Whether it is known that a pattern of `facts` is not met yet.
    #[serde(default)]
    missed: bool,
}

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

fn read(text: &str) -> Vec<Case> {
    toml::from_str::<Cases>(text).unwrap().case
}

fn words(name: &str) -> Vec<String> {
    let small = name.to_lowercase();
    let all = small.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let articles = ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d"];
    all.filter(|w| !articles.contains(w)).map(str::to_owned).collect()
}

/// Whether the words of one name contain those of the other.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let within = |x: &[String], y: &[String]| x.iter().all(|w| y.contains(w));
    !a.is_empty() && !b.is_empty() && (within(&a, &b) || within(&b, &a))
}

/// Whether `fact` is of the pattern `type | field: value | …`.
fn matches(pattern: &str, fact: &Fact, document: &Document) -> bool {
    let mut parts = pattern.split('|').map(str::trim);
    let wanted = parts.next().unwrap();
    let entities = &document.resolution.entities;
    let arguments = |all: &[Argument], value: &str| {
        let found: Vec<_> = all.iter().map(|a| &entities[a.entity]).collect();
        match value {
            "-" => found.is_empty(),
            "?" => !found.is_empty() && found.iter().all(|e| e.quotation.is_some()),
            _ => {
                let names: Vec<_> = value.split(" + ").collect();
                names.len() == found.len() && names.iter().all(|n| found.iter().any(|e| same(&e.name, n)))
            }
        }
    };
    (wanted == "*" || wanted == fact.fact_type)
        && parts.all(|part| {
            let (field, value) = part.split_once(':').unwrap();
            let value = value.trim();
            match field.trim() {
                "agent" => arguments(&fact.agent, value),
                "target" => arguments(&fact.target, value),
                "place" => arguments(&fact.place, value),
                "source" => arguments(&fact.source, value),
                "via" => arguments(&fact.via, value),
                "theme" => fact.theme.as_ref().is_some_and(|t| same(&t.text, value)),
                "time" => {
                    let time = fact.time.as_ref().and_then(|t| t.value).map(|v| v.to_string());
                    time.as_deref().unwrap_or("-") == value
                }
                "polarity" => fact.polarity.as_str() == value,
                "factuality" => fact.factuality.as_str() == value,
                "status" => fact.status.as_str() == value,
                other => panic!("no such field: {other}"),
            }
        })
}

/// Returns the patterns of `case` that do not hold of `text`: those missing, and those that are there and must not be.
fn faults(case: &Case, text: &str) -> (Vec<String>, Vec<String>) {
    let date = case.date.as_deref().unwrap_or(support::DATE).parse().ok();
    let document = pipeline::convert(Article { date, ..Article::new(text) }, &RESOURCES);
    let any = |pattern: &&String| document.facts.iter().any(|f| matches(pattern, f, &document));
    let missing = case.facts.iter().filter(|p| !any(p)).cloned().collect();
    let forbidden = case.never.iter().filter(any).cloned().collect();
    (missing, forbidden)
}

fn check(cases: &[Case], text: impl Fn(&Case) -> String) {
    let mut wrong = Vec::new();
    for case in cases {
        let text = text(case);
        let (missing, forbidden) = faults(case, &text);
        if !forbidden.is_empty() || missing.is_empty() == case.missed {
            let known = if case.missed { " (marked as missed)" } else { "" };
            wrong.push(format!("{}: «{text}»{known}: missing {missing:?}, there {forbidden:?}", case.kind));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn sentences_say_whose_word_each_fact_is() {
    let cases = read(&fs::read_to_string(support::path("tests/trust/sentences.toml")).unwrap());
    assert!(cases.len() > 60);
    check(&cases, |case| case.text.clone().unwrap());
}

#[test]
fn constructions_that_were_misread_hold() {
    let cases = read(&fs::read_to_string(support::path("tests/trust/constructions.toml")).unwrap());
    check(&cases, |case| case.text.clone().unwrap());
}

/// The cases of `../shared/cases` on quotations, polarity and factuality.
#[test]
fn shared_cases_hold() {
    let folder = support::path("../shared/cases");
    let Ok(table) = fs::read_to_string(folder.join("cases.tsv")) else {
        eprintln!("SKIPPED: shared_cases_hold needs ../shared/cases/cases.tsv");
        return;
    };
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let cases = read(&fs::read_to_string(support::path("tests/trust/shared.toml")).unwrap());
    check(&cases, |case| {
        let mut of_kind = rows.iter().filter(|row| row[0] == case.kind);
        of_kind.nth(case.nth - 1).unwrap()[3].replace('⏎', "\n")
    });
}
