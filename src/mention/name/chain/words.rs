//! What is known of each word of a sentence before its label is chosen: form, lists, and what the rules found.

use std::collections::BTreeMap;

use crate::mention::Kind;
use crate::mention::lexicon::Role;
use crate::mention::name::known::known_at;
use crate::mention::name::lists::{LONGEST, key};
use crate::mention::name::view::View;
use crate::mention::name::{Evidence, Name};
use crate::morph::{Lexicon, Upos};
use crate::weights::{combine, hash};

/// The surface words of a sentence.
#[derive(Clone, Debug, Default)]
pub(in crate::mention::name) struct Words {
    /// Index in the sentence of each surface word, and their number at the end.
    pub(in crate::mention::name) places: Vec<usize>,
    pub(super) list: Vec<Word>,
}

/// A surface word.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    pub(super) exact: u64,
    pub(super) lower: u64,
    pub(super) prefixes: [u64; 3],
    pub(super) suffixes: [u64; 4],
    pub(super) shape: u64,
    pub(super) upos: u64,
    /// Lists that the word is in, as bits.
    pub(super) lists: u64,
    /// Kind and place in a name that the gazetteer knows.
    pub(super) known: u64,
    /// Kind and place in a name that the rules found, and whether they are sure.
    pub(super) rule: u64,
    /// What the rules found the same word to be elsewhere in the article.
    pub(super) seen: u64,
    /// What name lists say of the form alone.
    pub(super) listed: u64,
    /// What they say of the longest name that the word stands in, and its place there.
    pub(super) phrase: u64,
    /// The hash of the noun before, where only adjectives, articles and prepositions stand between.
    pub(super) noun: u64,
}

/// What the rules found of each form in an article, sure things only: how often it is in a name of each kind.
#[derive(Clone, Debug, Default)]
pub(in crate::mention::name) struct Seen(BTreeMap<String, [u16; 6]>);

impl Seen {
    /// Counts the words of `names`.
    pub(in crate::mention::name) fn add(&mut self, view: &View<'_>, names: &[Name]) {
        for name in names.iter().filter(|n| n.evidence > Evidence::Form) {
            let Some(kind) = name.kind else { continue };
            for word in name.words.clone().filter(|&w| view.capital(w)) {
                let counts = self.0.entry(view.form(word).to_owned()).or_default();
                let count = &mut counts[kind as usize % 6];
                *count = count.saturating_add(1);
            }
        }
    }

    /// Returns the number of the kind that `form` mostly has, from 1; 0 where it was not seen.
    fn of(&self, form: &str) -> u64 {
        let Some(counts) = self.0.get(form) else { return 0 };
        let best = (0..6).rev().max_by_key(|&k| counts[k]);
        best.map_or(0, |k| k as u64 + 1)
    }
}

impl Words {
    /// Looks at the words of `view`, in which the rules found `names`, in an article with what was `seen`.
    pub(in crate::mention::name) fn new(
        view: &View<'_>,
        names: &[Name],
        seen: &Seen,
        lexicon: &Lexicon,
    ) -> Self {
        let mut places: Vec<usize> = (0..view.count()).filter(|&w| !view.form(w).is_empty()).collect();
        let mut list: Vec<Word> = places.iter().map(|&w| word(view, w, seen, lexicon)).collect();
        let count = view.count();
        let index = |word: usize| places.partition_point(|&p| p < word);
        for name in names {
            let kind = name.kind.map_or(7, |k| k as u64);
            let entry = u64::from(name.entry.is_some());
            let titled = u64::from(!name.titles.is_empty());
            for at in index(name.words.start)..index(name.words.end) {
                let first = u64::from(places[at] == name.words.start);
                list[at].rule =
                    1 | first << 1 | entry << 2 | titled << 3 | (name.evidence as u64) << 4 | kind << 6;
            }
        }
        let mut at = 0;
        while at < places.len() {
            let found = known_at(view, places[at]).filter(|(length, _)| *length > 0);
            let Some((length, entry)) = found else {
                at += 1;
                continue;
            };
            let end = index(places[at] + length).max(at + 1);
            let kind = view.res.gazetteer.entries()[entry].kind as u64;
            for (place, word) in list[at..end].iter_mut().enumerate() {
                word.known = 1 | u64::from(place == 0) << 1 | u64::from(end - at > 1) << 2 | kind << 3;
            }
            at = end;
        }
        phrases(view, &places, &mut list);
        let mut noun = 0;
        for (at, word) in list.iter_mut().enumerate() {
            word.noun = noun;
            let upos = view.upos(places[at]);
            if upos == Upos::Noun {
                noun = view.tree.nodes().get(places[at]).map_or(0, |n| hash(n.analysis.lemma.as_bytes()));
            } else if !matches!(upos, Upos::Adj | Upos::Adp | Upos::Det | Upos::Propn) {
                noun = 0;
            }
        }
        places.push(count);
        Self { places, list }
    }
}

/// Marks the words of listed names of several words, the longest from each place on.
fn phrases(view: &View<'_>, places: &[usize], list: &mut [Word]) {
    let mut at = 0;
    while at < places.len() {
        let mut found = None;
        if view.capital(places[at]) {
            let mut name = String::new();
            for (end, &place) in places.iter().enumerate().skip(at).take(LONGEST) {
                let form = view.form(place);
                if end > at && !name.ends_with('\'') {
                    name.push(' ');
                }
                name.push_str(&key(form));
                if end == at {
                    continue;
                }
                let what = view.res.listed.get(&name);
                if what > 0 {
                    found = Some((end + 1, what));
                }
            }
        }
        let Some((end, what)) = found else {
            at += 1;
            continue;
        };
        let length = (end - at) as u64;
        for (place, word) in list[at..end].iter_mut().enumerate() {
            let first = u64::from(place == 0);
            word.phrase = 1 | first << 1 | length.min(4) << 2 | what << 5;
        }
        at = end;
    }
}

fn word(view: &View<'_>, at: usize, seen: &Seen, lexicon: &Lexicon) -> Word {
    let form = view.form(at);
    let lower = form.to_lowercase();
    let starts: Vec<usize> = lower.char_indices().map(|(i, _)| i).collect();
    let prefix = |n: usize| hash(&lower.as_bytes()[..starts.get(n).copied().unwrap_or(lower.len())]);
    let suffix = |n: usize| {
        hash(
            &lower.as_bytes()
                [starts.len().checked_sub(n).and_then(|i| starts.get(i)).copied().unwrap_or(0)..],
        )
    };
    Word {
        exact: hash(form.as_bytes()),
        lower: hash(lower.as_bytes()),
        prefixes: [prefix(2), prefix(3), prefix(4)],
        suffixes: [suffix(2), suffix(3), suffix(4), suffix(5)],
        shape: combine(shape(form), u64::from(view.opens(at))),
        upos: view.upos(at) as u64,
        lists: lists(view, at, &lower, lexicon),
        seen: seen.of(form),
        listed: if view.capital(at) { 1 + view.res.listed.get(&key(form)) } else { 0 },
        ..Word::default()
    }
}

/// Returns the lists that word `at` is in.
fn lists(view: &View<'_>, at: usize, lower: &str, lexicon: &Lexicon) -> u64 {
    let form = view.form(at);
    let names = &view.res.names;
    let lemma = view.tree.nodes().get(at).map_or(lower, |n| n.analysis.lemma.as_str());
    let kind = |kind: Option<Kind>| kind.map_or(0, |k| k as u64 + 1);
    let flags = [
        names.given(form).is_some(),
        names.title(form).is_some(),
        view.is(at, Role::Institution) || names.is(lower, Role::Institution),
        view.is(at, Role::Suffix),
        names.is(lower, Role::Locative),
        view.is(at, Role::Foreign),
        view.is(at, Role::Particle),
        view.res.gazetteer.demonym(form).is_some(),
        lexicon.is_common(form),
        !view.res.calendar.terms(form).is_empty(),
        view.capital(at),
        view.acronym(at),
    ];
    let bits = flags.iter().fold(0, |bits, &flag| bits << 1 | u64::from(flag));
    (bits << 3 | kind(names.before(lemma))) << 3 | kind(view.res.nouns.kind(lower))
}

/// Returns letter case, digits and marks of `form` as a number; repeated ones count once.
fn shape(form: &str) -> u64 {
    let mut bits = 1;
    let mut last = 0;
    for char in form.chars().take(24) {
        let class = match char {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            '-' => 4,
            '\'' | '\u{2019}' => 5,
            '.' => 6,
            _ => 7,
        };
        if class != last {
            bits = bits << 3 | class;
        }
        last = class;
    }
    bits
}
