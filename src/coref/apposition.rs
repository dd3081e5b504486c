//! Joins what syntax says is one: appositions and titles; learns what a copula says of someone.

use crate::mention::{Form, Kind, Mention, listed};
use crate::morph::{Number, Upos};
use crate::parse::Relation;

use super::cluster::{Clusters, descriptor};
use super::view::{Determination, View, plain};
use super::words::List;

/// Joins appositions, titles and parenthesised names, over the whole article.
pub(super) fn link(view: &View, clusters: &mut Clusters) {
    for mention in 0..view.mentions.len() {
        let members = members(view, mention);
        if !members.is_empty() {
            clusters.groups.insert(mention, members);
            continue;
        }
        if let Some(head) = apposed_to(view, mention)
            && compatible(view, clusters, head, mention)
        {
            clusters.join(head, mention);
        }
        learn_predicate(view, clusters, mention);
    }
}

/// Returns the mentions of those that `mention` introduces by their names (`les ministres Paul Martin et Anne Roy`).
fn members(view: &View, mention: usize) -> Vec<usize> {
    let sentence = view.mentions[mention].sentence;
    let own = &view.mentions[view.of_sentence(sentence)];
    let heads = listed(own, view.tree(sentence), view.mentions[mention].head);
    heads.into_iter().filter_map(|head| view.headed(sentence, head)).collect()
}

/// Returns the mention that `mention` stands in apposition to.
fn apposed_to(view: &View, mention: usize) -> Option<usize> {
    let found = &view.mentions[mention];
    let node = view.node(mention)?;
    let tree = view.tree(found.sentence);
    let bare = tree.related(found.head, Relation::Case).next().is_none();
    let titled = match node.relation {
        Relation::Appos => true,
        Relation::NmodAppos | Relation::Flat | Relation::FlatName => bare,
        Relation::Nmod => bare && found.form == Form::Name,
        _ => false,
    };
    let head = node.head.filter(|_| titled && found.form != Form::Pronoun)?;
    view.headed(found.sentence, head).filter(|&h| view.mentions[h].form != Form::Pronoun)
}

fn compatible(view: &View, clusters: &Clusters, head: usize, mention: usize) -> bool {
    let (a, b) = (&view.mentions[head], &view.mentions[mention]);
    if view.is_name(head) && view.is_name(mention) {
        return false;
    }
    let (x, y) = (clusters.get(head), clusters.get(mention));
    let kinds = match (x.kind(), y.kind()) {
        (Some(p), Some(q)) => p == q,
        (None, Some(q)) | (Some(q), None) => close(view, head, mention) || q != Kind::Person,
        (None, None) => true,
    };
    let numbers = a.number.is_none_or(|n| b.number.is_none_or(|m| m == n));
    kinds && numbers && genders(view, clusters, head, mention) && !different_heads(a, b)
}

/// A woman's name does not explain a masculine title, nor the other way about; things agree with nothing.
fn genders(view: &View, clusters: &Clusters, head: usize, mention: usize) -> bool {
    let person = [head, mention].iter().any(|&m| clusters.get(m).kind() == Some(Kind::Person));
    let known = |m: usize| view.mentions[m].gender;
    !person || known(head).is_none_or(|g| known(mention).is_none_or(|h| g == h))
}

/// `l'action Vibely` is not Vibely: a thing named after another keeps its own name.
fn different_heads(a: &Mention, b: &Mention) -> bool {
    let thing = |m: &Mention| m.form == Form::Description && m.kind == Some(Kind::Thing);
    let named = |m: &Mention| m.form == Form::Name && m.kind.is_none_or(|k| k != Kind::Thing);
    (thing(a) && named(b)) || (thing(b) && named(a))
}

/// Whether the two stand directly beside each other or with only a comma between them.
fn close(view: &View, head: usize, mention: usize) -> bool {
    let (a, b) = (view.mentions[head].span, view.mentions[mention].span);
    let (start, end) = if a.start() <= b.start() { (a.end(), b.start()) } else { (b.end(), a.start()) };
    end <= start
        || view.text.get(start..end).is_some_and(|gap| gap.trim().trim_matches(',').trim().is_empty())
}

/// `X est le président de Y` tells of X what an apposition would; the predicate refers to X itself where it is definite or says
/// who or what somebody is (`X est un acteur né à Lyon`).
fn learn_predicate(view: &View, clusters: &mut Clusters, mention: usize) {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    if found.form != Form::Description
        || found.head >= tree.len()
        || tree[found.head].analysis.upos != Upos::Noun
        || tree.related(found.head, Relation::Cop).next().is_none()
        || tree
            .nodes()
            .iter()
            .enumerate()
            .any(|(i, n)| n.analysis.feats.negative && tree[i].head == Some(found.head))
    {
        return;
    }
    let Some(subject) = tree.related(found.head, Relation::Nsubj).last() else { return };
    let Some(subject) = view.headed(found.sentence, subject) else { return };
    let singular = found.number != Some(Number::Plur);
    let cluster = clusters.get(subject);
    if view.is_name(subject) && singular && cluster.admits_kind(found.kind) && !is_former(view, mention) {
        let definite = matches!(view.determination(mention), Determination::Bare | Determination::Definite);
        let kinds = [subject, mention].map(|m| clusters.get(m).kind());
        let alike =
            kinds[0] == kinds[1] && matches!(kinds[0], Some(Kind::Person | Kind::Organization | Kind::Place));
        if definite || alike {
            clusters.join(subject, mention);
        } else {
            clusters.describe(subject, descriptor(view, mention));
        }
    }
}

/// Whether the phrase of `mention` names a post that is no longer held.
pub(super) fn is_former(view: &View, mention: usize) -> bool {
    view.modifiers(mention).iter().any(|m| view.has(List::Former, &plain(m)))
}
