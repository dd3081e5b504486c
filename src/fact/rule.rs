//! The form of a rule file: reading and checking.
//!
//! One file reads one fact type. A file holds frames (cue words and which grammatical slot fills which
//! role), and examples and counterexamples that are run as tests. `rules/README.md` shows the form.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::confidence::Models;
use super::slot::{Selector, Slot};
use super::{Factuality, Polarity};
use crate::data::{DataError, Files, Table};
use crate::mention::Kind;

/// All rules, in the order of their files.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// One for each file.
    pub rules: Vec<Rule>,
    /// How sure it is that what they read is right.
    pub confidence: Models,
}

/// How one fact type is read.
#[derive(Clone, Debug)]
pub struct Rule {
    /// File name below `rules/` without ending (`speech/statement`).
    pub name: String,
    /// The type that its facts have.
    pub fact_type: String,
    /// What holds of facts inside this one's content; none where the fact has no content of that kind.
    pub content: Option<Content>,
    /// Whether its nouns name what holds, whatever the tense of the verb around them.
    pub state: bool,
    /// What may fill its agent and its target, once it is known who is meant.
    pub admits: Admits,
    /// In the order of the file.
    pub frames: Vec<Frame>,
    /// Texts with the facts of this type that must be read from them.
    pub examples: Vec<Example>,
    /// Texts that must give no fact of this type.
    pub counterexamples: Vec<String>,
}

/// What a fact says of the facts inside its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// Polarity of the inner facts.
    pub polarity: Polarity,
    /// Factuality of the inner facts, where it differs from what their own words say.
    pub factuality: Option<Factuality>,
    /// Whether direct speech may be this fact's content, as it is of verbs of saying.
    pub speech: bool,
}

/// The kinds of what may fill a role; none where anything may.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Admits {
    /// Of the agent.
    #[serde(default, deserialize_with = "kinds")]
    pub agent: Vec<Kind>,
    /// Of the target.
    #[serde(default, deserialize_with = "kinds")]
    pub target: Vec<Kind>,
}

fn kinds<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Kind>, D::Error> {
    let names = Vec::<String>::deserialize(from)?;
    let kind = |name: &String| {
        Kind::parse(name).ok_or_else(|| serde::de::Error::custom(format!("unknown kind \"{name}\"")))
    };
    names.iter().map(kind).collect()
}

/// The class of the cue word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueClass {
    /// A verb, with light-verb complements as further words.
    Verb,
    /// A noun.
    Noun,
    /// An adjective or participle, as predicate or attribute.
    Adj,
    /// A preposition that introduces a source.
    Prep,
    /// An amount; the cue names its unit.
    Amount,
    /// An adjective or noun of origin or nationality; the cue is `*`.
    Demonym,
}

/// A cue: the lemmas that must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The word that the frame hangs on.
    pub lemma: String,
    /// Further words, each with the preposition that must introduce it.
    pub rest: Vec<(Option<String>, String)>,
}

impl Cue {
    /// Reads `avoir lieu`, `mettre fin à`; returns the preposition with which the phrase ends, if any, beside it.
    pub fn parse(phrase: &str, prepositions: &BTreeSet<String>) -> (Self, Option<String>) {
        let mut words = phrase.split(' ');
        let lemma = words.next().unwrap_or_default().to_owned();
        let (mut rest, mut preposition) = (Vec::new(), None);
        for word in words {
            if preposition.is_none() && prepositions.contains(word) {
                preposition = Some(word.to_owned());
            } else {
                rest.push((preposition.take(), word.to_owned()));
            }
        }
        (Self { lemma, rest }, preposition)
    }
}

/// Cue words with their roles.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Unique in its file.
    pub name: String,
    /// Class of the cues.
    pub class: CueClass,
    /// At least one.
    pub cues: Vec<Cue>,
    /// Whether the verb is reflexive; no other verbs match if so, and reflexive ones do not if not.
    pub reflexive: bool,
    /// Who does it.
    pub agent: Option<Selector>,
    /// Whom it is done to.
    pub target: Option<Selector>,
    /// What its content is.
    pub theme: Option<Selector>,
    /// Who asserts it, where the cue's own words tell (`les résultats donnent la victoire à X`).
    pub source: Option<Selector>,
    /// Roles that must be filled.
    pub need: Vec<Role>,
    /// Slots with the lemmas of which the head of one must be one.
    pub with: Vec<(Slot, Vec<String>)>,
    /// Slots with lemmas of which no head of one may be one.
    pub unless: Vec<(Slot, Vec<String>)>,
    /// Slots that must be empty.
    pub without: Vec<Slot>,
    /// Whether the cue must (or must not) be negated; the negation is then part of the meaning.
    pub negated: Option<bool>,
    /// Polarity of the fact when it is not negated.
    pub polarity: Polarity,
    /// Whether other types may read the same word too.
    pub also: bool,
    /// Whether its words, where they stand together, are no fact at all (`entendre parler`).
    pub nothing: bool,
    /// Whether it only tells who asserts what its theme holds, and is no fact of its own.
    pub source_only: bool,
    /// Whether the cue must open its sentence, and a comma end its phrase.
    pub opens: bool,
    /// Whether it is tried on words that only the learned reader has found.
    pub learned: bool,
}

/// A role that a frame can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// `agent`.
    Agent,
    /// `target`.
    Target,
    /// `theme`.
    Theme,
}

/// A text with the facts that it must give.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Our own sentence or sentences.
    pub text: String,
    /// The article's date.
    #[serde(default)]
    pub date: Option<String>,
    /// Each fact as `field: value | field: value`; several values of a field are joined by ` + `.
    pub facts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    r#type: Spanned<String>,
    #[serde(default)]
    #[serde(rename = "covers")]
    _covers: String,
    #[serde(default)]
    content: Option<RawContent>,
    #[serde(default)]
    state: bool,
    #[serde(default)]
    admits: Admits,
    frame: Vec<RawFrame>,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(default)]
    counterexample: Vec<RawCounterexample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContent {
    #[serde(default)]
    negative: bool,
    #[serde(default)]
    factuality: Option<RawFactuality>,
    #[serde(default)]
    speech: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum RawFactuality {
    Actual,
    Planned,
    Uncertain,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCounterexample {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    name: Spanned<String>,
    class: CueClass,
    cues: Vec<Spanned<String>>,
    #[serde(default)]
    except: Vec<String>,
    #[serde(default)]
    reflexive: bool,
    agent: Option<Spanned<String>>,
    target: Option<Spanned<String>>,
    theme: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    #[serde(default)]
    need: Vec<Role>,
    #[serde(default)]
    with: std::collections::BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    unless: std::collections::BTreeMap<String, Vec<Spanned<String>>>,
    #[serde(default)]
    without: Vec<Spanned<String>>,
    negated: Option<bool>,
    #[serde(default)]
    negative: bool,
    #[serde(default)]
    also: bool,
    #[serde(default)]
    nothing: bool,
    #[serde(default)]
    source_only: bool,
    #[serde(default)]
    opens: bool,
    #[serde(default = "yes")]
    learned: bool,
}

fn yes() -> bool {
    true
}

/// What rule files may refer to.
struct Known<'a> {
    file: &'a str,
    text: &'a str,
    prepositions: &'a BTreeSet<String>,
    files: &'a Files,
}

impl Rules {
    /// Reads all files under `rules/`.
    ///
    /// # Errors
    /// The first fault, with file and line.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut rules = Self::default();
        for result in Self::read_each(files)? {
            rules.rules.push(result?);
        }
        rules.confidence = Models::load(files)?;
        Ok(rules)
    }

    /// Reads all files under `rules/`, each with its own outcome, so that all faults can be shown at once.
    ///
    /// # Errors
    /// Where the table of prepositions, which rules refer to, cannot be read.
    pub fn read_each(files: &Files) -> Result<Vec<Result<Rule, DataError>>, DataError> {
        let table = files.table("lexicon/prepositions.tsv", &["lemma"])?;
        let prepositions = table.rows.iter().map(|(_, cells)| cells[0].to_owned()).collect();
        let names: Vec<_> = files.names("rules/").filter(|name| name.ends_with(".toml")).collect();
        Ok(names
            .into_iter()
            .map(|name| {
                let text = files.text(name)?;
                Rule::parse(&Known { file: name, text, prepositions: &prepositions, files })
            })
            .collect())
    }

    /// Returns the rule that reads `fact_type`.
    pub fn of_type(&self, fact_type: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.fact_type == fact_type)
    }
}

impl Rule {
    fn parse(known: &Known<'_>) -> Result<Self, DataError> {
        let raw: RawRule = toml::from_str(known.text)
            .map_err(|e| known.fault(e.span().map_or(0, |s| s.start), e.message()))?;
        let name = known.file.trim_start_matches("rules/").trim_end_matches(".toml").to_owned();
        let expected = kebab(raw.r#type.get_ref());
        if name.rsplit('/').next() != Some(&expected) {
            let message =
                format!("type \"{}\" belongs in a file named {expected}.toml", raw.r#type.get_ref());
            return Err(known.fault(raw.r#type.span().start, &message));
        }
        if raw.example.is_empty() || raw.counterexample.is_empty() {
            return Err(known.fault(0, "a rule needs at least one example and one counterexample"));
        }
        let mut frames: Vec<Frame> = Vec::new();
        for frame in raw.frame {
            let at = frame.name.span().start;
            let frame = known.frame(frame)?;
            if frames.iter().any(|f| f.name == frame.name) {
                return Err(known.fault(at, &format!("a second frame named \"{}\"", frame.name)));
            }
            frames.push(frame);
        }
        let content = raw.content.map(|c| Content {
            polarity: if c.negative { Polarity::Negative } else { Polarity::Positive },
            factuality: c.factuality.map(|f| match f {
                RawFactuality::Actual => Factuality::Actual,
                RawFactuality::Planned => Factuality::Planned,
                RawFactuality::Uncertain => Factuality::Uncertain,
            }),
            speech: c.speech,
        });
        Ok(Self {
            name,
            fact_type: raw.r#type.into_inner(),
            content,
            state: raw.state,
            admits: raw.admits,
            frames,
            examples: raw.example,
            counterexamples: raw.counterexample.into_iter().map(|c| c.text).collect(),
        })
    }
}

impl Known<'_> {
    fn fault(&self, offset: usize, message: &str) -> DataError {
        let before = self.text.get(..offset).unwrap_or_default();
        DataError::new(self.file, before.matches('\n').count() + 1, message)
    }

    fn frame(&self, raw: RawFrame) -> Result<Frame, DataError> {
        let mut cues = Vec::new();
        for cue in &raw.cues {
            self.cues(cue, &raw, &mut cues)?;
        }
        if cues.is_empty() {
            return Err(self.fault(raw.name.span().start, "a frame needs at least one cue"));
        }
        let (with, unless) = (self.lemmas(raw.with)?, self.lemmas(raw.unless)?);
        let mut without = Vec::new();
        for slot in &raw.without {
            without.push(self.slot(slot.get_ref(), slot.span().start)?);
        }
        Ok(Frame {
            name: raw.name.into_inner(),
            class: raw.class,
            cues,
            reflexive: raw.reflexive,
            agent: self.selector(raw.agent)?,
            target: self.selector(raw.target)?,
            theme: self.selector(raw.theme)?,
            source: self.selector(raw.source)?,
            need: raw.need,
            with,
            unless,
            without,
            negated: raw.negated,
            polarity: if raw.negative { Polarity::Negative } else { Polarity::Positive },
            also: raw.also,
            nothing: raw.nothing,
            source_only: raw.source_only,
            opens: raw.opens,
            learned: raw.learned,
        })
    }

    /// Reads slots with the lemmas that are wanted or unwanted in them.
    fn lemmas(
        &self,
        raw: std::collections::BTreeMap<String, Vec<Spanned<String>>>,
    ) -> Result<Vec<(Slot, Vec<String>)>, DataError> {
        let mut read = Vec::new();
        for (slot, lemmas) in raw {
            let slot = self.slot(&slot, lemmas.first().map_or(0, |l| l.span().start))?;
            let mut words = Vec::new();
            for lemma in &lemmas {
                self.words(lemma, &mut words)?;
            }
            read.push((slot, words));
        }
        Ok(read)
    }

    /// Adds the words that `entry` stands for: itself, or the first column of the table that `@name` names.
    fn words(&self, entry: &Spanned<String>, words: &mut Vec<String>) -> Result<(), DataError> {
        let Some(list) = entry.get_ref().strip_prefix('@') else {
            words.push(entry.get_ref().clone());
            return Ok(());
        };
        let name = format!("lexicon/{list}.tsv");
        let text = self.files.text(&name).map_err(|e| self.fault(entry.span().start, &e.to_string()))?;
        let head = text.lines().find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or_default();
        let columns: Vec<_> = head.split('\t').collect();
        let table = Table::parse(&name, text, &columns)?;
        words.extend(table.rows.iter().map(|(_, cells)| cells[0].to_owned()));
        Ok(())
    }

    /// Adds the cues that `entry` stands for, without those that the frame excepts.
    fn cues(&self, entry: &Spanned<String>, frame: &RawFrame, cues: &mut Vec<Cue>) -> Result<(), DataError> {
        let mut phrases = Vec::new();
        self.words(entry, &mut phrases)?;
        phrases.retain(|p| !frame.except.contains(p));
        for phrase in phrases {
            if frame.class == CueClass::Prep {
                cues.push(Cue { lemma: phrase, rest: Vec::new() });
                continue;
            }
            let (cue, preposition) = Cue::parse(&phrase, self.prepositions);
            if cue.lemma.is_empty() {
                return Err(self.fault(entry.span().start, "an empty cue"));
            }
            if preposition.is_some() {
                return Err(self.fault(entry.span().start, "a cue cannot end with a preposition"));
            }
            cues.push(cue);
        }
        Ok(())
    }

    fn selector(&self, text: Option<Spanned<String>>) -> Result<Option<Selector>, DataError> {
        text.map(|t| {
            Selector::parse(t.get_ref(), self.prepositions).map_err(|e| self.fault(t.span().start, &e))
        })
        .transpose()
    }

    fn slot(&self, name: &str, offset: usize) -> Result<Slot, DataError> {
        Slot::parse(name, self.prepositions).map_err(|e| self.fault(offset, &e))
    }
}

/// Returns `VictoryClaim` as `victory-claim`.
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn embedded_rules_are_sound() {
        let faults: Vec<_> =
            Rules::read_each(&Files::embedded()).unwrap().into_iter().filter_map(Result::err).collect();
        let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }

    #[test]
    fn kebab_case() {
        assert_eq!(kebab("VictoryClaim"), "victory-claim");
    }
}
