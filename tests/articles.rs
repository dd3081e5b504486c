//! Whole articles: the facts as lines for reading, and the Turtle. `INSTA_UPDATE=always cargo test` writes the
//! snapshots anew; read the difference before you commit it.

use std::fmt::Write as _;

use depeche::document::Document;
use depeche::fact::{Argument, Fact};
use depeche::graph::Format;

use crate::support;

#[test]
fn facts_are_as_recorded() {
    for name in support::article_names() {
        let document = support::article(&name);
        insta::assert_snapshot!(format!("{name}.facts"), lines(&document));
    }
}

#[test]
fn turtle_of_the_first_paragraph_is_as_recorded() {
    for name in support::article_names() {
        let text = support::article_text(&name);
        let paragraph = text.split("\n\n").nth(1).unwrap();
        let turtle = support::written(support::quads(&support::convert(paragraph)), Format::Turtle);
        insta::assert_snapshot!(format!("{name}.ttl"), turtle);
    }
}

#[test]
fn every_article_gives_facts_with_evidence_inside_it() {
    for name in support::article_names() {
        let document = support::article(&name);
        assert!(!document.facts.is_empty(), "{name}");
        for fact in &document.facts {
            let sentence = document.segmented.sentences[fact.sentence].span;
            assert!(
                sentence.start() <= fact.trigger.start() && fact.trigger.end() <= sentence.end(),
                "{name}: {fact:?}"
            );
        }
    }
}

/// Returns the facts under their sentences, one a line.
fn lines(document: &Document) -> String {
    let mut out = String::new();
    for (index, sentence) in document.segmented.sentences.iter().enumerate() {
        writeln!(out, "# {}", sentence.span.of(&document.article.text)).unwrap();
        for fact in document.facts.iter().filter(|fact| fact.sentence == index) {
            writeln!(out, "{}", line(document, fact)).unwrap();
        }
    }
    out
}

fn line(document: &Document, fact: &Fact) -> String {
    let names = |arguments: &[Argument]| {
        let names: Vec<_> =
            arguments.iter().map(|a| document.resolution.entities[a.entity].name.as_str()).collect();
        names.join(" + ")
    };
    let time = fact.time.as_ref().map(|time| match time.value {
        Some(value) => value.to_string(),
        None => time.span.of(&document.article.text).to_owned(),
    });
    let fields = [
        ("agent", names(&fact.agent)),
        ("target", names(&fact.target)),
        ("theme", fact.theme.as_ref().map(|theme| theme.text.clone()).unwrap_or_default()),
        ("place", names(&fact.place)),
        ("time", time.unwrap_or_default()),
        ("source", names(&fact.source)),
        ("via", names(&fact.via)),
    ];
    let mut line = fact.fact_type.clone();
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        write!(line, " | {name}: {value}").unwrap();
    }
    let stance = [fact.polarity.as_str(), fact.factuality.as_str()];
    for word in stance.iter().filter(|word| !["positive", "actual"].contains(word)) {
        write!(line, " | {word}").unwrap();
    }
    line
}
