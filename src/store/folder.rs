//! A store in a folder: Oxigraph on RocksDB, which the feature `disk` brings.

use std::path::Path;

use super::{Access, StoreError};

/// The file by which RocksDB knows a folder as its own.
const MARK: &str = "CURRENT";

/// Files of the store that a writer keeps open. RocksDB holds the index of each in memory, so that without a limit
/// memory grows with the store.
#[cfg(feature = "disk")]
const MOST_OPEN_FILES: u32 = 96;

/// Checks that `path` is a store, or for writing that one can be made there; makes the folder.
pub(super) fn prepare(path: &Path, access: Access) -> Result<(), StoreError> {
    let no_store = |what: &str| StoreError::NoStore { path: path.to_owned(), what: what.to_owned() };
    if !cfg!(feature = "disk") {
        return Err(no_store(
            "a store in a folder needs the program built with `cargo build --release --features disk` (a C++20 compiler \
             and libclang must be there); without it a store is a file, such as kg.trig",
        ));
    }
    if path.join(MARK).is_file() {
        return Ok(());
    }
    let holds_others = || {
        std::fs::read_dir(path).is_ok_and(|mut entries| {
            entries.any(|entry| entry.is_ok_and(|entry| !is_begun(&entry.file_name().to_string_lossy())))
        })
    };
    if access == Access::Read {
        return Err(no_store("no store is there; depeche load makes one"));
    }
    if holds_others() {
        return Err(no_store("the folder holds other files and no store; name a new or empty one"));
    }
    std::fs::create_dir_all(path).map_err(StoreError::file(path))
}

/// Whether a file called `name` may stand in a folder in which a store was about to be made when its maker was killed: ours,
/// or of those that RocksDB makes before its mark.
fn is_begun(name: &str) -> bool {
    let made = ["MANIFEST-", "OPTIONS-", "LOG.old"].iter().any(|start| name.starts_with(start));
    let numbered = name.strip_suffix(".dbtmp").or_else(|| name.strip_suffix(".log"));
    made || matches!(name, "depeche.lock" | "LOCK" | "LOG" | "IDENTITY")
        || numbered.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Opens the store in the folder `path`, which is locked.
#[cfg(feature = "disk")]
pub(super) fn open(path: &Path, access: Access) -> Result<oxigraph::store::Store, StoreError> {
    match access {
        Access::Read => Ok(oxigraph::store::Store::open_read_only(path)?),
        Access::Write => {
            sweep(path)?;
            let options = oxigraph::store::StoreOptions::default().with_max_open_files(MOST_OPEN_FILES);
            Ok(oxigraph::store::Store::open_with_options(path, options)?)
        }
    }
}

/// Opens nothing: the program was built without RocksDB, as [`prepare`] says.
#[cfg(not(feature = "disk"))]
pub(super) fn open(path: &Path, access: Access) -> Result<oxigraph::store::Store, StoreError> {
    prepare(path, access)?;
    Ok(oxigraph::store::Store::new()?)
}

/// Removes what a writer that was killed had not yet added. RocksDB does not know these files.
#[cfg(feature = "disk")]
fn sweep(path: &Path) -> Result<(), StoreError> {
    for entry in std::fs::read_dir(path).map_err(StoreError::file(path))? {
        let entry = entry.map_err(StoreError::file(path))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("bulk-") && name.ends_with(".sst") {
            std::fs::remove_file(entry.path()).map_err(StoreError::file(&entry.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_maker_leaves_is_told_from_the_files_of_others() {
        for begun in [
            "depeche.lock",
            "LOCK",
            "LOG",
            "LOG.old.1732551",
            "IDENTITY",
            "MANIFEST-000001",
            "000001.dbtmp",
            "000004.log",
        ] {
            assert!(is_begun(begun), "{begun}");
        }
        for other in ["notes.txt", "kg.trig", "server.log", "log", "CURRENT.bak"] {
            assert!(!is_begun(other), "{other}");
        }
    }
}
