//! `depeche serve`: a store for browsers, applications and SPARQL clients.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use oxigraph::model::{NamedNode, Term};
use tokio::net::TcpListener;

use super::args::Serve;
use super::read::reader;
use super::{Outcome, input, report};
use crate::graph::Addresses;
use crate::graph::vocab::{DEFAULT_BASE, prov};
use crate::serve::{Connections, Limits, SCHEME, Settings, Site, listen, router};
use crate::store::{Access, Store};

/// Where the token for writing is taken from.
const TOKEN: &str = "DEPECHE_SERVE_TOKEN";

/// Characters that it has at least.
const SHORTEST: usize = 16;

/// Bytes of stack for each thread: parsers and the optimizer of queries call themselves for each level.
const STACK: usize = 128 << 20;

/// Threads for lookups, articles and dumps beside those for queries.
const THREADS: usize = 64;

/// Time beyond that of a query that running requests get when the server is to stop.
const END: Duration = Duration::from_secs(5);

pub(super) fn run(args: &Serve) -> Result<Outcome> {
    let token = args.read_write.then(token).transpose()?;
    let files = super::files(args.root.as_deref())?;
    let store = store(args)?;
    let base = match &args.base {
        Some(base) => base.clone(),
        None => base_of(&store)?,
    };
    let limits = Limits {
        time: Duration::from_secs(args.time_limit),
        rows: args.most_rows,
        bytes: args.most_megabytes.saturating_mul(1 << 20),
        questions: args.queries,
        memory: args.most_memory.saturating_mul(1 << 20),
        ..Limits::default()
    };
    let reader = reader(args.root.as_deref(), &base, args.entities, !args.no_links, args.readers)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .max_blocking_threads(args.queries.saturating_add(THREADS))
        .build()
        .context("the server cannot be started")?;
    let outcome = runtime.block_on(async {
        let listener = TcpListener::bind(&args.bind).await.with_context(|| args.bind.clone())?;
        let address = listener.local_addr()?;
        let settings =
            Settings { base, token, hosts: hosts(args, address), origins: args.allow_origin.clone(), limits };
        let site = Site::new(store, &files, reader, settings)?;
        let mode = if args.read_write { "with the token also written" } else { "read only" };
        report(format_args!("serving {} at {SCHEME}://{address}/ ({mode}); Ctrl-C stops it", name(args)));
        let connections =
            Connections { most: args.connections, end: limits.time + END, ..Connections::default() };
        listen(listener, router(Arc::new(site)), connections, stopped()).await?;
        report(format_args!("stopped"));
        Ok(Outcome::Done)
    });
    // A query that goes on although it was told to stop is not waited for.
    runtime.shutdown_timeout(END);
    outcome
}

fn token() -> Result<String> {
    let token = std::env::var(TOKEN).unwrap_or_default();
    if token.chars().count() < SHORTEST {
        bail!("--read-write needs a token of at least {SHORTEST} characters in the environment, as {TOKEN}");
    }
    Ok(token)
}

fn store(args: &Serve) -> Result<Store> {
    match &args.source.store {
        Some(path) if args.read_write => {
            let store = Store::open(path, Access::Write)?;
            store.keep_ontology(&super::files(args.root.as_deref())?)?;
            Ok(store)
        }
        path => input::source(path.as_deref(), &args.source.data),
    }
}

/// Returns where the IRIs in `store` begin, by the first that tells.
fn base_of(store: &Store) -> Result<String> {
    let first = store.matching(None, Some(prov::WAS_GENERATED_BY), None).next().transpose()?;
    let reading = first.and_then(|quad| match quad.object {
        Term::NamedNode(reading) => Some(reading),
        _ => None,
    });
    let base = reading.as_ref().map(NamedNode::as_str).and_then(Addresses::base_of);
    Ok(base.unwrap_or(DEFAULT_BASE).to_owned())
}

/// Returns the names by which requests may call the server. On this machine alone these are known, so that a page of
/// another site that has its name lead here gets nothing.
fn hosts(args: &Serve, address: SocketAddr) -> Option<Vec<String>> {
    if !address.ip().is_loopback() && args.host.is_empty() {
        return None;
    }
    let mut hosts = args.host.clone();
    if address.ip().is_loopback() {
        hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(str::to_owned));
    }
    let own = SocketAddr::new(address.ip(), 0).to_string();
    hosts.push(own.trim_end_matches(":0").to_owned());
    Some(hosts)
}

/// How to name what is served.
fn name(args: &Serve) -> String {
    match &args.source.store {
        Some(path) => path.display().to_string(),
        None => format!("{} files", args.source.data.len()),
    }
}

/// Is done when the user or the system wants the server to stop.
async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}
