//! Nominal phrases: one mention for each name, noun that heads a phrase, pronoun and possessive determiner.

use std::ops::Range;

use super::lexicon::{NameResources, Role};
use super::name::Name;
use super::{Form, Kind, Mention, outer_word};
use crate::morph::{Gender, Number, PronType, Upos, VerbForm};
use crate::parse::{Relation, Tree};
use crate::segment::Sentence;
use crate::text::{Span, capitalised, fold};

/// A sentence with what was found in it.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) index: usize,
    pub(super) sentence: &'a Sentence,
    pub(super) tree: &'a Tree,
    pub(super) res: &'a NameResources,
    /// Words of time expressions, which head no mention.
    pub(super) times: Vec<Range<usize>>,
}

/// Returns the mentions of a sentence, in the order of their heads.
pub(super) fn find(scene: &Scene<'_>, names: &[Name]) -> Vec<Mention> {
    let mut taken = vec![false; scene.tree.len()];
    let mut mentions: Vec<Mention> = Vec::new();
    for name in names {
        let mention = named(scene, name);
        for word in name.words.clone() {
            taken[word] = true;
        }
        taken[mention.head] = true;
        mentions.push(mention);
    }
    let free = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(head, _)| head);
    for head in free {
        if scene.times.iter().any(|t| t.contains(&head)) {
            continue;
        }
        if let Some(whole) = whole_of(scene.tree, head) {
            mentions.push(part(scene, head, whole));
        } else if pronoun(scene.tree, head) {
            mentions.push(pronominal(scene, head));
        } else if nominal(scene.tree, head) {
            mentions.push(described(scene, head));
        }
    }
    mentions.sort_by_key(|m| m.head);
    mentions.dedup_by_key(|m| m.head);
    mentions
}

/// Returns a name as other articles would write it: the surname last.
fn spelled(scene: &Scene<'_>, name: &Name) -> String {
    let own = |words: &Range<usize>| span(scene, words).of(scene.text);
    if !name.inverted {
        return own(&name.words).to_owned();
    }
    let first = name.words.start;
    let surname = capitalised(&own(&(first..first + 1)).to_lowercase());
    format!("{} {surname}", own(&(first + 1..name.words.end)))
}

/// The mention of a name. A title of address or a flat relation makes one phrase of both, headed by the title.
fn named(scene: &Scene<'_>, name: &Name) -> Mention {
    let own = outer_word(scene.tree, &name.words);
    let nodes = scene.tree.nodes();
    let flat =
        |relation: Relation| matches!(relation.base(), Relation::Flat | Relation::Compound | Relation::Fixed);
    let mut head = own;
    if let Some(above) = nodes[own].head
        && (name.start..name.words.start).contains(&above)
        && (flat(nodes[own].relation) || nodes[own].relation == Relation::Nmod && address(scene, above))
    {
        head = above;
    }
    let phrase = phrase(scene.tree, head);
    let start = if head < name.words.start { name.start } else { name.words.start };
    let words = phrase.start.min(start)..phrase.end.max(name.words.end);
    let feats = nodes[head].analysis.feats;
    let listed = name.entry.and_then(|e| scene.res.gazetteer.entries()[e].number);
    Mention {
        sentence: scene.index,
        head,
        span: span(scene, &words),
        core: words.clone(),
        words,
        form: Form::Name,
        kind: name.kind,
        name: spelled(scene, name),
        titles: name.titles.clone(),
        entry: name.entry,
        gender: name.gender.or_else(|| determined(scene.tree, head).0).or(feats.gender),
        number: listed
            .or_else(|| determined(scene.tree, head).1)
            .or((name.kind == Some(Kind::Person)).then_some(Number::Sing))
            .or(feats.number),
        person: 3,
    }
}

/// Whether the word is a form of address (`Me`, `Mme`), which never stands for somebody by itself.
fn address(scene: &Scene<'_>, word: usize) -> bool {
    scene.res.names.title(&scene.tree[word].form).is_some_and(|t| t.address)
}

fn described(scene: &Scene<'_>, head: usize) -> Mention {
    let node = &scene.tree[head];
    let mut words = phrase(scene.tree, head);
    let noun = scene.res.nouns.get(&node.analysis.lemma);
    let people = scene.res.gazetteer.demonym(&node.form);
    let adjective = scene
        .tree
        .related(head, Relation::Amod)
        .find_map(|a| scene.res.gazetteer.demonym(&scene.tree[a].form));
    let (gender, number) = determined(scene.tree, head);
    let title = scene.res.names.title(&node.form).or_else(|| scene.res.names.title(&node.analysis.lemma));
    let kind = noun.map(|n| n.kind).or((title.is_some() || people.is_some()).then_some(Kind::Person));
    // "le chef du gouvernement d'avoir cédé": what someone is accused of is no part of the person.
    if matches!(kind, Some(Kind::Person | Kind::Organization))
        && let Some(mark) = (head + 1..words.end).find(|&w| scene.tree[w].relation.base() == Relation::Mark)
    {
        words.end = mark;
    }
    let core = words.start..name_end(scene, head, kind, words.end);
    let bare = words
        .clone()
        .find(|&w| w == head || !matches!(scene.tree[w].analysis.upos, Upos::Det | Upos::Punct | Upos::Pron))
        .unwrap_or(words.start);
    // A mark of a quotation that opens before the determiner is no part of the name.
    let bare = (bare..head).find(|&w| scene.tree[w].analysis.upos != Upos::Det).unwrap_or(bare);
    Mention {
        sentence: scene.index,
        head,
        span: span(scene, &words),
        form: Form::Description,
        kind,
        name: span(scene, &(bare..core.end)).of(scene.text).to_owned(),
        core,
        titles: Vec::new(),
        entry: adjective.or(people),
        gender: gender.or(node.analysis.feats.gender).or(noun.and_then(|n| n.gender)),
        number: number.or(node.analysis.feats.number),
        person: 3,
        words,
    }
}

/// Returns where the name of the person or body ends that `head` describes: before adjuncts that the parser has hung on
/// it, which say of the event and not of who it is (`le club pour ces incidents`, `les pompiers pendant une heure`).
fn name_end(scene: &Scene<'_>, head: usize, kind: Option<Kind>, end: usize) -> usize {
    if !matches!(kind, Some(Kind::Person | Kind::Organization)) {
        return end;
    }
    let tree = scene.tree;
    let adjunct = |w: &usize| scene.res.names.is(&tree[*w].form.to_lowercase(), Role::Adjunct);
    let time = scene.times.iter().map(|t| t.start).find(|&t| t > head && t < end);
    let time = time.map(|t| if t > head + 1 && tree[t - 1].analysis.upos == Upos::Adp { t - 1 } else { t });
    let cut = (head + 1..end).find(adjunct).into_iter().chain(time).min().unwrap_or(end);
    if cut > head + 1 && tree[cut - 1].form == "," { cut - 1 } else { cut }
}

/// Returns the head of the phrase of which `head`, an indefinite pronoun, takes a part (`l'un des blessés`, `plusieurs d'entre eux` not).
fn whole_of(tree: &Tree, head: usize) -> Option<usize> {
    let node = &tree[head];
    if node.analysis.upos != Upos::Pron || matches!(node.relation.base(), Relation::Expl | Relation::Fixed) {
        return None;
    }
    let whole = tree.related(head, Relation::Nmod).find(|&w| w > head)?;
    let noun = matches!(tree[whole].analysis.upos, Upos::Noun | Upos::Adj | Upos::Num);
    let of = tree.related(whole, Relation::Case).any(|case| tree[case].analysis.lemma == "de");
    // "celui des ouvriers" stands for something that was named before.
    (noun && of && node.analysis.feats.pron_type != Some(PronType::Dem)).then_some(whole)
}

/// The mention of a part of `whole`: somebody described by what he is one of.
fn part(scene: &Scene<'_>, head: usize, whole: usize) -> Mention {
    let group = described(scene, whole);
    let feats = scene.tree[head].analysis.feats;
    let own = described(scene, head);
    Mention { kind: group.kind, entry: group.entry, gender: feats.gender, number: feats.number, ..own }
}

fn pronominal(scene: &Scene<'_>, head: usize) -> Mention {
    let node = &scene.tree[head];
    let feats = node.analysis.feats;
    // "l'un", "l'autre"
    let determined = head > 0 && scene.tree.related(head, Relation::Det).any(|det| det + 1 == head);
    let words = head - usize::from(determined)..head + 1;
    let possessive = node.analysis.upos == Upos::Det;
    let person = if possessive { feats.person_psor.or(feats.person) } else { feats.person };
    Mention {
        sentence: scene.index,
        head,
        span: span(scene, &words),
        core: words.clone(),
        form: Form::Pronoun,
        kind: scene.res.names.is(&fold(&node.form), Role::Somebody).then_some(Kind::Person),
        name: span(scene, &words).of(scene.text).to_owned(),
        titles: Vec::new(),
        entry: None,
        // The gender of a possessive is that of what is owned.
        gender: feats.gender.filter(|_| !possessive),
        number: if possessive { feats.number_psor } else { feats.number },
        person: person.unwrap_or(3),
        words,
    }
}

/// Whether word `i` is a pronoun that refers, or a possessive determiner.
fn pronoun(tree: &Tree, i: usize) -> bool {
    let node = &tree[i];
    match node.analysis.upos {
        Upos::Pron => node.relation.base() != Relation::Expl && node.relation != Relation::Fixed,
        Upos::Det => node.analysis.feats.poss,
        _ => false,
    }
}

/// Whether word `i` heads a nominal phrase.
fn nominal(tree: &Tree, i: usize) -> bool {
    let node = &tree[i];
    if matches!(node.relation.base(), Relation::Fixed | Relation::Flat | Relation::Case | Relation::Goeswith)
    {
        return false;
    }
    let determined = || tree.related(i, Relation::Det).next().is_some();
    match node.analysis.upos {
        Upos::Noun | Upos::Propn => true,
        // "le premier", "les deux", "les blessés".
        Upos::Adj | Upos::Num => {
            determined() && !matches!(node.relation.base(), Relation::Amod | Relation::Nummod)
        }
        _ => false,
    }
}

/// Gender and number that the determiners of `head` show.
fn determined(tree: &Tree, head: usize) -> (Option<Gender>, Option<Number>) {
    let mut found = (None, None);
    for det in tree.related(head, Relation::Det) {
        let feats = tree[det].analysis.feats;
        found = (found.0.or(feats.gender), found.1.or(feats.number));
    }
    found
}

/// Words before and after its head that a phrase can reach; what runs on longer is no phrase.
const REACH: usize = 60;

/// The words of the phrase of `head`: what hangs on it without a break, prepositions before it and relative
/// clauses, appositions, coordinated phrases and insertions after it left out.
fn phrase(tree: &Tree, head: usize) -> Range<usize> {
    let window = head.saturating_sub(REACH)..tree.len().min(head + REACH);
    let mut inside = vec![false; window.len()];
    inside[head - window.start] = true;
    let mut queue = vec![head];
    while let Some(at) = queue.pop() {
        for &child in tree.children(at).iter().filter(|c| window.contains(c)) {
            let relation = tree[child].relation;
            let apart = matches!(relation, Relation::AclRelcl | Relation::NmodAppos)
                || matches!(relation.base(), Relation::Appos | Relation::Parataxis | Relation::Dislocated)
                || is_clause_apart(tree, child);
            let own = at == head
                && (matches!(
                    relation.base(),
                    Relation::Conj | Relation::Cc | Relation::Case | Relation::Mark
                ) || matches!(
                    relation.base(),
                    Relation::Cop | Relation::Nsubj | Relation::Aux | Relation::Expl
                ) || matches!(
                    relation.base(),
                    Relation::Advcl | Relation::Obl | Relation::Ccomp | Relation::Punct
                ) || relation == Relation::Advmod && child < head && tree.is_under(head, child));
            if !apart && !own {
                inside[child - window.start] = true;
                queue.push(child);
            }
        }
    }
    let mut start = head;
    while start > window.start && inside[start - 1 - window.start] {
        start -= 1;
    }
    let mut end = head + 1;
    let held = |word: usize| inside.get(word - window.start) == Some(&true);
    while end < window.end
        && tree[end].form != ","
        && (held(end) || tree[end].analysis.upos == Upos::Punct && held(end + 1))
    {
        end += 1;
    }
    let opened = (head..end).find(|&i| tree[i].form == "\u{ab}");
    if let Some(at) = opened.filter(|&at| !(at..end).any(|i| tree[i].form == "\u{bb}")) {
        end = at.max(head + 1);
    }
    while end > head + 1 && tree[end - 1].analysis.upos == Upos::Punct {
        end -= 1;
    }
    start..end
}

/// Whether the clause `child` is set off from its noun: an infinitive, or a participle behind a comma.
fn is_clause_apart(tree: &Tree, child: usize) -> bool {
    if tree[child].relation.base() != Relation::Acl {
        return false;
    }
    let first = tree.subtree(child).first().copied().unwrap_or(child);
    let comma = |word: usize| tree[word].analysis.upos == Upos::Punct;
    tree[child].analysis.feats.verb_form == Some(VerbForm::Inf)
        || comma(first)
        || first.checked_sub(1).is_some_and(comma)
}

fn span(scene: &Scene<'_>, words: &Range<usize>) -> Span {
    let list = &scene.sentence.words;
    list[words.start].span.join(list[words.end - 1].span)
}
