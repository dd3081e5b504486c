//! `depeche evaluate FILE --coref`: who is meant, against texts with marked chains.

use std::io::Write as _;

use anyhow::{Context as _, bail};

use super::Args;
use crate::cli::Outcome;
use crate::coref::rank;
use crate::learn::coref::answers;
use crate::learn::coref::conll::{self, Article};
use crate::learn::coref::measure::Sums;
use crate::learn::coref::report::{Fate, Report, given};
use crate::learn::coref::sources;
use crate::learn::coref::train::{Lesson, blank, both};
use crate::pipeline;
use crate::resources::Resources;
use crate::text;

/// Measures the references of the texts of `args.file`.
pub(super) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let file =
        std::fs::read_to_string(&args.file).with_context(|| format!("reading {}", args.file.display()))?;
    let articles = conll::read(&file).with_context(|| format!("reading {}", args.file.display()))?;
    let part = args.documents.as_deref().unwrap_or_default();
    let measured: Vec<usize> = (0..articles.len()).filter(|&a| articles[a].name.contains(part)).collect();
    if measured.is_empty() {
        bail!("{}: no document to measure on", args.file.display());
    }
    let mut files = super::files(args)?;
    if args.folds.is_some() {
        files.insert(rank::FILE, blank().write());
    }
    let mut resources = Resources::load(&files)?;
    let mut report = Report::default();
    match args.folds {
        None => {
            for &article in &measured {
                add(&mut report, &articles[article], &resources);
            }
        }
        Some(folds) => {
            let lessons = sources::chains(&articles, &resources);
            let stop = crate::cli::score::stop_words(&files)?;
            let facts = sources::facts(&args.gold, &resources, &stop)?;
            let answers = answers::lessons(&args.references, &args.texts, &resources)?;
            let folds = folds.clamp(2, measured.len().max(2));
            for fold in 0..folds {
                let kept =
                    |a: &usize| measured.iter().position(|m| m == a).is_none_or(|at| at % folds != fold);
                let chains: Vec<&Lesson> =
                    (0..articles.len()).filter(kept).map(|a| &lessons[a]).chain(&answers).collect();
                resources.ranker = both(&chains, &facts, &resources, 1);
                for &article in measured.iter().filter(|a| !kept(a)) {
                    add(&mut report, &articles[article], &resources);
                }
            }
        }
    }
    write(&report)?;
    Ok(Outcome::Done)
}

fn add(report: &mut Report, article: &Article, resources: &Resources) {
    let document = pipeline::read(text::Article::new(article.text.as_str()), resources);
    report.add(article, &given(&document));
}

/// Writes the measures as a table.
fn write(report: &Report) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:<12} {:>9} {:>9} {:>9}", "measure", "precision", "recall", "F1")?;
    let percent = |share: f64| format!("{:.2}", 100.0 * share);
    let measures = &report.measures;
    let rows: [(&str, &Sums); 3] =
        [("MUC", &measures.muc), ("B3", &measures.b_cubed), ("CEAFe", &measures.ceaf_e)];
    for (name, sums) in rows {
        let (p, r, f) = (percent(sums.precision()), percent(sums.recall()), percent(sums.f1()));
        writeln!(out, "{name:<12} {p:>9} {r:>9} {f:>9}")?;
    }
    writeln!(out, "{:<12} {:>29}", "CoNLL", percent(measures.mean()))?;
    writeln!(out, "\n{:<12} {:>9} {:>9} {:>9} {:>9}", "mentions", "number", "right", "wrong", "left")?;
    let rows: [(&str, &Fate); 3] =
        [("pronouns", &report.pronouns), ("descriptions", &report.descriptions), ("names", &report.names)];
    for (name, fate) in rows {
        let number = fate.right + fate.wrong + fate.left;
        let [right, wrong, left] = fate.shares().map(percent);
        writeln!(out, "{name:<12} {number:>9} {right:>9} {wrong:>9} {left:>9}")?;
    }
    Ok(())
}
