//! What the rules are read against: one article with its trees, mentions and referents.

use crate::coref::{Entity, Resolution};
use crate::learned::Scores;
use crate::mention::{Form, Gazetteer, Kind, Mention, Mentions};
use crate::parse::Tree;
use crate::segment::{Segmented, Sentence};
use crate::text::Span;

use super::clause::Clause;
use super::quotation::Quotations;
use super::weighing::Weighing;
use super::words::Words;

/// An article as the earlier stages read it, with the tables that this stage needs.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its sentences and quotations.
    pub segmented: &'a Segmented,
    /// A tree for each sentence.
    pub trees: &'a [Tree],
    /// Names, phrases, dates, amounts.
    pub mentions: &'a Mentions,
    /// Who is who.
    pub resolution: &'a Resolution,
    /// Known names and demonyms.
    pub gazetteer: &'a Gazetteer,
    /// Function words.
    pub words: &'a Words,
    /// Whose words: none before [`super::extract`] has looked for them.
    pub quotations: &'a Quotations,
    /// What the learned reader tells of each sentence, and how it is weighed; none where the rules read alone.
    pub learned: Option<(&'a [Scores], &'a Weighing)>,
}

/// What stands in a role before it is resolved: a word that heads a phrase, or a known name behind an adjective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filler {
    /// The head of a phrase.
    Word(usize),
    /// The adjective and the gazetteer's entry that it stands for.
    Known(usize, usize),
}

impl Filler {
    /// The word in the sentence.
    pub fn word(self) -> usize {
        match self {
            Self::Word(word) | Self::Known(word, _) => word,
        }
    }
}

impl<'a> Scene<'a> {
    /// Returns the grammatical view of sentence `sentence`.
    pub fn clause(&self, sentence: usize) -> Clause<'a> {
        let all = &self.mentions.times;
        let start = all.partition_point(|t| t.sentence < sentence);
        let end = all.partition_point(|t| t.sentence <= sentence);
        Clause { tree: &self.trees[sentence], words: self.words, times: &all[start..end] }
    }

    /// Returns the sentence at index `sentence`.
    pub fn sentence(&self, sentence: usize) -> &'a Sentence {
        &self.segmented.sentences[sentence]
    }

    /// Returns the index of the sentence in which the byte `offset` stands or, between two, of the next; the number of
    /// sentences behind the last.
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.segmented.sentences.partition_point(|s| s.span.end() <= offset)
    }

    /// Returns the place of word `word` of sentence `sentence` in the text.
    pub fn word_span(&self, sentence: usize, word: usize) -> Span {
        self.sentence(sentence).words[word].span
    }

    /// Returns the stretch from the first to the last of `words`.
    pub fn span_of(&self, sentence: usize, words: &[usize]) -> Option<Span> {
        let (first, last) = (words.iter().min()?, words.iter().max()?);
        Some(self.word_span(sentence, *first).join(self.word_span(sentence, *last)))
    }

    /// Returns the mention that word `word` heads.
    pub fn mention(&self, sentence: usize, word: usize) -> Option<&'a Mention> {
        self.mentions.headed(sentence, word).map(|i| &self.mentions.mentions[i])
    }

    /// Returns the names in sentence `sentence`, in order.
    pub fn names(&self, sentence: usize) -> impl Iterator<Item = &'a Mention> {
        let all = &self.mentions.mentions;
        let start = all.partition_point(|m| m.sentence < sentence);
        all[start..].iter().take_while(move |m| m.sentence == sentence).filter(|m| m.form == Form::Name)
    }

    /// Returns the entities that the phrase headed by `word` refers to.
    pub fn referents(&self, sentence: usize, word: usize) -> &'a [usize] {
        self.mentions.headed(sentence, word).map_or(&[], |i| &self.resolution.referents[i])
    }

    /// Returns the single entity that the phrase refers to.
    pub fn referent(&self, sentence: usize, word: usize) -> Option<&'a Entity> {
        match self.referents(sentence, word) {
            [one] => Some(&self.resolution.entities[*one]),
            _ => None,
        }
    }

    /// Returns the kind of what the phrase refers to, as far as it is known.
    pub fn kind(&self, sentence: usize, word: usize) -> Option<Kind> {
        let first = self.referents(sentence, word).first();
        first
            .map(|&e| self.resolution.entities[e].kind)
            .or_else(|| self.mention(sentence, word).and_then(|m| m.kind))
    }

    /// Returns the quotation that is somebody's speech in which word `word` of sentence `sentence` stands.
    pub fn speech_of(&self, sentence: usize, word: usize) -> Option<usize> {
        self.quotations.speech_at(self.word_span(sentence, word).start())
    }
}
