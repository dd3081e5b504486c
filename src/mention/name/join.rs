//! Joins the names of the rules with those of the chain model.

use std::ops::Range;

use super::chain::{Chain, Features, Words, label};
use super::rules::complete;
use super::view::View;
use super::{Evidence, Name};
use crate::mention::Kind;

/// Returns the names of a sentence as the chain labels them; what lists and words tell has an advantage.
pub(super) fn join(view: &View<'_>, names: Vec<Name>, chain: &Chain, words: &Words) -> Vec<Name> {
    let count = words.places.len() - 1;
    let mut told = vec![None; count];
    for name in names.iter().filter(|n| n.evidence >= Evidence::Word) {
        let range = surface(words, &name.words);
        let labels = label::labels(&[(range.clone(), name.kind.unwrap_or(Kind::Thing))], count);
        range.for_each(|at| told[at] = Some(labels[at]));
    }
    let labels = chain.labels(&Features::new(words), &told);
    let mut joined = Vec::new();
    let mut rules = names.into_iter().peekable();
    for (range, kind) in label::names(&labels) {
        let own = words.places[range.start]..words.places[range.end];
        while rules.next_if(|n| n.words.end <= own.start).is_some() {}
        let same = rules.next_if(|n| n.words.start == own.start && surface(words, &n.words) == range);
        joined.push(match same {
            Some(name) if name.evidence > Evidence::Form && name.kind == Some(kind) => name,
            _ => {
                let entry = view.res.gazetteer.by_name(&view.text_of(own.clone()));
                complete(view, own, entry, Some(kind))
            }
        });
    }
    joined
}

/// The surface words of the words `range`.
fn surface(words: &Words, range: &Range<usize>) -> Range<usize> {
    let index = |word: usize| words.places.partition_point(|&p| p < word);
    index(range.start)..index(range.end)
}
