//! Sources that are read as Feed.

#![no_main]

mod support;

use depeche::input::Kind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| support::read(Some(Kind::Feed), bytes));
