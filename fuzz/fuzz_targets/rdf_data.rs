//! Any bytes as RDF in any format, as `query --data`, `validate` and `load` read it: quads or an error, and then an answer;
//! articles that are taken apart hold what the whole does, whether or not they have to be sorted out.

#![no_main]

use depeche::query::{Answer, Form};
use depeche::store::{Articles, Store, format_of, is_grouped};
use libfuzzer_sys::fuzz_target;
use oxigraph::io::RdfFormat;

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
    if format == RdfFormat::NQuads && is_grouped(input.1).expect("a slice") {
        let count = |grouped| {
            let articles = Articles::new(input.1, format, grouped).collect::<Result<Vec<_>, _>>();
            articles.map(|articles| articles.iter().map(|(_, quads)| quads.len()).sum::<usize>()).ok()
        };
        assert_eq!(count(true), count(false), "sorting out changes nothing");
    }
});
