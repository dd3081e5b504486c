//! Quotations that layout shows, given in quotation marks.
//!
//! Later stages see no layout and would take the words of a block quotation, of `<q>` or of an embedded post for the
//! article's own. So the reader of a format puts signs into the text where such a quotation begins and ends, the text
//! is taken out as always, and [`render`] writes marks and lines of sources in place of the signs.
//!
//! Signs are code points that Unicode keeps for the use inside programs. A page that holds some itself gets marks in
//! odd places, as if it had written these.

mod dom;
mod inline;
mod layout;
mod marks;
mod post;
mod render;
mod source;

pub(super) use dom::mark;
pub(super) use render::render;

/// A block quotation begins.
pub(super) const OPEN: char = '\u{FDD0}';
/// An embedded post begins, which is never mere styling.
const POST: char = '\u{FDD1}';
/// A block quotation or a post ends.
pub(super) const CLOSE: char = '\u{FDD2}';
/// Words begin that name the source of the quotation around.
const SOURCE: char = '\u{FDD3}';
/// Words begin that name its source if they stand apart from its text, and otherwise a work, say.
pub(super) const CITE: char = '\u{FDD4}';
/// The words after [`SOURCE`] or [`CITE`] end.
pub(super) const END: char = '\u{FDD5}';
/// A quotation begins within a line.
pub(super) const Q: char = '\u{FDD6}';
/// It ends.
pub(super) const UNQ: char = '\u{FDD7}';

fn is_sign(c: char) -> bool {
    (OPEN..=UNQ).contains(&c)
}

/// Whether there is more in `text` than marks and blanks.
fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
