//! Makes the lists of names from public ones: given names and surnames, organizations, clubs, parties.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;

use crate::mention::name_lists::{CLUB, GIVEN, LONGEST_KEY, ORGANIZATION, PARTY, SURNAME, key};

/// A given name that fewer people bear is left out.
const RARE: f64 = 200.0;
/// Longest organization, in words.
const LONGEST: usize = 6;

/// Returns the automaton of the names in the folder `folder`; the same files give the same bytes.
///
/// # Errors
/// Where a file cannot be read.
pub fn build(folder: &Path) -> anyhow::Result<Vec<u8>> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    let mut add = |name: &str, what: u64| {
        let key = key(name);
        let words = key.split(' ').count();
        if key.chars().count() > 1
            && words <= LONGEST
            && key.len() <= LONGEST_KEY
            && key.chars().any(char::is_alphabetic)
        {
            *names.entry(key).or_default() |= what;
        }
    };
    for row in read("insee_given_names.csv")?.lines().skip(1) {
        let mut cells = row.split(',');
        let (name, all) = (cells.next().unwrap_or_default(), cells.nth(2).unwrap_or_default());
        if all.parse::<f64>().is_ok_and(|n| n >= RARE) {
            add(name, GIVEN);
        }
    }
    for (file, what) in [("firstnames.txt", GIVEN), ("lastnames.txt", SURNAME)] {
        for line in read(file)?.lines().map(|l| l.trim_end_matches(',').trim()) {
            if line.chars().next().is_some_and(char::is_alphabetic) && !line.contains(' ') {
                add(line, what);
            }
        }
    }
    for line in read("organizations.txt")?.lines() {
        if !line.starts_with(['"', '(', '#']) {
            add(line, ORGANIZATION);
        }
    }
    for line in read("football_clubs.txt")?.lines().filter(|l| !l.starts_with(['#', '='])) {
        for name in line.trim().trim_start_matches('|').split('|') {
            add(name.split([',', '(']).next().unwrap_or_default(), CLUB);
        }
    }
    for row in read("parties.tsv")?.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        for name in cells.get(2..4).unwrap_or_default() {
            add(name, PARTY);
        }
    }
    let mut map = fst::MapBuilder::memory();
    for (name, what) in names {
        map.insert(name, what)?;
    }
    Ok(map.into_inner()?)
}
