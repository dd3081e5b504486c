//! Finds what definite and demonstrative descriptions take up: `le président russe`, `l'entreprise`, `ces résultats`.

use std::collections::{BTreeMap, BTreeSet};

use crate::mention::{Form, Kind};
use crate::morph::{Number, Upos};

use super::cluster::{Cluster, Clusters, Descriptor, descriptor, takes_up};
use super::rank::{self, Judge, Picks, Target};
use super::salience::{self, Candidate};
use super::view::{Determination, View, plain};
use super::words::List;

/// Sentences before it in which a demonstrative description finds its person.
const POINTING_WINDOW: usize = 3;
/// How many sentences back a class noun (`l'entreprise`) reaches.
const CLASS_WINDOW: usize = 6;
/// How many sentences back an unnamed thing is taken up by its noun alone.
const NOUN_WINDOW: usize = 4;

/// Joins the description `mention` with what it takes up, where that is clear.
pub(super) fn link(view: &View, clusters: &mut Clusters, mention: usize, judge: &mut dyn Judge) {
    if clusters.get(mention).named || view.mentions[mention].form != Form::Description {
        return;
    }
    if let Some(found) = known(view, clusters, mention) {
        clusters.join(found, mention);
        return;
    }
    if !takes_up(view, mention) {
        return;
    }
    // Posts that mean the same are seldom another's: 38 of 46 in the table of references.
    let own = descriptor(view, mention);
    if let Some(found) =
        role(view, clusters, mention, &own).or_else(|| regional(view, clusters, mention, &own))
    {
        clusters.join(found, mention);
        return;
    }
    let offers = rank::description(view, clusters, mention, &own);
    if let Target::Thing(found) = rank::ask(judge, clusters, mention, offers) {
        clusters.join(found, mention);
    }
}

/// Returns what each rule by hand would take.
pub(super) fn picks(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Picks {
    if view.determination(mention) == Determination::Possessive {
        return Picks::of(Vec::new());
    }
    Picks::of(vec![
        last_one(view, clusters, mention, own),
        incumbent(view, clusters, mention, own),
        described(view, clusters, mention, own),
        short_name(view, clusters, mention, own),
        class(view, clusters, mention, own),
        native(view, clusters, mention, own),
        pointed_at(view, clusters, mention),
    ])
}

/// `cet ancien syndicaliste`: a demonstrative tells something new of the person whom the article just spoke of.
fn pointed_at(view: &View, clusters: &Clusters, mention: usize) -> Option<usize> {
    let cluster = clusters.get(mention);
    if view.determination(mention) != Determination::Demonstrative
        || cluster.kind() != Some(Kind::Person)
        || cluster.number() == Some(Number::Plur)
    {
        return None;
    }
    let mut fits: Vec<Candidate> = salience::candidates(view, clusters, mention, POINTING_WINDOW)
        .into_iter()
        .filter(|c| clusters.get(c.mention).named && clusters.get(c.mention).kind() == Some(Kind::Person))
        .filter(|c| agrees(view, clusters, c.mention, mention))
        .collect();
    for candidate in &mut fits {
        candidate.score *= namings(clusters.get(candidate.mention));
    }
    salience::best(&fits).map(|c| c.mention)
}

/// `l'exécutif européen`: a description that everywhere means one known thing, where the article names that.
fn known(view: &View, clusters: &Clusters, mention: usize) -> Option<usize> {
    let own = descriptor(view, mention);
    let id = view.words.alias(&joined(&own))?;
    clusters.of_entry(view.gazetteer.by_id(id)?)
}

fn joined(own: &Descriptor) -> String {
    std::iter::once(&own.head).chain(&own.modifiers).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Whether the two can be one by number, kind, and the gender of people.
fn agrees(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    alike(view, clusters, candidate, mention) && apart(view, candidate, mention)
}

/// Tells of each of many candidates what [`agrees`] does, looking at each cluster once.
pub(super) fn agreement<'a>(
    view: &'a View,
    clusters: &'a Clusters,
    mention: usize,
) -> impl FnMut(usize) -> bool + 'a {
    let mut known: BTreeMap<usize, bool> = BTreeMap::new();
    move |candidate| {
        let entry = known.entry(clusters.id(candidate));
        *entry.or_insert_with(|| alike(view, clusters, candidate, mention)) && apart(view, candidate, mention)
    }
}

/// The part of [`agrees`] that is the same for all mentions of the candidate's cluster.
fn alike(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    let (theirs, own) = (clusters.get(candidate), clusters.get(mention));
    let person = theirs.kind() == Some(Kind::Person) || own.kind() == Some(Kind::Person);
    theirs.admits_number(own.number())
        && theirs.admits_kind(own.kind())
        && (!person || theirs.admits_gender(own.gender()))
        && !coargument(view, clusters, candidate, mention)
}

/// Whether neither of the two stands in the phrase of the other.
fn apart(view: &View, candidate: usize, mention: usize) -> bool {
    !view.is_under(mention, candidate) && !view.is_under(candidate, mention)
}

/// Whether a mention of the candidate's cluster is subject or object of the same verb.
pub(super) fn coargument(view: &View, clusters: &Clusters, candidate: usize, mention: usize) -> bool {
    let Some((sentence, predicate)) = argument_of(view, mention) else { return false };
    let mut beside = clusters.get(candidate).mentions.range(view.of_sentence(sentence));
    beside.any(|&other| other != mention && argument_of(view, other) == Some((sentence, predicate)))
}

/// Returns the predicate that `mention` is an argument of.
fn argument_of(view: &View, mention: usize) -> Option<(usize, usize)> {
    use crate::parse::Relation;
    let node = view.node(mention)?;
    let argument = matches!(
        node.relation.base(),
        Relation::Nsubj | Relation::Obj | Relation::Iobj | Relation::Obl | Relation::Expl
    );
    let sentence = view.mentions[mention].sentence;
    node.head.filter(|_| argument).map(|head| (sentence, head))
}

/// `ce dernier`: the last thing mentioned that agrees with it, rather one named than one described.
fn last_one(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    let demonstrative = view.determination(mention) == Determination::Demonstrative;
    if !demonstrative || !view.has(List::Last, &own.head) {
        return None;
    }
    latest(view, clusters, mention)
}

/// Returns the last thing before `mention` that agrees with it in gender and number, people and bodies first.
pub(super) fn latest(view: &View, clusters: &Clusters, mention: usize) -> Option<usize> {
    let found = &view.mentions[mention];
    let fits = |m: usize| {
        let cluster = clusters.get(m);
        view.mentions[m].form != Form::Pronoun
            && cluster.admits_gender(found.gender)
            && cluster.admits_number(found.number)
            && !view.is_under(mention, m)
            && !coargument(view, clusters, m, mention)
    };
    let start = view.of_sentence(found.sentence.saturating_sub(1)).start;
    let acts = |m: usize| matches!(clusters.get(m).kind(), Some(Kind::Person | Kind::Organization));
    let mut near: Vec<_> = (start..mention).rev().filter(|&m| fits(m)).collect();
    near.sort_by_key(|&m| std::cmp::Reverse(acts(m)));
    near.first().copied()
}

/// `le président sortant`: the one of whom the article most often says that they stand for, win or claim something.
fn incumbent(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    use crate::parse::Relation;
    if !own.modifiers.iter().any(|m| view.has(List::Incumbent, m)) {
        return None;
    }
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut agrees = agreement(view, clusters, mention);
    for m in view.reach(mention) {
        let cluster = clusters.get(m);
        let known = cluster.named && cluster.kind() == Some(Kind::Person);
        let tree = view.tree(view.mentions[m].sentence);
        let Some(node) = view.node(m).filter(|_| known) else { continue };
        let relation = node.relation.base();
        let ties = matches!(relation, Relation::Nsubj | Relation::Nmod | Relation::Det);
        let contest = |h: usize| view.has(List::Contest, &plain(&tree[h].analysis.lemma));
        if ties && node.head.is_some_and(contest) && agrees(m) {
            counts.entry(clusters.id(m)).or_insert((0, m)).0 += 1;
        }
    }
    counts.into_values().max_by_key(|&(count, m)| (count, std::cmp::Reverse(m))).map(|(_, m)| m)
}

/// The same noun again, for a name anywhere in the article, for a thing without name in the sentences before.
fn described(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    let sentence = view.mentions[mention].sentence;
    let mut agrees = agreement(view, clusters, mention);
    let mut covered: BTreeMap<usize, bool> = BTreeMap::new();
    let mut holds = |m: usize| {
        let covers = || clusters.get(m).described_as(&own.head).any(|d| covers(view, d, own));
        *covered.entry(clusters.id(m)).or_insert_with(covers)
    };
    let mut found = BTreeSet::new();
    let mut fits = Vec::new();
    for m in clusters.described_as(&own.head, view.reach(mention)) {
        let id = clusters.id(m);
        if id == clusters.id(mention) || found.contains(&id) || !agrees(m) || !holds(m) {
            continue;
        }
        let named = clusters.get(m).named;
        let near = m < mention && sentence - view.mentions[m].sentence <= NOUN_WINDOW;
        let whole = named || !is_partitive(view, m);
        let fit = if own.modifiers.is_empty() { (named || near) && whole } else { named || m < mention };
        if fit {
            found.insert(id);
            fits.push(m);
        }
    }
    nearest(clusters, &fits, mention)
}

/// Of several holders of a description, that spoken of last before `mention`, else the only one after it.
fn nearest(clusters: &Clusters, fits: &[usize], mention: usize) -> Option<usize> {
    let before = |m: &&usize| clusters.get(**m).mentions.range(..mention).next_back().copied();
    if let Some(&found) = fits.iter().filter(|m| before(m).is_some()).max_by_key(before) {
        return Some(found);
    }
    let ids: BTreeSet<_> = fits.iter().map(|&m| clusters.id(m)).collect();
    fits.first().copied().filter(|_| ids.len() == 1)
}

/// Whether a thing is only a measure of another (`une partie de`, `52 % de`).
fn is_partitive(view: &View, mention: usize) -> bool {
    view.node(mention).is_some_and(|n| matches!(n.analysis.upos, Upos::Num | Upos::Sym))
}

/// Whether what `own` says is true of what `known` describes: no modifier that is not known, and no past post for a present one.
fn covers(view: &View, known: &Descriptor, own: &Descriptor) -> bool {
    known.is_former(view) == own.is_former(view) && own.telling(view).all(|m| known.modifiers.contains(m))
}

/// Whether `cluster` is known as another holder of the post that `own` names: of another place, or no longer.
pub(super) fn is_another(view: &View, cluster: &Cluster, own: &Descriptor) -> bool {
    let ours: BTreeSet<&String> = own.telling(view).collect();
    let apart = |d: &Descriptor| {
        let theirs: BTreeSet<&String> = d.telling(view).collect();
        d.is_former(view) != own.is_former(view)
            || !ours.is_empty() && !theirs.is_empty() && ours.is_disjoint(&theirs)
    };
    let mut same = cluster.described_as(&own.head).peekable();
    let person = cluster.kind() == Some(Kind::Person);
    person && (same.peek().is_some() && same.all(apart) || holds_another(view, cluster, own))
}

/// Whether the article tells of an office that `cluster` holds, while `own` names in full another one (`le ministre de l'Intérieur` and
/// `le chef de l'opposition`).
fn holds_another(view: &View, cluster: &Cluster, own: &Descriptor) -> bool {
    let full = |d: &Descriptor| {
        let narrow = view.words.is_office(&d.head) && !view.has(List::Broad, &d.head);
        narrow && !d.is_former(view) && d.telling(view).next().is_some()
    };
    let ours = posts(view, own);
    let shares = |d: &Descriptor| d.head == own.head || !posts(view, d).is_disjoint(&ours);
    let mut held = cluster.descriptors.iter().filter(|d| full(d)).peekable();
    cluster.named && full(own) && held.peek().is_some() && !held.any(shares)
}

/// Returns the posts that the words of `descriptor` name, by its first words.
pub(super) fn posts<'a>(view: &'a View, descriptor: &Descriptor) -> BTreeSet<&'a str> {
    let mut words = vec![descriptor.head.as_str()];
    words.extend(descriptor.telling(view).map(String::as_str));
    let longest = (1..=words.len()).rev().find_map(|n| view.words.roles(&words[..n].join(" ")));
    longest.into_iter().flatten().map(String::as_str).collect()
}

/// `le chef de l'État` for a president: posts and trades that mean the same.
fn role(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    let (roles, rest) = roles_of(view, own)?;
    let holds = |d: &Descriptor| {
        roles_of(view, d).is_some_and(|(theirs, _)| !theirs.is_disjoint(roles))
            && rest.iter().all(|m| d.modifiers.contains(m))
    };
    let mut known: BTreeMap<usize, bool> = BTreeMap::new();
    let mut agrees = agreement(view, clusters, mention);
    let mut fits = Vec::new();
    for m in clusters.described(view.reach(mention)) {
        let cluster = clusters.get(m);
        if !clusters.same(m, mention)
            && cluster.named
            && *known.entry(clusters.id(m)).or_insert_with(|| cluster.descriptors.iter().any(holds))
            && agrees(m)
        {
            fits.push(m);
        }
    }
    nearest(clusters, &fits, mention)
}

/// Returns the posts and trades that `descriptor` names, by the longest beginning of its content words that the table
/// has, and the words after it; none for a past post.
fn roles_of<'a>(view: &'a View, descriptor: &Descriptor) -> Option<(&'a BTreeSet<String>, Vec<String>)> {
    if descriptor.is_former(view) {
        return None;
    }
    let words: Vec<_> = std::iter::once(&descriptor.head).chain(descriptor.telling(view)).cloned().collect();
    let (count, roles) =
        (1..=words.len()).rev().find_map(|n| Some((n, view.words.roles(&words[..n].join(" "))?)))?;
    // "président du Festival de Cannes" has a complement that "chef de l'État" lacks; "président zambien" an adjective.
    (words.len() - count <= 1).then(|| (roles, words[count..].to_vec()))
}

/// `la Commission`, written as a noun, for the name that begins so.
fn short_name(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    if !own.modifiers.is_empty() || clusters.get(mention).number() == Some(Number::Plur) {
        return None;
    }
    let begin = view.bodies(mention, &own.head).iter().copied();
    let mut agrees = agreement(view, clusters, mention);
    let fits: Vec<_> = begin.filter(|&m| !clusters.same(m, mention) && agrees(m)).collect();
    nearest(clusters, &fits, mention)
}

/// `l'entreprise`, `le pays`, `la romancière`: the most prominent named thing of that class.
fn class(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    let classes = view.words.classes(&own.head);
    if classes.is_empty()
        || view.has(List::Specific, &own.head)
        || clusters.get(mention).number() == Some(Number::Plur)
    {
        return None;
    }
    let person = classes.iter().all(|(_, kind)| *kind == Kind::Person);
    class_within(view, clusters, mention, own, CLASS_WINDOW).or_else(|| {
        let all = view.mentions[mention].sentence;
        if person { None } else { class_within(view, clusters, mention, own, all) }
    })
}

/// `l'État sud-américain`: the named thing of that class that is known to lie there.
fn regional(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    let found = if own.has_region(view) { class(view, clusters, mention, own) } else { None };
    found.filter(|&f| !clusters.get(f).entries.is_empty())
}

fn class_within(
    view: &View,
    clusters: &Clusters,
    mention: usize,
    own: &Descriptor,
    window: usize,
) -> Option<usize> {
    let classes = view.words.classes(&own.head);
    let mut fits: Vec<Candidate> = salience::candidates(view, clusters, mention, window)
        .into_iter()
        .filter(|c| clusters.get(c.mention).named && agrees(view, clusters, c.mention, mention))
        .filter(|c| classes.iter().any(|(class, kind)| is_of(view, clusters.get(c.mention), class, *kind)))
        .filter(|c| origin_fits(view, clusters.get(c.mention), own))
        .collect();
    for candidate in &mut fits {
        // What an article is about is named most often.
        candidate.score *= namings(clusters.get(candidate.mention));
        if shares_class(view, clusters.get(candidate.mention), classes) {
            candidate.score *= 4.0;
        }
    }
    salience::best(&fits).map(|c| c.mention)
}

fn namings(cluster: &Cluster) -> f64 {
    f64::from(u32::try_from(cluster.names).unwrap_or(u32::MAX)).sqrt()
}

/// Whether `cluster` can be called by a noun of `class`, which takes up things of `kind`.
fn is_of(view: &View, cluster: &Cluster, class: &str, kind: Kind) -> bool {
    if cluster.kind() != Some(kind) || cluster.number() == Some(Number::Plur) && class != "country" {
        return false;
    }
    let entry = cluster.entries.first().and_then(|&e| view.gazetteer.entries().get(e));
    let state = entry.is_some_and(|e| e.kind == Kind::Place && e.stands_for.as_ref() == Some(&e.id));
    match class {
        "country" => state,
        "city" | "region" => !state,
        "company" | "club" => {
            entry.is_none() && (classless(view, cluster) || has_class(view, cluster, class))
        }
        "person" => true,
        _ => classless(view, cluster) && entry.is_none() || has_class(view, cluster, class),
    }
}

/// Returns the head nouns that the cluster is described by, and the first words of its names.
fn nouns(cluster: &Cluster) -> impl Iterator<Item = &str> {
    let heads = cluster.descriptors.iter().map(|d| &d.head);
    heads.chain(&cluster.first_words).map(String::as_str)
}

fn classless(view: &View, cluster: &Cluster) -> bool {
    nouns(cluster).all(|n| view.words.classes(n).is_empty())
}

fn has_class(view: &View, cluster: &Cluster, class: &str) -> bool {
    nouns(cluster).any(|n| view.words.classes(n).iter().any(|(c, _)| c == class))
}

fn shares_class(view: &View, cluster: &Cluster, classes: &[(String, Kind)]) -> bool {
    classes.iter().any(|(class, kind)| *kind != Kind::Person && has_class(view, cluster, class))
}

/// Whether the modifiers of a class noun say nothing that does not hold of `cluster`: an origin may be known or new.
fn origin_fits(view: &View, cluster: &Cluster, own: &Descriptor) -> bool {
    own.modifiers.iter().all(|m| {
        let number = m.chars().all(|c| c.is_ascii_digit());
        if number || view.has(List::Neutral, m) || cluster.descriptors.iter().any(|d| d.modifiers.contains(m))
        {
            return true;
        }
        let entry = cluster.entries.first().and_then(|&e| view.gazetteer.entries().get(e));
        match (view.words.region(m), entry) {
            (Some(countries), Some(entry)) => {
                let country = entry.country.as_ref().unwrap_or(&entry.id);
                countries.contains(&entry.id) || countries.contains(country)
            }
            // Of a body that no list knows the article may tell where it is from only now.
            (Some(_), None) => !cluster.descriptors.iter().any(|d| d.has_region(view)),
            _ => false,
        }
    })
}

/// `la Finlandaise`: a person of that origin, or one whose origin the article has not told.
fn native(view: &View, clusters: &Clusters, mention: usize, own: &Descriptor) -> Option<usize> {
    let found = &view.mentions[mention];
    let capital = view.node(mention).is_some_and(|n| n.form.chars().next().is_some_and(char::is_uppercase));
    if found.entry.is_none() || !capital || found.number == Some(Number::Plur) {
        return None;
    }
    let same = |a: &str, b: &str| a == b || a.strip_suffix('e') == Some(b) || b.strip_suffix('e') == Some(a);
    let mut fits = Vec::new();
    for mut candidate in salience::candidates(view, clusters, mention, 3) {
        let cluster = clusters.get(candidate.mention);
        let person = cluster.named && cluster.kind() == Some(Kind::Person);
        if person && agrees(view, clusters, candidate.mention, mention) {
            let told = cluster.descriptors.iter().any(|d| d.modifiers.iter().any(|m| same(m, &own.head)));
            candidate.score *= if told { 8.0 } else { 1.0 };
            fits.push(candidate);
        }
    }
    salience::best(&fits).map(|c| c.mention)
}
