//! From a document to quads.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::describe;
use super::fact_types::{FactType, FactTypes};
use super::iri::{Iris, Options, slug};
use super::order;
use super::sink::Sink;
use super::vocab::{dc, dp, nif, org, prov, rdf, rdfs, schema, xsd};
use crate::document::Document;
use crate::fact::{Argument, Fact, Factuality, Polarity, Reader, Status, When};
use crate::mention::{Calendar, Gazetteer};
use crate::text::Span;

/// Returns the graph of `document`, in a graph named by its article: sorted, without blank nodes, the same for the
/// same document.
///
/// A fact whose type the ontology does not define is left out; `depeche check` finds the rules that give such.
pub fn build(document: &Document, gazetteer: &Gazetteer, types: &FactTypes, options: &Options) -> Vec<Quad> {
    let iris = Iris::mint(document, gazetteer, options);
    let sink = Sink::new(iris.article.clone(), &document.article.language);
    let mut graph = Graph { document, types, iris, entities: BTreeSet::new(), spans: BTreeSet::new(), sink };
    graph.article();
    for (index, fact) in document.facts.iter().enumerate() {
        if let Some(fact_type) = types.get(&fact.fact_type) {
            graph.fact(index, fact, fact_type);
        }
    }
    let Graph { iris, entities, spans, mut sink, .. } = graph;
    describe::entities(document, gazetteer, &iris, &entities, &mut sink);
    describe::spans(document, &iris, &spans, &mut sink);
    let mut quads = sink.into_quads();
    order::sort(&mut quads);
    quads
}

struct Graph<'a> {
    document: &'a Document,
    types: &'a FactTypes,
    iris: Iris,
    /// The entities that take part in a fact.
    entities: BTreeSet<usize>,
    /// The stretches of text that the graph speaks of.
    spans: BTreeSet<Span>,
    sink: Sink<'a>,
}

impl Graph<'_> {
    fn article(&mut self) {
        let article = &self.document.article;
        let node = self.iris.article.clone();
        self.sink.add(&node, rdf::TYPE, schema::NEWS_ARTICLE);
        self.sink.add(&node, rdf::TYPE, nif::CONTEXT);
        self.sink.add(&node, schema::IN_LANGUAGE, Literal::new_simple_literal(&article.language));
        self.sink.add_words(&node, nif::IS_STRING, &article.text);
        if let Some(title) = &article.title {
            self.sink.add_words(&node, schema::HEADLINE, title);
        }
        for name in &article.authors {
            self.sink.add(&node, dc::CREATOR, Literal::new_simple_literal(name));
        }
        if let Some(site) = &article.site {
            self.sink.add(&node, dc::PUBLISHER, Literal::new_simple_literal(site));
        }
        if let Some(id) = &article.id {
            self.sink.add(&node, dc::IDENTIFIER, Literal::new_simple_literal(id));
        }
        if let Some((date, _)) = self.document.date {
            self.sink.add_typed(&node, schema::DATE_PUBLISHED, date.to_string(), xsd::DATE);
        }
        let version = env!("CARGO_PKG_VERSION");
        let program = self.iris.under("software", &format!("{}-{version}", env!("CARGO_PKG_NAME")));
        self.sink.add(&program, rdf::TYPE, prov::SOFTWARE_AGENT);
        self.sink.add(&program, rdfs::LABEL, Literal::new_simple_literal(env!("CARGO_PKG_NAME")));
        self.sink.add(&program, schema::SOFTWARE_VERSION, Literal::new_simple_literal(version));
        let reading = self.reading();
        self.sink.add(&reading, rdf::TYPE, dp::READING);
        self.sink.add(&reading, prov::USED, node);
        self.sink.add(&reading, prov::WAS_ASSOCIATED_WITH, program);
    }

    fn reading(&self) -> NamedNode {
        self.iris.under("reading", &self.iris.key)
    }

    fn fact(&mut self, index: usize, fact: &Fact, fact_type: &FactType) {
        let Some(node) = self.iris.facts.get(index).cloned() else { return };
        self.sink.add(&node, rdf::TYPE, fact_type.class.clone());
        self.arguments(&node, dp::AGENT, &fact.agent);
        self.arguments(&node, dp::TARGET, &fact.target);
        self.arguments(&node, dp::PLACE, &fact.place);
        self.arguments(&node, dp::SOURCE, &fact.source);
        self.arguments(&node, dp::VIA, &fact.via);
        if let Some(theme) = &fact.theme {
            self.sink.add_words(&node, dp::THEME, &theme.text);
        }
        for &inner in &fact.content {
            let known =
                self.document.facts.get(inner).is_some_and(|f| self.types.get(&f.fact_type).is_some());
            if let (true, Some(inner)) = (known, self.iris.facts.get(inner)) {
                self.sink.add(&node, dp::CONTENT, inner.clone());
            }
        }
        if let Some(time) = &fact.time {
            self.time(&node, time);
        }
        if let Some(proposition) = self.iris.proposition(fact, fact_type) {
            self.sink.add(&node, dp::PROPOSITION, Literal::new_simple_literal(proposition));
        }
        self.stance(&node, fact);
        self.provenance(&node, fact);
        if fact.status == Status::Asserted {
            self.direct(fact, fact_type);
            if fact_type.also_as.as_ref().is_some_and(|class| *class == org::MEMBERSHIP) {
                self.membership(&node, fact);
            }
        }
    }

    fn arguments(&mut self, node: &NamedNode, role: NamedNodeRef<'_>, arguments: &[Argument]) {
        for argument in arguments {
            let Some(entity) = self.iris.entities.get(argument.entity) else { continue };
            self.entities.insert(argument.entity);
            self.sink.add(node, role, entity.clone());
            let span = self.iris.span(self.document, argument.span);
            self.sink.add(node, dp::MENTION, span.clone());
            self.sink.add(&span, dp::REFERS_TO, entity.clone());
            self.spans.insert(argument.span);
        }
    }

    fn time(&mut self, node: &NamedNode, time: &When) {
        let words = time.span.of(self.document.text());
        self.sink.add_words(node, dp::TIME_TEXT, words);
        if let Some(value) = time.value {
            let datatype = match value {
                Calendar::Year(_) => xsd::G_YEAR,
                Calendar::Month(..) => xsd::G_YEAR_MONTH,
                Calendar::Day(_) => xsd::DATE,
            };
            self.sink.add_typed(node, dp::TIME, value.to_string(), datatype);
        }
    }

    fn stance(&mut self, node: &NamedNode, fact: &Fact) {
        let polarity = match fact.polarity {
            Polarity::Positive => dp::POSITIVE,
            Polarity::Negative => dp::NEGATIVE,
        };
        let factuality = match fact.factuality {
            Factuality::Actual => dp::ACTUAL,
            Factuality::Planned => dp::PLANNED,
            Factuality::Uncertain => dp::UNCERTAIN,
        };
        let status = match fact.status {
            Status::Asserted => dp::ASSERTED,
            Status::Claimed => dp::CLAIMED,
        };
        self.sink.add(node, dp::POLARITY, polarity);
        self.sink.add(node, dp::FACTUALITY, factuality);
        self.sink.add(node, dp::STATUS, status);
        // In the shortest form, in which every store gives it back.
        let confidence = format!("{:.2}", fact.confidence.clamp(0.0, 1.0));
        let confidence = confidence.trim_end_matches('0').trim_end_matches('.');
        self.sink.add_typed(node, dp::CONFIDENCE, confidence, xsd::DECIMAL);
    }

    fn provenance(&mut self, node: &NamedNode, fact: &Fact) {
        let sentence = self.document.segmented.sentences.get(fact.sentence).map_or(fact.trigger, |s| s.span);
        for (property, span) in [(dp::EVIDENCE, sentence), (dp::TRIGGER, fact.trigger)] {
            self.sink.add(node, property, self.iris.span(self.document, span));
            self.spans.insert(span);
        }
        self.sink.add(node, dp::RULE, Literal::new_simple_literal(&fact.rule));
        let reader = match fact.reader {
            Reader::Rules => dp::RULES,
            Reader::Learned => dp::LEARNED,
            Reader::Both => dp::BOTH,
        };
        self.sink.add(node, dp::READER, reader);
        self.sink.add(node, prov::WAS_DERIVED_FROM, self.iris.article.clone());
        self.sink.add(node, prov::WAS_GENERATED_BY, self.reading());
    }

    fn direct(&mut self, fact: &Fact, fact_type: &FactType) {
        let agents: Vec<NamedNode> = self.nodes(&fact.agent);
        let targets = self.nodes(&fact.target);
        for agent in &agents {
            let objects: Vec<Term> = if fact_type.literal {
                fact.theme.iter().filter_map(|theme| integer(&theme.text)).collect()
            } else if targets.is_empty() && fact_type.symmetric {
                agents.iter().filter(|&other| other != agent).map(|other| other.clone().into()).collect()
            } else {
                targets.iter().map(|target| target.clone().into()).collect()
            };
            for object in objects {
                self.sink.add(agent, fact_type.property.as_ref(), object);
            }
        }
    }

    /// Says a role again in the terms of the organization ontology, one node for each holder and organisation.
    fn membership(&mut self, fact_node: &NamedNode, fact: &Fact) {
        let targets = self.nodes(&fact.target);
        if targets.is_empty() && fact.theme.is_none() {
            return;
        }
        let organizations: Vec<_> =
            if targets.is_empty() { vec![None] } else { targets.iter().map(Some).collect() };
        let folder = format!("{}fact/", self.iris.base);
        let name = fact_node.as_str().strip_prefix(&folder).unwrap_or_default().to_owned();
        let mut count = 0;
        for agent in self.nodes(&fact.agent) {
            for organization in &organizations {
                count += 1;
                let node = self.iris.under("membership", &format!("{name}-{count}"));
                self.sink.add(&node, rdf::TYPE, org::MEMBERSHIP);
                self.sink.add(&node, org::MEMBER, agent.clone());
                if let Some(organization) = organization {
                    self.sink.add(&node, org::ORGANIZATION, (*organization).clone());
                }
                if let Some(theme) = &fact.theme {
                    let role = self.iris.under("role", &slug(&theme.text));
                    self.sink.add(&role, rdf::TYPE, org::ROLE_CLASS);
                    self.sink.add_words(&role, rdfs::LABEL, &theme.text);
                    self.sink.add(&node, org::ROLE, role);
                }
                if let Some((date, _)) = self.document.date {
                    self.sink.add_typed(&node, dp::VALID_ON, date.to_string(), xsd::DATE);
                }
                self.sink.add(&node, prov::WAS_DERIVED_FROM, fact_node.clone());
            }
        }
    }

    fn nodes(&self, arguments: &[Argument]) -> Vec<NamedNode> {
        arguments.iter().filter_map(|argument| self.iris.entities.get(argument.entity).cloned()).collect()
    }
}

/// Returns `text` as an integer literal, where it is one.
fn integer(text: &str) -> Option<Term> {
    text.trim()
        .parse::<i64>()
        .ok()
        .map(|number| Literal::new_typed_literal(number.to_string(), xsd::INTEGER).into())
}
