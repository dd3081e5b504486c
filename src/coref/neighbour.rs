//! Joins a name with the description beside it, whatever the tree makes of the two: parsers err most on where an
//! apposition hangs, while its commas and the order of its words are plain.

use std::ops::Range;

use crate::mention::{Form, Kind};
use crate::morph::{Number, Upos, VerbForm};
use crate::parse::{Relation, Tree};

use super::cluster::Clusters;
use super::view::{View, plain};

/// Joins each name of a person or body with the descriptions that stand right before and after it.
pub(super) fn link(view: &View, clusters: &mut Clusters) {
    for mention in 0..view.mentions.len() {
        let kind = clusters.get(mention).kind();
        if !view.is_name(mention) || !matches!(kind, None | Some(Kind::Person | Kind::Organization)) {
            continue;
        }
        let Some(words) = own_words(view, mention) else { continue };
        let start = titled(view, clusters, mention, words.start);
        before(view, clusters, mention, start..words.end);
        after(view, clusters, mention, words.end);
    }
}

/// Returns the words of the name itself, with a form of address before it.
fn own_words(view: &View, mention: usize) -> Option<Range<usize>> {
    let found = &view.mentions[mention];
    let nodes = view.tree(found.sentence).nodes();
    let within = |i: &usize| nodes.get(*i).is_some_and(|n| found.name.contains(&n.form));
    let first = found.name.split(' ').next()?;
    let mut start = found.words.clone().find(|&i| nodes.get(i).is_some_and(|n| n.form == first))?;
    let end = (start..nodes.len()).take_while(within).last()? + 1;
    while start > 0 && view.words.title(&plain(&nodes[start - 1].form)).is_some() {
        start -= 1;
    }
    Some(start..end)
}

/// `l'ancien ministre X`: joins the noun before the name; returns where the two begin.
fn titled(view: &View, clusters: &mut Clusters, mention: usize, start: usize) -> usize {
    let sentence = view.mentions[mention].sentence;
    let tree = view.tree(sentence);
    if start == 0 || !matches!(tree[start - 1].analysis.upos, Upos::Noun | Upos::Adj | Upos::Propn) {
        return start;
    }
    let chain = chain(tree, start);
    let title = chain.rev().filter_map(|w| view.headed(sentence, w)).find(|&m| {
        clusters.get(m).kind() == Some(Kind::Person)
            && (clusters.same(m, mention) || fits(view, clusters, mention, m))
    });
    let Some(title) = title else { return start };
    clusters.join(mention, title);
    first_word(tree, view.mentions[title].head)
}

/// `la ministre de la Justice, X,`: joins the description that ends at the comma before the name.
fn before(view: &View, clusters: &mut Clusters, mention: usize, words: Range<usize>) {
    let sentence = view.mentions[mention].sentence;
    let tree = view.tree(sentence);
    let closed = words.end >= tree.len() || tree[words.end].analysis.upos == Upos::Punct;
    if words.start < 2 || !closed || tree[words.start - 1].form != "," {
        return;
    }
    let described = chain(tree, words.start - 1)
        .filter_map(|w| view.headed(sentence, w))
        .find(|&m| clusters.get(m).kind().is_some() && fits(view, clusters, mention, m));
    if let Some(found) = described {
        clusters.join(mention, found);
    }
}

/// `X, 61 ans, un allié`: joins the description that begins at the comma after the name.
fn after(view: &View, clusters: &mut Clusters, mention: usize, end: usize) {
    let sentence = view.mentions[mention].sentence;
    let tree = view.tree(sentence);
    let comma = |i: usize| i < tree.len() && tree[i].form == ",";
    if !comma(end) {
        return;
    }
    let age = end + 3 < tree.len() && tree[end + 1].analysis.upos == Upos::Num && comma(end + 3);
    let at = if age { end + 4 } else { end + 1 };
    let described = view.of_sentence(sentence).find(|&m| {
        let head = view.mentions[m].head;
        head < tree.len() && head >= at && first_word(tree, head) == at
    });
    let Some(found) = described else { return };
    let head = view.mentions[found].head;
    let listed = tree.related(head, Relation::Conj).next().is_some()
        || tree.related(head, Relation::Cc).next().is_some()
        || tree[head].relation.base() == Relation::Nsubj
        || tree.related(head, Relation::Cop).next().is_some()
        || tree.related(head, Relation::Case).next().is_some();
    if !listed && clusters.get(found).kind().is_some() && fits(view, clusters, mention, found) {
        clusters.join(mention, found);
    }
}

/// Returns the nouns, their modifiers and prepositions that stand before word `end` without a break.
fn chain(tree: &Tree, end: usize) -> Range<usize> {
    // `la ministre déléguée à l'Industrie`: a participle may belong to a title.
    let participle = |i: usize| {
        i > 0
            && tree[i].analysis.feats.verb_form == Some(VerbForm::Part)
            && tree[i - 1].analysis.upos == Upos::Noun
    };
    let linked = |i: &usize| {
        participle(*i)
            || matches!(
                tree[*i].analysis.upos,
                Upos::Adj | Upos::Adp | Upos::Det | Upos::Noun | Upos::Num | Upos::Propn
            )
    };
    let start = (0..end).rev().take_while(linked).last().unwrap_or(end);
    start..end
}

/// Returns the first word of the noun `head` with its determiner and the adjectives before it.
fn first_word(tree: &Tree, head: usize) -> usize {
    let leading =
        tree.children(head).iter().copied().filter(|&c| {
            matches!(tree[c].relation.base(), Relation::Det | Relation::Amod | Relation::Nummod)
        });
    leading.chain([head]).min().unwrap_or(head)
}

/// Whether the description `other` can mean what the name `mention` does.
fn fits(view: &View, clusters: &Clusters, mention: usize, other: usize) -> bool {
    let (name, found) = (clusters.get(mention), clusters.get(other));
    let described = view.mentions[other].form == Form::Description && !found.named;
    let people = found.kind() == Some(Kind::Person);
    described
        && matches!(found.kind(), Some(Kind::Person | Kind::Organization))
        && name.kind().is_none_or(|k| Some(k) == found.kind())
        && found.number() != Some(Number::Plur)
        && (!people || found.gender().is_none_or(|g| name.admits_gender(Some(g))))
}
