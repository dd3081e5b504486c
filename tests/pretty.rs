//! The pretty Turtle and TriG hold the graph that was to be written, as two readers see it, in bounded time.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use depeche::graph::Format;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use sophia::api::source::QuadSource as _;
use sophia::api::term::SimpleTerm;
use sophia::isomorphism::isomorphic_datasets;
use sophia::turtle::parser;

use crate::support;

type Dataset = HashSet<([SimpleTerm<'static>; 3], Option<SimpleTerm<'static>>)>;

fn node(iri: &str) -> NamedNode {
    NamedNode::new(iri).unwrap()
}

fn of_lines(nquads: &str) -> Dataset {
    parser::nq::parse_str(nquads).collect_quads().unwrap()
}

/// Returns what oxigraph reads in `text`.
fn read(text: &str, format: RdfFormat) -> Dataset {
    let quads = RdfParser::from_format(format).for_slice(text.as_bytes()).map(|quad| quad.unwrap());
    of_lines(&quads.map(|quad| format!("{quad} .\n")).collect::<String>())
}

/// Checks that `quads` are read back from Turtle, where graphs are one, and from TriG.
fn check(quads: &[Quad]) {
    let one = |quad: &Quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() };
    let merged: String = quads.iter().map(|quad| format!("{} .\n", one(quad))).collect();
    let lines: String = quads.iter().map(|quad| format!("{quad} .\n")).collect();
    let turtle = support::written(quads.to_vec(), Format::Turtle);
    let trig = support::written(quads.to_vec(), Format::TriG);
    assert!(isomorphic_datasets(&read(&turtle, RdfFormat::Turtle), &of_lines(&merged)).unwrap(), "{turtle}");
    assert!(isomorphic_datasets(&read(&trig, RdfFormat::TriG), &of_lines(&lines)).unwrap(), "{trig}");
    let again: Dataset = parser::trig::parse_str(&trig).collect_quads().unwrap();
    assert!(isomorphic_datasets(&again, &of_lines(&lines)).unwrap(), "{trig}");
    let mut other = quads.to_vec();
    other.reverse();
    assert_eq!(support::written(other, Format::Turtle), turtle, "the order of the quads shows");
}

#[test]
fn articles_are_read_back() {
    let quads: Vec<_> =
        support::article_names().iter().flat_map(|name| support::quads(&support::article(name))).collect();
    check(&quads);
}

#[test]
fn hard_terms_are_read_back() {
    let label = node("https://example.org/p");
    let graph = |name: &str| GraphName::from(node(&format!("https://example.org/{name}")));
    let values = [
        "",
        " ",
        "\"",
        "\\",
        "a\nb\r\t\u{8}\u{b}\u{c}\u{0}\u{7f}",
        "PREFIX a: <b>\n  c.\n",
        ".",
        "\u{fffe}\u{ffff}",
        "\u{1F600}",
        "1.",
        "a\\nb",
    ];
    let long = ["\"".repeat(499), "\\\n".repeat(2_000)];
    let mut objects: Vec<Term> = values
        .iter()
        .map(|v| (*v).to_owned())
        .chain(long)
        .map(|v| Literal::new_simple_literal(v).into())
        .collect();
    objects.push(Literal::new_language_tagged_literal("é", "fr-CA").unwrap().into());
    for (value, datatype) in [
        ("1", xsd::INTEGER),
        ("+01", xsd::INTEGER),
        ("x", xsd::INTEGER),
        ("0.90", xsd::DECIMAL),
        ("1.", xsd::DECIMAL),
        ("1e3", xsd::DOUBLE),
        ("INF", xsd::DOUBLE),
        ("true", xsd::BOOLEAN),
        ("1", xsd::BOOLEAN),
        ("2024", xsd::G_YEAR),
    ] {
        objects.push(Literal::new_typed_literal(value, datatype).into());
    }
    for local in ["a.", "a.b", ".a", "a-b", "-a", "a/b", "a%20b", "a#char=1,2", "é", "a,b", "", "1", "a:b"] {
        objects.push(node(&format!("https://w3id.org/depeche/kg/person/{local}")).into());
    }
    objects.push(rdf::NIL.into_owned().into());
    let subjects: Vec<NamedOrBlankNode> =
        vec![node("https://example.org/s").into(), BlankNode::new("b").unwrap().into()];
    objects.extend([BlankNode::new("b").unwrap().into(), BlankNode::new("c").unwrap().into()]);
    let mut quads = Vec::new();
    for graph in [GraphName::DefaultGraph, graph("g"), graph("h")] {
        for subject in &subjects {
            quads.push(Quad::new(subject.clone(), rdf::TYPE, label.clone(), graph.clone()));
            let own =
                objects.iter().map(|o| Quad::new(subject.clone(), label.clone(), o.clone(), graph.clone()));
            quads.extend(own);
        }
    }
    check(&quads);
}

#[test]
fn time_is_in_proportion_to_the_graph() {
    let quads = (0..20_000).map(|i| {
        let subject = node(&format!("https://w3id.org/depeche/kg/person/p{}", i / 4));
        let property = node(&format!("https://example.org/p{}", i % 4));
        Quad::new(subject, property, Literal::from(i), node("https://example.org/g"))
    });
    let start = Instant::now();
    let trig = support::written(quads.collect(), Format::TriG);
    // Looking through the whole graph for each subject takes minutes.
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(trig.matches("person:p").count(), 5_000);
}
