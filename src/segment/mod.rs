//! Splits a text into paragraphs, quotation stretches, sentences and words, each with its exact place.

use crate::text::Span;

/// A syntactic word as Universal Dependencies counts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word's own form: `de` and `les` for the two words of the surface token `des`.
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
}
