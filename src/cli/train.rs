//! `depeche train`: makes the files under `model/` from treebanks, a word list and texts with names.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::Outcome;
use crate::coref::rank;
use crate::data::Files;
use crate::learn::coref::train::{blank, both};
use crate::learn::coref::{answers, conll, sources};
use crate::learn::files_of;
use crate::learn::names::{self, Article, europeana, frsemcor, winer};
use crate::learn::parser::Settings;
use crate::learn::train::{Sources, train, train_names};
use crate::mention::{NameResources, name_lists};
use crate::parse::conllu;
use crate::resources::Resources;

/// Files that are kept for measuring unless all is asked for.
const HELD_OUT: [&str; 2] = ["fr_gsd-ud-test.conllu", "fr_sequoia-ud-test.conllu"];

/// The file of FrSemCor.
const FRSEMCOR: &str = "sequoia-9.1.frsemcor";

/// Files of old newspapers with names.
const OLD: [&str; 2] = ["europeana_train.conll", "europeana_test.conll"];

/// Parts of the names of treebanks of transcribed speech.
const SPOKEN: [&str; 2] = ["parisstories", "rhapsodie"];

/// Train lexicon, segmenter, tagger, parser and the model of names.
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
    /// Folder of texts with names: FrSemCor and, from Europeana, old newspapers.
    #[arg(long, default_value = "../shared/ner")]
    names: PathBuf,
    /// Folder of lists of names, of which the file `name-lists.bin` is made.
    #[arg(long, default_value = "../shared/names")]
    name_lists: PathBuf,
    /// Make the lists of names alone.
    #[arg(long)]
    only_name_lists: bool,
    /// Folder of news with names: `names.tsv`, and the texts in `text/`.
    #[arg(long, default_value = "../shared/wikinews")]
    news: PathBuf,
    /// Train the model of names alone, with the embedded lexicon, tagger and parser.
    #[arg(long)]
    only_names: bool,
    /// Folder of documents with chains of coreference (`.conll`).
    #[arg(long, default_value = "../shared/coref")]
    coref: PathBuf,
    /// Folder of gold facts beside their articles, from which references are learned too; may be given more than once.
    #[arg(long, default_value = "../shared/gold/wikinews/train")]
    gold: Vec<PathBuf>,
    /// Table of who is meant in articles.
    #[arg(long, default_value = "tests/gold/references.tsv")]
    references: PathBuf,
    /// Train the ranking of references alone, with the embedded data.
    #[arg(long)]
    only_coref: bool,
    /// Further files of the treebank folder to keep for measuring.
    #[arg(long, value_name = "NAME")]
    hold_out: Vec<String>,
    /// Learn also from the test files that are else kept for measuring.
    #[arg(long)]
    all: bool,
}

/// Runs the verb.
///
/// # Errors
/// Where a source cannot be read or a result not written.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    let mut files = Files::embedded();
    if args.name_lists.is_dir() {
        let bytes = names::lists::build(&args.name_lists)?;
        write(&args.out, name_lists::FILE, &bytes)?;
        files.insert(name_lists::FILE, bytes);
    }
    if args.only_name_lists {
        return Ok(Outcome::Done);
    }
    if args.only_coref {
        let (name, bytes) = references(args, files)?;
        write(&args.out, name, &bytes)?;
        return Ok(Outcome::Done);
    }
    let (sentences, written) = read_treebanks(&args.data, &held_out(args))?;
    let names = read_names(args, &files)?;
    let start = std::time::Instant::now();
    let progress = |line: &str| {
        // Nobody may be reading; training goes on.
        let _ = writeln!(std::io::stderr(), "{:5.0} s  {line}", start.elapsed().as_secs_f32());
    };
    let settings = Settings { epochs: args.epochs, beam: args.beam, seed: args.seed };
    let made = if args.only_names {
        vec![train_names(&files, &names, args.seed, &progress)?]
    } else {
        let sources = Sources {
            sentences,
            written,
            dic: read(&args.words.with_extension("dic"))?,
            aff: read(&args.words.with_extension("aff"))?,
            names,
        };
        train(&files, &sources, settings, &progress)?
    };
    for (name, bytes) in made {
        write(&args.out, name, &bytes)?;
        files.insert(name, bytes);
    }
    if args.coref.is_dir() && !args.only_names {
        let (name, bytes) = references(args, files)?;
        write(&args.out, name, &bytes)?;
        progress("references: done");
    }
    Ok(Outcome::Done)
}

/// Returns the data file of the ranking of references, learned with the other data of `files`.
fn references(args: &Args, mut files: Files) -> anyhow::Result<(&'static str, Vec<u8>)> {
    files.insert(rank::FILE, blank().write());
    let resources = Resources::load(&files)?;
    let stop = super::score::stop_words(&files)?;
    let mut articles = Vec::new();
    for path in files_of(&args.coref, "conll")? {
        articles.extend(conll::read(&read(&path)?).with_context(|| format!("reading {}", path.display()))?);
    }
    let mut chains = sources::chains(&articles, &resources);
    let facts = sources::facts(&args.gold, &resources, &stop)?;
    if args.references.is_file() {
        let texts = args.gold.iter().cloned().chain([args.news.join("text")]).collect::<Vec<_>>();
        chains.extend(answers::lessons(&args.references, &texts, &resources)?);
    }
    let ranker = both(&chains.iter().collect::<Vec<_>>(), &facts, &resources, args.seed);
    Ok((rank::FILE, ranker.write()))
}

/// Writes the data file `name` into the folder `out`.
fn write(out: &Path, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let name = Path::new(name).file_name().unwrap_or_default();
    std::fs::create_dir_all(out)?;
    let path = out.join(name);
    std::fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))
}

/// Returns the texts with names of the folder `folder`, all of them.
pub(super) fn name_sources(folder: &Path, lists: &NameResources) -> anyhow::Result<names::Sources> {
    Ok(names::Sources { articles: read_frsemcor(folder, &|_| true, lists)?, old: Vec::new() })
}

/// Reads the articles of FrSemCor in `folder`, of each the sentences with ids that `takes`.
fn read_frsemcor(
    folder: &Path,
    takes: &dyn Fn(&str) -> bool,
    lists: &NameResources,
) -> anyhow::Result<Vec<Article>> {
    Ok(frsemcor::read(&read(&folder.join(FRSEMCOR))?, takes, lists))
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

/// Returns the files that are kept for measuring.
fn held_out(args: &Args) -> Vec<&str> {
    let usual = HELD_OUT.into_iter().filter(|_| !args.all);
    usual.chain(args.hold_out.iter().map(String::as_str)).collect()
}

/// Returns the texts with names, without the sentences that are kept for measuring; none where there is no such folder.
fn read_names(args: &Args, files: &Files) -> anyhow::Result<names::Sources> {
    if !args.names.is_dir() {
        return Ok(names::Sources::default());
    }
    let mut held = BTreeSet::new();
    for name in held_out(args) {
        let text = read(&args.data.join(name))?;
        held.extend(text.lines().filter_map(|l| Some(l.strip_prefix("# sent_id = ")?.to_owned())));
    }
    let lists = NameResources::lists(files)?;
    let mut articles = read_frsemcor(&args.names, &|id| !held.contains(id), &lists)?;
    if args.news.is_dir() {
        let news = winer::read(&args.news.join("names.tsv"), &args.news.join("text"))?;
        articles.extend(news.into_iter().map(|n| n.article));
    }
    let old = OLD.iter().map(|name| Ok(europeana::read(&read(&args.names.join(name))?)));
    Ok(names::Sources { articles, old: old.collect::<anyhow::Result<Vec<_>>>()?.concat() })
}

/// Returns the sentences of the treebanks in `folder`, and file by file those of written text among them.
fn read_treebanks(
    folder: &Path,
    held_out: &[&str],
) -> anyhow::Result<(Vec<conllu::Sentence>, Vec<Vec<conllu::Sentence>>)> {
    let (mut sentences, mut written) = (Vec::new(), Vec::new());
    let held = |path: &PathBuf| path.file_name().is_some_and(|n| held_out.iter().any(|h| n == *h));
    for path in files_of(folder, "conllu")?.into_iter().filter(|path| !held(path)) {
        let read = conllu::read(&read(&path)?).with_context(|| format!("reading {}", path.display()))?;
        if !SPOKEN.iter().any(|name| path.to_string_lossy().contains(name)) {
            written.push(read.clone());
        }
        sentences.extend(read);
    }
    Ok((sentences, written))
}
