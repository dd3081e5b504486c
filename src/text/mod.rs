//! What an article is: its text, never changed, with its date, address and language.

mod article;
mod span;

pub use article::{Article, CharIndex};
pub use span::Span;
