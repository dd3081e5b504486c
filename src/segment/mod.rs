//! Splits a text into paragraphs, quotation stretches, sentences and words, each with its exact place.
//!
//! The order is paragraphs, tokens, quotations, sentences, words: a full stop is judged with the
//! quotation marks around it known, and a contraction (two words in one token) with its sentence known.
//! Word lists come from `lexicon/`; where they do not settle a case (the end of a sentence, the article
//! or the contraction), the models of `model/segment.bin` do: a forest of decision trees for sentence
//! ends, which sees the words around with what the lexicon says of them, and a linear model for contractions.

mod bound;
mod classes;
mod clitic;
mod contraction;
mod end;
mod features;
mod forest;
mod number;
mod paragraph;
mod quote;
mod sentence;
mod sight;
mod survey;
mod tables;
mod token;
mod weights;

use crate::data::{DataError, Files};
use crate::morph::Lexicon;
use crate::text::Span;

pub(crate) use contraction::candidate as contraction_candidate;
pub(crate) use end::describe;
pub(crate) use features::Features;
pub(crate) use forest::{Forest, Tree};
pub(crate) use sentence::{Candidates, survey};
pub(crate) use survey::{Sights, Usage};
pub(crate) use tables::Tables;
pub(crate) use token::{Token, tokens};
pub(crate) use weights::{SLOTS, Weights, write};

/// Name of the file of the trained weights.
pub(crate) const MODEL: &str = "model/segment.bin";

/// A syntactic word as Universal Dependencies counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word's own form: `de` and `les` for the two words of the surface token `des`. Apostrophes are
    /// plain, spaces inside figures are plain, accents are composed, soft hyphens are left out.
    pub form: String,
    /// The surface token; the words of one contraction share it.
    pub span: Span,
    /// Whether the word is a later part of a contraction (`les` of `des`).
    pub continues: bool,
}

/// A sentence: its span runs from the first to the last word, including closing marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first character of the first word to the last of the last.
    pub span: Span,
    /// In order; never empty.
    pub words: Vec<Word>,
    /// Index of the paragraph.
    pub paragraph: usize,
}

/// A quotation stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without its marks and the spaces inside them.
    pub inner: Span,
    /// Whether a closing mark was found; an unclosed one ends with its paragraph.
    pub closed: bool,
    /// Whether it goes on from the unclosed one before it.
    pub continues: bool,
}

/// A text in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmented {
    /// Paragraphs, without the blank lines between them.
    pub paragraphs: Vec<Span>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Quotation stretches in order; none inside another.
    pub quotes: Vec<Quote>,
    /// Quotation stretches inside those, in the order of their starts, an outer one before what it holds.
    pub nested: Vec<Quote>,
}

/// Word lists and weights for [`segment`].
#[derive(Debug)]
pub struct Segmenter {
    tables: Tables,
    /// Judges whether a sentence ends at a place.
    ends: Forest,
    /// Judges whether a form is a contraction or the article.
    contractions: Weights,
}

impl Segmenter {
    /// Reads the word lists and the weights.
    ///
    /// # Errors
    /// Where a file is missing or is not of its form.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let tables = Tables::load(files)?;
        let (ends, contractions) = weights::read(MODEL, files.bytes(MODEL)?)?;
        Ok(Self { tables, ends, contractions })
    }
}

/// Tells the tokens of the paragraph `span` on which side their quotation marks are.
pub(crate) fn mark_quotes(text: &str, span: Span, tokens: &mut [Token]) {
    quote::mark(text, span, tokens, quote::Before::Closed, &mut quote::Found::default());
}

/// Splits `text` into paragraphs, quotation stretches, sentences and words.
///
/// Every character that is no white space lies in exactly one surface token.
pub fn segment(text: &str, segmenter: &Segmenter, lexicon: &Lexicon) -> Segmented {
    let mut made = Segmented { paragraphs: paragraph::paragraphs(text), ..Segmented::default() };
    let (mut unclosed, mut found) = (false, quote::Found::default());
    let mut usage = Usage::default();
    let mut parts = Vec::with_capacity(made.paragraphs.len());
    for (index, &span) in made.paragraphs.iter().enumerate() {
        let mut tokens = tokens(text, span, &segmenter.tables);
        let before =
            if unclosed { quote::goes_on(text, &made.paragraphs[index..]) } else { Default::default() };
        unclosed = quote::mark(text, span, &mut tokens, before, &mut found);
        let sights = Sights::new(text, &tokens, lexicon);
        usage.add(&sights);
        parts.push((span, tokens, sights));
    }
    (made.quotes, made.nested) = (found.outer, found.nested);
    made.nested.sort_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end())));
    for (paragraph, (span, mut tokens, sights)) in parts.into_iter().enumerate() {
        let ends = sentence::ends(text, span, &mut tokens, &sights, &usage, segmenter);
        let mut start = 0;
        for end in ends {
            let words = contraction::words(text, &tokens, start..end, segmenter);
            let whole = Span::new(tokens[start].start, tokens[end - 1].end);
            made.sentences.push(Sentence { span: whole, words, paragraph });
            start = end;
        }
    }
    made
}

#[cfg(test)]
mod tests;
