//! Definitions of the verbs that keep, change and pass on collections.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::reading::Reading;
use super::{date, url};
use crate::graph;
use crate::store::WINDOW;

/// Where graphs are read from.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct Source {
    /// A store: a .trig or .nq file, or a folder
    #[arg(long, value_name = "FILE|DIR")]
    pub(in crate::cli) store: Option<PathBuf>,
    /// RDF files; - for N-Quads from standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(in crate::cli) data: Vec<PathBuf>,
}

/// Read articles into a store.
#[derive(Args, Debug)]
#[command(
    after_help = "An article that the store has already is replaced; one that has not changed is left as it is. Each is stored whole or
not at all, whatever happens meanwhile. TriG and N-Quads that this program wrote are loaded as they are; other formats are
those of convert.

A store elsewhere is a SPARQL 1.1 Graph Store or Update endpoint. Its user name and password are taken from the environment
(DEPECHE_USER and DEPECHE_PASSWORD, or DEPECHE_TOKEN), never from the command line.

Examples:
  depeche load articles/ --store kg.trig --date 2024-07-29
  depeche load one.txt --store kg --url https://example.org/one
  depeche load crawl/ --store kg --resume --report report.json
  depeche convert *.txt --format nquads | depeche load - --store kg
  depeche load articles.jsonl --endpoint https://example.org/rdf-graph-store"
)]
pub(in crate::cli) struct Load {
    /// Files and folders of articles or of RDF (TriG, N-Quads), addresses (with --fetch); - for standard input
    #[arg(value_name = "PATH|URL", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,
    /// The store: a .trig or .nq file, or a folder; made where there is none
    #[arg(long, value_name = "FILE|DIR", required_unless_present = "endpoint", conflicts_with = "endpoint")]
    pub(in crate::cli) store: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) remote: Remote,
    #[command(flatten)]
    pub(in crate::cli) reading: Reading,
    /// Days that reports of the same event may be apart, or off; else as in the store, 3 in a new one
    #[arg(long, value_name = "DAYS|off", value_parser = window, conflicts_with = "endpoint")]
    pub(in crate::cli) same_event: Option<Window>,
    /// Quads that are written together; memory grows with it; else 100,000 of articles and 1,000,000 of ready graphs
    #[arg(long, value_name = "QUADS")]
    pub(in crate::cli) batch: Option<usize>,
    /// Go on where a load of the same articles was stopped
    #[arg(long, conflicts_with = "endpoint")]
    pub(in crate::cli) resume: bool,
    /// Print each article that is in the store for good, with what became of it
    #[arg(short, long)]
    pub(in crate::cli) verbose: bool,
}

/// A store that is reached over HTTP.
#[derive(Args, Debug)]
pub(in crate::cli) struct Remote {
    /// Address of a Graph Store or Update endpoint to load into
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(in crate::cli) endpoint: Option<String>,
    /// What the endpoint understands
    #[arg(long, value_name = "PROTOCOL", default_value = "graph-store", requires = "endpoint")]
    pub(in crate::cli) protocol: Protocol,
    /// How often a request is tried again when the server is busy or away
    #[arg(long, value_name = "N", default_value_t = 5, requires = "endpoint")]
    pub(in crate::cli) retries: u32,
}

/// Ways to write to a store over HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Protocol {
    /// SPARQL 1.1 Graph Store HTTP Protocol: the graph of each article is PUT
    GraphStore,
    /// SPARQL 1.1 Update: each request drops and inserts the graphs of many articles
    Update,
}

/// Days between reports of the same event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Window(pub(in crate::cli) Option<u16>);

impl Default for Window {
    fn default() -> Self {
        Self(Some(WINDOW))
    }
}

fn window(text: &str) -> Result<Window, String> {
    if text == "off" {
        return Ok(Window(None));
    }
    text.parse().map(|days| Window(Some(days))).map_err(|_| "expected a number of days, or off".to_owned())
}

/// Remove articles from a store.
#[derive(Args, Debug)]
#[command(after_help = "What other articles tell as well stays.

Examples:
  depeche retract --store kg --url https://example.org/one
  depeche retract --store kg.trig --article https://example.org/two")]
pub(in crate::cli) struct Retract {
    /// The store: a .trig or .nq file, or a folder
    #[arg(long, value_name = "FILE|DIR")]
    pub(in crate::cli) store: PathBuf,
    /// The article's IRI, which also names its graph
    #[arg(long, value_name = "IRI", value_parser = url, required_unless_present = "url")]
    pub(in crate::cli) article: Vec<String>,
    /// The address that the article was loaded with
    #[arg(long, value_name = "URL", value_parser = url)]
    pub(in crate::cli) url: Vec<String>,
}

/// Tell what a store holds.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  depeche stats --store kg")]
pub(in crate::cli) struct Stats {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
}

/// Write what a store holds.
#[derive(Args, Debug)]
#[command(
    after_help = "Of several --type, --entity or --article one must hold; of different options all. A fact's day is its own, or else its
article's. What a kept fact refers to is kept with it: its article, participants, words, and what is said inside it.

Examples:
  depeche export --store kg -o kg.ttl
  depeche export --store kg --entity 'Vladimir Poutine' --since 2024-07-01 --format trig
  depeche export --store kg --type Sanction --type Ban --status asserted -o sanctions.csv --format events
  depeche export --store kg -o network.graphml"
)]
pub(in crate::cli) struct Export {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// File to write; else standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Form of the output; else told by the ending of the output file, else trig
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) format: Option<ExportFormat>,
    /// Write the canonical form, RDFC-1.0: sorted N-Quads; all of it is held in memory
    #[arg(long)]
    pub(in crate::cli) canonical: bool,
    /// Where the names in the graph begin, for the prefixes
    #[arg(long, value_name = "IRI", default_value = graph::vocab::DEFAULT_BASE, value_parser = super::base)]
    pub(in crate::cli) base: String,
    #[command(flatten)]
    pub(in crate::cli) selection: Selection,
}

/// Which facts are wanted.
#[derive(Args, Debug, Default)]
pub(in crate::cli) struct Selection {
    /// Only of this article, by its IRI or address
    #[arg(long, value_name = "IRI|URL", value_parser = url)]
    pub(in crate::cli) article: Vec<String>,
    /// Only with this participant, source or place, by its name or IRI
    #[arg(long, value_name = "NAME|IRI")]
    pub(in crate::cli) entity: Vec<String>,
    /// Only of this type
    #[arg(long = "type", value_name = "TYPE")]
    pub(in crate::cli) types: Vec<String>,
    /// Only of this day or later
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) since: Option<Date>,
    /// Only of this day or earlier
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) until: Option<Date>,
    /// Only what the articles assert themselves, or only what they do not
    #[arg(long, value_name = "STATUS")]
    pub(in crate::cli) status: Option<Status>,
}

/// Whether the article asserts a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Status {
    /// The article itself asserts it
    Asserted,
    /// Another source says it, or it is denied, planned or uncertain
    Claimed,
}

/// Forms that a collection can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ExportFormat {
    /// Turtle: all articles in one graph
    Turtle,
    /// TriG: a graph for each article
    Trig,
    /// N-Quads: one quad a line, a graph for each article
    Nquads,
    /// N-Triples: one triple a line
    Ntriples,
    /// RDF/XML
    Rdfxml,
    /// JSON-LD
    Jsonld,
    /// Comma-separated table of events in the terms of PLOVER
    Events,
    /// Network of entities in GraphML
    Graphml,
    /// Network of entities for Graphviz
    Dot,
}
