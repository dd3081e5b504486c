//! Finds the files in folders.

use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

/// Where articles are read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, with its length in bytes where it has one.
    File(PathBuf, Option<u64>),
    /// A file that was found in a folder: nothing is amiss where it holds no article.
    Found(PathBuf, Option<u64>),
    /// Standard input.
    Standard,
    /// An address.
    Url(String),
    /// Bytes in memory, and how to name them.
    Memory(String, Vec<u8>),
}

impl Source {
    /// How to name the source in a message: on one line whatever characters its path has.
    pub fn name(&self) -> String {
        match self {
            Self::File(path, _) | Self::Found(path, _) => printable(&path.to_string_lossy()),
            Self::Standard => "standard input".to_owned(),
            Self::Url(name) | Self::Memory(name, _) => printable(name),
        }
    }
}

impl Source {
    /// Its bytes, where their number is known.
    pub fn bytes(&self) -> Option<u64> {
        match self {
            Self::File(_, length) | Self::Found(_, length) => *length,
            Self::Memory(_, bytes) => Some(bytes.len() as u64),
            Self::Standard | Self::Url(_) => None,
        }
    }
}

/// The sources that paths lead to, and what is told of those left out.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The sources in the order of the paths, and in folders of names.
    pub sources: Vec<Source>,
    /// Path and reason of what was passed over in folders.
    pub passed: Vec<(String, String)>,
}

impl Sources {
    /// Finds what is at `paths`: `-` is standard input, and a folder stands for all files in it, however deep. Hidden
    /// files, links to folders, links to outside the folder, and what is no file are passed over.
    ///
    /// # Errors
    /// Where a path does not exist or a folder cannot be read; with the path.
    pub fn find(paths: &[PathBuf]) -> Result<Self, (String, io::Error)> {
        let mut found = Self::default();
        for path in paths {
            let name = || printable(&path.to_string_lossy());
            let text = path.to_string_lossy();
            if path.as_os_str() == "-" {
                found.sources.push(Source::Standard);
            } else if is_url(&text) {
                found.sources.push(Source::Url(text.into_owned()));
            } else {
                // Something that cannot be opened is told when its turn comes.
                match path.metadata() {
                    Ok(about) if about.is_dir() => {
                        let root = path.canonicalize().map_err(|error| (name(), error))?;
                        found.walk(path, &root)?;
                    }
                    Ok(about) => found.sources.push(Source::File(path.clone(), length(&about))),
                    Err(_) => found.sources.push(Source::File(path.clone(), None)),
                }
            }
        }
        Ok(found)
    }

    fn walk(&mut self, folder: &Path, root: &Path) -> Result<(), (String, io::Error)> {
        let fail = |error| (printable(&folder.to_string_lossy()), error);
        let entries = std::fs::read_dir(folder).map_err(fail)?;
        let mut entries = entries.collect::<io::Result<Vec<_>>>().map_err(fail)?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let mut pass = |why: &str| self.passed.push((printable(&path.to_string_lossy()), why.to_owned()));
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let Ok(kind) = entry.file_type() else {
                pass("cannot be looked at");
                continue;
            };
            if hidden {
                pass("hidden");
            } else if kind.is_dir() {
                self.walk(&path, root)?;
            } else if kind.is_symlink() {
                match (path.canonicalize(), path.metadata()) {
                    (Err(_), _) | (_, Err(_)) => pass("a link to nothing"),
                    // Through links one could come round in a circle.
                    (_, Ok(about)) if about.is_dir() => pass("a link to a folder"),
                    (Ok(target), _) if !target.starts_with(root) => {
                        pass("a link that leads out of the folder")
                    }
                    (_, Ok(about)) if about.is_file() => {
                        self.sources.push(Source::Found(path, length(&about)));
                    }
                    _ => pass("no file"),
                }
            } else if kind.is_file() {
                let length = entry.metadata().ok().as_ref().and_then(length);
                self.sources.push(Source::Found(path, length));
            } else {
                pass("no file");
            }
        }
        Ok(())
    }

    /// Bytes of all the sources, where all of them are files.
    pub fn bytes(&self) -> Option<u64> {
        self.sources.iter().map(Source::bytes).sum()
    }
}

fn length(about: &Metadata) -> Option<u64> {
    about.is_file().then_some(about.len())
}

fn is_url(text: &str) -> bool {
    ["http", "https"].iter().any(|scheme| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && text[scheme.len()..].starts_with("://")
    })
}

/// Returns `text` with what does not print, or breaks the line, escaped.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_the_order_of_names() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("b")).unwrap();
        for name in ["c.txt", "b/z.txt", "b/a.txt", "a\nb.txt", ".hidden"] {
            std::fs::write(at(name), "x").unwrap();
        }
        let outside = tempfile::NamedTempFile::new().unwrap();
        #[cfg(unix)]
        for (target, link) in [
            (outside.path(), "out"),
            (folder.path(), "round"),
            (&at("nowhere"), "broken"),
            (&at("c.txt"), "inside"),
        ] {
            std::os::unix::fs::symlink(target, at(link)).unwrap();
        }
        let found = Sources::find(&[
            folder.path().to_owned(),
            "-".into(),
            "HTTPS://example.org/".into(),
            "no/file".into(),
        ]);
        let found = found.unwrap();
        let names: Vec<_> = found
            .sources
            .iter()
            .map(|s| s.name().replace(&format!("{}/", folder.path().display()), ""))
            .collect();
        let passed: Vec<_> = found.passed.iter().map(|(_, why)| why.as_str()).collect();
        #[cfg(unix)]
        {
            let expected = [
                "a\\nb.txt",
                "b/a.txt",
                "b/z.txt",
                "c.txt",
                "inside",
                "standard input",
                "HTTPS://example.org/",
                "no/file",
            ];
            assert_eq!(names, expected);
            let expected =
                ["hidden", "a link to nothing", "a link that leads out of the folder", "a link to a folder"];
            assert_eq!(passed, expected);
        }
        assert!(names.contains(&"c.txt".to_owned()) && passed.contains(&"hidden"));
        assert_eq!(found.bytes(), None);
    }
}
