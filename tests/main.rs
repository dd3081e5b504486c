//! The only integration test binary.

mod rules;
