//! What the mentions of an article refer to, as far as an annotation tells.

use std::collections::{BTreeMap, BTreeSet};

use super::conll;
use crate::document::Document;
use crate::fact::Argument;
use crate::gold::{self, GoldSet};
use crate::mention::{Form, Kind};

/// What the annotation tells of a mention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Label {
    /// Nothing.
    #[default]
    Unknown,
    /// That it refers to nothing told elsewhere.
    Alone,
    /// That it refers to this thing.
    Thing(usize),
}

/// What is told of the mentions of an article.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// For each mention.
    pub of: Vec<Label>,
    /// For mentions that begin a coordination: the things that coordinations which begin there are.
    pub groups: BTreeMap<usize, BTreeSet<usize>>,
}

/// Returns what the chains of `article` tell of the mentions of `document`, which was read from its text. All that is marked
/// nowhere refers to nothing else.
pub fn of_chains(article: &conll::Article, document: &Document) -> Labels {
    let mentions = &document.mentions.mentions;
    let mut labels = Labels { of: vec![Label::Alone; mentions.len()], ..Labels::default() };
    for (index, mention) in mentions.iter().enumerate() {
        let Some(head) = document.head(mention) else { continue };
        let name = (mention.form == Form::Name).then_some(mention.span);
        let here = |m: &&conll::Marked| {
            m.head == head || name.is_some_and(|n| n.contains(m.head) && m.span.contains(head))
        };
        let mut marks: Vec<&conll::Marked> = article.marked.iter().filter(here).collect();
        marks.sort_by_key(|m| (m.head != head, m.span.end() - m.span.start()));
        if let Some((own, others)) = marks.split_first() {
            labels.of[index] = Label::Thing(own.chain);
            let groups = others.iter().filter(|m| m.chain != own.chain).map(|m| m.chain);
            labels.groups.entry(index).or_default().extend(groups);
        }
    }
    labels
}

/// Returns what the gold facts of an article tell of the mentions of `document`: a name or description that they accept for one thing alone
/// refers to it, and so does the mention that stands where a fact has one argument, in the text as in the gold. `stop` are the words
/// of names that do not count.
pub fn of_facts(set: &GoldSet, document: &Document, stop: &BTreeSet<String>) -> Labels {
    let things = Things::of(set, stop);
    let mentions = &document.mentions.mentions;
    let mut labels = Labels { of: vec![Label::Unknown; mentions.len()], ..Labels::default() };
    let mut kinds: BTreeMap<usize, Kind> = BTreeMap::new();
    for (label, mention) in labels.of.iter_mut().zip(mentions) {
        if mention.form == Form::Pronoun {
            continue;
        }
        if let Some(thing) = things.called(&gold::content(&mention.name, stop)) {
            *label = Label::Thing(thing);
            if let (Form::Name, Some(kind)) = (mention.form, mention.kind) {
                kinds.entry(thing).or_insert(kind);
            }
        }
    }
    let read = gold::read_of(document);
    let pairing = gold::pair(&read, &set.facts, stop);
    for &(i, j, _) in &pairing.pairs {
        let (fact, gold) = (&document.facts[i], &set.facts[j]);
        for (own, right) in [(&fact.agent, &gold.agent), (&fact.target, &gold.target)] {
            let ([own], [right]) = (own.as_slice(), right.as_slice()) else { continue };
            let (Some(thing), Some(index)) = (things.of_argument(right, stop), place(document, own)) else {
                continue;
            };
            let mention = &mentions[index];
            let kind = kinds.get(&thing).copied();
            let fits = match mention.form {
                Form::Pronoun => mention.person == 3,
                Form::Description => mention.kind.is_some() && mention.kind == kind,
                Form::Name => false,
            };
            if fits && labels.of[index] == Label::Unknown {
                labels.of[index] = Label::Thing(thing);
            }
        }
    }
    labels
}

/// Returns the mention that the argument was read from.
fn place(document: &Document, argument: &Argument) -> Option<usize> {
    let mut all = document.mentions.mentions.iter();
    all.position(|m| m.span == argument.span)
}

/// The things that the arguments of gold facts name.
struct Things {
    /// For each best name the thing.
    best: BTreeMap<Vec<String>, usize>,
    /// For each accepted name the things.
    names: BTreeMap<Vec<String>, BTreeSet<usize>>,
}

impl Things {
    fn of(set: &GoldSet, stop: &BTreeSet<String>) -> Self {
        let mut things = Self { best: BTreeMap::new(), names: BTreeMap::new() };
        let arguments = set.facts.iter().flat_map(|f| f.agent.iter().chain(&f.target).chain(&f.source));
        for argument in arguments {
            let Some(first) = argument.first() else { continue };
            let count = things.best.len();
            let thing = *things.best.entry(gold::content(first, stop)).or_insert(count);
            for name in argument {
                things.names.entry(gold::content(name, stop)).or_default().insert(thing);
            }
        }
        things
    }

    /// Returns the one thing that is called so.
    fn called(&self, name: &[String]) -> Option<usize> {
        let things = self.names.get(name)?;
        if let Some(&best) = self.best.get(name) {
            return Some(best);
        }
        things.first().copied().filter(|_| things.len() == 1)
    }

    fn of_argument(&self, argument: &[String], stop: &BTreeSet<String>) -> Option<usize> {
        self.best.get(&gold::content(argument.first()?, stop)).copied()
    }
}
