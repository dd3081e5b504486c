//! Any bytes as an article, through all stages to N-Quads.

#![no_main]

use std::sync::LazyLock;

use depeche::data::Files;
use depeche::graph::{self, FactTypes, Format, Options};
use depeche::resources::Resources;
use depeche::text::{self, Article};
use depeche::pipeline;
use libfuzzer_sys::fuzz_target;

static RESOURCES: LazyLock<Resources> = LazyLock::new(|| Resources::embedded().expect("tested"));
static TYPES: LazyLock<FactTypes> = LazyLock::new(|| FactTypes::load(&Files::embedded()).expect("tested"));

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = text::decode(bytes) else { return };
    let document = pipeline::convert(Article::new(decoded.text), &RESOURCES);
    let quads = graph::build(&document, RESOURCES.gazetteer(), &TYPES, &Options::default());
    graph::write(quads, Format::NQuads, graph::vocab::DEFAULT_BASE, std::io::sink()).expect("a sink takes all");
});
