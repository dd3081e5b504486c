//! Lexicons, gazetteer, rules and weights, loaded and checked once.

use crate::data::DataError;
use crate::mention::Gazetteer;

/// All that the stages read besides the article.
#[derive(Clone, Debug, Default)]
pub struct Resources {
    /// The known names.
    pub gazetteer: Gazetteer,
}

impl Resources {
    /// Returns the resources embedded in the program.
    ///
    /// # Errors
    /// Where a data file is faulty.
    pub fn embedded() -> Result<Self, DataError> {
        Ok(Self::default())
    }
}
