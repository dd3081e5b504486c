//! Makes words of surface tokens: contractions become two, all others one.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::text::Span;

use super::classes::{is_apostrophe, is_extender};
use super::features::Features;
use super::tables::{Contraction, Tables, folded};
use super::token::{Kind, Token};
use super::{Segmenter, Word};

/// Returns the contraction that `token` may be.
pub(crate) fn candidate<'a>(text: &str, token: &Token, tables: &'a Tables) -> Option<&'a Contraction> {
    // The longest contraction of the table is shorter.
    if token.kind != Kind::Word || token.end - token.start > 16 {
        return None;
    }
    tables.contractions.get(&folded(token.of(text)))
}

/// Returns the words of the tokens `range`, a sentence.
pub(super) fn words(text: &str, tokens: &[Token], range: Range<usize>, segmenter: &Segmenter) -> Vec<Word> {
    let mut words = Vec::with_capacity(range.len() + range.len() / 8);
    let mut features = Features::default();
    for i in range {
        let token = &tokens[i];
        let span = Span::new(token.start, token.end);
        let contraction = candidate(text, token, &segmenter.tables).filter(|c| {
            !c.judged || {
                features.contraction(text, tokens, i);
                segmenter.contractions.says(&features)
            }
        });
        match contraction {
            Some(Contraction { first, second, .. }) => {
                let first = cased(first, token.of(text));
                words.push(Word { form: first, span, continues: false });
                words.push(Word { form: second.clone(), span, continues: true });
            }
            None => words.push(Word { form: form(token.of(text)), span, continues: false }),
        }
    }
    words
}

/// Returns `word` with the case of the contraction `surface`.
fn cased(word: &str, surface: &str) -> String {
    if surface.chars().all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if surface.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

/// Returns the form of the word written as `surface`: plain apostrophes and spaces, composed accents, no soft hyphens.
fn form(surface: &str) -> String {
    if surface.is_ascii() {
        return surface.to_owned();
    }
    let plain = surface.chars().filter(|&c| c != '\u{AD}').map(|c| match c {
        c if is_apostrophe(c) && surface.chars().nth(1).is_some() => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    });
    let form: String = if surface.contains(is_extender) { plain.nfc().collect() } else { plain.collect() };
    if form.is_empty() { surface.to_owned() } else { form }
}
