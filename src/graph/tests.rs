//! A document made by hand, through to RDF and back.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use oxigraph::sparql::QueryResults;

use super::*;
use crate::coref::{Entity, Resolution};
use crate::data::Files;
use crate::document::{DateSource, Document};
use crate::fact::{Argument, Fact, Factuality, Polarity, Status, Theme, When};
use crate::mention::{Calendar, Gazetteer, Kind, Mentions};
use crate::query::{Answer, Catalog};
use crate::segment::{Segmented, Sentence};
use crate::store::Store;
use crate::text::{Article, CharIndex, Clean, Span};

const TEXT: &str =
    "Éva Lenoir a félicité lundi Paul Armand pour son élection. Selon lui, Nadia Brun a perdu le scrutin.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn argument(entity: usize, words: &str) -> Vec<Argument> {
    vec![Argument { entity, span: span(words) }]
}

fn fact(fact_type: &str, sentence: usize, trigger: &str) -> Fact {
    Fact {
        fact_type: fact_type.into(),
        sentence,
        trigger: span(trigger),
        agent: Vec::new(),
        target: Vec::new(),
        theme: None,
        place: Vec::new(),
        time: None,
        source: Vec::new(),
        via: Vec::new(),
        polarity: Polarity::Positive,
        factuality: Factuality::Actual,
        status: Status::Asserted,
        confidence: 0.9,
        signs: Vec::new(),
        stated: 0.9,
        rule: "test/rule".into(),
        reader: crate::fact::Reader::Rules,
        content: Vec::new(),
    }
}

/// Éva congratulates Paul, which the article asserts; Nadia's loss is what Paul says.
fn document() -> Document {
    let cut = TEXT.find(" Selon").unwrap();
    let sentence = |start, end| Sentence { span: Span::new(start, end), words: Vec::new(), paragraph: 0 };
    let entity = |name: &str, kind, named| Entity { named, ..Entity::unnamed(kind, name) };
    let time = When { span: span("lundi"), value: Some(Calendar::Day("2024-07-29".parse().unwrap())) };
    let theme = Theme { span: span("son élection"), text: "son élection".into() };
    let article = Article { date: "2024-07-30".parse().ok(), ..Article::new(TEXT) };
    Document {
        chars: CharIndex::new(TEXT),
        clean: Clean::default(),
        date: article.date.map(|day| (day, DateSource::Metadata)),
        article,
        segmented: Segmented {
            sentences: vec![sentence(0, cut), sentence(cut + 1, TEXT.len())],
            ..Segmented::default()
        },
        trees: Vec::new(),
        mentions: Mentions::default(),
        resolution: Resolution {
            entities: vec![
                entity("Éva Lenoir", Kind::Person, true),
                entity("Paul Armand", Kind::Person, true),
                entity("Nadia Brun", Kind::Person, true),
                entity("le scrutin", Kind::Event, false),
            ],
            referents: Vec::new(),
        },
        facts: vec![
            Fact {
                agent: argument(0, "Éva Lenoir"),
                target: argument(1, "Paul Armand"),
                theme: Some(theme),
                time: Some(time),
                ..fact("Congratulation", 0, "a félicité")
            },
            Fact { agent: argument(1, "lui"), content: vec![2], ..fact("Statement", 1, "Selon") },
            Fact {
                agent: argument(2, "Nadia Brun"),
                target: argument(3, "le scrutin"),
                source: argument(1, "lui"),
                status: Status::Claimed,
                ..fact("ElectionLoss", 1, "a perdu")
            },
        ],
        scores: Vec::new(),
        problems: Vec::new(),
    }
}

fn quads() -> Vec<Quad> {
    let types = FactTypes::load(&Files::embedded()).unwrap();
    build(&document(), &Gazetteer::default(), &types, &Options::default())
}

fn written(format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(quads(), format, vocab::DEFAULT_BASE, &mut bytes).unwrap();
    bytes
}

fn store() -> Store {
    let store = Store::new().unwrap();
    store.load(&written(Format::TriG), RdfFormat::TriG).unwrap();
    let files = Files::embedded();
    for file in ["ontology/core.ttl", "ontology/facts.ttl"] {
        store.load(files.bytes(file).unwrap(), RdfFormat::Turtle).unwrap();
    }
    store
}

fn ask(store: &Store, pattern: &str) -> bool {
    let query = format!("PREFIX dp: <{}> ASK {{ {pattern} }}", vocab::ONTOLOGY);
    matches!(store.query(&query).unwrap(), QueryResults::Boolean(true))
}

#[test]
fn only_what_the_article_asserts_has_a_direct_triple() {
    let store = store();
    assert!(ask(&store, "?a dp:congratulated ?b"));
    assert!(ask(&store, "?f a dp:ElectionLoss ; dp:status dp:Claimed ; dp:source ?s"));
    assert!(!ask(&store, "?a dp:lost ?b"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for format in [Format::Turtle, Format::TriG, Format::NQuads, Format::JsonLd, Format::RdfXml] {
        let first = written(format);
        assert!((0..10).all(|_| written(format) == first), "{format:?}");
    }
}

#[test]
fn every_format_reads_back_as_the_same_graph() {
    let lines = |bytes: &[u8], format, graphs: bool| {
        let mut lines: Vec<String> = RdfParser::from_format(format)
            .for_slice(bytes)
            .map(|quad| quad.unwrap())
            .map(
                |quad| {
                    if graphs { quad.to_string() } else { oxigraph::model::Triple::from(quad).to_string() }
                },
            )
            .collect();
        lines.sort();
        lines
    };
    let nquads = written(Format::NQuads);
    assert_eq!(
        lines(&written(Format::Turtle), RdfFormat::Turtle, false),
        lines(&nquads, RdfFormat::NQuads, false)
    );
    assert_eq!(
        lines(&written(Format::RdfXml), RdfFormat::RdfXml, false),
        lines(&nquads, RdfFormat::NQuads, false)
    );
    assert_eq!(lines(&written(Format::TriG), RdfFormat::TriG, true), lines(&nquads, RdfFormat::NQuads, true));
}

#[test]
fn the_checks_find_nothing() {
    let store = store();
    let catalog = Catalog::load(&Files::embedded()).unwrap();
    for query in catalog.iter() {
        let answer = Answer::collect(store.query(&query.text).unwrap()).unwrap();
        assert!(!query.is_check() || answer.is_empty(), "{}: {answer:?}", query.name);
        if query.name == "who-congratulated-whom" {
            assert!(!answer.is_empty());
        }
    }
    assert!(catalog.iter().filter(|query| query.is_check()).count() > 0);
}
