//! Facts as JSON lines: one object a line, offsets in code points.

use serde::Serialize;

use super::{Argument, Fact};
use crate::coref::Entity;
use crate::segment::Sentence;
use crate::text::{CharIndex, Clean, Span};

/// What the lines are made from. The names are given from outside, since this stage knows nothing of IRIs.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The article's text.
    pub text: &'a str,
    /// Its offsets.
    pub chars: &'a CharIndex,
    /// The text that was read, in which the spans are.
    pub clean: &'a Clean,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its entities.
    pub entities: &'a [Entity],
    /// Its facts.
    pub facts: &'a [Fact],
    /// Name of the article.
    pub article: &'a str,
    /// Name of each fact.
    pub fact_names: &'a [&'a str],
    /// Name of each entity.
    pub entity_names: &'a [&'a str],
}

/// Returns the facts of `source`, one a line, in their order.
///
/// # Errors
/// Where a line cannot be serialized, which no document brings about.
pub fn lines(source: &Source<'_>) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    for (index, fact) in source.facts.iter().enumerate() {
        out.push_str(&serde_json::to_string(&line(source, index, fact))?);
        out.push('\n');
    }
    Ok(out)
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    article: &'a str,
    r#type: &'a str,
    sentence: usize,
    start: usize,
    end: usize,
    text: &'a str,
    trigger: Stretch<'a>,
    agent: Vec<Participant<'a>>,
    target: Vec<Participant<'a>>,
    theme: Option<&'a str>,
    theme_start: Option<usize>,
    theme_end: Option<usize>,
    place: Vec<Participant<'a>>,
    time: Option<String>,
    source: Vec<Participant<'a>>,
    via: Vec<Participant<'a>>,
    polarity: &'static str,
    factuality: &'static str,
    status: &'static str,
    confidence: f64,
    rule: &'a str,
    reader: &'static str,
}

#[derive(Serialize)]
struct Stretch<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Participant<'a> {
    name: &'a str,
    iri: &'a str,
    kind: &'static str,
    #[serde(flatten)]
    mention: Stretch<'a>,
}

fn line<'a>(source: &Source<'a>, index: usize, fact: &'a Fact) -> Line<'a> {
    let sentence = source.sentences.get(fact.sentence).map_or(fact.trigger, |s| s.span);
    let Stretch { start, end, text } = stretch(source, sentence);
    // A normalised theme (`61` of `61 ans`) is no stretch of the text and has no offsets.
    let stands_in_text = |(theme, _): &(&crate::fact::Theme, (usize, usize))| {
        theme.span.of(source.clean.text(source.text)) == theme.text
    };
    let theme = fact
        .theme
        .as_ref()
        .map(|theme| (theme, source.chars.span(source.text, source.clean.original(theme.span))));
    Line {
        id: source.fact_names.get(index).copied().unwrap_or_default(),
        article: source.article,
        r#type: &fact.fact_type,
        sentence: fact.sentence + 1,
        start,
        end,
        text,
        trigger: stretch(source, fact.trigger),
        agent: participants(source, &fact.agent),
        target: participants(source, &fact.target),
        theme: theme.map(|(theme, _)| theme.text.as_str()),
        theme_start: theme.filter(stands_in_text).map(|(_, (start, _))| start),
        theme_end: theme.filter(stands_in_text).map(|(_, (_, end))| end),
        place: participants(source, &fact.place),
        time: fact.time.as_ref().map(|time| {
            time.value.map_or_else(
                || time.span.of(source.clean.text(source.text)).to_owned(),
                |value| value.to_string(),
            )
        }),
        source: participants(source, &fact.source),
        via: participants(source, &fact.via),
        polarity: fact.polarity.as_str(),
        factuality: fact.factuality.as_str(),
        status: fact.status.as_str(),
        confidence: (fact.confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0,
        rule: &fact.rule,
        reader: fact.reader.as_str(),
    }
}

fn stretch<'a>(source: &Source<'a>, span: Span) -> Stretch<'a> {
    let span = source.clean.original(span);
    let (start, end) = source.chars.span(source.text, span);
    Stretch { start, end, text: span.of(source.text) }
}

fn participants<'a>(source: &Source<'a>, arguments: &[Argument]) -> Vec<Participant<'a>> {
    let known =
        arguments.iter().filter_map(|argument| Some((argument, source.entities.get(argument.entity)?)));
    known
        .map(|(argument, entity)| Participant {
            name: &entity.name,
            iri: source.entity_names.get(argument.entity).copied().unwrap_or_default(),
            kind: entity.kind.as_str(),
            mention: stretch(source, argument.span),
        })
        .collect()
}
