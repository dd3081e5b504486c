//! The `depeche` command.

use std::process::ExitCode;

/// Reading makes and drops many small things, on several threads at once (docs/performance.md). With RocksDB it stays with
/// the system's: Oxigraph gives the messages of that back to the wrong one of two.
#[cfg(not(feature = "disk"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    depeche::cli::run()
}
