//! A second reader, which has learned: an encoder that tells for each word of a sentence which types of fact it states, how firmly,
//! and who has which role in it. It is bound to no language and knows no rule.
//!
//! `tools/reader` trains it; `docs/decisions.md` says why it is made as it is.

mod network;
mod pieces;
mod scores;
mod tables;

#[cfg(test)]
mod tests;

pub use network::Network;
pub use scores::{Firmness, Role, Scores};

/// Name of the data file of the network.
pub const NETWORK: &str = "model/reader.onnx";
/// Name of the data file of its pieces and tables.
pub const TABLES: &str = "model/reader.bin";
