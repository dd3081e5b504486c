//! Tells what a source holds from its first bytes.

use std::path::Path;

use super::jsonl::object_on_first_line;

/// What a source holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// An article as it stands.
    Text,
    /// An article with marks for headings, links and stress.
    Markdown,
    /// A page of a site.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// An article a line, as a JSON object.
    Jsonl,
    /// What a crawler kept.
    Warc,
    /// RDF that keeps graphs apart, one quad a line.
    NQuads,
    /// RDF that keeps graphs apart.
    TriG,
}

/// What first bytes tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    Kind(Kind),
    /// Something known that holds no article, in words.
    Other(&'static str),
}

/// Bytes that [`guess`] wants to see, where there are as many.
pub(super) const SAMPLE: usize = 16 * 1024;

/// Guesses what begins with `bytes`. `path` decides only where the content leaves it open.
pub(super) fn guess(bytes: &[u8], path: &Path) -> Guess {
    if let Some(other) = binary(bytes) {
        return Guess::Other(other);
    }
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if bytes.contains(&0) && !wide {
        return Guess::Other("not a text but binary data: a byte of it is zero");
    }
    if bytes.starts_with(b"WARC/") {
        return Guess::Kind(Kind::Warc);
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("nq") => return Guess::Kind(Kind::NQuads),
        Some("trig") => return Guess::Kind(Kind::TriG),
        _ => {}
    }
    if text.starts_with('<') {
        return markup(text);
    }
    if text.starts_with('{') {
        let feed = text.contains("jsonfeed.org/version");
        return match (feed, object_on_first_line(text), ending.as_deref()) {
            (true, ..) => Guess::Kind(Kind::Feed),
            (_, true, _) | (.., Some("jsonl" | "ndjson")) => Guess::Kind(Kind::Jsonl),
            _ => {
                Guess::Other("JSON that is no JSON lines; one article a line is wanted, such as jq -c makes")
            }
        };
    }
    if text.starts_with('[') && matches!(ending.as_deref(), Some("json")) {
        return Guess::Other("a JSON list; one article a line is wanted, such as jq -c '.[]' makes");
    }
    let first = text.lines().next().unwrap_or_default().to_ascii_lowercase();
    if first.starts_with("@prefix ")
        || first.starts_with("@base ")
        || first.starts_with("prefix ") && first.contains(":<")
    {
        return Guess::Kind(Kind::TriG);
    }
    if first.starts_with("_:") && first.ends_with('.') {
        return Guess::Kind(Kind::NQuads);
    }
    let marked = matches!(ending.as_deref(), Some("md" | "markdown" | "mkd")) || is_markdown(text);
    Guess::Kind(if marked { Kind::Markdown } else { Kind::Text })
}

/// Names what is known to be no text by its first bytes.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 9] = [
        (b"%PDF-", "a PDF; make text of it first, such as with pdftotext"),
        (b"PK\x03\x04", "a ZIP archive or an office document; unpack it, or save it as text"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7fELF", "a program"),
        (b"BZh", "packed by bzip2; gzip and Zstandard are unpacked"),
        (b"\xFD7zXZ", "packed by xz; gzip and Zstandard are unpacked"),
        (b"PAR1", "a Parquet table; write it as JSON lines"),
    ];
    known.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, what)| what)
}

fn markup(text: &str) -> Guess {
    match behind_iri(text) {
        Some('<') => return Guess::Kind(Kind::NQuads),
        Some('{') => return Guess::Kind(Kind::TriG),
        _ => {}
    }
    match root(text).as_deref() {
        Some("rss" | "feed" | "rdf:rdf" | "entry") => Guess::Kind(Kind::Feed),
        Some(_) if !text.starts_with("<?xml") => Guess::Kind(Kind::Html),
        Some("html") => Guess::Kind(Kind::Html),
        _ => Guess::Other("XML that is neither a page nor a feed"),
    }
}

/// Returns the first character behind the IRI in angle brackets that `text` begins with.
fn behind_iri(text: &str) -> Option<char> {
    let (iri, rest) = text.strip_prefix('<')?.split_once('>')?;
    let scheme = iri.split_once(':').map_or("", |(scheme, _)| scheme);
    let named = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let is_iri = named
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && !iri.contains(|c: char| c.is_whitespace() || "<\"".contains(c));
    is_iri.then(|| rest.trim_start().chars().next()).flatten()
}

/// Returns the name of the first element in lower case; comments, declarations and instructions are passed over.
fn root(text: &str) -> Option<String> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            ">"
        } else {
            break;
        };
        if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            let name = rest.get(9..)?.trim_start();
            if name.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html")) {
                return Some("html".to_owned());
            }
        }
        rest = rest.split_once(end)?.1;
    }
    let name: String =
        rest.strip_prefix('<')?.chars().take_while(|c| c.is_alphanumeric() || ":-_".contains(*c)).collect();
    (!name.is_empty()).then(|| name.to_lowercase())
}

/// Whether `text` has front matter, or begins with a heading.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().trim_end();
    if first == "---" {
        return lines.next().is_some_and(|line| line.contains(':'))
            && lines.any(|line| line.trim_end() == "---");
    }
    let text = first.trim_start_matches('#');
    (1..=6).contains(&(first.len() - text.len())) && text.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, expected: Kind) {
        assert_eq!(guess(text.as_bytes(), Path::new(name)), Guess::Kind(expected), "{text}");
    }

    #[test]
    fn content_tells_the_kind() {
        check("La ministre a démissionné.", "a.txt", Kind::Text);
        check("La ministre a démissionné.", "a.html", Kind::Text);
        check("# Remaniement\n\nLa ministre a démissionné.", "a", Kind::Markdown);
        check("La ministre a **démissionné**.", "a.md", Kind::Markdown);
        check("---\ntitle: Remaniement\n---\nLa ministre a démissionné.", "a", Kind::Markdown);
        check("  <!DOCTYPE HTML>\n<html>", "a.txt", Kind::Html);
        check("<!-- <rss> --><div><p>Bonjour</p></div>", "a.txt", Kind::Html);
        check("<?xml version='1.0'?><!DOCTYPE html PUBLIC ''><html>", "a", Kind::Html);
        check("\u{FEFF}<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>", "a.html", Kind::Feed);
        check("<feed xmlns='http://www.w3.org/2005/Atom'>", "a", Kind::Feed);
        check("{\"text\": \"La ministre\"}\n", "a", Kind::Jsonl);
        check("{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}", "a", Kind::Feed);
        check("{\"text\": \"broken", "a.jsonl", Kind::Jsonl);
        check("WARC/1.0\r\nWARC-Type: warcinfo\r\n", "a", Kind::Warc);
        check("<https://example.org/a> <https://example.org/b> _:x .", "a", Kind::NQuads);
        check("<https://example.org/a> {", "a", Kind::TriG);
        check("@prefix dp: <https://example.org/> .\n", "a", Kind::TriG);
        check("--- Paris, le 3 mai", "a", Kind::Text);
        check("#MeToo : la ministre réagit", "a", Kind::Text);
    }

    #[test]
    fn what_holds_no_article_is_named() {
        for (bytes, part) in [
            (&b"%PDF-1.7"[..], "PDF"),
            (b"PK\x03\x04", "ZIP"),
            (b"<?xml version='1.0'?><note/>", "XML"),
            (b"{\n \"a\": 1\n}", "JSON"),
            (b"a\0b", "binary"),
            (b"{}", "JSON lines"),
        ] {
            match guess(bytes, Path::new("a")) {
                Guess::Other(what) => assert!(what.contains(part), "{what}"),
                // An empty object is a line, and its want of a text is told when it is read.
                kind => assert_eq!((bytes, kind), (&b"{}"[..], Guess::Kind(Kind::Jsonl))),
            }
        }
    }
}
