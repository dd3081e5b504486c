//! Training and evaluation of what is learned from treebanks.

pub mod coref;
pub mod forest;
pub mod lexicon;
pub mod names;
pub mod parser;
pub mod perceptron;
pub mod score;
pub mod segment;
pub mod stages;
pub mod tagger;
pub mod train;
pub mod word_list;
