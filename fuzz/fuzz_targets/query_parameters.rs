//! Any text as the value of a parameter of a named query: it stays a value and never becomes part of the query.

#![no_main]

use std::sync::LazyLock;

use depeche::data::Files;
use depeche::graph::FactTypes;
use depeche::query::{Answer, Catalog};
use depeche::store::Store;
use libfuzzer_sys::fuzz_target;
use oxigraph::model::{Literal, Variable};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::load(&Files::embedded()).expect("tested"));
static TYPES: LazyLock<FactTypes> = LazyLock::new(|| FactTypes::load(&Files::embedded()).expect("tested"));
static STORE: LazyLock<Store> = LazyLock::new(|| Store::new().expect("memory"));

fuzz_target!(|value: &str| {
    for query in CATALOG.iter() {
        for (name, parameter) in &query.parameters {
            let variable = Variable::new(name).expect("tested");
            let mut terms = parameter.kind.terms(value, &STORE, &TYPES).unwrap_or_default();
            terms.push(Literal::from(value).into());
            let values: Vec<_> = terms.into_iter().map(|term| (variable.clone(), term)).collect();
            let results = STORE.query_with(&query.text, &values).expect("a term cannot break a query");
            Answer::collect(results).expect("memory");
        }
    }
});
