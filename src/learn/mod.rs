//! (in work)

pub mod segment;
