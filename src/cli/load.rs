//! `depeche load`: articles and ready graphs into a store.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};

use anyhow::{Context as _, Result, bail};
use oxigraph::io::RdfFormat;
use oxigraph::model::{NamedNode, Quad};

use super::args::{Load, Protocol, Window};
use super::progress::{Fate, Progress};
use super::read::reader;
use super::resume::{Journal, Place};
use super::session::{Graphs, Session, Step};
use super::{Outcome, report};
use crate::graph::FactTypes;
use crate::reader::Reader;
use crate::store::{self, Access, Articles, Change, Credentials, Kept, Loader, Remote, Store};

pub(super) fn run(args: &Load) -> Result<Outcome> {
    let session = Session::new(&args.reading, &args.paths)?;
    let reading = &args.reading;
    let files = super::files(reading.root.as_deref())?;
    let types = FactTypes::load(&files)?;
    let reader =
        reader(reading.root.as_deref(), &reading.base, reading.entities, !reading.no_links, reading.readers)?;
    let Some(path) = &args.store else {
        let endpoint = args.remote.endpoint.as_deref().context("neither --store nor --endpoint is given")?;
        return load(args, session, &reader, Target::Remote(remote(args, endpoint)?));
    };
    let store = Store::open(path, Access::Write)?;
    store.keep_ontology(&files)?;
    let window = window(args, path, &store, &types)?;
    let journal = Journal::new(path, &session.sources, reading, args.resume)?;
    let target = Target::Store { name: path, loader: store.loader(&types, window), journal };
    load(args, session, &reader, target)
}

/// Returns the store at `endpoint`, with the credentials that are in the environment.
fn remote(args: &Load, endpoint: &str) -> Result<Remote> {
    let protocol = match args.remote.protocol {
        Protocol::GraphStore => store::Protocol::GraphStore,
        Protocol::Update => store::Protocol::Update,
    };
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let credentials = match (variable("DEPECHE_TOKEN"), variable("DEPECHE_USER")) {
        (Some(_), Some(_)) => bail!("both DEPECHE_TOKEN and DEPECHE_USER are set; unset one of them"),
        (Some(token), None) => Credentials::Bearer(token),
        (None, Some(user)) => Credentials::Basic(user, variable("DEPECHE_PASSWORD").unwrap_or_default()),
        (None, None) => Credentials::None,
    };
    let url = url::Url::parse(endpoint).with_context(|| endpoint.to_owned())?;
    if !matches!(url.scheme(), "http" | "https") {
        bail!("{endpoint}: an endpoint has an http or https address");
    }
    if url.password().is_some() {
        bail!("the endpoint's address holds a password; put it into DEPECHE_PASSWORD");
    }
    let near = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    if url.scheme() == "http" && !near && !matches!(credentials, Credentials::None) {
        report(format_args!(
            "{endpoint}: the credentials go over the network in the clear; https would hide them"
        ));
    }
    let name = endpoint.to_owned();
    let tell = move |message: &str| report(format_args!("{name}: {message}"));
    Ok(Remote::new(endpoint, protocol, &credentials, args.remote.retries, tell))
}

fn load(args: &Load, mut session: Session<'_>, reader: &Reader, target: Target<'_>) -> Result<Outcome> {
    let place = target.place();
    session.done_before = place.items;
    let mut load = Run { args, target, count: Count::default(), place, before: place.articles };
    let made =
        |document: &crate::document::Document| Ok((reader.iris(document).article, reader.quads(document)));
    let (_, outcome) = session.run(reader, made, |step, progress| {
        match step {
            Step::Made((article, quads), _) => {
                load.target.set_batch(args.batch, store::BATCH);
                load.put(article, quads)?;
            }
            Step::Graphs(graphs) => load.graphs(graphs, progress)?,
            // What stopped the load is tried again when it is resumed.
            Step::Nothing if args.reading.fail_fast && progress.summary.failed() > 0 => return Ok(()),
            Step::Nothing => {}
        }
        load.place = Place { items: load.place.items + 1, articles: 0 };
        load.keep_place()
    })?;
    let Run { target, mut count, place, .. } = load;
    let name = target.name();
    let stopped = (args.reading.fail_fast && outcome == Outcome::Failed).then_some(place);
    count.keep(&target.finish(stopped).with_context(|| name.clone())?, args.verbose)?;
    report(format_args!("{name}: {count}"));
    Ok(outcome)
}

/// Returns the window that the user asks for, or else the store's own; joins the store anew where they differ.
fn window(args: &Load, path: &Path, store: &Store, types: &FactTypes) -> Result<Option<u16>> {
    if !store.has_articles()? {
        return Ok(args.same_event.unwrap_or_default().0);
    }
    let own = store.window()?;
    let Some(Window(wanted)) = args.same_event else { return Ok(own) };
    if wanted != own {
        report(format_args!("{}: joining the reports of the same events anew", path.display()));
        store.join_events(types, wanted)?;
        store.save()?;
    }
    Ok(wanted)
}

/// Where articles are loaded to.
enum Target<'a> {
    Store { name: &'a Path, loader: Loader<'a>, journal: Journal },
    Remote(Remote),
}

impl Target<'_> {
    fn name(&self) -> String {
        match self {
            Self::Store { name, .. } => name.display().to_string(),
            Self::Remote(remote) => remote.endpoint().to_owned(),
        }
    }

    /// Where to go on.
    fn place(&self) -> Place {
        match self {
            Self::Store { journal, .. } => journal.place(),
            Self::Remote(_) => Place::default(),
        }
    }

    /// Sets how many quads are written together: as the user says, or else `usual` in a store of our own.
    fn set_batch(&mut self, batch: Option<usize>, usual: usize) {
        match self {
            Self::Store { loader, .. } => loader.set_batch(batch.unwrap_or(usual)),
            Self::Remote(remote) => remote.set_batch(batch.unwrap_or(store::REMOTE_BATCH)),
        }
    }

    fn put(&mut self, article: NamedNode, quads: Vec<Quad>) -> Result<Vec<Kept>> {
        Ok(match self {
            Self::Store { loader, .. } => loader.put(article, quads)?,
            Self::Remote(remote) => remote.put(article, quads)?,
        })
    }

    /// Writes what was held back; only then is the load done, unless it `stopped` somewhere.
    fn finish(self, stopped: Option<Place>) -> Result<Vec<Kept>> {
        match self {
            Self::Store { loader, mut journal, .. } => {
                let kept = loader.finish()?;
                match stopped {
                    Some(place) => journal.keep(place)?,
                    None => journal.end()?,
                }
                Ok(kept)
            }
            Self::Remote(remote) => Ok(remote.finish()?),
        }
    }
}

/// A load under way.
struct Run<'a> {
    args: &'a Load,
    target: Target<'a>,
    count: Count,
    /// What was put so far.
    place: Place,
    /// Articles at the start of the first document of graphs that were loaded before.
    before: u64,
}

impl Run<'_> {
    /// Loads the articles of an RDF document; a thread of its own reads it.
    fn graphs(&mut self, graphs: Graphs, progress: &mut Progress) -> Result<()> {
        self.target.set_batch(self.args.batch, store::READY_BATCH);
        let before = std::mem::take(&mut self.before);
        self.place.articles = before;
        let Graphs { name, document, format, path } = graphs;
        let grouped =
            match path.filter(|_| format == RdfFormat::NQuads).map(|path| is_grouped(&path)).transpose() {
                Ok(grouped) => grouped.unwrap_or(false),
                Err(error) => return progress.tell(&name, Fate::Failed, "unreadable", &error.to_string()),
            };
        let (sender, receiver) = sync_channel(AHEAD);
        let read = std::thread::scope(|scope| {
            let skip = usize::try_from(before).unwrap_or(usize::MAX);
            let reading = scope.spawn(move || send(Articles::new(document, format, grouped), skip, &sender));
            let mut put = Ok(());
            for (article, quads) in &receiver {
                put = self.put(article, quads);
                if put.is_err() {
                    break;
                }
                self.place.articles += 1;
                progress.summary.read += 1;
                progress.tick();
                put = self.keep_place();
                if put.is_err() {
                    break;
                }
            }
            drop(receiver);
            let read = reading.join().unwrap_or_else(|_| bail!("the reading thread failed"));
            put.map(|()| read)
        })?;
        match read {
            Ok(()) => Ok(()),
            Err(error) => progress.tell(&name, Fate::Failed, "malformed", &format!("{error:#}")),
        }
    }

    fn put(&mut self, article: NamedNode, quads: Vec<Quad>) -> Result<()> {
        let kept = self.target.put(article, quads).with_context(|| self.target.name())?;
        self.count.keep(&kept, self.args.verbose)
    }

    /// Remembers the place where nothing is held back any more.
    fn keep_place(&mut self) -> Result<()> {
        match &mut self.target {
            Target::Store { loader, journal, .. } if loader.holds_nothing() => journal.keep(self.place),
            _ => Ok(()),
        }
    }
}

/// Articles that are read before they are asked for.
const AHEAD: usize = 100;

fn send(
    articles: Articles<Box<dyn BufRead + Send>>,
    skip: usize,
    sender: &SyncSender<(NamedNode, Vec<Quad>)>,
) -> Result<()> {
    for article in articles.skip(skip) {
        if sender.send(article?).is_err() {
            break;
        }
    }
    Ok(())
}

/// Whether the quads of each article stand together in the file `path`.
fn is_grouped(path: &PathBuf) -> io::Result<bool> {
    store::is_grouped(BufReader::with_capacity(1 << 20, File::open(path)?))
}

/// What became of the articles.
#[derive(Default)]
struct Count {
    added: u64,
    replaced: u64,
    unchanged: u64,
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
        let Self { added, replaced, unchanged } = self;
        write!(f, "{added} articles added, {replaced} replaced, {unchanged} unchanged")
    }
}
