//! WARC files (ISO 28500), which crawlers write: the pages in them.
//!
//! The records are read here and not by a library: those that there are hold whole records in memory however long, or
//! have had no release for years.

use std::io::{BufRead, Read};

use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use jiff::civil::Date;

use super::layers::{self, Line};
use super::{InputError, Piece, date};

/// Bytes that the head of a record or of an answer may have.
const LONGEST_HEAD: usize = 64 * 1024;

/// Fields that a head may have.
const MOST_FIELDS: usize = 256;

/// A record that may hold a page.
pub(super) struct Record {
    /// Where it was fetched.
    pub(super) url: Option<String>,
    pub(super) piece: Piece,
}

/// Reads the next record that holds a page or text; others are passed over. `longest` is the longest page in bytes.
///
/// # Errors
/// Where the file is broken, so that the next record cannot be found.
pub(super) fn next(file: &mut impl BufRead, longest: u64) -> Result<Option<Record>, InputError> {
    loop {
        let Some(head) = head(file)? else { return Ok(None) };
        let length: u64 = head
            .get("content-length")
            .and_then(|length| length.parse().ok())
            .ok_or_else(|| InputError::Format("a WARC record does not tell its length".to_owned()))?;
        let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let http =
            head.get("content-type").unwrap_or_default().to_ascii_lowercase().starts_with("application/http");
        let url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        let fetched = head.get("warc-date").and_then(date::day);
        let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        if !wanted {
            pass(file, length)?;
            continue;
        }
        if length > longest {
            pass(file, length)?;
            return Ok(Some(Record { url, piece: Piece::Fault(InputError::TooLong { bytes: longest }) }));
        }
        let mut body = Vec::new();
        let count = file.by_ref().take(length).read_to_end(&mut body).map_err(layers::fault)?;
        if (count as u64) < length {
            return Err(InputError::Format("the file ends within a record".to_owned()));
        }
        let mime = head.get("content-type").unwrap_or_default().to_owned();
        let piece = if http {
            answer(&body, url.clone(), fetched, longest)
        } else {
            content(body, &mime, url.clone(), fetched)
        };
        match piece {
            Ok(Some(piece)) => return Ok(Some(Record { url, piece })),
            Ok(None) => {}
            Err(error) => return Ok(Some(Record { url, piece: Piece::Fault(error) })),
        }
    }
}

/// The fields of a head, with their names in lower case.
struct Head(Vec<(String, String)>);

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    fn read(bytes: &[u8]) -> Result<Self, InputError> {
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        match httparse::parse_headers(bytes, &mut fields) {
            Ok(httparse::Status::Complete((_, fields))) => Ok(Self(
                fields
                    .iter()
                    .map(|f| {
                        (f.name.to_ascii_lowercase(), String::from_utf8_lossy(f.value).trim().to_owned())
                    })
                    .collect(),
            )),
            Ok(httparse::Status::Partial) => {
                Err(InputError::Format("the head of a record is cut short".to_owned()))
            }
            Err(error) => Err(InputError::Format(format!("the head of a record cannot be read: {error}"))),
        }
    }
}

/// Reads the head of the next WARC record.
fn head(file: &mut impl BufRead) -> Result<Option<Head>, InputError> {
    let too_long = || InputError::Format("the head of a WARC record has no end".to_owned());
    let version = loop {
        match layers::line(file, LONGEST_HEAD as u64)? {
            None => return Ok(None),
            Some(Line::Whole(line)) if line.is_empty() => {}
            Some(Line::Whole(line)) => break line,
            Some(Line::TooLong) => return Err(too_long()),
        }
    };
    if !version.starts_with(b"WARC/") {
        return Err(InputError::Format(
            "a WARC record does not begin where the one before it ends".to_owned(),
        ));
    }
    let mut bytes = Vec::new();
    loop {
        match layers::line(file, LONGEST_HEAD as u64)? {
            Some(Line::Whole(line)) if bytes.len() + line.len() < LONGEST_HEAD => {
                bytes.extend(&line);
                bytes.extend(b"\r\n");
                if line.is_empty() {
                    return Head::read(&bytes).map(Some);
                }
            }
            None => return Err(InputError::Format("the file ends within the head of a record".to_owned())),
            _ => return Err(too_long()),
        }
    }
}

/// Reads over `length` bytes.
fn pass(file: &mut impl BufRead, length: u64) -> Result<(), InputError> {
    let passed = std::io::copy(&mut file.take(length), &mut std::io::sink()).map_err(layers::fault)?;
    if passed < length {
        return Err(InputError::Format("the file ends within a record".to_owned()));
    }
    Ok(())
}

/// Reads the answer of a web server in `bytes`.
fn answer(
    bytes: &[u8],
    url: Option<String>,
    fetched: Option<Date>,
    longest: u64,
) -> Result<Option<Piece>, InputError> {
    let end = bytes
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .map(|i| i + 4)
        .or_else(|| bytes.windows(2).position(|w| w == b"\n\n").map(|i| i + 2))
        .ok_or_else(|| InputError::Format("the answer of the server has no end of its head".to_owned()))?;
    let (head, body) = bytes.split_at(end);
    let line_end = head.iter().position(|&b| b == b'\n').map_or(head.len(), |i| i + 1);
    let (status, fields) = head.split_at(line_end);
    let code =
        String::from_utf8_lossy(status).split_whitespace().nth(1).and_then(|code| code.parse::<u16>().ok());
    if code != Some(200) {
        return Ok(None);
    }
    let head = Head::read(fields)?;
    let mime = head.get("content-type").unwrap_or_default();
    if !is_text(mime) {
        return Ok(None);
    }
    let chunked =
        head.get("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"));
    // Some crawlers keep the field and store the body put together.
    let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    let body = match head.get("content-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            layers::whole(&mut MultiGzDecoder::new(&body[..]), longest)?
        }
        "deflate" => layers::whole(&mut ZlibDecoder::new(&body[..]), longest)?,
        "zstd" => layers::whole(&mut zstd::Decoder::with_buffer(&body[..])?, longest)?,
        "br" => return Err(InputError::Format("packed by Brotli, which is not unpacked".to_owned())),
        _ => body,
    };
    content(body, mime, url, fetched)
}

fn is_text(mime: &str) -> bool {
    let mime = mime.trim_start().to_ascii_lowercase();
    ["text/html", "application/xhtml+xml", "text/plain"].iter().any(|kind| mime.starts_with(kind))
}

/// Returns the piece in `body`, whose type is `mime`; none where that holds no article.
fn content(
    body: Vec<u8>,
    mime: &str,
    url: Option<String>,
    fetched: Option<Date>,
) -> Result<Option<Piece>, InputError> {
    if !is_text(mime) || body.trim_ascii().is_empty() {
        return Ok(None);
    }
    if mime.trim_start().to_ascii_lowercase().starts_with("text/plain") {
        return Ok(Some(Piece::Text(body)));
    }
    Ok(Some(Piece::Html { bytes: body, charset: charset(mime), url, fetched }))
}

/// Returns the encoding that a content type names.
pub(super) fn charset(mime: &str) -> Option<String> {
    let parameter = mime.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    Some(parameter.to_owned())
}

/// Puts the chunks of `body` together; none where it is not in chunks.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((start, length))) => {
                if length == 0 {
                    return Some(out);
                }
                let end = start.checked_add(usize::try_from(length).ok()?)?;
                out.extend(rest.get(start..end)?);
                rest = rest.get(end..)?.strip_prefix(b"\r\n").unwrap_or(rest.get(end..)?);
            }
            // What was cut off is missing, and the rest is there.
            Ok(httparse::Status::Partial) => return (!out.is_empty()).then_some(out),
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, mime: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://example.org/a>\r\nWARC-Date: 2024-07-29T10:00:00Z\r\nContent-Type: {mime}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn pages(file: &str) -> Result<Vec<String>, InputError> {
        let mut file = file.as_bytes();
        let mut pages = Vec::new();
        while let Some(record) = next(&mut file, 1000)? {
            assert_eq!(record.url.as_deref(), Some("https://example.org/a"));
            pages.push(match record.piece {
                Piece::Html { bytes, charset, .. } => {
                    format!("{} {charset:?}", String::from_utf8_lossy(&bytes))
                }
                Piece::Text(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Piece::Fault(error) => error.to_string(),
                _ => "?".to_owned(),
            });
        }
        Ok(pages)
    }

    #[test]
    fn pages_come_out() {
        let http = "application/http; msgtype=response";
        let file = [
            record("warcinfo", "application/warc-fields", "software: x\r\n"),
            record("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
            record("response", http, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"UTF-8\"\r\n\r\n<p>Un</p>"),
            record("response", http, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Non</p>"),
            record("response", http, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("response", http, "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n3\r\n<p>\r\n4\r\nDeux\r\n0\r\n\r\n"),
            record("conversion", "text/plain", "Trois"),
            record("response", http, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", "x".repeat(1000))),
        ]
        .concat();
        let found = pages(&file).unwrap();
        assert_eq!(found[..3], ["<p>Un</p> Some(\"UTF-8\")", "<p>Deux None", "Trois"]);
        assert!(found[3].contains("more than 0.001 MB"), "{found:?}");
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn broken_files_are_told() {
        for (file, part) in [
            ("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "length"),
            ("WARC/1.0\r\nWARC-Type: response\r\n", "within the head"),
            ("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 10\r\n\r\nabc", "within a record"),
            (
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nabc",
                "within a record",
            ),
            ("bonjour\r\n", "begin"),
        ] {
            let message = pages(file).unwrap_err().to_string();
            assert!(message.contains(part), "{file:?}: {message}");
        }
    }
}
