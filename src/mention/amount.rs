//! Numbers and what they count (`51 % des voix`, `620 millions d'euros`, `61 ans`, `dix-sept morts`).

use std::ops::Range;

use super::lexicon::{NameResources, Numeral, Role};
use super::{Amount, Unit, outer_word};
use crate::morph::Upos;
use crate::parse::Tree;
use crate::segment::Sentence;

/// Finds the amounts of a sentence, in order.
pub(super) fn find(index: usize, sentence: &Sentence, tree: &Tree, res: &NameResources) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        match amount(index, sentence, tree, res, at) {
            Some(amount) => {
                at = amount.words.end.max(at + 1);
                found.push(amount);
            }
            None => at += 1,
        }
    }
    found
}

fn amount(
    index: usize,
    sentence: &Sentence,
    tree: &Tree,
    res: &NameResources,
    start: usize,
) -> Option<Amount> {
    let (after, value) = number(sentence, tree, res, start)?;
    let form = |i: usize| sentence.words.get(i).map_or("", |w| w.form.as_str());
    let mut unit_at = after;
    if res.names.is(&form(after).replace('\u{2019}', "'"), Role::Genitive) {
        unit_at += 1;
    }
    let two = format!("{} {}", form(unit_at), form(unit_at + 1));
    let (end, unit) = if let Some(unit) = res.numbers.unit(form(unit_at)) {
        (unit_at + 1, unit)
    } else if let Some(unit) = res.numbers.unit(&two) {
        (unit_at + 2, unit)
    } else {
        // What is counted stands right after the number, adjectives between them.
        let mut noun = unit_at;
        while noun < unit_at + 2 && upos(tree, noun) == Some(Upos::Adj) {
            noun += 1;
        }
        if upos(tree, noun) == Some(Upos::Noun) { (noun + 1, Unit::Count) } else { (after, Unit::Count) }
    };
    let words: Range<usize> = start..end.min(sentence.words.len());
    let span = sentence.words[start].span.join(sentence.words[words.end - 1].span);
    Some(Amount { sentence: index, head: outer_word(tree, &words), words, span, value, unit })
}

fn upos(tree: &Tree, i: usize) -> Option<Upos> {
    tree.nodes().get(i).map(|n| n.analysis.upos)
}

/// Reads the number that begins at word `start`: where it ends, and its value.
fn number(sentence: &Sentence, tree: &Tree, res: &NameResources, start: usize) -> Option<(usize, f64)> {
    let form = |i: usize| sentence.words.get(i).map_or("", |w| w.form.as_str());
    let (mut total, mut group) = (0.0, None::<f64>);
    let mut at = start;
    let mut strong = false;
    while at < sentence.words.len() {
        let word = form(at);
        if let Some(value) = digits(word) {
            // "4 000": a group of three digits goes on the number before it.
            let thousands = group.is_some() && word.len() == 3 && digits(form(at - 1)).is_some();
            if group.is_some() && !thousands {
                break;
            }
            group = Some(group.unwrap_or(0.0) * if thousands { 1000.0 } else { 1.0 } + value);
            strong = true;
        } else if let Some(parts) = numerals(word, res) {
            if upos(tree, at) == Some(Upos::Pron) || upos(tree, at) == Some(Upos::Adj) {
                break;
            }
            for part in parts {
                match part {
                    Numeral::Add(value) => group = Some(group.unwrap_or(0.0) + value),
                    Numeral::Times(factor) if factor >= 1e6 => {
                        total += group.unwrap_or(1.0) * factor;
                        group = None;
                        strong = true;
                    }
                    Numeral::Times(factor) => group = Some(group.unwrap_or(1.0) * factor),
                    Numeral::About(value) => group = Some(group.filter(|g| *g > 1.0).unwrap_or(1.0) * value),
                }
            }
            strong |= at > start || !matches!(upos(tree, at), Some(Upos::Det | Upos::Pron));
        } else {
            break;
        }
        at += 1;
    }
    // "un", "une" alone are articles.
    let value = total + group.unwrap_or(0.0);
    (at > start && strong && (value != 1.0 || digits(form(start)).is_some())).then_some((at, value))
}

/// Reads a number in digits, with a comma before its decimals and spaces or points between thousands.
fn digits(word: &str) -> Option<f64> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) || !word.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let plain: String = word
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    plain.parse().ok()
}

/// The numerals of a number word, the parts of a compound (`dix-sept`, `quatre-vingts`) in order.
fn numerals(word: &str, res: &NameResources) -> Option<Vec<Numeral>> {
    if let Some(whole) = res.numbers.numeral(word) {
        return Some(vec![whole]);
    }
    let parts: Vec<Numeral> = word.split('-').filter_map(|part| res.numbers.numeral(part)).collect();
    if parts.is_empty() || !word.contains('-') || word.split('-').any(|p| res.numbers.numeral(p).is_none()) {
        return None;
    }
    // "quatre-vingt-dix": four times twenty, and ten.
    let mut joined: Vec<Numeral> = Vec::new();
    for part in parts {
        match (joined.last_mut(), part) {
            (Some(Numeral::Add(four)), Numeral::Add(twenty)) if *four == 4.0 && twenty == 20.0 => {
                *four = 80.0
            }
            (_, part) => joined.push(part),
        }
    }
    Some(joined)
}
