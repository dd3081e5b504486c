//! The SPARQL 1.1 Graph Store Protocol: graphs are read by all, and written by who has the token.
//!
//! A graph that is written is that of an article: it comes in whole or not at all, and the reports of the same events are
//! joined anew, as `depeche load` does.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphNameRef, NamedNode, Quad};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::Instant;

use super::accept::{Accept, DATASETS, GRAPHS, essence, format_called, media_type, sent, unacceptable};
use super::answer::Answer;
use super::conditions::Conditions;
use super::fault::Fault;
use super::guard;
use super::params::Params;
use super::shape;
use super::site::Site;
use super::work::{self, Lane};
use crate::graph::Format;
use crate::graph::vocab::{ONTOLOGY_GRAPH, SAME_EVENTS};

/// What a request is about.
enum Target {
    /// The graph of this name.
    Graph(NamedNode),
    /// The union of all.
    Default,
    /// All graphs, apart.
    All,
}

/// Answers a request.
pub(super) async fn handle(
    State(site): State<Arc<Site>>,
    method: Method,
    RawQuery(address): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Fault> {
    let params = Params::read(address.as_deref());
    params.only(&["graph", "default", "format"])?;
    let target = target(&params)?;
    match method {
        Method::GET | Method::HEAD => {
            let called = params.one("format")?.map(format_called).transpose()?;
            read(&site, target, called, &headers).await
        }
        Method::PUT | Method::POST | Method::DELETE => {
            guard::may_write(&site, &headers)?;
            let graph = writable(target)?;
            if method == Method::DELETE {
                remove(&site, graph, Conditions::of(&headers)).await
            } else {
                write(&site, graph, method == Method::POST, &headers, body).await
            }
        }
        _ => Err(Fault::method("GET, HEAD, PUT, POST, DELETE")),
    }
}

fn target(params: &Params) -> Result<Target, Fault> {
    match (params.has("default"), params.iris("graph")?.as_slice()) {
        (false, [graph]) => Ok(Target::Graph(graph.clone())),
        (true, []) => Ok(Target::Default),
        (false, []) if !params.has("graph") => Ok(Target::All),
        _ => Err(Fault::bad("name one graph by graph=IRI, or ask for the union of all by default")),
    }
}

/// Returns the graph, where it may be written at all.
fn writable(target: Target) -> Result<NamedNode, Fault> {
    match target {
        Target::Graph(graph) if graph == SAME_EVENTS || graph == ONTOLOGY_GRAPH => {
            Err(Fault::new(StatusCode::FORBIDDEN, "this graph is made by the store itself"))
        }
        Target::Graph(graph) => Ok(graph),
        Target::Default | Target::All => {
            Err(Fault::bad("name the graph of an article to write, by graph=IRI"))
        }
    }
}

async fn read(
    site: &Arc<Site>,
    target: Target,
    called: Option<Format>,
    headers: &HeaderMap,
) -> Result<Response, Fault> {
    let accept = Accept::of(headers);
    let liked = |offers: &[(&[&str], Format)]| {
        called.or_else(|| accept.best(offers)).ok_or_else(|| unacceptable(offers))
    };
    match target {
        Target::Graph(graph) => {
            let format = liked(&GRAPHS)?;
            let answer = work::run(site, Lane::Lookups, move |site, _| {
                if !site.store.has_graph(graph.as_ref())? {
                    return Err(Fault::missing(format!("there is no graph {graph}")));
                }
                Answer::graph(site, site.store.graph(graph.as_ref())?, format)
            });
            Ok(answer.await?.to(headers))
        }
        Target::Default => dump(site, liked(&GRAPHS)?, true).await,
        Target::All => {
            let format = liked(&DATASETS)?;
            if !format.rdf().supports_datasets() {
                return Err(unacceptable(&DATASETS));
            }
            dump(site, format, false).await
        }
    }
}

/// Bytes that are sent together.
const PIECE: usize = 64 * 1024;

/// Pieces that wait for the client.
const AHEAD: usize = 4;

/// Time that a client may take for a piece.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends the whole store as it is read; `merged` into one graph, or each graph by its name. A triple of several graphs may
/// come several times.
async fn dump(site: &Arc<Site>, format: Format, merged: bool) -> Result<Response, Fault> {
    let place = work::place(site, Lane::Dumps, Instant::now() + site.settings().limits.time).await?;
    let (sender, receiver) = channel(AHEAD);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let pieces = BufWriter::with_capacity(PIECE, Pieces { sender: sender.clone(), runtime });
        if let Err(error) = serialize(&place.site, format, merged, pieces) {
            // The client sees that the answer breaks off.
            let _ = sender.blocking_send(Err(error));
        }
    });
    let pieces =
        stream::unfold(receiver, async |mut receiver| receiver.recv().await.map(|piece| (piece, receiver)));
    let mut response = Response::new(Body::from_stream(pieces));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(format)));
    Ok(response)
}

fn serialize(site: &Site, format: Format, merged: bool, out: impl Write) -> io::Result<()> {
    let mut writer = RdfSerializer::from_format(format.rdf()).for_writer(out);
    for quad in site.store.quads() {
        let quad = quad.map_err(io::Error::other)?;
        if merged || !format.rdf().supports_datasets() {
            writer.serialize_triple(quad.as_ref())?;
        } else {
            writer.serialize_quad(&quad)?;
        }
    }
    writer.finish()?.flush()
}

/// Hands what is written to who sends it, and waits for slow clients, but not for ever.
struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    runtime: Handle,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Ok(Bytes::copy_from_slice(bytes));
        let sent = self.runtime.block_on(tokio::time::timeout(PATIENCE, self.sender.send(piece)));
        match sent {
            Ok(Ok(())) => Ok(bytes.len()),
            _ => Err(io::Error::new(io::ErrorKind::BrokenPipe, "the client does not take the answer")),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts what was sent into the place of `graph`, or with `merged` beside what is there.
async fn write(
    site: &Arc<Site>,
    graph: NamedNode,
    merged: bool,
    headers: &HeaderMap,
    body: Bytes,
) -> Result<Response, Fault> {
    let format = sent_format(headers)?;
    shape::check_document(&body)?;
    let name = graph.clone();
    let parsed = work::run(site, Lane::Lookups, move |_, _| parse(&body, format, &name));
    let mut quads = parsed.await?;
    let conditions = Conditions::of(headers);
    let existed = change(site, graph.clone(), conditions, move |site| {
        let existed = site.store.has_graph(graph.as_ref())?;
        if merged {
            quads.extend(site.store.graph(graph.as_ref())?);
        }
        let mut loader = site.store.loader(&site.types, site.window()?);
        loader.put(graph, quads)?;
        loader.finish()?;
        Ok(existed)
    });
    let status = if existed.await? { StatusCode::NO_CONTENT } else { StatusCode::CREATED };
    Ok(status.into_response())
}

/// Changes the store by `job`, alone, where `conditions` are met by `graph`; what it gives is on the disk.
async fn change<T: Send + 'static>(
    site: &Arc<Site>,
    graph: NamedNode,
    conditions: Conditions,
    job: impl FnOnce(&Site) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let alone = Arc::clone(&site.writing).lock_owned().await;
    let done = work::run(site, Lane::Lookups, move |site, cancel| {
        let _alone = alone;
        site.saved()?;
        // Whose client was told that its time is over does not write any more.
        if cancel.is_cancelled() {
            return Err(Fault::refused("the time for it is over"));
        }
        conditions.check(site, graph.as_ref())?;
        site.changing();
        let done = job(site)?;
        site.changed();
        Ok(done)
    });
    done.await
}

/// Returns the format that the sender names.
fn sent_format(headers: &HeaderMap) -> Result<RdfFormat, Fault> {
    let essence = sent(headers).map(|media| essence(&media));
    essence.as_deref().and_then(RdfFormat::from_media_type).ok_or_else(|| {
        let known = "text/turtle, application/n-triples, application/rdf+xml, application/ld+json";
        Fault::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("a graph is sent as one of {known}"))
    })
}

fn parse(body: &[u8], format: RdfFormat, graph: &NamedNode) -> Result<Vec<Quad>, Fault> {
    let parser = RdfParser::from_format(format).without_named_graphs().with_default_graph(graph.clone());
    // The blank nodes of two documents are not the same, whatever they are called.
    let parser = parser.rename_blank_nodes();
    let parser = parser.with_base_iri(graph.as_str()).map_err(|error| Fault::bad(error.to_string()))?;
    let quads = parser.for_slice(body).collect::<Result<Vec<_>, _>>();
    let quads = quads.map_err(|error| Fault::bad(format!("the graph cannot be read: {error}")))?;
    if quads.is_empty() {
        return Err(Fault::bad("the graph is empty; DELETE removes one"));
    }
    debug_assert!(
        quads.iter().all(|quad| quad.graph_name.as_ref() == GraphNameRef::NamedNode(graph.as_ref()))
    );
    Ok(quads)
}

async fn remove(site: &Arc<Site>, graph: NamedNode, conditions: Conditions) -> Result<Response, Fault> {
    let name = graph.clone();
    let removed = change(site, graph.clone(), conditions, move |site| {
        let removed = site.store.retract(graph.as_ref(), &site.types)?;
        if removed {
            site.store.save()?;
        }
        Ok(removed)
    });
    if !removed.await? {
        return Err(Fault::missing(format!("there is no graph {name}")));
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
