//! Definition of the verb that serves.

use std::path::PathBuf;

use clap::Args;

use super::Entities;
use super::base;
use super::store::Source;

/// Show a store to browsers, applications and SPARQL clients.
#[derive(Args, Debug)]
#[command(
    after_help = "The page is at /, the SPARQL endpoint at /sparql, graphs at /data, the API at /openapi.json, and each thing of the store
at the path that its IRI has below the base. All of it works without a network.

Only this machine can reach the server unless --bind says otherwise. Nothing is written without --read-write; who writes
then sends the token that is in the environment as DEPECHE_SERVE_TOKEN.

Examples:
  depeche serve --store kg.trig
  depeche serve --store kg --bind 0.0.0.0:80 --host kg.example.org --allow-origin '*'
  DEPECHE_SERVE_TOKEN=$(openssl rand -hex 32) depeche serve --store kg --read-write"
)]
pub(in crate::cli) struct Serve {
    #[command(flatten)]
    pub(in crate::cli) source: Source,
    /// Address and port to listen at; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    pub(in crate::cli) bind: String,
    /// Let those who know the token write graphs
    #[arg(long, requires = "store")]
    pub(in crate::cli) read_write: bool,
    /// Another name of this server, which requests may be for; needed where a proxy or a name server leads to it
    #[arg(long, value_name = "NAME[:PORT]")]
    pub(in crate::cli) host: Vec<String>,
    /// A site whose pages may read the store through their visitors' browsers, or * for all
    #[arg(long, value_name = "ORIGIN")]
    pub(in crate::cli) allow_origin: Vec<String>,
    /// Where the IRIs of the data begin; else as in the store
    #[arg(long, value_name = "IRI", value_parser = base)]
    pub(in crate::cli) base: Option<String>,
    /// Seconds that a query may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(in crate::cli) time_limit: u64,
    /// Rows or triples that an answer may have
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub(in crate::cli) most_rows: usize,
    /// Megabytes that an answer may have
    #[arg(long, value_name = "MB", default_value_t = 32)]
    pub(in crate::cli) most_megabytes: usize,
    /// Megabytes of memory that queries may take beyond what the store has; they are stopped when it is more (Linux)
    #[arg(long, value_name = "MB", default_value_t = 4096)]
    pub(in crate::cli) most_memory: usize,
    /// Queries that are evaluated at the same time; others wait
    #[arg(long, value_name = "N", default_value_t = 16)]
    pub(in crate::cli) queries: usize,
    /// Connections that there may be at the same time; others wait
    #[arg(long, value_name = "N", default_value_t = 512)]
    pub(in crate::cli) connections: usize,
    /// Which articles share an entity, in what is read from the page
    #[arg(long, value_name = "WHICH", default_value = "shared")]
    pub(in crate::cli) entities: Entities,
    /// Leave out the links of known people, places and bodies to Wikidata
    #[arg(long)]
    pub(in crate::cli) no_links: bool,
    #[command(flatten)]
    pub(in crate::cli) readers: super::Readers,
    /// Folder whose lexicon/, rules/ … stand in for the embedded ones
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) root: Option<PathBuf>,
}
