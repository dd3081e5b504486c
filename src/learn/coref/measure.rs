//! How well chains agree: MUC (Vilain et al. 1995), B³ (Bagga and Baldwin 1998), CEAFe (Luo 2005), as the CoNLL 2012 shared task
//! takes their mean (Pradhan et al. 2012). A mention stands for itself by a number; chains of one are left out before.

use std::collections::BTreeMap;

/// The mentions of one thing.
pub type Chain = Vec<usize>;

/// Sums of a measure over articles, for precision and recall.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// What is right, as recall counts it.
    pub found: f64,
    /// Of so much in the gold chains.
    pub gold: f64,
    /// What is right, as precision counts it.
    pub right: f64,
    /// Of so much given.
    pub given: f64,
}

impl Sums {
    /// Share of the given that is right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.given)
    }

    /// Share of the gold that was found.
    pub fn recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        share(2.0 * p * r, p + r)
    }

    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.gold += other.gold;
        self.right += other.right;
        self.given += other.given;
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// The three measures over articles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// Links.
    pub muc: Sums,
    /// Mentions.
    pub b_cubed: Sums,
    /// Entities.
    pub ceaf_e: Sums,
}

impl Measures {
    /// Adds the chains of one article.
    pub fn add(&mut self, gold: &[Chain], given: &[Chain]) {
        let (of_gold, of_given) = (index(gold), index(given));
        let links = |own: &[Chain], other: &BTreeMap<usize, usize>| {
            own.iter().fold((0.0, 0.0), |(right, all), chain| {
                let all_links = chain.len() as f64 - 1.0;
                (right + chain.len() as f64 - parts(chain, other) as f64, all + all_links)
            })
        };
        let ((found, in_gold), (right, in_given)) = (links(gold, &of_given), links(given, &of_gold));
        self.muc.add(Sums { found, gold: in_gold, right, given: in_given });
        let mentions = |own: &[Chain], other: &BTreeMap<usize, usize>| {
            own.iter().fold((0.0, 0.0), |(right, all), chain| {
                let mut common: BTreeMap<usize, f64> = BTreeMap::new();
                for id in chain.iter().filter_map(|m| other.get(m)) {
                    *common.entry(*id).or_default() += 1.0;
                }
                let shared: f64 = common.values().map(|n| n * n).sum();
                (right + shared / chain.len() as f64, all + chain.len() as f64)
            })
        };
        let ((found, in_gold), (right, in_given)) = (mentions(gold, &of_given), mentions(given, &of_gold));
        self.b_cubed.add(Sums { found, gold: in_gold, right, given: in_given });
        let similar = best_pairing(gold, &of_given, given);
        self.ceaf_e.add(Sums {
            found: similar,
            gold: gold.len() as f64,
            right: similar,
            given: given.len() as f64,
        });
    }

    /// Returns the mean of the three F1.
    pub fn mean(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0
    }
}

/// Returns for each mention its chain.
fn index(chains: &[Chain]) -> BTreeMap<usize, usize> {
    chains.iter().enumerate().flat_map(|(id, chain)| chain.iter().map(move |&m| (m, id))).collect()
}

/// Returns into how many parts the chains `other` cut `chain`; a mention in none of them is a part of its own.
fn parts(chain: &Chain, other: &BTreeMap<usize, usize>) -> usize {
    let mut seen: Vec<usize> = chain.iter().filter_map(|m| other.get(m).copied()).collect();
    let alone = chain.len() - seen.len();
    seen.sort_unstable();
    seen.dedup();
    alone + seen.len()
}

/// Returns the greatest sum of similarities of gold chains and given ones paired one to one.
fn best_pairing(gold: &[Chain], of_given: &BTreeMap<usize, usize>, given: &[Chain]) -> f64 {
    let mut weights = vec![vec![0.0; given.len()]; gold.len()];
    for (row, chain) in weights.iter_mut().zip(gold) {
        for id in chain.iter().filter_map(|m| of_given.get(m).copied()) {
            row[id] += 2.0 / (chain.len() + given[id].len()) as f64;
        }
    }
    assignment(&weights)
}

/// Returns the greatest sum of `weights` with at most one from each row and column, by successive shortest augmenting paths (Kuhn
/// 1955; Jonker and Volgenant 1987).
fn assignment(weights: &[Vec<f64>]) -> f64 {
    let size = weights.len().max(weights.first().map_or(0, Vec::len));
    let cost = |row: usize, column: usize| {
        -weights.get(row).and_then(|r| r.get(column)).copied().unwrap_or_default()
    };
    // Column 0 stands for none; rows and columns count from 1.
    let mut of_row = vec![0.0; size + 1];
    let mut of_column = vec![0.0; size + 1];
    let mut taken = vec![0; size + 1];
    for row in 1..=size {
        taken[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut from = vec![0; size + 1];
        let mut done = vec![false; size + 1];
        loop {
            done[column] = true;
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for other in (1..=size).filter(|&c| !done[c]) {
                let at = taken[column];
                let reduced = cost(at - 1, other - 1) - of_row[at] - of_column[other];
                if reduced < least[other] {
                    (least[other], from[other]) = (reduced, column);
                }
                if least[other] < delta {
                    (delta, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if done[other] {
                    of_row[taken[other]] += delta;
                    of_column[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
            if taken[column] == 0 {
                break;
            }
        }
        while column != 0 {
            taken[column] = taken[from[column]];
            column = from[column];
        }
    }
    (1..=size).map(|column| -cost(taken[column] - 1, column - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chains a, b, c | d, e, f, g of which the system made a, b | c, d | f, g, h, i: the worked example of the reference
    /// scorer's description (Pradhan et al. 2014).
    #[test]
    fn the_worked_example_comes_out() {
        let mut found = Measures::default();
        found.add(&[vec![0, 1, 2], vec![3, 4, 5, 6]], &[vec![0, 1], vec![2, 3], vec![5, 6, 7, 8]]);
        let near = |a: f64, b: f64| assert!((a - b).abs() < 0.001, "{a} {b}");
        near(found.muc.recall(), 0.4);
        near(found.muc.precision(), 0.4);
        near(found.b_cubed.recall(), 0.4167 * 1.0);
        near(found.b_cubed.precision(), 0.5);
        near(found.ceaf_e.recall(), 0.65);
        near(found.ceaf_e.precision(), 0.4333);
    }

    fn by_trying(weights: &[Vec<f64>], row: usize, used: &mut Vec<usize>) -> f64 {
        let Some(own) = weights.get(row) else { return 0.0 };
        let mut best = by_trying(weights, row + 1, used);
        for (column, weight) in own.iter().enumerate() {
            if !used.contains(&column) {
                used.push(column);
                best = best.max(weight + by_trying(weights, row + 1, used));
                used.pop();
            }
        }
        best
    }

    proptest::proptest! {
        #[test]
        fn the_assignment_is_the_best(rows in 0_usize..5, columns in 0_usize..5, seed in proptest::collection::vec(0_u8..20, 25)) {
            let weights: Vec<Vec<f64>> =
                (0..rows).map(|r| (0..columns).map(|c| f64::from(seed[r * 5 + c]) / 10.0).collect()).collect();
            let best = by_trying(&weights, 0, &mut Vec::new());
            proptest::prop_assert!((assignment(&weights) - best).abs() < 1e-9);
        }
    }
}
