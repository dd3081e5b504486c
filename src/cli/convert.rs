//! `depeche convert`: articles to facts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use oxigraph::model::Quad;

use super::args::{Convert, Format};
use super::read::Reader;
use super::{Outcome, input, is_closed_pipe, output, report};
use crate::document::Document;
use crate::fact::json;
use crate::graph;
use crate::text::Article;

pub(super) fn run(args: &Convert) -> Result<Outcome> {
    let files = if args.files.is_empty() { vec![PathBuf::from("-")] } else { args.files.clone() };
    if args.url.is_some() && files.len() > 1 {
        bail!("--url names one article, but {} files are given", files.len());
    }
    let folder = args.output.as_deref().filter(|path| is_folder(path));
    let format = format(args)?;
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let converter = Converter::new(args, format)?;
    let mut outcome = Outcome::Done;
    let mut names = BTreeMap::new();
    let mut all = Output::default();
    // Lines need not wait for those of the other articles.
    let at_once = args.output.is_none() && matches!(format, Format::Jsonl | Format::Nquads);
    let mut read = 0;
    for file in &files {
        let done = input::article(file, args.longest).and_then(|text| {
            let one = converter.convert(text, &input::name(file))?;
            read += 1;
            match folder {
                Some(folder) => {
                    let path = folder.join(free_name(file, format, &mut names));
                    output::write(Some(&path), &converter.bytes(one)?)
                }
                None if at_once => output::write(None, &converter.bytes(one)?),
                None => {
                    all.append(one);
                    Ok(())
                }
            }
        });
        match done {
            Ok(()) => {}
            Err(error) if is_closed_pipe(&error) => return Err(error),
            Err(error) => {
                report(format_args!("{error:#}"));
                outcome = Outcome::Failed;
            }
        }
    }
    if folder.is_none() && !at_once && read > 0 {
        output::write(args.output.as_deref(), &converter.bytes(all)?)?;
    }
    Ok(outcome)
}

/// What is to be written for some articles: quads or lines, as the format asks.
#[derive(Default)]
struct Output {
    quads: Vec<Quad>,
    lines: String,
}

impl Output {
    fn append(&mut self, mut other: Self) {
        self.quads.append(&mut other.quads);
        self.lines.push_str(&other.lines);
    }
}

struct Converter<'a> {
    args: &'a Convert,
    format: Format,
    reader: Reader,
}

impl<'a> Converter<'a> {
    fn new(args: &'a Convert, format: Format) -> Result<Self> {
        Ok(Self { args, format, reader: Reader::new(args.root.as_deref(), &args.base, args.entities)? })
    }

    fn convert(&self, text: String, name: &str) -> Result<Output> {
        let article = Article { date: self.args.date, url: self.args.url.clone(), ..Article::new(text) };
        let document = self.reader.document(article, name);
        if self.format == Format::Jsonl {
            return Ok(Output { lines: self.lines(&document)?, ..Output::default() });
        }
        Ok(Output { quads: self.reader.quads(&document), ..Output::default() })
    }

    fn lines(&self, document: &Document) -> Result<String> {
        let iris = self.reader.iris(document);
        let fact_names: Vec<_> = iris.facts.iter().map(|iri| iri.as_str()).collect();
        let entity_names: Vec<_> = iris.entities.iter().map(|iri| iri.as_str()).collect();
        Ok(json::lines(&json::Source {
            text: &document.article.text,
            chars: &document.chars,
            sentences: &document.segmented.sentences,
            entities: &document.resolution.entities,
            facts: &document.facts,
            article: iris.article.as_str(),
            fact_names: &fact_names,
            entity_names: &entity_names,
        })?)
    }

    fn bytes(&self, output: Output) -> Result<Vec<u8>> {
        let format = match self.format {
            Format::Turtle => graph::Format::Turtle,
            Format::Trig => graph::Format::TriG,
            Format::Nquads => graph::Format::NQuads,
            Format::Jsonld => graph::Format::JsonLd,
            Format::Rdfxml => graph::Format::RdfXml,
            Format::Jsonl => return Ok(output.lines.into_bytes()),
        };
        let mut bytes = Vec::new();
        graph::write(output.quads, format, &self.args.base, &mut bytes)?;
        Ok(bytes)
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

/// Returns a file name for the article of `file` that none before it in `names` has.
fn free_name(file: &Path, format: Format, names: &mut BTreeMap<String, usize>) -> String {
    let ending = match format {
        Format::Turtle => "ttl",
        Format::Trig => "trig",
        Format::Nquads => "nq",
        Format::Jsonld => "jsonld",
        Format::Rdfxml => "rdf",
        Format::Jsonl => "jsonl",
    };
    let stem = match file.file_stem() {
        Some(stem) if !input::is_standard(file) => stem.to_string_lossy().into_owned(),
        _ => "article".to_owned(),
    };
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
