//! Finds where sentences end.
//!
//! Rules settle what the marks and the layout settle; the model judges the rest. In a paragraph that
//! keeps its layout a sentence ends only at a full stop, question or exclamation mark or ellipsis, or at
//! a line break. A very long paragraph on a single line has lost its layout: titles and list items then
//! stand in the running text without a mark, and the model judges every place before a capital, figure
//! or bullet as well.
//!
//! A line break is a space, except after the end of a sentence, and after a line that was broken early
//! (the next word would have fitted into the width of the paragraph) before a capital, figure or bullet.

use crate::text::Span;

use super::Segmenter;
use super::bound::Bound;
use super::classes::is_bullet;
use super::end::describe;
use super::paragraph::is_break;
use super::survey::{Sights, Survey, Usage};
use super::tables::Abbreviation;
use super::token::{Gap, Kind, Token};

/// Bytes from which a paragraph on a single line counts as one that has lost its layout.
const LOST_LAYOUT: usize = 4000;

/// Most tokens of a sentence. What is longer is a list or no prose at all, and is cut, so that what the later stages
/// spend on one sentence has a limit.
const LONGEST: usize = 5_000;

/// A place where a sentence may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Index of the last token that is no closing mark.
    pub(crate) core: usize,
    /// Index after the last token.
    pub(crate) end: usize,
    /// Whether it is settled that the sentence ends; else the model judges.
    pub(crate) settled: bool,
}

/// The places of a paragraph where a sentence may end, the end of the paragraph left out.
pub(crate) struct Candidates<'a> {
    text: &'a str,
    tokens: &'a [Token],
    bound: Bound<'a>,
    lost_layout: bool,
    /// Length of the longest line.
    width: usize,
}

impl<'a> Candidates<'a> {
    /// Looks at the paragraph `span`, whose `tokens` know the sides of their quotation marks.
    pub(crate) fn new(
        text: &'a str,
        span: Span,
        tokens: &'a [Token],
        sights: &'a Sights,
        usage: &'a Usage,
    ) -> Self {
        let bound = Bound { text, tokens, sights, usage };
        let width = span.of(text).split(is_break).map(str::len).max().unwrap_or_default();
        Self { text, tokens, bound, lost_layout: width == span.len() && width > LOST_LAYOUT, width }
    }

    /// The same for a text of a single line that has lost its layout, however long it is.
    pub(crate) fn without_layout(self) -> Self {
        Self { lost_layout: true, ..self }
    }

    /// Returns the places in order.
    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let mut core = 0;
        let mut line = 0;
        for end in 1..self.tokens.len() {
            if self.tokens[end - 1].kind != Kind::Closing {
                core = end - 1;
            }
            let settled = match self.tokens[end].gap {
                Gap::Break => self.at_break(core, end, std::mem::replace(&mut line, end)),
                Gap::Space => self.at_space(core, end),
                Gap::None => self.at_nothing(core, end),
            };
            if let Some(settled) = settled
                && !self.bound.holds(core, end)
            {
                places.push(Place { core, end, settled });
            }
        }
        places
    }

    /// Whether a sentence may end at the line break before token `end`; its line starts at token `line`.
    fn at_break(&self, core: usize, end: usize, line: usize) -> Option<bool> {
        let next = self.tokens[end];
        if self.tokens[core].kind == Kind::End && self.word_at(end) != Case::Lower {
            return Some(true);
        }
        let length = self.tokens[end - 1].end - self.tokens[line].start;
        let early = (length + 1 + (next.end - next.start)) * 8 <= self.width * 7;
        let fits = self.is_bullet(end)
            || next.kind == Kind::Opening
            || matches!(self.word_at(end), Case::Upper | Case::Figure);
        let held = matches!(self.tokens[core].kind, Kind::Elided | Kind::Abbreviation(Abbreviation::Title));
        if early && fits && !self.is_pause(end - 1) && !held {
            return Some(true);
        }
        self.at_space(core, end)
    }

    fn at_space(&self, core: usize, end: usize) -> Option<bool> {
        let next = self.tokens[end];
        if matches!(next.kind, Kind::Closing | Kind::End) || self.is_pause(end) || self.is_separator(end) {
            return None;
        }
        let loose = self.tokens.get(end + 1).is_some_and(|after| after.gap != Gap::None);
        if self.lost_layout && loose && self.is_bullet(end) {
            return (!matches!(self.tokens[core].kind, Kind::Elided | Kind::Opening)).then_some(false);
        }
        let case = self.word_at(end);
        let possible = match self.tokens[core].kind {
            Kind::End => self.lost_layout || case != Case::Lower,
            Kind::Abbreviation(Abbreviation::Title | Abbreviation::Figure) | Kind::Elided | Kind::Opening => {
                false
            }
            Kind::Abbreviation(_) | Kind::Initials => case == Case::Upper,
            _ => self.lost_layout && (self.is_separator(core) || case != Case::Lower),
        };
        possible.then_some(false)
    }

    /// A full stop before a capital without a space is a slip of typing.
    fn at_nothing(&self, core: usize, end: usize) -> Option<bool> {
        let stop = self.tokens[core].kind == Kind::End && core + 1 == end;
        let word = core.checked_sub(1).is_some_and(|i| {
            self.tokens[i].kind == Kind::Word && self.tokens[i].of(self.text).ends_with(char::is_lowercase)
        });
        let next = self.tokens[end].kind == Kind::Word && self.word_at(end) == Case::Upper;
        (stop && word && next).then_some(false)
    }

    fn is_pause(&self, i: usize) -> bool {
        self.tokens[i].of(self.text) == ","
    }

    fn is_separator(&self, i: usize) -> bool {
        matches!(self.tokens[i].of(self.text), ";" | ":")
    }

    fn is_bullet(&self, i: usize) -> bool {
        self.tokens[i].kind == Kind::Other && self.tokens[i].of(self.text).starts_with(is_bullet)
    }

    /// The first letter of the first word from token `i`, opening marks and bullets passed over.
    fn word_at(&self, i: usize) -> Case {
        for token in self.tokens[i..].iter().take(4) {
            let Some(c) = token.of(self.text).chars().next() else { continue };
            match c {
                c if token.kind == Kind::Opening || token.kind == Kind::Other && is_bullet(c) => {}
                c if c.is_lowercase() => return Case::Lower,
                c if c.is_numeric() => return Case::Figure,
                c if c.is_alphabetic() => return Case::Upper,
                _ => return Case::None,
            }
        }
        Case::None
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Lower,
    Upper,
    Figure,
    None,
}

/// Returns the index after the last token of each sentence of the paragraph `span`.
///
/// Where a sentence ends with a single capital, its full stop becomes a token of its own.
pub(super) fn ends(
    text: &str,
    span: Span,
    tokens: &mut Vec<Token>,
    sights: &Sights,
    usage: &Usage,
    segmenter: &Segmenter,
) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut stops = Vec::new();
    let places = Candidates::new(text, span, tokens, sights, usage).places();
    if !places.is_empty() {
        let survey = survey(text, span, tokens, sights, usage);
        let mut values = Vec::new();
        let mut start = 0;
        for place in places {
            if !place.settled {
                describe(text, tokens, &survey, start, place, &mut values);
            }
            if place.settled || segmenter.ends.sum(&values) > 0 {
                if single_capital(text, tokens[place.core]) {
                    stops.push(place.core);
                }
                start = place.end;
                ends.push(place.end + stops.len());
            }
        }
    }
    if !tokens.is_empty() {
        ends.push(tokens.len() + stops.len());
    }
    if !stops.is_empty() {
        part_stops(tokens, &stops);
    }
    cut(&ends)
}

/// Returns `ends` with more of them where a sentence is longer than [`LONGEST`].
fn cut(ends: &[usize]) -> Vec<usize> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let pieces =
        starts.zip(ends).flat_map(|(start, &end)| (start + LONGEST..end).step_by(LONGEST).chain([end]));
    pieces.collect()
}

/// Surveys a paragraph for the judging of its places.
pub(crate) fn survey<'a>(
    text: &str,
    span: Span,
    tokens: &[Token],
    sights: &'a Sights,
    usage: &'a Usage,
) -> Survey<'a> {
    // The distance to the next place must mean the same whether or not there are line breaks.
    let places = Candidates::new(text, span, tokens, sights, usage).without_layout().places();
    Survey::new(sights, usage, places.iter().map(|place| place.end).collect())
}

fn single_capital(text: &str, token: Token) -> bool {
    token.kind == Kind::Initials && token.of(text).chars().count() == 2
}

/// Makes the full stop a token of its own in each of the tokens `stops`.
fn part_stops(tokens: &mut Vec<Token>, stops: &[usize]) {
    let mut stops = stops.iter().copied().peekable();
    let mut parted = Vec::with_capacity(tokens.len() + stops.len());
    for (i, token) in tokens.drain(..).enumerate() {
        if stops.next_if_eq(&i).is_some() {
            let stop = token.end - 1;
            parted.push(Token { end: stop, kind: Kind::Word, ..token });
            parted.push(Token { start: stop, kind: Kind::End, gap: Gap::None, ..token });
        } else {
            parted.push(token);
        }
    }
    *tokens = parted;
}
