//! Finds the antecedent of a relative pronoun: the noun that its clause hangs on.

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
    view.headed(found.sentence, head).or_else(|| {
        // The head of a name that the mention counts from another of its words.
        view.of_sentence(found.sentence)
            .rev()
            .find(|&m| view.mentions[m].words.contains(&head) && m < mention)
    })
}
