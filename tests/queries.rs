//! The named queries on a small graph, the checks on sound and on broken ones.

use std::fs;

use depeche::data::Files;
use depeche::graph::vocab::{self, dp, nif, org, prov, rdf, rdfs, schema};
use depeche::query::{Answer, Catalog, Form, Kind, NamedQuery, Parameter};
use depeche::store::Store;
use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::sparql::Variable;

use crate::support;

fn with_ontology() -> Store {
    let store = Store::new().unwrap();
    store.keep_ontology(&Files::embedded()).unwrap();
    store
}

/// Returns a store with the fixtures.
fn fixtures() -> Store {
    let store = with_ontology();
    for entry in fs::read_dir(support::path("tests/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "trig") {
            store.load(&fs::read(&path).unwrap(), RdfFormat::TriG).unwrap();
        }
    }
    store
}

/// Returns the examples of those parameters of `query` that `wanted` picks.
fn examples(
    query: &NamedQuery,
    store: &Store,
    wanted: impl Fn(&str, &Parameter) -> bool,
) -> Vec<(Variable, Term)> {
    let mut values = Vec::new();
    for (name, parameter) in query.parameters.iter().filter(|(name, parameter)| wanted(name, parameter)) {
        let example =
            parameter.example.as_ref().unwrap_or_else(|| panic!("{}: ?{name} has no example", query.name));
        let terms = parameter.kind.terms(example, store, &support::TYPES);
        let terms = terms.unwrap_or_else(|error| panic!("{}: ?{name}: {error}", query.name));
        values.extend(terms.into_iter().map(|term| (Variable::new(name).unwrap(), term)));
    }
    values
}

fn ask(query: &NamedQuery, store: &Store, values: &[(Variable, Term)]) -> Answer {
    Answer::collect(store.query_with(&query.text, values).unwrap()).unwrap()
}

#[test]
fn named_queries_answer_as_recorded() {
    let (store, catalog) = (fixtures(), Catalog::load(&Files::embedded()).unwrap());
    let questions: Vec<_> = catalog.iter().filter(|query| query.is_question()).collect();
    assert!(questions.len() >= 25);
    for query in questions {
        let answer = ask(query, &store, &examples(query, &store, |_, parameter| parameter.required));
        assert!(!answer.is_empty(), "{}", query.name);
        let mut table = Vec::new();
        answer.write(Form::Table, &mut table).unwrap();
        insta::assert_snapshot!(format!("query.{}", query.name), String::from_utf8(table).unwrap());
    }
}

#[test]
fn each_parameter_narrows_the_answer() {
    let (store, catalog) = (fixtures(), Catalog::load(&Files::embedded()).unwrap());
    // The fixtures do not tell the confidence of most facts.
    let half = Literal::new_typed_literal("0.5", xsd::DECIMAL);
    let facts = store.matching(None, Some(dp::STATUS), None).map(Result::unwrap);
    let unknown = facts.filter(|quad| match &quad.subject {
        NamedOrBlankNode::NamedNode(fact) => {
            store.matching(Some(fact.as_ref()), Some(dp::CONFIDENCE), None).next().is_none()
        }
        NamedOrBlankNode::BlankNode(_) => false,
    });
    let told = unknown.map(|quad| Quad {
        predicate: dp::CONFIDENCE.into_owned(),
        object: half.clone().into(),
        ..quad
    });
    let told = support::written(told.collect(), depeche::graph::Format::NQuads);
    store.load(told.as_bytes(), RdfFormat::NQuads).unwrap();
    let rows = |answer: &Answer| match answer {
        Answer::Rows(_, rows) => rows.len(),
        other => panic!("{other:?}"),
    };
    for query in catalog.iter().filter(|query| query.is_question()) {
        let all = ask(query, &store, &examples(query, &store, |_, parameter| parameter.required));
        for name in query.parameters.iter().filter(|(_, parameter)| !parameter.required).map(|(name, _)| name)
        {
            if query.parameters[name].kind == Kind::Share {
                let with = |share: &str| {
                    let mut values = examples(query, &store, |_, parameter| parameter.required);
                    let least = Literal::new_typed_literal(share, xsd::DECIMAL);
                    values.push((Variable::new(name).unwrap(), least.into()));
                    rows(&ask(query, &store, &values))
                };
                assert_eq!(with("0.5"), rows(&all), "{} --param {name}", query.name);
                assert!(with("1") < rows(&all), "{} --param {name}", query.name);
                continue;
            }
            let values = examples(query, &store, |other, parameter| parameter.required || other == name);
            let part = ask(query, &store, &values);
            assert!(!part.is_empty() && rows(&part) < rows(&all), "{} --param {name}", query.name);
        }
    }
}

#[test]
fn each_query_has_its_line_in_the_readme() {
    let readme = fs::read_to_string(support::path("queries/README.md")).unwrap();
    for query in Catalog::load(&Files::embedded()).unwrap().iter() {
        let line = readme.lines().find(|line| line.starts_with(&format!("| `{}` |", query.name)));
        let line = line.unwrap_or_else(|| panic!("queries/README.md has no line for {}", query.name));
        for name in query.parameters.keys() {
            assert!(line.contains(&format!("`{name}`")), "{}: ?{name}", query.name);
        }
    }
}

/// Returns the names of the checks that find something in `quads`.
fn objections(quads: &[Quad]) -> Vec<String> {
    let store = with_ontology();
    let text = support::written(quads.to_vec(), depeche::graph::Format::TriG);
    store.load(text.as_bytes(), RdfFormat::TriG).unwrap();
    let catalog = Catalog::load(&Files::embedded()).unwrap();
    let checks = catalog.iter().filter(|query| query.is_check());
    let finding =
        checks.filter(|query| !Answer::collect(store.query(&query.text).unwrap()).unwrap().is_empty());
    finding.map(|query| query.name.clone()).collect()
}

#[test]
fn checks_find_nothing_in_our_articles() {
    for name in support::article_names() {
        let none: [&str; 0] = [];
        assert_eq!(objections(&support::quads(&support::article(&name))), none, "{name}");
    }
}

/// A graph's edit that breaks it.
type Break = fn(&mut Vec<Quad>);

#[test]
fn each_check_finds_its_fault() {
    let breaks: [(&str, Break); 21] = [
        ("check/ambiguous-fact", |quads| add(quads, dp::STATUS, dp::ASSERTED, dp::STATUS, dp::CLAIMED)),
        ("check/asserted-by-another", |quads| {
            add(quads, dp::STATUS, dp::ASSERTED, dp::SOURCE, node("somebody").as_ref());
        }),
        ("check/blank-node", |quads| {
            let graph = quads[0].graph_name.clone();
            quads.push(Quad::new(BlankNode::new("nobody").unwrap(), rdf::TYPE, node("kind"), graph));
        }),
        ("check/content-without-fact", |quads| {
            add(quads, dp::STATUS, dp::ASSERTED, dp::CONTENT, node("nothing").as_ref());
        }),
        ("check/elsewhere", |quads| {
            add(quads, rdf::TYPE, dp::READING, prov::USED, node("other").as_ref());
        }),
        ("check/fact-without-link", |quads| quads.retain(|quad| !is_direct(quad))),
        ("check/incomplete-article", |quads| quads.retain(|quad| quad.predicate != nif::IS_STRING)),
        ("check/incomplete-fact", |quads| quads.retain(|quad| quad.predicate != dp::RULE)),
        ("check/incomplete-links", |quads| {
            add(quads, dp::STATUS, dp::ASSERTED, term("sameEventWindow").as_ref(), node("many").as_ref());
        }),
        ("check/incomplete-membership", |quads| quads.retain(|quad| quad.predicate != org::MEMBER)),
        ("check/incomplete-reading", |quads| quads.retain(|quad| quad.predicate != prov::USED)),
        ("check/incomplete-span", |quads| quads.retain(|quad| quad.predicate != nif::REFERENCE_CONTEXT)),
        ("check/link-without-fact", |quads| {
            let property = support::TYPES.get("Kidnapping").unwrap().property.clone();
            let graph = quads[0].graph_name.clone();
            quads.push(Quad::new(node("one"), property, node("other"), graph));
        }),
        ("check/nameless-entity", |quads| quads.retain(|quad| quad.predicate != rdfs::LABEL)),
        ("check/no-participant", |quads| {
            quads.retain(|quad| quad.predicate != dp::AGENT && quad.predicate != dp::TARGET);
        }),
        ("check/same-event", |quads| {
            add(quads, dp::STATUS, dp::ASSERTED, term("sameEventAs").as_ref(), node("nothing").as_ref());
        }),
        ("check/trigger-outside", |quads| {
            let last = quads.iter().rfind(|quad| quad.predicate == dp::TRIGGER).unwrap().object.clone();
            quads.iter_mut().find(|quad| quad.predicate == dp::TRIGGER).unwrap().object = last;
        }),
        ("check/undefined-term", |quads| {
            let graph = quads[0].graph_name.clone();
            quads.push(Quad::new(node("one"), term("nonsense"), node("other"), graph));
        }),
        ("check/unknown-type", |quads| {
            add(quads, dp::STATUS, dp::ASSERTED, rdf::TYPE, schema::PERSON);
        }),
        ("check/wrong-value", |quads| add(quads, dp::STATUS, dp::ASSERTED, dp::POLARITY, dp::ACTUAL)),
        ("check/wrong-words", |quads| {
            let words = quads.iter_mut().find(|quad| quad.predicate == nif::ANCHOR_OF).unwrap();
            words.object = Literal::new_simple_literal("other words").into();
        }),
    ];
    let catalog = Catalog::load(&Files::embedded()).unwrap();
    let checks: Vec<_> = catalog.iter().filter(|query| query.is_check()).map(|query| &query.name).collect();
    assert_eq!(
        checks,
        breaks.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        "a check without a broken graph"
    );
    let sound = support::quads(&support::article(&support::article_names()[0]));
    for (name, edit) in breaks {
        let mut quads = sound.clone();
        edit(&mut quads);
        let found = objections(&quads);
        assert!(found.iter().any(|check| check == name), "{name} finds nothing; others: {found:?}");
    }
}

fn node(name: &str) -> NamedNode {
    NamedNode::new(format!("https://example.org/{name}")).unwrap()
}

fn term(name: &str) -> NamedNode {
    NamedNode::new(format!("{}{name}", vocab::ONTOLOGY)).unwrap()
}

fn is_direct(quad: &Quad) -> bool {
    support::TYPES.iter().any(|(_, fact_type)| fact_type.property == quad.predicate)
}

/// Adds `property` and `value` to the first thing that has `known` with the value `of`.
fn add(
    quads: &mut Vec<Quad>,
    known: NamedNodeRef<'_>,
    of: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
    value: NamedNodeRef<'_>,
) {
    let of = Term::from(of.into_owned());
    let first = quads.iter().find(|quad| quad.predicate == known && quad.object == of).unwrap().clone();
    quads.push(Quad { predicate: property.into_owned(), object: value.into_owned().into(), ..first });
}
