//! Lexicons, gazetteer, rules and weights: loaded and checked once, then only read.

use crate::coref;
use crate::data::{DataError, Files};
use crate::fact::{self, CueIndex, Rules};
use crate::mention::{Gazetteer, NameResources};
use crate::morph::{Lexicon, Tagger};
use crate::parse::Parser;
use crate::segment::Segmenter;

/// All that the stages need besides the article.
pub struct Resources {
    /// Where texts are cut.
    pub segmenter: Segmenter,
    /// Forms and their analyses.
    pub lexicon: Lexicon,
    /// Weights of the tagger.
    pub tagger: Tagger,
    /// Weights of the parser.
    pub parser: Parser,
    /// Names, titles, kinds of nouns, calendar; with the gazetteer.
    pub names: NameResources,
    /// Words that coreference knows.
    pub coref: coref::Words,
    /// Function words that fact reading knows.
    pub function_words: fact::Words,
    /// The rules.
    pub rules: Rules,
    /// Their cues by first word.
    pub cues: CueIndex,
}

impl Resources {
    /// Loads what is embedded in the program.
    ///
    /// # Errors
    /// Where a file is missing or faulty, which the tests rule out for the embedded ones.
    pub fn embedded() -> Result<Self, DataError> {
        Self::load(&Files::embedded())
    }

    /// Loads everything from `files`.
    ///
    /// # Errors
    /// The first fault, with file and line.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let rules = Rules::load(files)?;
        Ok(Self {
            segmenter: Segmenter::load(files)?,
            lexicon: Lexicon::load(files)?,
            tagger: Tagger::load(files)?,
            parser: Parser::load(files)?,
            names: NameResources::load(files)?,
            coref: coref::Words::load(files)?,
            function_words: fact::Words::load(files)?,
            cues: CueIndex::new(&rules),
            rules,
        })
    }

    /// The known names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.names.gazetteer
    }
}
