//! What a mention may refer to: the candidates that grammar allows, with their features.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cluster::{Cluster, Clusters, Descriptor};
use super::super::description;
use super::super::group::conjuncts;
use super::super::pronoun;
use super::super::salience;
use super::super::view::{Determination, View};
use super::super::words::Pronoun;
use super::features::{Asked, Candidate, Sort};
use super::{Offer, Picks, Target};
use crate::mention::{Form, Kind};
use crate::morph::Number;

/// How many sentences back a pronoun reaches.
const PRONOUN_WINDOW: usize = 3;
/// How many sentences back something without a name is taken up by another noun.
const NOUN_WINDOW: usize = 8;
/// How many things are offered, those mentioned last.
const MOST: usize = 40;
/// How many sentences after a headline its description is named in.
const AHEAD: usize = 3;

/// Returns what the pronoun `mention` may refer to.
pub(in crate::coref) fn pronoun(
    view: &View,
    clusters: &Clusters,
    mention: usize,
    pronoun: Pronoun,
) -> Vec<Offer> {
    let picks = pronoun::picks(view, clusters, mention, pronoun);
    let mut things: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for found in salience::candidates(view, clusters, mention, PRONOUN_WINDOW) {
        if pronoun::allowed(view, clusters, found.mention, mention, pronoun) {
            things.insert(clusters.id(found.mention), (found.mention, found.score));
        }
    }
    for pick in picks.all() {
        things.entry(clusters.id(pick)).or_insert((pick, 0.0));
    }
    let asked = Asked::new(view, clusters, mention, Sort::Pronoun(pronoun));
    let candidates = ranked(clusters, things.into_values());
    let mut offers = vec![Offer { target: Target::Nothing, features: asked.nothing(candidates.len(), 0, 0) }];
    offers.extend(candidates.iter().map(|candidate| one(clusters, &asked, candidate, &picks)));
    if pronoun.number != Some(Number::Sing) {
        offers.extend(groups(view, clusters, &asked, mention, picks.group));
    }
    offers
}

/// Returns the offer of `candidate`.
fn one(clusters: &Clusters, asked: &Asked<'_>, candidate: &Candidate, picks: &Picks) -> Offer {
    let features = asked.thing(candidate, picks.bits(clusters, candidate.mention));
    Offer { target: Target::Thing(candidate.mention), features }
}

/// Returns the groups that a plural may take up.
fn groups(
    view: &View,
    clusters: &Clusters,
    asked: &Asked<'_>,
    mention: usize,
    pick: Option<usize>,
) -> Vec<Offer> {
    let sentence = view.mentions[mention].sentence;
    let start = view.of_sentence(sentence.saturating_sub(PRONOUN_WINDOW)).start;
    let mut seen: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut offers = Vec::new();
    for m in (start..mention).rev() {
        let members = match clusters.groups.get(&m) {
            Some(members) => members.clone(),
            None => conjuncts(view, m),
        };
        let ids: Vec<usize> = members.iter().map(|&m| clusters.id(m)).collect();
        let ahead = members.iter().all(|&m| m < mention && !view.is_under(mention, m));
        let void = members.iter().any(|m| clusters.void.contains(m) || clusters.groups.contains_key(m));
        if members.is_empty() || !ahead || void || !seen.insert(ids) {
            continue;
        }
        let picked = pick == Some(m);
        let features = asked.group(&members, m, picked, offers.len());
        offers.push(Offer { target: Target::Group(members), features });
    }
    offers
}

/// Returns what the description `mention` may refer to.
pub(in crate::coref) fn description(
    view: &View,
    clusters: &Clusters,
    mention: usize,
    own: &Descriptor,
) -> Vec<Offer> {
    let picks = description::picks(view, clusters, mention, own);
    let found = &view.mentions[mention];
    let kind = clusters.get(mention).kind();
    let alike = |cluster: &Cluster| cluster.described_as(&own.head).next().is_some();
    let mut agrees = description::agreement(view, clusters, mention);
    let mut things: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    let owned = view.determination(mention) == Determination::Possessive;
    let acts = |kind| matches!(kind, Some(Kind::Person | Kind::Organization | Kind::Place));
    for near in salience::candidates(view, clusters, mention, found.sentence) {
        let cluster = clusters.get(near.mention);
        let distance = found.sentence - view.mentions[near.mention].sentence;
        let known = cluster.named && (kind.is_none() || cluster.kind() == kind);
        // `notre avocat` is not `mon frère`, nor `son client`.
        let same_kind = !owned && acts(kind) && cluster.kind() == kind;
        let unnamed = distance <= NOUN_WINDOW && (alike(cluster) || same_kind);
        if (known || unnamed) && agrees(near.mention) {
            things.insert(clusters.id(near.mention), (near.mention, near.score));
        }
    }
    if found.sentence == 0 {
        let end = view.of_sentence(found.sentence + AHEAD).end;
        for m in (mention + 1..end).filter(|&m| view.mentions[m].form == Form::Name) {
            let cluster = clusters.get(m);
            if kind.is_some() && cluster.kind() == kind && agrees(m) {
                things.entry(clusters.id(m)).or_insert((m, 0.0));
            }
        }
    }
    for pick in picks.all() {
        things.entry(clusters.id(pick)).or_insert((pick, 0.0));
    }
    things.remove(&clusters.id(mention));
    things.retain(|_, (thing, _)| !description::is_another(view, clusters.get(*thing), own));
    let candidates = ranked(clusters, things.into_values());
    let asked = Asked::new(view, clusters, mention, Sort::Description(own));
    let count =
        |of: &dyn Fn(&Cluster) -> bool| candidates.iter().filter(|c| of(clusters.get(c.mention))).count();
    let (same, named) = (count(&alike), count(&|c| c.named && c.kind() == kind));
    let mut offers =
        vec![Offer { target: Target::Nothing, features: asked.nothing(candidates.len(), same, named) }];
    offers.extend(candidates.iter().map(|candidate| one(clusters, &asked, candidate, &picks)));
    offers
}

/// Returns the things with their places among one another, the [`MOST`] mentioned last.
fn ranked(clusters: &Clusters, things: impl Iterator<Item = (usize, f64)>) -> Vec<Candidate> {
    let mut things: Vec<(usize, f64)> = things.collect();
    things.sort_by_key(|&(mention, _)| std::cmp::Reverse(mention));
    things.truncate(MOST);
    let mut scores: Vec<f64> = things.iter().map(|t| t.1).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    let better = |score: f64| scores.partition_point(|s| *s > score);
    let named: Vec<(Option<Kind>, usize)> =
        things.iter().map(|t| (clusters.get(t.0).kind(), clusters.get(t.0).names)).collect();
    let rank = |own: usize| named.iter().filter(|n| n.0 == named[own].0 && n.1 > named[own].1).count();
    let one = |(nearer, &(mention, score)): (usize, &(usize, f64))| Candidate {
        mention,
        score,
        nearer,
        better: better(score),
        rank: rank(nearer),
    };
    things.iter().enumerate().map(one).collect()
}
