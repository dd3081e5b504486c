//! Counts for Prometheus, in the text of OpenMetrics.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::fault::Fault;
use super::site::Site;
use super::work::{self, Lane};

/// Upper ends of the classes of times, in seconds.
const TIMES: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0];

/// What is counted.
pub(super) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    times: Histogram,
    running: Gauge,
    stopped: Counter,
    quads: Gauge<i64, AtomicI64>,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    route: String,
    status: u16,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("depeche");
        let (requests, times) = (Family::default(), Histogram::new(TIMES));
        let (running, stopped, quads) = (Gauge::default(), Counter::default(), Gauge::default());
        registry.register("requests", "Requests by route and status", requests.clone());
        registry.register("request_seconds", "Time until the answer begins", times.clone());
        registry.register("running_requests", "Requests being answered", running.clone());
        registry.register("stopped_queries", "Queries given up at the time limit", stopped.clone());
        registry.register("quads", "Quads in the store", quads.clone());
        Self { registry, requests, times, running, stopped, quads }
    }
}

impl Metrics {
    /// Counts a query that was given up.
    pub(super) fn stopped(&self) {
        self.stopped.inc();
    }
}

/// Counts a request as one that runs, however it ends.
struct Running<'a>(&'a Gauge);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Counts the request.
pub(super) async fn count(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let metrics = &site.metrics;
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str).to_owned();
    metrics.running.inc();
    let running = Running(&metrics.running);
    let start = Instant::now();
    let response = next.run(request).await;
    drop(running);
    metrics.times.observe(start.elapsed().as_secs_f64());
    metrics.requests.get_or_create(&Labels { route, status: response.status().as_u16() }).inc();
    response
}

/// Shows the counts.
pub(super) async fn show(State(site): State<Arc<Site>>) -> Result<Response, Fault> {
    let quads = work::run(&site, Lane::Lookups, |site, _| Ok(site.counts()?.1)).await?;
    site.metrics.quads.set(i64::try_from(quads).unwrap_or(i64::MAX));
    let mut text = String::new();
    encode(&mut text, &site.metrics.registry).map_err(|error| Fault::refused(error.to_string()))?;
    let media = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, media)], text).into_response())
}
