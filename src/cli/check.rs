//! `depeche check`: whether the data files are sound.

use anyhow::{Context as _, Result};
use oxigraph::io::{RdfFormat, RdfParser};

use super::args::Check;
use super::{Outcome, report};
use crate::data::{DataError, Files};
use crate::graph::FactTypes;
use crate::query::Catalog;
use crate::resources::Resources;

pub(super) fn run(args: &Check) -> Result<Outcome> {
    let files = match &args.root {
        Some(root) => Files::overlaid(root).with_context(|| root.display().to_string())?,
        None => Files::embedded(),
    };
    let mut faults: Vec<DataError> = Vec::new();
    faults.extend(Resources::load(&files).err());
    for file in files.names("ontology/").filter(|name| name.ends_with(".ttl")) {
        faults.extend(turtle(&files, file).err());
    }
    if faults.is_empty() {
        faults.extend(FactTypes::load(&files).err());
    }
    faults.extend(Catalog::load(&files).err());
    for fault in &faults {
        report(format_args!("{fault}"));
    }
    Ok(if faults.is_empty() { Outcome::Done } else { Outcome::Failed })
}

/// Reads the Turtle file `file` to its end.
fn turtle(files: &Files, file: &str) -> Result<(), DataError> {
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(files.bytes(file)?) {
        quad.map_err(|error| {
            let line = error.location().map_or(0, |range| range.start.line + 1);
            DataError::new(file, usize::try_from(line).unwrap_or(0), error.to_string())
        })?;
    }
    Ok(())
}
