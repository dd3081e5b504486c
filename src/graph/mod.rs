//! The facts of an article as RDF: one node for each fact with its roles, source and evidence, and a direct
//! triple for what the article itself asserts.
//!
//! `ontology/README.md` tells the model. This module knows nothing of French, and the fact types and their
//! properties come from the ontology.

mod address;
mod build;
mod describe;
mod event_table;
mod fact_types;
mod iri;
mod network;
pub mod ontology;
mod order;
mod pretty;
mod record;
mod select;
mod sink;
#[cfg(test)]
mod tests;
mod view;
pub mod vocab;
mod write;
mod writer;

pub use address::Addresses;
pub use build::build;
pub use event_table::{Plover, Row};
pub use fact_types::{FactType, FactTypes, Family};
pub use iri::{Entities, Iris, Options, article_iri, is_base, slug};
pub use network::Network;
pub use record::{
    ArticleHead, ArticleView, EntityHead, EntityRecord, FactRecord, KINDS, ROLES, Records, STRETCHES, kind_of,
};
pub use select::Selection;
pub use view::local_name;
pub use write::{Format, write};
pub use writer::Writer;
