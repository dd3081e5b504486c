//! Who is who: joins the mentions of one article that refer to the same thing.

mod entity;

pub use entity::{Entity, Resolution};
