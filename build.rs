//! Lists the data folders and the built page, sorted, and embeds every file of them. Nothing else is decided here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The built page of the server.
const PAGE: &str = "src/serve/web";

const FOLDERS: [&str; 6] = ["lexicon", "gazetteer", "rules", "model", "ontology", "queries"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        collect(&root, &root.join(folder), &mut files)?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("files.rs"), code(files))?;
    let mut page = Vec::new();
    println!("cargo::rerun-if-changed={PAGE}");
    let folder = root.join(PAGE);
    collect(&folder, &folder, &mut page)?;
    fs::write(out.join("web.rs"), code(page))
}

/// Returns the table of `files`, sorted by name.
fn code(mut files: Vec<(String, PathBuf)>) -> String {
    files.sort();
    let mut code = String::from("pub(super) static FILES: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),").expect("writing to a string");
    }
    code.push_str("];\n");
    code
}

/// Adds the files below `folder` with their names relative to `root`; Markdown and hidden files are left out.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        if name.starts_with('.') || name.ends_with(".md") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let relative = path.strip_prefix(root).expect("listed below the root");
            files.push((relative.to_string_lossy().replace('\\', "/"), path));
        }
    }
    Ok(())
}
