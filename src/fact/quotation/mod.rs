//! Whose words: the stretches of an article that are somebody's words and not its own, and the marks that are no speech.
//!
//! Marks, lines of dialogue, turns of an interview and answers to its questions are found before facts are read,
//! since what they hold is never the article's own; who speaks in each is found afterwards (`speaker.rs`).

mod floating;
mod layout;
mod marks;
mod neighbour;
pub(super) mod speaker;

use crate::text::Span;

use super::overlap::Overlaps;
use super::scene::Scene;

/// What the marks around a stretch, or its layout, make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Somebody's words.
    Speech,
    /// The name or title of something (`le film « … »`).
    Name,
    /// Words set at a distance (`le « plan B »`).
    Distance,
}

/// By what a stretch is set off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Quotation marks.
    Marks,
    /// What stands behind the name of who speaks: `Anna Keller : …`, `KELLER. — …`. Holds sentence and word of the name.
    Turn(usize, usize),
    /// A line of dialogue, behind a dash.
    Line,
    /// A paragraph that answers a question which is a paragraph of its own.
    Answer,
    /// A clause without marks, with who says it behind it (`…, accuse X`) or before a colon (`X raconte : …`).
    Floating,
}

/// A stretch of words that are not the article's own, or that are set off as a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inner: Span,
    /// What it is.
    pub sort: Sort,
    /// How it is set off.
    pub layout: Layout,
    /// Whether it goes on from the one before it.
    pub continues: bool,
    /// Index of the one around it.
    pub outer: Option<usize>,
}

impl Quotation {
    /// What somebody says that no marks set off, whole from its first letter to its last.
    fn unmarked(span: Span, layout: Layout) -> Self {
        Self { span, inner: span, sort: Sort::Speech, layout, continues: false, outer: None }
    }
}

/// Where each of `quotations` stands, by its index.
fn places(quotations: &[Quotation]) -> Overlaps {
    Overlaps::new(quotations.iter().map(|q| q.span).zip(0..))
}

/// The quotations of an article, in the order of their starts, an outer one before those inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations {
    all: Vec<Quotation>,
}

impl Quotations {
    /// No quotations at all.
    pub const NONE: &'static Self = &Self { all: Vec::new() };

    /// Finds the quotations of the article of `scene`.
    pub fn find(scene: &Scene<'_>) -> Self {
        let mut all = marks::find(scene);
        let turns = layout::find(scene, &all);
        all.extend(turns);
        let floating = floating::find(scene, &all);
        all.extend(floating);
        all.sort_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end())));
        let mut open: Vec<usize> = Vec::new();
        for index in 0..all.len() {
            while open.last().is_some_and(|&o| all[o].span.end() <= all[index].span.start()) {
                open.pop();
            }
            // Marks that cross a line's end are not inside it.
            all[index].outer =
                open.iter().rev().copied().find(|&o| all[o].span.end() >= all[index].span.end());
            open.push(index);
        }
        Self { all }
    }

    /// All of them.
    pub fn all(&self) -> &[Quotation] {
        &self.all
    }

    /// Returns the innermost quotation that holds the byte `offset`.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let after = self.all.partition_point(|q| q.span.start() <= offset);
        let mut found = after.checked_sub(1);
        while let Some(index) = found {
            if offset < self.all[index].span.end() {
                return Some(index);
            }
            found = self.all[index].outer;
        }
        None
    }

    /// Returns the innermost quotation that holds `offset` and is somebody's speech.
    pub fn speech_at(&self, offset: usize) -> Option<usize> {
        self.speech_from(self.at(offset))
    }

    /// Returns the innermost quotation around `index` that is somebody's speech.
    pub fn speech_around(&self, index: usize) -> Option<usize> {
        self.speech_from(self.all[index].outer)
    }

    fn speech_from(&self, mut found: Option<usize>) -> Option<usize> {
        while let Some(index) = found {
            if self.all[index].sort == Sort::Speech {
                return Some(index);
            }
            found = self.all[index].outer;
        }
        None
    }

    /// Whether the byte `offset` stands in a name or in words set at a distance.
    pub fn is_set_off(&self, offset: usize) -> bool {
        self.at(offset).is_some_and(|q| self.all[q].sort != Sort::Speech)
    }

    /// Returns those that stand directly in `level`, or in no other one, from the one at or behind `offset` on.
    pub fn after(&self, level: Option<usize>, offset: usize) -> impl Iterator<Item = &Quotation> {
        let from = self.all.partition_point(|q| q.span.start() < offset);
        self.all[from..].iter().filter(move |q| q.outer == level)
    }

    /// Returns those that stand directly in `level`, or in no other one, and end at or before `offset`, the last first.
    pub fn before(&self, level: Option<usize>, offset: usize) -> impl Iterator<Item = &Quotation> {
        let to = self.all.partition_point(|q| q.span.start() < offset);
        self.all[..to].iter().rev().filter(move |q| q.outer == level && q.span.end() <= offset)
    }
}
