//! Any bytes as RDF in any format, as `query --data` and `validate` read it: quads or an error, and then an answer.

#![no_main]

use depeche::query::{Answer, Form};
use depeche::store::{Store, format_of};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = ["a.ttl", "a.trig", "a.nq", "a.nt", "a.rdf", "a.jsonld"];

fuzz_target!(|input: (u8, &[u8])| {
    let name = NAMES[usize::from(input.0) % NAMES.len()];
    let store = Store::new().expect("memory");
    let format = format_of(name).expect("a known ending");
    if store.load(input.1, format).is_err() {
        assert!(store.is_empty().expect("memory"), "a faulty file adds nothing");
        return;
    }
    let results = store.query("SELECT * { ?s ?p ?o }").expect("a sound query");
    let answer = Answer::collect(results).expect("memory");
    answer.write(Form::Table, std::io::sink()).expect("a sink takes all");
});
