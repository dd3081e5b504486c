//! Who bears a noun: titles, appositions, predicates, possessors, adjectives of origin.
//!
//! Appositions are where parsers err most, so neighbourhood of words comes first and the tree second.

use crate::mention::{Form, Kind, Mention};
use crate::morph::Upos;
use crate::parse::Relation;

use super::scene::{Filler, Scene};

/// Returns the head of the phrase that names whom the noun `noun` denotes: the noun's own phrase where it
/// carries or resolves to the name.
pub fn bearer(scene: &Scene<'_>, sentence: usize, noun: usize) -> Option<usize> {
    named(scene, sentence, noun).or_else(|| scene.referent(sentence, noun).filter(|e| e.named).map(|_| noun))
}

/// Returns the head of the phrase with the name that the sentence itself sets beside the noun.
pub fn named(scene: &Scene<'_>, sentence: usize, noun: usize) -> Option<usize> {
    within_name(scene, sentence, noun)
        .or_else(|| name_after(scene, sentence, noun))
        .or_else(|| name_before(scene, sentence, noun))
        .or_else(|| by_tree(scene, sentence, noun))
}

/// `président` in the one phrase `le président Dupont`.
fn within_name(scene: &Scene<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let found = scene.names(sentence).find(|m| m.words.contains(&noun) && m.head != noun)?;
    let tree = &scene.trees[sentence];
    // A noun inside the name itself (`Union` in `l'Union africaine`) bears nothing, nor does one in a complement.
    let inside = found.name.split(' ').any(|part| part == tree[noun].form);
    (!inside && noun < found.head).then_some(found.head)
}

/// The words of the phrase that `noun` heads.
fn phrase_end(scene: &Scene<'_>, sentence: usize, noun: usize) -> usize {
    scene.mention(sentence, noun).map_or(noun + 1, |m| m.words.end)
}

fn is_comma(scene: &Scene<'_>, sentence: usize, word: usize) -> bool {
    scene.trees[sentence].nodes().get(word).is_some_and(|n| n.form == ",")
}

/// Whether the name can be that of what the noun denotes.
fn compatible(scene: &Scene<'_>, sentence: usize, noun: usize, name: &Mention) -> bool {
    let own = scene.mention(sentence, noun).and_then(|m| m.kind);
    match (own, name.kind) {
        (Some(a), Some(b)) => a == b || a == Kind::Thing || (a != Kind::Person && b != Kind::Person),
        _ => true,
    }
}

/// `le porte-parole du Kremlin, Dmitri Peskov`; `le cinéaste Jean Dupont`.
fn name_after(scene: &Scene<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let end = phrase_end(scene, sentence, noun);
    let starts = [end, noun + 1];
    let found = scene.names(sentence).find(|m| {
        m.words.start > noun
            && starts
                .iter()
                .any(|&s| m.words.start == s || (m.words.start == s + 1 && is_comma(scene, sentence, s)))
            && !introduced(scene, sentence, m)
            && compatible(scene, sentence, noun, m)
    })?;
    if inner_noun(scene, sentence, noun, found) || is_parted(scene, sentence, noun, found) {
        return None;
    }
    // `le président, Moscou et Pékin` lists, it does not name: a name joined on is no apposition.
    let tree = &scene.trees[sentence];
    let listed = tree[found.head].relation == Relation::Conj
        && tree.related(found.head, Relation::Cc).next().is_some();
    (!listed).then_some(found.head)
}

/// `Selon la ministre de la Santé, Solvac a fermé …`: the comma closes a phrase with a preposition, or one that belongs to
/// another verb; the name behind it is no apposition unless a comma closes that too.
fn is_parted(scene: &Scene<'_>, sentence: usize, noun: usize, name: &Mention) -> bool {
    let tree = &scene.trees[sentence];
    if name.words.start == 0 || tree[name.words.start - 1].form != "," {
        return false;
    }
    let closed = tree.nodes().get(name.words.end).is_none_or(|n| n.analysis.upos == Upos::Punct);
    let governed = matches!(
        tree[noun].relation.base(),
        Relation::Obj | Relation::Xcomp | Relation::Obl | Relation::Nmod | Relation::Iobj
    );
    !closed && (governed || tree.related(noun, Relation::Case).next().is_some())
}

/// Whether the name after the phrase of `noun` belongs to another noun: to the whole phrase that `noun` only completes
/// (`le fils du président, Ali Diop`), or to a person named last in its own (`épouse du cinéaste Tiago Lima`).
fn inner_noun(scene: &Scene<'_>, sentence: usize, noun: usize, name: &Mention) -> bool {
    let tree = &scene.trees[sentence];
    let person = |w: usize| scene.mention(sentence, w).is_some_and(|m| m.kind == Some(Kind::Person));
    if !person(noun) || name.kind != Some(Kind::Person) {
        return false;
    }
    if name.words.start > 0 && tree[name.words.start - 1].form == "," {
        let outer = tree[noun].head.filter(|&h| tree[noun].relation.base() == Relation::Nmod && h < noun);
        return outer.is_some_and(person);
    }
    let last = name.words.start - 1;
    // `un médecin de l'hôpital Anna Keller`: a body or place can be named after a person.
    let body = |w: usize| {
        let kind = scene.mention(sentence, w).and_then(|m| m.kind);
        matches!(kind, Some(Kind::Organization | Kind::Place))
    };
    last > noun
        && (person(last) || body(last))
        && tree[last].relation.base() == Relation::Nmod
        && tree.related(last, Relation::Case).next().is_some()
}

fn introduced(scene: &Scene<'_>, sentence: usize, name: &Mention) -> bool {
    let tree = &scene.trees[sentence];
    tree[name.words.start].analysis.upos == Upos::Adp
        || tree.related(name.head, Relation::Case).any(|c| c >= name.words.start || c + 1 == name.words.start)
}

/// `M. Durand, 61 ans, un allié de …`; `Peskov, le porte-parole du Kremlin`.
fn name_before(scene: &Scene<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let mut start = scene.mention(sentence, noun).map_or(noun, |m| m.words.start);
    if start == 0 || !is_comma(scene, sentence, start - 1) {
        return None;
    }
    start -= 1;
    // Step over an age or another amount between commas.
    if let Some(amount) = scene.mentions.amounts_of(sentence).iter().find(|a| a.words.end == start)
        && amount.words.start > 0
        && is_comma(scene, sentence, amount.words.start - 1)
    {
        start = amount.words.start - 1;
    }
    let found =
        scene.names(sentence).find(|m| m.words.end == start && compatible(scene, sentence, noun, m))?;
    // The phrase after the comma must not be the subject or object of its own verb.
    let tree = &scene.trees[sentence];
    let own_role = matches!(
        tree[noun].relation.base(),
        Relation::Nsubj | Relation::Obj | Relation::Obl | Relation::Root
    ) && tree.related(noun, Relation::Cop).next().is_none()
        && !tree.is_under(found.head, noun);
    (!own_role).then_some(found.head)
}

/// Appositions, flat names and predicates as the parser has them.
fn by_tree(scene: &Scene<'_>, sentence: usize, noun: usize) -> Option<usize> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    let is_name = |word: usize| {
        scene
            .mention(sentence, word)
            .is_some_and(|m| m.form == Form::Name && compatible(scene, sentence, noun, m))
    };
    if tree.related(noun, Relation::Cop).next().is_some() {
        return clause.subject(noun).first().copied();
    }
    let linked = |r: Relation| {
        matches!(r, Relation::Appos | Relation::FlatName | Relation::Flat | Relation::NmodAppos)
    };
    let bare = |c: usize| {
        tree[c].relation == Relation::Nmod && c > noun && tree.related(c, Relation::Case).next().is_none()
    };
    let below =
        tree.children(noun).iter().copied().find(|&c| (linked(tree[c].relation) || bare(c)) && is_name(c));
    let above = || tree[noun].head.filter(|&h| linked(tree[noun].relation) && (is_name(h) || h < noun));
    let predicate = || {
        let head = tree[noun].head?;
        let predicative = tree[noun].relation == Relation::Xcomp && clause.is_verbal(head);
        let objects = clause.object(head);
        let of = if objects.is_empty() { clause.subject(head) } else { objects };
        of.first().copied().filter(|_| predicative)
    };
    below.or_else(above).or_else(predicate)
}

/// Returns the countries and bodies that adjectives in the phrase of `noun` stand for (`russe`).
pub fn origins(scene: &Scene<'_>, sentence: usize, noun: usize) -> Vec<Filler> {
    let tree = &scene.trees[sentence];
    // `secrétaire d'État américain`: the adjective may hang on a bare complement of the title.
    let bare = |c: usize| {
        tree[c].relation.base() == Relation::Nmod
            && c > noun
            && c <= noun + 2
            && tree.related(c, Relation::Det).next().is_none()
    };
    let inner = tree
        .children(noun)
        .iter()
        .copied()
        .filter(|&c| bare(c))
        .flat_map(|c| tree.children(c).iter().copied());
    tree.children(noun)
        .iter()
        .copied()
        .chain(inner)
        .filter(|&c| {
            matches!(
                tree[c].relation.base(),
                Relation::Amod | Relation::Nmod | Relation::Appos | Relation::Flat
            )
        })
        .filter(|&c| tree[c].analysis.upos != Upos::Propn && tree.related(c, Relation::Case).next().is_none())
        .flat_map(|c| {
            scene.gazetteer.demonyms(&tree[c].form).into_iter().map(move |entry| Filler::Known(c, entry))
        })
        .collect()
}

/// Returns the words of a title: the noun with its adjectives and the complements that are no argument.
pub fn title(scene: &Scene<'_>, sentence: usize, noun: usize, taken: &[Filler]) -> Vec<usize> {
    let tree = &scene.trees[sentence];
    // A country behind an adjective leaves the title whole: `chef de la diplomatie | iranienne`.
    let is_taken =
        |word: usize| taken.iter().any(|t| matches!(t, Filler::Word(_)) && tree.is_under(t.word(), word));
    let known = |word: usize| taken.iter().any(|t| matches!(t, Filler::Known(w, _) if *w == word));
    let mut words = vec![noun];
    for &child in tree.children(noun) {
        let node = &tree[child];
        let attribute = node.relation == Relation::Amod && node.analysis.upos == Upos::Adj;
        let complement = node.relation.base() == Relation::Nmod && child > noun;
        let name = scene.mention(sentence, child).is_some_and(|m| m.form == Form::Name);
        let near = (child + 3 > noun && child < noun) || child > noun;
        if (attribute && near || complement && !name || node.relation == Relation::Fixed) && !is_taken(child)
        {
            let below = tree.subtree(child);
            if attribute && scene.gazetteer.demonyms(&node.form).is_empty() {
                words.push(child);
            } else if !attribute {
                words.extend(
                    below.into_iter().filter(|&w| !is_clause_part(scene, sentence, w, child) && !known(w)),
                );
            }
        }
    }
    words.sort_unstable();
    contiguous(&words, noun)
}

fn is_clause_part(scene: &Scene<'_>, sentence: usize, word: usize, top: usize) -> bool {
    let tree = &scene.trees[sentence];
    std::iter::once(word).chain(tree.ancestors(word)).take_while(|&w| w != top).any(|w| {
        matches!(
            tree[w].relation.base(),
            Relation::Acl | Relation::Appos | Relation::Punct | Relation::Parataxis | Relation::Conj
        )
    })
}

/// Returns those of the sorted `words` that stand without a gap around `centre`.
fn contiguous(words: &[usize], centre: usize) -> Vec<usize> {
    let at = words.iter().position(|&w| w == centre).unwrap_or(0);
    let mut start = at;
    while start > 0 && words[start - 1] + 1 == words[start] {
        start -= 1;
    }
    let mut end = at;
    while end + 1 < words.len() && words[end + 1] == words[end] + 1 {
        end += 1;
    }
    words[start..=end].to_vec()
}

/// Returns whose age or amount the words `start..end` give: `X, 61 ans,`, `X (61 ans)`, `X, âgé de 61 ans`.
pub fn amount_bearer(
    scene: &Scene<'_>,
    sentence: usize,
    start: usize,
    end: usize,
    head: usize,
) -> Option<usize> {
    let tree = &scene.trees[sentence];
    let form = |word: usize| tree.nodes().get(word).map(|n| n.form.as_str());
    let opens = start.checked_sub(1).and_then(form).is_some_and(|f| f == "," || f == "(");
    let closes = form(end).is_none_or(|f| matches!(f, "," | ")" | "." | ";"));
    if opens && closes {
        let before = scene
            .mentions
            .mentions
            .iter()
            .filter(|m| m.sentence == sentence && m.words.end == start - 1 && m.form != Form::Pronoun)
            // `le chef de l'État, 67 ans`: the person, and of several the whole phrase.
            .min_by_key(|m| (m.kind != Some(Kind::Person), m.form, m.words.start));
        if let Some(mention) = before {
            return Some(mention.head);
        }
    }
    let up: Vec<_> = tree.ancestors(head).take(3).collect();
    let adjective = *up.first()?;
    let clause = scene.clause(sentence);
    if scene.words.is("age-adjective", &tree[adjective].analysis.lemma) {
        let subject = clause.subject(adjective).first().copied();
        return subject.or_else(|| up.get(1).copied().filter(|&u| clause.is_nominal(u)));
    }
    // `la chercheuse de 52 ans`: the amount follows its noun at once.
    let complement = clause.introduced_by(head, scene.words.genitive_preposition()) && adjective + 2 == start;
    (complement && clause.is_nominal(adjective)).then_some(adjective)
}
