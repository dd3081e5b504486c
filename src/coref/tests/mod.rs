//! Tests of the whole stage, on sentences with their trees written out.

mod build;
mod constructions;
mod descriptions;
mod names;
mod pronouns;
mod properties;

use build::check;
