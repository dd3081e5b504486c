//! A file that takes its place only when it is whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is being written beside the one that it will replace.
#[derive(Debug)]
pub struct Draft {
    file: tempfile::NamedTempFile,
    path: PathBuf,
}

/// What the names of drafts end with.
const SUFFIX: &str = ".part";

impl Draft {
    /// Begins the file that is to be at `path`, with the rights of the one that is there.
    ///
    /// # Errors
    /// Where the folder cannot be written.
    pub fn of(path: &Path) -> io::Result<Self> {
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        // A link stays a link: its target is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let prefix = prefix(&path);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder(&path))?;
        if let Ok(old) = fs::metadata(&path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self { file, path })
    }

    /// Puts the file in its place: at any moment that holds either the old file or the new one, whole.
    ///
    /// # Errors
    /// Where the file cannot be brought to the disk; the old one is then as before.
    pub fn keep(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path).map_err(|error| error.error)?;
        // The new name must last as well, where the system can see to it.
        if cfg!(unix) { File::open(folder(&self.path))?.sync_all() } else { Ok(()) }
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Removes the drafts of `path` that processes which were killed left behind. Nobody else may be writing one.
pub(super) fn sweep(path: &Path) -> io::Result<()> {
    let prefix = prefix(path);
    let Ok(entries) = fs::read_dir(folder(path)) else { return Ok(()) };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(&prefix) && name.ends_with(SUFFIX) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn prefix(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    format!(".{}.", name.unwrap_or_default())
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
