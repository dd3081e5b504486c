//! The whole way from article to facts: the only file that names all stages.

use jiff::civil::Date;

use crate::document::{DateSource, Document, Problem};
use crate::fact::{self, Quotations, Scene};
use crate::learned::Scores;
use crate::resources::Resources;
use crate::text::{Article, CharIndex, Clean, Language, language};
use crate::{coref, link, mention, parse, segment};

/// Reads the article through all stages. It never fails on text; what it could not read well is told in
/// [`Document::problems`]. An article that is surely in another language gives no facts.
pub fn convert(article: Article, resources: &Resources) -> Document {
    let foreign = foreign(&article.text, resources);
    let mut document = read(article, resources);
    if let Some(code) = foreign {
        document.facts.clear();
        let message = format!("the text looks like another language than French ({code}); no facts are read");
        document.problems.push(Problem { span: None, message });
    }
    document
}

/// Reads the article through all stages, in whichever language it is.
pub fn read(article: Article, resources: &Resources) -> Document {
    let clean = clean(&article.text, resources);
    let text = clean.text(&article.text);
    let segmented = segment::segment(text, &resources.segmenter, &resources.lexicon);
    let trees = trees(&segmented.sentences, resources);
    let date = date(&article, resources);
    let day = date.map(|(day, _)| day);
    let scores = scores(text, &segmented.sentences, resources);
    let hints = match &resources.learned {
        Some((_, weighing)) => mention::Hints { scores: &scores, weight: weighing.names },
        None => mention::Hints::NONE,
    };
    let mentions = mention::find(text, &segmented, &trees, &resources.names, &resources.lexicon, hints, day);
    let named = coref::Scene {
        text,
        segmented: &segmented,
        trees: &trees,
        mentions: &mentions,
        gazetteer: resources.gazetteer(),
        people: &resources.people,
        words: &resources.coref,
        day,
    };
    let resolution = coref::resolve(named, &resources.ranker);
    let learned = resources.learned.as_ref().map(|(_, weighing)| (scores.as_slice(), weighing));
    let scene = Scene {
        text,
        segmented: &segmented,
        trees: &trees,
        mentions: &mentions,
        resolution: &resolution,
        gazetteer: resources.gazetteer(),
        words: &resources.function_words,
        quotations: Quotations::NONE,
        learned,
    };
    let (facts, mut resolution) =
        fact::extract(&scene, &resources.rules, &resources.cues, &resources.lexicon);
    let facts = fact::surer(facts, resources.least_confidence);
    let known = link::Scene {
        trees: &trees,
        mentions: &mentions,
        gazetteer: resources.gazetteer(),
        people: &resources.people,
        words: &resources.link_words,
        day,
    };
    link::link(known, &mut resolution);
    let chars = CharIndex::new(&article.text);
    Document {
        chars,
        clean,
        date,
        segmented,
        trees,
        mentions,
        resolution,
        facts,
        scores,
        problems: Vec::new(),
        article,
    }
}

/// Returns `text` made ready for reading.
fn clean(text: &str, resources: &Resources) -> Clean {
    let clitic = |word: &str| resources.coref.is_clitic(word);
    Clean::new(text, &|word| resources.lexicon.is_common(word), &clitic)
}

/// Returns the day of the article: as told with it, else in its dateline, else as the caller has it.
fn date(article: &Article, resources: &Resources) -> Option<(Date, DateSource)> {
    let told = article.date.map(|day| (day, DateSource::Metadata));
    let dateline =
        || mention::dateline(&article.text, &resources.names).map(|day| (day, DateSource::Dateline));
    told.or_else(dateline).or_else(|| article.date_otherwise.map(|day| (day, DateSource::Caller)))
}

/// Letters below which a text is read as French whatever it looks like: names and borrowed words mislead.
const FEWEST_LETTERS: usize = 120;

/// A guess of another language with less confidence than this does not count.
const LEAST_CONFIDENCE: f64 = 0.9;

/// Share of the words in small letters that are in the lexicon, from which on a text is French whatever its letters look
/// like. Set by the samples of the test below.
const FRENCH_SHARE: f64 = 0.8;

/// Returns the code (ISO 639-3) of the language of `text` where that is surely one that cannot be read.
pub fn foreign(text: &str, resources: &Resources) -> Option<&'static str> {
    let guess = language(text);
    let Language::Other(code) = guess.language else { return None };
    let long = text.chars().filter(|c| c.is_alphabetic()).nth(FEWEST_LETTERS - 1).is_some();
    (long && guess.confidence >= LEAST_CONFIDENCE && known_share(text, resources) < FRENCH_SHARE)
        .then_some(code)
}

/// Letters of `text` that are looked at for that.
const SAMPLE: usize = 8000;

/// Returns the share of the words of `text` in small letters that the lexicon has. Names mislead a guess by letters, and
/// short dispatches are full of them.
fn known_share(text: &str, resources: &Resources) -> f64 {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let words = text[..end].split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 1);
    let (mut known, mut all) = (0_u32, 0_u32);
    for word in words.filter(|word| !word.contains(char::is_uppercase)) {
        all += 1;
        known += u32::from(resources.lexicon.readings(word).iter().any(|reading| reading.imported));
    }
    f64::from(known) / f64::from(all.max(1))
}

/// Sentences that are worth a thread of their own.
const SHARE: usize = 100;

/// Returns the tree of each sentence. That takes most of the time, and one sentence does not depend on another, so the
/// sentences of a long text are shared out among the processor's cores.
fn trees(sentences: &[segment::Sentence], resources: &Resources) -> Vec<parse::Tree> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = sentences.len().div_ceil(cores).max(SHARE);
    let (own, others) = sentences.split_at(share.min(sentences.len()));
    let parse = |part: &[segment::Sentence]| part.iter().map(|s| tree(s, resources)).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let others: Vec<_> =
            others.chunks(share).map(|part| (part, scope.spawn(move || parse(part)))).collect();
        let mut trees = parse(own);
        for (part, thread) in others {
            // A thread that failed for want of memory: once more, here.
            trees.extend(thread.join().unwrap_or_else(|_| parse(part)));
        }
        trees
    })
}

/// Returns what the learned reader tells of the sentences, nothing where there is none.
fn scores(text: &str, sentences: &[segment::Sentence], resources: &Resources) -> Vec<Scores> {
    let Some((network, _)) = &resources.learned else { return Vec::new() };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = sentences.len().div_ceil(cores).max(1);
    let read = |part: &[segment::Sentence]| part.iter().map(|s| network.read(text, s)).collect::<Vec<_>>();
    let (own, others) = sentences.split_at(share.min(sentences.len()));
    std::thread::scope(|scope| {
        let others: Vec<_> =
            others.chunks(share).map(|part| (part, scope.spawn(move || read(part)))).collect();
        let mut scores = read(own);
        for (part, thread) in others {
            scores.extend(thread.join().unwrap_or_else(|_| read(part)));
        }
        scores
    })
}

fn tree(sentence: &segment::Sentence, resources: &Resources) -> parse::Tree {
    let forms: Vec<&str> = sentence.words.iter().map(|w| w.form.as_str()).collect();
    let reader =
        parse::Reader { tagger: &resources.tagger, lexicon: &resources.lexicon, parser: &resources.parser };
    reader.read(&forms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_told_and_names_do_not_mislead() {
        let resources = Resources::embedded().unwrap();
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(foreign(text, &resources), expected, "{:.2} {text}", known_share(text, &resources));
        };
        check(
            "ORBEC, 27 juin 2020 – Julien Hourtin, ministre des Transports, s'est rendu lundi à Ambérac. Vincent Vauclin a menacé \
             le syndicat Quartzia de poursuites. Philippe Estournel a nié avoir rencontré Laure Corvisier.",
            None,
        );
        check(
            "The minister of the interior presented her bill to the members of parliament on Tuesday. The opposition announced \
             that it would not vote for it, and the government said it would listen to the people.",
            Some("eng"),
        );
        check(
            "La ministra presentó el martes su proyecto de ley ante los diputados, que lo rechazaron. El presidente del gobierno \
             aseguró que volvería a presentarlo en otoño, y la oposición pidió elecciones anticipadas.",
            Some("spa"),
        );
        check(
            "La ministra ha presentato martedì il suo disegno di legge ai deputati, che lo hanno respinto. Il presidente del \
             consiglio ha detto che lo presenterà di nuovo in autunno, e l'opposizione ha chiesto nuove elezioni.",
            Some("ita"),
        );
        check(
            "La ministra va presentar dimarts el seu projecte de llei als diputats, que el van rebutjar. El president del govern \
             va dir que el tornaria a presentar a la tardor, i l'oposició va demanar eleccions anticipades.",
            Some("cat"),
        );
    }
}
