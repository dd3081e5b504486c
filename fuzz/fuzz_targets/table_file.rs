//! Any text in the place of one of the tables: resources, or a fault with file and line.

#![no_main]

use std::sync::LazyLock;

use depeche::coref;
use depeche::data::Files;
use depeche::fact;
use depeche::mention::NameResources;
use libfuzzer_sys::fuzz_target;

const TABLES: [&str; 6] = [
    "lexicon/titles.tsv",
    "lexicon/calendar.tsv",
    "lexicon/numbers.tsv",
    "lexicon/function-words.tsv",
    "lexicon/coref-pronouns.tsv",
    "gazetteer/cities.tsv",
];

/// The data files with the tables of the gazetteer cut to their headers: reading all places takes longest.
static FILES: LazyLock<Files> = LazyLock::new(|| {
    let mut files = Files::embedded();
    for name in Files::embedded().names("gazetteer/").filter(|name| name.ends_with(".tsv")) {
        files.insert(name, header(&files, name).into_bytes());
    }
    NameResources::lists(&files).expect("an empty gazetteer is sound");
    files
});

/// Returns the line of `name` that names the columns, so that rows are tried and not only that line.
fn header(files: &Files, name: &str) -> String {
    let text = files.text(name).unwrap_or_default();
    let line = text.lines().find(|line| !line.is_empty() && !line.starts_with('#'));
    format!("{}\n", line.unwrap_or_default())
}

fuzz_target!(|input: (u8, &str)| {
    let name = TABLES[usize::from(input.0) % TABLES.len()];
    let mut files = FILES.clone();
    files.insert(name, (header(&files, name) + input.1).into_bytes());
    let _ = NameResources::lists(&files);
    let _ = coref::Words::load(&files);
    let _ = fact::Words::load(&files);
});
