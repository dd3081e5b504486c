//! Definitions of what the verbs that read articles have in common.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{Entities, date, url};
use crate::graph;
use crate::input::{Fields, Kind};

/// How sources are read.
#[derive(Args, Debug)]
pub(in crate::cli) struct Source {
    /// Kind of all sources; else told from their content
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) input: Option<Input>,
    /// What the fields of JSON lines are called, such as text=body,date=/meta/day
    #[arg(long, value_name = "FIELD=NAME,…", default_value = "")]
    pub(in crate::cli) fields: Fields,
    /// Day of publication of articles that do not tell theirs, from which "yesterday" and the like are resolved
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) date: Option<Date>,
    /// Megabytes that the text of an article may have
    #[arg(long, value_name = "MB", default_value_t = crate::cli::input::LONGEST)]
    pub(in crate::cli) longest: u64,
    /// Allow to fetch addresses over the network
    #[arg(long)]
    pub(in crate::cli) fetch: bool,
    /// Allow to fetch from addresses inside one's own network as well
    #[arg(long, requires = "fetch")]
    pub(in crate::cli) private_addresses: bool,
    /// Seconds that a fetch may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, requires = "fetch")]
    pub(in crate::cli) timeout: u64,
}

/// How a collection is read.
#[derive(Args, Debug)]
pub(in crate::cli) struct Reading {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// Address of the article, which names it in the graph; of a single article
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(in crate::cli) url: Option<String>,
    /// Where the names in the graph begin
    #[arg(long, value_name = "IRI", default_value = graph::vocab::DEFAULT_BASE, value_parser = super::base)]
    pub(in crate::cli) base: String,
    /// Whether the same full name is the same entity in all articles
    #[arg(long, value_name = "SCOPE", default_value = "shared")]
    pub(in crate::cli) entities: Entities,
    /// Leave out the links of known people, places and bodies to Wikidata
    #[arg(long)]
    pub(in crate::cli) no_links: bool,
    /// Articles that are read at once; else as many as there are processor cores
    #[arg(short, long, value_name = "N")]
    pub(in crate::cli) jobs: Option<NonZeroUsize>,
    /// Stop at the first article that cannot be read
    #[arg(long)]
    pub(in crate::cli) fail_fast: bool,
    /// Write what was skipped, what failed, and the summary to this file, as JSON
    #[arg(long, value_name = "FILE.json")]
    pub(in crate::cli) report: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) readers: Readers,
    /// Folder whose lexicon/, rules/ … stand in for the embedded ones
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) root: Option<PathBuf>,
}

/// Who reads.
#[derive(Args, Clone, Copy, Debug)]
pub(in crate::cli) struct Readers {
    /// Who reads the facts
    #[arg(long, value_name = "READERS", default_value = "both")]
    pub(in crate::cli) reader: Who,
    /// Leave out facts with less confidence than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = super::share)]
    pub(in crate::cli) min_confidence: f64,
}

impl Readers {
    /// Whether the learned reader reads too.
    pub(in crate::cli) fn learned(self) -> bool {
        self.reader == Who::Both
    }
}

/// Values of `--reader`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Who {
    /// The rules alone: many times as fast, fewer facts
    Rules,
    /// The rules and the learned reader, weighed against each other
    Both,
}

/// Kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Input {
    /// Plain text
    Text,
    /// Markdown, with front matter or without
    Markdown,
    /// A page of a site
    Html,
    /// RSS, Atom or JSON Feed
    Feed,
    /// JSON lines
    Jsonl,
    /// What a crawler kept
    Warc,
    /// N-Quads, for load
    Nquads,
    /// TriG, for load
    Trig,
}

impl From<Input> for Kind {
    fn from(input: Input) -> Self {
        match input {
            Input::Text => Self::Text,
            Input::Markdown => Self::Markdown,
            Input::Html => Self::Html,
            Input::Feed => Self::Feed,
            Input::Jsonl => Self::Jsonl,
            Input::Warc => Self::Warc,
            Input::Nquads => Self::NQuads,
            Input::Trig => Self::TriG,
        }
    }
}
