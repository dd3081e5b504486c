//! The features of a parser state, after Zhang and Nivre (2011), with markers, agreement and valency for French.

use super::context::{Attributes, Context};
use super::transition::{Arena, Item, NONE, Side, State};
use crate::weights::combine;

/// Collects features under running template numbers.
struct Templates<'a> {
    out: &'a mut Vec<u64>,
    number: u64,
}

impl Templates<'_> {
    #[inline(always)]
    fn add<const N: usize>(&mut self, parts: [u64; N]) {
        self.number += 1;
        self.out.push(parts.into_iter().fold(self.number.wrapping_mul(0x9e37_79b9), combine));
    }
}

/// A place of the state: the word with its outer children.
struct Place<'a> {
    word: &'a Attributes,
    at: u16,
    left: Side,
    right: Side,
    marker: u64,
}

impl<'a> Place<'a> {
    fn of(context: &'a Context, item: Option<&Item>) -> Self {
        let none = Side {
            outer: NONE,
            inner: NONE,
            outer_relation: 0xfe,
            inner_relation: 0xfe,
            count: 9,
            relations: 0,
        };
        match item {
            Some(i) => Self {
                word: context.word(i.word),
                at: i.word,
                left: i.left,
                right: i.right,
                marker: context.word(i.marker).lemma,
            },
            None => Self {
                word: context.word(NONE),
                at: NONE,
                left: none,
                right: none,
                marker: context.word(NONE).lemma,
            },
        }
    }
}

/// Sets `out` to the features of `state`.
pub(crate) fn extract(context: &Context, arena: &Arena, state: &State, out: &mut Vec<u64>) {
    out.clear();
    let s0 = Place::of(context, arena.stack(state, 0));
    let s1 = Place::of(context, arena.stack(state, 1));
    let s2 = Place::of(context, arena.stack(state, 2));
    let next = Item { word: state.next, left: state.left, right: state.left, marker: state.marker, below: 0 };
    let b0 = Place::of(context, Some(&next));
    let ahead = |n: u16| context.word(state.next.saturating_add(n));
    let (b1, b2) = (ahead(1), ahead(2));
    let mut t = Templates { out, number: 0 };
    t.add([0]);
    words(&mut t, &s0, &s1, &b0, b1);
    t.add([s2.word.tag]);
    t.add([s2.word.lemma, s1.word.tag]);
    t.add([b2.tag, b1.tag]);
    t.add([ahead(3).upos, b2.upos, b1.upos]);
    let near = distance(s0.at, b0.at);
    let far = distance(s1.at, s0.at);
    pair(&mut t, &s0, &b0, near);
    pair(&mut t, &s1, &s0, far);
    t.add([s1.word.tag, b0.word.tag]);
    t.add([s1.word.lemma, b0.word.tag]);
    t.add([s1.word.tag, b0.word.lemma]);
    t.add([s1.word.lemma, b0.word.lemma]);
    triples(&mut t, context, [&s0, &s1, &s2, &b0], b1, b2);
    markers(&mut t, &s0, &s1, &b0);
    children(&mut t, context, &s0, &s1, &b0);
    let between = context.between(s1.at, s0.at);
    t.add([s1.word.tag, s0.word.tag, between]);
    t.add([s1.word.upos, s0.word.upos, b0.word.upos, between]);
    t.add([s0.word.tag, b0.word.tag, context.between(s0.at, b0.at)]);
}

fn words(t: &mut Templates<'_>, s0: &Place<'_>, s1: &Place<'_>, b0: &Place<'_>, b1: &Attributes) {
    for place in [s0, s1, b0] {
        t.add([place.word.form, place.word.tag]);
        t.add([place.word.lemma, place.word.upos]);
        t.add([place.word.tag]);
        t.add([place.word.feats]);
    }
    t.add([b1.form]);
    t.add([b1.tag]);
    t.add([b1.lemma, b0.word.tag]);
    t.add([b1.lemma, s0.word.tag]);
}

/// Adds what joins two places that an arc may join.
fn pair(t: &mut Templates<'_>, a: &Place<'_>, b: &Place<'_>, distance: u64) {
    let (x, y) = (a.word, b.word);
    t.add([x.lemma, y.lemma]);
    t.add([x.form, y.form]);
    t.add([x.lemma, y.tag]);
    t.add([x.tag, y.lemma]);
    t.add([x.lemma, x.upos, y.lemma, y.upos]);
    t.add([x.tag, y.tag]);
    t.add([x.feats, y.feats]);
    t.add([x.upos, y.upos, distance]);
    t.add([x.lemma, y.upos, distance]);
    t.add([x.upos, y.lemma, distance]);
    t.add([x.tag, y.tag, x.agreement, y.agreement]);
    t.add([x.upos, y.upos, x.agreement ^ y.agreement]);
}

fn triples(
    t: &mut Templates<'_>,
    context: &Context,
    places: [&Place<'_>; 4],
    b1: &Attributes,
    b2: &Attributes,
) {
    let [s0, s1, s2, b0] = places;
    let (x, y, z) = (s0.word, s1.word, b0.word);
    t.add([y.tag, x.tag, z.tag]);
    t.add([y.upos, x.lemma, z.upos]);
    t.add([y.lemma, x.upos, z.upos]);
    t.add([y.upos, x.upos, z.lemma]);
    t.add([x.tag, z.tag, b1.tag]);
    t.add([x.upos, z.lemma, b1.upos]);
    t.add([z.tag, b1.tag, b2.tag]);
    t.add([s2.word.tag, y.tag, x.tag]);
    t.add([s2.word.upos, y.upos, x.upos, z.upos]);
    t.add([y.upos, x.upos, z.upos, b1.upos]);
    t.add([x.lemma, z.upos, b1.upos, b2.upos]);
    let tag = |at| context.word(at).tag;
    for (child, left) in [(s0.left.outer, 1), (s0.right.outer, 2), (b0.left.outer, 3)] {
        t.add([x.tag, z.tag, tag(child), left]);
    }
    for (child, side) in [(s0.left.outer, 1), (s0.right.outer, 2), (s1.left.outer, 3), (s1.right.outer, 4)] {
        t.add([y.tag, x.tag, tag(child), side]);
    }
    t.add([x.upos, tag(s0.left.outer), tag(s0.left.inner)]);
    t.add([x.upos, tag(s0.right.outer), tag(s0.right.inner)]);
    t.add([y.upos, tag(s1.right.outer), tag(s1.right.inner)]);
    t.add([z.upos, tag(b0.left.outer), tag(b0.left.inner)]);
}

/// Adds prepositions and conjunctions of phrases with what they may hang on.
fn markers(t: &mut Templates<'_>, s0: &Place<'_>, s1: &Place<'_>, b0: &Place<'_>) {
    t.add([s0.marker, s0.word.upos, s1.word.lemma]);
    t.add([s0.marker, s0.word.upos, s1.word.tag]);
    t.add([s0.marker, s0.word.lemma, s1.word.lemma]);
    t.add([s0.marker, s0.word.lemma, s1.word.upos]);
    t.add([s0.marker, s1.marker, s1.word.upos, s0.word.upos]);
    t.add([s0.marker, s0.word.tag, b0.word.tag]);
    t.add([s0.marker, b0.word.lemma]);
    t.add([s1.marker, s1.word.upos, s0.word.upos, b0.word.lemma]);
    t.add([b0.marker, b0.word.upos, s0.word.lemma]);
    t.add([b0.marker, b0.word.tag, s0.word.tag]);
    t.add([b0.marker, b0.word.tag, s1.word.tag, s0.word.upos]);
}

/// Adds relations of the children, their number and their set.
fn children(t: &mut Templates<'_>, context: &Context, s0: &Place<'_>, s1: &Place<'_>, b0: &Place<'_>) {
    let sides = [(s0, s0.left), (s0, s0.right), (s1, s1.left), (s1, s1.right), (b0, b0.left)];
    for (place, side) in sides {
        let (outer, inner) = (u64::from(side.outer_relation), u64::from(side.inner_relation));
        t.add([place.word.tag, outer]);
        t.add([place.word.lemma, side.relations]);
        t.add([place.word.tag, side.relations]);
        t.add([place.word.upos, outer, inner]);
        t.add([place.word.lemma, u64::from(side.count)]);
        t.add([context.word(side.outer).lemma, outer]);
    }
    let (x, y, z) = (s0.word, s1.word, b0.word);
    t.add([y.tag, x.tag, s1.right.relations, 1]);
    t.add([y.tag, x.tag, s0.left.relations, 2]);
    t.add([x.tag, z.tag, b0.left.relations, 3]);
    t.add([x.tag, z.tag, s0.right.relations, 4]);
    t.add([y.upos, x.upos, s1.left.relations, s1.right.relations]);
    t.add([y.upos, x.upos, u64::from(s0.left.count), u64::from(s1.right.count)]);
}

/// Returns the distance between two places in coarse steps.
fn distance(a: u16, b: u16) -> u64 {
    match b.saturating_sub(a) {
        n @ 0..=4 => u64::from(n),
        5..=7 => 5,
        8..=12 => 6,
        13..=25 => 7,
        _ => 8,
    }
}
