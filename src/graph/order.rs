//! The order in which a graph is written: the article, its facts by type and place, entities, stretches of text.

use std::cmp::Ordering;
use std::collections::HashMap;

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::vocab::{dp, nif, prov, rdf, rdfs, schema};

/// Sorts `quads` for reading and drops repetitions.
pub fn sort(quads: &mut Vec<Quad>) {
    arrange(quads, |a, b| natural(graph(a), graph(b)));
    quads.dedup();
}

/// Brings the triples of all graphs together by subject, each once.
pub fn merge(quads: &mut Vec<Quad>) {
    // The article's place is told by its graph, so that the order is made before the graphs go.
    arrange(quads, |_, _| Ordering::Equal);
    for quad in quads.iter_mut() {
        quad.graph_name = GraphName::DefaultGraph;
    }
    quads.dedup();
}

/// What is found out of a quad once, and where it stands.
struct Row {
    group: u8,
    /// Place of its subject among all subjects.
    subject: usize,
    rank: usize,
    at: usize,
}

/// Sorts `quads` by `first`, and then by subject and predicate. Strings are compared where they stand: an article has
/// hundreds of quads, and most of them are told apart by their subjects.
fn arrange(quads: &mut Vec<Quad>, first: impl Fn(&Quad, &Quad) -> Ordering) {
    let subjects = subjects(quads);
    let row = |(at, quad): (usize, &Quad)| {
        let subject = subjects.get(subject(quad)).copied().unwrap_or_default();
        Row { group: group(quad), subject, rank: rank(quad), at }
    };
    let mut rows: Vec<Row> = quads.iter().enumerate().map(row).collect();
    let sorted = |a: &Row, b: &Row| {
        let (left, right) = (&quads[a.at], &quads[b.at]);
        first(left, right)
            .then_with(|| a.group.cmp(&b.group))
            .then_with(|| a.subject.cmp(&b.subject))
            .then_with(|| a.rank.cmp(&b.rank))
            .then_with(|| left.predicate.as_str().cmp(right.predicate.as_str()))
            .then_with(|| objects(&left.object, &right.object))
    };
    if rows.is_sorted_by(|a, b| sorted(a, b).is_le()) {
        return;
    }
    rows.sort_by(sorted);
    let mut taken: Vec<Option<Quad>> = std::mem::take(quads).into_iter().map(Some).collect();
    quads.extend(rows.iter().filter_map(|row| taken[row.at].take()));
}

/// Returns the place of each subject in their order.
fn subjects(quads: &[Quad]) -> HashMap<&str, usize> {
    let mut names: Vec<&str> = quads.iter().map(subject).collect();
    names.dedup();
    names.sort_unstable_by(|a, b| natural(a, b));
    names.dedup();
    names.into_iter().enumerate().map(|(place, name)| (name, place)).collect()
}

fn graph(quad: &Quad) -> &str {
    match &quad.graph_name {
        GraphName::NamedNode(node) => node.as_str(),
        GraphName::BlankNode(node) => node.as_str(),
        GraphName::DefaultGraph => "",
    }
}

fn subject(quad: &Quad) -> &str {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

fn objects(a: &Term, b: &Term) -> Ordering {
    match (a, b) {
        (Term::NamedNode(a), Term::NamedNode(b)) => natural(a.as_str(), b.as_str()),
        _ if a == b => Ordering::Equal,
        _ => natural(&a.to_string(), &b.to_string()),
    }
}

/// The article comes first, then its facts, its entities and its stretches of text.
fn group(quad: &Quad) -> u8 {
    let subject = subject(quad);
    if subject.contains("#char=") {
        3
    } else if subject.contains("/fact/") {
        1
    } else if graph(quad) == subject {
        0
    } else {
        2
    }
}

fn rank(quad: &Quad) -> usize {
    PREDICATES.iter().position(|&p| p == quad.predicate.as_ref()).unwrap_or(PREDICATES.len())
}

/// Compares two strings, with their runs of digits as numbers: a shorter number, leading zeros apart, comes first, and a
/// number before all else.
fn natural(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let alike = alike(a, b);
    let rest = alike + a[alike..].iter().zip(&b[alike..]).take_while(|(x, y)| x == y).count();
    if rest == a.len().min(b.len()) {
        return a.len().cmp(&b.len());
    }
    let mut at = rest;
    // A number is compared as a whole.
    while at > 0 && a[at - 1].is_ascii_digit() {
        at -= 1;
    }
    let (rest_a, rest_b) = (number(&a[at..]), number(&b[at..]));
    match (rest_a.is_empty(), rest_b.is_empty()) {
        (false, false) => {
            let (short_a, short_b) = (unpadded(rest_a), unpadded(rest_b));
            let numbers = short_a.len().cmp(&short_b.len()).then_with(|| short_a.cmp(short_b));
            // Of numbers that differ in leading zeros only the rest decides, and then the zeros.
            let rest = || natural_bytes(&a[at + rest_a.len()..], &b[at + rest_b.len()..]);
            numbers.then_with(rest).then_with(|| rest_a.len().cmp(&rest_b.len()))
        }
        (false, true) => Ordering::Less,
        (true, false) => Ordering::Greater,
        (true, true) => a[at..].cmp(&b[at..]),
    }
}

fn natural_bytes(a: &[u8], b: &[u8]) -> Ordering {
    // Cut behind digits, so that both are whole strings again.
    natural(std::str::from_utf8(a).unwrap_or_default(), std::str::from_utf8(b).unwrap_or_default())
}

/// Returns how many blocks of bytes, in bytes, are the same at the start of both.
fn alike(a: &[u8], b: &[u8]) -> usize {
    const BLOCK: usize = 32;
    a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK)).take_while(|(x, y)| x == y).count() * BLOCK
}

/// Returns the digits that `bytes` begin with.
fn number(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().take_while(|b| b.is_ascii_digit()).count()]
}

fn unpadded(digits: &[u8]) -> &[u8] {
    &digits[digits.iter().take_while(|&&b| b == b'0').count()..]
}

/// What is told first of a thing; all other predicates follow by name.
const PREDICATES: [oxigraph::model::NamedNodeRef<'static>; 25] = [
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
    dp::READER,
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
        let mut names = ["a-10-1", "a-9-2", "b", "a-9-10", "a-09-2", "a-9", "a-9x", "a--", "a"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "a-9", "a-9-2", "a-09-2", "a-9-10", "a-9x", "a-10-1", "a--", "b"]);
    }

    #[test]
    fn the_order_is_total() {
        let mut names = Vec::new();
        for a in ["", "a", "0", "00", "1", "01", "12", "é"] {
            for b in ["", "-", "9", "10", "b"] {
                for c in ["", "x", "007", "7"] {
                    names.push(format!("{a}{b}{c}"));
                }
            }
        }
        names.sort_by(|a, b| natural(a, b));
        names.dedup();
        for (i, a) in names.iter().enumerate() {
            for (j, b) in names.iter().enumerate() {
                assert_eq!(natural(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }
}
