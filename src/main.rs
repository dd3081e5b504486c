//! The `depeche` command.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match depeche::cli::run() {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "depeche: {error:#}");
            ExitCode::from(2)
        }
    }
}
