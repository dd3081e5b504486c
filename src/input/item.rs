//! What a source is taken apart into.

use std::io::BufRead;
use std::path::PathBuf;

use jiff::civil::Date;
use oxigraph::io::RdfFormat;

use super::feed::Entry;
use super::{InputError, Options, date, feed, html, jsonl, markdown};
use crate::text::{self, Article};

/// Something that may hold an article, and where it was found.
pub struct Item {
    /// How to name it in a message: the source, and the place in it.
    pub name: String,
    /// The file it is in; empty where it is in none.
    pub path: PathBuf,
    /// Whether it was found in a folder, where there may be all sorts of things.
    pub found: bool,
    /// What is there.
    pub piece: Piece,
}

/// What is there, as it was found.
pub enum Piece {
    /// Plain text in any encoding.
    Text(Vec<u8>),
    /// Markdown in any encoding.
    Markdown(Vec<u8>),
    /// A page.
    Html {
        /// The page as it was sent.
        bytes: Vec<u8>,
        /// The encoding that its sender named.
        charset: Option<String>,
        /// The address it was sent from.
        url: Option<String>,
        /// The day on which it was fetched, before which it must have been published.
        fetched: Option<Date>,
    },
    /// An entry of a feed.
    Entry(Box<Entry>),
    /// A line of JSON.
    Line(Vec<u8>),
    /// Graphs of articles, to be loaded as they are.
    Rdf {
        /// The document.
        document: Box<dyn BufRead + Send>,
        /// Its format.
        format: RdfFormat,
        /// Where it can be opened once more as it is: not where it is packed.
        path: Option<PathBuf>,
    },
    /// No article, as was seen at once.
    Fault(InputError),
}

/// An article, and remarks on how it was read.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The article.
    pub article: Article,
    /// What was found amiss and what was done about it; lower case, no final stop.
    pub remarks: Vec<String>,
}

impl Item {
    /// Reads the article; offsets of all that is said of it count in its text.
    ///
    /// # Errors
    /// Where there is none. [`InputError::is_skip`] tells whether something went wrong.
    pub fn article(self, options: &Options) -> Result<Taken, InputError> {
        let found = self.found;
        let article = self.piece.article(options);
        article.map_err(|error| match error {
            InputError::Text(error) if found => InputError::NoArticle(error.to_string()),
            error => error,
        })
    }
}

impl Piece {
    fn article(self, options: &Options) -> Result<Taken, InputError> {
        match self {
            Self::Text(bytes) => {
                let (text, remarks) = decoded(&bytes, None, options.longest)?;
                Ok(Taken { article: Article::new(text), remarks })
            }
            Self::Markdown(bytes) => {
                let (text, remarks) = decoded(&bytes, None, options.longest)?;
                markdown::read(&text, remarks)
            }
            Self::Html { bytes, charset, url, fetched } => {
                let (text, remarks) = decoded(&bytes, charset.as_deref(), options.longest_page())?;
                html::read(text, url.as_deref(), fetched, options.longest, remarks)
            }
            Self::Entry(entry) => feed::read(*entry, options.longest),
            Self::Line(line) => jsonl::read(&line, &options.fields, options.longest),
            Self::Rdf { .. } => {
                Err(InputError::NoArticle("graphs, which are loaded as they are and not read".to_owned()))
            }
            Self::Fault(error) => Err(error),
        }
    }
}

/// Decodes `bytes`, whose sender named the encoding `charset`.
fn decoded(bytes: &[u8], charset: Option<&str>, longest: u64) -> Result<(String, Vec<String>), InputError> {
    if bytes.len() as u64 > longest {
        return Err(InputError::TooLong { bytes: longest });
    }
    let decoded = text::decode_as(bytes, charset)?;
    let remarks = decoded.remark().into_iter().collect();
    Ok((decoded.text, remarks))
}

/// Makes the day that `text` tells that of `article`, or remarks that it tells none.
pub(super) fn set_date(article: &mut Article, text: &str, remarks: &mut Vec<String>) {
    article.date = date::day(text);
    if article.date.is_none() {
        let start: String = text.chars().take(40).collect();
        remarks.push(format!("{start:?} is no day that an article can be of, and was left out"));
    }
}

/// Makes `url` the address of `article`, or remarks that it is none.
pub(super) fn set_url(article: &mut Article, url: &str, remarks: &mut Vec<String>) {
    match url::Url::parse(url.trim()) {
        Ok(url) if matches!(url.scheme(), "http" | "https" | "urn" | "tag") => article.url = Some(url.into()),
        _ => {
            let start: String = url.chars().take(80).collect();
            remarks.push(format!("{start:?} is no address, and was left out"));
        }
    }
}
