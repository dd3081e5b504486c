//! The whole way: bytes of any kind to a graph.

#![no_main]

use std::sync::LazyLock;

use depeche::data::Files;
use depeche::graph::{self, FactTypes, Format};
use depeche::input::{Fields, Items, Options, Source};
use depeche::pipeline;
use depeche::resources::Resources;
use libfuzzer_sys::fuzz_target;

static RESOURCES: LazyLock<(Resources, FactTypes)> = LazyLock::new(|| {
    let types = FactTypes::load(&Files::embedded()).expect("the embedded ontology is sound");
    (Resources::embedded().expect("the embedded resources are sound"), types)
});

fuzz_target!(|bytes: &[u8]| {
    let (resources, types) = &*RESOURCES;
    let options = Options { kind: None, fields: Fields::default(), longest: 1 << 14 };
    let sources = vec![Source::Memory("fuzz".to_owned(), bytes.to_vec())];
    for taken in Items::new(sources, &options, None).filter_map(|item| item.article(&options).ok()) {
        let document = pipeline::convert(taken.article, resources);
        let quads = graph::build(&document, resources.gazetteer(), types, &graph::Options::default());
        let mut out = Vec::new();
        graph::write(quads, Format::NQuads, graph::vocab::DEFAULT_BASE, &mut out).expect("memory can be written");
        assert!(std::str::from_utf8(&out).is_ok());
    }
});
