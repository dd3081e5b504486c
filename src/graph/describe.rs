//! What the graph tells of entities and of stretches of text.

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::iri::Iris;
use super::sink::Sink;
use super::vocab::{WIKIDATA, dp, nif, owl, rdf, rdfs, schema, skos, xsd};
use crate::coref::Entity;
use crate::document::Document;
use crate::mention::{Entry, Form, Gazetteer, Kind};
use crate::text::Span;

/// Adds kind and names of the entities `used`, and for a known one what the gazetteer tells.
pub(super) fn entities(
    document: &Document,
    gazetteer: &Gazetteer,
    iris: &Iris,
    used: &BTreeSet<usize>,
    sink: &mut Sink<'_>,
) {
    for &index in used {
        let (Some(entity), Some(node)) = (document.resolution.entities.get(index), iris.entities.get(index))
        else {
            continue;
        };
        let label = if let Some(entry) = entity.entry.and_then(|i| gazetteer.entries().get(i)) {
            known(node, entry, gazetteer, iris, sink);
            &entry.name
        } else {
            sink.add(node, rdf::TYPE, class(entity.kind));
            sink.add_words(node, rdfs::LABEL, &entity.name);
            &entity.name
        };
        if let Some(item) = entity.wikidata.as_deref().filter(|_| iris.links) {
            same_as(node, item, sink);
        }
        if let Some(quotation) = entity.quotation {
            sink.add(node, dp::SPEAKER_OF, iris.span(document, quotation));
        }
        for name in other_names(document, entity, label) {
            sink.add_words(node, skos::ALT_LABEL, name);
        }
    }
}

/// Adds what the gazetteer tells of `entry`, and of the one that its name may stand for.
fn known(node: &NamedNode, entry: &Entry, gazetteer: &Gazetteer, iris: &Iris, sink: &mut Sink<'_>) {
    name_and_kind(node, entry, sink);
    let state = entry.stands_for.as_deref().filter(|id| *id != entry.id).and_then(|id| gazetteer.by_id(id));
    if let Some(state) = state.and_then(|i| gazetteer.entries().get(i)) {
        let state_node = iris.known(state.kind, &state.id);
        name_and_kind(&state_node, state, sink);
        if let Some(item) = state.wikidata.as_deref().filter(|_| iris.links) {
            same_as(&state_node, item, sink);
        }
        sink.add(node, dp::STANDS_FOR, state_node);
        sink.add(node, dp::KNOWN_FROM, dp::GAZETTEER);
    }
}

fn name_and_kind(node: &NamedNode, entry: &Entry, sink: &mut Sink<'_>) {
    sink.add(node, rdf::TYPE, class(entry.kind));
    sink.add_words(node, rdfs::LABEL, &entry.name);
}

/// Says that `node` is the Wikidata item `item`: the gazetteer's knowledge, not the article's.
fn same_as(node: &NamedNode, item: &str, sink: &mut Sink<'_>) {
    if let Ok(item) = NamedNode::new(format!("{WIKIDATA}{item}")) {
        sink.add(node, owl::SAME_AS, item);
        sink.add(node, dp::KNOWN_FROM, dp::GAZETTEER);
    }
}

/// Returns the proper names that the article calls `entity` by, apart from `label`.
fn other_names<'a>(document: &'a Document, entity: &'a Entity, label: &str) -> BTreeSet<&'a str> {
    let mentions = entity.mentions.iter().filter_map(|&i| document.mentions.mentions.get(i));
    let names = mentions.filter(|m| m.form == Form::Name).map(|m| m.name.as_str());
    names.chain([entity.name.as_str()]).filter(|name| *name != label && !name.is_empty()).collect()
}

/// Returns the class of entities of `kind`.
fn class(kind: Kind) -> NamedNodeRef<'static> {
    match kind {
        Kind::Person => schema::PERSON,
        Kind::Organization => schema::ORGANIZATION,
        Kind::Place => schema::PLACE,
        Kind::Event => schema::EVENT,
        Kind::Work => schema::CREATIVE_WORK,
        Kind::Thing => schema::THING,
    }
}

/// Adds place and words of each of `spans`.
pub(super) fn spans(document: &Document, iris: &Iris, spans: &BTreeSet<Span>, sink: &mut Sink<'_>) {
    for &span in spans {
        let node = iris.span(document, span);
        let (start, end) = document.place(span);
        sink.add(&node, rdf::TYPE, nif::STRING);
        // Oxigraph keeps whole numbers as xsd:integer, whatever kind of them they are.
        sink.add_typed(&node, nif::BEGIN_INDEX, start.to_string(), xsd::INTEGER);
        sink.add_typed(&node, nif::END_INDEX, end.to_string(), xsd::INTEGER);
        sink.add_words(&node, nif::ANCHOR_OF, document.words(span));
        sink.add(&node, nif::REFERENCE_CONTEXT, iris.article.clone());
    }
}
