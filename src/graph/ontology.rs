//! Reads the files of the ontology.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

use crate::data::{DataError, Files};

/// Returns the triples of the Turtle file `name` among `files`.
///
/// # Errors
/// Where the file is missing or is not Turtle.
pub fn triples(files: &Files, name: &str) -> Result<Vec<Quad>, DataError> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(files.bytes(name)?);
    let told = quads.map(|quad| {
        quad.map_err(|error| {
            let line = error.location().map_or(0, |range| range.start.line + 1);
            DataError::new(name, usize::try_from(line).unwrap_or(0), error.to_string())
        })
    });
    told.collect()
}
