//! A store over HTTP: for SPARQL clients, for applications, and as a page to look at.
//!
//! [`router`] answers requests and can be tested without a port; [`listen`] gives it connections within limits and stops
//! when told to. Nothing is written unless [`Settings::token`] is set, and then only for who knows it.

mod accept;
mod answer;
mod api;
mod conditions;
mod connections;
mod fault;
mod graph_store;
mod guard;
mod kept;
mod linked;
mod metrics;
mod page;
mod params;
mod process;
mod running;
mod service;
mod shape;
mod site;
mod sparql;
mod work;

pub use connections::{Connections, listen};
pub use service::SCHEME;
pub use site::{Limits, Settings, Site};

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use fault::Fault;

/// Time in which the parts of a request's body must follow one another.
const BODY: Duration = Duration::from_secs(20);

/// Time beyond that of a question in which a request is answered or given up, for reading and waiting.
const MARGIN: Duration = Duration::from_secs(30);

/// Returns what answers the requests to `site`.
pub fn router(site: Arc<Site>) -> Router {
    let limits = site.settings().limits;
    Router::new()
        .route("/sparql", any(sparql::handle))
        .route("/sparql/", any(sparql::handle))
        .route("/data", any(graph_store::handle))
        .route("/health", get(service::health))
        .route("/metrics", get(metrics::show))
        .route("/convert", post(api::convert::convert))
        .route("/about", get(api::about))
        .route("/types", get(api::types))
        .route("/articles", get(api::articles::list))
        .route("/article", get(api::articles::one))
        .route("/entities", get(api::entities::list))
        .route("/entity", get(api::entities::one))
        .route("/facts", get(api::facts::list))
        .route("/contradictions", get(api::facts::contradictions))
        .route("/queries", get(api::queries::list))
        .route("/queries/{name}", get(api::queries::run))
        .route("/openapi.json", get(api::description))
        .route("/assets/{*name}", get(page::asset))
        .route("/", get(page::view))
        .route("/view/{*name}", get(page::view))
        .fallback(linked::handle)
        .method_not_allowed_fallback(|| async { Fault::method("GET, HEAD") })
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&site), guard::check))
        .layer(DefaultBodyLimit::max(limits.body))
        .layer(RequestBodyTimeoutLayer::new(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits.time + MARGIN))
        .layer(CatchPanicLayer::custom(fault::panicked))
        .layer(from_fn(guard::headers))
        .layer(from_fn_with_state(Arc::clone(&site), metrics::count))
        .with_state(site)
}
