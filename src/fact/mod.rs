//! Facts: what the sentences say, read by rules over their trees, with who asserts it and how firmly.

mod attribution;
mod clause;
mod confidence;
mod cue;
mod draft;
mod extract;
pub mod json;
mod matcher;
mod modality;
mod model;
mod nominal;
mod overlap;
mod quotation;
pub mod rule;
mod scene;
mod second;
mod slot;
mod speech;
mod theme;
mod veridicality;
mod weighing;
mod words;

pub use cue::CueIndex;
pub use extract::{extract, surer};
pub use model::{Argument, Fact, Factuality, Polarity, Status, Theme, When};
pub use quotation::Quotations;
pub use rule::{Rule, Rules};
pub use scene::Scene;
pub use second::Reader;
pub use weighing::Weighing;
pub use words::Words;
