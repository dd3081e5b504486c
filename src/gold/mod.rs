//! Gold sets: articles with the facts that careful readers took from them, and how well read facts agree.
//!
//! The measures are those of the scorer that stands beside the project's gold sets (`score.py`), figure for figure.

mod compare;
mod form;
mod offsets;
mod score;

pub use compare::content;
pub use form::{Fact, GoldSet, read, read_lines, read_of};
pub use offsets::read_offsets;
pub use score::{Confusion, Pairing, Rate, Scores, pair};
