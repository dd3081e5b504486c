//! Measures what an article's mentions were joined with against marked chains.

use std::collections::{BTreeMap, BTreeSet};

use super::conll::{Article, Sort};
use super::measure::{Chain, Measures};
use crate::document::Document;
use crate::mention::Form;
use crate::text::Span;

/// What became of mentions that have something before them in their chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// Joined with something of their chain.
    pub right: usize,
    /// Joined with something else.
    pub wrong: usize,
    /// Joined with nothing.
    pub left: usize,
}

impl Fate {
    /// Returns the shares of right, wrong and left ones.
    pub fn shares(&self) -> [f64; 3] {
        let all = (self.right + self.wrong + self.left).max(1) as f64;
        [self.right, self.wrong, self.left].map(|n| n as f64 / all)
    }
}

/// What is counted over articles.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Agreement of chains.
    pub measures: Measures,
    /// Pronouns of the third person in a chain with a name.
    pub pronouns: Fate,
    /// Descriptions with something before them in their chain.
    pub descriptions: Fate,
    /// Names with something before them in their chain.
    pub names: Fate,
}

/// A mention that the program found.
#[derive(Clone, Copy, Debug)]
pub struct Given {
    /// Place of its head word.
    pub head: Span,
    /// Place of the whole, where it is a name.
    pub name: Option<Span>,
    /// What it refers to: mentions of one number refer to the same.
    pub thing: usize,
    /// Whether it is a pronoun.
    pub pronoun: bool,
}

/// Returns the mentions that the program found, in the order of their heads; several things together are one of their own.
pub fn given(document: &Document) -> Vec<Given> {
    let mut things: BTreeMap<&[usize], usize> = BTreeMap::new();
    let mut given = Vec::new();
    for (mention, referents) in document.mentions.mentions.iter().zip(&document.resolution.referents) {
        let Some(head) = document.head(mention).filter(|_| !referents.is_empty()) else { continue };
        let count = things.len();
        let thing = *things.entry(referents).or_insert(count);
        given.push(Given {
            head,
            name: (mention.form == Form::Name).then_some(mention.span),
            thing,
            pronoun: mention.form == Form::Pronoun,
        });
    }
    given.sort_by_key(|g| g.head);
    given
}

impl Report {
    /// Adds an article with the mentions that the program found in its text.
    pub fn add(&mut self, article: &Article, given: &[Given]) {
        let given = &aligned(article, given);
        // A mention's number is the place of its head.
        let chains = |pairs: &mut dyn Iterator<Item = (usize, usize)>| -> Vec<Chain> {
            let mut chains: BTreeMap<usize, Chain> = BTreeMap::new();
            for (chain, head) in pairs {
                let chain = chains.entry(chain).or_default();
                if chain.last() != Some(&head) {
                    chain.push(head);
                }
            }
            chains.into_values().filter(|c| c.len() > 1).collect()
        };
        let gold = chains(&mut article.marked.iter().map(|m| (m.chain, m.head.start())));
        let made = chains(&mut given.iter().map(|g| (g.thing, g.head.start())));
        self.measures.add(&gold, &made);
        let chain_at: BTreeMap<usize, usize> =
            article.marked.iter().map(|m| (m.head.start(), m.chain)).collect();
        let mut named: BTreeMap<usize, bool> = BTreeMap::new();
        for mark in &article.marked {
            *named.entry(mark.chain).or_default() |= mark.sort == Sort::Name;
        }
        let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
        for mark in &article.marked {
            let before = seen.entry(mark.chain).or_default();
            *before += 1;
            let first = *before == 1;
            let fate = match mark.sort {
                Sort::Pronoun if named[&mark.chain] => &mut self.pronouns,
                Sort::Description if !first => &mut self.descriptions,
                Sort::Name if !first => &mut self.names,
                _ => continue,
            };
            match antecedent(given, mark.head, &|head| chain_at.contains_key(&head.start())) {
                None => fate.left += 1,
                Some(other) if chain_at.get(&other.start()) == Some(&mark.chain) => fate.right += 1,
                Some(_) => fate.wrong += 1,
            }
        }
    }
}

/// Returns `given`, a name with its head where the annotation has that of the same name.
fn aligned(article: &Article, given: &[Given]) -> Vec<Given> {
    let mut aligned = given.to_vec();
    let taken: BTreeSet<Span> = given.iter().map(|g| g.head).collect();
    let marked: BTreeSet<Span> = article.marked.iter().map(|m| m.head).collect();
    for mark in article.marked.iter().filter(|m| !taken.contains(&m.head)) {
        let same = |g: &&mut Given| {
            g.name.is_some_and(|name| name.contains(mark.head))
                && mark.span.contains(g.head)
                && !marked.contains(&g.head)
        };
        if let Some(found) = aligned.iter_mut().find(same) {
            found.head = mark.head;
        }
    }
    aligned.sort_by_key(|g| g.head);
    aligned
}

/// Returns the head of the last mention before that at `head` that refers to the same, or the first after it; rather no pronoun. Only those
/// that are `marked` can be judged.
fn antecedent(given: &[Given], head: Span, marked: &dyn Fn(Span) -> bool) -> Option<Span> {
    let own = given.iter().find(|g| g.head == head)?;
    let same = |g: &&Given| g.thing == own.thing && g.head != head && marked(g.head);
    let noun = |g: &&Given| !g.pronoun;
    let (before, after) = given.split_at(given.partition_point(|g| g.head.start() < head.start()));
    before
        .iter()
        .rev()
        .filter(same)
        .find(noun)
        .or_else(|| after.iter().filter(same).find(noun))
        .or_else(|| before.iter().rev().find(same))
        .or_else(|| after.iter().find(same))
        .map(|g| g.head)
}
