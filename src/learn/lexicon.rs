//! Makes the lexicon: the imported word list joined with what the treebanks give.

use std::collections::BTreeMap;

use crate::morph::lexicon::{self, Ending, MAX_SUFFIX, Reading};
use crate::morph::{Feats, Upos};
use crate::parse::conllu::Sentence;

/// Returns the bytes of the lexicon of `words` (the expanded word list) and the words of `sentences`.
///
/// # Errors
/// Where the automaton cannot be built.
pub fn build(words: &BTreeMap<String, Vec<Reading>>, sentences: &[Sentence]) -> Result<Vec<u8>, fst::Error> {
    let mut counts: BTreeMap<(String, Upos, Feats, String), usize> = BTreeMap::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        let a = word.analysis();
        if a.lemma == "_" || a.upos == Upos::Punct && a.lemma != word.form {
            continue;
        }
        let form = if a.upos == Upos::Propn { word.form.clone() } else { word.form.to_lowercase() };
        *counts.entry((form, a.upos, a.feats, a.lemma)).or_default() += 1;
    }
    let mut seen: BTreeMap<&str, Vec<(usize, Reading)>> = BTreeMap::new();
    for ((form, upos, feats, lemma), &count) in &counts {
        let ending = Ending::between(form, lemma);
        let reading = Reading { upos: *upos, feats: *feats, ending, imported: false };
        seen.entry(form).or_default().push((count, reading));
    }
    let mut forms = words.clone();
    for (form, mut readings) in seen {
        readings.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let class = forms.entry(form.to_owned()).or_default();
        let imported = std::mem::take(class);
        class.extend(readings.into_iter().map(|(_, reading)| reading));
        class.extend(imported);
    }
    let forms: Vec<_> = forms.into_iter().collect();
    lexicon::write(&forms, &guesses(words, &counts))
}

/// Returns for each part of speech and reversed ending the change to the lemma that most words with this
/// ending have; an ending that says no more than the shorter one is left out, with all longer ones.
fn guesses(
    words: &BTreeMap<String, Vec<Reading>>,
    counts: &BTreeMap<(String, Upos, Feats, String), usize>,
) -> Vec<(Vec<u8>, Ending)> {
    let mut tallies: BTreeMap<Vec<u8>, BTreeMap<Ending, usize>> = BTreeMap::new();
    let mut count = |form: &str, upos: Upos, ending: Ending, weight: usize| {
        let mut key = vec![upos as u8];
        for char in form.chars().rev().take(MAX_SUFFIX) {
            key.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
            *tallies.entry(key.clone()).or_default().entry(ending.clone()).or_default() += weight;
        }
    };
    for (form, class) in words {
        for r in class.iter().filter(|r| matches!(r.upos, Upos::Noun | Upos::Adj | Upos::Verb)) {
            count(form, r.upos, r.ending.clone(), 1);
        }
    }
    for (form, upos, _, lemma) in counts.keys() {
        if matches!(upos, Upos::Noun | Upos::Adj | Upos::Verb) {
            let form = form.to_lowercase();
            let ending = Ending { lower: false, ..Ending::between(&form, lemma) };
            count(&form, *upos, ending, 3);
        }
    }
    let mut best = BTreeMap::new();
    for (key, tally) in &tallies {
        let total: usize = tally.values().sum();
        let top = tally.iter().max_by_key(|(_, n)| **n).map(|(ending, _)| ending);
        if let Some(top) = top.filter(|_| total >= 3) {
            best.insert(key.clone(), Ending { lower: true, ..top.clone() });
        }
    }
    prune(&best)
}

/// Keeps the endings below which some longer ending says something else, and those longer ones.
fn prune(best: &BTreeMap<Vec<u8>, Ending>) -> Vec<(Vec<u8>, Ending)> {
    let parent = |key: &[u8]| {
        let text = std::str::from_utf8(&key[1..]).unwrap_or_default();
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        key[..key.len() - last].to_vec()
    };
    let mut kept = std::collections::BTreeSet::new();
    for (key, ending) in best {
        let short = parent(key);
        if best.get(&short) != Some(ending) {
            let mut at = key.clone();
            while at.len() > 1 && kept.insert(at.clone()) {
                at = parent(&at);
            }
        }
    }
    kept.into_iter().filter_map(|key| best.get(&key).map(|e| (key.clone(), e.clone()))).collect()
}
