//! Finds cue words in a tree.

use std::collections::BTreeMap;

use crate::morph::{Lexicon, Tense, Upos, VerbForm};
use crate::parse::{Relation, Tree};

use super::rule::{Cue, CueClass, Rules};

/// Where a cue stands in the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CueRef {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the frame in the rule.
    pub frame: usize,
    /// Index of the cue in the frame.
    pub cue: usize,
}

/// The cues by their first word.
#[derive(Clone, Debug, Default)]
pub struct CueIndex(BTreeMap<String, Vec<CueRef>>);

impl CueIndex {
    /// Returns the index of all cues of `rules`.
    pub fn new(rules: &Rules) -> Self {
        let mut index: BTreeMap<String, Vec<CueRef>> = BTreeMap::new();
        for (r, rule) in rules.rules.iter().enumerate() {
            for (f, frame) in rule.frames.iter().enumerate() {
                for (c, cue) in frame.cues.iter().enumerate() {
                    let place = CueRef { rule: r, frame: f, cue: c };
                    index.entry(cue.lemma.clone()).or_default().push(place);
                }
            }
        }
        Self(index)
    }

    /// Returns the cues whose first word is `lemma`.
    pub fn get(&self, lemma: &str) -> &[CueRef] {
        self.0.get(lemma).map_or(&[], Vec::as_slice)
    }
}

/// Returns the lemmas under which a word may be a cue, each with the class of word that it then is: its own
/// lemma, and for an adjective the verb whose participle it is.
pub fn readings(tree: &Tree, lexicon: &Lexicon, word: usize) -> Vec<(String, CueClass)> {
    let node = &tree[word];
    let lemma = node.analysis.lemma.clone();
    match node.analysis.upos {
        Upos::Verb | Upos::Aux => vec![(lemma.clone(), CueClass::Verb), (lemma, CueClass::Adj)],
        // The surname of `Bruno Le Maire` is no office.
        Upos::Propn if matches!(node.relation.base(), Relation::Flat) => Vec::new(),
        Upos::Noun | Upos::Propn => {
            let form = node.form.to_lowercase();
            let mut found = vec![(lemma.to_lowercase(), CueClass::Noun)];
            if found[0].0 != form {
                found.push((form, CueClass::Noun));
            }
            found
        }
        Upos::Adj => {
            let mut found = vec![(lemma.clone(), CueClass::Adj), (lemma, CueClass::Noun)];
            found.extend(participle_of(lexicon, &node.form).map(|verb| (verb, CueClass::Verb)));
            found
        }
        Upos::Punct if node.form == "(" => vec![(lemma, CueClass::Prep)],
        Upos::Adp | Upos::Adv | Upos::Sconj => {
            let mut found = vec![(phrase(tree, word), CueClass::Prep)];
            let mut lemmas = node.analysis.lemma.clone();
            for next in tree.nodes().iter().skip(word + 1).take(LONGEST_PREPOSITION - 1) {
                lemmas.push(' ');
                lemmas.push_str(&next.analysis.lemma);
                if found[0].0 != lemmas {
                    found.push((lemmas.clone(), CueClass::Prep));
                }
            }
            found
        }
        _ => Vec::new(),
    }
}

/// Returns the verb whose past participle `form` may be.
fn participle_of(lexicon: &Lexicon, form: &str) -> Option<String> {
    let analyses = lexicon.lookup(&form.to_lowercase());
    let participle = analyses.into_iter().find(|a| {
        a.upos == Upos::Verb
            && a.feats.verb_form == Some(VerbForm::Part)
            && a.feats.tense != Some(Tense::Pres)
    });
    participle.map(|a| a.lemma)
}

/// Returns the lemma of a fixed expression, its words joined by spaces (`à l'égard de`: `à le égard de`).
pub fn phrase(tree: &Tree, word: usize) -> String {
    let mut lemma = tree[word].analysis.lemma.clone();
    for part in tree.related(word, Relation::Fixed) {
        lemma.push(' ');
        lemma.push_str(&tree[part].analysis.lemma);
    }
    lemma
}

/// Most words of a preposition that introduces a source (`à le œil de`).
const LONGEST_PREPOSITION: usize = 4;

/// How far a further word of a cue may stand from the word it belongs to.
const WINDOW: usize = 7;

/// Returns the words of the tree that the further words of `cue` stand for, or none where one is missing.
pub fn rest(tree: &Tree, cue: &Cue, word: usize) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    // The words of a long preposition stand one after the other.
    found.extend(word + 1..=word + cue.lemma.matches(' ').count());
    let mut from = word;
    for (preposition, lemma) in &cue.rest {
        let next = candidates(tree, from, word).find(|&c| {
            tree[c].analysis.lemma.to_lowercase() == *lemma
                && !found.contains(&c)
                && preposition.as_ref().is_none_or(|p| introduced(tree, c, p))
        })?;
        found.push(next);
        from = next;
    }
    Some(found)
}

/// Words below `from` or `word` in the tree, or close behind; a clause of its own is not entered.
fn candidates(tree: &Tree, from: usize, word: usize) -> impl Iterator<Item = usize> + '_ {
    let near = word.saturating_sub(WINDOW)..(from.max(word) + WINDOW).min(tree.len());
    let far = tree.children(word).iter().copied().filter(move |&c| c >= from.max(word) + WINDOW);
    near.chain(far).filter(move |&c| {
        c != word
            && (tree[c].head == Some(from)
                || tree[c].head == Some(word)
                || tree[c].head.is_some_and(|h| tree[h].head == Some(word) && h > word)
                || tree[word].head == Some(c)
                    && matches!(tree[word].relation, Relation::Amod | Relation::Acl))
    })
}

fn introduced(tree: &Tree, word: usize, preposition: &str) -> bool {
    tree.related(word, Relation::Case).any(|c| phrase(tree, c) == preposition)
        || (word > 0 && tree[word - 1].analysis.lemma == preposition)
        || (word > 1
            && tree[word - 2].analysis.lemma == preposition
            && tree[word - 1].analysis.upos == Upos::Det)
}
