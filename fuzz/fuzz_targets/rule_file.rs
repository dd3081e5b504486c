//! Any text in the place of a rule file: a rule or a fault with its place.

#![no_main]

use std::sync::LazyLock;

use depeche::data::Files;
use depeche::fact::Rules;
use libfuzzer_sys::fuzz_target;

/// The data files with all rules emptied: the one that is tried is the only one that takes time.
static FILES: LazyLock<Files> = LazyLock::new(|| {
    let mut files = Files::embedded();
    for name in Files::embedded().names("rules/") {
        files.insert(name, Vec::new());
    }
    files
});

fuzz_target!(|text: &str| {
    let mut files = FILES.clone();
    files.insert("rules/life/birth.toml", text.as_bytes().to_vec());
    let _ = Rules::read_each(&files).expect("the prepositions are sound");
});
