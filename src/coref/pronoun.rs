//! Finds what third-person pronouns and possessives refer to.
//!
//! Reflexives and relatives follow the tree; of the others the ranking decides among what agrees and what the clause does not
//! rule out, with what rules by hand would take among its features.

use crate::mention::{Form, Kind};
use crate::morph::{Gender, Number};
use crate::parse::Relation;

use super::cluster::Clusters;
use super::description::{coargument, latest};
use super::group::conjuncts;
use super::possessor;
use super::rank::{self, Judge, Picks, Target};
use super::relative::antecedent;
use super::salience::{self, Candidate};
use super::view::{Determination, Part, View, plain};
use super::words::{List, Pronoun, PronounClass};

/// How many sentences back a pronoun reaches.
const WINDOW: usize = 2;

/// Joins the pronoun `mention` with what it refers to, or notes that it refers to nothing.
pub(super) fn link(view: &View, clusters: &mut Clusters, mention: usize, judge: &mut dyn Judge) {
    let found = &view.mentions[mention];
    let form = plain(found.span.of(view.text));
    let node_form = view.node(mention).map(|n| plain(&n.form)).unwrap_or_default();
    if found.person != 3 {
        clusters.void.insert(mention);
        return;
    }
    let pronoun = view
        .words
        .pronoun(&node_form)
        .or_else(|| view.words.pronoun(form.trim_start_matches("-t").trim_start_matches('-')));
    let Some(pronoun) = pronoun else { return };
    let pronoun = possessive(view, mention, pronoun);
    match pronoun.class {
        PronounClass::None => {
            clusters.void.insert(mention);
        }
        PronounClass::Relative => match antecedent(view, mention) {
            Some(head) => refer(clusters, mention, head),
            None => {
                clusters.void.insert(mention);
            }
        },
        PronounClass::Reflexive => match own_subject(view, mention) {
            Some(subject) => refer(clusters, mention, subject),
            None => {
                clusters.void.insert(mention);
            }
        },
        _ => personal(view, clusters, mention, pronoun, judge),
    }
}

/// `leur` before a noun is a possessive, before a verb a dative pronoun.
fn possessive(view: &View, mention: usize, pronoun: Pronoun) -> Pronoun {
    let det = view.node(mention).is_some_and(|n| n.relation == Relation::Det);
    if det { Pronoun { class: PronounClass::Possessive, gender: None, ..pronoun } } else { pronoun }
}

/// Lets `mention` refer to what `head` refers to, one thing, several or none.
fn refer(clusters: &mut Clusters, mention: usize, head: usize) {
    if clusters.void.contains(&head) {
        clusters.void.insert(mention);
    } else if let Some(members) = clusters.groups.get(&head).cloned() {
        clusters.groups.insert(mention, members);
    } else {
        clusters.join(head, mention);
    }
}

/// Returns the mention that is subject of the verb of `mention`.
fn own_subject(view: &View, mention: usize) -> Option<usize> {
    let found = &view.mentions[mention];
    let clause = view.clause(found.sentence, found.head)?;
    let subject = view.subject(found.sentence, clause)?;
    view.headed(found.sentence, subject).filter(|&m| m != mention)
}

fn latest_of(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Option<usize> {
    let found = &view.mentions[mention];
    if pronoun.gender == found.gender && pronoun.number == found.number {
        return latest(view, clusters, mention);
    }
    let fits = |m: &usize| {
        let cluster = clusters.get(*m);
        view.mentions[*m].form != Form::Pronoun
            && cluster.admits_gender(pronoun.gender)
            && cluster.admits_number(pronoun.number)
    };
    latest(view, clusters, mention).filter(fits)
}

/// `il`, `la`, `leur`, `son`, `celui-ci`: what the judge takes.
fn personal(view: &View, clusters: &mut Clusters, mention: usize, pronoun: Pronoun, judge: &mut dyn Judge) {
    if is_empty(view, mention, pronoun) {
        clusters.void.insert(mention);
        return;
    }
    if pronoun.class == PronounClass::Possessive
        && let Some(owner) = possessor::beside(view, clusters, mention, pronoun)
            .or_else(|| possessor::judged(view, clusters, mention, pronoun))
    {
        refer(clusters, mention, owner);
        return;
    }
    let offers = rank::pronoun(view, clusters, mention, pronoun);
    match rank::ask(judge, clusters, mention, offers) {
        Target::Nothing => {}
        Target::Thing(found) => clusters.join(found, mention),
        Target::Group(members) => {
            clusters.groups.insert(mention, members);
        }
    }
}

/// Returns what each rule by hand would take.
pub(super) fn picks(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Picks {
    let owned = pronoun.class == PronounClass::Possessive;
    let pointing = pronoun.class == PronounClass::Demonstrative;
    let single = salient(view, clusters, mention, pronoun);
    let plural = pronoun.number == Some(Number::Plur);
    let things = [
        owned.then(|| owner(view, clusters, mention, pronoun)).flatten(),
        coming_subject(view, clusters, mention, pronoun),
        pointing.then(|| latest_of(view, clusters, mention, pronoun)).flatten(),
        single.map(|c| c.mention),
    ];
    let group = plural.then(|| coordination(view, clusters, mention, pronoun, single)).flatten();
    // What joins several things or none is no candidate of its own.
    let one = |m: &usize| !clusters.groups.contains_key(m) && !clusters.void.contains(m);
    let first = group.or(things.iter().flatten().copied().next()).filter(one);
    Picks { things: things.into_iter().map(|t| t.filter(one)).collect(), first, group }
}

/// Returns the most prominent thing that agrees and that the clause does not rule out.
fn salient(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Option<Candidate> {
    let mut fits: Vec<_> = salience::candidates(view, clusters, mention, WINDOW)
        .into_iter()
        .filter(|c| allowed(view, clusters, c.mention, mention, pronoun))
        .collect();
    // `Le vote, a-t-elle rappelé, …`: who speaks is named before what is said.
    if view.node(mention).is_some_and(|n| n.form.starts_with('-')) {
        let sentence = view.mentions[mention].sentence;
        let before = |c: &Candidate| {
            clusters.get(c.mention).mentions.range(..view.of_sentence(sentence).start).next().is_some()
        };
        if fits.iter().any(before) {
            fits.retain(before);
        }
    }
    for candidate in &mut fits {
        candidate.score *= preference(view, clusters, *candidate, mention, pronoun);
    }
    salience::best(&fits)
}

/// Whether a pronoun stands for no one: `il faut`, `il a été souligné que`, `il l'a dit`.
fn is_empty(view: &View, mention: usize, pronoun: Pronoun) -> bool {
    let Some(node) = view.node(mention) else { return true };
    let tree = view.tree(view.mentions[mention].sentence);
    if node.relation.base() == Relation::Expl && pronoun.class == PronounClass::Subject {
        return true;
    }
    let Some(head) = node.head else { return false };
    let verb = plain(&tree[head].analysis.lemma);
    let has = |relation| tree.related(head, relation).next().is_some();
    match pronoun.class {
        PronounClass::Subject => {
            let third = pronoun.gender == Some(Gender::Masc) && pronoun.number == Some(Number::Sing);
            let agreed = tree[head].analysis.feats.gender != Some(Gender::Fem);
            let clause = has(Relation::Csubj)
                || (has(Relation::Obj) && has(Relation::AuxPass))
                || (has(Relation::Ccomp) && (has(Relation::AuxPass) || has(Relation::Cop)));
            let weather = view.has(List::Impersonal, &verb);
            let reflexive = view.has(List::ImpersonalReflexive, &verb) && has(Relation::Expl);
            let exists = tree.related(head, Relation::Expl).any(|c| is_locative(view, &tree[c].form));
            third && agreed && (clause || weather || reflexive || exists)
        }
        PronounClass::Object => {
            pronoun.gender != Some(Gender::Fem)
                && pronoun.number == Some(Number::Sing)
                && view.has(List::Neuter, &verb)
        }
        _ => false,
    }
}

/// Whether `form` is the adverbial pronoun of `il y a`.
fn is_locative(view: &View, form: &str) -> bool {
    view.words.pronoun(&plain(form)).is_some_and(|p| p.class == PronounClass::None)
}

/// Whether nothing forbids that the pronoun `mention` refers to the cluster of `candidate`.
pub(super) fn allowed(
    view: &View,
    clusters: &Clusters,
    candidate: usize,
    mention: usize,
    pronoun: Pronoun,
) -> bool {
    let cluster = clusters.get(candidate);
    let owned = pronoun.class == PronounClass::Possessive;
    let agrees = (owned || cluster.admits_gender(pronoun.gender)) && cluster.admits_number(pronoun.number);
    let mut beside = cluster.mentions.range(view.of_sentence(view.mentions[mention].sentence));
    let around = beside.any(|&m| if owned { holds(view, m, mention) } else { view.is_under(mention, m) });
    agrees
        && !around
        && is_referential(view, clusters, candidate)
        && (pronoun.class != PronounClass::Subject || !in_own_adjunct(view, clusters, candidate, mention))
        && (owned || !coargument(view, clusters, candidate, mention))
        && (has_mind(cluster.kind()) || !needs_mind(view, mention, pronoun))
        && (has_mind(cluster.kind()) || !owned || !possessor::of_person(view, clusters, mention))
        && (may_be_person(cluster.kind()) || !is_someone(view, clusters, mention, pronoun))
        && !speaks_here(view, clusters, candidate, mention)
        && !is_only_quoted(view, clusters, candidate, mention)
}

/// Whether the candidate is no person and only named inside an adjunct of the pronoun's own clause (`Dès la fin de la
/// guerre, elle …`).
fn in_own_adjunct(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    let cluster = clusters.get(candidate);
    let found = &view.mentions[mention];
    let Some(clause) = view.clause(found.sentence, found.head) else { return false };
    let inside = |m: usize| {
        let other = &view.mentions[m];
        other.sentence == found.sentence && view.clause(found.sentence, other.head) == Some(clause)
    };
    cluster.kind() != Some(Kind::Person) && cluster.mentions.range(..mention).all(|&m| inside(m))
}

/// Whether something of the candidate's is a name, a pronoun, a plural, or has a determiner or a number: a bare noun
/// classifies and is not taken up (`en signe de reconnaissance`).
fn is_referential(view: &View, clusters: &Clusters, candidate: usize) -> bool {
    clusters.get(candidate).mentions.iter().any(|&m| {
        let found = &view.mentions[m];
        let tree = view.tree(found.sentence);
        found.form != Form::Description
            || found.number == Some(Number::Plur)
            || view.determination(m) != Determination::Bare
            || found.head < tree.len() && tree.related(found.head, Relation::Nummod).next().is_some()
    })
}

/// Whether the predicate of a subject pronoun is the noun of a person: `il était membre de`.
fn is_someone(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> bool {
    let sentence = view.mentions[mention].sentence;
    let predicate = view.node(mention).and_then(|n| n.head).and_then(|h| view.headed(sentence, h));
    pronoun.class == PronounClass::Subject
        && predicate.is_some_and(|p| clusters.get(p).kind() == Some(Kind::Person))
}

fn may_be_person(kind: Option<Kind>) -> bool {
    matches!(kind, None | Some(Kind::Person | Kind::Organization))
}

/// Whether the possessive `mention` belongs to the phrase that `outer` heads.
fn holds(view: &View, outer: usize, mention: usize) -> bool {
    let (a, b) = (&view.mentions[outer], &view.mentions[mention]);
    view.is_under(mention, outer)
        && (a.words.contains(&b.head) || view.node(mention).and_then(|n| n.head) == Some(a.head))
}

/// Whether the verb of a subject pronoun says or thinks, or it is spoken to.
fn needs_mind(view: &View, mention: usize, pronoun: Pronoun) -> bool {
    let tree = view.tree(view.mentions[mention].sentence);
    let Some(head) = view.node(mention).and_then(|n| n.head) else { return false };
    pronoun.class == PronounClass::Subject && view.words.minds(&plain(&tree[head].analysis.lemma))
}

fn has_mind(kind: Option<Kind>) -> bool {
    matches!(kind, None | Some(Kind::Person | Kind::Organization | Kind::Place))
}

/// Whether the candidate is only named in the quotation that the sentence of the pronoun reports: who says it is named
/// outside (`« Hugo Planche a démissionné », a-t-il précisé`).
fn is_only_quoted(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    if view.quote(mention).is_some() {
        return false;
    }
    let sentence = view.segmented.sentences[view.mentions[mention].sentence].span;
    let reported =
        |m: usize| view.quote(m).is_some_and(|q| view.segmented.quotes[q].span.end() > sentence.start());
    let tree = view.tree(view.mentions[mention].sentence);
    let says = view
        .node(mention)
        .and_then(|n| n.head)
        .is_some_and(|h| view.words.says(&plain(&tree[h].analysis.lemma)));
    let attributes = says || view.node(mention).is_some_and(|n| n.form.starts_with('-'));
    attributes && clusters.get(candidate).mentions.range(..mention).all(|&m| reported(m))
}

/// Whether the candidate speaks the quotation that holds the pronoun: who speaks says `je`.
fn speaks_here(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    let Some(quote) = view.quote(mention) else { return false };
    let sentence = view.mentions[mention].sentence;
    let tree = view.tree(sentence);
    clusters.get(candidate).mentions.range(view.of_sentence(sentence)).any(|&m| {
        view.part(m) == Part::Subject && view.quote(m) != Some(quote) && {
            let verb = view.node(m).and_then(|n| n.head);
            verb.is_some_and(|v| view.words.says(&plain(&tree[v].analysis.lemma)))
        }
    })
}

/// Returns the factor by which its kind and place make `candidate` more likely.
fn preference(
    view: &View,
    clusters: &Clusters,
    candidate: Candidate,
    mention: usize,
    pronoun: Pronoun,
) -> f64 {
    let cluster = clusters.get(candidate.mention);
    let mut factor = if cluster.named { 1.4 } else { 1.0 };
    let person = cluster.kind() == Some(Kind::Person);
    let thing = matches!(cluster.kind(), Some(Kind::Thing | Kind::Event | Kind::Work));
    factor *= match pronoun.class {
        PronounClass::Dative if person => 2.0,
        _ if person => 1.5,
        _ if thing => 0.7,
        PronounClass::Subject if cluster.kind() == Some(Kind::Place) => 0.8,
        _ => 1.0,
    };
    // "son porte-parole": that of a body rather than of a person.
    let body = matches!(cluster.kind(), Some(Kind::Organization | Kind::Place));
    if pronoun.class == PronounClass::Possessive && body && possessor::of_post(view, mention) {
        factor *= 2.0;
    }
    // A pronoun keeps to the subject of the clause that governs its own, above all to the one who says it: "le
    // Kremlin a déclaré qu'il"; at the start of a sentence to the subject of the one before.
    if pronoun.class == PronounClass::Subject {
        if let Some(verb) = governor(view, clusters, candidate.mention, mention) {
            factor *= if view.words.minds(&verb) { 3.0 } else { 1.5 };
        } else if continues(view, clusters, candidate.mention, mention) {
            factor *= 1.5;
        }
    }
    factor
}

/// Returns the verb of the clause that governs that of `mention`, where `candidate` is its subject.
fn governor(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> Option<String> {
    let found = &view.mentions[mention];
    let clause = view.clause(found.sentence, found.head)?;
    let above = view.clause(found.sentence, clause)?;
    let subject = view.subject(found.sentence, above).and_then(|s| view.headed(found.sentence, s))?;
    let verb = &view.tree(found.sentence)[above].analysis.lemma;
    clusters.same(subject, candidate).then(|| plain(verb))
}

/// Whether the pronoun is the subject of its sentence, `candidate` that of the one before.
fn continues(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    let sentence = view.mentions[mention].sentence;
    let main = |m: usize| view.part(m) == Part::Subject && view.is_main(m);
    sentence > 0
        && main(mention)
        && clusters.get(candidate).mentions.range(view.of_sentence(sentence - 1)).any(|&m| main(m))
}

/// Returns the subject that owns what the possessive stands before, where its clause has one before it or it is fronted.
fn owner(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Option<usize> {
    let found = &view.mentions[mention];
    let mut at = found.head;
    while let Some(clause) = view.clause(found.sentence, at) {
        let subject = view.subject(found.sentence, clause)?;
        let head = view.headed(found.sentence, subject);
        if let Some(head) = head
            && !view.is_under(mention, head)
            && subject < found.head
            && !clusters.void.contains(&head)
            && suits(view, clusters, head, mention, pronoun)
        {
            return Some(head);
        }
        at = clause;
    }
    None
}

fn suits(view: &View, clusters: &Clusters, head: usize, mention: usize, pronoun: Pronoun) -> bool {
    if clusters.groups.contains_key(&head) {
        return pronoun.number == Some(Number::Plur);
    }
    // "X et Y … leur victoire": the coordination, not its first member.
    conjuncts(view, head).is_empty() && allowed(view, clusters, head, mention, pronoun)
}

/// Returns the main subject after a pronoun in an opening adjunct: `À son arrivée, X`, `Interrogé …, X`.
fn coming_subject(view: &View, clusters: &Clusters, mention: usize, pronoun: Pronoun) -> Option<usize> {
    let found = &view.mentions[mention];
    let tree = view.tree(found.sentence);
    if found.head >= tree.len() || view.quote(mention).is_some() {
        return None;
    }
    let adjunct = std::iter::once(found.head).chain(tree.ancestors(found.head)).find(|&n| {
        matches!(tree[n].relation.base(), Relation::Advcl | Relation::Obl)
            && tree[n].head.is_some_and(|h| n < h)
    })?;
    let main = tree[adjunct].head?;
    let subject = tree.related(main, Relation::Nsubj).find(|&s| s > adjunct && s > found.head)?;
    let subject = view.headed(found.sentence, subject)?;
    let fits = view.is_name(subject) || clusters.get(subject).named;
    (fits && allowed(view, clusters, subject, mention, pronoun)).then_some(subject)
}

/// Returns the mention that begins the coordination, or joins several things, that `ils`, `leur` takes up, where none of the plurals is
/// more prominent.
fn coordination(
    view: &View,
    clusters: &Clusters,
    mention: usize,
    pronoun: Pronoun,
    single: Option<Candidate>,
) -> Option<usize> {
    let sentence = view.mentions[mention].sentence;
    let start = view.of_sentence(sentence.saturating_sub(1)).start;
    (start..mention).rev().find(|&m| {
        let members = match clusters.groups.get(&m) {
            Some(members) => members.clone(),
            None => conjuncts(view, m),
        };
        let fem = members.iter().all(|&m| clusters.get(m).gender() == Some(Gender::Fem));
        let kind = members.first().and_then(|&m| clusters.get(m).kind());
        let alike = members.iter().all(|&m| clusters.get(m).kind() == kind);
        let gender = pronoun.gender.is_none_or(|g| (g == Gender::Fem) == fem);
        let acts = has_mind(kind) && kind.is_some();
        let ahead = members.iter().all(|&m| m < mention && !view.is_under(mention, m));
        let sentence_of = view.mentions[m].sentence;
        let nearer = single.is_none_or(|s| {
            view.mentions[s.mention].sentence < sentence_of
                || (view.part(m) == Part::Subject && view.part(s.mention) != Part::Subject)
        });
        !members.is_empty() && gender && alike && acts && ahead && nearer
    })
}
