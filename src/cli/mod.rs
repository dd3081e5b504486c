//! The command line: one file a verb, definitions and help in [`args`].
//!
//! Data goes to standard output, remarks to standard error. The exit code is 0 where all was done, 1 where a query
//! or a validation found nothing to show or something to object to, 2 after an error.

mod args;
mod batch;
mod check;
mod convert;
pub mod evaluate;
mod export;
mod input;
mod inspect;
mod load;
mod output;
mod progress;
mod query;
mod read;
mod resume;
mod retract;
mod score;
mod serve;
mod session;
mod stats;
pub mod train;
mod validate;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Parser;

use args::{Arguments, Verb};

use crate::data::Files;

/// What a verb came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Done,
    /// The question has no answer, or the data has faults.
    Negative,
    /// A part failed, as was told on standard error.
    Failed,
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Convert(args) => convert::run(&args),
        Verb::Load(args) => load::run(&args),
        Verb::Query(args) => query::run(&args),
        Verb::Export(args) => export::run(&args),
        Verb::Retract(args) => retract::run(&args),
        Verb::Stats(args) => stats::run(&args),
        Verb::Serve(args) => serve::run(&args),
        Verb::Inspect(args) => inspect::run(&args),
        Verb::Validate(args) => validate::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::Train(args) => train::run(&args),
        Verb::Evaluate(args) => evaluate::run(&args),
        Verb::Score(args) => score::run(&args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Negative) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        // Whoever reads the output has seen enough.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Tells `message` on standard error.
fn report(message: std::fmt::Arguments<'_>) {
    // There is nobody left to tell where standard error is closed.
    let _ = writeln!(io::stderr(), "depeche: {message}");
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Returns the data files: the embedded ones, or with those of the folder `root` in their place.
fn files(root: Option<&Path>) -> anyhow::Result<Files> {
    match root {
        Some(root) if !root.is_dir() => bail!("{}: is no folder", root.display()),
        Some(root) => Files::overlaid(root).with_context(|| root.display().to_string()),
        None => Ok(Files::embedded()),
    }
}
