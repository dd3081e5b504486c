//! Puts the trees of a sentence and its insertions together.

use super::super::{Node, Relation, Tree};
use super::find::{Island, Kind};
use crate::morph::{Analysis, Upos, VerbForm};

/// Returns the one tree of all `forms`: `outer_tree` over the words `outer`, and `inner[i]` over `islands[i]`.
/// `analyses` are those of the marks around insertions, which no tree holds.
pub(super) fn join(
    forms: &[&str],
    analyses: &[Analysis],
    outer_tree: &Tree,
    outer: &[usize],
    islands: &[Island],
    inner: &[Tree],
) -> Tree {
    let mut nodes: Vec<Node> = forms
        .iter()
        .zip(analyses)
        .map(|(form, analysis)| Node {
            form: (*form).to_owned(),
            analysis: analysis.clone(),
            head: None,
            relation: Relation::Punct,
        })
        .collect();
    let mut root = outer_tree.root().map_or(0, |r| outer[r]);
    for (node, &at) in outer_tree.nodes().iter().zip(outer) {
        nodes[at] = Node { head: node.head.map(|h| outer[h]), ..node.clone() };
    }
    for (island, tree) in islands.iter().zip(inner) {
        let start = island.words.start;
        for (i, node) in tree.nodes().iter().enumerate() {
            nodes[start + i] = Node { head: node.head.map(|h| start + h), ..node.clone() };
        }
        let gap = outer.partition_point(|&w| w < island.removed.start);
        let Some(top) = tree.root() else {
            // An opening mark goes with the word behind it, a closing one with the word before.
            let opens = matches!(forms[island.removed.start], "\u{ab}" | "\u{201c}");
            let restricts = island.kind == Kind::Restriction;
            if restricts {
                nodes[island.removed.start].relation = Relation::Advmod;
            }
            let opens = opens || restricts;
            let neighbour = if opens || gap == 0 { outer.get(gap) } else { outer.get(gap - 1) };
            nodes[island.removed.start].head = neighbour.copied().or(Some(root));
            continue;
        };
        let head = match island.kind {
            Kind::Relative | Kind::Beside | Kind::Title => noun_before(outer_tree, gap).map(|n| outer[n]),
            Kind::Within | Kind::Saying => verb_around(outer_tree, gap).map(|v| outer[v]),
            // Behind a colon it belongs to the clause there, else to the whole.
            Kind::Front if island.removed.start > 1 => verb_around(outer_tree, gap).map(|v| outer[v]),
            Kind::Quote | Kind::Front | Kind::Mark | Kind::Topic | Kind::Restriction => None,
        };
        if island.kind == Kind::Quote && start <= 1 && nodes[root].head.is_none() {
            // The treebanks make what is quoted first the root, and who says it a remark on it.
            nodes[start + top] = Node { head: None, relation: Relation::Root, ..nodes[start + top].clone() };
            nodes[root] =
                Node { head: Some(start + top), relation: Relation::Parataxis, ..nodes[root].clone() };
            speaker_behind(&mut nodes, root);
            root = start + top;
        } else {
            nodes[start + top].head = Some(head.unwrap_or(root));
            nodes[start + top].relation = relation(island.kind, tree, top);
        }
        let marks = island.removed.clone().filter(|w| !island.words.contains(w));
        for mark in marks {
            nodes[mark].head = Some(start + top);
        }
    }
    hang_marks(&mut nodes, islands);
    Tree::new(nodes)
}

/// Hangs each pair of quotation marks on the word between them that heads the others.
fn hang_marks(nodes: &mut [Node], islands: &[Island]) {
    let marks: Vec<usize> =
        islands.iter().filter(|i| i.kind == Kind::Mark).map(|i| i.removed.start).collect();
    for pair in marks.windows(2) {
        let (open, close) = (pair[0], pair[1]);
        let opens = matches!(nodes[open].form.as_str(), "\u{ab}" | "\u{201c}" | "\"");
        let closes = matches!(nodes[close].form.as_str(), "\u{bb}" | "\u{201d}" | "\"");
        let outside = |w: &usize| nodes[*w].head.is_none_or(|h| h <= open || h >= close);
        let inner = (open + 1..close).filter(|&w| nodes[w].relation != Relation::Punct);
        if let Some(top) = inner.into_iter().find(outside).filter(|_| opens && closes) {
            nodes[open].head = Some(top);
            nodes[close].head = Some(top);
        }
    }
}

/// Behind a quotation the verb of saying has its subject after it: `« … », a dit la maire`.
fn speaker_behind(nodes: &mut [Node], verb: usize) {
    let child = |n: &Node| n.head == Some(verb);
    let subject = |n: &Node| child(n) && n.relation.base() == Relation::Nsubj && !n.analysis.feats.reflex;
    let cased = |w: usize| nodes.iter().any(|n| n.head == Some(w) && n.relation.base() == Relation::Case);
    if nodes[verb].analysis.upos != Upos::Verb || nodes.iter().any(subject) {
        return;
    }
    let nominal = |n: &Node| matches!(n.analysis.upos, Upos::Noun | Upos::Propn);
    let found = (verb + 1..nodes.len()).find(|&w| {
        child(&nodes[w])
            && nominal(&nodes[w])
            && matches!(nodes[w].relation.base(), Relation::Obj | Relation::Obl | Relation::Xcomp)
            && !cased(w)
    });
    if let Some(speaker) = found {
        nodes[speaker].relation = Relation::Nsubj;
    }
}

/// Returns the noun that ends before the gap: of the nouns whose phrase ends there the highest below a verb.
fn noun_before(tree: &Tree, gap: usize) -> Option<usize> {
    let last = gap.checked_sub(1)?;
    let nominal = |n: usize| {
        matches!(tree[n].analysis.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X)
    };
    let mut found = nominal(last).then_some(last);
    for above in tree.ancestors(last) {
        // `la ministre déléguée à l'Industrie`: through what describes the noun.
        let describes = matches!(tree[above].relation.base(), Relation::Acl | Relation::Amod)
            && tree[above].relation != Relation::AclRelcl;
        if describes && tree.subtree(above).last().is_some_and(|&w| w <= last) {
            continue;
        }
        let ends_here = tree.subtree(above).last().is_some_and(|&w| w <= last);
        // What follows a list describes its last member.
        let listed = found.is_some_and(|f| tree[f].relation == Relation::Conj);
        if !ends_here || !nominal(above) || listed {
            break;
        }
        found = Some(above);
    }
    found.or(Some(last))
}

/// Returns the predicate of the clause around the gap: that of the word behind it, else of the word before it.
fn verb_around(tree: &Tree, gap: usize) -> Option<usize> {
    let predicate =
        |n: usize| tree[n].analysis.upos == Upos::Verb || tree.related(n, Relation::Cop).next().is_some();
    let from = |w: usize| std::iter::once(w).chain(tree.ancestors(w)).find(|&n| predicate(n));
    let behind = (gap < tree.len()).then(|| from(gap)).flatten();
    behind.or_else(|| gap.checked_sub(1).and_then(from))
}

/// Returns how the insertion with the root `top` hangs on what is around it.
fn relation(kind: Kind, tree: &Tree, top: usize) -> Relation {
    let node = &tree[top];
    let cased = tree.related(top, Relation::Case).next().is_some();
    match kind {
        Kind::Relative => Relation::AclRelcl,
        Kind::Saying => Relation::Parataxis,
        Kind::Quote => Relation::Ccomp,
        Kind::Mark => Relation::Punct,
        Kind::Title => Relation::Appos,
        Kind::Topic => Relation::Dislocated,
        Kind::Restriction => Relation::Advmod,
        Kind::Beside => match node.analysis.upos {
            Upos::Verb if node.analysis.feats.verb_form != Some(VerbForm::Fin) => Relation::Acl,
            Upos::Verb => Relation::Parataxis,
            Upos::Adj => Relation::Amod,
            _ if cased => Relation::Nmod,
            _ => Relation::Appos,
        },
        Kind::Within | Kind::Front => match node.analysis.upos {
            Upos::Adv => Relation::Advmod,
            Upos::Pron => Relation::Dislocated,
            Upos::Verb => Relation::Advcl,
            Upos::Adj if kind == Kind::Front => Relation::Advcl,
            _ => Relation::Obl,
        },
    }
}
