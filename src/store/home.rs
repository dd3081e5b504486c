//! Where a store lives between runs: in a folder, or in one file that is read and written whole.

use std::path::{Path, PathBuf};

use oxigraph::io::RdfFormat;

use super::StoreError;
use crate::graph::Format;

/// The place of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// A folder with RocksDB's files, for collections of any size.
    Folder(PathBuf),
    /// A TriG or N-Quads file.
    File(PathBuf, Format),
}

impl Home {
    /// Tells by what is at `path`, or else by its ending, what lives there or is to be made there.
    ///
    /// # Errors
    /// Where the ending is of a format that does not keep articles apart.
    pub fn at(path: &Path) -> Result<Self, StoreError> {
        if path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) {
            return Ok(Self::Folder(path.to_owned()));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref().and_then(RdfFormat::from_extension) {
            Some(RdfFormat::TriG) => Ok(Self::File(path.to_owned(), Format::TriG)),
            Some(RdfFormat::NQuads) => Ok(Self::File(path.to_owned(), Format::NQuads)),
            Some(format) => Err(StoreError::NoStore {
                path: path.to_owned(),
                what: format!(
                    "{} does not keep articles apart; a store is a .trig or .nq file or a folder",
                    format.name()
                ),
            }),
            None if path.is_file() => Err(StoreError::NoStore {
                path: path.to_owned(),
                what: "the ending tells no format; a store is a .trig or .nq file or a folder".to_owned(),
            }),
            None => Ok(Self::Folder(path.to_owned())),
        }
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        match self {
            Self::Folder(path) | Self::File(path, _) => path,
        }
    }

    /// Returns the file that is locked while the store is in use.
    pub(super) fn lock(&self) -> PathBuf {
        match self {
            Self::Folder(path) => path.join("depeche.lock"),
            Self::File(path, _) => {
                let mut name = path.as_os_str().to_owned();
                name.push(".lock");
                name.into()
            }
        }
    }
}
