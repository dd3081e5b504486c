//! A sentence as the search for names looks at it: surface forms, capitals, parts of speech.

use std::ops::Range;

use crate::mention::lexicon::{NameResources, Role};
use crate::morph::{Gender, Upos};
use crate::parse::Tree;
use crate::segment::Sentence;

/// A sentence as this module looks at it.
pub(super) struct View<'a> {
    pub(super) text: &'a str,
    pub(super) sentence: &'a Sentence,
    pub(super) tree: &'a Tree,
    pub(super) res: &'a NameResources,
}

impl<'a> View<'a> {
    /// The surface form of word `i`; nothing for the later words of a contraction.
    pub(super) fn form(&self, i: usize) -> &'a str {
        self.sentence.words.get(i).map_or("", |w| if w.continues { "" } else { w.span.of(self.text) })
    }

    pub(super) fn count(&self) -> usize {
        self.sentence.words.len()
    }

    pub(super) fn upos(&self, i: usize) -> Upos {
        self.tree.nodes().get(i).map_or(Upos::X, |n| n.analysis.upos)
    }

    pub(super) fn capital(&self, i: usize) -> bool {
        let form = self.form(i);
        let mut chars = form.chars();
        chars.next().is_some_and(char::is_uppercase)
            || form.contains('-')
                && form.split('-').skip(1).any(|p| p.chars().next().is_some_and(char::is_uppercase))
    }

    pub(super) fn acronym(&self, i: usize) -> bool {
        let form = self.form(i);
        form.chars().filter(|c| c.is_alphabetic()).count() > 1 && !form.chars().any(char::is_lowercase)
    }

    /// Returns the gender of the given name at `i`, where one is; in capitals only beside others (`EMMANUEL MACRON`).
    pub(super) fn given(&self, i: usize) -> Option<Option<Gender>> {
        let form = self.form(i);
        let among = || self.acronym(i) && self.next(i) < self.count() && self.acronym(self.next(i));
        self.res.names.given(form).or_else(|| self.res.names.given_in_capitals(form).filter(|_| among()))
    }

    /// Whether a capital at `i` is only that of a sentence's or a quotation's first word.
    pub(super) fn opens(&self, i: usize) -> bool {
        i == 0
            || (0..i).rev().take_while(|&p| i - p < 3).any(|p| opening_mark(self.form(p)))
                && (0..i)
                    .rev()
                    .find(|&p| !self.form(p).is_empty())
                    .is_some_and(|p| opening_mark(self.form(p)))
    }

    pub(super) fn previous(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|&p| !self.form(p).is_empty())
    }

    pub(super) fn next(&self, i: usize) -> usize {
        (i + 1..self.count()).find(|&n| !self.form(n).is_empty()).unwrap_or(self.count())
    }

    pub(super) fn is(&self, i: usize, role: Role) -> bool {
        self.res.names.is(&self.form(i).replace('\u{2019}', "'"), role)
    }

    /// Whether word `i` is a title or office (`PDG`).
    pub(super) fn is_title(&self, i: usize) -> bool {
        self.res.names.title(self.form(i)).is_some()
    }

    pub(super) fn text_of(&self, words: Range<usize>) -> String {
        let (Some(first), Some(last)) =
            (self.sentence.words.get(words.start), self.sentence.words[..words.end].last())
        else {
            return String::new();
        };
        first.span.join(last.span).of(self.text).to_owned()
    }
}

pub(super) fn opening_mark(form: &str) -> bool {
    matches!(form, "\u{ab}" | "\"" | "\u{201c}" | ":" | "-" | "\u{2013}" | "\u{2014}" | "(")
}

pub(super) fn initial(form: &str) -> bool {
    let mut chars = form.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && chars.next().is_none()
}
