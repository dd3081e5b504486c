//! Reads articles and graphs from files and standard input.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use oxigraph::io::RdfFormat;

use super::report;
use crate::data::Files;
use crate::store::{self, Store};
use crate::text;

/// Returns the text of the article in `path`, `-` for standard input, in whichever encoding it is.
pub(super) fn article(path: &Path) -> Result<String> {
    let decoded = text::decode(&bytes(path)?).with_context(|| name(path))?;
    if decoded.lossy {
        report(format_args!(
            "{}: read as {}, in which some bytes are no text; they became U+FFFD",
            name(path),
            decoded.encoding
        ));
    }
    Ok(decoded.text)
}

/// Returns a store with the graphs in `paths`.
pub(super) fn graphs(paths: &[std::path::PathBuf]) -> Result<Store> {
    let store = Store::new()?;
    for path in paths {
        let format = if is_standard(path) {
            RdfFormat::NQuads
        } else if let Some(format) = store::format_of(&path.to_string_lossy()) {
            format
        } else {
            bail!("{}: cannot tell the format; known endings are ttl, trig, nt, nq, jsonld, rdf", name(path));
        };
        store.load(&bytes(path)?, format).with_context(|| name(path))?;
    }
    Ok(store)
}

/// Adds the ontology to `store`.
pub(super) fn add_ontology(store: &Store, files: &Files) -> Result<()> {
    for file in ["ontology/core.ttl", "ontology/facts.ttl"] {
        store.load(files.bytes(file)?, RdfFormat::Turtle).context(file)?;
    }
    Ok(())
}

/// Returns how to name `path` in a message.
pub(super) fn name(path: &Path) -> String {
    if is_standard(path) { "standard input".to_owned() } else { path.display().to_string() }
}

pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    if is_standard(path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).with_context(|| name(path))?;
        return Ok(bytes);
    }
    if path.is_dir() {
        bail!("{}: is a folder; name the files in it", name(path));
    }
    std::fs::read(path).with_context(|| name(path))
}
