//! Known names: countries, towns, institutions, seats of power, and the adjectives made of them.

use super::Kind;
use crate::data::{DataError, Files, Map};
use crate::morph::{Gender, Number};

const TABLES: [&str; 6] = [
    "gazetteer/areas.tsv",
    "gazetteer/cities.tsv",
    "gazetteer/countries.tsv",
    "gazetteer/institutions.tsv",
    "gazetteer/regions.tsv",
    "gazetteer/seats.tsv",
];
const COLUMNS: [&str; 9] =
    ["id", "name", "kind", "aliases", "wikidata", "country", "stands_for", "gender", "number"];
const DEMONYMS: &str = "gazetteer/demonyms.tsv";

/// A known thing and its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Unique, readable, in kebab case without accents (`russie`, `union-europeenne`); names it in the graph.
    pub id: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// The name in the article's language.
    pub name: String,
    /// Other names and acronyms.
    pub aliases: Vec<String>,
    /// Wikidata item (`Q159`), only where the source gives it uniquely.
    pub wikidata: Option<String>,
    /// Id of the country it belongs to.
    pub country: Option<String>,
    /// Id of the state or body whose government its name may stand for (`Moscou`: `russie`; `russie`: `russie`).
    pub stands_for: Option<String>,
    /// Grammatical gender of the name.
    pub gender: Option<Gender>,
    /// Grammatical number of the name.
    pub number: Option<Number>,
}

/// A form of an adjective or noun made of a place's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Demonym {
    entry: usize,
    prefix: bool,
}

/// The known names. Entries are addressed by their index, which is stable for one set of data files.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    ids: Map<String, usize>,
    /// Names in lower case, their words parted by single spaces, with the names as written.
    names: Map<String, Vec<(String, usize)>>,
    /// The largest number of words of a name that begins with the word.
    longest: Map<String, usize>,
    demonyms: Map<String, Demonym>,
}

impl Gazetteer {
    /// Reads the tables under `gazetteer/`.
    ///
    /// # Errors
    /// Where a table is missing or malformed, an id stands twice, or a kind or an id that is referred to is unknown.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let mut gazetteer = Self::default();
        for name in TABLES {
            let rows = files.table(name, &COLUMNS)?.rows;
            gazetteer.entries.reserve(rows.len());
            gazetteer.ids.reserve(rows.len());
            // Few entries have more names than one.
            gazetteer.names.reserve(rows.len());
            for (line, cells) in rows {
                let entry = entry(&cells).map_err(|message| DataError::new(name, line, message))?;
                gazetteer.add(entry).map_err(|message| DataError::new(name, line, message))?;
            }
        }
        for (line, cells) in files.table(DEMONYMS, &["form", "entry", "role", "gender", "number"])?.rows {
            let Some(entry) = gazetteer.by_id(cells[1]) else {
                return Err(DataError::new(DEMONYMS, line, format!("no entry \"{}\"", cells[1])));
            };
            let demonym = Demonym { entry, prefix: cells[2] == "prefix" };
            gazetteer.demonyms.insert(cells[0].to_lowercase(), demonym);
        }
        Ok(gazetteer)
    }

    fn add(&mut self, entry: Entry) -> Result<(), String> {
        let index = self.entries.len();
        if self.ids.insert(entry.id.clone(), index).is_some() {
            return Err(format!("second entry \"{}\"", entry.id));
        }
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            let words = name_words(name);
            let longest = self.longest.entry(words[0].to_lowercase()).or_default();
            *longest = words.len().max(*longest);
            let name = words.join(" ");
            self.names.entry(name.to_lowercase()).or_default().push((name, index));
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The entries in the order of their indices.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the index of the entry `id`.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// Returns the longest known name that starts `words` (surface words, elided articles apart): how many words it
    /// has, and its entry. Capitals count: an acronym only matches itself, a name in capitals needs its first one.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, usize)> {
        let first = normal(words.first()?);
        let most = (*self.longest.get(&first.to_lowercase())?).min(words.len());
        let normal: Vec<String> = words[..most].iter().map(|word| normal(word)).collect();
        (1..=most).rev().find_map(|count| {
            let text = normal[..count].join(" ");
            let known = self.names.get(&text.to_lowercase())?;
            known.iter().find(|(name, _)| fits(name, &text)).map(|&(_, entry)| (count, entry))
        })
    }

    /// Returns the entry that `name` names as a whole.
    pub fn by_name(&self, name: &str) -> Option<usize> {
        let words = name_words(name);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        self.longest(&words).filter(|&(count, _)| count == words.len()).map(|(_, entry)| entry)
    }

    /// Returns the entry of the place that the adjective or noun `form` is made of (`russes`: `russie`; of a compound
    /// such as `russo-vénézuélienne` the last one), in any inflection and case.
    pub fn demonym(&self, form: &str) -> Option<usize> {
        self.demonyms(form).last().copied()
    }

    /// Returns the entries of all places in `form`: two for a compound such as `franco-allemand`.
    pub fn demonyms(&self, form: &str) -> Vec<usize> {
        let form = form.to_lowercase();
        if let Some(whole) = self.demonyms.get(&form) {
            return if whole.prefix { Vec::new() } else { vec![whole.entry] };
        }
        let mut found = Vec::new();
        let mut rest = form.as_str();
        while let Some((part, after)) = rest.split_once('-') {
            match self.demonyms.get(part) {
                Some(demonym) => found.push(demonym.entry),
                None => return Vec::new(),
            }
            rest = after;
            if let Some(last) = self.demonyms.get(rest).filter(|d| !d.prefix) {
                found.push(last.entry);
                return found;
            }
        }
        Vec::new()
    }
}

/// Whether `text` may be the name `name`; both equal but for capitals.
fn fits(name: &str, text: &str) -> bool {
    let mut pairs = name.split(' ').zip(text.split(' ')).enumerate();
    pairs.all(|(i, (name, text))| {
        let acronym = name.chars().count() > 1 && !name.chars().any(char::is_lowercase);
        let starts = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        name == text || !acronym && (i > 0 || !starts(name) || starts(text))
    })
}

fn normal(word: &str) -> String {
    word.replace('\u{2019}', "'")
}

/// The words of a name as the tokens of a text would part them: at spaces and after apostrophes of elision.
fn name_words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in normal(name).split_whitespace() {
        match part.split_once('\'') {
            Some((elided, rest)) if elided.chars().count() <= 2 && elided != "N" && !rest.is_empty() => {
                words.push(format!("{elided}'"));
                words.push(rest.to_owned());
            }
            _ => words.push(part.to_owned()),
        }
    }
    if words.is_empty() {
        words.push(String::new());
    }
    words
}

fn entry(cells: &[&str]) -> Result<Entry, String> {
    let text = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
    Ok(Entry {
        id: cells[0].to_owned(),
        name: cells[1].to_owned(),
        kind: Kind::parse(cells[2]).ok_or_else(|| format!("no kind \"{}\"", cells[2]))?,
        aliases: cells[3].split(';').filter(|a| !a.is_empty()).map(str::to_owned).collect(),
        wikidata: text(cells[4]),
        country: text(cells[5]),
        stands_for: text(cells[6]),
        gender: gender(cells[7]),
        number: number(cells[8]),
    })
}

/// Reads a gender cell, `m` or `f`.
pub(super) fn gender(cell: &str) -> Option<Gender> {
    match cell {
        "m" => Some(Gender::Masc),
        "f" => Some(Gender::Fem),
        _ => None,
    }
}

/// Reads a number cell, `s` or `p`.
pub(super) fn number(cell: &str) -> Option<Number> {
    match cell {
        "s" => Some(Number::Sing),
        "p" => Some(Number::Plur),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        Gazetteer::load(&Files::embedded()).unwrap()
    }

    fn id(gazetteer: &Gazetteer, entry: usize) -> &str {
        &gazetteer.entries()[entry].id
    }

    #[test]
    fn every_reference_leads_to_an_entry() {
        let gazetteer = gazetteer();
        for entry in gazetteer.entries() {
            for id in entry.country.iter().chain(&entry.stands_for) {
                assert!(gazetteer.by_id(id).is_some(), "{} refers to {id}", entry.id);
            }
        }
    }

    #[test]
    fn the_longest_name_wins() {
        let gazetteer = gazetteer();
        let (count, entry) = gazetteer.longest(&["Corée", "du", "Sud", "et"]).unwrap();
        assert_eq!((count, id(&gazetteer, entry)), (3, "coree-du-sud"));
        let (count, entry) = gazetteer.longest(&["Côte", "d\u{2019}", "Ivoire"]).unwrap();
        assert_eq!((count, id(&gazetteer, entry)), (3, "cote-d-ivoire"));
    }

    #[test]
    fn capitals_count() {
        let gazetteer = gazetteer();
        assert!(gazetteer.longest(&["sud"]).is_none());
        assert!(gazetteer.longest(&["Onu"]).is_none());
        assert!(gazetteer.longest(&["ONU"]).is_some());
        assert!(gazetteer.longest(&["Océan", "Indien"]).is_some());
    }

    #[test]
    fn adjectives_lead_to_their_places() {
        let gazetteer = gazetteer();
        let ids = |form: &str| -> Vec<String> {
            gazetteer.demonyms(form).into_iter().map(|e| id(&gazetteer, e).to_owned()).collect()
        };
        assert_eq!(ids("vénézuéliennes"), ["venezuela"]);
        assert_eq!(ids("Californiens"), ["californie"]);
        assert_eq!(ids("russo-vénézuéliennes"), ["russie", "venezuela"]);
        assert_eq!(ids("nord-coréenne"), ["coree-du-nord"]);
        assert_eq!(ids("franco"), [""; 0]);
        assert_eq!(ids("demi-frère"), [""; 0]);
    }

    #[test]
    fn a_capital_stands_for_its_country() {
        let gazetteer = gazetteer();
        let entry = &gazetteer.entries()[gazetteer.by_name("Moscou").unwrap()];
        assert_eq!(entry.stands_for.as_deref(), Some("russie"));
        assert_eq!(entry.kind, Kind::Place);
    }
}
