//! Requests of any kind to a server that writes: the first line is method and address, the second what is accepted, the third the
//! type of what is sent, the rest is sent.

#![no_main]

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use depeche::data::Files;
use depeche::graph::Options;
use depeche::reader::Reader;
use depeche::serve::{Limits, Settings, Site, router};
use depeche::store::Store;
use http_body_util::BodyExt as _;
use libfuzzer_sys::fuzz_target;
use oxigraph::io::RdfFormat;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

static SERVER: LazyLock<(Router, Runtime)> = LazyLock::new(|| {
    let files = Files::embedded();
    let store = Store::new().expect("there is memory");
    let graph = include_bytes!("../../tests/fixtures/election.trig");
    store.load(graph, RdfFormat::TriG).expect("the fixture is sound");
    let reader = Reader::new(&files, Options::default(), false, 0.0).expect("the embedded resources are sound");
    let limits = Limits { time: Duration::from_secs(2), rows: 1000, ..Limits::default() };
    let settings = Settings { token: Some("token".to_owned()), limits, ..Settings::default() };
    let site = Site::new(store, &files, reader, settings).expect("the embedded data is sound");
    (router(Arc::new(site)), Runtime::new().expect("threads can be made"))
});

fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(4, |byte| *byte == b'\n');
    let mut line = || lines.next().unwrap_or_default();
    let (first, accept, kind, body) = (line(), line(), line(), line());
    let Some((method, address)) = std::str::from_utf8(first).ok().and_then(|first| first.split_once(' ')) else { return };
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("host", "localhost")
        .header("authorization", "Bearer token")
        .header("accept", accept)
        .header("content-type", kind);
    let Ok(request) = request.body(Body::from(body.to_vec())) else { return };
    let (router, runtime) = &*SERVER;
    runtime.block_on(async {
        let answer = router.clone().oneshot(request).await.expect("the router always answers");
        // A dump may break off, but must end.
        let _ = answer.into_body().collect().await;
    });
});
