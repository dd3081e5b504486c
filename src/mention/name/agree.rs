//! What other places of the article say of a name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Evidence, Name};
use crate::mention::Kind;
use crate::segment::Segmented;

/// How much a kind that words or lists tell counts against one that only the form suggests.
const TOLD: usize = 4;

/// Makes the names of an article agree: a bare surname is of the person whose full name stands elsewhere, and
/// equal names are of one kind.
pub(super) fn agree(text: &str, segmented: &Segmented, found: &mut [Vec<Name>]) {
    let mut kinds: BTreeMap<String, BTreeMap<Kind, usize>> = BTreeMap::new();
    let mut surnames: BTreeMap<String, ()> = BTreeMap::new();
    let spelled = |s: usize, words: &Range<usize>| -> String {
        let list = &segmented.sentences[s].words;
        list[words.start].span.join(list[words.end - 1].span).of(text).to_owned()
    };
    for (s, names) in found.iter().enumerate() {
        for name in names {
            let Some(kind) = name.kind else { continue };
            let whole = spelled(s, &name.words);
            if kind == Kind::Person
                && let Some((_, last)) = whole.split_once(' ')
            {
                surnames.insert(last.to_owned(), ());
                surnames.insert(last.rsplit(' ').next().unwrap_or(last).to_owned(), ());
            }
            let weight = if name.evidence > Evidence::Form { TOLD } else { 1 };
            *kinds.entry(whole).or_default().entry(kind).or_default() += weight;
        }
    }
    for (s, names) in found.iter_mut().enumerate() {
        // `Hollande convoque`, where François Hollande is named: a country has its article.
        for name in names.iter_mut().filter(|n| n.kind == Some(Kind::Place) && n.entry.is_some()) {
            let words = &segmented.sentences[s].words;
            let before = name.words.start.checked_sub(1).map(|w| words[w].span.of(text));
            let bare =
                before.is_none_or(|w| !w.contains(char::is_alphanumeric) && !w.ends_with(['\'', '\u{2019}']));
            if bare && name.words.len() == 1 && surnames.contains_key(&spelled(s, &name.words)) {
                (name.kind, name.entry) = (Some(Kind::Person), None);
            }
        }
        for name in names.iter_mut().filter(|n| n.entry.is_none()) {
            let whole = spelled(s, &name.words);
            let best = kinds.get(&whole).and_then(|k| k.iter().max_by_key(|(_, count)| **count));
            if name.kind.is_none() || name.kind == Some(Kind::Place) {
                if surnames.contains_key(&whole) {
                    name.kind = Some(Kind::Person);
                } else if let Some((&kind, _)) = best {
                    name.kind = Some(kind);
                }
            } else if name.evidence == Evidence::Form
                && let Some((&kind, _)) = best
            {
                // `le groupe belge Halvendael` tells what the bare name is elsewhere.
                name.kind = Some(kind);
            }
        }
    }
}
