//! The lexicon: form to analyses, from an imported word list and from the treebanks.
//!
//! Forms are the keys of an automaton (crate `fst`) that is read where it stands in the program; its
//! values name classes of analyses, which many forms share since a lemma is kept as the change of an ending.

use std::borrow::Cow;

use super::{Analysis, Feats, Upos};
use crate::data::{DataError, Files};
use crate::weights::{Reader, Writer};

/// Name of the lexicon's data file.
pub const FILE: &str = "model/lexicon.bin";

/// How a lemma is made of a form: the form in lower case where `lower`, less `cut` characters, with `add` behind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ending {
    /// Characters to take away.
    pub cut: usize,
    /// Whether the form is put into lower case first.
    pub lower: bool,
    /// What is put behind.
    pub add: String,
}

impl Ending {
    /// Returns the change that makes `lemma` of `form`.
    pub fn between(form: &str, lemma: &str) -> Self {
        let lowered = form.to_lowercase();
        let shared = |form: &str| form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let lower = shared(&lowered) > shared(form);
        let (form, same) = if lower { (lowered.as_str(), shared(&lowered)) } else { (form, shared(form)) };
        Self { cut: form.chars().count() - same, lower, add: lemma.chars().skip(same).collect() }
    }

    /// Returns the lemma of `form`; a form that is too short stays as it is.
    pub fn apply(&self, form: &str) -> String {
        let form = if self.lower { Cow::Owned(form.to_lowercase()) } else { Cow::Borrowed(form) };
        let Some(keep) = form.chars().count().checked_sub(self.cut) else { return form.into_owned() };
        form.chars().take(keep).chain(self.add.chars()).collect()
    }
}

/// One reading of a form, as a class holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reading {
    /// Part of speech.
    pub upos: Upos,
    /// Features.
    pub feats: Feats,
    /// From form to lemma.
    pub ending: Ending,
    /// Whether the reading is in the imported word list; else only in the treebanks.
    pub imported: bool,
}

/// A set of parts of speech; bit `i` is `Upos::ALL[i]`.
pub type UposSet = u32;

/// The lexicon, and the endings by which lemmas of unknown forms are made.
#[derive(Clone, Debug)]
pub struct Lexicon {
    forms: fst::Map<Bytes>,
    guesses: fst::Map<Bytes>,
    classes: Vec<Vec<Reading>>,
    endings: Vec<Ending>,
}

/// A stretch of shared bytes.
#[derive(Clone, Debug)]
struct Bytes {
    all: Cow<'static, [u8]>,
    start: usize,
    end: usize,
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.all[self.start..self.end]
    }
}

impl Lexicon {
    /// Loads the lexicon.
    ///
    /// # Errors
    /// Where the file is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        Self::read(files.shared(FILE)?)
    }

    /// Returns the lexicon that `bytes` hold.
    ///
    /// # Errors
    /// Where they are not such a lexicon.
    pub fn read(bytes: Cow<'static, [u8]>) -> Result<Self, DataError> {
        let mut from = Reader::new(FILE, &bytes);
        let head = from.block()?;
        let (first, second) = (range(&bytes, from.bytes()?), range(&bytes, from.bytes()?));
        let (classes, endings) = read_classes(&mut Reader::new(FILE, &head))?;
        let map = |(start, end)| {
            fst::Map::new(Bytes { all: bytes.clone(), start, end })
                .map_err(|e| DataError::new(FILE, 0, e.to_string()))
        };
        Ok(Self { forms: map(first)?, guesses: map(second)?, classes, endings })
    }

    /// Returns the readings of `form` exactly as written.
    pub fn readings(&self, form: &str) -> &[Reading] {
        let class = self.forms.get(form).and_then(|class| self.classes.get(class as usize));
        class.map_or(&[], Vec::as_slice)
    }

    /// Returns the analyses of `form`, those frequent in the treebanks first; those of the form in lower
    /// case follow where they differ.
    pub fn lookup(&self, form: &str) -> Vec<Analysis> {
        let mut found = Vec::new();
        let lowered = form.to_lowercase();
        let exact = self.readings(form).iter().map(|r| (r, form));
        for (reading, form) in exact.chain(self.readings(&lowered).iter().map(|r| (r, lowered.as_str()))) {
            let lemma = reading.ending.apply(form);
            let analysis = Analysis { upos: reading.upos, feats: reading.feats, lemma };
            if !found.contains(&analysis) {
                found.push(analysis);
            }
        }
        found
    }

    /// Whether `form`, exactly as written, is in the lexicon.
    pub fn contains(&self, form: &str) -> bool {
        self.forms.contains_key(form)
    }

    /// Whether `form` in lower case is a word other than a name: `Paris` is none, `Hier` is one.
    pub fn is_common(&self, form: &str) -> bool {
        self.readings(&form.to_lowercase()).iter().any(|r| r.upos != Upos::Propn)
    }

    /// Returns the parts of speech that `form` can have, as written or in lower case.
    pub fn upos_set(&self, form: &str) -> UposSet {
        let lowered = form.to_lowercase();
        let all = self.readings(form).iter().chain(self.readings(&lowered));
        all.fold(0, |set, r| set | 1 << r.upos as u32)
    }

    /// Returns the lemma of `form` as `upos` with `feats`: the reading nearest in features, or by the
    /// ending for an unknown form.
    pub fn lemma(&self, form: &str, upos: Upos, feats: &Feats) -> String {
        let lowered = form.to_lowercase();
        let best = |form: &str| {
            let fitting = self.readings(form).iter().enumerate().filter(|(_, r)| r.upos == upos);
            // The first of equals is the most frequent, so position breaks ties.
            let best = fitting.min_by_key(|(i, r)| (distance(&r.feats, feats), *i))?;
            Some(best.1.ending.apply(form))
        };
        let known = best(form).or_else(|| best(&lowered));
        known.or_else(|| Some(self.guess(&lowered, upos)?.apply(form))).unwrap_or_else(|| form.to_owned())
    }

    fn guess(&self, form: &str, upos: Upos) -> Option<&Ending> {
        let mut key = vec![upos as u8];
        let mut found = None;
        for char in form.chars().rev().take(MAX_SUFFIX) {
            key.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
            match self.guesses.get(&key) {
                Some(ending) => found = self.endings.get(ending as usize),
                None => break,
            }
        }
        found
    }
}

/// Most characters of an ending by which a lemma is guessed.
pub const MAX_SUFFIX: usize = 6;

fn distance(a: &Feats, b: &Feats) -> u32 {
    let differ = |same: bool| u32::from(!same);
    differ(a.gender == b.gender)
        + differ(a.number == b.number)
        + 2 * differ(a.mood == b.mood)
        + 2 * differ(a.tense == b.tense)
        + 4 * differ(a.verb_form == b.verb_form)
        + differ(a.person == b.person)
        + 2 * differ(a.pron_type == b.pron_type)
        + differ(a.reflex == b.reflex)
        + differ(a.poss == b.poss)
        + differ(a.definite == b.definite)
}

/// Returns where `part`, a stretch of `whole`, stands in it.
fn range(whole: &[u8], part: &[u8]) -> (usize, usize) {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    (start, start + part.len())
}

type Classes = (Vec<Vec<Reading>>, Vec<Ending>);

fn read_classes(from: &mut Reader<'_>) -> Result<Classes, DataError> {
    let mut feats = Vec::new();
    for _ in 0..from.number()? {
        feats.push(Feats::parse(from.text()?));
    }
    let mut endings = Vec::new();
    for _ in 0..from.number()? {
        let packed = from.number()?;
        endings.push(Ending { cut: packed >> 1, lower: packed & 1 == 1, add: from.text()?.to_owned() });
    }
    let mut classes = Vec::new();
    for _ in 0..from.number()? {
        let mut class = Vec::new();
        for _ in 0..from.number()? {
            let packed = from.number()?;
            let (f, e) = (from.number()?, from.number()?);
            let (Some(&upos), Some(&feats), Some(ending)) =
                (Upos::ALL.get(packed >> 1), feats.get(f), endings.get(e))
            else {
                return Err(from.fault("a reading that points nowhere"));
            };
            class.push(Reading { upos, feats, ending: ending.clone(), imported: packed & 1 == 1 });
        }
        classes.push(class);
    }
    Ok((classes, endings))
}

/// Returns the bytes of a lexicon of `forms` and their readings (sorted by form), and of `guesses`: the
/// part of speech and the reversed ending of unknown forms, sorted, with the change to the lemma.
///
/// # Errors
/// Where the forms or guesses are not sorted.
pub fn write(forms: &[(String, Vec<Reading>)], guesses: &[(Vec<u8>, Ending)]) -> Result<Vec<u8>, fst::Error> {
    let sorted = |mut items: Vec<Ending>| {
        items.sort();
        items.dedup();
        items
    };
    let readings = || forms.iter().flat_map(|(_, class)| class);
    let endings = readings().map(|r| &r.ending).chain(guesses.iter().map(|g| &g.1)).cloned().collect();
    let endings = sorted(endings);
    let mut feats: Vec<_> = readings().map(|r| r.feats).collect();
    feats.sort();
    feats.dedup();
    let mut classes: Vec<_> = forms.iter().map(|(_, class)| class.clone()).collect();
    classes.sort();
    classes.dedup();

    let mut head = Writer::default();
    head.number(feats.len());
    feats.iter().for_each(|f| head.bytes(f.to_string().as_bytes()));
    head.number(endings.len());
    for ending in &endings {
        head.number(ending.cut << 1 | usize::from(ending.lower));
        head.bytes(ending.add.as_bytes());
    }
    let place = |ending: &Ending| endings.binary_search(ending).unwrap_or_default();
    head.number(classes.len());
    for class in &classes {
        head.number(class.len());
        for r in class {
            head.number((r.upos as usize) << 1 | usize::from(r.imported));
            head.number(feats.binary_search(&r.feats).unwrap_or_default());
            head.number(place(&r.ending));
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (form, class) in forms {
        map.insert(form, classes.binary_search(class).unwrap_or_default() as u64)?;
    }
    let mut guess_map = fst::MapBuilder::memory();
    for (key, ending) in guesses {
        guess_map.insert(key, place(ending) as u64)?;
    }
    let mut out = Writer::default();
    out.block(&head.finish());
    out.bytes(&map.into_inner()?);
    out.bytes(&guess_map.into_inner()?);
    Ok(out.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(upos: Upos, feats: &str, form: &str, lemma: &str) -> Reading {
        Reading { upos, feats: Feats::parse(feats), ending: Ending::between(form, lemma), imported: true }
    }

    fn sample() -> Lexicon {
        let forms = [
            ("Paris".to_owned(), vec![reading(Upos::Propn, "_", "Paris", "Paris")]),
            ("lois".to_owned(), vec![reading(Upos::Noun, "Gender=Fem|Number=Plur", "lois", "loi")]),
            (
                "porte".to_owned(),
                vec![
                    reading(Upos::Noun, "Gender=Fem|Number=Sing", "porte", "porte"),
                    reading(Upos::Verb, "Mood=Ind|VerbForm=Fin", "porte", "porter"),
                ],
            ),
        ];
        let mut guess = vec![Upos::Noun as u8];
        guess.push(b's');
        let bytes = write(&forms, &[(guess, Ending::between("as", "a"))]).unwrap();
        Lexicon::read(Cow::Owned(bytes)).unwrap()
    }

    #[test]
    fn a_form_has_its_readings() {
        let lexicon = sample();
        assert_eq!(lexicon.lookup("Lois")[0].lemma, "loi");
        assert_eq!(lexicon.lookup("porte").len(), 2);
        assert_eq!(lexicon.lemma("porte", Upos::Verb, &Feats::default()), "porter");
        assert!(lexicon.is_common("Porte") && !lexicon.is_common("Paris"));
        assert!(lexicon.lookup("absent").is_empty());
    }

    #[test]
    fn an_unknown_form_has_the_lemma_of_its_ending() {
        let lexicon = sample();
        assert_eq!(lexicon.lemma("chatons", Upos::Noun, &Feats::default()), "chaton");
        assert_eq!(lexicon.lemma("chatons", Upos::Adv, &Feats::default()), "chatons");
    }

    #[test]
    fn endings_go_from_form_to_lemma() {
        for (form, lemma) in [("yeux", "œil"), ("Étaient", "être"), ("Poutine", "Poutine"), ("", "a")] {
            assert_eq!(Ending::between(form, lemma).apply(form), lemma);
        }
    }
}
