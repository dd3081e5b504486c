//! Why something is no article, or cannot be read as one.

use crate::text::ReadError;

/// Why no article comes out of an item.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// It cannot be opened or read.
    #[error("{0}")]
    Read(#[from] std::io::Error),
    /// It is no text.
    #[error("{0}")]
    Text(#[from] ReadError),
    /// It is longer than an article may be.
    #[error(
        "more than {} MB is no article, and its parts can only be read together; split it, or raise --longest",
        *bytes as f64 / 1e6
    )]
    TooLong {
        /// The limit.
        bytes: u64,
    },
    /// It grows too much when unpacked.
    #[error("a few bytes unpack to {unpacked} and more; it looks made to fill a disk and is read no further")]
    Bomb {
        /// Bytes that came out so far.
        unpacked: u64,
    },
    /// It is packed again and again.
    #[error("packed more than {0} times over; unpack it first")]
    Packed(usize),
    /// Elements stand in elements without end.
    #[error("its elements stand more than {0} deep in each other, which no article needs")]
    Deep(usize),
    /// It is not what its format asks for.
    #[error("{0}")]
    Format(String),
    /// It is of a kind that holds no article.
    #[error("{0}")]
    NoArticle(String),
    /// It is in a language that cannot be read.
    #[error("the text is in another language than French ({0})")]
    Language(String),
    /// It was not fetched.
    #[error("{0}")]
    Fetch(String),
}

impl InputError {
    /// Whether nothing went wrong: there is just no article to read.
    pub fn is_skip(&self) -> bool {
        matches!(self, Self::NoArticle(_) | Self::Language(_))
    }

    /// A word for the kind of trouble, by which it is counted.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Read(_) => "unreadable",
            Self::Text(ReadError::Empty { .. }) => "empty",
            Self::Text(_) => "not text",
            Self::TooLong { .. } => "too long",
            Self::Bomb { .. } | Self::Packed(_) | Self::Deep(_) => "harmful",
            Self::Format(_) => "malformed",
            Self::NoArticle(_) => "no article",
            Self::Language(_) => "other language",
            Self::Fetch(_) => "not fetched",
        }
    }
}
