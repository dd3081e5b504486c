//! The data files (lexicon, gazetteer, rules, model, ontology, queries) and the form of their tables.
//!
//! The files are embedded by `build.rs`, so that the binary needs nothing beside itself; a folder of
//! the same layout can stand in for them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/files.rs"));
}

/// A map for what the data files hold: its keys come from no stranger, so that a quick hash does no harm.
pub type Map<K, V> = std::collections::HashMap<K, V, foldhash::fast::FixedState>;

/// A fault in a data file: where it stands and what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct DataError {
    /// Name relative to the data root, such as `lexicon/titles.tsv`.
    pub file: String,
    /// 1-based; 0 where the fault is of the whole file.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

impl DataError {
    /// Returns the fault `message` at `line` of `file`.
    pub fn new(file: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, message: message.into() }
    }
}

/// The data files by their names relative to the data root, sorted.
#[derive(Clone, Debug)]
pub struct Files(BTreeMap<String, Cow<'static, [u8]>>);

impl Files {
    /// Returns the files embedded in the program.
    pub fn embedded() -> Self {
        Self(embedded::FILES.iter().map(|&(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes))).collect())
    }

    /// Returns the embedded files, with those that `root` holds under the same folders in their place or beside them.
    ///
    /// # Errors
    /// Where a folder or file below `root` cannot be read.
    pub fn overlaid(root: &Path) -> std::io::Result<Self> {
        let mut files = Self::embedded();
        for folder in ["lexicon", "gazetteer", "rules", "model", "ontology", "queries"] {
            add_folder(root, &root.join(folder), &mut files.0)?;
        }
        Ok(files)
    }

    /// Puts `bytes` in the place of the file `name`.
    pub fn insert(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.0.insert(name.into(), Cow::Owned(bytes));
    }

    /// Returns the bytes of the file `name`.
    ///
    /// # Errors
    /// Where there is no such file.
    pub fn bytes(&self, name: &str) -> Result<&[u8], DataError> {
        self.0.get(name).map(AsRef::as_ref).ok_or_else(|| DataError::new(name, 0, "no such data file"))
    }

    /// Returns the bytes of the file `name`, to be kept: those of an embedded file are not copied.
    ///
    /// # Errors
    /// Where there is no such file.
    pub fn shared(&self, name: &str) -> Result<Cow<'static, [u8]>, DataError> {
        self.0.get(name).cloned().ok_or_else(|| DataError::new(name, 0, "no such data file"))
    }

    /// Returns the text of the file `name`.
    ///
    /// # Errors
    /// Where there is no such file, or it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<&str, DataError> {
        std::str::from_utf8(self.bytes(name)?).map_err(|e| DataError::new(name, 0, e.to_string()))
    }

    /// Returns the table `name`, see [`Table`].
    ///
    /// # Errors
    /// Where the file is missing or is not such a table.
    pub fn table<'a>(&'a self, name: &'a str, columns: &[&str]) -> Result<Table<'a>, DataError> {
        Table::parse(name, self.text(name)?, columns)
    }

    /// Returns the names under the folder `prefix` (such as `rules/`), sorted.
    pub fn names<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().map(String::as_str).filter(move |name| name.starts_with(prefix))
    }
}

fn add_folder(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, Cow<'static, [u8]>>,
) -> std::io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add_folder(root, &path, files)?;
        } else if path.extension().is_none_or(|e| e != "md") {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.insert(name, Cow::Owned(std::fs::read(&path)?));
        }
    }
    Ok(())
}

/// A tab-separated table: lines starting with `#` are remarks (origin, licence, how to refresh), the
/// first other line names the columns, an empty line is passed over.
#[derive(Debug)]
pub struct Table<'a> {
    /// The rows with their 1-based line numbers, as many cells each as there are columns.
    pub rows: Vec<(usize, Vec<&'a str>)>,
}

impl<'a> Table<'a> {
    /// Reads `text`, whose columns must be exactly `columns`.
    ///
    /// # Errors
    /// Where the columns differ or a row has another number of cells.
    pub fn parse(name: &str, text: &'a str, columns: &[&str]) -> Result<Self, DataError> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line))
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let (number, head) = lines.next().ok_or_else(|| DataError::new(name, 0, "no header line"))?;
        if head.split('\t').ne(columns.iter().copied()) {
            let message = format!("columns are \"{head}\", expected \"{}\"", columns.join("\t"));
            return Err(DataError::new(name, number, message));
        }
        let mut rows = Vec::new();
        for (number, line) in lines {
            let cells: Vec<_> = line.split('\t').collect();
            if cells.len() != columns.len() {
                let message = format!("{} cells, expected {}", cells.len(), columns.len());
                return Err(DataError::new(name, number, message));
            }
            rows.push((number, cells));
        }
        Ok(Self { rows })
    }
}
