//! Dependency trees of the sentences.

pub mod conllu;
mod relation;
mod tree;

pub use relation::Relation;
pub use tree::{Node, Tree};
