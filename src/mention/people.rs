//! People who held offices of states, by name: a sorted table that is searched as it stands, so that it costs nothing until a
//! name is looked up.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::data::{DataError, Files};
use crate::morph::Gender;

use super::Gazetteer;

const FILE: &str = "gazetteer/persons.tsv";

/// A person of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// Wikidata item (`Q159`).
    pub wikidata: &'a str,
    /// Where it is told.
    pub gender: Option<Gender>,
    /// Index of the country's entry in the gazetteer.
    pub country: Option<usize>,
    /// Year of birth.
    pub born: Option<i16>,
    /// Year of death.
    pub died: Option<i16>,
    /// The highest office.
    pub rank: Rank,
    /// First year in office.
    pub from: Option<i16>,
    /// Last year in office; none where it is not told or has not ended.
    pub to: Option<i16>,
}

/// How high an office is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Head of state or government.
    Head,
    /// Minister or the like.
    Minister,
    /// Member of a parliament.
    Member,
}

/// The table.
#[derive(Clone, Debug, Default)]
pub struct People(Cow<'static, [u8]>);

impl People {
    /// Takes the table of `files`.
    ///
    /// # Errors
    /// Where there is none, or it is not UTF-8.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let bytes = files.shared(FILE)?;
        // Whether each row is whole is seen when it is read; a row that is not is nobody.
        Ok(Self(bytes))
    }

    /// Returns all people called `name`, in the order of the table.
    pub fn named<'a>(&'a self, name: &str, gazetteer: &Gazetteer) -> Vec<Known<'a>> {
        let key = key(name);
        if key.is_empty() {
            return Vec::new();
        }
        let mut at = self.first(&key);
        let mut found = Vec::new();
        while let Some(line) = self.line(at) {
            let Some(rest) = line.strip_prefix(key.as_bytes()).and_then(|r| r.strip_prefix(b"\t")) else {
                break;
            };
            found.extend(std::str::from_utf8(rest).ok().and_then(|row| known(row, gazetteer)));
            at += line.len() + 1;
        }
        found
    }

    /// Returns the line that begins at `at`.
    fn line(&self, at: usize) -> Option<&[u8]> {
        let rest = self.0.get(at..).filter(|rest| !rest.is_empty())?;
        rest.split(|&b| b == b'\n').next()
    }

    /// Returns where the first row begins that does not stand before those of `key`. Remarks and the head stand before all.
    fn first(&self, key: &str) -> usize {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = self.0[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
            let line = self.line(start).unwrap_or_default();
            let name = line.split(|&b| b == b'\t').next().unwrap_or_default();
            if line.starts_with(b"#") || line.starts_with(b"name\twikidata") || name < key.as_bytes() {
                low = start + line.len() + 1;
            } else {
                high = start;
            }
        }
        low.min(self.0.len())
    }
}

fn known<'a>(row: &'a str, gazetteer: &Gazetteer) -> Option<Known<'a>> {
    let cells: Vec<&str> = row.split('\t').collect();
    let &[wikidata, gender, country, born, died, rank, from, to] = cells.as_slice() else { return None };
    Some(Known {
        wikidata,
        gender: match gender {
            "m" => Some(Gender::Masc),
            "f" => Some(Gender::Fem),
            _ => None,
        },
        country: gazetteer.by_id(country),
        born: born.parse().ok(),
        died: died.parse().ok(),
        rank: match rank {
            "1" => Rank::Head,
            "2" => Rank::Minister,
            _ => Rank::Member,
        },
        from: from.parse().ok(),
        to: to.parse().ok(),
    })
}

/// Returns the name in small letters a to z and digits, words parted by single spaces, as `tools/persons.py` makes it.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.to_lowercase().nfkd().filter(|&c| !is_combining_mark(c)) {
        let letters = match c {
            '\u{142}' => "l",
            '\u{F8}' => "o",
            '\u{111}' | '\u{F0}' => "d",
            '\u{131}' => "i",
            '\u{DF}' => "ss",
            '\u{E6}' => "ae",
            '\u{153}' => "oe",
            '\u{FE}' => "th",
            _ => "",
        };
        if c.is_ascii_alphanumeric() || !letters.is_empty() {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            if letters.is_empty() { key.push(c) } else { key.push_str(letters) }
        } else {
            gap = true;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_whatever_their_accents() {
        let files = Files::embedded();
        let (people, gazetteer) = (People::load(&files).unwrap(), Gazetteer::load(&files).unwrap());
        let items = |name: &str| -> Vec<String> {
            people.named(name, &gazetteer).iter().map(|p| p.wikidata.to_owned()).collect()
        };
        assert_eq!(items("Angela Merkel"), ["Q567"]);
        assert_eq!(items("Recep Tayyip Erdoğan"), ["Q39259"]);
        assert_eq!(items("Nicolás Maduro"), ["Q58132"]);
        assert_eq!(items("Maduro"), [""; 0]);
        assert_eq!(items("name"), [""; 0]);
        assert_eq!(items(""), [""; 0]);
    }

    #[test]
    fn every_row_is_found_again() {
        let files = Files::embedded();
        let (people, gazetteer) = (People::load(&files).unwrap(), Gazetteer::load(&files).unwrap());
        let table = files
            .table(FILE, &["name", "wikidata", "gender", "country", "born", "died", "rank", "from", "to"]);
        for (line, cells) in table.unwrap().rows.iter().step_by(97) {
            let found = people.named(cells[0], &gazetteer);
            assert!(found.iter().any(|p| p.wikidata == cells[1] && p.country.is_some()), "{line} {cells:?}");
        }
    }
}
