//! Any text as a query to a small graph: an answer or an error.

#![no_main]

use depeche::query::{Answer, Form};
use depeche::store::Store;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const GRAPH: &[u8] = include_bytes!("../../tests/fixtures/election.trig");

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let store = Store::new().expect("memory");
    let format = depeche::store::format_of("election.trig").expect("a known ending");
    store.load(GRAPH, format).expect("tested");
    store
});

fuzz_target!(|query: &str| {
    // Queries that call other servers are not meant here.
    if query.to_ascii_lowercase().contains("service") {
        return;
    }
    let Ok(results) = STORE.query(query) else { return };
    if let Ok(answer) = Answer::collect(results) {
        let _ = answer.write(Form::Table, std::io::sink());
    }
});
