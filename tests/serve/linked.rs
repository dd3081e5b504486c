//! Linked data: what every IRI below the base leads to.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use depeche::graph::Addresses;
use depeche::graph::vocab::DEFAULT_BASE;
use depeche::store::Store;
use oxigraph::io::RdfFormat;
use oxigraph::model::{NamedOrBlankNode, Term};

use super::{READ_ONLY, articles};

/// Returns the paths of all things of the store whose IRIs begin with the base.
fn paths() -> BTreeSet<String> {
    let addresses = Addresses::new(DEFAULT_BASE);
    let mut paths = BTreeSet::new();
    for quad in articles().quads() {
        let quad = quad.unwrap();
        if let NamedOrBlankNode::NamedNode(node) = &quad.subject {
            paths.extend(addresses.path(node.as_str()));
        }
        if let Term::NamedNode(node) = &quad.object {
            paths.extend(addresses.path(node.as_str()));
        }
    }
    paths
}

#[test]
fn every_minted_iri_leads_to_rdf_that_tells_of_it() {
    let paths = paths();
    assert!(paths.len() >= 50, "{}", paths.len());
    for path in paths {
        for (accept, format) in [
            ("text/turtle", RdfFormat::Turtle),
            ("application/n-triples", RdfFormat::NTriples),
            ("application/rdf+xml", RdfFormat::RdfXml),
            ("application/ld+json", RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() }),
        ] {
            let answer = READ_ONLY.get_as(&path, accept);
            assert_eq!(answer.status, StatusCode::OK, "{path} as {accept}: {}", answer.text());
            assert!(answer.header("content-type").starts_with(accept), "{path}");
            let store = Store::new().unwrap();
            store.load(&answer.body, format).unwrap_or_else(|error| panic!("{path} as {accept}: {error}"));
            assert!(!store.is_empty().unwrap(), "{path}");
        }
    }
}

#[test]
fn browsers_get_the_page_and_clients_what_they_ask_for() {
    let paths = paths();
    let person = paths.iter().find(|path| path.starts_with("/person/")).unwrap();
    let page = READ_ONLY.get_as(person, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let forced = READ_ONLY.get_as(&format!("{person}?format=ntriples"), "text/html");
    assert_eq!(forced.header("content-type"), "application/n-triples");
    assert_eq!(READ_ONLY.get(&format!("{person}?format=pdf")).status, StatusCode::BAD_REQUEST);
    assert_eq!(READ_ONLY.get_as(person, "image/png").status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(READ_ONLY.get("/person/nobody").status, StatusCode::NOT_FOUND);
    let nobody = READ_ONLY.get_as("/person/nobody", "text/html");
    assert_eq!(
        (nobody.status, nobody.header("content-type")),
        (StatusCode::NOT_FOUND, "text/html; charset=utf-8")
    );
    assert_eq!(READ_ONLY.ask("POST", person, &[], "").status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn an_article_that_was_published_is_found_by_its_key() {
    let path = Addresses::new(DEFAULT_BASE).article_path("https://example.org/laiterie");
    let answer = READ_ONLY.get_as(&path, "application/n-triples");
    assert!(answer.text().contains("<https://example.org/laiterie> "), "{}", answer.text());
}

#[test]
fn the_files_of_the_page_are_no_way_out() {
    for path in [
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/",
        "/assets/index.html",
        "/..%2f",
    ] {
        assert_ne!(READ_ONLY.get(path).status, StatusCode::OK, "{path}");
    }
}
