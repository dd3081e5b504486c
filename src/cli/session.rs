//! A run over many articles: from paths to what is made of each, in order, with everything told and counted.

use std::io::BufRead;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Result, bail};
use oxigraph::io::RdfFormat;

use super::args::{Reading, SourceArgs};
use super::progress::{Fate, Progress, Summary};
use super::{Outcome, batch, report};
use crate::document::{Document, Problem};
use crate::input::{self, FetchLimits, Fetcher, InputError, Item, Items, Piece, Sources, Taken};
use crate::pipeline;
use crate::reader::Reader;

/// Time between two fetches from the same site, unless it asks for more.
const REST: Duration = Duration::from_millis(1000);

/// Returns how `args` want sources to be read.
pub(super) fn options(args: &SourceArgs) -> input::Options {
    input::Options {
        kind: args.input.map(Into::into),
        fields: args.fields.clone(),
        longest: args.longest.saturating_mul(1_000_000),
    }
}

/// Returns what is at `paths`.
pub(super) fn sources(paths: &[PathBuf]) -> Result<Sources> {
    Sources::find(paths).map_err(|(path, error)| anyhow::Error::new(error).context(path))
}

/// Returns what fetches, where `args` allow it.
pub(super) fn fetcher(args: &SourceArgs) -> Option<Fetcher> {
    let limits = FetchLimits {
        bytes: args.longest.saturating_mul(16_000_000),
        time: Duration::from_secs(args.timeout),
        rest: REST,
        private: args.private_addresses,
    };
    args.fetch.then(|| Fetcher::new(limits, |url| report(format_args!("contacting {url}"))))
}

/// Graphs that are among the sources.
pub(super) struct Graphs {
    /// How to name them in a message.
    pub(super) name: String,
    /// The document.
    pub(super) document: Box<dyn BufRead + Send>,
    /// Its format.
    pub(super) format: RdfFormat,
    /// Where it can be opened once more.
    pub(super) path: Option<PathBuf>,
}

/// What comes of an item.
pub(super) enum Step<R> {
    /// What was made of an article, and the path of its source.
    Made(R, PathBuf),
    /// Graphs, which are not read as articles.
    Graphs(Graphs),
    /// Nothing, as was told.
    Nothing,
}

/// What a worker hands on.
enum Done<R> {
    Made { name: String, path: PathBuf, made: R, facts: usize, words: usize, remarks: Vec<String> },
    Graphs(Graphs),
    Fault { name: String, error: InputError },
    Broken { name: String, error: anyhow::Error },
}

/// A run over the articles at `paths`.
pub(super) struct Session<'a> {
    args: &'a Reading,
    options: input::Options,
    fetcher: Option<Fetcher>,
    /// What is gone through.
    pub(super) sources: Sources,
    /// Items that are passed over, since they were done before.
    pub(super) done_before: u64,
}

impl<'a> Session<'a> {
    pub(super) fn new(args: &'a Reading, paths: &[PathBuf]) -> Result<Self> {
        let sources = sources(paths)?;
        if args.url.is_some() && sources.sources.len() != 1 {
            bail!("--url names one article, but there are {} sources", sources.sources.len());
        }
        Ok(Self {
            args,
            options: options(&args.source),
            fetcher: fetcher(&args.source),
            sources,
            done_before: 0,
        })
    }

    /// Makes something of each article, on as many threads as there should be, and hands it to `take` on this one, in
    /// order. What fails is told and counted, and the rest goes on.
    ///
    /// # Errors
    /// Where `take` or the report fails.
    pub(super) fn run<R: Send>(
        &self,
        reader: &Reader,
        make: impl Fn(&Document) -> Result<R> + Sync,
        mut take: impl FnMut(Step<R>, &mut Progress) -> Result<()>,
    ) -> Result<(Summary, Outcome)> {
        let items = Items::new(self.sources.sources.clone(), &self.options, self.fetcher.as_ref());
        let mut progress =
            Progress::new(self.sources.bytes(), items.progress(), self.args.report.as_deref())?;
        for (name, why) in &self.sources.passed {
            progress.tell(name, Fate::Skipped, "passed over", why)?;
        }
        let mut single_url = self.args.url.clone();
        let mut end = false;
        let work = |item: Item| self.work(item, reader, &make);
        let skip = usize::try_from(self.done_before).unwrap_or(usize::MAX);
        progress.summary.done_before = self.done_before;
        batch::ordered(items.skip(skip), self.jobs(), work, |done| {
            let failed = progress.summary.failed();
            let url_is_due = single_url.take().is_none();
            if self.args.url.is_some() && url_is_due {
                bail!("--url names one article, but the source holds several");
            }
            let step = tell(done, &mut progress)?;
            take(step, &mut progress)?;
            progress.tick();
            end = self.args.fail_fast && progress.summary.failed() > failed;
            Ok(if end { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        let outcome = if progress.summary.failed() > 0 { Outcome::Failed } else { Outcome::Done };
        let more = if end { "; stopped at the first failure" } else { "" };
        // A single article speaks for itself.
        let quiet = progress.summary.all() <= 1;
        Ok((progress.finish(quiet, more)?, outcome))
    }

    fn jobs(&self) -> NonZeroUsize {
        let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.args.jobs.unwrap_or_else(cores)
    }

    fn work<R>(&self, item: Item, reader: &Reader, make: &impl Fn(&Document) -> Result<R>) -> Done<R> {
        let (name, path) = (item.name.clone(), item.path.clone());
        if let Piece::Rdf { document, format, path } = item.piece {
            return Done::Graphs(Graphs { name, document, format, path });
        }
        let Taken { mut article, mut remarks } = match item.article(&self.options) {
            Ok(taken) => taken,
            Err(error) => return Done::Fault { name, error },
        };
        if let Some(code) = pipeline::foreign(&article.text, reader.resources()) {
            return Done::Fault { name, error: InputError::Language(code.to_owned()) };
        }
        article.date_otherwise = self.args.source.date;
        if let Some(url) = &self.args.url {
            article.url = Some(url.clone());
        }
        let document = pipeline::read(article, reader.resources());
        remarks.extend(document.problems.iter().map(|problem| told(problem, &document)));
        let words = document.segmented.sentences.iter().map(|sentence| sentence.words.len()).sum();
        match make(&document) {
            Ok(made) => Done::Made { name, path, made, facts: document.facts.len(), words, remarks },
            Err(error) => Done::Broken { name, error },
        }
    }
}

fn told(problem: &Problem, document: &Document) -> String {
    match problem.span {
        Some(span) => {
            let place = document.place(span).0;
            format!("character {place}: {}", problem.message)
        }
        None => problem.message.clone(),
    }
}

/// Tells and counts what a worker hands on.
fn tell<R>(done: Option<Done<R>>, progress: &mut Progress) -> Result<Step<R>> {
    match done {
        Some(Done::Made { name, path, made, facts, words, remarks }) => {
            for remark in remarks {
                progress.tell(&name, Fate::Remark, "remark", &remark)?;
            }
            progress.summary.read += 1;
            progress.summary.facts += facts as u64;
            progress.summary.words += words as u64;
            return Ok(Step::Made(made, path));
        }
        Some(Done::Graphs(graphs)) => return Ok(Step::Graphs(graphs)),
        Some(Done::Fault { name, error }) => {
            let fate = if error.is_skip() { Fate::Skipped } else { Fate::Failed };
            progress.tell(&name, fate, error.reason(), &error.to_string())?;
        }
        Some(Done::Broken { name, error }) => {
            progress.tell(&name, Fate::Failed, "unwritable", &format!("{error:#}"))?
        }
        None => {
            let message = "a fault of this program (told above); please report it with the article";
            progress.tell("an article", Fate::Failed, "fault of the program", message)?;
        }
    }
    Ok(Step::Nothing)
}

/// Returns the file name of `path` without its endings, or `article`.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "article".to_owned(), |stem| stem.to_string_lossy().into_owned())
}
