//! Labels of words: outside a name, first in a name of a kind, further in one.

use std::ops::Range;

use crate::mention::Kind;

/// Number of labels.
pub(crate) const COUNT: usize = 1 + 2 * KINDS.len();
/// The label of words outside names.
pub(crate) const OUTSIDE: u8 = 0;
/// In the order of the labels, which trained weights depend on.
const KINDS: [Kind; 6] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Event, Kind::Work, Kind::Thing];

/// Returns the label of the first word of a name of `kind`.
pub(crate) fn first(kind: Kind) -> u8 {
    KINDS.iter().zip((1..).step_by(2)).find(|(k, _)| **k == kind).map_or(OUTSIDE, |(_, label)| label)
}

/// Returns the label of a further word of a name of `kind`.
pub(crate) fn further(kind: Kind) -> u8 {
    first(kind) + 1
}

/// Returns the kind of the names that words of `label` are in.
fn kind(label: u8) -> Option<Kind> {
    KINDS.get(usize::from(label.checked_sub(1)?) / 2).copied()
}

/// Whether `label` may follow `before`; none is before the first word.
pub(crate) fn follows(label: u8, before: Option<u8>) -> bool {
    let inside = label > 0 && label.is_multiple_of(2);
    !inside || before.is_some_and(|b| b == label || b + 1 == label)
}

/// Returns the names that `labels` mark.
pub(crate) fn names(labels: &[u8]) -> Vec<(Range<usize>, Kind)> {
    let mut names: Vec<(Range<usize>, Kind)> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        let Some(kind) = kind(label) else { continue };
        match names.last_mut().filter(|(words, k)| words.end == at && *k == kind && label.is_multiple_of(2)) {
            Some((words, _)) => words.end = at + 1,
            None => names.push((at..at + 1, kind)),
        }
    }
    names
}

/// Returns the labels of `count` words of which `names` are names.
pub(crate) fn labels(names: &[(Range<usize>, Kind)], count: usize) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; count];
    for (words, kind) in names {
        for at in words.clone().filter(|&at| at < count) {
            labels[at] = if at == words.start { first(*kind) } else { further(*kind) };
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_from_their_labels() {
        let marked = [(0..2, Kind::Person), (2..3, Kind::Person), (4..6, Kind::Thing)];
        let given = labels(&marked, 7);
        assert_eq!(given, [1, 2, 1, 0, 11, 12, 0]);
        assert_eq!(names(&given), marked);
    }

    #[test]
    fn a_name_goes_on_only_after_its_own_kind() {
        assert!(follows(further(Kind::Place), Some(first(Kind::Place))));
        assert!(follows(further(Kind::Place), Some(further(Kind::Place))));
        assert!(!follows(further(Kind::Place), Some(first(Kind::Person))));
        assert!(!follows(further(Kind::Place), Some(OUTSIDE)));
        assert!(!follows(further(Kind::Place), None));
        assert!(follows(first(Kind::Place), None));
    }
}
