//! Pairs read facts with gold facts and counts how far they agree.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::Fact;
use super::compare::Comparison;

/// How one article's read facts were paired with its gold facts.
#[derive(Clone, Debug)]
pub struct Pairing {
    /// Indices of a read fact and the gold fact that it is paired with, and whether agents and targets agree.
    pub pairs: Vec<(usize, usize, bool)>,
    /// Indices of gold facts that nothing is paired with.
    pub missed: Vec<usize>,
    /// Indices of read facts that nothing is paired with.
    pub extra: Vec<usize>,
}

/// Right ones among read and among gold ones.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rate {
    /// How many are right.
    pub right: usize,
    /// How many were read.
    pub read: usize,
    /// How many there are.
    pub gold: usize,
}

/// Read facts that are said to be the article's own word, and how many of them are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asserted {
    /// How many were read.
    pub read: usize,
    /// Of these, how many are paired with a gold fact at detect.
    pub paired: usize,
    /// Of these, how many whose gold fact the article itself asserts too.
    pub sound: usize,
    /// Of these, how many whose agents and targets agree.
    pub core: usize,
}

impl Asserted {
    /// Of those that match something that the article states, the share that is its own word.
    pub fn own(self) -> f64 {
        share(self.sound, self.paired)
    }

    /// The share of all that match something that is the article's own word.
    pub fn sound(self) -> f64 {
        share(self.sound, self.read)
    }

    /// The share of all that are right in agents and targets too.
    pub fn right(self) -> f64 {
        share(self.core, self.read)
    }
}

/// Counts over any number of articles.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Type and overlapping sentences.
    pub detect: Rate,
    /// Agents and targets too.
    pub core: Rate,
    /// Agents and targets one by one.
    pub roles: Rate,
    /// Of the pairs, how many agree in a field, and how many pairs there are.
    pub fields: BTreeMap<&'static str, (usize, usize)>,
    /// Of what is said to be the article's own word.
    pub asserted: Asserted,
    /// By type: detect, and how many are right at core.
    pub types: BTreeMap<String, (Rate, usize)>,
    comparison: Comparison,
}

/// A missed fact and an extra one that have words of their triggers in common: read as another type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confusion {
    /// The type that it has.
    pub gold: String,
    /// The type that it was read as.
    pub read: String,
}

impl Rate {
    /// Returns the share of right ones among those read.
    pub fn precision(self) -> f64 {
        share(self.right, self.read)
    }

    /// Returns the share of right ones among those there are.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// Returns the harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.read + self.gold)
    }

    fn add(&mut self, right: usize, read: usize, gold: usize) {
        self.right += right;
        self.read += read;
        self.gold += gold;
    }
}

/// Returns `part / whole`, 0 where there is no whole.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Pairs each read fact with at most one gold fact of the same type whose sentence overlaps, the best fits first.
/// `stop` are the words of names that do not count.
pub fn pair(read: &[Fact], gold: &[Fact], stop: &BTreeSet<String>) -> Pairing {
    pair_with(read, gold, &Comparison { stop: stop.clone() })
}

fn pair_with(read: &[Fact], gold: &[Fact], comparison: &Comparison) -> Pairing {
    let mut candidates = Vec::new();
    for (i, r) in read.iter().enumerate() {
        for (j, g) in gold.iter().enumerate() {
            if r.r#type == g.r#type && r.start.max(g.start) < r.end.min(g.end) {
                candidates.push((comparison.quality(r, g), i, j));
            }
        }
    }
    let better = |a: &(usize, usize, f64), b: &(usize, usize, f64)| -> Ordering {
        b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.total_cmp(&a.2))
    };
    candidates.sort_by(|a, b| better(&a.0, &b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut of_read, mut of_gold) = (vec![false; read.len()], vec![false; gold.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !of_read[i] && !of_gold[j] {
            (of_read[i], of_gold[j]) = (true, true);
            let core = comparison.same_all(&read[i].agent, &gold[j].agent)
                && comparison.same_all(&read[i].target, &gold[j].target);
            pairs.push((i, j, core));
        }
    }
    let left = |used: &[bool]| (0..used.len()).filter(|&i| !used[i]).collect();
    Pairing { pairs, missed: left(&of_gold), extra: left(&of_read) }
}

impl Scores {
    /// Starts counting; `stop` are the words of names that do not count.
    pub fn new(stop: BTreeSet<String>) -> Self {
        Self { comparison: Comparison { stop }, ..Self::default() }
    }

    /// Counts one article and returns how its facts were paired.
    pub fn add(&mut self, read: &[Fact], gold: &[Fact]) -> Pairing {
        let pairing = pair_with(read, gold, &self.comparison);
        let core = pairing.pairs.iter().filter(|(.., core)| *core).count();
        self.detect.add(pairing.pairs.len(), read.len(), gold.len());
        self.core.add(core, read.len(), gold.len());
        let arguments = |facts: &[Fact]| facts.iter().map(|f| f.agent.len() + f.target.len()).sum();
        self.roles.add(0, arguments(read), arguments(gold));
        for fact in read {
            self.types.entry(fact.r#type.clone()).or_default().0.read += 1;
        }
        for fact in gold {
            self.types.entry(fact.r#type.clone()).or_default().0.gold += 1;
        }
        self.asserted.read += read.iter().filter(|f| f.is_asserted()).count();
        for &(i, j, core) in &pairing.pairs {
            self.count_pair(&read[i], &gold[j], core);
        }
        pairing
    }

    fn count_pair(&mut self, read: &Fact, gold: &Fact, core: bool) {
        let comparison = &self.comparison;
        self.roles.right += comparison.quality(read, gold).0;
        let entry = self.types.entry(gold.r#type.clone()).or_default();
        entry.0.right += 1;
        entry.1 += usize::from(core);
        if read.is_asserted() {
            let sound = gold.holds();
            self.asserted.paired += 1;
            self.asserted.sound += usize::from(sound);
            self.asserted.core += usize::from(sound && core);
        }
        let or = |value: &Option<String>, default: &str| value.as_deref().unwrap_or(default).to_owned();
        let time = |fact: &Fact| fact.time.clone().filter(|t| !t.is_empty());
        let agreement = [
            ("theme", comparison.overlap(read.theme.as_deref(), gold.theme.as_deref()) >= 0.5),
            ("source", comparison.same_all(&read.source, &gold.source)),
            ("polarity", or(&read.polarity, "positive") == or(&gold.polarity, "positive")),
            ("factuality", or(&read.factuality, "actual") == or(&gold.factuality, "actual")),
            ("time", time(read) == time(gold)),
        ];
        for (field, agrees) in agreement {
            let counts = self.fields.entry(field).or_default();
            counts.0 += usize::from(agrees);
            counts.1 += 1;
        }
    }
}

impl Pairing {
    /// Returns the missed facts that were read as another type: whose trigger stands in that of an extra fact of the
    /// same sentence, or the other way round.
    pub fn confusions(&self, read: &[Fact], gold: &[Fact]) -> Vec<Confusion> {
        let mut found = Vec::new();
        for &j in &self.missed {
            let gold = &gold[j];
            let other = self.extra.iter().map(|&i| &read[i]).find(|r| {
                r.start.max(gold.start) < r.end.min(gold.end)
                    && !gold.trigger.is_empty()
                    && (r.trigger.contains(&gold.trigger) || gold.trigger.contains(&r.trigger))
            });
            found.extend(other.map(|r| Confusion { gold: gold.r#type.clone(), read: r.r#type.clone() }));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(r#type: &str, agent: &str, trigger: &str) -> Fact {
        Fact {
            r#type: r#type.to_owned(),
            end: 10,
            agent: vec![vec![agent.to_owned()]],
            trigger: trigger.to_owned(),
            ..Fact::default()
        }
    }

    #[test]
    fn the_best_fit_is_paired_first() {
        let read = [fact("Visit", "Oslo", "a"), fact("Visit", "Bergen", "b")];
        let gold = [fact("Visit", "Bergen", "b")];
        let pairing = pair(&read, &gold, &BTreeSet::new());
        assert_eq!(pairing.pairs, [(1, 0, true)]);
        assert_eq!((pairing.missed, pairing.extra), (vec![], vec![0]));
    }

    #[test]
    fn a_wrong_agent_is_detected_but_not_core() {
        let mut scores = Scores::new(BTreeSet::new());
        scores.add(&[fact("Visit", "Oslo", "a")], &[fact("Visit", "Bergen", "a"), fact("Aid", "Oslo", "b")]);
        assert_eq!(scores.detect, Rate { right: 1, read: 1, gold: 2 });
        assert_eq!(scores.core.right, 0);
        assert_eq!(scores.roles, Rate { right: 0, read: 1, gold: 2 });
        assert!((scores.detect.f1() - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn another_type_for_the_same_words_is_a_confusion() {
        let (read, gold) = ([fact("Aid", "Oslo", "a remis")], [fact("Deployment", "Oslo", "remis")]);
        let pairing = pair(&read, &gold, &BTreeSet::new());
        let confusions = pairing.confusions(&read, &gold);
        assert_eq!(confusions, [Confusion { gold: "Deployment".into(), read: "Aid".into() }]);
    }
}
