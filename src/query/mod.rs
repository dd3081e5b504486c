//! Questions to the graph and their answers in the forms that people and programs read.

pub mod catalog;
pub mod parameter;
pub mod table;

pub use catalog::{Catalog, NamedQuery};
pub use parameter::{Kind, Parameter};
pub use table::{Answer, Form};
