//! Reads articles and graphs from files and standard input.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;

use super::report;
use crate::data::Files;
use crate::graph::vocab::FILES;
use crate::graph::{self, FactTypes};
use crate::store::{self, Access, Store};
use crate::text;

/// Megabytes that an article may have unless the user says otherwise. The whole of an article is held at once, in some
/// 800 times its own length (measured), so this is about 3 GB; no article comes near it.
pub(super) const LONGEST: u64 = 4;

/// Returns the text of the article in `path`, `-` for standard input, in whichever encoding it is; at most `longest`
/// megabytes of it.
pub(super) fn article(path: &Path, longest: u64) -> Result<String> {
    let most = longest.saturating_mul(1_000_000);
    let bytes = bytes(path, most)?;
    if bytes.len() as u64 > most {
        bail!(
            "{}: more than {longest} MB is no article, and its parts can only be read together; split it, or \
             raise --longest if there is memory enough (about 1 GB for a megabyte)",
            name(path)
        );
    }
    let decoded = text::decode(&bytes).with_context(|| name(path))?;
    if let Some(remark) = decoded.remark() {
        report(format_args!("{}: {remark}", name(path)));
    }
    Ok(decoded.text)
}

/// Returns the store at `store`, or one in memory with the graphs in the files `data`; both with the ontology.
///
/// The reports of the same events in `data` are joined, unless the files bring such links with them.
pub(super) fn source(store: Option<&Path>, data: &[PathBuf]) -> Result<Store> {
    let store = as_it_is(store, data)?;
    if !data.is_empty() && store.window()?.is_none() {
        store.join_events(&FactTypes::load(&Files::embedded())?, Some(store::WINDOW))?;
    }
    Ok(store)
}

/// Returns what [`source`] does, with the links that are there.
pub(super) fn as_it_is(store: Option<&Path>, data: &[PathBuf]) -> Result<Store> {
    let store = match store {
        Some(path) => Store::open(path, Access::Read)?,
        None => graphs(data)?,
    };
    if store.is_writable() {
        store.keep_ontology(&Files::embedded())?;
    }
    Ok(store)
}

/// Returns a store in memory with the graphs in `paths`.
fn graphs(paths: &[PathBuf]) -> Result<Store> {
    let store = Store::new()?;
    for path in paths {
        let format = if is_standard(path) {
            RdfFormat::NQuads
        } else if let Some(format) = store::format_of(&path.to_string_lossy()) {
            format
        } else {
            bail!("{}: cannot tell the format; known endings are ttl, trig, nt, nq, jsonld, rdf", name(path));
        };
        // Questions look into the graphs of articles, so that triples without a graph get one for their file.
        let graph = NamedNode::new(format!("{FILES}{}", graph::slug(&name(path))))?;
        store.load_into(&bytes(path, u64::MAX)?, format, graph.as_ref()).with_context(|| name(path))?;
    }
    Ok(store)
}

/// Returns how to name `path` in a message.
pub(super) fn name(path: &Path) -> String {
    if is_standard(path) { "standard input".to_owned() } else { path.display().to_string() }
}

pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns the bytes of a file or of standard input, but no more than one beyond `most`.
fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if is_standard(path) {
        std::io::stdin()
            .lock()
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .with_context(|| name(path))?;
        return Ok(bytes);
    }
    if path.is_dir() {
        bail!("{}: is a folder; name the files in it", name(path));
    }
    let file = std::fs::File::open(path).with_context(|| name(path))?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).with_context(|| name(path))?;
    Ok(bytes)
}
