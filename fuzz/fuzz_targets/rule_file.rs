//! Any text in the place of a rule file: a rule or a fault with its place.

#![no_main]

use depeche::data::Files;
use depeche::fact::Rules;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut files = Files::embedded();
    files.insert("rules/life/birth.toml", text.as_bytes().to_vec());
    let _ = Rules::read_each(&files).expect("the prepositions are sound");
});
