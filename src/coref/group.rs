//! Plurals that join several things: `les deux hommes`, `le couple`, and what `X et Y` offers to `ils`.

use std::collections::{BTreeMap, BTreeSet};

use crate::mention::Kind;
use crate::morph::{Gender, Number, Upos};
use crate::parse::Relation;

use super::cluster::{Clusters, takes_up};
use super::description::coargument;
use super::salience;
use super::view::{View, plain};
use super::words::List;

/// How many sentences back the members of a pair are looked for.
const WINDOW: usize = 3;

/// Gives `les deux hommes`, `le couple` their two members; tells whether it did.
pub(super) fn link(view: &View, clusters: &mut Clusters, mention: usize) -> bool {
    let lemma = view.lemma(mention);
    let couple = view.has(List::Couple, &lemma);
    if clusters.get(mention).named || !takes_up(view, mention) || !(couple || is_pair(view, mention)) {
        return false;
    }
    let kind = if couple { Some(Kind::Person) } else { member_kind(view, clusters, mention, &lemma) };
    let Some(kind) = kind else { return false };
    let country = view.has(List::Power, &lemma);
    let gender = view.mentions[mention].gender.filter(|&g| g == Gender::Fem && kind == Kind::Person);
    let fits = |m: usize| {
        let cluster = clusters.get(m);
        let state = || cluster.entries.first().is_some_and(|&e| state(view, e).is_some());
        cluster.kind() == Some(kind)
            && cluster.named
            && cluster.number() != Some(Number::Plur)
            && cluster.admits_gender(gender)
            && (!country || state())
            && !coargument(view, clusters, m, mention)
    };
    let pair =
        coordinated(view, clusters, mention, &fits).or_else(|| prominent(view, clusters, mention, &fits));
    let pair = pair.or_else(|| if country { states(view, clusters, mention) } else { None });
    match pair {
        Some(members) => {
            clusters.groups.insert(mention, members);
            true
        }
        None => false,
    }
}

/// Returns the id of the state that the place `entry` is or stands for: of Russia for Moscow.
fn state<'a>(view: &'a View, entry: usize) -> Option<&'a str> {
    let entry = view.gazetteer.entries().get(entry)?;
    entry.stands_for.as_deref().filter(|_| entry.kind == Kind::Place)
}

/// Whether the phrase has the numeral of a pair beside its noun.
fn is_pair(view: &View, mention: usize) -> bool {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    found.head < tree.len()
        && tree.related(found.head, Relation::Nummod).any(|n| view.has(List::Pair, &plain(&tree[n].form)))
        && tree.related(found.head, Relation::Nmod).next().is_none()
}

/// Returns what sort of things the noun of a pair means.
fn member_kind(view: &View, clusters: &Clusters, mention: usize, lemma: &str) -> Option<Kind> {
    if view.has(List::Power, lemma) {
        return Some(Kind::Place);
    }
    let class = view.words.classes(lemma).first().map(|(_, kind)| *kind);
    class.or_else(|| clusters.get(mention).kind().filter(|k| *k != Kind::Thing))
}

/// Returns the members of the last coordination of exactly two such things before `mention`.
fn coordinated(
    view: &View,
    clusters: &Clusters,
    mention: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let sentence = view.mentions[mention].sentence;
    let start = view.of_sentence(sentence.saturating_sub(WINDOW)).start;
    (start..mention).rev().find_map(|m| {
        let members = conjuncts(view, m);
        let ids: BTreeSet<_> = members.iter().map(|&m| clusters.id(m)).collect();
        (ids.len() == 2 && members.len() == 2 && members.iter().all(|&m| fits(m))).then_some(members)
    })
}

/// Returns the members where just two such things were mentioned in the sentences before.
fn prominent(
    view: &View,
    clusters: &Clusters,
    mention: usize,
    fits: &dyn Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    for window in 0..=WINDOW {
        let mut found: Vec<_> = salience::candidates(view, clusters, mention, window)
            .into_iter()
            .filter(|c| fits(c.mention) && !view.is_under(c.mention, mention))
            .map(|c| c.mention)
            .collect();
        found.sort_unstable();
        one_of_each(view, clusters, &mut found);
        match found.len() {
            0 | 1 => {}
            2 => return Some(found),
            _ => return None,
        }
    }
    None
}

/// Returns the two states that the article has lately spoken of, where there are just two.
fn states(view: &View, clusters: &Clusters, mention: usize) -> Option<Vec<usize>> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for m in (view.reach(mention).start..mention).filter(|&m| view.is_name(m)) {
        if let Some(state) = view.mentions[m].entry.and_then(|e| state(view, e))
            && clusters.get(m).kind() == Some(Kind::Place)
        {
            found.insert(state, m);
        }
    }
    (found.len() == 2).then(|| found.into_values().collect())
}

/// Leaves of a state and the city that stands for it the one spoken of last.
fn one_of_each(view: &View, clusters: &Clusters, members: &mut Vec<usize>) {
    let of = |m: usize| clusters.get(m).entries.first().and_then(|&e| state(view, e));
    let all = members.clone();
    members.retain(|&m| of(m).is_none() || !all.iter().any(|&other| other > m && of(other) == of(m)));
}

/// Returns `mention` and the mentions coordinated with it, where there are any and it stands first.
pub(super) fn conjuncts(view: &View, mention: usize) -> Vec<usize> {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    if found.head >= tree.len() || tree[found.head].analysis.upos == Upos::Verb {
        return Vec::new();
    }
    let rest = tree.related(found.head, Relation::Conj).filter_map(|c| view.headed(found.sentence, c));
    let members: Vec<_> = std::iter::once(mention).chain(rest).collect();
    if members.len() > 1 { members } else { Vec::new() }
}
