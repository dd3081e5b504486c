//! Questions to the graph and their answers in the forms that people and programs read.

pub mod catalog;
pub mod table;

pub use catalog::{Catalog, NamedQuery};
pub use table::{Answer, Form};
