//! `depeche load`: articles and ready graphs into a store.

use std::fs::File;
use std::io::{self, BufReader, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use oxigraph::io::RdfFormat;
use oxigraph::model::{NamedNode, Quad};

use super::args::{Load, Window};
use super::read::Reader;
use super::{Outcome, input, report};
use crate::graph::FactTypes;
use crate::store::{self, Access, Articles, Change, Kept, Loader, Store};
use crate::text::Article;

pub(super) fn run(args: &Load) -> Result<Outcome> {
    let start = Instant::now();
    let inputs = inputs(&args.paths)?;
    if args.url.is_some() && inputs.len() != 1 {
        bail!("--url names one article, but there are {} files", inputs.len());
    }
    let files = super::files(args.root.as_deref())?;
    let types = FactTypes::load(&files)?;
    let store = Store::open(&args.store, Access::Write)?;
    store.keep_ontology(&files)?;
    let window = window(args, &store, &types)?;
    let loader = store.loader(&types, window);
    let mut load = Run { args, reader: None, loader, count: Count::default() };
    let mut outcome = Outcome::Done;
    for source in &inputs {
        match load.read(source) {
            Ok(()) => {}
            // The store itself failed: what follows would too.
            Err(Fault::Store(error)) => return Err(error),
            Err(Fault::Source(error)) => {
                report(format_args!("{error:#}"));
                load.count.failed += 1;
                outcome = Outcome::Failed;
            }
        }
    }
    let Run { loader, mut count, .. } = load;
    count.keep(&loader.finish().with_context(|| args.store.display().to_string())?, args.verbose)?;
    let seconds = start.elapsed().as_secs_f64();
    report(format_args!("{}: {count} in {seconds:.1} s", args.store.display()));
    Ok(outcome)
}

/// Returns the window that the user asks for, or else the store's own; joins the store anew where they differ.
fn window(args: &Load, store: &Store, types: &FactTypes) -> Result<Option<u16>> {
    if !store.has_articles()? {
        return Ok(args.same_event.unwrap_or_default().0);
    }
    let own = store.window()?;
    let Some(Window(wanted)) = args.same_event else { return Ok(own) };
    if wanted != own {
        report(format_args!("{}: joining the reports of the same events anew", args.store.display()));
        store.join_events(types, wanted)?;
        store.save()?;
    }
    Ok(wanted)
}

/// Something to load.
enum Source {
    Text(PathBuf),
    Graphs(PathBuf, RdfFormat),
}

/// Returns what is at `paths`, folders with all that is below them in the order of names.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let mut inputs = Vec::new();
    let mut passed = 0;
    for path in paths {
        if path.is_dir() {
            walk(path, &mut inputs, &mut passed)?;
        } else if input::is_standard(path) {
            inputs.push(Source::Graphs(path.clone(), RdfFormat::NQuads));
        } else {
            inputs.push(match store::format_of(&path.to_string_lossy()) {
                Some(format @ (RdfFormat::TriG | RdfFormat::NQuads)) => Source::Graphs(path.clone(), format),
                Some(RdfFormat::Turtle | RdfFormat::NTriples | RdfFormat::RdfXml) => {
                    bail!(
                        "{}: this format does not keep articles apart; load TriG or N-Quads",
                        path.display()
                    )
                }
                _ => Source::Text(path.clone()),
            });
        }
    }
    if passed > 0 {
        report(format_args!(
            "{passed} files in the folders are neither text nor TriG nor N-Quads and were passed over"
        ));
    }
    Ok(inputs)
}

fn walk(folder: &Path, inputs: &mut Vec<Source>, passed: &mut usize) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            // Not through links, which may lead round in a circle.
            _ if path.is_dir() => {
                if !path.is_symlink() {
                    walk(&path, inputs, passed)?;
                }
            }
            Some("txt" | "text" | "md") => inputs.push(Source::Text(path)),
            Some("trig") => inputs.push(Source::Graphs(path, RdfFormat::TriG)),
            Some("nq") => inputs.push(Source::Graphs(path, RdfFormat::NQuads)),
            _ => *passed += 1,
        }
    }
    Ok(())
}

/// Why a source was not loaded: through its own fault, or the store's.
enum Fault {
    Source(anyhow::Error),
    Store(anyhow::Error),
}

/// A load under way.
struct Run<'a> {
    args: &'a Load,
    /// Made for the first article.
    reader: Option<Reader>,
    loader: Loader<'a>,
    count: Count,
}

impl Run<'_> {
    fn read(&mut self, source: &Source) -> Result<(), Fault> {
        let ready = matches!(source, Source::Graphs(..));
        let batch = if ready { store::READY_BATCH } else { store::BATCH };
        self.loader.set_batch(self.args.batch.unwrap_or(batch));
        match source {
            Source::Text(path) => {
                let (article, quads) = self.text(path).map_err(Fault::Source)?;
                self.put(article, quads)
            }
            Source::Graphs(path, format) => self.graphs(path, *format),
        }
    }

    fn text(&mut self, path: &Path) -> Result<(NamedNode, Vec<Quad>)> {
        let args = self.args;
        let text = input::article(path, args.longest)?;
        let reader = match &mut self.reader {
            Some(reader) => reader,
            none => none.insert(Reader::new(args.root.as_deref(), &args.base, args.entities)?),
        };
        let article = Article { date: args.date, url: args.url.clone(), ..Article::new(text) };
        let document = reader.document(article, &input::name(path));
        Ok((reader.iris(&document).article, reader.quads(&document)))
    }

    /// Loads the articles of an RDF document; a thread of its own reads it.
    fn graphs(&mut self, path: &Path, format: RdfFormat) -> Result<(), Fault> {
        let name = || input::name(path);
        let (document, grouped) = open(path, format).with_context(name).map_err(Fault::Source)?;
        let (sender, receiver) = sync_channel(AHEAD);
        std::thread::scope(|scope| {
            let reading = scope.spawn(move || send(Articles::new(document, format, grouped), &sender));
            let mut put = Ok(());
            for (article, quads) in &receiver {
                put = self.put(article, quads);
                if put.is_err() {
                    break;
                }
            }
            drop(receiver);
            let read = reading.join().unwrap_or_else(|_| bail!("the reading thread failed"));
            put.and(read.with_context(name).map_err(Fault::Source))
        })
    }

    fn put(&mut self, article: NamedNode, quads: Vec<Quad>) -> Result<(), Fault> {
        let kept = self.loader.put(article, quads).with_context(|| self.args.store.display().to_string());
        kept.and_then(|kept| self.count.keep(&kept, self.args.verbose)).map_err(Fault::Store)
    }
}

/// Articles that are read before they are asked for.
const AHEAD: usize = 1000;

fn send(articles: Articles<Box<dyn Read + Send>>, sender: &SyncSender<(NamedNode, Vec<Quad>)>) -> Result<()> {
    for article in articles {
        if sender.send(article?).is_err() {
            break;
        }
    }
    Ok(())
}

/// Opens an RDF document and tells whether the quads of each of its articles stand together.
fn open(path: &Path, format: RdfFormat) -> Result<(Box<dyn Read + Send>, bool)> {
    if input::is_standard(path) {
        return Ok((Box::new(BufReader::new(io::stdin())), false));
    }
    let grouped = format == RdfFormat::NQuads && store::is_grouped(BufReader::new(File::open(path)?))?;
    Ok((Box::new(BufReader::with_capacity(1 << 20, File::open(path)?)), grouped))
}

/// What became of the articles.
#[derive(Default)]
struct Count {
    added: u64,
    replaced: u64,
    unchanged: u64,
    failed: u64,
}

impl Count {
    /// Counts articles that are in the store for good, and prints them where `verbose`.
    fn keep(&mut self, kept: &[Kept], verbose: bool) -> Result<()> {
        let mut lines = String::new();
        for Kept { article, change } in kept {
            let (count, word) = match change {
                Change::Added => (&mut self.added, "added"),
                Change::Replaced => (&mut self.replaced, "replaced"),
                Change::Unchanged => (&mut self.unchanged, "unchanged"),
            };
            *count += 1;
            if verbose {
                lines.push_str(&format!("{word}\t{}\n", article.as_str()));
            }
        }
        let mut out = io::stdout().lock();
        match out.write_all(lines.as_bytes()).and_then(|()| out.flush()) {
            // Whoever reads the lines may leave; the articles are loaded all the same.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => Ok(written?),
        }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { added, replaced, unchanged, failed } = self;
        write!(f, "{added} articles added, {replaced} replaced, {unchanged} unchanged")?;
        if *failed > 0 { write!(f, ", {failed} inputs failed") } else { Ok(()) }
    }
}
