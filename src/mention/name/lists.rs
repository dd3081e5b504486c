//! Names of people, bodies, clubs and parties that are known as such: signs for the model of names, and no verdicts, since
//! half of the words of a language are somebody's surname.

use std::borrow::Cow;

use crate::data::{DataError, Files};

/// Name of the data file, which `depeche train` makes.
pub const FILE: &str = "model/name-lists.bin";
/// Most words of a name that is looked for.
pub(super) const LONGEST: usize = 6;
/// Longest key, in bytes.
pub const LONGEST_KEY: usize = 60;

/// A given name.
pub const GIVEN: u64 = 1;
/// A surname.
pub const SURNAME: u64 = 2;
/// An organization.
pub const ORGANIZATION: u64 = 4;
/// A football club.
pub const CLUB: u64 = 8;
/// A political party.
pub const PARTY: u64 = 16;

/// What each listed name is, by its words in lower case, as an automaton; nothing is listed without one.
#[derive(Clone, Debug, Default)]
pub struct NameLists(Option<fst::Map<Cow<'static, [u8]>>>);

impl NameLists {
    /// Loads the lists.
    ///
    /// # Errors
    /// Where the file is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let map = fst::Map::new(files.shared(FILE)?).map_err(|e| DataError::new(FILE, 0, e.to_string()))?;
        Ok(Self(Some(map)))
    }

    /// Returns what the name `key`, as [`key`] makes it, is listed as; 0 where it is not.
    pub(super) fn get(&self, key: &str) -> u64 {
        self.0.as_ref().and_then(|lists| lists.get(key)).unwrap_or(0)
    }
}

/// Returns `name` as the lists have it: lower case, plain apostrophes, single spaces.
pub fn key(name: &str) -> String {
    let plain = name.to_lowercase().replace(['\u{2019}', '\u{2BC}'], "'");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
