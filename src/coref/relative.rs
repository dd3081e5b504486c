//! Finds the antecedent of a relative pronoun: the noun that its clause hangs on.

use crate::mention::Kind;
use crate::parse::Relation;

use super::view::View;

/// Returns the mention that the relative clause of the pronoun `mention` hangs on.
pub(super) fn antecedent(view: &View, mention: usize) -> Option<usize> {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    if found.head >= tree.len() {
        return None;
    }
    let clause = std::iter::once(found.head)
        .chain(tree.ancestors(found.head))
        .find(|&n| matches!(tree[n].relation, Relation::AclRelcl | Relation::Acl))?;
    let head = tree[clause].head.filter(|&h| h < found.head)?;
    let head = described_person(view, found.sentence, head, found.head).unwrap_or(head);
    view.headed(found.sentence, head).or_else(|| {
        // The head of a name that the mention counts from another of its words.
        view.of_sentence(found.sentence)
            .rev()
            .find(|&m| view.mentions[m].words.contains(&head) && m < mention)
    })
}

/// `Anna Keller, analyste chez Orvane, qui …`: a clause behind a comma speaks of the person whom the phrase describes,
/// not of a body that the description names.
fn described_person(view: &View, sentence: usize, head: usize, pronoun: usize) -> Option<usize> {
    let tree = view.tree(sentence);
    let kind = |w: usize| view.headed(sentence, w).and_then(|m| view.mentions[m].kind);
    if pronoun == 0 || tree[pronoun - 1].form != "," || kind(head) == Some(Kind::Person) {
        return None;
    }
    let linked =
        |w: usize| matches!(tree[w].relation.base(), Relation::Nmod | Relation::Appos | Relation::Obl);
    let mut at = head;
    while linked(at) {
        at = tree[at].head?;
        if kind(at) == Some(Kind::Person) && tree[at].relation.base() == Relation::Appos {
            return tree[at].head.filter(|&h| kind(h) == Some(Kind::Person)).or(Some(at));
        }
    }
    None
}
