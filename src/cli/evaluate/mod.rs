//! `depeche evaluate`: compares what the program makes of a treebank's text with the treebank, and names and references with
//! texts in which they are marked.

mod coref;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use super::Outcome;
use crate::data::{DataError, Files};
use crate::learn::names::{Article, Finder, Folds, by_folds, frsemcor, score as name_score, winer};
use crate::learn::score::{Score, score};
use crate::learn::stages::Stages;
use crate::learned::Network;
use crate::mention::NameResources;
use crate::parse::conllu::{self, Sentence};

/// Measure tagging and parsing on a treebank (measures of the CoNLL 2018 shared task), or names, or references.
#[derive(Debug, clap::Args)]
#[command(after_long_help = COREF_HELP)]
pub struct Args {
    /// Treebank in CoNLL-U; with --coref, documents with chains of coreference.
    file: PathBuf,
    /// Measure references: MUC, B³, CEAFe and their mean, and what became of pronouns, descriptions and names.
    #[arg(long, conflicts_with_all = ["names", "gold_tokens", "plain", "output"])]
    coref: bool,
    /// With --coref: only documents with this in their name.
    #[arg(long, value_name = "PART", requires = "coref")]
    documents: Option<String>,
    /// Take sentences and words as the treebank has them.
    #[arg(long)]
    gold_tokens: bool,
    /// Parse sentences as they stand, insertions and all.
    #[arg(long)]
    plain: bool,
    /// Measure names instead: against this file of FrSemCor, on the sentences whose ids the treebank has, or against this
    /// table (article, start, end, kind, words: `.tsv`), on the texts in the folder FILE.
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
    /// With a table of names or --coref: train on the other months or documents, so many times, and measure on what was
    /// kept back. For names FrSemCor is learned from as well, for references the gold facts of --gold.
    #[arg(long, value_name = "NUMBER")]
    folds: Option<usize>,
    /// With folds of names: only this one, from 0 on.
    #[arg(long, value_name = "NUMBER", requires_all = ["folds", "names"])]
    fold: Option<usize>,
    /// With a table of names: the learned reader helps, with this weight of its logarithms; it must not have seen the texts.
    #[arg(long, value_name = "WEIGHT", requires = "names")]
    learned: Option<f32>,
    /// With --coref and folds: table of who is meant to learn from.
    #[arg(long, value_name = "FILE", requires = "coref", default_value = "tests/gold/references.tsv")]
    references: PathBuf,
    /// With --coref and folds: folder of the texts of that table; may be given more than once.
    #[arg(long, value_name = "FOLDER", requires = "coref", default_values = ["../shared/wikinews/text", "../shared/gold/wikinews/train"])]
    texts: Vec<PathBuf>,
    /// With --coref and folds: folder of gold facts beside their articles to learn from; may be given more than once.
    #[arg(long, value_name = "FOLDER", requires = "coref", default_value = "../shared/gold/wikinews/train")]
    gold: Vec<PathBuf>,
    /// With folds: folder that holds FrSemCor.
    #[arg(long, value_name = "FOLDER", requires = "folds", default_value = "../shared/ner")]
    frsemcor: PathBuf,
    /// Find names by lists and rules alone, without the trained chain.
    #[arg(long, requires = "names")]
    without_chain: bool,
    /// Folder whose data files stand in for the embedded ones.
    #[arg(long)]
    files: Option<PathBuf>,
    /// Write what the program made of the text to this file; for names, what it made wrong.
    #[arg(long)]
    output: Option<PathBuf>,
}

/// What the measures of references are.
const COREF_HELP: &str = "References (--coref):
  A mention stands where its head word stands; chains of one mention are left out, of the gold ones and of the given ones.
  CoNLL is the mean of the F1 of MUC, B³ and CEAFe.
  pronouns      personal and possessive ones of the third person, in a chain with a name
  descriptions  common nouns with a mention before them in their chain
  names         proper nouns with a mention before them in their chain
  right: of the marked mentions that the program joins it with, the last before it that is no pronoun (else the first
  after it) is of the same chain; wrong: it is of another; left: the program joins it with none of them, or does not
  find it.";

/// Runs the verb.
///
/// # Errors
/// Where the treebank or a data file cannot be read, or the output not written.
pub fn run(args: &Args) -> anyhow::Result<Outcome> {
    if args.coref {
        return coref::run(args);
    }
    let tables = |p: &PathBuf| p.extension().is_some_and(|e| e == "tsv");
    if let Some(table) = args.names.as_ref().filter(|p| tables(p)) {
        return news(args, table);
    }
    if args.folds.is_some() {
        bail!("--folds needs a table of names (`.tsv`) for --names");
    }
    let text =
        std::fs::read_to_string(&args.file).with_context(|| format!("reading {}", args.file.display()))?;
    let gold = conllu::read(&text).with_context(|| format!("reading {}", args.file.display()))?;
    let files = files(args)?;
    let start = Instant::now();
    let stages = Stages { plain: args.plain, ..Stages::load(&files)? };
    let loading = start.elapsed();
    if let Some(path) = &args.names {
        return names(args, path, &gold, &stages, &files);
    }
    let start = Instant::now();
    let given: Vec<_> = if args.gold_tokens {
        gold.iter().map(|s| analyse(&stages, s)).collect()
    } else {
        let texts: Vec<_> = gold.iter().map(Sentence::text).collect();
        from_text(&stages, &texts.join(" "))
    };
    let time = start.elapsed();
    if let Some(path) = &args.output {
        std::fs::write(path, conllu::write(&given)).with_context(|| format!("writing {}", path.display()))?;
    }
    report(&gold, &given, loading, time)
}

/// Returns the data files that are asked for.
fn files(args: &Args) -> anyhow::Result<Files> {
    Ok(match &args.files {
        Some(folder) => Files::overlaid(folder)?,
        None => Files::embedded(),
    })
}

/// Returns the sentences that the program finds in `text`.
fn from_text(stages: &Stages, text: &str) -> Vec<Sentence> {
    let (segmented, trees) = stages.read(text);
    segmented.sentences.iter().zip(&trees).map(|(s, tree)| Sentence::new(text, s, tree)).collect()
}

/// Returns `gold` with the program's analyses and tree in place of its own.
fn analyse(stages: &Stages, gold: &Sentence) -> Sentence {
    let tree = stages.tree(&gold.forms());
    let mut given = Sentence::from_tree(&tree);
    for (word, gold) in given.words.iter_mut().zip(&gold.words) {
        word.misc.clone_from(&gold.misc);
    }
    Sentence { comments: gold.comments.clone(), contractions: gold.contractions.clone(), ..given }
}

/// Measures the names of news, as the table at `path` has them.
fn news(args: &Args, path: &Path) -> anyhow::Result<Outcome> {
    let files = files(args)?;
    let stages = Stages { plain: args.plain, ..Stages::load(&files)? };
    let news = winer::read(path, &args.file)?;
    let lists = NameResources::lists(&files)?;
    let network = args.learned.map(|weight| Ok::<_, DataError>((Network::load(&files)?, weight)));
    let network = network.transpose()?;
    let learned = network.as_ref().map(|(network, weight)| (network, *weight));
    if let Some(folds) = args.folds {
        let folds = Folds { number: folds.max(2), only: args.fold };
        let sources = super::train::name_sources(&args.frsemcor, &lists)?;
        let (scores, lines) = by_folds(&sources, &news, &stages, &lists, learned, 1, folds);
        write_differences(args, || lines)?;
        table(&scores)?;
        return Ok(Outcome::Done);
    }
    let articles: Vec<_> = news.into_iter().map(|n| n.article).collect();
    measure(args, &articles, &stages, &files, lists, learned)
}

/// Measures the names of `articles`.
fn measure(
    args: &Args,
    articles: &[Article],
    stages: &Stages,
    files: &Files,
    lists: NameResources,
    learned: Option<(&Network, f32)>,
) -> anyhow::Result<Outcome> {
    let res = if args.without_chain { lists } else { NameResources::load(files)? };
    let finder = Finder { stages, res: &res, learned };
    write_differences(args, || name_score::differences(articles, &finder))?;
    table(&name_score::score(articles, &finder))?;
    Ok(Outcome::Done)
}

/// Writes what was made wrong to the file that was asked for, if any.
fn write_differences(args: &Args, lines: impl FnOnce() -> Vec<String>) -> anyhow::Result<()> {
    let Some(path) = &args.output else { return Ok(()) };
    std::fs::write(path, lines().join("\n") + "\n").with_context(|| format!("writing {}", path.display()))
}

/// Measures the names of the sentences of `gold`, as FrSemCor has them.
fn names(
    args: &Args,
    path: &Path,
    gold: &[Sentence],
    stages: &Stages,
    files: &Files,
) -> anyhow::Result<Outcome> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lists = NameResources::lists(files)?;
    let ids: BTreeSet<_> = gold.iter().filter_map(|s| s.comment("sent_id")).collect();
    let articles = frsemcor::read(&text, &|id| ids.contains(id), &lists);
    measure(args, &articles, stages, files, lists, None)
}

/// Writes the scores as a table.
fn table(scores: &[(&str, Score)]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<12} {:>9} {:>9} {:>9} {:>9}", "measure", "precision", "recall", "F1", "aligned")?;
    for (name, s) in scores {
        let percent = |share: f64| format!("{:.2}", 100.0 * share);
        let aligned = s.aligned_accuracy().map(percent).unwrap_or_default();
        let (p, r, f) = (percent(s.precision()), percent(s.recall()), percent(s.f1()));
        writeln!(out, "{name:<12} {p:>9} {r:>9} {f:>9} {aligned:>9}")?;
    }
    Ok(())
}

fn report(
    gold: &[Sentence],
    given: &[Sentence],
    loading: Duration,
    time: Duration,
) -> anyhow::Result<Outcome> {
    let scores = score(gold, given).context("the two texts differ in more than spaces")?;
    table(&scores)?;
    let words: usize = given.iter().map(|s| s.words.len()).sum();
    let (speed, loaded) = (words as f64 / time.as_secs_f64(), loading.as_secs_f64() * 1e3);
    writeln!(std::io::stderr(), "{words} words, {speed:.0} words a second; loaded in {loaded:.0} ms")?;
    Ok(Outcome::Done)
}
