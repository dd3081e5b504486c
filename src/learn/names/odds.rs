//! Tells places from organizations, which FrSemCor marks alike: naive Bayes over the names that the lists know.

use std::collections::HashMap;

use crate::mention::{Kind, NameResources};

/// How often each sign stands with a place, and with an organization.
#[derive(Clone, Debug, Default)]
struct Table {
    signs: HashMap<String, [f32; 2]>,
    totals: [f32; 2],
}

/// What the names themselves tell, and what stands before them.
#[derive(Clone, Debug, Default)]
pub(super) struct Odds {
    own: Table,
    context: Table,
}

/// A name in its context: its words, and the two words before it.
#[derive(Clone, Debug)]
pub(super) struct Case<'a> {
    pub(super) words: Vec<&'a str>,
    pub(super) before: [&'a str; 2],
}

impl Case<'_> {
    /// The name with single spaces between its words, but none after an apostrophe.
    pub(super) fn name(&self) -> String {
        self.words.join(" ").replace("' ", "'").replace("\u{2019} ", "\u{2019}")
    }

    /// The signs inside the name.
    fn own(&self) -> Vec<String> {
        let name = self.name();
        let letters: Vec<char> = name.to_lowercase().chars().collect();
        let ending = |n: usize| letters[letters.len().saturating_sub(n)..].iter().collect::<String>();
        let lower = name.chars().any(char::is_lowercase);
        vec![
            format!("s{}", ending(3)),
            format!("s{}", ending(4)),
            format!("s{}", ending(5)),
            format!("f{}", self.words.first().copied().unwrap_or_default().to_lowercase()),
            format!("n{}{}{lower}", self.words.len().min(3), name.matches('-').count().min(2)),
        ]
    }

    /// The signs before it.
    fn context(&self) -> Vec<String> {
        let [first, second] = self.before.map(str::to_lowercase);
        vec![format!("1{second}"), format!("2{first} {second}")]
    }
}

/// What the lists say of a name that is a place or an organization.
pub(super) fn listed(res: &NameResources, case: &Case<'_>) -> Option<Kind> {
    let entry = res.gazetteer.by_name(&case.name());
    if let Some(kind) = entry.map(|e| res.gazetteer.entries()[e].kind) {
        return Some(kind);
    }
    res.opened_by(case.words.first()?)
        .or_else(|| res.closed_by(case.words.last()?).filter(|_| case.words.len() > 1))
}

impl Table {
    fn count(&mut self, kind: Kind, signs: Vec<String>) {
        let side = match kind {
            Kind::Place => 0,
            Kind::Organization => 1,
            _ => return,
        };
        for sign in signs {
            self.signs.entry(sign).or_default()[side] += 1.0;
        }
        self.totals[side] += 1.0;
    }

    /// Returns the logarithm of how much more the signs go with places; one that was never seen tells nothing.
    fn sum(&self, signs: Vec<String>) -> f32 {
        let all = (self.totals[0] + self.totals[1]).max(1.0);
        let expected = self.totals.map(|total| (total / all).max(0.01));
        let odds = |sign: &String| {
            let counts = self.signs.get(sign).copied().unwrap_or_default();
            let share = |side: usize| (counts[side] + expected[side]) / self.totals[side].max(1.0);
            (share(0) / share(1)).ln()
        };
        signs.iter().map(odds).sum()
    }
}

impl Odds {
    /// Returns the odds from `cases`, as far as the lists know their names, and from the gazetteer's own names.
    pub(super) fn new(res: &NameResources, cases: &[Case<'_>]) -> Self {
        let mut odds = Self::default();
        for entry in res.gazetteer.entries() {
            let case = Case { words: entry.name.split(' ').collect(), before: [""; 2] };
            odds.own.count(entry.kind, case.own());
        }
        for case in cases {
            if let Some(kind) = listed(res, case) {
                odds.context.count(kind, case.context());
            }
        }
        odds
    }

    /// Returns how much more a name of `cases`, all of the same name, looks like a place than an organization.
    pub(super) fn place(&self, cases: &[&Case<'_>]) -> f32 {
        let contexts: f32 = cases.iter().map(|c| self.context.sum(c.context())).sum();
        contexts + cases.first().map_or(0.0, |c| self.own.sum(c.own()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Files;

    #[test]
    fn an_unknown_name_is_judged_by_what_stands_before_it() {
        let res = NameResources::lists(&Files::embedded()).unwrap();
        let case = |before: [&'static str; 2], word: &'static str| Case { words: vec![word], before };
        let known = [
            case(["vit", "à"], "Lyon"),
            case(["né", "à"], "Lille"),
            case(["mort", "à"], "Rome"),
            case(["dit", "l'"], "ONU"),
            case(["et", "l'"], "OTAN"),
        ];
        let odds = Odds::new(&res, &known);
        let (town, body) = (case(["reste", "à"], "Zarquin"), case(["pour", "l'"], "Zarquin"));
        assert!(odds.place(&[&town]) > odds.place(&[&body]));
        assert!(odds.place(&[&town]) > 0.0);
    }
}
