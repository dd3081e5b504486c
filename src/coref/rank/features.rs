//! What speaks for and against that a mention refers to something, as hashes.

use std::collections::BTreeSet;

use super::super::cluster::{Cluster, Clusters, Descriptor};
use super::super::description::posts;
use super::super::view::{Determination, Part, View, plain};
use super::super::words::{List, Pronoun, PronounClass};
use super::super::world::countries;
use crate::mention::{Form, Kind};
use crate::morph::{Gender, Number};
use crate::parse::Relation;
use crate::weights::{combine, hash};

/// Letters on which two nouns agree that may be of one stem.
const STEM: usize = 5;

/// Collects features, of pronouns and of descriptions apart.
pub(super) struct Bag {
    broad: u64,
    list: Vec<u64>,
}

impl Bag {
    fn new(broad: u64) -> Self {
        Self { broad, list: Vec::with_capacity(64) }
    }

    fn add(&mut self, template: u64, values: &[u64]) {
        let own = values.iter().fold(combine(template, 7), |sum, &value| combine(sum, value));
        self.list.push(combine(own, self.broad));
    }

    pub(super) fn finish(self) -> Vec<u64> {
        self.list
    }
}

/// What sort of mention a question is about.
#[derive(Clone, Copy)]
pub(super) enum Sort<'a> {
    Pronoun(Pronoun),
    Description(&'a Descriptor),
}

/// The mention that a question is about, with what its features need.
pub(super) struct Asked<'a> {
    view: &'a View<'a>,
    clusters: &'a Clusters,
    mention: usize,
    sort: u64,
    broad: u64,
    head: u64,
    verb: u64,
    relation: u64,
    kind: Option<Kind>,
    gender: Option<Gender>,
    number: Option<Number>,
    quoted: Option<usize>,
    own: Option<&'a Descriptor>,
    /// Countries that the words of a description name.
    countries: BTreeSet<usize>,
    governing: Option<(usize, bool)>,
}

/// Something that it may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Its last mention before the question, or the first after.
    pub(super) mention: usize,
    /// How prominent it is.
    pub(super) score: f64,
    /// How many of the others were mentioned since.
    pub(super) nearer: usize,
    /// How many of the others are more prominent.
    pub(super) better: usize,
    /// How many of the others of its kind are named more often.
    pub(super) rank: usize,
}

fn word(text: &str) -> u64 {
    hash(text.as_bytes())
}

fn kind_number(kind: Option<Kind>) -> u64 {
    kind.map_or(9, |k| k as u64)
}

/// Returns what sort of place the thing is known to be.
fn place(view: &View, cluster: &Cluster) -> u64 {
    let Some(entry) = cluster.entries.first().and_then(|&e| view.gazetteer.entries().get(e)) else {
        return 0;
    };
    match (entry.kind, &entry.stands_for) {
        (Kind::Place, Some(state)) if *state == entry.id => 1,
        (Kind::Place, Some(_)) => 2,
        (Kind::Place, None) => 3,
        (kind, _) => 4 + kind as u64,
    }
}

fn step(count: usize) -> u64 {
    match count {
        0..=3 => count as u64,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        _ => 7,
    }
}

impl<'a> Asked<'a> {
    pub(super) fn new(view: &'a View<'a>, clusters: &'a Clusters, mention: usize, asked: Sort<'a>) -> Self {
        let found = &view.mentions[mention];
        let tree = view.tree(found.sentence);
        let node = view.node(mention);
        let (broad, class, gender, number) = match asked {
            Sort::Pronoun(p) => {
                let owned = p.class == PronounClass::Possessive;
                let gender = if owned { None } else { p.gender.or(found.gender) };
                (1, p.class as u64, gender, p.number.or(found.number))
            }
            Sort::Description(_) => (2, 20 + view.determination(mention) as u64, found.gender, found.number),
        };
        let plural = u64::from(number == Some(Number::Plur));
        // The verb that a pronoun is an argument of, the noun that a possessive stands before.
        let verb = node.and_then(|n| n.head).map_or(0, |h| word(&plain(&tree[h].analysis.lemma)));
        let governing = view.clause(found.sentence, found.head).and_then(|clause| {
            let above = view.clause(found.sentence, clause)?;
            let subject = view.subject(found.sentence, above).and_then(|s| view.headed(found.sentence, s))?;
            Some((subject, view.words.minds(&plain(&tree[above].analysis.lemma))))
        });
        Self {
            view,
            clusters,
            mention,
            sort: combine(class, plural),
            broad,
            head: word(&view.lemma(mention)),
            verb,
            relation: node.map_or(0, |n| n.relation.base() as u64),
            kind: clusters.get(mention).kind(),
            gender,
            number,
            quoted: view.quote(mention),
            own: match asked {
                Sort::Pronoun(_) => None,
                Sort::Description(own) => Some(own),
            },
            countries: match asked {
                Sort::Pronoun(_) => BTreeSet::new(),
                Sort::Description(_) => countries(view, mention),
            },
            governing,
        }
    }

    fn bag(&self) -> Bag {
        Bag::new(self.broad)
    }

    /// Returns what speaks for that it refers to nothing said elsewhere, where there are `count` candidates, of which `alike` are called
    /// by the same noun, and `named` are names of its kind.
    pub(super) fn nothing(&self, count: usize, alike: usize, named: usize) -> Vec<u64> {
        let mut bag = self.bag();
        let view = self.view;
        let found = &view.mentions[self.mention];
        let tree = view.tree(found.sentence);
        let inside = |relation| {
            u64::from(found.head < tree.len() && tree.related(found.head, relation).next().is_some())
        };
        bag.add(1, &[self.sort]);
        bag.add(9, &[self.sort, kind_number(self.kind)]);
        bag.add(2, &[step(count)]);
        bag.add(3, &[step(alike)]);
        bag.add(4, &[step(named), kind_number(self.kind)]);
        bag.add(5, &[kind_number(self.kind)]);
        bag.add(6, &[step(found.sentence)]);
        bag.add(7, &[view.part(self.mention) as u64, kind_number(self.kind)]);
        bag.add(8, &[u64::from(self.quoted.is_some())]);
        if let Some(own) = self.own {
            let modifiers = step(own.modifiers.len());
            let open = own.telling(view).count();
            bag.add(10, &[self.head]);
            bag.add(11, &[modifiers, kind_number(self.kind)]);
            bag.add(12, &[step(open), step(alike)]);
            bag.add(13, &[step(open), step(named), kind_number(self.kind)]);
            bag.add(14, &[inside(Relation::Nmod), inside(Relation::AclRelcl), inside(Relation::Acl)]);
            bag.add(15, &[inside(Relation::Nmod), kind_number(self.kind), step(alike)]);
            bag.add(16, &[inside(Relation::Appos)]);
            bag.add(17, &[self.relation, step(open)]);
            bag.add(18, &[inside(Relation::Cop), inside(Relation::Case)]);
            let classes = view.words.classes(&own.head);
            bag.add(19, &[u64::from(!classes.is_empty()), step(open), step(named)]);
        } else {
            bag.add(20, &[self.verb]);
            bag.add(21, &[self.relation]);
        }
        bag.finish()
    }

    /// Returns what speaks for and against `candidate`; `picks` tells which of the rules by hand would take it.
    pub(super) fn thing(&self, candidate: &Candidate, picks: u32) -> Vec<u64> {
        let mut bag = self.bag();
        let cluster = self.clusters.get(candidate.mention);
        bag.add(30, &[self.sort]);
        for pick in (0..u32::BITS).filter(|p| picks >> p & 1 == 1) {
            bag.add(31, &[u64::from(pick)]);
            bag.add(32, &[u64::from(pick), kind_number(cluster.kind())]);
        }
        bag.add(33, &[u64::from(picks != 0)]);
        self.standing(&mut bag, candidate, cluster);
        self.agreement(&mut bag, cluster);
        self.speech(&mut bag, candidate, cluster);
        match self.own {
            Some(own) => self.nouns(&mut bag, own, candidate, cluster),
            None => {
                bag.add(60, &[self.verb, kind_number(cluster.kind())]);
                bag.add(61, &[self.relation, kind_number(cluster.kind()), u64::from(cluster.named)]);
            }
        }
        bag.finish()
    }

    /// Where it was mentioned, how often, how near.
    fn standing(&self, bag: &mut Bag, candidate: &Candidate, cluster: &Cluster) {
        let view = self.view;
        let (own, last) = (&view.mentions[self.mention], &view.mentions[candidate.mention]);
        let ahead = u64::from(candidate.mention > self.mention);
        let distance = step(own.sentence.abs_diff(last.sentence));
        let part = view.part(candidate.mention) as u64;
        let main = u64::from(view.is_main(candidate.mention));
        let form = last.form as u64;
        let named = u64::from(cluster.named);
        let kind = kind_number(cluster.kind());
        bag.add(34, &[distance, ahead]);
        bag.add(35, &[distance, ahead, part, main]);
        bag.add(36, &[form, part]);
        bag.add(37, &[named, kind]);
        bag.add(38, &[step(cluster.names), kind]);
        bag.add(39, &[step(cluster.mentions.len()), named]);
        bag.add(40, &[candidate.nearer.min(5) as u64, ahead]);
        bag.add(41, &[candidate.better.min(5) as u64, ahead]);
        bag.add(42, &[candidate.nearer.min(3) as u64, candidate.better.min(3) as u64, named]);
        bag.add(43, &[(candidate.score.max(0.01).log2() * 2.0 + 20.0) as u64]);
        let own_part = view.part(self.mention) as u64;
        bag.add(44, &[own_part, part, distance.min(3)]);
        bag.add(45, &[own_part, u64::from(view.is_main(self.mention)), part, main, distance.min(2)]);
        let first = cluster.mentions.first().map_or(0, |&m| view.mentions[m].sentence);
        bag.add(46, &[step(first), named]);
        let before = own.sentence.checked_sub(1);
        let subject = before.is_some_and(|sentence| {
            let mut there = cluster.mentions.range(view.of_sentence(sentence));
            there.any(|&m| view.part(m) == Part::Subject && view.is_main(m))
        });
        bag.add(47, &[u64::from(subject), own_part]);
        let opens = cluster
            .mentions
            .range(view.of_sentence(own.sentence))
            .next()
            .map(|&m| u64::from(m < self.mention) + 2 * u64::from(view.part(m) == Part::Subject));
        bag.add(48, &[opens.unwrap_or(9), own_part]);
        if let Some((subject, minds)) = self.governing {
            let same = u64::from(self.clusters.same(subject, candidate.mention));
            bag.add(49, &[same, u64::from(minds), own_part]);
        }
        let tree = view.tree(last.sentence);
        let conjunct = last.head < tree.len()
            && (tree[last.head].relation == Relation::Conj
                || tree.related(last.head, Relation::Conj).next().is_some());
        bag.add(50, &[u64::from(conjunct)]);
        bag.add(51, &[view.determination(candidate.mention) as u64, form, distance.min(3)]);
    }

    fn agreement(&self, bag: &mut Bag, cluster: &Cluster) {
        let fits = |own: bool, known: bool| u64::from(own) + 2 * u64::from(known);
        let gender = fits(
            self.gender.is_some_and(|g| cluster.genders.contains_key(&g)),
            self.gender.is_some() && !cluster.genders.is_empty(),
        );
        let number = fits(
            self.number.is_some_and(|n| cluster.numbers.contains_key(&n)),
            self.number.is_some() && !cluster.numbers.is_empty(),
        );
        bag.add(52, &[gender, kind_number(cluster.kind())]);
        bag.add(53, &[number]);
        bag.add(54, &[kind_number(self.kind), kind_number(cluster.kind())]);
        bag.add(55, &[gender, number, u64::from(cluster.named)]);
    }

    fn speech(&self, bag: &mut Bag, candidate: &Candidate, cluster: &Cluster) {
        let theirs = self.view.quote(candidate.mention);
        let place = match (self.quoted, theirs) {
            (None, None) => 0,
            (Some(a), Some(b)) if a == b => 1,
            (Some(_), Some(_)) => 2,
            (Some(_), None) => 3,
            (None, Some(_)) => 4,
        };
        let only = cluster.mentions.iter().all(|&m| self.view.quote(m).is_some());
        bag.add(56, &[place]);
        bag.add(57, &[place, u64::from(only)]);
        let inverted = self.view.node(self.mention).is_some_and(|n| n.form.starts_with('-'));
        let sentence = self.view.mentions[self.mention].sentence;
        let before = cluster.mentions.range(..self.view.of_sentence(sentence).start).next().is_some();
        bag.add(59, &[candidate.rank.min(3) as u64, kind_number(cluster.kind()), u64::from(cluster.named)]);
        bag.add(58, &[u64::from(inverted), u64::from(before)]);
    }

    /// The nouns of a description against what the thing is called.
    fn nouns(&self, bag: &mut Bag, own: &Descriptor, candidate: &Candidate, cluster: &Cluster) {
        let view = self.view;
        let kind = kind_number(cluster.kind());
        let named = u64::from(cluster.named);
        let same = cluster.described_as(&own.head).next().is_some();
        let in_name = cluster.mentions.iter().filter(|&&m| view.is_name(m)).any(|&m| {
            let mut words = view.mentions[m].name.split([' ', '\'', '\u{2019}', '-']);
            words.any(|w| plain(w) == own.head)
        });
        let open: Vec<&String> = own.telling(view).collect();
        let known: BTreeSet<&String> = cluster.descriptors.iter().flat_map(|d| &d.modifiers).collect();
        let covered = open.iter().filter(|m| known.contains(**m)).count();
        let whole = covered == open.len();
        let exact = cluster.descriptors.iter().any(|d| d.head == own.head && d.modifiers == own.modifiers);
        let bare = cluster.described_as(&own.head).any(|d| d.modifiers.is_empty());
        bag.add(70, &[u64::from(same), named]);
        bag.add(71, &[u64::from(same), u64::from(whole), step(open.len())]);
        bag.add(72, &[u64::from(same), u64::from(covered > 0), u64::from(whole), named]);
        bag.add(73, &[u64::from(exact)]);
        bag.add(74, &[u64::from(in_name), u64::from(open.is_empty())]);
        bag.add(75, &[u64::from(same), u64::from(bare), step(open.len())]);
        bag.add(76, &[self.head, kind, named]);
        bag.add(77, &[self.head, u64::from(same)]);
        bag.add(78, &[self.head, word(&view.lemma(candidate.mention))]);
        let classes = |head: &str| -> BTreeSet<&str> {
            view.words.classes(head).iter().map(|(class, _)| class.as_str()).collect()
        };
        let theirs: BTreeSet<&str> = cluster.descriptors.iter().flat_map(|d| classes(&d.head)).collect();
        let ours = classes(&own.head);
        let shared = u64::from(ours.intersection(&theirs).next().is_some());
        let told = u64::from(!theirs.is_empty());
        bag.add(79, &[shared, told, u64::from(!ours.is_empty()), named]);
        ours.iter().for_each(|class| bag.add(80, &[word(class), kind, named, shared]));
        let distance = self.distance(candidate);
        bag.add(81, &[u64::from(same), distance, named]);
        bag.add(82, &[u64::from(same), candidate.nearer.min(3) as u64, step(open.len()), named]);
        bag.add(83, &[named, step(open.len()), u64::from(same), candidate.better.min(3) as u64]);
        let sort = view.determination(self.mention) == Determination::Possessive;
        bag.add(84, &[u64::from(sort), u64::from(same), kind]);
        let last = view.mentions[candidate.mention].form == Form::Pronoun;
        bag.add(85, &[u64::from(last), u64::from(same)]);
        let origin = own.has_region(view) || view.mentions[self.mention].entry.is_some();
        let entry = view.mentions[self.mention].entry.and_then(|e| view.gazetteer.entries().get(e));
        let country = entry.map(|e| e.country.as_ref().unwrap_or(&e.id));
        let met = cluster.mentions.iter().any(|&m| {
            let theirs = view.mentions[m].entry.and_then(|e| view.gazetteer.entries().get(e));
            theirs.is_some_and(|e| Some(e.country.as_ref().unwrap_or(&e.id)) == country)
        });
        bag.add(86, &[u64::from(origin), u64::from(met), kind]);
        let place = place(view, cluster);
        bag.add(87, &[self.head, place, named]);
        let extra = known.iter().any(|m| !own.modifiers.contains(*m) && !view.has(List::Neutral, m));
        let disjoint = !open.is_empty() && covered == 0 && extra;
        bag.add(88, &[u64::from(same), u64::from(disjoint), u64::from(extra), u64::from(open.is_empty())]);
        let stem: String = own.head.chars().take(STEM).collect();
        let long = stem.chars().count() == STEM;
        let stemmed = !same && long && cluster.descriptors.iter().any(|d| d.head.starts_with(&stem));
        bag.add(89, &[u64::from(stemmed)]);
        let determined = view.determination(candidate.mention) as u64;
        bag.add(90, &[u64::from(same), determined, u64::from(whole), self.distance(candidate).min(4)]);
        bag.add(91, &[candidate.rank.min(4) as u64, kind, named, step(open.len())]);
        bag.add(92, &[self.head, candidate.rank.min(2) as u64, kind, named]);
        bag.add(
            93,
            &[candidate.rank.min(2) as u64, candidate.nearer.min(2) as u64, kind, u64::from(told == 1)],
        );
        self.posts(bag, own, cluster, step(open.len()));
    }

    /// The post or trade that a description names against those of the person.
    fn posts(&self, bag: &mut Bag, own: &Descriptor, cluster: &Cluster, open: u64) {
        let words = self.view.words;
        if !words.is_function(&own.head) {
            return;
        }
        let ours = posts(self.view, own);
        let mut known = cluster.descriptors.iter().filter(|d| words.is_function(&d.head)).peekable();
        let told = known.peek().is_some();
        let shared = known.any(|d| d.head == own.head || !posts(self.view, d).is_disjoint(&ours));
        let held = u64::from(told) + u64::from(shared);
        let named = u64::from(cluster.named);
        bag.add(94, &[held, named, open]);
        bag.add(
            95,
            &[held, named, u64::from(words.is_office(&own.head)), u64::from(self.countries.is_empty())],
        );
        if !words.is_office(&own.head) {
            return;
        }
        let post = ours.first().map_or(0, |role| word(role));
        let Some(world) = cluster.world else {
            bag.add(96, &[named, post, held]);
            return;
        };
        let country = match (self.countries.is_empty(), self.countries.contains(&world.country)) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        let rank = world.rank as u64;
        bag.add(97, &[post, rank, country, u64::from(world.holds)]);
        bag.add(98, &[rank, country, held]);
        bag.add(99, &[country, u64::from(world.holds), held]);
    }

    fn distance(&self, candidate: &Candidate) -> u64 {
        let sentence = |m: usize| self.view.mentions[m].sentence;
        step(sentence(self.mention).abs_diff(sentence(candidate.mention)))
    }

    /// Returns what speaks for and against that it takes up what `members` mean, of which the first is `mention`.
    pub(super) fn group(&self, members: &[usize], mention: usize, picked: bool, nearer: usize) -> Vec<u64> {
        let mut bag = self.bag();
        let view = self.view;
        let kinds: BTreeSet<u64> =
            members.iter().map(|&m| kind_number(self.clusters.get(m).kind())).collect();
        let fem = members.iter().all(|&m| self.clusters.get(m).gender() == Some(Gender::Fem));
        let agrees = self.gender.is_none_or(|g| (g == Gender::Fem) == fem);
        let kind = if kinds.len() == 1 { kinds.first().copied().unwrap_or(9) } else { 99 };
        let distance = view.mentions[self.mention].sentence.abs_diff(view.mentions[mention].sentence);
        let named = members.iter().filter(|&&m| self.clusters.get(m).named).count();
        bag.add(100, &[self.sort]);
        bag.add(101, &[step(distance)]);
        bag.add(102, &[kind]);
        bag.add(103, &[u64::from(agrees)]);
        bag.add(104, &[view.part(mention) as u64, step(distance)]);
        bag.add(105, &[step(members.len()), step(named)]);
        bag.add(106, &[u64::from(picked), kind]);
        bag.add(107, &[nearer.min(3) as u64]);
        bag.add(108, &[self.verb, kind]);
        bag.add(109, &[self.head, kind]);
        bag.finish()
    }
}
