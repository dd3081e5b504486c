//! A store in the formats of others, whole and in part.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Triple;
use quick_xml::events::Event;
use sophia::api::prelude::*;
use sophia::api::quad::Spog;
use sophia::api::term::SimpleTerm;
use sophia::c14n::rdfc10;
use sophia::turtle::parser::nq;
use tempfile::TempDir;

use super::{folder, load, run};

/// Two articles that share people, one of them with a saying inside another's words.
const CLAIM: &str = "Antony Blinken a déclaré que Vladimir Poutine avait attaqué l'Ukraine. Nadia Brun, 41 ans, \
    est la maire de Valmont.";

fn two() -> TempDir {
    let folder = folder();
    fs::write(folder.path().join("claim.txt"), CLAIM).unwrap();
    load(&folder, "kg.trig", &["one.txt", "claim.txt"]);
    folder
}

fn triples(text: &str, format: RdfFormat) -> Vec<String> {
    let quads = RdfParser::from_format(format).for_slice(text.as_bytes());
    let mut triples: Vec<_> = quads.map(|quad| Triple::from(quad.unwrap()).to_string()).collect();
    triples.sort();
    triples
}

#[test]
fn all_formats_hold_the_same_triples() {
    let folder = two();
    let out = |format: &str| run(&folder, &["export", "--store", "kg.trig", "--format", format], 0).0;
    let set = |text: &str, format| triples(text, format).into_iter().collect::<BTreeSet<_>>();
    let nquads = set(&out("nquads"), RdfFormat::NQuads);
    assert_eq!(set(&out("trig"), RdfFormat::TriG), nquads);
    // Each triple once, where there are no graphs to keep its repetitions apart.
    let once: Vec<_> = nquads.into_iter().collect();
    for (name, format) in
        [("turtle", RdfFormat::Turtle), ("ntriples", RdfFormat::NTriples), ("rdfxml", RdfFormat::RdfXml)]
    {
        assert_eq!(triples(&out(name), format), once, "{name}");
    }
    let jsonld = set(&out("jsonld"), RdfFormat::from_extension("jsonld").unwrap());
    assert_eq!(jsonld.into_iter().collect::<Vec<_>>(), once);
    // By the ending of the file, and the same bytes each time.
    for (file, format) in [("a.ttl", "turtle"), ("a.nt", "ntriples"), ("a.rdf", "rdfxml"), ("a.trig", "trig")]
    {
        run(&folder, &["export", "--store", "kg.trig", "-o", file], 0);
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), out(format));
    }
}

#[test]
fn the_canonical_form_is_that_of_another_program() {
    let folder = two();
    let (text, _) = run(&folder, &["export", "--store", "kg.trig", "--canonical"], 0);
    let dataset: HashSet<Spog<SimpleTerm<'static>>> = nq::parse_str(&text).collect_quads().unwrap();
    let mut other = Vec::new();
    rdfc10::normalize(&dataset, &mut other).unwrap();
    assert_eq!(text, String::from_utf8(other).unwrap());
    // Blank nodes of other programs' data get canonical names.
    fs::write(folder.path().join("b.nq"), "_:x <a:p> _:y <a:g> .\n_:y <a:p> \"z\" <a:g> .\n").unwrap();
    let (text, _) = run(&folder, &["export", "--data", "b.nq", "--canonical"], 0);
    let dataset: HashSet<Spog<SimpleTerm<'static>>> = nq::parse_str(&text).collect_quads().unwrap();
    let mut other = Vec::new();
    rdfc10::normalize(&dataset, &mut other).unwrap();
    assert_eq!(text, String::from_utf8(other).unwrap());
    assert!(text.contains("_:c14n0"), "{text}");
}

#[test]
fn a_part_holds_what_it_refers_to_and_nothing_else() {
    let folder = two();
    let part = |arguments: &[&str]| {
        let fixed = ["export", "--store", "kg.trig", "--format", "turtle"];
        run(&folder, &[&fixed, arguments].concat(), 0).0
    };
    let sanctions = part(&["--type", "congratulation"]);
    assert!(
        sanctions.contains("dp:congratulated") && sanctions.contains("\"Nicolas Maduro\"@fr"),
        "{sanctions}"
    );
    assert!(!sanctions.contains("Blinken") && !sanctions.contains("Nadia Brun"), "{sanctions}");
    // What is said goes with the saying.
    let said = part(&["--type", "Statement"]);
    assert!(said.contains("dp:Attack") && !said.contains("dp:Age"), "{said}");
    let person = part(&["--entity", "Brun"]);
    assert!(person.contains("dp:hasAge 41") && person.contains("org:Membership"), "{person}");
    assert!(!person.contains("person:vladimir-poutine"), "{person}");
    let claimed = part(&["--status", "claimed"]);
    assert!(claimed.contains("dp:Attack") && !claimed.contains("dp:hasAge"), "{claimed}");
    // Monday the 29th; the other article is of the 30th.
    let monday = part(&["--until", "2024-07-29"]);
    assert!(monday.contains("dp:congratulated") && !monday.contains("Blinken"), "{monday}");
    for (arguments, code) in [
        (&["--since", "2025-01-01"][..], 1),
        (&["--type", "Sanktion"], 2),
        (&["--entity", "Personne"], 2),
        (&["--article", "https://example.org/none"], 2),
    ] {
        run(&folder, &[&["export", "--store", "kg.trig"], arguments].concat(), code);
    }
    for selection in [&["--type", "Statement"][..], &["--entity", "Brun"], &["--status", "asserted"]] {
        let arguments = [&["export", "--store", "kg.trig", "-o", "part.trig"], selection].concat();
        run(&folder, &arguments, 0);
        run(&folder, &["validate", "--data", "part.trig"], 0);
    }
}

#[test]
fn events_come_as_a_table_and_entities_as_a_network() {
    let folder = two();
    let (table, _) = run(&folder, &["export", "--store", "kg.trig", "--format", "events"], 0);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let head: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head[..8], ["date", "actor", "recipient", "event", "mode", "quotation", "source", "article"]);
    let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
    let attack = rows.iter().find(|row| &row[3] == "ASSAULT").unwrap();
    assert_eq!((&attack[0], &attack[1], &attack[6]), ("2024-07-30", "Vladimir Poutine", "Antony Blinken"));
    assert!(attack[5].starts_with("Antony Blinken a déclaré") && &attack[9] == "Claimed");
    run(&folder, &["export", "--store", "kg.trig", "-o", "net.graphml"], 0);
    let graphml = fs::read_to_string(folder.path().join("net.graphml")).unwrap();
    let mut xml = quick_xml::Reader::from_str(&graphml);
    let mut edges = 0;
    loop {
        match xml.read_event().unwrap() {
            Event::Start(element) => edges += usize::from(element.name().as_ref() == b"edge"),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(edges > 2 && graphml.contains("<data key=\"label\">Nadia Brun</data>"), "{graphml}");
    let (dot, _) = run(&folder, &["export", "--store", "kg.trig", "--format", "dot"], 0);
    assert!(dot.contains("label=\"Attack\", weight=1, style=dashed"), "{dot}");
    assert!(dot.contains("label=\"Congratulation\", weight=1, style=solid"), "{dot}");
}
