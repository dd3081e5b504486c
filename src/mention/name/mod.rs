//! Finds proper names and their kind. Lists, words beside the name and capitals come first and the tree second,
//! since parsers err most on names; a trained chain of labels decides what they leave open, and what other places
//! of the article say has the last word.

mod agree;
pub(crate) mod chain;
mod further;
mod hints;
mod institution;
mod join;
mod kind;
mod known;
pub(crate) mod lists;
mod rules;
mod run;
mod title;
mod view;

use std::ops::Range;

use self::agree::agree;
use self::chain::{Features, Seen, Words};
pub use self::hints::Hints;
use self::view::View;
use super::Kind;
use super::lexicon::NameResources;
use crate::morph::{Gender, Lexicon};
use crate::parse::Tree;
use crate::segment::Segmented;
use crate::text::Span;

/// A proper name in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words.
    pub(super) words: Range<usize>,
    /// What it names, where that is known.
    pub(super) kind: Option<Kind>,
    /// What tells that it is a name, and its kind.
    pub(super) evidence: Evidence,
    /// The gazetteer's entry.
    pub(super) entry: Option<usize>,
    /// Titles right before it, in order, and the first word of the first.
    pub(super) titles: Vec<String>,
    /// The first word of the titles, or of the name.
    pub(super) start: usize,
    /// The gender that titles or a given name tell.
    pub(super) gender: Option<Gender>,
    /// Whether the surname stands first, in capitals (`MARTIN Paul`).
    pub(super) inverted: bool,
}

/// What tells that words are a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// The form of the words, or the chain model.
    Form,
    /// A word that opens the name or stands before it: the kind is sure, where the name ends is not.
    Word,
    /// The gazetteer, a title, a given name, a company's ending.
    List,
}

/// Finds the names of each sentence, in order; none overlap.
pub(super) fn find(
    text: &str,
    segmented: &Segmented,
    trees: &[Tree],
    res: &NameResources,
    lexicon: &Lexicon,
    hints: Hints<'_>,
) -> Vec<Vec<Name>> {
    let views = views(text, segmented, trees, res);
    let mut found: Vec<Vec<Name>> = views.iter().map(rules::names_of).collect();
    if let Some(chain) = &res.chain {
        let seen = seen(&views, &found);
        for (index, (view, names)) in views.iter().zip(&mut found).enumerate() {
            let words = Words::new(view, names, &seen, lexicon);
            let addends = hints.addends(index, &words);
            *names = join::join(view, std::mem::take(names), chain, &words, &addends);
        }
    }
    for (view, names) in views.iter().zip(&mut found) {
        further::lengthen(view, names);
    }
    agree(text, segmented, &mut found);
    found
}

/// Returns what the chain model sees of each sentence: the surface words, and the features of each.
pub(crate) fn seen_by_chain(
    text: &str,
    segmented: &Segmented,
    trees: &[Tree],
    res: &NameResources,
    lexicon: &Lexicon,
) -> Vec<(Vec<Span>, Features)> {
    let views = views(text, segmented, trees, res);
    let found: Vec<Vec<Name>> = views.iter().map(rules::names_of).collect();
    let seen = seen(&views, &found);
    let pairs = views.iter().zip(&found).map(|(view, names)| {
        let words = Words::new(view, names, &seen, lexicon);
        let surface = view.sentence.words.iter().filter(|w| !w.continues).map(|w| w.span);
        (surface.collect(), Features::new(&words))
    });
    pairs.collect()
}

fn views<'a>(
    text: &'a str,
    segmented: &'a Segmented,
    trees: &'a [Tree],
    res: &'a NameResources,
) -> Vec<View<'a>> {
    let pairs = segmented.sentences.iter().zip(trees);
    pairs.map(|(sentence, tree)| View { text, sentence, tree, res }).collect()
}

fn seen(views: &[View<'_>], found: &[Vec<Name>]) -> Seen {
    let mut seen = Seen::default();
    views.iter().zip(found).for_each(|(view, names)| seen.add(view, names));
    seen
}
