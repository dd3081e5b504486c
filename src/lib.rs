//! Reads news articles and writes down their facts as an RDF knowledge graph.
//!
//! The modules below stand in the order in which an article passes through them. A module may use
//! those above it and never those below; `tests/layers.rs` checks this.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout))]

pub mod coref;
pub mod data;
pub mod fact;
pub mod graph;
pub mod learn;
pub mod mention;
pub mod morph;
pub mod parse;
pub mod query;
pub mod segment;
pub mod store;
pub mod text;
pub mod weights;

pub mod document;
pub mod pipeline;
pub mod resources;

pub mod cli;
