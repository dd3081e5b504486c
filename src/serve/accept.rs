//! Content negotiation: which of the forms that can be given a client likes best (RFC 9110, section 12.5.1).

use axum::http::{HeaderMap, StatusCode, header};
use mediatype::{MediaType, MediaTypeList, Name, names};

use super::fault::Fault;
use crate::graph::Format;

/// What a client accepts.
pub(super) struct Accept(Vec<(String, String, f32)>);

impl Accept {
    /// Reads the `Accept` headers; without one, or with one that cannot be read, anything goes.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let mut ranges = Vec::new();
        for value in headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()) {
            for range in MediaTypeList::new(value).flatten() {
                ranges.push((
                    range.ty.as_str().to_ascii_lowercase(),
                    full_subtype(&range).to_ascii_lowercase(),
                    quality(&range),
                ));
            }
        }
        if ranges.is_empty() {
            ranges.push(("*".to_owned(), "*".to_owned(), 1.0));
        }
        Self(ranges)
    }

    /// Returns what it likes best of `offers`, each known by some media types; the first of them where it likes several
    /// alike, and none where it likes none.
    pub(super) fn best<T: Copy>(&self, offers: &[(&[&str], T)]) -> Option<T> {
        let mut best = None;
        for (names, offer) in offers {
            let quality = names.iter().map(|name| self.quality(name)).fold(0.0, f32::max);
            if quality > best.map_or(0.0, |(known, _)| known) {
                best = Some((quality, *offer));
            }
        }
        best.map(|(_, offer)| offer)
    }

    /// Returns how much it likes the media type `name`: as its closest range says.
    fn quality(&self, name: &str) -> f32 {
        let (main, sub) = name.split_once('/').unwrap_or((name, ""));
        let closeness = |range: &(String, String, f32)| match (range.0.as_str(), range.1.as_str()) {
            ("*", "*") => Some(0),
            (ty, "*") if ty == main => Some(1),
            (ty, of) if ty == main && of == sub => Some(2),
            _ => None,
        };
        let ranges = self.0.iter().filter_map(|range| Some((closeness(range)?, range.2)));
        ranges.fold((-1, 0.0), |best, range| if range.0 > best.0 { range } else { best }).1
    }
}

/// Returns the part behind the slash with its suffix, as in `ld+json`.
fn full_subtype(range: &MediaType<'_>) -> String {
    range.suffix.map_or_else(|| range.subty.to_string(), |suffix| format!("{}+{suffix}", range.subty))
}

fn quality(range: &MediaType<'_>) -> f32 {
    let q = range.params.iter().find(|(name, _)| *name == names::Q || *name == Name::new_unchecked("Q"));
    q.map_or(1.0, |(_, value)| value.as_str().parse().unwrap_or(0.0))
}

/// The formats of graphs by their media types, the one for who likes all alike first.
pub(super) const GRAPHS: [(&[&str], Format); 6] = [
    (&["text/turtle", "application/x-turtle", "text/n3"], Format::Turtle),
    (&["application/ld+json", "application/json"], Format::JsonLd),
    (&["application/n-triples", "text/plain"], Format::NTriples),
    (&["application/rdf+xml", "application/xml", "text/xml"], Format::RdfXml),
    (&["application/trig"], Format::TriG),
    (&["application/n-quads", "text/x-nquads"], Format::NQuads),
];

/// The page among the things that a thing can be shown as.
const PAGE: &[&str] = &["text/html", "application/xhtml+xml"];

impl Accept {
    /// Returns the format of graphs that it likes best, or nothing where it would rather have the page.
    pub(super) fn graph_or_page(&self) -> Result<Option<Format>, Fault> {
        let graphs = GRAPHS.iter().map(|(names, format)| (*names, Some(*format)));
        let offers: Vec<_> = graphs.chain([(PAGE, None)]).collect();
        self.best(&offers).ok_or_else(|| unacceptable(&GRAPHS))
    }
}

/// Returns the media type of what is sent, with its parameters.
pub(super) fn sent(headers: &HeaderMap) -> Option<MediaType<'_>> {
    MediaType::parse(headers.get(header::CONTENT_TYPE)?.to_str().ok()?).ok()
}

/// Returns its name alone, in lower case.
pub(super) fn essence(sent: &MediaType<'_>) -> String {
    sent.essence().to_string().to_ascii_lowercase()
}

/// The formats that keep several graphs apart.
pub(super) const DATASETS: [(&[&str], Format); 3] = [
    (&["application/n-quads", "text/x-nquads", "text/plain"], Format::NQuads),
    (&["application/trig"], Format::TriG),
    (&["application/ld+json", "application/json"], Format::JsonLd),
];

/// Returns the media type of a format of graphs.
pub(super) fn media_type(format: Format) -> &'static str {
    match format {
        Format::Turtle => "text/turtle; charset=utf-8",
        Format::TriG => "application/trig",
        Format::NQuads => "application/n-quads",
        Format::NTriples => "application/n-triples",
        Format::JsonLd => "application/ld+json",
        Format::RdfXml => "application/rdf+xml",
    }
}

/// Returns the format of graphs that links call `name`.
pub(super) fn format_called(name: &str) -> Result<Format, Fault> {
    Ok(match name {
        "turtle" => Format::Turtle,
        "jsonld" => Format::JsonLd,
        "rdfxml" => Format::RdfXml,
        "ntriples" => Format::NTriples,
        "trig" => Format::TriG,
        "nquads" => Format::NQuads,
        _ => {
            let known = "turtle, jsonld, rdfxml, ntriples, trig, nquads";
            return Err(Fault::bad(format!("there is no format \"{name}\"; there are {known}")));
        }
    })
}

/// What to say where nothing that can be given is accepted.
pub(super) fn unacceptable<T>(offers: &[(&[&str], T)]) -> Fault {
    let names: Vec<_> = offers.iter().filter_map(|(names, _)| names.first().copied()).collect();
    Fault::new(StatusCode::NOT_ACCEPTABLE, format!("the answer can be had as {}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(accept: &str) -> Option<Format> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        Accept::of(&headers).best(&GRAPHS)
    }

    #[test]
    fn the_liked_one_is_given() {
        assert_eq!(best("*/*"), Some(Format::Turtle));
        assert_eq!(best("application/rdf+xml"), Some(Format::RdfXml));
        assert_eq!(best("text/turtle;q=0.3, application/ld+json;q=0.9"), Some(Format::JsonLd));
        assert_eq!(best("text/*;q=0.5, application/n-triples;q=0.4"), Some(Format::Turtle));
        // What is said of a type itself counts before what is said of all.
        assert_eq!(
            best("text/turtle;q=0, text/n3;q=0, application/x-turtle;q=0, */*;q=0.1"),
            Some(Format::JsonLd)
        );
        assert_eq!(best("image/png"), None);
        assert_eq!(best("application/n-quads; q=0"), None);
        assert_eq!(best("application/ld+json; profile=\"x\""), Some(Format::JsonLd));
    }

    #[test]
    fn without_a_wish_anything_goes() {
        assert_eq!(Accept::of(&HeaderMap::new()).best(&DATASETS), Some(Format::NQuads));
    }
}
