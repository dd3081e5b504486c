//! Measures names: how many spans are right, and how many of each kind.

use super::super::score::Score;
use super::super::stages::Stages;
use super::Article;
use crate::learned::Network;
use crate::mention::{self, Hints, Kind, NameResources};
use crate::text::Span;

/// The kinds that are counted.
const KINDS: [Kind; 6] =
    [Kind::Person, Kind::Organization, Kind::Place, Kind::Event, Kind::Work, Kind::Thing];

/// What finds the names that are measured.
pub struct Finder<'a> {
    /// The stages before.
    pub stages: &'a Stages,
    /// Lists and the chain.
    pub res: &'a NameResources,
    /// The learned reader and how much it counts, where it helps.
    pub learned: Option<(&'a Network, f32)>,
}

impl Finder<'_> {
    /// Returns place and kind of each name of `text`, in order.
    fn names(&self, text: &str) -> Vec<(Span, Option<Kind>)> {
        let (segmented, trees) = self.stages.read(text);
        let (scores, weight) = match self.learned {
            Some((network, weight)) => {
                (segmented.sentences.iter().map(|s| network.read(text, s)).collect(), weight)
            }
            None => (Vec::new(), 0.0),
        };
        let hints = Hints { scores: &scores, weight };
        mention::names(text, &segmented, &trees, self.res, &self.stages.lexicon, hints)
    }
}

/// Returns the scores by what they count: `spans` whatever the kind, `names` with their kind, then each kind.
pub fn score(articles: &[Article], finder: &Finder<'_>) -> Vec<(&'static str, Score)> {
    let mut scores = vec![("spans", Score::default()), ("names", Score::default())];
    scores.extend(KINDS.map(|kind| (kind.as_str(), Score::default())));
    for article in articles {
        let given = finder.names(&article.text);
        count(article, &given, &mut scores);
    }
    scores
}

/// Returns what differs from the gold names, a line each: the gold kind or `-`, the given kind, the words around.
pub fn differences(articles: &[Article], finder: &Finder<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for article in articles {
        let given = finder.names(&article.text);
        let gold: Vec<_> = article.names.iter().map(|&(span, kind)| (span, Some(kind))).collect();
        for (name, own, other) in
            given.iter().map(|g| (g, &given, &gold)).chain(gold.iter().map(|g| (g, &gold, &given)))
        {
            let met = other.iter().find(|o| o.0 == name.0);
            if met.is_some_and(|m| m.1 == name.1 || std::ptr::eq(own, &gold)) {
                continue;
            }
            let kind = |kind: Option<Kind>| kind.map_or("?", Kind::as_str);
            let (right, got) = match (std::ptr::eq(own, &gold), met) {
                (true, _) => (kind(name.1), "-"),
                (false, Some(m)) => (kind(m.1), kind(name.1)),
                (false, None) => ("-", kind(name.1)),
            };
            let (before, after) = around(&article.text, name.0);
            lines.push(format!("{right}\t{got}\t{before}[{}]{after}", name.0.of(&article.text)));
        }
    }
    lines
}

/// The text before and after `span` in its line.
fn around(text: &str, span: Span) -> (String, String) {
    let before: Vec<char> = text[..span.start()].chars().rev().take(40).take_while(|c| *c != '\n').collect();
    let after = text[span.end()..].chars().take(25).take_while(|c| *c != '\n').collect();
    (before.into_iter().rev().collect(), after)
}

/// Counts the names of one article. A given name that is none of the gold ones, but lies in an open stretch or holds
/// one, is neither right nor wrong.
fn count(article: &Article, given: &[(Span, Option<Kind>)], scores: &mut [(&'static str, Score)]) {
    let open = |span: Span| {
        !article.names.iter().any(|(name, _)| name.overlaps(span))
            && article.open.iter().any(|o| o.contains(span) || span.contains(*o))
    };
    let given: Vec<_> = given.iter().filter(|(span, _)| !open(*span)).collect();
    let same = |span: Span| article.names.iter().find(|(name, _)| *name == span);
    for (name, score) in scores {
        let of = |kind: Option<Kind>| match *name {
            "spans" | "names" => true,
            own => kind.is_some_and(|k| k.as_str() == own),
        };
        let right = |(span, kind): &&&(Span, Option<Kind>)| {
            same(*span).is_some_and(|(_, gold)| *name == "spans" || Some(*gold) == *kind)
        };
        score.gold += article.names.iter().filter(|(_, kind)| of(Some(*kind))).count();
        score.given += given.iter().filter(|(_, kind)| of(*kind)).count();
        score.right += given.iter().filter(|(_, kind)| of(*kind)).filter(right).count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_kinds_and_open_stretches_are_counted() {
        let span = Span::new;
        let article = Article {
            text: String::new(),
            names: vec![(span(0, 4), Kind::Person), (span(10, 14), Kind::Place)],
            open: vec![span(20, 25)],
            far: false,
        };
        let given = [
            (span(0, 4), Some(Kind::Person)),
            (span(10, 14), Some(Kind::Organization)),
            (span(20, 25), Some(Kind::Organization)),
            (span(30, 33), None),
        ];
        let mut scores =
            vec![("spans", Score::default()), ("names", Score::default()), ("place", Score::default())];
        count(&article, &given, &mut scores);
        let shown: Vec<_> = scores.iter().map(|(_, s)| (s.gold, s.given, s.right)).collect();
        assert_eq!(shown, [(2, 3, 2), (2, 3, 1), (1, 0, 0)]);
    }
}
