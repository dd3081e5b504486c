//! The verbs of the `depeche` command.

pub mod evaluate;
pub mod train;

use std::process::ExitCode;

use clap::Parser as _;

/// Reads French news articles and writes their facts as an RDF knowledge graph.
#[derive(Debug, clap::Parser)]
#[command(name = "depeche", version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, clap::Subcommand)]
enum Verb {
    Evaluate(evaluate::Args),
    Train(train::Args),
}

/// Reads the command line and runs its verb.
///
/// # Errors
/// Where the verb fails.
pub fn run() -> anyhow::Result<ExitCode> {
    match Cli::parse().verb {
        Verb::Evaluate(args) => evaluate::run(&args),
        Verb::Train(args) => train::run(&args),
    }
}
