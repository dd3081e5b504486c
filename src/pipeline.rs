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
    let trees: Vec<parse::Tree> = segmented.sentences.iter().map(|s| tree(s, resources)).collect();
    let date = article.date.or_else(|| mention::dateline(text, &resources.names));
    let mentions = mention::find(text, &segmented, &trees, &resources.names, date);
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

fn tree(sentence: &segment::Sentence, resources: &Resources) -> parse::Tree {
    let forms: Vec<&str> = sentence.words.iter().map(|w| w.form.as_str()).collect();
    let reader =
        parse::Reader { tagger: &resources.tagger, lexicon: &resources.lexicon, parser: &resources.parser };
    reader.read(&forms)
}
