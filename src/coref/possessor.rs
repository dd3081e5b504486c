//! Finds the owner that the construction around a possessive tells: a coordination, a verb of judgement.

use crate::mention::{Form, Kind};
use crate::parse::Relation;

use super::cluster::Clusters;
use super::pronoun::allowed;
use super::view::View;
use super::words::Pronoun;

/// `M. X et son rival`: the first member of the coordination owns the second.
pub(super) fn beside(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Option<usize> {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    let noun = view.node(mention)?.head?;
    let first = tree[noun].head.filter(|&f| tree[noun].relation == Relation::Conj && f < noun)?;
    let first = view.headed(found.sentence, first)?;
    let cluster = clusters.get(first);
    let acts = matches!(cluster.kind(), Some(Kind::Person | Kind::Organization | Kind::Place));
    (acts
        && view.mentions[first].form != Form::Pronoun
        && pronoun.number.is_none_or(|n| view.mentions[first].number == Some(n))
        && cluster.admits_number(pronoun.number))
    .then_some(first)
}

/// `féliciter X pour sa victoire`: the reason of a judgement is about the one who is judged.
pub(super) fn judged(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Option<usize> {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    let verb = tree.ancestors(found.head).find(|&n| view.words.judges(&tree[n].analysis.lemma))?;
    let bare = |head: usize| tree.related(head, Relation::Case).next().is_none();
    let object = view.of_sentence(found.sentence).find(|&m| {
        let head = view.mentions[m].head;
        let kind = clusters.get(m).kind();
        let clitic = tree[head].relation == Relation::Obj && tree[head].head == Some(verb) && head < verb;
        let full = head > verb && bare(head) && view.is_name(m)
            || clusters.get(m).named && head > verb && bare(head);
        let acts = matches!(kind, Some(Kind::Person | Kind::Organization));
        m < mention && acts && (clitic || full)
    })?;
    let noun = view.node(mention)?.head?;
    let reason = (view.mentions[object].head..noun).any(|i| {
        tree[i].head == Some(noun) && tree[i].relation.base() == Relation::Case
            || tree.is_under(noun, i) && i > verb && tree.related(i, Relation::Mark).next().is_some()
    });
    (reason && allowed_owner(view, clusters, object, mention, pronoun)).then_some(object)
}

/// As for any possessive, save that the reason may hang on the object's own phrase.
fn allowed_owner(view: &View, clusters: &Clusters, object: usize, mention: usize, pronoun: Pronoun) -> bool {
    view.is_under(mention, object) || allowed(view, clusters, object, mention, pronoun)
}

/// Whether what the possessive stands before is a person, whom only people, bodies and places have.
pub(super) fn of_person(view: &View, clusters: &Clusters, mention: usize) -> bool {
    let found = &view.mentions[mention];
    let noun = view.node(mention).and_then(|n| n.head).and_then(|n| view.headed(found.sentence, n));
    noun.is_some_and(|n| clusters.get(n).kind() == Some(Kind::Person))
}
