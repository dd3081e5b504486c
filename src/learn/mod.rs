//! Training and evaluation of what is learned from treebanks.

pub mod coref;
pub mod forest;
pub mod lexicon;
pub mod names;
pub mod parser;
pub mod perceptron;
pub mod score;
pub mod segment;
pub mod stages;
pub mod tagger;
pub mod train;
pub mod word_list;

use std::path::{Path, PathBuf};

use anyhow::Context as _;

/// Returns the files of `folder` whose names end in `.{extension}`, sorted.
///
/// # Errors
/// Where the folder cannot be read.
pub fn files_of(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut paths = entries.map(|e| Ok(e?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == extension));
    paths.sort();
    Ok(paths)
}
