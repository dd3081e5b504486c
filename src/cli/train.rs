//! `depeche train`: makes the files under `model/` from treebanks and a word list.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Outcome;
use crate::data::Files;
use crate::learn::parser::Settings;
use crate::learn::train::{Sources, train};
use crate::parse::conllu;

/// Files that are kept for measuring unless all is asked for.
const HELD_OUT: [&str; 2] = ["fr_gsd-ud-test.conllu", "fr_sequoia-ud-test.conllu"];

/// Parts of the names of treebanks of transcribed speech.
const SPOKEN: [&str; 2] = ["parisstories", "rhapsodie"];

/// Train lexicon, segmenter, tagger and parser.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of CoNLL-U treebanks.
    #[arg(long, default_value = "../shared/ud")]
    data: PathBuf,
    /// Hunspell word list, without its extension.
    #[arg(long, default_value = "../shared/lex/hunspell_fr_classical")]
    words: PathBuf,
    /// Folder to write to.
    #[arg(long, default_value = "model")]
    out: PathBuf,
    /// Order of the sentences in training.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Passes over the sentences for the parser.
    #[arg(long, default_value_t = 10)]
    epochs: usize,
    /// States that the parser keeps in training.
    #[arg(long, default_value_t = 8)]
    beam: usize,
    /// Learn also from the test files that are else kept for measuring.
    #[arg(long)]
    all: bool,
}

/// Runs the verb.
///
/// # Errors
/// Where a source cannot be read or a result not written.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let read = |extension: &str| {
        let path = args.words.with_extension(extension);
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let (sentences, written) = read_treebanks(&args.data, args.all)?;
    let sources = Sources { sentences, written, dic: read("dic")?, aff: read("aff")? };
    let start = std::time::Instant::now();
    let progress = |line: &str| {
        // Nobody may be reading; training goes on.
        let _ = writeln!(std::io::stderr(), "{:5.0} s  {line}", start.elapsed().as_secs_f32());
    };
    let settings = Settings { epochs: args.epochs, beam: args.beam, seed: args.seed };
    for (name, bytes) in train(&Files::embedded(), &sources, settings, &progress)? {
        let name = Path::new(name).file_name().unwrap_or_default();
        std::fs::create_dir_all(&args.out)?;
        let path = args.out.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(Outcome::Done)
}

/// Returns the sentences of the treebanks in `folder`, and file by file those of written text among them.
fn read_treebanks(
    folder: &Path,
    all: bool,
) -> anyhow::Result<(Vec<conllu::Sentence>, Vec<Vec<conllu::Sentence>>)> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        let held = path.file_name().is_some_and(|n| HELD_OUT.iter().any(|h| n == *h));
        if path.extension().is_some_and(|e| e == "conllu") && (all || !held) {
            paths.push(path);
        }
    }
    paths.sort();
    let (mut sentences, mut written) = (Vec::new(), Vec::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let read = conllu::read(&text).with_context(|| format!("reading {}", path.display()))?;
        if !SPOKEN.iter().any(|name| path.to_string_lossy().contains(name)) {
            written.push(read.clone());
        }
        sentences.extend(read);
    }
    Ok((sentences, written))
}
