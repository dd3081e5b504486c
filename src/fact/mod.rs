//! Facts: what the sentences say, read by rules over their trees, with who asserts it and how firmly.

pub mod json;
mod model;

pub use model::{Argument, Fact, Factuality, Polarity, Theme, When};
