//! What this stage reads of an article, with the questions that it asks of a mention's place in its tree.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::mention::{Form, Gazetteer, Kind, Mention, People};
use crate::morph::{PronType, Upos};
use crate::parse::{Node, Relation, Tree};
use crate::segment::Segmented;
use crate::text::fold;

use super::Scene;
use super::words::{List, Words};

/// How many mentions before and after a mention are looked at for what it refers to. No article comes near it; it keeps
/// the time for a whole book in proportion to its length.
const REACH: usize = 2_000;

/// How prominent its place in the sentence makes a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// Inside another noun phrase.
    Inner,
    /// With a preposition, or elsewhere.
    Oblique,
    /// Direct object.
    Object,
    /// Subject.
    Subject,
}

/// What the determiner of a phrase tells about whether it takes something up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Determination {
    Bare,
    Definite,
    Demonstrative,
    Indefinite,
    Possessive,
}

/// The outputs of the earlier stages.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) segmented: &'a Segmented,
    trees: &'a [Tree],
    pub(super) mentions: &'a [Mention],
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) words: &'a Words,
    pub(super) people: &'a People,
    pub(super) day: Option<Date>,
    /// For each first word of a name of a body or event that has more words, its mentions.
    bodies: BTreeMap<String, Vec<usize>>,
    /// For each sentence its first mention, and the number of mentions at the end.
    starts: Vec<usize>,
    empty: Tree,
}

impl<'a> View<'a> {
    pub(super) fn new(scene: Scene<'a>) -> Self {
        let Scene { text, segmented, trees, mentions, gazetteer, people, words, day } = scene;
        let mentions = mentions.mentions.as_slice();
        let count = mentions.last().map_or(0, |m| m.sentence + 1).max(trees.len());
        let starts = (0..=count).map(|s| mentions.partition_point(|m| m.sentence < s)).collect();
        let (bodies, empty) = (BTreeMap::new(), Tree::default());
        let mut view =
            Self { text, segmented, trees, mentions, gazetteer, words, people, day, bodies, starts, empty };
        for mention in 0..mentions.len() {
            if let Some(first) = view.first_of_body(mention) {
                view.bodies.entry(first).or_default().push(mention);
            }
        }
        view
    }

    /// Returns the first word of the name `mention` of a body or event, where it is not the only one.
    fn first_of_body(&self, mention: usize) -> Option<String> {
        let found = &self.mentions[mention];
        let body = matches!(found.kind, Some(Kind::Organization | Kind::Event));
        if !body || !self.is_name(mention) {
            return None;
        }
        let mut name = found.name.split([' ', '\'', '\u{2019}']).map(plain);
        let first = name.find(|t| !self.has(List::Particle, t))?;
        name.next().map(|_| first)
    }

    /// Returns the mentions of bodies and events within reach of `mention` whose name begins with `first` and goes on.
    pub(super) fn bodies(&self, mention: usize, first: &str) -> &[usize] {
        let all = self.bodies.get(first).map_or(&[][..], Vec::as_slice);
        let reach = self.reach(mention);
        &all[all.partition_point(|&m| m < reach.start)..all.partition_point(|&m| m < reach.end)]
    }

    /// Returns the mentions before and after `mention` that are near enough to be looked at.
    pub(super) fn reach(&self, mention: usize) -> Range<usize> {
        mention.saturating_sub(REACH)..(mention + REACH).min(self.mentions.len())
    }

    /// Returns the tree of sentence `sentence`, an empty one where there is none.
    pub(super) fn tree(&self, sentence: usize) -> &Tree {
        self.trees.get(sentence).unwrap_or(&self.empty)
    }

    /// Returns the head word of `mention` in its tree.
    pub(super) fn node(&self, mention: usize) -> Option<&Node> {
        let mention = &self.mentions[mention];
        self.tree(mention.sentence).nodes().get(mention.head)
    }

    /// Returns the mention that word `word` of sentence `sentence` heads.
    pub(super) fn headed(&self, sentence: usize, word: usize) -> Option<usize> {
        let range = self.of_sentence(sentence);
        let found = self.mentions[range.clone()].binary_search_by_key(&word, |m| m.head).ok()?;
        Some(range.start + found)
    }

    /// Returns the indices of the mentions of sentence `sentence`.
    pub(super) fn of_sentence(&self, sentence: usize) -> Range<usize> {
        let start = |s: usize| self.starts.get(s).copied().unwrap_or(self.mentions.len());
        start(sentence)..start(sentence + 1)
    }

    /// Returns the head's lemma in lower case.
    pub(super) fn lemma(&self, mention: usize) -> String {
        self.node(mention).map_or_else(String::new, |n| plain(&n.analysis.lemma))
    }

    /// Returns the lemmas of the content words of the phrase other than its head, in their order.
    pub(super) fn modifiers(&self, mention: usize) -> Vec<String> {
        let found = &self.mentions[mention];
        let nodes = self.tree(found.sentence).nodes();
        found
            .core
            .clone()
            .filter(|&i| i != found.head)
            .filter_map(|i| nodes.get(i))
            .filter(|n| {
                matches!(
                    n.analysis.upos,
                    Upos::Adj | Upos::Noun | Upos::Num | Upos::Propn | Upos::Verb | Upos::X
                )
            })
            .map(|n| plain(&n.analysis.lemma))
            .collect()
    }

    /// Returns what the determiner of `mention` tells.
    pub(super) fn determination(&self, mention: usize) -> Determination {
        let found = &self.mentions[mention];
        let tree = self.tree(found.sentence);
        if found.head >= tree.len() {
            return Determination::Bare;
        }
        let mut result = Determination::Bare;
        for det in tree.related(found.head, Relation::Det) {
            let feats = tree[det].analysis.feats;
            let own = if feats.poss || feats.person_psor.is_some() {
                Determination::Possessive
            } else {
                match feats.pron_type {
                    Some(PronType::Dem) => Determination::Demonstrative,
                    Some(PronType::Prs) => Determination::Possessive,
                    _ if feats.definite == Some(crate::morph::Definite::Def) => Determination::Definite,
                    _ => Determination::Indefinite,
                }
            };
            if result == Determination::Bare {
                result = own;
            }
        }
        result
    }

    /// Returns the place of `mention` in its clause.
    pub(super) fn part(&self, mention: usize) -> Part {
        let Some(node) = self.node(mention) else { return Part::Oblique };
        let relation = match node.relation {
            Relation::Conj | Relation::Appos | Relation::FlatName => self.first_conjunct(mention),
            other => other,
        };
        match relation.base() {
            Relation::Nsubj => Part::Subject,
            Relation::Obj => Part::Object,
            Relation::Nmod | Relation::Det | Relation::Appos => Part::Inner,
            _ => Part::Oblique,
        }
    }

    /// Whether `mention` hangs on the predicate of a main clause.
    pub(super) fn is_main(&self, mention: usize) -> bool {
        let found = &self.mentions[mention];
        let tree = self.tree(found.sentence);
        let mut at = self.clause(found.sentence, found.head);
        while let Some(clause) = at {
            match tree[clause].relation.base() {
                Relation::Root | Relation::Parataxis => return true,
                Relation::Conj => at = tree[clause].head,
                _ => return false,
            }
        }
        false
    }

    fn first_conjunct(&self, mention: usize) -> Relation {
        let found = &self.mentions[mention];
        let tree = self.tree(found.sentence);
        let mut at = found.head;
        while matches!(tree[at].relation, Relation::Conj | Relation::Appos | Relation::FlatName) {
            match tree[at].head {
                Some(head) => at = head,
                None => break,
            }
        }
        if tree[at].analysis.upos == Upos::Verb { Relation::Obl } else { tree[at].relation }
    }

    /// Returns the clause that `word` stands in: the nearest predicate above it.
    pub(super) fn clause(&self, sentence: usize, word: usize) -> Option<usize> {
        let tree = self.tree(sentence);
        if word >= tree.len() {
            return None;
        }
        tree.ancestors(word).find(|&n| is_predicate(tree, n))
    }

    /// Returns the subject of `predicate` or, where it has none of its own, of the one that governs it.
    pub(super) fn subject(&self, sentence: usize, predicate: usize) -> Option<usize> {
        let tree = self.tree(sentence);
        let mut at = predicate;
        loop {
            if let Some(subject) = tree.related(at, Relation::Nsubj).last() {
                return Some(subject);
            }
            let relation = tree[at].relation.base();
            if tree[at].relation == Relation::Acl {
                return tree[at].head;
            }
            let climbs = matches!(
                relation,
                Relation::Conj | Relation::Xcomp | Relation::Advcl | Relation::Ccomp | Relation::Obl
            );
            at = tree[at].head.filter(|_| climbs)?;
            if !is_predicate(tree, at) {
                at = tree.ancestors(at).find(|&n| is_predicate(tree, n))?;
            }
        }
    }

    /// Whether the head of `inner` lies below the head of `outer`.
    pub(super) fn is_under(&self, inner: usize, outer: usize) -> bool {
        let (a, b) = (&self.mentions[inner], &self.mentions[outer]);
        let tree = self.tree(a.sentence);
        a.sentence == b.sentence && a.head < tree.len() && tree.is_under(a.head, b.head)
    }

    /// Returns the index of the quotation that holds `mention`.
    pub(super) fn quote(&self, mention: usize) -> Option<usize> {
        let span = self.mentions[mention].span;
        let quotes = &self.segmented.quotes;
        let at = quotes.partition_point(|q| q.span.end() <= span.start());
        quotes.get(at).filter(|q| q.span.contains(span)).map(|_| at)
    }

    /// Whether `lemma` is in `list`.
    pub(super) fn has(&self, list: List, lemma: &str) -> bool {
        self.words.has(list, lemma)
    }

    /// Whether `mention` is a name.
    pub(super) fn is_name(&self, mention: usize) -> bool {
        self.mentions[mention].form == Form::Name
    }
}

/// Whether `node` heads a clause.
pub(super) fn is_predicate(tree: &Tree, node: usize) -> bool {
    tree[node].analysis.upos == Upos::Verb
        || tree.related(node, Relation::Nsubj).next().is_some()
        || tree.related(node, Relation::Cop).next().is_some()
}

/// Returns `word` in lower case, with straight apostrophes.
pub(super) fn plain(word: &str) -> String {
    fold(word).into_owned()
}
