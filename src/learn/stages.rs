//! The stages from text to trees, as training and measuring use them.

use crate::data::{DataError, Files};
use crate::morph::{Lexicon, Tagger, tag};
use crate::parse::{Parser, Reader, Tree, parse};
use crate::segment::{Segmented, Segmenter, segment};

/// Segmenter, lexicon, tagger and parser.
#[derive(Debug)]
pub struct Stages {
    /// Where texts are cut.
    pub segmenter: Segmenter,
    /// Forms and their analyses.
    pub lexicon: Lexicon,
    /// Weights of the tagger.
    pub tagger: Tagger,
    /// Weights of the parser.
    pub parser: Parser,
    /// Whether sentences are parsed as they stand, insertions and all.
    pub plain: bool,
}

impl Stages {
    /// Loads them.
    ///
    /// # Errors
    /// Where a file is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        Ok(Self {
            segmenter: Segmenter::load(files)?,
            lexicon: Lexicon::load(files)?,
            tagger: Tagger::load(files)?,
            parser: Parser::load(files)?,
            plain: false,
        })
    }

    /// Returns the tree of `forms`, the words of a sentence.
    pub fn tree(&self, forms: &[&str]) -> Tree {
        if self.plain {
            return parse(&self.parser, forms, &tag(&self.tagger, &self.lexicon, forms));
        }
        Reader { tagger: &self.tagger, lexicon: &self.lexicon, parser: &self.parser }.read(forms)
    }

    /// Returns the sentences of `text` and their trees.
    pub fn read(&self, text: &str) -> (Segmented, Vec<Tree>) {
        let segmented = segment(text, &self.segmenter, &self.lexicon);
        let trees = segmented.sentences.iter().map(|sentence| {
            let forms: Vec<_> = sentence.words.iter().map(|w| w.form.as_str()).collect();
            self.tree(&forms)
        });
        let trees = trees.collect();
        (segmented, trees)
    }
}
