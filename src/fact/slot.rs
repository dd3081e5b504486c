//! The grammatical slots that a rule can name, and selectors that fill a role from them.

use std::collections::BTreeSet;

use crate::mention::Kind;

/// A grammatical place around a cue word, after passive, inversion and the like have been undone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Who does it: subject of the active, `par` of the passive, understood subject of infinitives and participles.
    Subj,
    /// Whom it is done to: object of the active, subject of the passive, noun that a past participle modifies.
    Obj,
    /// Dative: clitic or `à` with a noun.
    Iobj,
    /// A content clause, or direct speech.
    Comp,
    /// An embedded question (`demander si`, `savoir pourquoi`).
    Question,
    /// An infinitive that completes the word.
    Inf,
    /// Predicate of the object or subject (`considérer comme`, `qualifier de`, an adjective).
    Pred,
    /// Who bears the name or description: the person or body that the noun denotes.
    Bearer,
    /// The bearer, where the sentence itself sets the name beside the noun.
    Name,
    /// The possessor named by a determiner (`son`).
    Poss,
    /// The country or body that a relational adjective names (`russe`).
    Adj,
    /// The noun that the word modifies or completes.
    Head,
    /// The amount in the word's own phrase or its object.
    Amount,
    /// The cue word itself with what belongs to it: the title of a role.
    Own,
    /// The attributes of the cue word: adjectives that classify it.
    Attr,
    /// The last word of the cue itself, with its own phrase (`trois morts` of `faire mort`).
    Cue,
    /// The phrase right before the cue word, a comma between at most (`Lyon, dans le Rhône`).
    Before,
    /// The adjective that ends the object's phrase and may be its predicate (`juge ce mandat illégal`).
    Trait,
    /// The clause or sentence that a source phrase comments on.
    Rest,
    /// Complement with this preposition.
    Prep(String),
    /// Infinitive with this preposition.
    PrepInf(String),
}

impl Slot {
    const NAMED: [(&'static str, Slot); 19] = [
        ("subj", Self::Subj),
        ("obj", Self::Obj),
        ("iobj", Self::Iobj),
        ("comp", Self::Comp),
        ("question", Self::Question),
        ("inf", Self::Inf),
        ("pred", Self::Pred),
        ("bearer", Self::Bearer),
        ("name", Self::Name),
        ("poss", Self::Poss),
        ("adj", Self::Adj),
        ("head", Self::Head),
        ("amount", Self::Amount),
        ("own", Self::Own),
        ("attr", Self::Attr),
        ("cue", Self::Cue),
        ("before", Self::Before),
        ("trait", Self::Trait),
        ("rest", Self::Rest),
    ];

    /// Returns the slot named `name`: one of the fixed names, a preposition, or a preposition with `+inf`.
    ///
    /// # Errors
    /// A message where it is neither.
    pub fn parse(name: &str, prepositions: &BTreeSet<String>) -> Result<Self, String> {
        if let Some((_, slot)) = Self::NAMED.iter().find(|(n, _)| *n == name) {
            return Ok(slot.clone());
        }
        let (word, infinitive) = name.strip_suffix("+inf").map_or((name, false), |word| (word, true));
        if prepositions.contains(word) {
            let word = word.to_owned();
            return Ok(if infinitive { Self::PrepInf(word) } else { Self::Prep(word) });
        }
        let near = Self::NAMED
            .iter()
            .map(|(n, _)| *n)
            .chain(prepositions.iter().map(String::as_str))
            .min_by_key(|known| distance(known, word));
        Err(format!("unknown slot \"{name}\"; did you mean \"{}\"?", near.unwrap_or_default()))
    }
}

/// What an argument must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Someone who can act: a person, an organisation, a place that stands for its government.
    Actor,
    /// Something with a proper name.
    Named,
    /// Something of this kind.
    Kind(Kind),
}

/// One way to fill a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// All of them together fill the role.
    pub slots: Vec<Slot>,
    /// One of these must hold of each argument; empty: any argument will do.
    pub filters: Vec<Filter>,
}

/// How a role is filled: the first choice that gives something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// In order of preference.
    pub choices: Vec<Choice>,
}

impl Selector {
    /// Reads `subj:actor | par + avec:person,organization`.
    ///
    /// # Errors
    /// A message where a slot or filter is unknown.
    pub fn parse(text: &str, prepositions: &BTreeSet<String>) -> Result<Self, String> {
        let mut choices = Vec::new();
        for choice in text.split('|') {
            let (slots, filters) = choice.split_once(':').unwrap_or((choice, ""));
            let slots = split_union(slots)
                .map(|name| Slot::parse(name, prepositions))
                .collect::<Result<Vec<_>, _>>()?;
            let filters = filters
                .split(',')
                .map(str::trim)
                .filter(|f| !f.is_empty())
                .map(|name| match name {
                    "actor" => Ok(Filter::Actor),
                    "named" => Ok(Filter::Named),
                    _ => {
                        Kind::parse(name).map(Filter::Kind).ok_or_else(|| format!("unknown kind \"{name}\""))
                    }
                })
                .collect::<Result<Vec<_>, _>>()?;
            choices.push(Choice { slots, filters });
        }
        Ok(Self { choices })
    }
}

/// Splits at `+` with spaces around it, so that `à+inf` stays whole.
fn split_union(text: &str) -> impl Iterator<Item = &str> {
    text.split(" + ").map(str::trim)
}

/// Levenshtein's distance, for suggestions.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (above + 1).min(row[j] + 1).min(diagonal + usize::from(ca != *cb));
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_are_read() {
        let prepositions = ["à", "avec"].map(str::to_owned).into();
        let selector = Selector::parse("subj + avec:actor | à+inf", &prepositions).unwrap();
        assert_eq!(selector.choices[0].slots, [Slot::Subj, Slot::Prep("avec".into())]);
        assert_eq!(selector.choices[0].filters, [Filter::Actor]);
        assert_eq!(selector.choices[1].slots, [Slot::PrepInf("à".into())]);
        assert_eq!(
            Selector::parse("subjj", &prepositions).unwrap_err(),
            "unknown slot \"subjj\"; did you mean \"subj\"?"
        );
        assert!(Selector::parse("subj:animal", &prepositions).is_err());
    }
}
