//! Turns the bytes of a file into text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file and how it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// Name of the encoding, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// Whether bytes that are no text of that encoding became U+FFFD.
    pub lossy: bool,
}

impl Decoded {
    /// Returns the remark that some bytes were no text, where that is so.
    pub fn remark(&self) -> Option<String> {
        self.lossy.then(|| {
            format!("read as {}, in which some bytes are no text; they became U+FFFD", self.encoding)
        })
    }
}

/// Why bytes cannot be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is nothing, or only white space and marks that do not show.
    #[error("the text is empty or blank ({bytes} bytes)")]
    Empty {
        /// Length of the input.
        bytes: usize,
    },
    /// A zero byte, which text does not hold.
    #[error("not a text but binary data: byte {offset} is zero")]
    ZeroByte {
        /// Place of the first.
        offset: usize,
    },
    /// More control characters than a text holds.
    #[error(
        "not a text but binary data: {controls} of {chars} characters are control characters or undecodable"
    )]
    Controls {
        /// Their number.
        controls: usize,
        /// Number of all characters.
        chars: usize,
    },
}

/// Bytes that are looked at to guess an encoding.
const SAMPLE: usize = 1 << 20;

/// One control character in this many is still text (form feeds, stray escapes).
const CONTROL_SHARE: usize = 50;

/// Decodes `bytes`: UTF-8, UTF-16 with its byte order mark, or an older encoding guessed from its bytes.
///
/// # Errors
/// Where the input is blank, or is binary data and no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, ReadError> {
    decode_as(bytes, None)
}

/// Decodes `bytes` as [`decode`] does; where they are not UTF-8, as `label` says, or what a page says of itself.
///
/// # Errors
/// As [`decode`].
pub fn decode_as(bytes: &[u8], label: Option<&str>) -> Result<Decoded, ReadError> {
    let (encoding, body) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (declared(bytes, label).unwrap_or_else(|| guess(bytes)), bytes),
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && let Some(offset) = bytes.iter().position(|&b| b == 0) {
        return Err(ReadError::ZeroByte { offset });
    }
    let (text, lossy) = encoding.decode_without_bom_handling(body);
    if let Some(offset) = text.find('\0') {
        return Err(ReadError::ZeroByte { offset });
    }
    if is_blank(&text) {
        return Err(ReadError::Empty { bytes: bytes.len() });
    }
    let controls = text.chars().filter(|&c| is_control(c)).count();
    let chars = text.chars().count();
    if controls > 1 && controls * CONTROL_SHARE > chars {
        return Err(ReadError::Controls { controls, chars });
    }
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), lossy })
}

/// Bytes of a page in which its encoding is told (the HTML standard's own figure).
const HEAD: usize = 1024;

/// Returns the encoding that `label` or the head of a page names, unless the bytes are UTF-8 all the same or the name is
/// wrong: both happen often.
fn declared(bytes: &[u8], label: Option<&str>) -> Option<&'static Encoding> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mark = b"charset=";
    let is_page = head.contains(&b'<');
    let own = head.windows(mark.len()).position(|w| is_page && w == mark).map(|at| {
        let rest = head[at + mark.len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end =
            rest.iter().position(|b| !b.is_ascii_alphanumeric() && !b"-_:".contains(b)).unwrap_or(rest.len());
        &rest[..end]
    });
    let named = label.map(str::as_bytes).into_iter().chain(own).filter_map(Encoding::for_label);
    // Bytes that are no UTF-8 are not helped by a page that says so.
    named.into_iter().find(|encoding| *encoding != UTF_8 && *encoding != UTF_16LE && *encoding != UTF_16BE)
}

/// Returns the encoding of bytes without a mark. UTF-8 that is broken in a few places stays UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let Err(fault) = std::str::from_utf8(bytes) else { return UTF_8 };
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let (text, _) = UTF_8.decode_without_bom_handling(sample);
    let broken = text.matches('\u{FFFD}').count();
    let sound = text.chars().filter(|&c| !c.is_ascii() && c != '\u{FFFD}').count();
    if fault.error_len().is_none() || sound > 10 * broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(Some(b"fr"), Utf8Detection::Deny)
}

/// Whether `text` holds nothing to read: only white space and marks that do not show.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

fn is_control(c: char) -> bool {
    c == '\u{FFFD}' || c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE_TEXT: &str = "L'été dernier, le député a voté à Orléans ; ça n'a guère plu à ses collègues.";

    fn check(bytes: &[u8], encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.lossy), (SAMPLE_TEXT, encoding, false));
    }

    #[test]
    fn encodings_are_told_apart() {
        check(SAMPLE_TEXT.as_bytes(), "UTF-8");
        check(format!("\u{FEFF}{SAMPLE_TEXT}").as_bytes(), "UTF-8");
        let latin: Vec<u8> = SAMPLE_TEXT.chars().map(|c| u8::try_from(c).unwrap()).collect();
        check(&latin, "windows-1252");
        let wide: Vec<u8> =
            "\u{FEFF}".encode_utf16().chain(SAMPLE_TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        check(&wide, "UTF-16LE");
        let wide: Vec<u8> =
            "\u{FEFF}".encode_utf16().chain(SAMPLE_TEXT.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        check(&wide, "UTF-16BE");
    }

    #[test]
    fn windows_quotes_are_read() {
        let decoded =
            decode(b"Il a dit : \x93 l\x92\xe9t\xe9 \x94 \x96 et rien d'autre, d\xe9j\xe0.").unwrap();
        assert_eq!(decoded.text, "Il a dit : “ l’été ” – et rien d'autre, déjà.");
    }

    #[test]
    fn a_broken_byte_leaves_the_rest_readable() {
        let mut bytes = SAMPLE_TEXT.repeat(3).into_bytes();
        bytes.push(0xC3);
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.lossy && decoded.encoding == "UTF-8");
        assert!(decoded.text.starts_with("L'été"));
    }

    #[test]
    fn blank_and_binary_input_is_refused() {
        assert_eq!(decode(b""), Err(ReadError::Empty { bytes: 0 }));
        assert_eq!(decode("\u{FEFF} \n\u{200B}".as_bytes()), Err(ReadError::Empty { bytes: 8 }));
        assert_eq!(decode(b"\x7fELF\x02\x00"), Err(ReadError::ZeroByte { offset: 5 }));
        assert_eq!(decode(b"\xFF\xFEa\0\0\0b\0"), Err(ReadError::ZeroByte { offset: 1 }));
        assert_eq!(decode(b"ab\x01\x02\x03\x04"), Err(ReadError::Controls { controls: 4, chars: 6 }));
        let message = decode(b"\x89PNG\r\n\x1a\n\0").unwrap_err().to_string();
        assert_eq!(message, "not a text but binary data: byte 8 is zero");
    }
}
