//! Parts of speech, morphological features and lemmas of the words.

pub(crate) mod context;
mod feats;
pub mod lexicon;
pub mod tag;
mod upos;

pub use feats::{Feats, Gender, Mood, Number, PronType, Tense, VerbForm, Voice};
pub use lexicon::Lexicon;
pub use tag::{Tagger, tag};
pub use upos::Upos;

/// What a word is in its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// Part of speech.
    pub upos: Upos,
    /// Features, those of the treebanks that the stages use.
    pub feats: Feats,
    /// Dictionary form, as in the treebanks (`être`, `Poutine`).
    pub lemma: String,
}
