//! The binary form of trained files: variable-length numbers, strings and compressed blocks.

use crate::data::DataError;

/// Most bytes that a block may unpack to.
const MAX_BLOCK: usize = 1 << 27;

/// Collects bytes.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Adds a number, seven bits a byte, lowest first.
    pub fn number(&mut self, value: usize) {
        let mut value = value as u64;
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// Adds a number that may be negative.
    pub fn signed(&mut self, value: i64) {
        self.number(((value << 1) ^ (value >> 63)) as usize);
    }

    /// Adds bytes and their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len());
        self.0.extend_from_slice(bytes);
    }

    /// Adds bytes compressed.
    pub fn block(&mut self, bytes: &[u8]) {
        let packed = zstd::bulk::compress(bytes, 19).expect("compressing into memory");
        self.number(bytes.len());
        self.bytes(&packed);
    }

    /// Returns the bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}

/// Reads what a [`Writer`] collected, in the same order.
#[derive(Debug)]
pub struct Reader<'a> {
    name: &'a str,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Returns a reader of `bytes` of the data file `name`.
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, rest: bytes }
    }

    /// The data file's name.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Returns the fault `message` of this file.
    pub fn fault(&self, message: &str) -> DataError {
        DataError::new(self.name, 0, message)
    }

    /// Reads a number.
    ///
    /// # Errors
    /// Where the bytes end too early.
    pub fn number(&mut self) -> Result<usize, DataError> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or_else(|| self.fault("ends too early"))?;
            self.rest = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Ok(value as usize)
    }

    /// Reads a number that may be negative.
    ///
    /// # Errors
    /// Where the bytes end too early.
    pub fn signed(&mut self) -> Result<i64, DataError> {
        let value = self.number()? as u64;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// Where the bytes end too early.
    pub fn bytes(&mut self) -> Result<&'a [u8], DataError> {
        let len = self.number()?;
        let (bytes, rest) = self.rest.split_at_checked(len).ok_or_else(|| self.fault("ends too early"))?;
        self.rest = rest;
        Ok(bytes)
    }

    /// Reads text.
    ///
    /// # Errors
    /// Where the bytes end too early or are not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, DataError> {
        std::str::from_utf8(self.bytes()?).map_err(|_| self.fault("text that is not UTF-8"))
    }

    /// Reads bytes that were compressed.
    ///
    /// # Errors
    /// Where the bytes end too early or cannot be unpacked.
    pub fn block(&mut self) -> Result<Vec<u8>, DataError> {
        let len = self.number()?;
        let packed = self.bytes()?;
        if len > MAX_BLOCK {
            return Err(self.fault("a block that is too long"));
        }
        zstd::bulk::decompress(packed, len).map_err(|_| self.fault("a block that cannot be unpacked"))
    }
}
