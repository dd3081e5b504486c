//! What other places of the article say of a name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Name;
use crate::mention::Kind;
use crate::segment::Segmented;

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
            *kinds.entry(whole).or_default().entry(kind).or_default() += 1;
        }
    }
    for (s, names) in found.iter_mut().enumerate() {
        for name in names.iter_mut().filter(|n| n.entry.is_none()) {
            let whole = spelled(s, &name.words);
            let best = kinds.get(&whole).and_then(|k| k.iter().max_by_key(|(_, count)| **count));
            if name.kind.is_none() || name.kind == Some(Kind::Place) {
                if surnames.contains_key(&whole) {
                    name.kind = Some(Kind::Person);
                } else if let Some((&kind, _)) = best {
                    name.kind = Some(kind);
                }
            }
        }
    }
}
