//! How sure it is that a fact is read rightly: two logistic models over what both readers and the stages before tell of it.
//!
//! `tools/confidence.py` makes the weights from facts of articles whose gold facts are known.

use std::collections::BTreeMap;

use crate::data::{DataError, Files};
use crate::learned::Role;
use crate::mention::Form;

use super::draft::Draft;
use super::rule::CueClass;
use super::scene::{Filler, Scene};
use super::second::{Both, ROLES, Reader};
use super::{Fact, Status};

/// Weights where the rules read alone.
const RULES: &str = "model/confidence-rules.tsv";
/// Weights where both readers read.
const BOTH: &str = "model/confidence-both.tsv";
/// Log-odds are held between this and its negative: scores of the network are rounded to no more.
const LIMIT: f32 = 5.5;
/// Words of a sentence of usual length.
const USUAL: f64 = 20.0;

/// What speaks for or against a fact: a name and a number each.
pub type Signs = Vec<(String, f64)>;

/// How sure it is that a fact is one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sureness {
    /// The probability that the text states a fact of this type there.
    pub stated: f64,
    /// The probability that its agents and targets are right too.
    pub right: f64,
}

/// Weights of signs, of both probabilities.
#[derive(Clone, Debug, Default)]
pub struct Model(BTreeMap<String, [f64; 2]>);

/// The models for one reader and for two.
#[derive(Clone, Debug, Default)]
pub struct Models {
    rules: Model,
    both: Model,
}

impl Models {
    /// Loads their weights.
    ///
    /// # Errors
    /// Where a file is missing or faulty.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        Ok(Self { rules: Model::load(files, RULES)?, both: Model::load(files, BOTH)? })
    }

    /// Returns the model for the readers of `scene`.
    pub(super) fn of(&self, scene: &Scene<'_>) -> &Model {
        if scene.learned.is_some() { &self.both } else { &self.rules }
    }
}

impl Model {
    fn load(files: &Files, name: &str) -> Result<Self, DataError> {
        let mut weights = BTreeMap::new();
        for (line, cells) in files.table(name, &["sign", "stated", "right"])?.rows {
            let number = |cell: &str| {
                let fault = |e| DataError::new(name, line, format!("\"{cell}\": {e}"));
                cell.parse::<f64>().map_err(fault)
            };
            weights.insert(cells[0].to_owned(), [number(cells[1])?, number(cells[2])?]);
        }
        Ok(Self(weights))
    }

    /// Returns what the signs add up to. A sign without a weight says nothing.
    pub(super) fn weigh(&self, signs: &Signs) -> Sureness {
        let [stated, right] = signs.iter().fold([0.0, 0.0], |[stated, right], (name, value)| {
            let [a, b] = self.0.get(name).copied().unwrap_or_default();
            [stated + a * value, right + b * value]
        });
        let probability = |sum: f64| 1.0 / (1.0 + (-sum).exp());
        Sureness { stated: probability(stated), right: probability(right) }
    }
}

/// Returns what speaks for or against `fact`, read as `draft`.
pub(super) fn signs(scene: &Scene<'_>, draft: &Draft<'_>, fact: &Fact, both: Option<&Both<'_>>) -> Signs {
    let mut signs = Signs::new();
    let mut add = |name: &str, value: f64| signs.push((name.to_owned(), value));
    add("one", 1.0);
    add(&format!("type:{}", fact.fact_type), 1.0);
    add(
        match draft.class {
            CueClass::Verb => "cue:verb",
            CueClass::Noun => "cue:noun",
            CueClass::Adj => "cue:adjective",
            CueClass::Prep => "cue:preposition",
            CueClass::Amount => "cue:amount",
            CueClass::Demonym => "cue:demonym",
        },
        1.0,
    );
    let flags = [
        ("attribute", draft.attribute),
        ("theme", fact.theme.is_some()),
        ("quoted", !fact.source.is_empty()),
        ("asserted", fact.status == Status::Asserted),
        ("first-sentence", fact.sentence == 0),
        ("agents:several", fact.agent.len() > 1),
        ("targets:several", fact.target.len() > 1),
        ("reader:both", fact.reader == Reader::Both),
        ("reader:learned", fact.reader == Reader::Learned),
        ("frame:roles", fact.reader == Reader::Learned && draft.frame == ROLES),
    ];
    flags.iter().filter(|f| f.1).for_each(|f| add(f.0, 1.0));
    add("special", draft.special.min(4) as f64);
    let words = scene.sentence(fact.sentence).words.len().max(1);
    add("length", (words as f64 / USUAL).ln());
    add(&format!("agent:{}", form(scene, draft, &draft.agent, fact.agent.is_empty())), 1.0);
    add(&format!("target:{}", form(scene, draft, &draft.target, fact.target.is_empty())), 1.0);
    if let (Some(both), Some(probability)) = (both, draft.probability) {
        let word = logit(probability);
        add("word", word);
        if fact.reader == Reader::Learned {
            add("word:learned", word);
        }
        let claimed = logit(both.scores.firmness(draft.word).claimed);
        add("claimed", if fact.source.is_empty() { claimed } else { -claimed });
        for (name, role, filled) in
            [("agent", Role::Agent, &draft.agent), ("target", Role::Target, &draft.target)]
        {
            if let Some((least, other)) = both.told(draft, role, filled) {
                if let Some(least) = least {
                    add(&format!("{name}:least"), logit(least));
                }
                add(&format!("{name}:other"), logit(other));
            }
        }
    }
    signs
}

/// Returns how the first of `fillers` is mentioned, and whether it has a name.
fn form(scene: &Scene<'_>, draft: &Draft<'_>, fillers: &[Filler], empty: bool) -> &'static str {
    let Some(&first) = fillers.first().filter(|_| !empty) else {
        return if empty { "none" } else { "speaker" };
    };
    let Filler::Word(word) = first else { return "known" };
    let Some(mention) = scene.mention(draft.sentence, word) else { return "words" };
    let referents = scene.referents(draft.sentence, word);
    let named = referents.iter().any(|&e| scene.resolution.entities[e].named);
    match (mention.form, named) {
        (Form::Name, _) => "name",
        (Form::Description, true) => "description:named",
        (Form::Description, false) => "description",
        (Form::Pronoun, true) => "pronoun:named",
        (Form::Pronoun, false) => "pronoun",
    }
}

fn logit(probability: f32) -> f64 {
    f64::from((probability / (1.0 - probability)).ln().clamp(-LIMIT, LIMIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_signs_add_up_and_unknown_signs_say_nothing() {
        let model = Model([("one".to_owned(), [1.0, -1.0]), ("word".to_owned(), [0.5, 0.5])].into());
        let signs = vec![("one".to_owned(), 1.0), ("word".to_owned(), 2.0), ("else".to_owned(), 9.0)];
        let found = model.weigh(&signs);
        assert!((found.stated - 1.0 / (1.0 + (-2.0_f64).exp())).abs() < 1e-12);
        assert!((found.right - 0.5).abs() < 1e-12);
        assert!(logit(1.0) <= f64::from(LIMIT) && logit(0.0) >= -f64::from(LIMIT));
    }

    #[test]
    fn embedded_weights_fit_the_inventory() {
        let models = Models::load(&Files::embedded()).unwrap();
        for model in [&models.rules, &models.both] {
            assert!(model.0.contains_key("one"));
            assert!(model.0.keys().any(|sign| sign.starts_with("type:")));
        }
    }
}
