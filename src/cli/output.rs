//! Writes to standard output and to files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::store;

/// Writes `bytes` to `path`, or to standard output where there is none.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let mut target = Target::new(path)?;
    target.write_all(bytes).with_context(|| target.cannot())?;
    target.finish()
}

/// Where output goes. A file is written under another name and takes its own when it is whole.
pub(super) enum Target {
    /// Standard output.
    Standard(BufWriter<io::StdoutLock<'static>>),
    /// A device or pipe, which cannot be replaced.
    Device(BufWriter<File>, PathBuf),
    /// A file to be.
    File(BufWriter<store::Draft>, PathBuf),
}

impl Target {
    pub(super) fn new(path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else { return Ok(Self::Standard(BufWriter::new(io::stdout().lock()))) };
        let cannot = || format!("cannot write {}", path.display());
        if path.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir()) {
            let device = File::options().write(true).open(path).with_context(cannot)?;
            return Ok(Self::Device(BufWriter::new(device), path.to_owned()));
        }
        let draft = store::Draft::of(path).with_context(cannot)?;
        Ok(Self::File(BufWriter::new(draft), path.to_owned()))
    }

    /// Ends the output; only then is it at its place.
    pub(super) fn finish(self) -> Result<()> {
        let cannot = self.cannot();
        match self {
            Self::Standard(mut out) => Ok(out.flush()?),
            Self::Device(mut out, _) => out.flush().with_context(|| cannot),
            Self::File(out, _) => {
                let draft = out.into_inner().map_err(io::IntoInnerError::into_error);
                draft.and_then(store::Draft::keep).with_context(|| cannot)
            }
        }
    }

    fn cannot(&self) -> String {
        match self {
            Self::Standard(_) => "cannot write to standard output".to_owned(),
            Self::Device(_, path) | Self::File(_, path) => format!("cannot write {}", path.display()),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::Device(out, _) => out.write(bytes),
            Self::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::Device(out, _) => out.flush(),
            Self::File(out, _) => out.flush(),
        }
    }
}
