//! Parts of speech, morphological features and lemmas of the words.

mod feats;
mod upos;

pub use feats::{Definite, Feats, Gender, Mood, Number, PronType, Tense, VerbForm, Voice};
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
