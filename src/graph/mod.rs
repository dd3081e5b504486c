//! The facts of an article as RDF: one node for each fact with its roles, source and evidence, and a direct
//! triple for what the article itself asserts.
//!
//! `ontology/README.md` tells the model. This module knows nothing of French, and the fact types and their
//! properties come from the ontology.

mod build;
mod describe;
mod fact_types;
mod iri;
mod order;
mod pretty;
mod sink;
#[cfg(test)]
mod tests;
pub mod vocab;
mod write;

pub use build::build;
pub use fact_types::{FactType, FactTypes};
pub use iri::{Entities, Iris, Options, is_base, slug};
pub use write::{Format, write};
