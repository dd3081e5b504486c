//! The whole training: from treebanks and word list to the files under `model/`.

use std::borrow::Cow;

use super::{lexicon, parser, tagger, word_list};
use crate::morph::Lexicon;
use crate::parse::conllu::Sentence;

/// Folds of the jackknife that gives the parser its tags.
const FOLDS: usize = 5;

/// What is trained from.
#[derive(Debug)]
pub struct Sources {
    /// Treebank sentences.
    pub sentences: Vec<Sentence>,
    /// The Hunspell word list.
    pub dic: String,
    /// Its endings.
    pub aff: String,
}

/// Returns the data files by name. The same sources and seed give the same bytes. `progress` gets a line
/// for each step done.
///
/// # Errors
/// Where the lexicon cannot be built or read back.
pub fn train(
    sources: &Sources,
    settings: parser::Settings,
    progress: &(dyn Fn(&str) + Sync),
) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let words = word_list::expand(&sources.dic, &sources.aff);
    progress(&format!("word list: {} forms", words.len()));
    let bytes = lexicon::build(&words, &sources.sentences)?;
    progress(&format!("lexicon: {} bytes", bytes.len()));
    let lexicon = Lexicon::read(Cow::Owned(bytes.clone()))?;
    let sentences: Vec<_> = sources.sentences.iter().collect();
    let analyses = tagger::jackknife(&lexicon, &sentences, FOLDS, settings.seed);
    progress("tagger: jackknife done");
    let tagger = tagger::train(&lexicon, &sentences, settings.seed);
    progress("tagger: done");
    let parser = parser::train(&sentences, &analyses, settings, progress);
    Ok(vec![
        (crate::morph::lexicon::FILE, bytes),
        (crate::morph::tag::FILE, tagger.write()),
        (crate::parse::parser::FILE, parser.write()),
    ])
}
