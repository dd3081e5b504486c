//! Tells people how far a run is and what came of it.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use super::output::Target;
use super::report;

/// What came of a run.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Summary {
    /// Articles that were read.
    pub(super) read: u64,
    /// Things that hold no article, or none in French, by reason.
    pub(super) skipped: BTreeMap<String, u64>,
    /// Things that could not be read, by reason.
    pub(super) failed: BTreeMap<String, u64>,
    /// Articles that a resumed run had done before.
    pub(super) done_before: u64,
    /// Facts in the articles.
    pub(super) facts: u64,
    /// Words of the articles.
    pub(super) words: u64,
}

impl Summary {
    pub(super) fn skipped(&self) -> u64 {
        self.skipped.values().sum()
    }

    pub(super) fn failed(&self) -> u64 {
        self.failed.values().sum()
    }

    /// Everything that was looked at.
    pub(super) fn all(&self) -> u64 {
        self.read + self.skipped() + self.failed() + self.done_before
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reasons = |counts: &BTreeMap<String, u64>| {
            let mut text = String::new();
            for (reason, count) in counts {
                let gap = if text.is_empty() { "" } else { ", " };
                let _ = write!(text, "{gap}{count} {reason}");
            }
            text
        };
        write!(f, "{} read", articles(self.read))?;
        if self.done_before > 0 {
            write!(f, ", {} done before", self.done_before)?;
        }
        if self.skipped() > 0 {
            write!(f, ", {} skipped ({})", self.skipped(), reasons(&self.skipped))?;
        }
        if self.failed() > 0 {
            write!(f, ", {} failed ({})", self.failed(), reasons(&self.failed))?;
        }
        write!(f, "; {} facts, {} words", self.facts, self.words)
    }
}

fn articles(count: u64) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

/// What became of something that is told of in the report.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Fate {
    Remark,
    Skipped,
    Failed,
}

#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    outcome: Fate,
    reason: &'a str,
    message: &'a str,
}

/// Counts, shows and writes down what happens.
pub(super) struct Progress {
    pub(super) summary: Summary,
    start: Instant,
    bar: ProgressBar,
    bytes: Box<dyn Fn() -> u64>,
    file: Option<(Target, bool)>,
}

impl Progress {
    /// Returns the progress of a run over `total` bytes, where that is known; `bytes` tells how many were read so far.
    /// The report goes to `path`.
    pub(super) fn new(
        total: Option<u64>,
        bytes: impl Fn() -> u64 + 'static,
        path: Option<&Path>,
    ) -> Result<Self> {
        // Only a terminal shows it.
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let template = match total {
            Some(_) => "{wide_bar} {percent}% {msg}, {eta} left",
            None => "{spinner} {msg}, {elapsed}",
        };
        bar.set_style(
            ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        let mut file = path.map(|path| Target::new(Some(path))).transpose()?;
        if let Some(file) = &mut file {
            file.write_all(b"{\"problems\":[").context("cannot write the report")?;
        }
        Ok(Self {
            summary: Summary::default(),
            start: Instant::now(),
            bar,
            bytes: Box::new(bytes),
            file: file.map(|file| (file, true)),
        })
    }

    /// Shows where the run is.
    pub(super) fn tick(&self) {
        if self.bar.is_hidden() {
            return;
        }
        let rate = self.summary.words as f64 / self.start.elapsed().as_secs_f64().max(0.001);
        let message =
            format!("{} articles, {} words/s", HumanCount(self.summary.all()), HumanCount(rate as u64));
        self.bar.set_message(message);
        self.bar.set_position((self.bytes)());
    }

    /// Tells `message` of the thing `name` on standard error and in the report, and counts it.
    pub(super) fn tell(&mut self, name: &str, fate: Fate, reason: &str, message: &str) -> Result<()> {
        let counts = match fate {
            Fate::Remark => None,
            Fate::Skipped => Some(&mut self.summary.skipped),
            Fate::Failed => Some(&mut self.summary.failed),
        };
        if let Some(counts) = counts {
            *counts.entry(reason.to_owned()).or_default() += 1;
        }
        let word = if matches!(fate, Fate::Skipped) { "skipped: " } else { "" };
        self.bar.suspend(|| report(format_args!("{name}: {word}{message}")));
        if let Some((file, first)) = &mut self.file {
            let gap: &[u8] = if *first { b"\n" } else { b",\n" };
            *first = false;
            file.write_all(gap).context("cannot write the report")?;
            let entry = Entry { name, outcome: fate, reason, message };
            serde_json::to_writer(file, &entry).context("cannot write the report")?;
        }
        Ok(())
    }

    /// Ends the run: `more` is told behind the summary where that is shown.
    pub(super) fn finish(self, quiet: bool, more: &str) -> Result<Summary> {
        self.bar.finish_and_clear();
        let seconds = self.start.elapsed().as_secs_f64();
        let rate = self.summary.words as f64 / seconds.max(0.001);
        if !quiet {
            report(format_args!("{} in {seconds:.1} s ({rate:.0} words/s){more}", self.summary));
        }
        if let Some((mut file, _)) = self.file {
            #[derive(Serialize)]
            struct End<'a> {
                #[serde(flatten)]
                summary: &'a Summary,
                seconds: f64,
                words_per_second: f64,
            }
            let end = End { summary: &self.summary, seconds, words_per_second: rate };
            file.write_all(b"\n],\n\"summary\":").context("cannot write the report")?;
            serde_json::to_writer(&mut file, &end).context("cannot write the report")?;
            file.write_all(b"}\n").context("cannot write the report")?;
            file.finish()?;
        }
        Ok(self.summary)
    }
}
