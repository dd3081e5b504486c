//! The inventory of fact types is the same everywhere, and the ontology defines every term that is used.

use std::collections::BTreeSet;

use depeche::data::Files;
use depeche::graph::vocab::{self, dp, rdf, rdfs};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use crate::support::{RESOURCES, TYPES};

/// The inventory: each fact type with the property of its direct triples.
const INVENTORY: [(&str, &str); 73] = [
    ("Accusation", "accused"),
    ("Acquisition", "acquired"),
    ("Age", "hasAge"),
    ("Agreement", "agreedWith"),
    ("Aid", "aided"),
    ("Alliance", "allyOf"),
    ("Announcement", "announced"),
    ("Apology", "apologizedTo"),
    ("Appointment", "appointed"),
    ("Arrest", "arrested"),
    ("Attack", "attacked"),
    ("Ban", "banned"),
    ("Belief", "considers"),
    ("Birth", "bornIn"),
    ("Candidacy", "ranFor"),
    ("Change", "changed"),
    ("Charge", "charged"),
    ("Closure", "closed"),
    ("Concern", "fears"),
    ("Congratulation", "congratulated"),
    ("Contestation", "contested"),
    ("Cooperation", "cooperatesWith"),
    ("Criticism", "criticized"),
    ("Death", "died"),
    ("Denial", "denied"),
    ("Departure", "leftOffice"),
    ("Deployment", "deployed"),
    ("Disaster", "struck"),
    ("Dismissal", "dismissed"),
    ("ElectionLoss", "lost"),
    ("ElectionWin", "won"),
    ("Expulsion", "expelled"),
    ("Founding", "founded"),
    ("Injury", "injured"),
    ("Intention", "intends"),
    ("Investment", "investedIn"),
    ("Invitation", "invited"),
    ("Kidnapping", "kidnapped"),
    ("Killing", "killed"),
    ("Kinship", "relativeOf"),
    ("Launch", "launched"),
    ("Location", "locatedIn"),
    ("Marriage", "married"),
    ("Meeting", "metWith"),
    ("Membership", "memberOf"),
    ("Negotiation", "negotiatedWith"),
    ("Opposition", "opposes"),
    ("Origin", "originatesFrom"),
    ("Ownership", "owns"),
    ("Partnership", "partnerOf"),
    ("Praise", "praised"),
    ("Promise", "promised"),
    ("Proposal", "proposed"),
    ("Protest", "protestedAgainst"),
    ("Recognition", "recognized"),
    ("Refusal", "refused"),
    ("Release", "released"),
    ("Request", "requested"),
    ("Rivalry", "rivalOf"),
    ("Role", "holdsRole"),
    ("Sanction", "sanctioned"),
    ("Sentence", "sentenced"),
    ("Statement", "said"),
    ("Support", "supports"),
    ("Thanks", "thanked"),
    ("Threat", "threatened"),
    ("VictoryClaim", "claimedVictoryIn"),
    ("Visit", "visited"),
    ("Vote", "votedOn"),
    ("VoteResult", "obtained"),
    ("Warning", "warned"),
    ("Win", "defeated"),
    ("Withdrawal", "withdrewFrom"),
];

fn inventory() -> BTreeSet<&'static str> {
    INVENTORY.iter().map(|(name, _)| *name).collect()
}

#[test]
fn the_ontology_defines_the_inventory() {
    let defined: Vec<_> = TYPES
        .iter()
        .map(|(name, fact_type)| (name, fact_type.property.as_str().trim_start_matches(vocab::ONTOLOGY)))
        .collect();
    assert_eq!(defined, INVENTORY);
}

#[test]
fn there_is_a_rule_file_for_each_type() {
    let types: BTreeSet<_> = RESOURCES.rules.rules.iter().map(|rule| rule.fact_type.as_str()).collect();
    assert_eq!(types, inventory());
    assert_eq!(RESOURCES.rules.rules.len(), types.len(), "a type with two rule files");
    for rule in &RESOURCES.rules.rules {
        assert!(
            !rule.examples.is_empty() && !rule.counterexamples.is_empty(),
            "{} lacks examples",
            rule.name
        );
    }
}

/// Returns the triples of the files that define terms.
fn ontology() -> Vec<Quad> {
    let files = Files::embedded();
    let mut quads = Vec::new();
    for file in ["ontology/core.ttl", "ontology/facts.ttl"] {
        let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(files.bytes(file).unwrap());
        quads.extend(parser.map(|quad| quad.unwrap()));
    }
    quads
}

fn subject(quad: &Quad) -> &str {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

#[test]
fn every_term_has_label_and_comment_in_both_languages() {
    let ontology = ontology();
    let defined: BTreeSet<_> =
        ontology.iter().filter(|quad| quad.predicate == rdf::TYPE).map(subject).collect();
    assert!(defined.len() > 2 * INVENTORY.len());
    let words: BTreeSet<_> = ontology
        .iter()
        .filter_map(|quad| match &quad.object {
            Term::Literal(literal) => {
                Some((subject(quad), quad.predicate.as_str(), literal.language()?.to_owned()))
            }
            _ => None,
        })
        .collect();
    let comment = rdfs::LABEL.as_str().replace("label", "comment");
    for term in defined {
        for property in [rdfs::LABEL.as_str(), &comment] {
            for language in ["fr", "en"] {
                assert!(
                    words.contains(&(term, property, language.to_owned())),
                    "{term}: {property} in {language}"
                );
            }
        }
    }
}

#[test]
fn the_terms_of_the_code_are_defined() {
    let ontology = ontology();
    let defined: BTreeSet<_> =
        ontology.iter().filter(|quad| quad.predicate == rdf::TYPE).map(subject).collect();
    for term in dp::ALL {
        assert!(defined.contains(term.as_str()), "{term}");
    }
}

#[test]
fn every_term_that_the_ontology_uses_is_defined() {
    let ontology = ontology();
    let defined: BTreeSet<_> =
        ontology.iter().filter(|quad| quad.predicate == rdf::TYPE).map(subject).collect();
    for quad in &ontology {
        let object = match &quad.object {
            Term::NamedNode(node) => node.as_str(),
            _ => "",
        };
        for term in [subject(quad), quad.predicate.as_str(), object] {
            assert!(!term.starts_with(vocab::ONTOLOGY) || defined.contains(term), "{term} in {quad}");
        }
    }
}
