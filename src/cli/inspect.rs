//! `depeche inspect`: what a stage reads in an article, for people.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail};

use super::args::{Inspect, Stage};
use super::{Outcome, input, output, report, session};
use crate::document::{DateSource, Document};
use crate::fact::{Argument, Fact};
use crate::input::{Items, Taken};
use crate::parse::conllu;
use crate::pipeline;
use crate::resources::Resources;
use crate::text::{Article, Span};

pub(super) fn run(args: &Inspect) -> Result<Outcome> {
    let (options, fetcher) = (session::options(&args.source), session::fetcher(&args.source));
    let sources = session::sources(std::slice::from_ref(&args.path))?;
    let mut items = Items::new(sources.sources, &options, fetcher.as_ref());
    let nth = usize::try_from(args.number - 1).unwrap_or(usize::MAX);
    let Some(item) = items.nth(nth) else {
        bail!("{}: there are not {} articles", input::name(&args.path), args.number);
    };
    let name = item.name.clone();
    let Taken { mut article, remarks } = item.article(&options).context(name.clone())?;
    remarks.iter().for_each(|remark| report(format_args!("{name}: {remark}")));
    article.date_otherwise = args.source.date;
    let document = pipeline::convert(article, &resources(args)?);
    let mut text = String::new();
    // The trees are read by other programs, and the text is to be as it is.
    if !matches!(args.stage, Stage::Tree | Stage::Text) {
        head(&document, &mut text)?;
    }
    match args.stage {
        Stage::Text => writeln!(text, "{}", document.article.text)?,
        Stage::Tokens => tokens(&document, &mut text)?,
        Stage::Tree => trees(&document, &mut text)?,
        Stage::Mentions => mentions(&document, &mut text)?,
        Stage::Entities => entities(&document, &mut text)?,
        Stage::Words => probabilities(&document, &mut text)?,
        Stage::Facts => facts(&document, &mut text)?,
    }
    output::write(None, text.as_bytes())?;
    Ok(Outcome::Done)
}

/// Loads what the stage needs: names and what comes after them need the learned reader too.
fn resources(args: &Inspect) -> Result<Resources> {
    let files = super::files(args.root.as_deref())?;
    let early = matches!(args.stage, Stage::Text | Stage::Tokens | Stage::Tree);
    let learned = args.readers.learned() && !early || args.stage == Stage::Words;
    let resources = if learned { Resources::load_both(&files)? } else { Resources::load(&files)? };
    Ok(Resources { least_confidence: args.readers.min_confidence, ..resources })
}

/// Tells what is known of the article beside its text.
fn head(document: &Document, out: &mut String) -> std::fmt::Result {
    let Article { title, authors, site, url, id, .. } = &document.article;
    let authors = (!authors.is_empty()).then(|| authors.join(", "));
    for (name, value) in [("title", title), ("by", &authors), ("site", site), ("url", url), ("id", id)] {
        if let Some(value) = value {
            writeln!(out, "# {name}: {value}")?;
        }
    }
    match document.date {
        Some((day, DateSource::Metadata)) => writeln!(out, "# date: {day}, told with the article"),
        Some((day, DateSource::Dateline)) => writeln!(out, "# date: {day}, from the dateline"),
        Some((day, DateSource::Caller)) => writeln!(out, "# date: {day}, from --date"),
        None => writeln!(out, "# date: unknown, so that words like yesterday stay open; --date tells it"),
    }
}

fn tokens(document: &Document, out: &mut String) -> std::fmt::Result {
    for (number, sentence) in document.segmented.sentences.iter().enumerate() {
        writeln!(out, "# sentence {} {}", number + 1, place(document, sentence.span))?;
        for word in &sentence.words {
            writeln!(out, "{}\t{}", place(document, word.span), word.form)?;
        }
    }
    Ok(())
}

/// Least probability of a type that is shown.
const SHOWN: f32 = 0.05;

/// Shows the words that may state facts, with the probability of each type and of what is not the article's own word.
fn probabilities(document: &Document, out: &mut String) -> std::fmt::Result {
    for (number, (sentence, scores)) in document.segmented.sentences.iter().zip(&document.scores).enumerate()
    {
        writeln!(out, "# {} {}", number + 1, words(document, sentence.span))?;
        for (at, word) in sentence.words.iter().enumerate().filter(|(_, w)| !w.continues) {
            let kinds = scores.types().iter().enumerate().map(|(kind, name)| (scores.states(at, kind), name));
            let mut kinds: Vec<_> = kinds.filter(|k| k.0 >= SHOWN).collect();
            kinds.sort_by(|a, b| b.0.total_cmp(&a.0));
            if kinds.is_empty() {
                continue;
            }
            write!(out, "{}\t{}", place(document, word.span), word.form)?;
            kinds.iter().try_for_each(|(p, name)| write!(out, "\t{name} {p:.2}"))?;
            let firm = scores.firmness(at);
            let stances = [
                ("claimed", firm.claimed),
                ("negative", firm.negative),
                ("planned", firm.planned),
                ("uncertain", firm.uncertain),
            ];
            stances.iter().filter(|s| s.1 >= 0.5).try_for_each(|(name, p)| write!(out, "\t{name} {p:.2}"))?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn trees(document: &Document, out: &mut String) -> std::fmt::Result {
    let sentences: Vec<_> = document
        .segmented
        .sentences
        .iter()
        .zip(&document.trees)
        .map(|(sentence, tree)| conllu::Sentence::new(document.text(), sentence, tree))
        .collect();
    out.write_str(&conllu::write(&sentences))
}

fn mentions(document: &Document, out: &mut String) -> std::fmt::Result {
    for mention in &document.mentions.mentions {
        let kind = mention.kind.map_or("-", |kind| kind.as_str());
        let form = format!("{:?}", mention.form).to_lowercase();
        writeln!(
            out,
            "{}\t{form}\t{kind}\t{}",
            place(document, mention.span),
            words(document, mention.span)
        )?;
    }
    for time in &document.mentions.times {
        let value = time.value.map_or_else(|| "-".to_owned(), |value| value.to_string());
        writeln!(out, "{}\ttime\t{value}\t{}", place(document, time.span), words(document, time.span))?;
    }
    for amount in &document.mentions.amounts {
        let place = place(document, amount.span);
        writeln!(out, "{place}\tamount\t{}\t{}", amount.value, words(document, amount.span))?;
    }
    Ok(())
}

fn entities(document: &Document, out: &mut String) -> std::fmt::Result {
    for entity in &document.resolution.entities {
        writeln!(out, "{}\t{}", entity.kind.as_str(), entity.name)?;
        let mentions = entity.mentions.iter().filter_map(|&i| document.mentions.mentions.get(i));
        for mention in mentions {
            writeln!(out, "\t{}\t{}", place(document, mention.span), words(document, mention.span))?;
        }
    }
    Ok(())
}

fn facts(document: &Document, out: &mut String) -> std::fmt::Result {
    let mut sentence = None;
    for fact in &document.facts {
        if sentence.replace(fact.sentence) != Some(fact.sentence) {
            let text = document.segmented.sentences.get(fact.sentence).map(|s| words(document, s.span));
            writeln!(out, "# {} {}", fact.sentence + 1, text.unwrap_or_default())?;
        }
        one_fact(document, fact, out)?;
    }
    Ok(())
}

fn one_fact(document: &Document, fact: &Fact, out: &mut String) -> std::fmt::Result {
    writeln!(out, "{}\t{}", fact.fact_type, words(document, fact.trigger))?;
    let roles = [
        ("agent", &fact.agent),
        ("target", &fact.target),
        ("place", &fact.place),
        ("source", &fact.source),
        ("via", &fact.via),
    ];
    for (role, arguments) in roles.into_iter().filter(|(_, arguments)| !arguments.is_empty()) {
        writeln!(out, "\t{role}\t{}", names(document, arguments))?;
    }
    if let Some(theme) = &fact.theme {
        writeln!(out, "\ttheme\t{}", theme.text)?;
    }
    if let Some(time) = &fact.time {
        let value = time.value.map_or_else(String::new, |value| format!(" ({value})"));
        writeln!(out, "\ttime\t{}{value}", words(document, time.span))?;
    }
    let (polarity, factuality) = (fact.polarity.as_str(), fact.factuality.as_str());
    writeln!(out, "\t{polarity}, {factuality}, {:.2}, {}", fact.confidence, fact.rule)
}

fn names(document: &Document, arguments: &[Argument]) -> String {
    let names = arguments.iter().filter_map(|a| document.resolution.entities.get(a.entity));
    names.map(|entity| entity.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn place(document: &Document, span: Span) -> String {
    let (start, end) = document.place(span);
    format!("{start}-{end}")
}

/// Returns the words of `span` on one line.
fn words(document: &Document, span: Span) -> String {
    span.of(document.text()).split_whitespace().collect::<Vec<_>>().join(" ")
}
