//! The order in which a graph is written: the article, its facts by type and place, entities, stretches of text.

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::vocab::{dp, nif, prov, rdf, rdfs, schema};

/// Sorts `quads` for reading and drops repetitions.
pub fn sort(quads: &mut Vec<Quad>) {
    quads.sort_by_cached_key(Key::new);
    quads.dedup();
}

/// Brings the triples of all graphs together by subject, each once.
pub fn merge(quads: &mut Vec<Quad>) {
    // The article's place is told by its graph, so that the keys are made before the graphs go.
    quads.sort_by_cached_key(|quad| Key { graph: Natural::new(""), ..Key::new(quad) });
    for quad in quads.iter_mut() {
        quad.graph_name = GraphName::DefaultGraph;
    }
    quads.dedup();
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    graph: Natural,
    group: u8,
    subject: Natural,
    rank: usize,
    predicate: String,
    object: Natural,
}

impl Key {
    fn new(quad: &Quad) -> Self {
        let graph = match &quad.graph_name {
            GraphName::DefaultGraph => String::new(),
            name => name.to_string(),
        };
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let group = if subject.contains("#char=") {
            3
        } else if subject.contains("/fact/") {
            1
        } else if quad.graph_name.to_string().trim_matches(['<', '>']) == subject {
            0
        } else {
            2
        };
        let rank = PREDICATES.iter().position(|&p| p == quad.predicate.as_ref()).unwrap_or(PREDICATES.len());
        Self {
            graph: Natural::new(&graph),
            group,
            subject: Natural::new(&subject),
            rank,
            predicate: quad.predicate.as_str().to_owned(),
            object: Natural::new(&quad.object.to_string()),
        }
    }
}

/// What a string is sorted by, where its runs of digits count as numbers: each run as a zero, its length, its digits.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Natural(Vec<u8>);

impl Natural {
    fn new(text: &str) -> Self {
        let mut key = Vec::with_capacity(text.len() + 16);
        let mut padded = false;
        let mut rest = text.as_bytes();
        while let Some(first) = rest.first() {
            let run = rest.iter().take_while(|b| b.is_ascii_digit() == first.is_ascii_digit()).count();
            let (run, more) = rest.split_at(run);
            if first.is_ascii_digit() {
                let zeros = run.iter().take_while(|&&b| b == b'0').count();
                let digits = &run[zeros..];
                padded |= zeros > 0;
                key.push(0);
                key.extend(u32::try_from(digits.len()).unwrap_or(u32::MAX).to_be_bytes());
                key.extend(digits);
            } else {
                key.extend(run);
            }
            rest = more;
        }
        // Numbers that differ in leading zeros only.
        if padded {
            key.extend(b"\0\0");
            key.extend(text.as_bytes());
        }
        Self(key)
    }
}

/// What is told first of a thing; all other predicates follow by name.
const PREDICATES: [oxigraph::model::NamedNodeRef<'static>; 24] = [
    rdf::TYPE,
    rdfs::LABEL,
    dp::AGENT,
    dp::TARGET,
    dp::THEME,
    dp::CONTENT,
    dp::PLACE,
    dp::TIME,
    dp::TIME_TEXT,
    dp::SOURCE,
    dp::VIA,
    dp::POLARITY,
    dp::FACTUALITY,
    dp::STATUS,
    dp::CONFIDENCE,
    dp::EVIDENCE,
    dp::TRIGGER,
    dp::MENTION,
    dp::RULE,
    dp::PROPOSITION,
    prov::WAS_DERIVED_FROM,
    schema::IN_LANGUAGE,
    nif::BEGIN_INDEX,
    nif::END_INDEX,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_count_as_numbers() {
        let mut names = ["a-10-1", "a-9-2", "b", "a-9-10", "a-09-2", "a-9", "a-9x", "a--"];
        names.sort_by_cached_key(|name| Natural::new(name));
        assert_eq!(names, ["a-9", "a-9-2", "a-09-2", "a-9-10", "a-9x", "a-10-1", "a--", "b"]);
    }
}
