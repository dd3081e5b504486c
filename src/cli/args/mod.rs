//! Definitions and help of the command line.

mod reading;
mod serve;
mod store;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

pub(super) use reading::{Readers, Reading, Source as SourceArgs};
pub(super) use serve::Serve;
pub(super) use store::{Export, ExportFormat, Load, Protocol, Retract, Stats, Status, Window};

use crate::graph;
use crate::query;

/// Reads news articles and writes their facts as an RDF knowledge graph
#[derive(Debug, Parser)]
#[command(name = "depeche", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub(super) verb: Verb,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Read articles and write their facts
    Convert(Convert),
    /// Read articles into a store
    Load(Load),
    /// Ask a question to a store or to graphs
    Query(Query),
    /// Write what a store holds, or a part of it
    Export(Export),
    /// Remove articles from a store
    Retract(Retract),
    /// Tell what a store holds
    Stats(Stats),
    /// Show a store to browsers, applications and SPARQL clients
    Serve(Serve),
    /// Show what a stage reads in an article
    Inspect(Inspect),
    /// Check that graphs are as this program writes them
    Validate(Validate),
    /// Check the data files: ontology, queries, rules, word lists
    Check(Check),
    /// Train the weights from treebanks and a word list
    Train(super::train::Args),
    /// Measure segmentation, tagger, parser and names on a treebank
    Evaluate(super::evaluate::Args),
    /// Compare the facts read in articles with gold facts
    Score(Score),
}

/// Read articles and write their facts.
#[derive(Args, Debug)]
#[command(
    after_help = "Formats are told from content: plain text, Markdown, HTML, RSS, Atom, JSON Feed, JSON lines, WARC, each also packed by gzip
or Zstandard. Turtle and RDF/XML merge the articles and remember what was written; the other formats keep nothing.

Examples:
  depeche convert article.txt --date 2024-07-29
  depeche convert pages/ crawl.warc.gz --format nquads -o facts.nq --report report.json
  depeche convert articles/*.txt -o graphs/ --format trig
  depeche convert --fetch https://example.org/article
  cat articles.jsonl | depeche convert --input jsonl --fields text=body --format jsonl -"
)]
pub(super) struct Convert {
    /// Files, folders, addresses (with --fetch); - or none for standard input
    #[arg(value_name = "PATH|URL")]
    pub(super) paths: Vec<PathBuf>,
    /// Form of the output; else told by the ending of the output file, else turtle
    #[arg(long, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// File to write, or a folder to write a file for each article in
    #[arg(short, long, value_name = "FILE|DIR")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
}

/// Ask a question to a store or to graphs.
#[derive(Args, Debug)]
#[command(
    after_help = "The value of a parameter is what a person would write: the name of an entity (or its IRI), a fact type, a day, words.

Examples:
  depeche query --list
  depeche query who-congratulated-whom --store kg
  depeche query who-said-what --param speaker=\"Vladimir Poutine\" --store kg.trig --format csv
  depeche query roles --data graphs/*.trig
  depeche query -e 'SELECT * { ?fact dp:status dp:Claimed } LIMIT 10' --data graph.ttl"
)]
pub(super) struct Query {
    /// Name of a query, or a file that holds one
    #[arg(value_name = "NAME|FILE.rq", required_unless_present_any = ["expression", "list"])]
    pub(super) query: Option<String>,
    /// The query itself; the prefixes of this program need not be declared
    #[arg(short = 'e', long, value_name = "SPARQL", conflicts_with = "query")]
    pub(super) expression: Option<String>,
    /// A store: a .trig or .nq file, or a folder
    #[arg(long, value_name = "FILE|DIR", required_unless_present_any = ["data", "list"], conflicts_with = "data")]
    pub(super) store: Option<PathBuf>,
    /// RDF files; - for N-Quads from standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) data: Vec<PathBuf>,
    /// Value for a parameter of the query; given again, any of the values
    #[arg(long = "param", alias = "set", value_name = "NAME=VALUE", value_parser = assignment)]
    pub(super) values: Vec<(String, String)>,
    /// Count only facts with this confidence or more, from 0 to 1; for named queries, which have it as their parameter "least"
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(super) min_confidence: Option<f64>,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(super) format: Form,
    /// List the named queries
    #[arg(long)]
    pub(super) list: bool,
}

/// Show what a stage reads in an article.
#[derive(Args, Debug)]
#[command(after_help = "The first lines tell title, date (and where it was found), address and the like.

Examples:
  depeche inspect article.txt --stage entities
  depeche inspect feed.xml --number 3")]
pub(super) struct Inspect {
    /// A file, an address (with --fetch), or - for standard input
    #[arg(value_name = "FILE|URL")]
    pub(super) path: PathBuf,
    /// What to show
    #[arg(long, value_name = "STAGE", default_value = "facts")]
    pub(super) stage: Stage,
    /// Which article, where there are several
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) number: u64,
    #[command(flatten)]
    pub(super) source: SourceArgs,
    #[command(flatten)]
    pub(super) readers: Readers,
    /// Folder whose lexicon/, rules/ … stand in for the embedded ones
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

/// Check that graphs are as this program writes them.
#[derive(Args, Debug)]
#[command(after_help = "Each violation is reported with its node; the exit code is then 1.

Examples:
  depeche validate --store kg
  depeche validate --data graphs/*.ttl")]
pub(super) struct Validate {
    /// A store: a .trig or .nq file, or a folder
    #[arg(long, value_name = "FILE|DIR", required_unless_present_any = ["data", "files"], conflicts_with_all = ["data", "files"])]
    pub(super) store: Option<PathBuf>,
    /// RDF files; - for N-Quads from standard input
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(super) data: Vec<PathBuf>,
    /// RDF files
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

/// Compare the facts read in articles with gold facts.
#[derive(Args, Debug)]
#[command(after_help = "GOLD_DIR holds NAME.json with the facts and NAME.txt with the text of each article.

Examples:
  depeche score gold/ --per-type
  depeche score gold/ --only beira-visite --misses
  depeche score gold/ written/ --json")]
pub(super) struct Score {
    /// Folder with gold files
    #[arg(value_name = "GOLD_DIR")]
    pub(super) gold: PathBuf,
    /// Folder with facts written before, NAME.jsonl; without it the articles are read now
    #[arg(value_name = "PREDICTED_DIR")]
    pub(super) predicted: Option<PathBuf>,
    /// The file that holds the text of an article which is not beside its gold file
    #[arg(long, value_name = "NAME=FILE", value_parser = text)]
    pub(super) text: Vec<(String, PathBuf)>,
    /// Folder with the texts, NAME.txt, where they are not beside the gold files
    #[arg(long, value_name = "DIR")]
    pub(super) texts: Option<PathBuf>,
    /// Only these articles
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(super) only: Vec<String>,
    /// Leave these articles out
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub(super) without: Vec<String>,
    #[command(flatten)]
    pub(super) readers: Readers,
    /// Folder whose lexicon/, rules/ … stand in for the embedded ones
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Show the counts of each type
    #[arg(long)]
    pub(super) per_type: bool,
    /// Show missed, wrong and extra facts with their sentences
    #[arg(long)]
    pub(super) misses: bool,
    /// Also show, of the facts said to be the article's own word, how many are (own), are sound and are true
    #[arg(long)]
    pub(super) asserted: bool,
    /// Write to this file, for each fact read, what its confidence is made of and whether it is stated and right
    #[arg(long, value_name = "FILE", conflicts_with = "predicted")]
    pub(super) signs: Option<PathBuf>,
    /// Show which types are taken for which
    #[arg(long)]
    pub(super) confusion: bool,
    /// Write the totals as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Check the data files.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  depeche check
  depeche check --root .")]
pub(super) struct Check {
    /// Folder whose lexicon/, rules/, ontology/ … stand in for the embedded ones
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
}

/// Forms that articles can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Turtle: all articles in one graph
    Turtle,
    /// TriG: a graph for each article
    Trig,
    /// N-Quads: one quad a line, a graph for each article
    Nquads,
    /// JSON-LD
    Jsonld,
    /// RDF/XML
    Rdfxml,
    /// JSON lines: one fact a line, without RDF
    Jsonl,
}

/// Which articles share an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Entities {
    /// All articles share an entity with a full name
    Shared,
    /// Each article has its own
    PerArticle,
}

/// Forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Columns for reading
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
}

impl From<Form> for query::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Table => Self::Table,
            Form::Csv => Self::Csv,
            Form::Tsv => Self::Tsv,
            Form::Json => Self::Json,
            Form::Xml => Self::Xml,
        }
    }
}

/// Stages to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Stage {
    /// The text as it is read, without what stood around it
    Text,
    /// Sentences and words with their places
    Tokens,
    /// Dependency trees
    Tree,
    /// Names, noun phrases, times, amounts
    Mentions,
    /// Who is who
    Entities,
    /// Which words state which facts, as the learned reader sees it
    Words,
    /// Facts
    Facts,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "expected a day of the calendar such as 2024-07-29".to_owned())
}

fn url(text: &str) -> Result<String, String> {
    match oxigraph::model::NamedNode::new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("expected an address such as https://example.org/article: {error}")),
    }
}

fn base(text: &str) -> Result<String, String> {
    if graph::is_base(text) {
        return Ok(text.to_owned());
    }
    Err("expected an IRI that ends in / or #, such as https://example.org/kg/".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a number from 0 to 1 such as 0.6".to_owned())
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE")?;
    Ok((name.trim_start_matches('?').to_owned(), value.to_owned()))
}

fn text(argument: &str) -> Result<(String, PathBuf), String> {
    let (name, file) = argument.split_once('=').ok_or("expected NAME=FILE")?;
    Ok((name.to_owned(), PathBuf::from(file)))
}
