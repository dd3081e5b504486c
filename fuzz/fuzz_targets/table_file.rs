//! Any text in the place of one of the tables: resources, or a fault with file and line.

#![no_main]

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

fuzz_target!(|input: (u8, &str)| {
    let name = TABLES[usize::from(input.0) % TABLES.len()];
    let mut files = Files::embedded();
    // The header is kept, so that the rows are read and not only the names of the columns.
    let head = files.text(name).ok().and_then(|text| text.lines().find(|line| !line.starts_with('#')));
    let text = format!("{}\n{}", head.unwrap_or_default(), input.1);
    files.insert(name, text.into_bytes());
    let _ = NameResources::load(&files);
    let _ = coref::Words::load(&files);
    let _ = fact::Words::load(&files);
});
