//! Dependency trees of the sentences.

pub mod conllu;
pub(crate) mod context;
pub(crate) mod features;
mod islands;
pub mod parser;
mod relation;
mod repair;
pub(crate) mod subtype;
pub(crate) mod transition;
mod tree;

pub use islands::Reader;
pub use parser::{Parser, parse};
pub use relation::Relation;
pub use tree::{Node, Tree};
