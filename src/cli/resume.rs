//! Remembers how far a load came, so that one that was stopped can go on.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::args::Reading;
use crate::input::Sources;
use crate::store::Draft;

/// Where a load is: all before it is in the store for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// Items that are done.
    pub(super) items: u64,
    /// Articles of the next item that are done, where it is a document of graphs.
    pub(super) articles: u64,
}

#[derive(Serialize, Deserialize)]
struct Content {
    /// Digest of what is loaded and how.
    of: String,
    #[serde(flatten)]
    place: Place,
}

/// The file that keeps the place, beside or in the store.
pub(super) struct Journal {
    path: PathBuf,
    of: String,
    place: Place,
}

impl Journal {
    /// Returns the journal of loading `sources` into `store`; it goes on where the last one stopped if `resume` is set,
    /// and else begins anew.
    pub(super) fn new(store: &Path, sources: &Sources, reading: &Reading, resume: bool) -> Result<Self> {
        let path = if store.is_dir() {
            store.join("depeche.resume")
        } else {
            let mut name = store.as_os_str().to_owned();
            name.push(".resume");
            PathBuf::from(name)
        };
        let of = digest(sources, reading);
        let mut journal = Self { path, of, place: Place::default() };
        if resume && let Some(content) = journal.read()? {
            if content.of != journal.of {
                bail!(
                    "{}: the load that was stopped was of other articles, or read them otherwise; load without --resume, \
                     or as it was then",
                    journal.path.display()
                );
            }
            journal.place = content.place;
        }
        Ok(journal)
    }

    fn read(&self) -> Result<Option<Content>> {
        let name = || self.path.display().to_string();
        match std::fs::read(&self.path) {
            Ok(bytes) => {
                let fault = "not a journal of this program; load without --resume";
                Ok(Some(serde_json::from_slice(&bytes).context(fault).with_context(name)?))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(name),
        }
    }

    /// Where to go on.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Remembers that all before `place` is in the store for good.
    pub(super) fn keep(&mut self, place: Place) -> Result<()> {
        if place == self.place {
            return Ok(());
        }
        self.place = place;
        let name = || self.path.display().to_string();
        let mut draft = Draft::of(&self.path).with_context(name)?;
        serde_json::to_writer(&mut draft, &Content { of: self.of.clone(), place }).with_context(name)?;
        draft.keep().with_context(name)
    }

    /// Forgets the place, since the load is done.
    pub(super) fn end(self) -> Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).with_context(|| self.path.display().to_string())
            }
            _ => Ok(()),
        }
    }
}

/// Returns a digest of all that decides which items there are and what is made of them.
fn digest(sources: &Sources, reading: &Reading) -> String {
    let mut hasher = Sha256::new();
    for source in &sources.sources {
        hasher.update(format!("{}\n{:?}\n", source.name(), source.bytes()));
    }
    let Reading { source, url, base, entities, .. } = reading;
    hasher.update(format!(
        "{:?} {:?} {:?} {} {url:?} {base:?} {entities:?} {}",
        source.input,
        source.fields,
        source.date,
        source.longest,
        env!("CARGO_PKG_VERSION")
    ));
    hasher.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
