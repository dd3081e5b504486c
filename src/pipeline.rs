//! The whole way from article to facts: the only file that names all stages.

use crate::document::{Document, Problem};
use crate::fact::{self, Scene};
use crate::resources::Resources;
use crate::text::{Article, CharIndex};
use crate::{coref, mention, morph, parse, segment};

/// Reads the article through all stages. It never fails on text; what it could not read well is told in
/// [`Document::problems`].
pub fn convert(article: Article, resources: &Resources) -> Document {
    let problems: Vec<Problem> = Vec::new();
    let text = article.text.as_str();
    let segmented = segment::segment(text, &resources.segmenter);
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
    let (facts, resolution) = fact::extract(&scene, &resources.rules, &resources.cues, &resources.lexicon);
    let chars = CharIndex::new(text);
    Document { chars, segmented, trees, mentions, resolution, facts, problems, article }
}

fn tree(sentence: &segment::Sentence, resources: &Resources) -> parse::Tree {
    let forms: Vec<&str> = sentence.words.iter().map(|w| w.form.as_str()).collect();
    let analyses = morph::tag(&resources.tagger, &resources.lexicon, &forms);
    parse::parse(&resources.parser, &forms, &analyses)
}
