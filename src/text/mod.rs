//! What an article is: its text, never changed, with its date, address and language.

mod article;
mod clean;
mod fold;
mod language;
mod read;
mod span;

pub use article::{Article, CharIndex};
pub use clean::Clean;
pub use fold::{capitalised, fold};
pub use language::{Language, LanguageGuess, language};
pub use read::{Decoded, ReadError, decode, decode_as, is_blank};
pub use span::Span;
