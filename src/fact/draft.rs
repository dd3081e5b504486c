//! A fact in the making: its words are found, what they refer to is not yet settled.

use std::collections::BTreeMap;

use crate::coref::Resolution;
use crate::mention::Time;
use crate::text::Span;

use super::rule::{CueClass, Rule};
use super::scene::{Filler, Scene};
use super::{Argument, Factuality, Polarity, Theme};

/// A fact whose roles are words of its sentence.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The rule that read it.
    pub rule: &'a Rule,
    /// Name of the frame.
    pub frame: &'a str,
    /// Class of the cue word.
    pub class: CueClass,
    /// Index of the sentence.
    pub sentence: usize,
    /// The cue word.
    pub word: usize,
    /// The words that express it.
    pub trigger: Span,
    /// Who does it.
    pub agent: Vec<Filler>,
    /// Whom it is done to.
    pub target: Vec<Filler>,
    /// Its content.
    pub theme: Option<Theme>,
    /// Who asserts it, by the frame's own words.
    pub source: Vec<Filler>,
    /// Where.
    pub place: Vec<Filler>,
    /// When.
    pub time: Option<&'a Time>,
    /// Negation within its own clause.
    pub polarity: Polarity,
    /// Factuality within its own clause.
    pub factuality: Factuality,
    /// How many words its frame asks for; the more special reading of a word wins.
    pub special: usize,
    /// How much of its frame is filled; among readings of one type the fuller wins.
    pub filled: usize,
    /// Whether it stands beside other readings of the word.
    pub also: bool,
    /// Agents that were found otherwise than by the words of the sentence: the speaker of an unintroduced quotation.
    pub speaker: Vec<Argument>,
}

/// Resolves fillers to entities.
pub struct Resolver<'a> {
    /// The article.
    pub scene: &'a Scene<'a>,
    /// Entities that no mention has: countries behind adjectives. Their indices follow those of the resolution.
    pub added: Vec<(usize, usize)>,
    /// For each quotation who speaks in it and to whom.
    pub speakers: Vec<Speaker>,
    /// For each entry looked for so far the entity that the resolution has for it.
    known: BTreeMap<usize, Option<usize>>,
}

/// Who speaks in a quotation, and to whom.
#[derive(Clone, Debug, Default)]
pub struct Speaker {
    /// Who says `je`.
    pub one: Vec<usize>,
    /// Who is meant by `nous`: the body that the speaker speaks for, else the speaker.
    pub group: Vec<usize>,
    /// Who is meant by `vous`.
    pub addressee: Vec<usize>,
}

impl<'a> Resolver<'a> {
    /// Returns a resolver that knows of no speakers yet.
    pub fn new(scene: &'a Scene<'a>) -> Self {
        Self { scene, added: Vec::new(), speakers: Vec::new(), known: BTreeMap::new() }
    }

    /// Returns the arguments that `fillers` stand for, in their order, each entity once.
    pub fn arguments(&mut self, sentence: usize, fillers: &[Filler]) -> Vec<Argument> {
        let mut found: Vec<Argument> = Vec::new();
        for &filler in fillers {
            let (entities, span) = match filler {
                Filler::Known(word, entry) => (vec![self.known(entry)], self.scene.word_span(sentence, word)),
                Filler::Word(word) => self.word(sentence, word),
            };
            for entity in entities {
                if !found.iter().any(|a| a.entity == entity) {
                    found.push(Argument { entity, span });
                }
            }
        }
        found
    }

    fn word(&self, sentence: usize, word: usize) -> (Vec<usize>, Span) {
        let scene = self.scene;
        let Some(mention) = scene.mention(sentence, word) else {
            return (Vec::new(), scene.word_span(sentence, word));
        };
        if mention.person != 3 {
            let quote = scene.quote_at(mention.span.start());
            let speaker = quote.and_then(|q| self.speakers.get(q));
            let plural = mention.number == Some(crate::morph::Number::Plur);
            let entities = speaker.map(|s| match (mention.person, plural) {
                (1, false) => s.one.clone(),
                (1, true) => s.group.clone(),
                _ => s.addressee.clone(),
            });
            return (entities.unwrap_or_default(), mention.span);
        }
        (scene.referents(sentence, word).to_vec(), mention.span)
    }

    /// Returns the entity of the gazetteer's entry `entry`, a new one where the article does not name it.
    fn known(&mut self, entry: usize) -> usize {
        let entities = &self.scene.resolution.entities;
        let known = self.known.entry(entry);
        if let Some(found) = known.or_insert_with(|| entities.iter().position(|e| e.entry == Some(entry))) {
            return *found;
        }
        if let Some(&(_, index)) = self.added.iter().find(|(e, _)| *e == entry) {
            return index;
        }
        let index = entities.len() + self.added.len();
        self.added.push((entry, index));
        index
    }
}

/// Returns `resolution` with the entities that the resolver added.
pub fn extended(
    mut resolution: Resolution,
    scene_gazetteer: &crate::mention::Gazetteer,
    added: &[(usize, usize)],
) -> Resolution {
    for &(entry, _) in added {
        let known = &scene_gazetteer.entries()[entry];
        resolution.entities.push(crate::coref::Entity {
            kind: known.kind,
            name: known.name.clone(),
            named: true,
            entry: Some(entry),
            gender: known.gender,
            number: known.number,
            mentions: Vec::new(),
        });
    }
    resolution
}
