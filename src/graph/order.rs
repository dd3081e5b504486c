//! The order in which a graph is written: the article, its facts by type and place, entities, stretches of text.

use std::cmp::Ordering;

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
    quads.sort_by_cached_key(|quad| Key { graph: Natural(String::new()), ..Key::new(quad) });
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
            graph: Natural(graph),
            group,
            subject: Natural(subject),
            rank,
            predicate: quad.predicate.as_str().to_owned(),
            object: Natural(quad.object.to_string()),
        }
    }
}

/// A string whose runs of digits count as numbers.
#[derive(PartialEq, Eq)]
struct Natural(String);

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) = (self.0.as_str(), other.0.as_str());
        while !a.is_empty() && !b.is_empty() {
            let (x, y) = (run(a), run(b));
            let order = match (number(x), number(y)) {
                (Some(m), Some(n)) => m.len().cmp(&n.len()).then_with(|| m.cmp(n)),
                _ => x.cmp(y),
            };
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (&a[x.len()..], &b[y.len()..]);
        }
        // Numbers that differ in leading zeros only.
        a.len().cmp(&b.len()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Returns the first run of digits, or of other characters.
fn run(text: &str) -> &str {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    text.find(|c: char| c.is_ascii_digit() != digit).map_or(text, |end| &text[..end])
}

fn number(run: &str) -> Option<&str> {
    run.starts_with(|c: char| c.is_ascii_digit()).then(|| run.trim_start_matches('0'))
}

/// What is told first of a thing; all other predicates follow by name.
const PREDICATES: [oxigraph::model::NamedNodeRef<'static>; 23] = [
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
        let mut names = ["a-10-1", "a-9-2", "b", "a-9-10", "a-09-2"].map(|s| Natural(s.to_owned()));
        names.sort();
        assert_eq!(names.map(|n| n.0), ["a-09-2", "a-9-2", "a-9-10", "a-10-1", "b"]);
    }
}
