//! The whole way from article to facts: the only file that names all stages.

use crate::document::{Document, Problem};
use crate::fact::{self, Scene};
use crate::resources::Resources;
use crate::text::{Article, CharIndex, Language, language};
use crate::{coref, mention, parse, segment};

/// Reads the article through all stages. It never fails on text; what it could not read well is told in
/// [`Document::problems`]. An article that is surely in another language gives no facts.
pub fn convert(article: Article, resources: &Resources) -> Document {
    let foreign = foreign(&article.text);
    let text = article.text.as_str();
    let segmented = segment::segment(text, &resources.segmenter, &resources.lexicon);
    let trees = trees(&segmented.sentences, resources);
    let date = article.date.or_else(|| mention::dateline(text, &resources.names));
    let mentions = mention::find(text, &segmented, &trees, &resources.names, &resources.lexicon, date);
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
    let (facts, resolution) = if foreign.is_some() {
        (Vec::new(), resolution)
    } else {
        fact::extract(&scene, &resources.rules, &resources.cues, &resources.lexicon)
    };
    let problems = foreign.into_iter().collect();
    let chars = CharIndex::new(text);
    Document { chars, segmented, trees, mentions, resolution, facts, problems, article }
}

/// Letters below which a text is read as French whatever it looks like: names and borrowed words mislead.
const FEWEST_LETTERS: usize = 120;

/// A guess of another language with less confidence than this does not count.
const LEAST_CONFIDENCE: f64 = 0.9;

/// Returns the remark that `text` is not French, where that is sure.
fn foreign(text: &str) -> Option<Problem> {
    let guess = language(text);
    let Language::Other(code) = guess.language else { return None };
    let long = text.chars().filter(|c| c.is_alphabetic()).nth(FEWEST_LETTERS - 1).is_some();
    (long && guess.confidence >= LEAST_CONFIDENCE).then(|| Problem {
        span: None,
        message: format!("the text looks like another language than French ({code}); no facts are read"),
    })
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
