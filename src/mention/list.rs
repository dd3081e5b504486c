//! Names that a plural noun introduces one after the other (`les ministres Paul Martin, Anne Roy et Luc Petit`).
//!
//! Parsers hang such names now on the noun and now on each other, so the order of words decides.

use crate::morph::{Number, Upos};
use crate::parse::{Relation, Tree};

use super::{Form, Kind, Mention};

/// Longest stretch in brackets behind a name (`(82 ans, prix Nobel)`), in words.
const BRACKET: usize = 10;

/// Returns the heads of the names that the plural noun at `noun` introduces, two or more, in order; nothing where it introduces none.
/// `mentions` are those of its sentence.
pub fn listed(mentions: &[Mention], tree: &Tree, noun: usize) -> Vec<usize> {
    let Some(own) = mentions.iter().find(|m| m.head == noun) else { return Vec::new() };
    if own.form != Form::Description || own.number != Some(Number::Plur) {
        return Vec::new();
    }
    let after_adjectives = (noun + 1..tree.len())
        .find(|&w| tree[w].analysis.upos != Upos::Adj || starts_name(mentions, w))
        .unwrap_or(tree.len());
    [after_adjectives, own.words.end]
        .into_iter()
        .map(|start| from(mentions, tree, own, start))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

fn starts_name(mentions: &[Mention], word: usize) -> bool {
    name_at(mentions, word).is_some()
}

fn name_at(mentions: &[Mention], word: usize) -> Option<&Mention> {
    mentions.iter().find(|m| m.form == Form::Name && m.words.start == word)
}

/// Returns the names of the list that begins at word `start`, a comma before it or none.
fn from(mentions: &[Mention], tree: &Tree, own: &Mention, start: usize) -> Vec<usize> {
    let is = |word: usize, form: &str| tree.nodes().get(word).is_some_and(|n| n.form == form);
    let parted = is(start, ",");
    let mut at = start + usize::from(parted);
    let (mut found, mut joined) = (Vec::new(), false);
    while let Some(name) = name_at(mentions, at) {
        if !fits(own, name, parted) || tree.related(name.head, Relation::Case).next().is_some() {
            return Vec::new();
        }
        found.push(name.head);
        at = behind_brackets(tree, end_of_name(tree, name));
        if joined {
            break;
        }
        let comma = is(at, ",");
        let next = at + usize::from(comma);
        joined = tree.nodes().get(next).is_some_and(|n| n.relation == Relation::Cc);
        if !comma && !joined {
            break;
        }
        let next = next + usize::from(joined);
        if !starts_name(mentions, next) {
            break;
        }
        at = next;
    }
    // `Les députés, Paul Martin et Anne Roy ont voté` lists three: a comma that opens must be closed.
    let closed = tree.nodes().get(at).is_none_or(|n| n.analysis.upos == Upos::Punct);
    if joined && found.len() > 1 && (!parted || closed) { found } else { Vec::new() }
}

/// Whether `name` can be one of what the noun denotes.
fn fits(own: &Mention, name: &Mention, parted: bool) -> bool {
    match (own.kind, name.kind) {
        (Some(a), Some(b)) => a == b,
        (None, Some(Kind::Person)) => !parted,
        (None, _) => false,
        (Some(_), None) => true,
    }
}

/// Returns where the words of a name end: its phrase may hold what the parser has hung on it, brackets and further names.
fn end_of_name(tree: &Tree, name: &Mention) -> usize {
    let stop = |w: &usize| matches!(tree[*w].form.as_str(), "(" | ",") || tree[*w].relation == Relation::Cc;
    (name.words.start + 1..name.words.end).find(stop).unwrap_or(name.words.end)
}

/// Returns the place behind brackets that open at `at`; `at` where none do.
fn behind_brackets(tree: &Tree, at: usize) -> usize {
    if tree.nodes().get(at).is_none_or(|n| n.form != "(") {
        return at;
    }
    let close = (at..tree.len().min(at + BRACKET)).find(|&w| tree[w].form == ")");
    close.map_or(at, |w| w + 1)
}
