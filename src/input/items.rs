//! Goes through sources and takes them apart into items.

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::{Path, PathBuf};
use std::vec;

use oxigraph::io::RdfFormat;

use super::feed::{self, Entry};
use super::kind::{self, Guess};
use super::layers::{self, Counter, Document, Line};
use super::{Fetcher, InputError, Item, Kind, Options, Piece, Source, warc};

/// The items of sources, in order: each source is opened when its turn comes.
pub struct Items<'a> {
    sources: vec::IntoIter<Source>,
    options: &'a Options,
    fetcher: Option<&'a Fetcher>,
    open: Option<Open>,
    counter: Counter,
}

/// Where items are.
#[derive(Clone)]
struct Place {
    name: String,
    path: PathBuf,
    found: bool,
}

impl Place {
    fn of(source: &Source) -> Self {
        let path = match source {
            Source::File(path, _) | Source::Found(path, _) => path.clone(),
            _ => PathBuf::new(),
        };
        Self { name: source.name(), path, found: matches!(source, Source::Found(..)) }
    }

    fn item(self, piece: Piece) -> Item {
        Item { name: self.name, path: self.path, found: self.found, piece }
    }
}

/// A source with more items to come.
struct Open {
    place: Place,
    number: u64,
    rest: Rest,
}

enum Rest {
    Lines(Document),
    Warc(Document),
    Feed(vec::IntoIter<Entry>),
}

impl<'a> Items<'a> {
    /// Returns the items of `sources`; without a `fetcher` nothing is fetched over the network.
    pub fn new(sources: Vec<Source>, options: &'a Options, fetcher: Option<&'a Fetcher>) -> Self {
        Self { sources: sources.into_iter(), options, fetcher, open: None, counter: Counter::default() }
    }

    /// Returns a function that tells how many bytes of files and standard input were read so far.
    pub fn progress(&self) -> impl Fn() -> u64 + Send + Sync + 'static {
        let counter = self.counter.clone();
        move || counter.get()
    }

    /// Returns the next item of the source that is open.
    fn go_on(&mut self) -> Option<Item> {
        let open = self.open.as_mut()?;
        let (found, unit) = match &mut open.rest {
            Rest::Lines(document) => (line(document, self.options, &mut open.number), "line"),
            Rest::Warc(document) => {
                open.number += 1;
                (record(document, self.options), "page")
            }
            Rest::Feed(entries) => {
                open.number += 1;
                (entries.next().map(|entry| (Piece::Entry(Box::new(entry)), None, true)), "entry")
            }
        };
        let (mut place, number) = (open.place.clone(), open.number);
        let Some((piece, inner, more)) = found else {
            self.open = None;
            return None;
        };
        if !more {
            self.open = None;
        }
        let inner = inner.map(|inner| format!(" ({inner})")).unwrap_or_default();
        place.name = format!("{}: {unit} {number}{inner}", place.name);
        Some(place.item(piece))
    }

    /// Opens `source`: returns its only item, or none where it holds several.
    fn start(&mut self, source: Source) -> Option<Item> {
        let place = Place::of(&source);
        let started = match source {
            Source::File(path, _) | Source::Found(path, _) => self.file(&path, &place),
            Source::Standard => self.stream(std::io::stdin(), &place),
            Source::Url(url) => self.fetched(&url, &place),
            Source::Memory(_, bytes) => self.stream(Cursor::new(bytes), &place),
        };
        let piece = match started {
            Ok(piece) => piece?,
            // Who names a file wants an article of it.
            Err(InputError::NoArticle(what)) if !place.found => Piece::Fault(InputError::Format(what)),
            Err(error) => Piece::Fault(error),
        };
        Some(place.item(piece))
    }

    fn file(&mut self, path: &Path, place: &Place) -> Result<Option<Piece>, InputError> {
        let file = File::open(path)?;
        if file.metadata().is_ok_and(|about| about.is_dir()) {
            return Err(InputError::NoArticle("a folder".to_owned()));
        }
        self.stream(file, place)
    }

    fn fetched(&mut self, url: &str, place: &Place) -> Result<Option<Piece>, InputError> {
        let fetcher = self.fetcher.ok_or_else(|| {
            InputError::Fetch("an address on the network; --fetch allows to fetch from it".to_owned())
        })?;
        let fetched = fetcher.fetch(url)?;
        let (charset, url) = (fetched.charset, fetched.url);
        let piece = self.stream(Cursor::new(fetched.bytes), place)?;
        Ok(piece.map(|piece| match piece {
            Piece::Html { bytes, .. } => Piece::Html { bytes, charset, url: Some(url), fetched: None },
            piece => piece,
        }))
    }

    /// Takes `stream` apart: returns its only piece, or none and goes on with it where it holds several.
    fn stream(
        &mut self,
        stream: impl Read + Send + 'static,
        place: &Place,
    ) -> Result<Option<Piece>, InputError> {
        let (mut document, packed) = layers::unpack(stream, self.counter.clone())?;
        let options = self.options;
        let kind = match options.kind {
            Some(kind) => kind,
            None => {
                let start = start_of(&mut document)?;
                let guess = kind::guess(&start, &inner_path(&place.path));
                document = Box::new(Cursor::new(start).chain(document));
                match guess {
                    Guess::Kind(kind) => kind,
                    Guess::Other(what) => return Err(InputError::NoArticle(what.to_owned())),
                }
            }
        };
        let rest = match kind {
            Kind::Text => return Ok(Some(Piece::Text(layers::whole(&mut document, options.longest)?))),
            Kind::Markdown => {
                return Ok(Some(Piece::Markdown(layers::whole(&mut document, options.longest)?)));
            }
            Kind::Html => {
                let bytes = layers::whole(&mut document, options.longest_page())?;
                return Ok(Some(Piece::Html { bytes, charset: None, url: None, fetched: None }));
            }
            Kind::NQuads | Kind::TriG => {
                let format = if kind == Kind::NQuads { RdfFormat::NQuads } else { RdfFormat::TriG };
                let again = !packed && !place.path.as_os_str().is_empty();
                let document = Box::new(BufReader::with_capacity(1 << 20, document));
                return Ok(Some(Piece::Rdf { document, format, path: again.then(|| place.path.clone()) }));
            }
            Kind::Jsonl => Rest::Lines(document),
            Kind::Warc => Rest::Warc(document),
            Kind::Feed => {
                let bytes = layers::whole(&mut document, options.longest_feed())?;
                Rest::Feed(feed::entries(&bytes)?.into_iter())
            }
        };
        self.open = Some(Open { place: place.clone(), number: 0, rest });
        Ok(None)
    }
}

impl Iterator for Items<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.go_on() {
                return Some(item);
            }
            let source = self.sources.next()?;
            if let Some(item) = self.start(source) {
                return Some(item);
            }
        }
    }
}

/// A piece, its place, and whether more can follow.
type Found = Option<(Piece, Option<String>, bool)>;

/// Returns the next line that is not blank; `number` is its number.
fn line(document: &mut Document, options: &Options, number: &mut u64) -> Found {
    loop {
        *number += 1;
        match layers::line(document, options.longest_page()) {
            Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => {}
            Ok(Some(Line::Whole(line))) => return Some((Piece::Line(line), None, true)),
            Ok(Some(Line::TooLong)) => {
                return Some((
                    Piece::Fault(InputError::TooLong { bytes: options.longest_page() }),
                    None,
                    true,
                ));
            }
            Ok(None) => return None,
            Err(error) => return Some((Piece::Fault(error), None, false)),
        }
    }
}

fn record(document: &mut Document, options: &Options) -> Found {
    match warc::next(document, options.longest_page()) {
        Ok(Some(record)) => Some((record.piece, record.url.map(|url| super::printable(&url)), true)),
        Ok(None) => None,
        Err(error) => Some((Piece::Fault(error), None, false)),
    }
}

/// Reads the start of `document`: as much as a guess wants, or a line of it, so as not to wait for more than that.
fn start_of(document: &mut Document) -> Result<Vec<u8>, InputError> {
    let mut start = Vec::new();
    while start.len() < kind::SAMPLE {
        let buffer = document.fill_buf().map_err(layers::fault)?;
        if buffer.is_empty() {
            break;
        }
        let count = buffer.len().min(kind::SAMPLE - start.len());
        start.extend(&buffer[..count]);
        document.consume(count);
        if start.trim_ascii_start().contains(&b'\n') {
            break;
        }
    }
    Ok(start)
}

/// Returns `path` without the ending of what packs it.
fn inner_path(path: &Path) -> PathBuf {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz" | "zst") => path.with_extension(""),
        _ => path.to_owned(),
    }
}
