//! A fact in the making: its words are found, what they refer to is not yet settled.

use std::collections::BTreeMap;

use crate::coref::{Entity, Resolution};
use crate::mention::{Form, Kind, Mention, Time};
use crate::morph::{Definite, Number, Upos};
use crate::parse::Relation;
use crate::text::{Span, capitalised};

use super::quotation::speaker::Voice;
use super::rule::{CueClass, Role, Rule};
use super::scene::{Filler, Scene};
use super::second::Reader;
use super::{Argument, Factuality, Polarity, Theme, modality};

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
    /// Roles that must be filled when all is resolved.
    pub need: &'a [Role],
    /// Whether its frame names the very words that may stand in its roles.
    pub vouched: bool,
    /// Whether it only tells who asserts something.
    pub source_only: bool,
    /// Whether the words are no fact and only keep others from being read.
    pub nothing: bool,
    /// Whether the cue is an adjective or participle beside a noun.
    pub attribute: bool,
    /// Agents that were found otherwise than by the words of the sentence: the speaker of an unintroduced quotation.
    pub speaker: Vec<Argument>,
    /// Who has read it.
    pub reader: Reader,
    /// How probable the learned reader finds that its words state a fact of its type.
    pub probability: Option<f32>,
}

/// Resolves fillers to entities.
pub struct Resolver<'a> {
    /// The article.
    pub scene: &'a Scene<'a>,
    /// Entities that no mention has. Their indices follow those of the resolution.
    pub added: Vec<Added>,
    /// For each quotation who speaks in it and to whom.
    pub voices: Vec<Voice>,
    /// For each entry looked for so far the entity that the resolution has for it.
    known: BTreeMap<usize, Option<usize>>,
}

/// An entity that only facts mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// The gazetteer's entry behind an adjective: the country of `russe`.
    Entry(usize),
    /// Who says `nous` without being named.
    Voice(String, Option<Number>),
    /// Who speaks in the quotation with this index, where nobody is named.
    Unnamed(usize),
    /// Whom this mention describes, who is not the one that it was taken for.
    Apart(usize),
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
        Self { scene, added: Vec::new(), voices: Vec::new(), known: BTreeMap::new() }
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

    fn word(&mut self, sentence: usize, word: usize) -> (Vec<usize>, Span) {
        let scene = self.scene;
        let word = described(scene, sentence, word).unwrap_or(word);
        let Some(mention) = scene.mention(sentence, word) else {
            return (Vec::new(), scene.word_span(sentence, word));
        };
        if mention.person != 3 {
            let known = self.in_speech(mention).filter(|e| !e.is_empty()).map(<[usize]>::to_vec);
            let entities = known.unwrap_or_else(|| self.voice(sentence, word, mention).into_iter().collect());
            return (entities, mention.span);
        }
        // `son livre`, and nobody before whose it is.
        let unresolved =
            |e: &Entity| e.mentions.iter().all(|&m| scene.mentions.mentions[m].form == Form::Pronoun);
        let owner = scene.trees[sentence][word].analysis.upos == Upos::Det;
        if owner && scene.referent(sentence, word).is_some_and(unresolved) {
            return (Vec::new(), mention.span);
        }
        let referents = scene.referents(sentence, word);
        if mention.form != Form::Name
            && let Some(apart) = self.apart(sentence, word, referents)
        {
            return (vec![apart], mention.span);
        }
        (referents.to_vec(), mention.span)
    }

    /// Returns who is meant by `je`, `nous`, `vous` in the quotation that holds the pronoun.
    fn in_speech(&self, mention: &Mention) -> Option<&[usize]> {
        let quotation = self.scene.quotations.speech_at(mention.span.start())?;
        let speaker = &self.voices.get(quotation)?.speaker;
        let plural = mention.number == Some(Number::Plur);
        Some(match (mention.person, plural) {
            (1, false) => &speaker.one,
            (1, true) => &speaker.group,
            _ => &speaker.addressee,
        })
    }

    /// Who speaks does not call himself `il` or `le préfet`: what was taken for the speaker of its own quotation is
    /// somebody else.
    fn apart(&mut self, sentence: usize, word: usize, referents: &[usize]) -> Option<usize> {
        let quotation = self.scene.speech_of(sentence, word)?;
        let speaker = &self.voices.get(quotation)?.speaker.one;
        let [one] = referents else { return None };
        let owner = self.scene.trees[sentence][word].analysis.upos == Upos::Det;
        let index = self.scene.mentions.headed(sentence, word)?;
        (speaker.contains(one) && !owner).then(|| self.add(Added::Apart(index)))
    }

    /// Returns the entity of the gazetteer's entry `entry`, a new one where the article does not name it.
    fn known(&mut self, entry: usize) -> usize {
        let entities = &self.scene.resolution.entities;
        let known = self.known.entry(entry);
        if let Some(found) = known.or_insert_with(|| entities.iter().position(|e| e.entry == Some(entry))) {
            return *found;
        }
        self.add(Added::Entry(entry))
    }

    /// Whether the entity can be of one of `kinds`: nothing that the article calls it is known to be of another.
    pub fn may_be(&self, entity: usize, kinds: &[Kind]) -> bool {
        let scene = self.scene;
        let Some(found) = scene.resolution.entities.get(entity) else { return true };
        if kinds.contains(&found.kind) {
            // `la route`, unlike `la commune`, does not act.
            return found.kind != Kind::Place || found.named || kinds.len() < 3 || self.acts(found);
        }
        let known = |&m: &usize| scene.mentions.mentions[m].kind == Some(found.kind);
        !found.mentions.iter().any(known)
    }

    /// Whether something unnamed that is a place is a community of people.
    fn acts(&self, entity: &Entity) -> bool {
        let all = &self.scene.mentions.mentions;
        entity.mentions.iter().map(|&m| &all[m]).any(|m| {
            let lemma = &self.scene.trees[m.sentence][m.head].analysis.lemma;
            m.form == Form::Pronoun || self.scene.words.is("community", lemma)
        })
    }

    /// Returns the unnamed speaker of the quotation with the index `quotation`.
    pub fn unnamed(&mut self, quotation: usize) -> usize {
        self.add(Added::Unnamed(quotation))
    }

    /// Returns who says the pronoun `word` where the article does not tell: it stays as its own name.
    fn voice(&mut self, sentence: usize, word: usize, mention: &Mention) -> Option<usize> {
        let node = &self.scene.trees[sentence][word];
        let name = capitalised(&node.analysis.lemma);
        (node.analysis.upos == Upos::Pron).then(|| self.add(Added::Voice(name, mention.number)))
    }

    fn add(&mut self, added: Added) -> usize {
        let place = self.added.iter().position(|a| *a == added).unwrap_or_else(|| {
            self.added.push(added);
            self.added.len() - 1
        });
        self.scene.resolution.entities.len() + place
    }
}

/// `X est un club basé à Lyon`: returns the subject that an indefinite predicate, or one joined to it, describes.
fn described(scene: &Scene<'_>, sentence: usize, word: usize) -> Option<usize> {
    let clause = scene.clause(sentence);
    let tree = clause.tree;
    let has = |node: usize, relation| tree.related(node, relation).next().is_some();
    let joined = tree[word].head.filter(|&h| tree[word].relation == Relation::Conj && has(h, Relation::Cop));
    let predicate = if has(word, Relation::Cop) { word } else { joined? };
    let definite = |d: usize| tree[d].analysis.feats.definite == Some(Definite::Def);
    let described = tree[word].analysis.upos == Upos::Noun
        && !tree.related(word, Relation::Det).any(|d| definite(d) || tree[d].analysis.feats.poss)
        && !modality::is_negated(clause, predicate, &[]);
    if !described {
        return None;
    }
    tree.related(predicate, Relation::Nsubj).find(|&s| scene.mention(sentence, s).is_some())
}

/// Returns the resolution of the scene with the entities that `resolver` added, and with what the pronouns of speakers refer to.
pub fn extended(resolver: Resolver<'_>) -> Resolution {
    let scene = resolver.scene;
    let (mut resolution, gazetteer) = (scene.resolution.clone(), scene.gazetteer);
    let spoken = |mention: &Mention| {
        let known = resolver.in_speech(mention).filter(|_| mention.person != 3)?;
        Some(known.iter().copied().filter(|&e| e < scene.resolution.entities.len()).collect::<Vec<_>>())
    };
    for (at, mention) in scene.mentions.mentions.iter().enumerate() {
        if let (Some(entities), true) = (spoken(mention), resolution.referents[at].is_empty()) {
            for &entity in &entities {
                let mentions = &mut resolution.entities[entity].mentions;
                mentions.insert(mentions.partition_point(|&m| m < at), at);
            }
            resolution.referents[at] = entities;
        }
    }
    resolution.entities.extend(resolver.added.into_iter().map(|added| match added {
        Added::Entry(entry) => {
            let known = &gazetteer.entries()[entry];
            Entity {
                named: true,
                entry: Some(entry),
                gender: known.gender,
                number: known.number,
                ..Entity::unnamed(known.kind, known.name.as_str())
            }
        }
        Added::Apart(index) => {
            let mention = &scene.mentions.mentions[index];
            let pronoun = mention.form == Form::Pronoun;
            let name = if pronoun { capitalised(&mention.name) } else { mention.name.clone() };
            Entity {
                gender: mention.gender,
                number: mention.number,
                ..Entity::unnamed(mention.kind.unwrap_or(Kind::Person), name)
            }
        }
        Added::Unnamed(index) => Entity {
            quotation: Some(scene.quotations.all()[index].span),
            ..Entity::unnamed(Kind::Person, scene.words.unnamed_speaker())
        },
        Added::Voice(name, number) => Entity { number, ..Entity::unnamed(Kind::Person, name) },
    }));
    resolution
}
