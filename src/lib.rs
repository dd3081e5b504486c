//! Reads news articles and writes down their facts as an RDF knowledge graph.
//!
//! The modules below stand in the order in which an article passes through them, but for `morph`, whose
//! lexicon helps to find the ends of sentences before its tagger reads them. A module may use
//! those above it and never those below; `tests/layers.rs` checks this.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout))]

// The blank lines keep the formatter from sorting the list.

pub mod data;

pub mod weights;

pub mod text;

pub mod input;

pub mod morph;

pub mod segment;

pub mod learned;

pub mod parse;

pub mod mention;

pub mod coref;

pub mod fact;

pub mod link;

pub mod document;

pub mod resources;

pub mod pipeline;

pub mod proof;

pub mod gold;

pub mod learn;

pub mod graph;

pub mod reader;

pub mod store;

pub mod query;

pub mod serve;

pub mod cli;
