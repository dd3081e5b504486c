//! An article and the map from bytes to code points.

use jiff::civil::Date;

use super::Span;

/// An article: its text as it came, and what is known of it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text, from its first character; offsets of all stages count in it.
    pub text: String,
    /// The day of publication that is told with the article, from which relative dates are resolved.
    pub date: Option<Date>,
    /// The day to be taken where neither that is told nor the text begins with a dateline.
    pub date_otherwise: Option<Date>,
    /// The address it was published under; names the article in the graph where given.
    pub url: Option<String>,
    /// ISO 639-1 code of the language it is read in.
    pub language: String,
    /// The headline, where it is told apart from the text.
    pub title: Option<String>,
    /// Names of those who wrote it.
    pub authors: Vec<String>,
    /// Name of the site or paper that published it.
    pub site: Option<String>,
    /// The name it has where it comes from.
    pub id: Option<String>,
}

impl Article {
    /// Returns a French article of `text` without date and address.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            date: None,
            date_otherwise: None,
            url: None,
            language: "fr".to_owned(),
            title: None,
            authors: Vec::new(),
            site: None,
            id: None,
        }
    }
}

/// Conversion from byte offsets to Unicode code points, for output.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Code points before each block of [`CharIndex::BLOCK`] bytes.
    blocks: Vec<usize>,
}

impl CharIndex {
    const BLOCK: usize = 64;

    /// Returns the index of `text`.
    pub fn new(text: &str) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / Self::BLOCK + 1);
        let mut count = 0;
        for (i, byte) in text.bytes().enumerate() {
            if i.is_multiple_of(Self::BLOCK) {
                blocks.push(count);
            }
            count += usize::from(is_char_start(byte));
        }
        if text.len().is_multiple_of(Self::BLOCK) {
            blocks.push(count);
        }
        Self { blocks }
    }

    /// Returns the number of code points of `text` before byte `offset`; `text` is the one that the index was made of.
    pub fn chars(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        let block = offset / Self::BLOCK;
        let rest = &text.as_bytes()[block * Self::BLOCK..offset];
        self.blocks[block] + rest.iter().filter(|&&b| is_char_start(b)).count()
    }

    /// Returns start and end of `span` in code points.
    pub fn span(&self, text: &str, span: Span) -> (usize, usize) {
        (self.chars(text, span.start()), self.chars(text, span.end()))
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_accents_once() {
        let text = "é".repeat(100) + "a";
        let index = CharIndex::new(&text);
        for (chars, (bytes, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(&text, bytes), chars);
        }
        assert_eq!(index.chars(&text, text.len()), 101);
        assert_eq!(CharIndex::new("").chars("", 0), 0);
    }
}
