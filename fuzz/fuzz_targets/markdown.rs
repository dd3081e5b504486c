//! Sources that are read as Markdown.

#![no_main]

mod support;

use depeche::input::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| support::read(Some(Kind::Markdown), bytes));
