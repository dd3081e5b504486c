//! Keeps writers of a store apart from each other and from readers.
//!
//! The lock is the operating system's on a file beside the store. It goes with the process, however that ends; the file
//! stays.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use super::{Access, StoreError};

/// A lock that is held as long as this lives.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
    access: Access,
}

impl Lock {
    /// Takes the lock `file` of the store at `store`: readers share it, a writer has it alone.
    pub(super) fn take(store: &Path, file: &Path, access: Access) -> Result<Self, StoreError> {
        let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(file);
        let mut opened = match opened {
            Ok(opened) => opened,
            // Nobody writes where nobody may.
            Err(error) if access == Access::Read && is_unwritable(&error) => {
                return Ok(Self { file: None, access });
            }
            Err(error) => return Err(StoreError::file(file)(error)),
        };
        let taken = match access {
            Access::Read => opened.try_lock_shared(),
            Access::Write => opened.try_lock(),
        };
        match taken {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let holder = opened.read_to_string(&mut text).ok().and_then(|_| text.trim().parse().ok());
                let doing = if holder.is_some() { "writes" } else { "uses" };
                return Err(StoreError::Busy { path: store.to_owned(), holder, doing });
            }
            Err(TryLockError::Error(error)) => return Err(StoreError::file(file)(error)),
        }
        // The number is only for the message. A writer that was killed may have left its own.
        match access {
            Access::Read => drop(opened.set_len(0)),
            Access::Write => {
                opened.set_len(0).map_err(StoreError::file(file))?;
                writeln!(opened, "{}", std::process::id()).map_err(StoreError::file(file))?;
            }
        }
        Ok(Self { file: Some(opened), access })
    }

    pub(super) fn is_for_writing(&self) -> bool {
        self.access == Access::Write
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Later readers are not to be taken for the writer. The lock goes even where this fails.
        if let Some(file) = self.file.take().filter(|_| self.access == Access::Write) {
            let _ = file.set_len(0);
        }
    }
}

fn is_unwritable(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
