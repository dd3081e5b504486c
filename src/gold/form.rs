//! The form of gold files and of written facts, as far as scoring needs it.

use serde::Deserialize;

use crate::document::Document;
use crate::fact::Argument;

/// A gold file: an article with its facts.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSet {
    /// Name of the article.
    pub article: String,
    /// Day of publication, ISO.
    pub date: Option<String>,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A gold fact or a read one. Arguments are lists of accepted names, the best first.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Fact {
    /// A type of the inventory.
    pub r#type: String,
    /// Start of the sentence, in code points.
    pub start: usize,
    /// End of the sentence, in code points, exclusive.
    pub end: usize,
    /// The words that express it.
    #[serde(default, deserialize_with = "trigger")]
    pub trigger: String,
    /// Who does it.
    #[serde(default, deserialize_with = "arguments")]
    pub agent: Vec<Vec<String>>,
    /// Whom it is done to.
    #[serde(default, deserialize_with = "arguments")]
    pub target: Vec<Vec<String>>,
    /// Its content.
    #[serde(default)]
    pub theme: Option<String>,
    /// When, an ISO date or the words.
    #[serde(default)]
    pub time: Option<String>,
    /// Who asserts it.
    #[serde(default, deserialize_with = "arguments")]
    pub source: Vec<Vec<String>>,
    /// `positive` where it is not said.
    #[serde(default)]
    pub polarity: Option<String>,
    /// `actual` where it is not said.
    #[serde(default)]
    pub factuality: Option<String>,
    /// Whether the article itself asserts it, where that is said (`asserted`).
    #[serde(default)]
    pub status: Option<String>,
}

impl Fact {
    /// Whether the article itself asserts the fact. Where the field `status` is missing: no source, positive and actual.
    pub fn is_asserted(&self) -> bool {
        match &self.status {
            Some(status) => status == "asserted",
            None => self.holds(),
        }
    }

    /// Whether it has no source, is positive and actual: of a gold fact, that it is the article's own word.
    pub fn holds(&self) -> bool {
        let is = |field: &Option<String>, value: &str| field.as_deref().unwrap_or(value) == value;
        self.source.is_empty() && is(&self.polarity, "positive") && is(&self.factuality, "actual")
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawArgument {
    Name(String),
    Names(Vec<String>),
    Entity {
        #[serde(default)]
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawArguments {
    One(String),
    Many(Vec<RawArgument>),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawTrigger {
    Words(String),
    Stretch { text: String },
}

fn arguments<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Vec<String>>, D::Error> {
    Ok(match Option::<RawArguments>::deserialize(from)? {
        None => Vec::new(),
        Some(RawArguments::One(name)) if name.is_empty() => Vec::new(),
        Some(RawArguments::One(name)) => vec![vec![name]],
        Some(RawArguments::Many(all)) => all
            .into_iter()
            .map(|argument| match argument {
                RawArgument::Name(name) | RawArgument::Entity { name } => vec![name],
                RawArgument::Names(names) => names,
            })
            .collect(),
    })
}

fn trigger<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(match Option::<RawTrigger>::deserialize(from)? {
        None => String::new(),
        Some(RawTrigger::Words(text) | RawTrigger::Stretch { text }) => text,
    })
}

/// Reads a gold file.
///
/// # Errors
/// Where `text` is no gold file.
pub fn read(text: &str) -> Result<GoldSet, serde_json::Error> {
    serde_json::from_str(text)
}

/// Reads facts as JSON lines.
///
/// # Errors
/// The number of the first line, from 1, that is no fact, and why.
pub fn read_lines(text: &str) -> Result<Vec<Fact>, (usize, serde_json::Error)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| serde_json::from_str(line).map_err(|e| (n + 1, e))).collect()
}

/// Returns the facts of `document` in the form that is scored.
pub fn read_of(document: &Document) -> Vec<Fact> {
    let text = document.text();
    let names = |arguments: &[Argument]| -> Vec<Vec<String>> {
        let entities = arguments.iter().filter_map(|a| document.resolution.entities.get(a.entity));
        entities.map(|e| vec![e.name.clone()]).collect()
    };
    let fact = |fact: &crate::fact::Fact| {
        let sentence = document.segmented.sentences.get(fact.sentence).map_or(fact.trigger, |s| s.span);
        let (start, end) = document.place(sentence);
        Fact {
            r#type: fact.fact_type.clone(),
            start,
            end,
            trigger: fact.trigger.of(text).to_owned(),
            agent: names(&fact.agent),
            target: names(&fact.target),
            theme: fact.theme.as_ref().map(|t| t.text.clone()),
            time: fact
                .time
                .as_ref()
                .map(|t| t.value.map_or_else(|| t.span.of(text).to_owned(), |v| v.to_string())),
            source: names(&fact.source),
            polarity: Some(fact.polarity.as_str().to_owned()),
            factuality: Some(fact.factuality.as_str().to_owned()),
            status: Some(fact.status.as_str().to_owned()),
        }
    };
    document.facts.iter().map(fact).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_come_in_three_forms() {
        let line = r#"{"type":"Meeting","start":0,"end":9,"trigger":{"start":1,"end":2,"text":"x"},
            "agent":["A",["B","b"],{"name":"C","iri":"c"}],"target":"D","source":null}"#;
        let fact: Fact = serde_json::from_str(line).unwrap();
        assert_eq!(
            fact.agent,
            [vec!["A".to_owned()], vec!["B".to_owned(), "b".to_owned()], vec!["C".to_owned()]]
        );
        assert_eq!((fact.target.len(), fact.source.len(), fact.trigger.as_str()), (1, 0, "x"));
    }

    #[test]
    fn a_line_that_is_no_fact_is_named() {
        let text = "{\"type\":\"Age\",\"start\":0,\"end\":1}\n\n{\"type\":\"Age\"}\n";
        assert_eq!(read_lines(text).unwrap_err().0, 3);
    }
}
