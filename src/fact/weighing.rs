//! How the two readers are weighed against each other, from `model/reader.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::data::{DataError, Files};

/// Name of the data file.
const FILE: &str = "model/reader.toml";

/// Probabilities from which on one reader's word counts against the other's.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighing {
    /// A word that the learned reader alone finds may state a fact.
    pub add: f32,
    /// Types of facts that are told of somebody or something with a name only.
    #[serde(default)]
    pub named: BTreeSet<String>,
    /// How much the logarithm of the probability of a name's label counts beside the scores of the chain of names.
    pub names: f32,
    /// A word beside such a word belongs to it.
    pub edge: f32,
    /// A rule's word is no longer taken for another sense.
    pub drop: f32,
    /// Both readers have found a fact.
    pub agree: f32,
    /// A mention has a role in a fact that the learned reader found.
    pub fill: f32,
    /// A further mention has it too, without being coordinated with the first.
    pub another: f32,
    /// A frame's word keeps its role in such a fact.
    pub keep: f32,
    /// A rule's word loses its role below it.
    pub refuse: f32,
    /// A mention takes a role that a rule has left empty.
    pub replace: f32,
    /// A mention joins those that a rule has found.
    pub join: f32,
    /// A fact is somebody's word, whose source is looked for.
    pub claimed: f32,
    /// The least probability that the text states a fact that the learned reader alone has found.
    pub stated: f64,
    /// The least probability that such a fact is wholly right, where it would be the article's own word.
    pub right: f64,
    /// A fact is another's word, denied, planned or uncertain, whatever the rules say.
    pub veto: f32,
}

impl Weighing {
    /// Loads the file.
    ///
    /// # Errors
    /// Where it is missing or faulty.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let text = files.text(FILE)?;
        toml::from_str(text).map_err(|e| {
            let line = e.span().map_or(0, |s| text[..s.start].matches('\n').count() + 1);
            DataError::new(FILE, line, e.message())
        })
    }
}
