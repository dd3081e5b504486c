//! Learns and measures who is meant: texts with chains of coreference, the measures on them, the training of the ranking.

pub mod answers;
pub mod conll;
pub mod labels;
pub mod measure;
pub mod report;
pub mod sources;
pub mod train;
