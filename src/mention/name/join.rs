//! Joins the names of the rules with those of the chain model.

use std::ops::Range;

use super::chain::{Chain, Features, Words, label};
use super::hints::Addends;
use super::rules::complete;
use super::view::View;
use super::{Evidence, Name};
use crate::mention::Kind;
use crate::mention::lexicon::Role;
use crate::morph::Upos;

/// Returns the names of a sentence as the chain labels them; what lists and words tell has an advantage, and `addends` count beside.
pub(super) fn join(
    view: &View<'_>,
    names: Vec<Name>,
    chain: &Chain,
    words: &Words,
    addends: &Addends,
) -> Vec<Name> {
    let count = words.places.len() - 1;
    let mut told = vec![None; count];
    for name in names.iter().filter(|n| n.evidence >= Evidence::Word) {
        let range = surface(words, &name.words);
        let labels = label::labels(&[(range.clone(), name.kind.unwrap_or(Kind::Thing))], count);
        range.for_each(|at| told[at] = Some(labels[at]));
    }
    let labels = chain.labels(&Features::new(words), &told, addends);
    let mut joined = Vec::new();
    let mut rules = names.into_iter().peekable();
    for (range, kind) in label::names(&labels) {
        let own = words.places[range.start]..words.places[range.end];
        let own_end = own.end;
        while let Some(name) = rules.next_if(|n| n.words.end <= own.start) {
            joined.extend(Some(name).filter(|n| beside_noun(view, n)));
        }
        let known = rules.peek().is_some_and(|n| n.words.start == own.start && n.evidence > Evidence::Form);
        if kind == Kind::Organization && !known && is_portfolio(view, &own) {
            while rules.next_if(|n| n.words.start < own_end).is_some() {}
            continue;
        }
        let same = rules.next_if(|n| n.words.start == own.start && surface(words, &n.words) == range);
        joined.push(match same {
            Some(name) if name.evidence > Evidence::Form => name,
            _ => {
                let entry = view.res.gazetteer.by_name(&view.text_of(own.clone()));
                // What the chain alone says gives way to what words tell elsewhere in the article.
                Name { evidence: Evidence::Form, ..complete(view, own, entry, Some(kind)) }
            }
        });
        while rules.next_if(|n| n.words.start < own_end).is_some() {}
    }
    joined.extend(rules.filter(|n| beside_noun(view, n)));
    joined
}

/// Whether the words name what somebody is in charge of and no body: `le ministre de la Justice`.
fn is_portfolio(view: &View<'_>, words: &Range<usize>) -> bool {
    let common = view.res.nouns.get(&view.form(words.start).to_lowercase()).is_some()
        || view.upos(words.start) == Upos::Noun;
    let mut before = view.previous(words.start);
    while before.is_some_and(|p| matches!(view.upos(p), Upos::Det | Upos::Adp)) {
        before = before.and_then(|p| view.previous(p));
    }
    let office = before.filter(|&p| words.start - p <= 4 && view.upos(p) == Upos::Noun).is_some_and(|p| {
        let lemma = view.tree.nodes().get(p).map_or("", |n| n.analysis.lemma.as_str());
        view.res.names.title(lemma).is_some() || view.res.names.title(view.form(p)).is_some()
    });
    common
        && office
        && view.previous(words.start).is_some_and(|p| view.upos(p) == Upos::Det || view.is(p, Role::Genitive))
}

/// Whether a name that the chain does not see stands right behind a noun or its adjective ("la marque Zarvin"), or opens
/// the sentence as a word of its own.
fn beside_noun(view: &View<'_>, name: &Name) -> bool {
    let beside = view
        .previous(name.words.start)
        .is_some_and(|p| matches!(view.upos(p), Upos::Noun | Upos::Adj) && !view.capital(p));
    // "Orvane a racheté la banque": a word that nobody knows, where the tagger sees a name.
    let unknown = name.words.clone().all(|w| {
        let form = view.form(w);
        view.upos(w) == Upos::Propn
            && form.chars().any(char::is_lowercase)
            && view.res.nouns.get(&form.to_lowercase()).is_none()
    });
    beside || unknown && name.words.start == 0
}

/// The surface words of the words `range`.
fn surface(words: &Words, range: &Range<usize>) -> Range<usize> {
    let index = |word: usize| words.places.partition_point(|&p| p < word);
    index(range.start)..index(range.end)
}
