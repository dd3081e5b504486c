//! Answers as an aligned table, and in the formats of SPARQL and RDF.

use std::io::{self, Write};

use oxigraph::model::{GraphName, Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolution, Variable};

use crate::graph;
use crate::graph::vocab::{DEFAULT_BASE, PREFIXES};
use crate::store::StoreError;

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Columns set with spaces, for reading.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// SPARQL results in JSON.
    Json,
    /// SPARQL results in XML.
    Xml,
}

impl Form {
    fn results(self) -> Option<QueryResultsFormat> {
        match self {
            Self::Table => None,
            Self::Csv => Some(QueryResultsFormat::Csv),
            Self::Tsv => Some(QueryResultsFormat::Tsv),
            Self::Json => Some(QueryResultsFormat::Json),
            Self::Xml => Some(QueryResultsFormat::Xml),
        }
    }
}

/// An answer held in memory.
#[derive(Debug)]
pub enum Answer {
    /// Rows of a SELECT.
    Rows(Vec<Variable>, Vec<QuerySolution>),
    /// Of an ASK.
    Truth(bool),
    /// Triples of a CONSTRUCT or DESCRIBE.
    Graph(Vec<Triple>),
}

impl Answer {
    /// Reads all of `results`.
    ///
    /// # Errors
    /// Where the evaluation fails on the way.
    pub fn collect(results: QueryResults<'_>) -> Result<Self, StoreError> {
        Ok(match results {
            QueryResults::Boolean(truth) => Self::Truth(truth),
            QueryResults::Solutions(rows) => {
                let variables = rows.variables().to_vec();
                Self::Rows(variables, rows.collect::<Result<_, _>>()?)
            }
            QueryResults::Graph(triples) => {
                let mut triples = triples.collect::<Result<Vec<_>, _>>()?;
                triples.sort_by_cached_key(ToString::to_string);
                triples.dedup();
                Self::Graph(triples)
            }
        })
    }

    /// Whether nothing was found; the answer "no" is nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Rows(_, rows) => rows.is_empty(),
            Self::Truth(truth) => !truth,
            Self::Graph(triples) => triples.is_empty(),
        }
    }

    /// Writes the answer to `out` in `form`; a graph is always written as Turtle.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn write(&self, form: Form, mut out: impl Write) -> io::Result<()> {
        match (self, form.results()) {
            (Self::Graph(triples), _) => write_graph(triples, out),
            (Self::Truth(truth), None) => writeln!(out, "{truth}"),
            (Self::Truth(truth), Some(format)) => {
                QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut out, *truth)?;
                writeln!(out)
            }
            (Self::Rows(variables, rows), None) => write_table(variables, rows, out),
            (Self::Rows(variables, rows), Some(format)) => {
                let serializer = QueryResultsSerializer::from_format(format);
                let mut writer = serializer.serialize_solutions_to_writer(&mut out, variables.clone())?;
                for row in rows {
                    writer.serialize(row)?;
                }
                writer.finish()?;
                if matches!(form, Form::Json | Form::Xml) { writeln!(out) } else { Ok(()) }
            }
        }
    }
}

fn write_graph(triples: &[Triple], out: impl Write) -> io::Result<()> {
    let quads = triples.iter().map(|triple| triple.clone().in_graph(GraphName::DefaultGraph)).collect();
    graph::write(quads, graph::Format::Turtle, DEFAULT_BASE, out)
}

/// Columns get no wider than this; longer values are cut and end in three dots.
const WIDEST: usize = 60;

fn write_table(variables: &[Variable], rows: &[QuerySolution], mut out: impl Write) -> io::Result<()> {
    let head: Vec<String> = variables.iter().map(|v| v.as_str().to_owned()).collect();
    let body: Vec<Vec<String>> = rows
        .iter()
        .map(|row| variables.iter().map(|v| row.get(v).map_or_else(String::new, plain)).collect())
        .collect();
    let widths: Vec<usize> = (0..head.len())
        .map(|i| body.iter().chain([&head]).map(|row| row[i].chars().count()).max().unwrap_or(0))
        .collect();
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    for row in [&head, &rule].into_iter().chain(&body) {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    Ok(())
}

/// Returns `term` for reading: the text of a literal, an IRI with its prefix where it has a known one.
fn plain(term: &Term) -> String {
    let text = match term {
        Term::Literal(literal) => literal.value().split_whitespace().collect::<Vec<_>>().join(" "),
        Term::NamedNode(node) => PREFIXES
            .iter()
            .find_map(|(prefix, iri)| {
                node.as_str().strip_prefix(iri).map(|local| format!("{prefix}:{local}"))
            })
            .unwrap_or_else(|| node.as_str().to_owned()),
        other => other.to_string(),
    };
    if matches!(term, Term::Literal(_)) && text.chars().count() > WIDEST {
        return text.chars().take(WIDEST - 3).collect::<String>() + "...";
    }
    text
}
