//! An article with the outputs of all stages side by side. Read-only; no logic.

use jiff::civil::Date;

use crate::coref::Resolution;
use crate::fact::Fact;
use crate::learned::Scores;
use crate::mention::{Mention, Mentions};
use crate::parse::Tree;
use crate::segment::Segmented;
use crate::text::{Article, CharIndex, Clean, Span};

/// A remark on the text that did not stop the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is about; none where it concerns the whole article.
    pub span: Option<Span>,
    /// What was found and what was done about it; lower case, no final stop.
    pub message: String,
}

/// Where the day of an article was found; the surer come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSource {
    /// Told with the article.
    Metadata,
    /// At the head of its text.
    Dateline,
    /// Given by who had it read.
    Caller,
}

/// An article and what the stages read in it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The article as it came.
    pub article: Article,
    /// From bytes to code points of its text.
    pub chars: CharIndex,
    /// The text that the stages read, in which all spans are.
    pub clean: Clean,
    /// The day of publication, and where it was found.
    pub date: Option<(Date, DateSource)>,
    /// Paragraphs, quotations, sentences, words.
    pub segmented: Segmented,
    /// A tree for each sentence.
    pub trees: Vec<Tree>,
    /// Names, noun phrases, dates, amounts.
    pub mentions: Mentions,
    /// Who is who.
    pub resolution: Resolution,
    /// The facts, in the order of sentence and trigger.
    pub facts: Vec<Fact>,
    /// What the learned reader tells of each sentence; nothing where the rules read alone.
    pub scores: Vec<Scores>,
    /// Remarks.
    pub problems: Vec<Problem>,
}

impl Document {
    /// Returns the text that the stages read, in which all spans are.
    pub fn text(&self) -> &str {
        self.clean.text(&self.article.text)
    }

    /// Returns start and end of `span` in code points of the article's text.
    pub fn place(&self, span: Span) -> (usize, usize) {
        self.chars.span(&self.article.text, self.clean.original(span))
    }

    /// Returns the place of the head word of `mention` in the text that the stages read.
    pub fn head(&self, mention: &Mention) -> Option<Span> {
        self.segmented.sentences.get(mention.sentence)?.words.get(mention.head).map(|word| word.span)
    }

    /// Returns the article's own characters at `span`.
    pub fn words(&self, span: Span) -> &str {
        self.clean.original(span).of(&self.article.text)
    }
}
