//! The whole way from article to facts: the only file that names all stages.

use jiff::civil::Date;

use crate::document::{DateSource, Document, Problem};
use crate::fact::{self, Scene};
use crate::resources::Resources;
use crate::text::{Article, CharIndex, Language, language};
use crate::{coref, mention, parse, segment};

/// Reads the article through all stages. It never fails on text; what it could not read well is told in
/// [`Document::problems`]. An article that is surely in another language gives no facts.
pub fn convert(article: Article, resources: &Resources) -> Document {
    let foreign = foreign(&article.text);
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
    let text = article.text.as_str();
    let segmented = segment::segment(text, &resources.segmenter, &resources.lexicon);
    let trees = trees(&segmented.sentences, resources);
    let date = date(&article, resources);
    let day = date.map(|(day, _)| day);
    let mentions = mention::find(text, &segmented, &trees, &resources.names, &resources.lexicon, day);
    let resolution =
        coref::resolve(text, &segmented, &trees, &mentions, resources.gazetteer(), &resources.coref);
    let scene = Scene {
        text,
        segmented: &segmented,
        trees: &trees,
        mentions: &mentions,
        resolution: &resolution,
        gazetteer: resources.gazetteer(),
        words: &resources.function_words,
    };
    let (facts, resolution) = fact::extract(&scene, &resources.rules, &resources.cues, &resources.lexicon);
    let chars = CharIndex::new(text);
    Document { chars, date, segmented, trees, mentions, resolution, facts, problems: Vec::new(), article }
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

/// Returns the code (ISO 639-3) of the language of `text` where that is surely one that cannot be read.
pub fn foreign(text: &str) -> Option<&'static str> {
    let guess = language(text);
    let Language::Other(code) = guess.language else { return None };
    let long = text.chars().filter(|c| c.is_alphabetic()).nth(FEWEST_LETTERS - 1).is_some();
    (long && guess.confidence >= LEAST_CONFIDENCE).then_some(code)
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

fn tree(sentence: &segment::Sentence, resources: &Resources) -> parse::Tree {
    let forms: Vec<&str> = sentence.words.iter().map(|w| w.form.as_str()).collect();
    let reader =
        parse::Reader { tagger: &resources.tagger, lexicon: &resources.lexicon, parser: &resources.parser };
    reader.read(&forms)
}
