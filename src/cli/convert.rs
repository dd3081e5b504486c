//! `depeche convert`: articles to facts.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use oxigraph::model::Quad;

use super::Outcome;
use super::args::{Convert, Format};
use super::output::{self, Target};
use super::progress::Fate;
use super::read::reader;
use super::session::{Session, Step, stem};
use crate::document::Document;
use crate::fact::json;
use crate::graph;
use crate::reader::Reader;

pub(super) fn run(args: &Convert) -> Result<Outcome> {
    let standard = [PathBuf::from("-")];
    let session = Session::new(&args.reading, if args.paths.is_empty() { &standard } else { &args.paths })?;
    let folder = args.output.as_deref().filter(|path| is_folder(path));
    let format = format(args)?;
    let reading = &args.reading;
    let reader =
        reader(reading.root.as_deref(), &reading.base, reading.entities, !reading.no_links, reading.readers)?;
    let converter = Converter { format, base: &reading.base, reader: &reader };
    let mut sink = match folder {
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make the folder {}", folder.display()))?;
            Sink::Folder(folder, BTreeMap::new())
        }
        None => Sink::One(None),
    };
    let (summary, outcome) = session.run(
        &reader,
        |document| converter.convert(document),
        |step, progress| match step {
            Step::Made(made, path) => match &mut sink {
                Sink::Folder(folder, names) => {
                    let path = folder.join(free_name(&path, format, names));
                    output::write(Some(&path), &converter.bytes(made)?)
                }
                Sink::One(writer) => {
                    let writer = match writer {
                        Some(writer) => writer,
                        none => none.insert(Writer::new(args.output.as_deref(), format, &reading.base)?),
                    };
                    writer.write(made)
                }
            },
            Step::Graphs(graphs) => {
                let what = "graphs of articles; depeche load takes them";
                progress.tell(&graphs.name, Fate::Skipped, "no article", what)
            }
            Step::Nothing => Ok(()),
        },
    )?;
    if let Sink::One(writer) = sink {
        match writer {
            Some(writer) => writer.finish()?,
            // An empty file tells what came of it as well.
            None if args.output.is_some() && summary.failed() == 0 => {
                Writer::new(args.output.as_deref(), format, &reading.base)?.finish()?;
            }
            None => {}
        }
    }
    Ok(outcome)
}

/// Where the articles go.
enum Sink<'a> {
    /// A file each, with the names taken so far.
    Folder(&'a Path, BTreeMap<String, usize>),
    /// All to one place, which is opened for the first.
    One(Option<Writer>),
}

/// What is to be written of an article.
enum Made {
    Quads(Vec<Quad>),
    /// Whole lines.
    Lines(Vec<u8>),
}

struct Converter<'a> {
    format: Format,
    base: &'a str,
    reader: &'a Reader,
}

impl Converter<'_> {
    fn convert(&self, document: &Document) -> Result<Made> {
        match self.format {
            Format::Jsonl => Ok(Made::Lines(self.lines(document)?.into_bytes())),
            // Lines are made by the workers; the other formats depend on what was written before.
            Format::Nquads => {
                let mut lines = Vec::new();
                graph::write(self.reader.quads(document), graph::Format::NQuads, self.base, &mut lines)?;
                Ok(Made::Lines(lines))
            }
            _ => Ok(Made::Quads(self.reader.quads(document))),
        }
    }

    fn lines(&self, document: &Document) -> Result<String> {
        let iris = self.reader.iris(document);
        let fact_names: Vec<_> = iris.facts.iter().map(|iri| iri.as_str()).collect();
        let entity_names: Vec<_> = iris.entities.iter().map(|iri| iri.as_str()).collect();
        Ok(json::lines(&json::Source {
            text: &document.article.text,
            chars: &document.chars,
            clean: &document.clean,
            sentences: &document.segmented.sentences,
            entities: &document.resolution.entities,
            facts: &document.facts,
            article: iris.article.as_str(),
            fact_names: &fact_names,
            entity_names: &entity_names,
        })?)
    }

    /// Returns what an article has in a file of its own.
    fn bytes(&self, made: Made) -> Result<Vec<u8>> {
        match made {
            Made::Lines(lines) => Ok(lines),
            Made::Quads(quads) => {
                let mut bytes = Vec::new();
                graph::write(quads, rdf(self.format), self.base, &mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// Writes articles one after the other to one place.
enum Writer {
    Lines(Box<Target>),
    Graphs(Box<graph::Writer<BufWriter<Target>>>),
}

impl Writer {
    fn new(path: Option<&Path>, format: Format, base: &str) -> Result<Self> {
        let target = Target::new(path)?;
        if matches!(format, Format::Jsonl | Format::Nquads) {
            return Ok(Self::Lines(Box::new(target)));
        }
        Ok(Self::Graphs(Box::new(graph::Writer::new(rdf(format), base, BufWriter::new(target))?)))
    }

    /// Writes an article; lines are there for the reader at once.
    fn write(&mut self, made: Made) -> Result<()> {
        match (self, made) {
            (Self::Lines(target), Made::Lines(lines)) => {
                target.write_all(&lines).and_then(|()| target.flush()).context("cannot write the output")
            }
            (Self::Graphs(writer), Made::Quads(quads)) => {
                writer.graph(quads).context("cannot write the output")
            }
            _ => bail!("an article was made in another form than it is written in"),
        }
    }

    fn finish(self) -> Result<()> {
        let target = match self {
            Self::Lines(target) => *target,
            Self::Graphs(writer) => {
                let mut out = writer.finish().context("cannot write the output")?;
                // JSON and XML end without a line end.
                out.flush()?;
                out.into_inner().map_err(|error| error.into_error()).context("cannot write the output")?
            }
        };
        target.finish()
    }
}

/// Returns the format of RDF.
fn rdf(format: Format) -> graph::Format {
    match format {
        Format::Turtle => graph::Format::Turtle,
        Format::Trig => graph::Format::TriG,
        Format::Nquads | Format::Jsonl => graph::Format::NQuads,
        Format::Jsonld => graph::Format::JsonLd,
        Format::Rdfxml => graph::Format::RdfXml,
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Returns the format that `args` name or that the ending of the output tells.
fn format(args: &Convert) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let Some(path) = args.output.as_deref().filter(|path| !is_folder(path)) else {
        return Ok(Format::Turtle);
    };
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("ttl") => Ok(Format::Turtle),
        Some("trig") => Ok(Format::Trig),
        Some("nq" | "nt") => Ok(Format::Nquads),
        Some("jsonld" | "json") => Ok(Format::Jsonld),
        Some("rdf" | "xml") => Ok(Format::Rdfxml),
        Some("jsonl") => Ok(Format::Jsonl),
        _ => bail!("{}: the ending tells no format; give --format", path.display()),
    }
}

/// Returns a file name for an article from the file `source` that none before it in `names` has.
fn free_name(source: &Path, format: Format, names: &mut BTreeMap<String, usize>) -> String {
    let ending = match format {
        Format::Turtle => "ttl",
        Format::Trig => "trig",
        Format::Nquads => "nq",
        Format::Jsonld => "jsonld",
        Format::Rdfxml => "rdf",
        Format::Jsonl => "jsonl",
    };
    let stem = stem(source);
    loop {
        let count = names.entry(stem.clone()).or_insert(0);
        *count += 1;
        let name = if *count == 1 { stem.clone() } else { format!("{stem}-{count}") };
        if name == stem || !names.contains_key(&name) {
            names.entry(name.clone()).or_insert(1);
            return format!("{name}.{ending}");
        }
    }
}
