//! The only integration test binary.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

mod articles;
mod cli;
mod layers;
mod links;
mod long;
mod ontology;
mod pretty;
mod properties;
mod queries;
mod rules;
mod second;
mod serve;
mod stages;
mod store;
mod support;
mod trust;
