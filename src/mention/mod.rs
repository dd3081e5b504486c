//! Names, noun phrases and pronouns that may refer to someone or something; dates and amounts.

mod amount;
mod gazetteer;
mod lexicon;
mod list;
mod name;
mod people;
mod phrase;
#[cfg(test)]
mod tests;
mod time;

use std::ops::Range;

use jiff::civil::Date;

use crate::morph::{Gender, Lexicon, Number};
use crate::parse::Tree;
use crate::segment::Segmented;
use crate::text::Span;

pub use gazetteer::{Entry, Gazetteer};
pub use lexicon::{NameResources, NounKind, NounKinds};
pub use list::listed;
pub use name::Hints;
pub use name::chain::Chain;
pub(crate) use name::{chain, lists as name_lists, seen_by_chain};
pub use people::{Known, People, Rank};
pub use time::dateline;

/// Finds the mentions, time expressions and amounts of `text`, whose trees go with the sentences of `segmented`. Relative
/// dates are resolved from `date`, the article's day; `hints` are a second opinion on names. A title that the tree makes a phrase of its own
/// (`le président russe` before `Vladimir Poutine`) is a description beside the name; the tree links the two.
pub fn find(
    text: &str,
    segmented: &Segmented,
    trees: &[Tree],
    res: &NameResources,
    lexicon: &Lexicon,
    hints: Hints<'_>,
    date: Option<Date>,
) -> Mentions {
    let names = name::find(text, segmented, trees, res, lexicon, hints);
    let times = time::find(segmented, trees, res, date);
    let mut found = Mentions { times, ..Mentions::default() };
    for (index, (sentence, tree)) in segmented.sentences.iter().zip(trees).enumerate() {
        if sentence.words.len() != tree.len() {
            continue;
        }
        let times = found.times_of(index).iter().filter(|t| t.calendar);
        let times: Vec<Range<usize>> = times.map(|t| t.words.clone()).collect();
        let dated = |amount: &Amount| times.iter().any(|t| t.contains(&amount.words.start));
        let amounts = amount::find(index, sentence, tree, res);
        found.amounts.extend(amounts.into_iter().filter(|a| !dated(a)));
        let scene = phrase::Scene { text, index, sentence, tree, res, times };
        found.mentions.extend(phrase::find(&scene, &names[index]));
    }
    // The day of the dispatch is not that of what it tells.
    if let Some((_, head)) = time::head(text, res) {
        found.times.retain(|time| !head.contains(time.span));
    }
    found
}

/// Returns the place and kind of each proper name of `text` alone, without titles and complements, in order.
pub fn names(
    text: &str,
    segmented: &Segmented,
    trees: &[Tree],
    res: &NameResources,
    lexicon: &Lexicon,
    hints: Hints<'_>,
) -> Vec<(Span, Option<Kind>)> {
    let found = name::find(text, segmented, trees, res, lexicon, hints);
    let pairs =
        segmented.sentences.iter().zip(&found).flat_map(|(s, names)| names.iter().map(move |n| (s, n)));
    pairs
        .filter_map(|(s, n)| {
            Some((s.words.get(n.words.start)?.span.join(s.words.get(n.words.end - 1)?.span), n.kind))
        })
        .collect()
}

/// Returns the word of `words` whose head lies outside, the first one; their first word where the tree has none.
fn outer_word(tree: &Tree, words: &Range<usize>) -> usize {
    let outside =
        |&w: &usize| tree.nodes().get(w).is_some_and(|n| n.head.is_none_or(|h| !words.contains(&h)));
    words.clone().find(outside).unwrap_or(words.start)
}

/// What sort of thing is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A human being, or a group of them.
    Person,
    /// A company, institution, party, team or government body.
    Organization,
    /// A country, region, town or building.
    Place,
    /// A happening with a name: a war, a summit, a competition.
    Event,
    /// A book, film, law, newspaper article.
    Work,
    /// Anything else.
    Thing,
}

impl Kind {
    /// Returns the name used in the output (`person`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "work",
            Self::Thing => "thing",
        }
    }

    /// Returns the kind named `name`.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Person, Self::Organization, Self::Place, Self::Event, Self::Work, Self::Thing]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By a proper name (`M. Maduro`, `l'Union européenne`).
    Name,
    /// By a common noun (`le président sortant`, `les résultats officiels`).
    Description,
    /// By a pronoun (`il`, `qui`, `celle-ci`, `nous`), also a possessive determiner (`son`).
    Pronoun,
}

/// A nominal phrase: every noun, proper noun or pronoun that heads a phrase is one, possessive determiners too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the head word in its sentence; at most one mention has it.
    pub head: usize,
    /// The words of the phrase without relative clauses, appositions and coordinated phrases that follow.
    pub words: Range<usize>,
    /// Of those the ones that tell who or what is meant, without adjuncts that may not belong there.
    pub core: Range<usize>,
    /// Place of all its words in the text.
    pub span: Span,
    /// How it refers.
    pub form: Form,
    /// What sort of thing it names, where that is known.
    pub kind: Option<Kind>,
    /// For a name: the name alone, without title, determiner and complement (`Maduro` of `M. Maduro`), in the
    /// words of the article. For others the phrase without its determiner.
    pub name: String,
    /// Title words that stand with a name (`M.`, `président`), lower case as lemmas.
    pub titles: Vec<String>,
    /// The gazetteer's entry for the name, or for a relational adjective's country.
    pub entry: Option<usize>,
    /// Grammatical gender, where the words or the gazetteer tell.
    pub gender: Option<Gender>,
    /// Grammatical number.
    pub number: Option<Number>,
    /// Grammatical person of a pronoun, 3 for all others.
    pub person: u8,
}

/// A moment or stretch of time as the calendar counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// `2024`.
    Year(i16),
    /// `2024-07`.
    Month(i16, i8),
    /// `2024-07-29`.
    Day(Date),
}

impl std::fmt::Display for Calendar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

/// A time expression (`lundi`, `mi-juillet`, `depuis 2019`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Index of the sentence.
    pub sentence: usize,
    /// Its words, without preposition, determiner and demonstrative.
    pub words: Range<usize>,
    /// Index of the word that hangs it on the tree: the one whose head lies outside.
    pub head: usize,
    /// Place of those words in the text.
    pub span: Span,
    /// The date, where the expression and the article's date tell; else the words stand for themselves.
    pub value: Option<Calendar>,
    /// Whether it is a calendar expression; durations and frequencies are not.
    pub calendar: bool,
}

/// A number with what it counts (`51 % des voix`, `620 millions d'euros`, `61 ans`, `dix-sept morts`).
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Index of the sentence.
    pub sentence: usize,
    /// Number and unit.
    pub words: Range<usize>,
    /// Index of the word that heads it in the tree.
    pub head: usize,
    /// Place of those words in the text.
    pub span: Span,
    /// The number, multipliers included.
    pub value: f64,
    /// What is counted.
    pub unit: Unit,
}

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `%`, `pour cent`, `points`.
    Share,
    /// A currency.
    Money,
    /// Years of life or of duration (`61 ans`).
    Years,
    /// Anything else that is counted.
    Count,
}

/// All that this stage finds, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mentions {
    /// Nominal phrases.
    pub mentions: Vec<Mention>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Numbers and what they count.
    pub amounts: Vec<Amount>,
}

impl Mentions {
    /// Returns the time expressions of sentence `sentence`.
    pub fn times_of(&self, sentence: usize) -> &[Time] {
        let start = self.times.partition_point(|t| t.sentence < sentence);
        &self.times[start..start + self.times[start..].partition_point(|t| t.sentence == sentence)]
    }

    /// Returns the amounts of sentence `sentence`.
    pub fn amounts_of(&self, sentence: usize) -> &[Amount] {
        let start = self.amounts.partition_point(|a| a.sentence < sentence);
        &self.amounts[start..start + self.amounts[start..].partition_point(|a| a.sentence == sentence)]
    }

    /// Returns the mentions of sentence `sentence`, in the order of their heads.
    pub fn of_sentence(&self, sentence: usize) -> &[Mention] {
        let start = self.mentions.partition_point(|m| m.sentence < sentence);
        &self.mentions[start..start + self.mentions[start..].partition_point(|m| m.sentence == sentence)]
    }

    /// Returns the index of the mention that word `head` of sentence `sentence` heads.
    pub fn headed(&self, sentence: usize, head: usize) -> Option<usize> {
        self.mentions.binary_search_by_key(&(sentence, head), |m| (m.sentence, m.head)).ok()
    }
}

impl Unit {
    /// Returns the name that rules use (`years`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Money => "money",
            Self::Years => "years",
            Self::Count => "count",
        }
    }
}
