//! Mends trees where the grammar leaves no choice but the parser often errs.

use super::{Node, Relation, Tree};
use crate::morph::{Number, Upos};

/// Returns `tree` with what is surely wrong put right.
pub(super) fn repair(tree: Tree) -> Tree {
    let mut nodes = tree.nodes().to_vec();
    let changed = inverted_pronouns(&mut nodes) | measured_nouns(&mut nodes) | like_with_like(&mut nodes);
    let changed = changed | title_of_one(&mut nodes) | names_as_adjectives(&mut nodes);
    if changed { Tree::new(nodes) } else { tree }
}

/// A pronoun joined to its verb from behind (`a -t-il dit`) is the subject, where there is no other.
fn inverted_pronouns(nodes: &mut [Node]) -> bool {
    let mut changed = false;
    for i in 0..nodes.len() {
        let node = &nodes[i];
        let Some(head) = node.head else { continue };
        let joined = node.form.starts_with('-') && node.analysis.upos == Upos::Pron;
        let expletive = node.relation.base() == Relation::Expl;
        if !joined || !expletive || node.analysis.feats.reflex {
            continue;
        }
        // `Paul viendra-t-il`: a subject before the verb; what the parser takes for one behind it is none.
        let other =
            nodes[..head].iter().any(|n| n.head == Some(head) && n.relation.base() == Relation::Nsubj);
        if !other {
            nodes[i].relation = Relation::Nsubj;
            changed = true;
        }
    }
    changed
}

/// `Orange recrute`: an adjective with a capital and without a determiner is no subject or object, but a name is.
fn names_as_adjectives(nodes: &mut [Node]) -> bool {
    let mut changed = false;
    for i in 0..nodes.len() {
        let node = &nodes[i];
        let capital = node.form.starts_with(char::is_uppercase) && node.form.contains(char::is_lowercase);
        let argument = matches!(node.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
        let singular = node.analysis.feats.number != Some(Number::Plur);
        let verb = node.head.is_some_and(|h| nodes[h].analysis.upos == Upos::Verb);
        let bare = nodes.iter().all(|n| n.head != Some(i) || n.relation.base() == Relation::Punct);
        if node.analysis.upos == Upos::Adj
            && capital
            && argument
            && singular
            && verb
            && bare
            && !node.analysis.feats.poss
        {
            nodes[i].analysis.upos = Upos::Propn;
            nodes[i].analysis.lemma = nodes[i].form.clone();
            changed = true;
        }
    }
    changed
}

/// In `plus de 300 blessés` the noun heads the phrase: it takes the place of the adverb that the parser made the head.
fn measured_nouns(nodes: &mut [Node]) -> bool {
    let mut changed = false;
    for adverb in 0..nodes.len() {
        let Some(above) = nodes[adverb].head.filter(|_| nodes[adverb].analysis.upos == Upos::Adv) else {
            continue;
        };
        let noun = (adverb + 2..nodes.len().min(adverb + 7)).find(|&w| {
            nodes[w].head == Some(adverb) && matches!(nodes[w].analysis.upos, Upos::Noun | Upos::Sym)
        });
        let Some(noun) = noun.filter(|_| nodes[adverb + 1].analysis.upos == Upos::Adp) else { continue };
        let counted = nodes[adverb + 2..=noun].iter().any(|n| n.analysis.upos == Upos::Num);
        if !counted || nodes[adverb + 1].head != Some(noun) {
            continue;
        }
        let has_object = nodes.iter().any(|n| n.head == Some(above) && n.relation.base() == Relation::Obj);
        let plain = matches!(nodes[adverb].relation.base(), Relation::Obl | Relation::Advmod | Relation::Dep);
        let verb = nodes[above].analysis.upos == Upos::Verb;
        let relation = if plain && verb && !has_object && above < adverb {
            Relation::Obj
        } else {
            nodes[adverb].relation
        };
        for node in nodes.iter_mut().filter(|n| n.head == Some(adverb)) {
            node.head = Some(noun);
        }
        nodes[noun].head = Some(above);
        nodes[noun].relation = relation;
        nodes[adverb].head = Some(noun);
        nodes[adverb].relation = Relation::Advmod;
        changed = true;
    }
    changed
}

/// In `le ministre de l'Intérieur et des Transports` what is joined has a preposition: it is joined to what has the
/// same one, not to the noun before that.
fn like_with_like(nodes: &mut [Node]) -> bool {
    let preposition = |nodes: &[Node], of: usize| {
        let case = |n: &&Node| n.head == Some(of) && n.relation.base() == Relation::Case;
        nodes.iter().find(case).map(|n| n.analysis.lemma.clone())
    };
    let mut changed = false;
    for joined in 0..nodes.len() {
        let Some(head) =
            nodes[joined].head.filter(|&h| h < joined && nodes[joined].relation == Relation::Conj)
        else {
            continue;
        };
        let nominal = |w: usize| matches!(nodes[w].analysis.upos, Upos::Noun | Upos::Propn);
        let Some(own) = preposition(nodes, joined).filter(|_| nominal(joined) && nominal(head)) else {
            continue;
        };
        if preposition(nodes, head).is_some_and(|theirs| theirs == own) {
            continue;
        }
        let found = (head + 1..joined).rev().find(|&w| {
            nodes[w].head == Some(head)
                && nodes[w].relation.base() == Relation::Nmod
                && preposition(nodes, w).is_some_and(|theirs| theirs == own)
        });
        if let Some(found) = found {
            nodes[joined].head = Some(found);
            changed = true;
        }
    }
    changed
}

/// In `le ministre Paul Martin et Anne Roy ont visité` the verb tells that two people act: the second is joined to the subject, not to the
/// name that the title belongs to.
fn title_of_one(nodes: &mut [Node]) -> bool {
    let plural = |n: &Node| n.analysis.feats.number == Some(Number::Plur);
    let singular = |n: &Node| n.analysis.feats.number == Some(Number::Sing);
    let mut changed = false;
    for joined in 0..nodes.len() {
        let named = |w: usize| nodes[w].analysis.upos == Upos::Propn;
        let Some(name) = nodes[joined].head.filter(|&h| h < joined && named(h) && named(joined)) else {
            continue;
        };
        let Some(title) = nodes[name].head.filter(|&t| t < name && nodes[t].analysis.upos == Upos::Noun)
        else {
            continue;
        };
        let of = |head: usize| move |n: &&Node| n.head == Some(head);
        let case = nodes.iter().filter(of(name)).any(|n| n.relation.base() == Relation::Case);
        let tied = matches!(nodes[name].relation.base(), Relation::Nmod | Relation::Appos | Relation::Flat);
        let Some(verb) = nodes[title].head.filter(|_| nodes[title].relation.base() == Relation::Nsubj) else {
            continue;
        };
        let auxiliary = nodes.iter().filter(of(verb)).find(|n| n.analysis.upos == Upos::Aux);
        let agrees = plural(auxiliary.unwrap_or(&nodes[verb])) && singular(&nodes[title]);
        if nodes[joined].relation == Relation::Conj && tied && !case && agrees {
            nodes[joined].head = Some(title);
            changed = true;
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::super::conllu;
    use super::*;

    fn tree(words: &[(&str, Upos, usize, Relation)]) -> Tree {
        let line = |(i, (form, upos, head, relation)): (usize, &(&str, Upos, usize, Relation))| {
            let (upos, relation) = (upos.as_str(), relation.as_str());
            format!("{}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{relation}\t_\t_", i + 1)
        };
        let text: Vec<_> = words.iter().enumerate().map(line).collect();
        conllu::read(&format!("{}\n\n", text.join("\n"))).unwrap()[0].tree()
    }

    #[test]
    fn the_counted_noun_is_the_object() {
        let before = tree(&[
            ("Il", Upos::Pron, 2, Relation::Nsubj),
            ("compte", Upos::Verb, 0, Relation::Root),
            ("plus", Upos::Adv, 2, Relation::Advmod),
            ("de", Upos::Adp, 6, Relation::Case),
            ("300", Upos::Num, 6, Relation::Nummod),
            ("blessés", Upos::Noun, 3, Relation::Obl),
        ]);
        let after = repair(before);
        assert_eq!((after[5].head, after[5].relation), (Some(1), Relation::Obj));
        assert_eq!((after[2].head, after[2].relation), (Some(5), Relation::Advmod));
    }

    #[test]
    fn a_title_belongs_to_the_first_of_two_names() {
        let line = |index: usize, form: &str, upos: &str, feats: &str, head: usize, relation: &str| {
            format!("{index}\t{form}\t{form}\t{upos}\t_\t{feats}\t{head}\t{relation}\t_\t_\n")
        };
        let sentence = |number: &str| {
            let text = line(1, "juge", "NOUN", "Number=Sing", 5, "nsubj")
                + &line(2, "Paul", "PROPN", "_", 1, "nmod")
                + &line(3, "et", "CCONJ", "_", 4, "cc")
                + &line(4, "Anne", "PROPN", "_", 2, "conj")
                + &line(5, "partent", "VERB", &format!("Number={number}"), 0, "root")
                + "\n";
            conllu::read(&text).unwrap()[0].tree()
        };
        assert_eq!(repair(sentence("Plur"))[3].head, Some(0));
        assert_eq!(repair(sentence("Sing"))[3].head, Some(1));
    }

    #[test]
    fn an_inverted_pronoun_is_the_subject() {
        let before =
            tree(&[("dit", Upos::Verb, 0, Relation::Root), ("-elle", Upos::Pron, 1, Relation::Expl)]);
        assert_eq!(repair(before)[1].relation, Relation::Nsubj);
    }
}
