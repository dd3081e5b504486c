//! The server by requests to its router; no port is opened.

mod api;
mod connections;
mod guard;
mod linked;
mod protocol;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use depeche::data::Files;
use depeche::graph::Options;
use depeche::reader::Reader;
use depeche::serve::{Limits, Settings, Site, router};
use depeche::store::Store;
use http_body_util::BodyExt as _;
use oxigraph::io::RdfFormat;
use tower::ServiceExt as _;

use crate::support;

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// What is told went wrong.
    fn error(&self) -> String {
        self.json()["error"].as_str().unwrap().to_owned()
    }
}

/// A server to ask.
struct Server {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

/// The server of the stores under `tests/fixtures` and of an article of our own, which writes nothing.
static READ_ONLY: LazyLock<Server> = LazyLock::new(|| Server::new(articles(), Settings::default()));

/// Returns a store with the articles of the fixtures, and one that was read by the program.
fn articles() -> Store {
    let store = Store::new().unwrap();
    store.keep_ontology(&Files::embedded()).unwrap();
    for name in ["election.trig", "port.trig"] {
        let bytes = std::fs::read(support::path("tests/fixtures").join(name)).unwrap();
        store.load(&bytes, RdfFormat::TriG).unwrap();
    }
    let path = support::path("tests/articles/laiterie-orvanne/article.txt");
    let mut article = depeche::text::Article::new(std::fs::read_to_string(path).unwrap());
    article.date = Some("2024-06-04".parse().unwrap());
    article.title = Some("La laiterie".to_owned());
    article.url = Some("https://example.org/laiterie".to_owned());
    let reader = reader();
    let document = depeche::pipeline::convert(article, reader.resources());
    let mut loader = store.loader(&support::TYPES, None);
    loader.put(reader.iris(&document).article, reader.quads(&document)).unwrap();
    loader.finish().unwrap();
    store
}

fn reader() -> Reader {
    Reader::new(&Files::embedded(), Options::default(), false, 0.0).unwrap()
}

impl Server {
    fn new(store: Store, settings: Settings) -> Self {
        let site = Site::new(store, &Files::embedded(), reader(), settings).unwrap();
        Self { router: router(Arc::new(site)), runtime: tokio::runtime::Runtime::new().unwrap() }
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = body.collect().await.unwrap().to_bytes().to_vec();
            Answer { status: parts.status, headers: parts.headers, body }
        })
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], Body::empty())
    }

    fn get_as(&self, path: &str, accept: &str) -> Answer {
        self.ask("GET", path, &[("accept", accept)], Body::empty())
    }
}

/// Returns `text` as it may stand in the query of an address.
fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// A server that gives little.
fn narrow(limits: Limits) -> Server {
    Server::new(articles(), Settings { limits, ..Settings::default() })
}
