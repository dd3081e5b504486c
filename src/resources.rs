//! Lexicons, gazetteer, rules and weights: loaded and checked once, then only read.

use std::thread::ScopedJoinHandle;

use crate::coref;
use crate::data::{DataError, Files};
use crate::fact::{self, CueIndex, Rules, Weighing};
use crate::learned::Network;
use crate::link;
use crate::mention::{Gazetteer, NameResources, People};
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
    /// Weights of what pronouns and descriptions refer to.
    pub ranker: coref::Ranker,
    /// People who held offices of states.
    pub people: People,
    /// What words beside names tell of who bears them.
    pub link_words: link::Words,
    /// Function words that fact reading knows.
    pub function_words: fact::Words,
    /// The rules.
    pub rules: Rules,
    /// Their cues by first word.
    pub cues: CueIndex,
    /// The learned reader and how it is weighed against the rules; none where the rules read alone.
    pub learned: Option<(Network, Weighing)>,
    /// Facts with less confidence are left out.
    pub least_confidence: f64,
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
        std::thread::scope(|scope| {
            // Start-up is most of the time that a single article takes, and one part does not need another.
            let parser = scope.spawn(|| Parser::load(files));
            let rules = scope.spawn(|| {
                let rules = Rules::load(files)?;
                Ok((CueIndex::new(&rules), rules))
            });
            let tagger = scope.spawn(|| Tagger::load(files));
            let lexicon = Lexicon::load(files)?;
            let segmenter = Segmenter::load(files)?;
            let names = NameResources::load(files)?;
            let coref = coref::Words::load(files)?;
            let ranker = coref::Ranker::load(files)?;
            let function_words = fact::Words::load(files)?;
            let (people, link_words) = (People::load(files)?, link::Words::load(files)?);
            let (cues, rules) = joined(rules)?;
            let (tagger, parser) = (joined(tagger)?, joined(parser)?);
            Ok(Self {
                segmenter,
                lexicon,
                tagger,
                parser,
                names,
                coref,
                ranker,
                people,
                link_words,
                function_words,
                rules,
                cues,
                learned: None,
                least_confidence: 0.0,
            })
        })
    }

    /// As [`Resources::load`], with the learned reader beside the rules.
    ///
    /// # Errors
    /// The first fault, with file and line.
    pub fn load_both(files: &Files) -> Result<Self, DataError> {
        std::thread::scope(|scope| {
            let network = scope.spawn(|| Network::load(files));
            let mut resources = Self::load(files)?;
            resources.learned = Some((joined(network)?, Weighing::load(files)?));
            Ok(resources)
        })
    }

    /// The known names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.names.gazetteer
    }
}

fn joined<T>(thread: ScopedJoinHandle<'_, Result<T, DataError>>) -> Result<T, DataError> {
    thread
        .join()
        .unwrap_or_else(|_| Err(DataError::new("embedded data", 0, "a thread that read a part of it failed")))
}
