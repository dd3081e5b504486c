//! Unpacks what is packed, and stops where it unpacks to too much.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::InputError;

/// How often a source may be packed.
const MOST_LAYERS: usize = 2;

/// Bytes that may come out whatever goes in.
const FREE: u64 = 64 << 20;

/// How many times more bytes may come out than went in. News packs to a fifth; gzip can do a thousandth.
const MOST_RATIO: u64 = 100;

const BUFFER: usize = 1 << 16;

/// Bytes of a source that were read so far, for all to see.
#[derive(Clone, Debug, Default)]
pub(super) struct Counter(Arc<AtomicU64>);

impl Counter {
    pub(super) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

struct Counted<R> {
    inner: R,
    counter: Counter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.counter.0.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What a packed source unpacks to.
struct Guarded<R> {
    inner: R,
    packed: Counter,
    unpacked: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.unpacked > FREE && self.unpacked / MOST_RATIO > self.packed.get() {
            return Err(io::Error::other(InputError::Bomb { unpacked: self.unpacked }));
        }
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        Ok(count)
    }
}

/// A source that is unpacked.
pub(super) type Document = Box<dyn BufRead + Send>;

/// Unpacks `source` as long as it is packed, and tells whether it was; `counter` counts its bytes.
pub(super) fn unpack(
    source: impl Read + Send + 'static,
    counter: Counter,
) -> Result<(Document, bool), InputError> {
    let counted = Counted { inner: source, counter: counter.clone() };
    let mut document: Document = Box::new(BufReader::with_capacity(BUFFER, counted));
    for layer in 0..=MOST_LAYERS {
        let start = document.fill_buf()?;
        let inner: Box<dyn Read + Send> = if start.starts_with(b"\x1f\x8b") {
            Box::new(MultiGzDecoder::new(document))
        } else if start.starts_with(b"\x28\xb5\x2f\xfd") {
            Box::new(zstd::Decoder::with_buffer(document)?)
        } else {
            return Ok((document, layer > 0));
        };
        let guarded = Guarded { inner, packed: counter.clone(), unpacked: 0 };
        document = Box::new(BufReader::with_capacity(BUFFER, guarded));
    }
    Err(InputError::Packed(MOST_LAYERS))
}

/// Returns the fault behind an error of reading, where it was this program that stopped.
pub(super) fn fault(error: io::Error) -> InputError {
    match error.downcast::<InputError>() {
        Ok(fault) => fault,
        Err(error) => InputError::Read(error),
    }
}

/// Reads all of `document`, but no more than one byte beyond `most`.
pub(super) fn whole(document: &mut impl Read, most: u64) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    document.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > most {
        return Err(InputError::TooLong { bytes: most });
    }
    Ok(bytes)
}

/// A line of a document.
pub(super) enum Line {
    Whole(Vec<u8>),
    /// It was longer than allowed; the rest of it was passed over.
    TooLong,
}

/// Reads the next line of at most `most` bytes, without its end.
pub(super) fn line(document: &mut impl BufRead, most: u64) -> Result<Option<Line>, InputError> {
    let mut line = Vec::new();
    document.by_ref().take(most.saturating_add(1)).read_until(b'\n', &mut line).map_err(fault)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 > most {
        pass_line(document)?;
        return Ok(Some(Line::TooLong));
    }
    line.truncate(line.trim_ascii_end().len());
    Ok(Some(Line::Whole(line)))
}

fn pass_line(document: &mut impl BufRead) -> Result<(), InputError> {
    loop {
        let buffer = document.fill_buf().map_err(fault)?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&b| b == b'\n');
        let count = end.map_or(buffer.len(), |end| end + 1);
        document.consume(count);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, InputError> {
        whole(&mut unpack(Cursor::new(bytes), Counter::default())?.0, 1000)
    }

    #[test]
    fn layers_come_off() {
        assert_eq!(unpacked(b"abc".to_vec()).unwrap(), b"abc");
        assert_eq!(unpacked(gzip(b"abc")).unwrap(), b"abc");
        assert_eq!(unpacked([gzip(b"abc"), gzip(b"def")].concat()).unwrap(), b"abcdef");
        assert_eq!(unpacked(zstd::encode_all(&gzip(b"abc")[..], 0).unwrap()).unwrap(), b"abc");
        assert!(matches!(unpacked(gzip(&gzip(&gzip(b"abc")))), Err(InputError::Packed(2))));
        assert!(matches!(unpacked(vec![b'a'; 1001]), Err(InputError::TooLong { bytes: 1000 })));
        assert!(matches!(unpacked(gzip(b"abc")[..15].to_vec()), Err(InputError::Read(_))));
    }

    #[test]
    fn a_bomb_is_left() {
        let bomb = gzip(&vec![b' '; 100 << 20]);
        let (mut document, _) = unpack(Cursor::new(bomb), Counter::default()).unwrap();
        let fault = line(&mut document, 10).err().unwrap();
        assert!(matches!(fault, InputError::Bomb { unpacked } if unpacked < 70 << 20), "{fault}");
    }

    #[test]
    fn long_lines_are_passed_over() {
        let mut text = Cursor::new(b"one\r\n0123456789ab\ntwo".to_vec());
        let mut lines = Vec::new();
        while let Some(line) = line(&mut text, 10).unwrap() {
            lines.push(match line {
                Line::Whole(line) => String::from_utf8(line).unwrap(),
                Line::TooLong => "-".to_owned(),
            });
        }
        assert_eq!(lines, ["one", "-", "two"]);
    }
}
