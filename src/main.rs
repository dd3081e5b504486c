//! The `depeche` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    depeche::cli::run()
}
