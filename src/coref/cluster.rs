//! Clusters of mentions that refer to the same thing, and what is known of each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::mention::{Form, Kind};
use crate::morph::{Gender, Number, Upos};

use super::view::{Determination, View, plain};
use super::words::List;
use super::world::{World, world};

/// How the article describes someone: `président zambien`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Descriptor {
    pub(super) head: String,
    pub(super) modifiers: Vec<String>,
}

impl Descriptor {
    /// Returns the modifiers that tell who is meant.
    pub(super) fn telling<'a>(&'a self, view: &'a View) -> impl Iterator<Item = &'a String> {
        self.modifiers.iter().filter(|m| !view.has(List::Neutral, m))
    }

    /// Whether it is of a post that is no longer held.
    pub(super) fn is_former(&self, view: &View) -> bool {
        self.modifiers.iter().any(|m| view.has(List::Former, m))
    }

    /// Whether it names a part of the world.
    pub(super) fn has_region(&self, view: &View) -> bool {
        self.modifiers.iter().any(|m| view.words.region(m).is_some())
    }
}

/// A cluster.
#[derive(Clone, Debug, Default)]
pub(super) struct Cluster {
    /// In the order of the text.
    pub(super) mentions: BTreeSet<usize>,
    pub(super) kinds: BTreeMap<Kind, usize>,
    pub(super) genders: BTreeMap<Gender, usize>,
    pub(super) numbers: BTreeMap<Number, usize>,
    pub(super) entries: BTreeSet<usize>,
    pub(super) descriptors: BTreeSet<Descriptor>,
    /// The first words of its names.
    pub(super) first_words: BTreeSet<String>,
    /// How many of its mentions are names.
    pub(super) names: usize,
    /// The first mention with a form of address, and the gender that it tells.
    pub(super) address: Option<(usize, Gender)>,
    pub(super) named: bool,
    /// Who it is in the world, by its full name.
    pub(super) world: Option<World>,
}

impl Cluster {
    /// Returns the kind that most mentions give.
    pub(super) fn kind(&self) -> Option<Kind> {
        most(&self.kinds)
    }

    /// Returns the number that most mentions give.
    pub(super) fn number(&self) -> Option<Number> {
        most(&self.numbers)
    }

    /// Returns the gender that most mentions give.
    pub(super) fn gender(&self) -> Option<Gender> {
        most(&self.genders)
    }

    /// Whether a pronoun of `gender` can refer to it: a company is taken up in the gender of its name or of its noun.
    pub(super) fn admits_gender(&self, gender: Option<Gender>) -> bool {
        gender.is_none_or(|g| self.genders.is_empty() || self.genders.contains_key(&g))
    }

    /// Whether it can be of `number`.
    pub(super) fn admits_number(&self, number: Option<Number>) -> bool {
        number.is_none_or(|n| self.numbers.is_empty() || self.numbers.contains_key(&n))
    }

    /// Whether it can be of `kind`.
    pub(super) fn admits_kind(&self, kind: Option<Kind>) -> bool {
        kind.is_none_or(|k| self.kind().is_none_or(|own| own == k))
    }

    /// Returns what it is described as by the noun `head`.
    pub(super) fn described_as<'a>(&'a self, head: &'a str) -> impl Iterator<Item = &'a Descriptor> {
        let least = Descriptor { head: head.to_owned(), modifiers: Vec::new() };
        self.descriptors.range(least..).take_while(move |d| d.head == head)
    }

    fn absorb(&mut self, other: Self) {
        self.mentions.extend(other.mentions);
        self.entries.extend(other.entries);
        self.descriptors.extend(other.descriptors);
        self.first_words.extend(other.first_words);
        self.names += other.names;
        self.address = match (self.address, other.address) {
            (Some(own), Some(theirs)) => Some(own.min(theirs)),
            (own, theirs) => own.or(theirs),
        };
        self.named |= other.named;
        self.world = self.world.or(other.world);
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (gender, count) in other.genders {
            *self.genders.entry(gender).or_default() += count;
        }
        for (number, count) in other.numbers {
            *self.numbers.entry(number).or_default() += count;
        }
    }
}

/// Returns the key counted most often, the first of equals.
fn most<K: Copy + Ord>(counts: &BTreeMap<K, usize>) -> Option<K> {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|(&key, _)| key)
}

/// The clusters of an article; at first each mention has its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    /// For each mention its cluster.
    of: Vec<usize>,
    list: Vec<Cluster>,
    /// Mentions that join several things, with one mention of each.
    pub(super) groups: BTreeMap<usize, Vec<usize>>,
    /// Mentions that refer to nothing.
    pub(super) void: BTreeSet<usize>,
    /// For each head lemma the mentions whose description has it.
    heads: BTreeMap<String, BTreeSet<usize>>,
    /// All the mentions that have a description.
    described: BTreeSet<usize>,
    /// For each entry of the gazetteer a name that has it.
    entries: BTreeMap<usize, usize>,
}

impl Clusters {
    /// Returns one cluster for each mention of `view`.
    pub(super) fn new(view: &View) -> Self {
        let mut clusters = Self { of: (0..view.mentions.len()).collect(), ..Self::default() };
        for mention in 0..view.mentions.len() {
            let cluster = single(view, mention);
            for descriptor in &cluster.descriptors {
                clusters.note(mention, descriptor);
            }
            for &entry in &cluster.entries {
                clusters.entries.entry(entry).or_insert(mention);
            }
            clusters.list.push(cluster);
        }
        clusters
    }

    /// Returns the index of the cluster of `mention`.
    pub(super) fn id(&self, mention: usize) -> usize {
        self.of[mention]
    }

    /// Returns the cluster of `mention`.
    pub(super) fn get(&self, mention: usize) -> &Cluster {
        &self.list[self.of[mention]]
    }

    /// Whether the two mentions refer to the same thing.
    pub(super) fn same(&self, a: usize, b: usize) -> bool {
        self.of[a] == self.of[b]
    }

    /// Makes the clusters of the two mentions one.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of[a], self.of[b]);
        let (keep, drop) = (a.min(b), a.max(b));
        if keep == drop {
            return;
        }
        let dropped = std::mem::take(&mut self.list[drop]);
        for &mention in &dropped.mentions {
            self.of[mention] = keep;
        }
        self.list[keep].absorb(dropped);
    }

    /// Adds `descriptor` to what is known of `mention`'s cluster.
    pub(super) fn describe(&mut self, mention: usize, descriptor: Descriptor) {
        self.note(mention, &descriptor);
        self.list[self.of[mention]].descriptors.insert(descriptor);
    }

    fn note(&mut self, mention: usize, descriptor: &Descriptor) {
        self.heads.entry(descriptor.head.clone()).or_default().insert(mention);
        self.described.insert(mention);
    }

    /// Returns the mentions of `range` whose description, or that of a name beside them, has the head `lemma`.
    pub(super) fn described_as(&self, lemma: &str, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.heads.get(lemma).into_iter().flat_map(move |mentions| mentions.range(range.clone())).copied()
    }

    /// Returns the mentions of `range` that have a description.
    pub(super) fn described(&self, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.described.range(range).copied()
    }

    /// Returns a name that is known to be the gazetteer's `entry`.
    pub(super) fn of_entry(&self, entry: usize) -> Option<usize> {
        self.entries.get(&entry).copied()
    }
}

fn single(view: &View, mention: usize) -> Cluster {
    let found = &view.mentions[mention];
    let mut cluster = Cluster { named: found.form == Form::Name, ..Cluster::default() };
    cluster.mentions.insert(mention);
    cluster.address = address(view, mention).map(|gender| (mention, gender));
    if found.form == Form::Pronoun {
        return cluster;
    }
    cluster.kinds.extend(kind(view, mention).map(|k| (k, 1)));
    cluster.world = world(view, mention);
    let title = address(view, mention).or_else(|| cluster.world.and_then(|w| w.gender));
    // Usage gives the name of a town now one gender, now the other.
    let entry = found.entry.and_then(|e| view.gazetteer.entries().get(e));
    let town = found.kind == Some(Kind::Place)
        && entry.is_some_and(|e| e.stands_for.as_ref() != Some(&e.id) && e.gender.is_none());
    cluster.genders.extend(title.or(found.gender).filter(|_| !town).map(|g| (g, 1)));
    cluster.numbers.extend(found.number.map(|n| (n, 1)));
    if found.form == Form::Name {
        cluster.entries.extend(found.entry);
        cluster.first_words.extend(found.name.split_whitespace().next().map(plain));
        cluster.names = 1;
        cluster.descriptors.extend(beside_name(view, mention));
    } else {
        cluster.descriptors.insert(descriptor(view, mention));
    }
    cluster
}

/// Returns the gender that the form of address of `mention` tells.
pub(super) fn address(view: &View, mention: usize) -> Option<Gender> {
    view.mentions[mention].titles.iter().find_map(|t| view.words.title(&plain(t)))
}

/// Returns the kind of `mention`, from the class of its head where the mention does not tell.
fn kind(view: &View, mention: usize) -> Option<Kind> {
    let found = &view.mentions[mention];
    found.kind.or_else(|| {
        if found.form == Form::Name {
            return None;
        }
        let lemma = view.lemma(mention);
        let classes = view.words.classes(&lemma);
        let first = classes.first()?.1;
        classes.iter().all(|c| c.1 == first).then_some(first)
    })
}

/// Returns what the phrase of the description `mention` says.
pub(super) fn descriptor(view: &View, mention: usize) -> Descriptor {
    Descriptor { head: view.lemma(mention), modifiers: view.modifiers(mention) }
}

/// Returns the post or trade that stands in the phrase of a name (`le président russe` of `le président russe X`).
fn beside_name(view: &View, mention: usize) -> Option<Descriptor> {
    let found = &view.mentions[mention];
    let nodes = view.tree(found.sentence).nodes();
    let name: BTreeSet<_> = found.name.split_whitespace().map(plain).collect();
    let mut content = found.words.clone().filter_map(|i| nodes.get(i)).filter(|n| {
        matches!(n.analysis.upos, Upos::Noun | Upos::Adj | Upos::Propn) && !name.contains(&plain(&n.form))
    });
    let lemmas: Vec<_> = content
        .by_ref()
        .map(|n| (n.analysis.upos, plain(&n.analysis.lemma), plain(&n.form)))
        .filter(|(_, lemma, form)| view.words.title(lemma).is_none() && view.words.title(form).is_none())
        .collect();
    let at = lemmas.iter().position(|(upos, ..)| *upos == Upos::Noun)?;
    let modifiers = lemmas.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, l)| l.1.clone()).collect();
    Some(Descriptor { head: lemmas[at].1.clone(), modifiers })
}

/// Whether the phrase of `mention` can take up something said before.
pub(super) fn takes_up(view: &View, mention: usize) -> bool {
    use Determination::{Definite, Demonstrative, Possessive};
    matches!(view.determination(mention), Definite | Demonstrative | Possessive)
        && !view.modifiers(mention).iter().any(|m| view.has(List::Other, m))
}
