//! `depeche check`: whether the data files are sound.

use anyhow::Result;
use oxigraph::io::{RdfFormat, RdfParser};

use super::args::Check;
use super::{Outcome, report};
use crate::data::{DataError, Files};
use crate::fact::{self, Rules};
use crate::graph::FactTypes;
use crate::mention::NameResources;
use crate::morph::{Lexicon, Tagger};
use crate::parse::Parser;
use crate::query::Catalog;
use crate::resources::Resources;
use crate::segment::Segmenter;
use crate::{coref, proof};

pub(super) fn run(args: &Check) -> Result<Outcome> {
    let files = super::files(args.root.as_deref())?;
    let mut faults = faults(&files);
    faults.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    faults.dedup_by(|a, b| (&a.file, a.line, &a.message) == (&b.file, b.line, &b.message));
    for fault in &faults {
        report(format_args!("{fault}"));
    }
    if !faults.is_empty() {
        return Ok(Outcome::Failed);
    }
    // The examples can only be read with sound files.
    let failures = proof::failures(&Resources::load(&files)?);
    for failure in &failures {
        report(format_args!("rules/{}.toml: \"{}\": {}", failure.rule, failure.text, failure.message));
    }
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Failed })
}

/// Returns what is wrong in `files`: the first fault of each table, all faulty rules, Turtle files and queries.
fn faults(files: &Files) -> Vec<DataError> {
    let mut faults: Vec<DataError> = [
        Segmenter::load(files).err(),
        Lexicon::load(files).err(),
        Tagger::load(files).err(),
        Parser::load(files).err(),
        NameResources::load(files).err(),
        coref::Words::load(files).err(),
        fact::Words::load(files).err(),
        Catalog::load(files).err(),
    ]
    .into_iter()
    .flatten()
    .collect();
    for file in files.names("ontology/").filter(|name| name.ends_with(".ttl")) {
        faults.extend(turtle(files, file).err());
    }
    match (Rules::read_each(files), FactTypes::load(files)) {
        (Ok(rules), Ok(types)) => {
            for rule in rules {
                match rule {
                    Ok(rule) if types.get(&rule.fact_type).is_none() => {
                        let message = format!("the ontology defines no fact type {}", rule.fact_type);
                        faults.push(DataError::new(format!("rules/{}.toml", rule.name), 0, message));
                    }
                    Ok(_) => {}
                    Err(fault) => faults.push(fault),
                }
            }
        }
        (rules, types) => {
            faults.extend(rules.err());
            faults.extend(types.err());
        }
    }
    faults
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
