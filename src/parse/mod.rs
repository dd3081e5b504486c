//! Dependency trees of the sentences.

mod relation;
mod tree;

pub use relation::Relation;
pub use tree::{Node, Tree};
