//! The word lists of this stage: titles, given names, words about names, kinds of nouns, calendar, numbers.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::gazetteer::gender;
use super::name::lists::NameLists;
use super::{Chain, Gazetteer, Kind, Unit};
use crate::data::{DataError, Files, Map};
use crate::morph::Gender;
use crate::text::fold;

/// Everything that [`find`](super::find) needs to know, loaded once.
#[derive(Clone, Debug, Default)]
pub struct NameResources {
    /// The known names.
    pub gazetteer: Gazetteer,
    /// What common nouns mean.
    pub nouns: NounKinds,
    /// Names that are listed as such.
    pub(super) listed: NameLists,
    /// The trained part of the search for names; without it lists and rules decide alone.
    pub chain: Option<Chain>,
    pub(super) names: NameWords,
    pub(super) calendar: Calendar,
    pub(super) numbers: Numbers,
}

impl NameResources {
    /// Reads the gazetteer, the word lists and the weights of the chain.
    ///
    /// # Errors
    /// Where a table is missing or malformed, or the weights are.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        Ok(Self { chain: Some(Chain::load(files)?), ..Self::lists(files)? })
    }

    /// Returns the kind of names that open with `word`.
    pub fn opened_by(&self, word: &str) -> Option<Kind> {
        let lower = word.to_lowercase();
        let institution = [word, lower.as_str()].iter().any(|w| self.names.is(w, Role::Institution));
        let place = self.names.before(&lower) == Some(Kind::Place);
        place.then_some(Kind::Place).filter(|_| !institution).or(institution.then_some(Kind::Organization))
    }

    /// Returns the kind of names that end with `word`.
    pub fn closed_by(&self, word: &str) -> Option<Kind> {
        self.names.is(word, Role::Suffix).then_some(Kind::Organization)
    }

    /// Reads the gazetteer and the word lists alone.
    ///
    /// # Errors
    /// Where a table is missing or malformed.
    pub fn lists(files: &Files) -> Result<Self, DataError> {
        Ok(Self {
            chain: None,
            listed: NameLists::load(files)?,
            gazetteer: Gazetteer::load(files)?,
            nouns: NounKinds::load(files)?,
            names: NameWords::load(files)?,
            calendar: Calendar::load(files)?,
            numbers: Numbers::load(files)?,
        })
    }
}

/// What sort of thing each common noun means.
#[derive(Clone, Debug, Default)]
pub struct NounKinds(Map<String, NounKind>);

/// What a common noun means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounKind {
    /// The sort of thing.
    pub kind: Kind,
    /// Grammatical gender, where it is fixed or usual.
    pub gender: Option<Gender>,
    /// Whether the singular means several (`foule`, `famille`).
    pub collective: bool,
}

impl NounKinds {
    /// Reads `lexicon/noun-kinds.tsv`.
    ///
    /// # Errors
    /// Where the table is missing or malformed.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let name = "lexicon/noun-kinds.tsv";
        let mut kinds = Map::default();
        for (line, cells) in files.table(name, &["lemma", "kind", "gender", "collective"])?.rows {
            let kind =
                Kind::parse(cells[1]).ok_or_else(|| DataError::new(name, line, "no such kind of thing"))?;
            let noun = NounKind { kind, gender: gender(cells[2]), collective: cells[3] == "1" };
            kinds.insert(cells[0].to_owned(), noun);
        }
        Ok(Self(kinds))
    }

    /// Returns what the noun `lemma` means, in any case.
    pub fn get(&self, lemma: &str) -> Option<NounKind> {
        self.0.get(lemma).or_else(|| self.0.get(&lemma.to_lowercase())).copied()
    }

    /// Returns the sort of thing that the noun `lemma` means.
    pub fn kind(&self, lemma: &str) -> Option<Kind> {
        self.get(lemma).map(|noun| noun.kind)
    }
}

/// A title or office: the form that mentions give, and the gender that it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) name: String,
    pub(super) gender: Option<Gender>,
    /// Whether it is one of address or rank (`M.`, `général`), which only stands before names.
    pub(super) address: bool,
}

/// What a word tells about the name that it stands in or beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Particle,
    Foreign,
    Locative,
    Genitive,
    Suffix,
    Institution,
    Adjunct,
    Generation,
    /// A pronoun that only stands for people (`quelqu'un`).
    Somebody,
    Seat,
    Before(Kind),
}

impl Role {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "particle" => Self::Particle,
            "foreign" => Self::Foreign,
            "locative" => Self::Locative,
            "genitive" => Self::Genitive,
            "suffix" => Self::Suffix,
            "institution" => Self::Institution,
            "adjunct" => Self::Adjunct,
            "generation" => Self::Generation,
            "somebody" => Self::Somebody,
            "seat" => Self::Seat,
            other => Self::Before(Kind::parse(other)?),
        })
    }
}

/// Titles, given names and words about names.
#[derive(Clone, Debug, Default)]
pub(super) struct NameWords {
    titles: Map<String, Title>,
    given: Map<String, Option<Gender>>,
    /// The same in capitals without accents, as headlines have them.
    capitals: Map<String, Option<Gender>>,
    roles: Map<String, Vec<Role>>,
}

impl NameWords {
    fn load(files: &Files) -> Result<Self, DataError> {
        let mut words = Self::default();
        for (file, address) in [("lexicon/offices.tsv", false), ("lexicon/titles.tsv", true)] {
            for (_, cells) in files.table(file, &["form", "title", "gender"])?.rows {
                let title = Title { name: cells[1].to_owned(), gender: gender(cells[2]), address };
                words.titles.insert(cells[0].to_owned(), title);
            }
        }
        for (_, cells) in files.table("lexicon/given-names.tsv", &["name", "gender"])?.rows {
            words.capitals.insert(in_capitals(cells[0]), gender(cells[1]));
            words.given.insert(cells[0].to_owned(), gender(cells[1]));
        }
        let name = "lexicon/name-words.tsv";
        for (line, cells) in files.table(name, &["word", "role"])?.rows {
            let role = Role::parse(cells[1]).ok_or_else(|| DataError::new(name, line, "no such role"))?;
            words.roles.entry(cells[0].to_owned()).or_default().push(role);
        }
        Ok(words)
    }

    /// Returns the title `form`, whose words are parted by single spaces; capitals at its start do not count.
    pub(super) fn title(&self, form: &str) -> Option<&Title> {
        let found = self.titles.get(form).or_else(|| {
            let mut chars = form.chars();
            let first = chars.next().filter(|c| c.is_uppercase())?;
            self.titles.get(&(first.to_lowercase().collect::<String>() + chars.as_str()))
        });
        // Plurals of one word: "les ministres Durand et Petit".
        found.or_else(|| self.titles.get(form.strip_suffix('s')?).filter(|t| !t.address))
    }

    /// Returns the gender of the given name `word`, where it is one; of a double name that of its first part.
    pub(super) fn given(&self, word: &str) -> Option<Option<Gender>> {
        let known = self.given.get(word);
        known.or_else(|| self.given.get(word.split_once('-')?.0)).copied()
    }

    /// The same for a name that is written in capitals (`ELISABETH`).
    pub(super) fn given_in_capitals(&self, word: &str) -> Option<Option<Gender>> {
        let find = |word: &str| self.capitals.get(&in_capitals(word));
        find(word).or_else(|| find(word.split_once('-')?.0)).copied()
    }

    pub(super) fn is(&self, word: &str, role: Role) -> bool {
        self.roles.get(word).is_some_and(|roles| roles.contains(&role))
    }

    /// Returns the kind of the name that the noun `word` stands before.
    pub(super) fn before(&self, word: &str) -> Option<Kind> {
        self.roles.get(word)?.iter().find_map(|role| match role {
            Role::Before(kind) => Some(*kind),
            _ => None,
        })
    }
}

/// Returns `word` in capitals without accents.
fn in_capitals(word: &str) -> String {
    word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_uppercase).collect()
}

/// What a word of the calendar says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    Month(i8),
    Weekday(i8),
    Day(i32),
    RelativeDay(i32),
    Part,
    Season,
    Unit(i32),
    Last,
    Next,
    Preposition,
    YearPreposition,
    Duration,
    Prefix,
    Ahead,
}

/// The words of the calendar.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar(Map<String, Vec<Term>>);

impl Calendar {
    fn load(files: &Files) -> Result<Self, DataError> {
        let name = "lexicon/calendar.tsv";
        let mut terms: Map<String, Vec<Term>> = Map::default();
        for (line, cells) in files.table(name, &["word", "role", "value"])?.rows {
            let term = term(cells[1], cells[2])
                .ok_or_else(|| DataError::new(name, line, "no such role, or no number"))?;
            terms.entry(cells[0].to_owned()).or_default().push(term);
        }
        Ok(Self(terms))
    }

    /// The terms of `word`, in any case.
    pub(super) fn terms(&self, word: &str) -> &[Term] {
        let known = self.0.get(word).or_else(|| match fold(word) {
            Cow::Owned(folded) => self.0.get(&folded),
            Cow::Borrowed(_) => None,
        });
        known.map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn is(&self, word: &str, term: Term) -> bool {
        self.terms(word).contains(&term)
    }

    pub(super) fn month(&self, word: &str) -> Option<i8> {
        self.terms(word).iter().find_map(|t| if let Term::Month(n) = t { Some(*n) } else { None })
    }

    pub(super) fn weekday(&self, word: &str) -> Option<i8> {
        self.terms(word).iter().find_map(|t| if let Term::Weekday(n) = t { Some(*n) } else { None })
    }

    pub(super) fn unit(&self, word: &str) -> Option<i32> {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let find =
            |w: &str| self.terms(w).iter().find_map(|t| if let Term::Unit(n) = t { Some(*n) } else { None });
        find(word).or_else(|| find(singular))
    }
}

fn term(role: &str, value: &str) -> Option<Term> {
    let number: i32 = value.parse().ok()?;
    Some(match role {
        "month" => Term::Month(i8::try_from(number).ok()?),
        "weekday" => Term::Weekday(i8::try_from(number).ok()?),
        "day" => Term::Day(number),
        "relative-day" => Term::RelativeDay(number),
        "part" => Term::Part,
        "season" => Term::Season,
        "unit" => Term::Unit(number),
        "last" => Term::Last,
        "next" => Term::Next,
        "preposition" => Term::Preposition,
        "year-preposition" => Term::YearPreposition,
        "duration" => Term::Duration,
        "prefix" => Term::Prefix,
        "ahead" => Term::Ahead,
        _ => return None,
    })
}

/// How a number word counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Numeral {
    Add(f64),
    Times(f64),
    About(f64),
}

/// Number words and units.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    numerals: Map<String, Numeral>,
    units: Map<String, Unit>,
}

impl Numbers {
    fn load(files: &Files) -> Result<Self, DataError> {
        let mut numbers = Self::default();
        let name = "lexicon/numbers.tsv";
        for (line, cells) in files.table(name, &["word", "role", "value"])?.rows {
            let value = cells[2].parse().map_err(|_| DataError::new(name, line, "no number"))?;
            let numeral = match cells[1] {
                "add" => Numeral::Add(value),
                "times" => Numeral::Times(value),
                "about" => Numeral::About(value),
                _ => return Err(DataError::new(name, line, "no such role")),
            };
            numbers.numerals.insert(cells[0].to_owned(), numeral);
        }
        let name = "lexicon/units.tsv";
        for (line, cells) in files.table(name, &["unit", "kind"])?.rows {
            let unit = match cells[1] {
                "share" => Unit::Share,
                "money" => Unit::Money,
                "years" => Unit::Years,
                _ => return Err(DataError::new(name, line, "no such kind of unit")),
            };
            numbers.units.insert(cells[0].to_owned(), unit);
        }
        Ok(numbers)
    }

    pub(super) fn numeral(&self, word: &str) -> Option<Numeral> {
        self.numerals.get(word).or_else(|| self.numerals.get(&word.to_lowercase())).copied()
    }

    pub(super) fn unit(&self, words: &str) -> Option<Unit> {
        self.units.get(words).copied()
    }
}
