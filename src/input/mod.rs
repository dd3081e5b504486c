//! Where articles come from: files and streams in many formats, to articles, one at a time.
//!
//! [`Items`] goes through the sources and takes them apart, cheaply and in order; what each [`Item`] holds is read by
//! [`Item::article`], on any thread. Types are told from content, and names of files only decide between plain text and
//! Markdown.

mod date;
mod error;
mod feed;
mod fetch;
mod html;
mod item;
mod items;
mod json_ld;
mod jsonl;
mod kind;
mod layers;
mod markdown;
mod page;
mod quoted;
mod struck;
mod walk;
mod warc;

pub use date::day;
pub use error::InputError;
pub use fetch::{AGENT, Fetcher, Limits as FetchLimits};
pub use item::{Item, Piece, Taken};
pub use items::Items;
pub use jsonl::Fields;
pub use kind::Kind;
pub use walk::{Source, Sources, printable};

/// How sources are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The kind of all sources, where it is not to be told from their content.
    pub kind: Option<Kind>,
    /// What the fields of JSON lines are called.
    pub fields: Fields,
    /// Bytes that the text of an article may have.
    pub longest: u64,
}

impl Options {
    /// Bytes that a page, a line or a record may have: markup and escapes make it longer than its text.
    fn longest_page(&self) -> u64 {
        self.longest.saturating_mul(MARKUP)
    }

    /// Bytes that a feed may have, which holds many articles and is read in one piece.
    fn longest_feed(&self) -> u64 {
        self.longest.saturating_mul(FEED)
    }
}

/// How many times longer than its text a page may be.
const MARKUP: u64 = 4;

/// How many times longer than an article a feed may be.
const FEED: u64 = 16;
