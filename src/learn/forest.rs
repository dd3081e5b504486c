//! Trains a forest of decision trees: gradient boosting on the logistic loss, with histograms
//! (Friedman 2001; Ke et al. 2017). Each tree sees a part of the examples and of the features.

use super::perceptron::Random;
use crate::segment::{Forest, Tree};

/// Leaf values are written in steps of this part of one.
const STEP: f64 = 1024.0;

/// How a forest is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Number of trees.
    pub trees: usize,
    /// Leaves of a tree.
    pub leaves: usize,
    /// Part of a tree's advice that is taken.
    pub rate: f64,
    /// Fewest examples of a leaf.
    pub smallest: u32,
    /// Parts in a hundred of the examples and of the features that a tree sees.
    pub seen: [u64; 2],
    /// The examples score above zero from this probability on.
    pub threshold: f64,
    /// Choice of examples and features.
    pub seed: u64,
}

/// Examples: rows of numbers of the same width, and for each whether the answer is yes.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// Row after row.
    pub values: Vec<u8>,
    /// One a row.
    pub answers: Vec<bool>,
}

/// Returns the forest that tells yes from no by the sign of its sum.
pub(crate) fn train(examples: &Examples, settings: &Settings) -> Forest {
    let mut forest = Forest::default();
    let count = examples.answers.len();
    let Some(width) = examples.values.len().checked_div(count).filter(|&w| w > 0) else { return forest };
    let yes = examples.answers.iter().filter(|&&yes| yes).count();
    let share = (yes as f64 + 1.0) / (count as f64 + 2.0);
    let base = logit(share);
    forest.push(&Tree::Leaf(stepped(base - logit(settings.threshold))));
    let mut random = Random(settings.seed);
    let mut grower = Grower::new(examples, width, settings);
    let mut scores = vec![base; count];
    for _ in 0..settings.trees {
        grower.slopes.clear();
        grower.slopes.extend(scores.iter().zip(&examples.answers).map(|(&score, &yes)| {
            let p = 1.0 / (1.0 + (-score).exp());
            let steps = |x: f64| (x * GRAIN).round() as i64;
            Bin { slope: steps(f64::from(u8::from(yes)) - p), curve: steps(p * (1.0 - p)), count: 1 }
        }));
        let [rows, features] = settings.seen;
        let rows: Vec<u32> = (0..count as u32).filter(|_| random.number() % 100 < rows).collect();
        let features: Vec<u16> = (0..width as u16).filter(|_| random.number() % 100 < features).collect();
        let grown = grower.grow(&rows, &features);
        for (i, score) in scores.iter_mut().enumerate() {
            *score += f64::from(value(&grown, grower.row(i as u32))) / STEP;
        }
        forest.push(&grown);
    }
    forest
}

fn logit(p: f64) -> f64 {
    (p / (1.0 - p)).ln()
}

fn stepped(value: f64) -> i16 {
    (value * STEP).round() as i16
}

fn value(tree: &Tree, row: &[u8]) -> i16 {
    match tree {
        Tree::Leaf(value) => *value,
        Tree::Split(feature, limit, sides) => {
            value(&sides[usize::from(row[usize::from(*feature)] > *limit)], row)
        }
    }
}

/// Slopes and curves are summed up in steps of this part of one, so that the order of the sums does not matter.
const GRAIN: f64 = (1 << 24) as f64;

/// Sums over the examples of a leaf that share a value of a feature.
#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    slope: i64,
    curve: i64,
    count: u32,
}

impl Bin {
    fn plus(self, other: Self) -> Self {
        let (slope, curve) = (self.slope + other.slope, self.curve + other.curve);
        Self { slope, curve, count: self.count + other.count }
    }

    fn minus(self, other: Self) -> Self {
        let (slope, curve) = (self.slope - other.slope, self.curve - other.curve);
        Self { slope, curve, count: self.count - other.count }
    }

    /// The best value for these examples; the curve is damped by one.
    fn advice(self) -> f64 {
        self.slope as f64 / (self.curve as f64 + GRAIN)
    }

    /// How much the loss falls by that value.
    fn worth(self) -> f64 {
        self.advice() * self.slope as f64 / GRAIN
    }
}

/// A split that could be made.
#[derive(Clone, Copy, Debug)]
struct Split {
    gain: f64,
    feature: u16,
    limit: u8,
}

/// A leaf that may still be split.
struct Leaf {
    rows: Vec<Row>,
    bins: Vec<Bin>,
    whole: Bin,
    best: Option<Split>,
    /// Where it stands in the tree under way.
    node: usize,
}

/// The tree under way; the first child of a split is known by its place, the second follows it.
enum Growing {
    Leaf(i16),
    Split(Split, usize),
}

/// An example that a tree sees, and where its [`Grower::cells`] start and end.
#[derive(Clone, Copy, Debug)]
struct Row {
    at: u32,
    from: u32,
    to: u32,
}

struct Grower<'a> {
    values: &'a [u8],
    width: usize,
    settings: &'a Settings,
    /// Greatest value of each feature.
    greatest: Vec<u8>,
    /// For each example slope and curve of the loss.
    slopes: Vec<Bin>,
    /// The features that the tree under way sees, and where their bins start.
    features: Vec<(u16, u32)>,
    /// The bins of the values of each example that are not zero.
    cells: Vec<u32>,
}

impl<'a> Grower<'a> {
    fn new(examples: &'a Examples, width: usize, settings: &'a Settings) -> Self {
        let mut greatest = vec![0; width];
        for row in examples.values.chunks_exact(width) {
            greatest.iter_mut().zip(row).for_each(|(most, &value)| *most = value.max(*most));
        }
        let values = &examples.values;
        Self {
            values,
            width,
            settings,
            greatest,
            slopes: Vec::new(),
            features: Vec::new(),
            cells: Vec::new(),
        }
    }

    fn row(&self, i: u32) -> &'a [u8] {
        &self.values[i as usize * self.width..][..self.width]
    }

    /// Grows the tree, always at the leaf where a split brings most.
    fn grow(&mut self, rows: &[u32], features: &[u16]) -> Tree {
        let mut total = 0;
        self.features.clear();
        for &feature in features {
            self.features.push((feature, total));
            total += u32::from(self.greatest[usize::from(feature)]) + 1;
        }
        let rows = self.lay_out(rows);
        let (bins, whole) = self.bins(&rows, total as usize);
        let mut tree = vec![Growing::Leaf(self.leaf_value(whole))];
        let mut open = vec![self.leaf(rows, bins, whole, 0)];
        while tree.len() < 2 * self.settings.leaves - 1 {
            let best = open.iter().enumerate().filter_map(|(i, leaf)| Some((i, leaf.best?)));
            let Some((at, split)) = best.reduce(|a, b| if b.1.gain > a.1.gain { b } else { a }) else {
                break;
            };
            let leaf = open.swap_remove(at);
            tree[leaf.node] = Growing::Split(split, tree.len());
            for side in self.split(leaf, split, tree.len()) {
                tree.push(Growing::Leaf(self.leaf_value(side.whole)));
                open.push(side);
            }
        }
        finished(&tree, 0)
    }

    /// Finds the cells of the examples `rows`.
    fn lay_out(&mut self, rows: &[u32]) -> Vec<Row> {
        let mut cells = std::mem::take(&mut self.cells);
        cells.clear();
        let mut laid = Vec::with_capacity(rows.len());
        for &at in rows {
            let (values, from) = (self.row(at), cells.len() as u32);
            for &(feature, offset) in &self.features {
                let value = values[usize::from(feature)];
                if value > 0 {
                    cells.push(offset + u32::from(value));
                }
            }
            laid.push(Row { at, from, to: cells.len() as u32 });
        }
        self.cells = cells;
        laid
    }

    /// Parts the examples of `leaf`; only those of the smaller side are counted anew.
    fn split(&self, leaf: Leaf, split: Split, node: usize) -> [Leaf; 2] {
        let (left, right): (Vec<Row>, Vec<Row>) =
            leaf.rows.iter().partition(|row| self.row(row.at)[usize::from(split.feature)] <= split.limit);
        let small_left = left.len() <= right.len();
        let small = self.bins(if small_left { &left } else { &right }, leaf.bins.len());
        let large_bins = leaf.bins.iter().zip(&small.0).map(|(all, small)| all.minus(*small)).collect();
        let large = (large_bins, leaf.whole.minus(small.1));
        let (first, second) = if small_left { (small, large) } else { (large, small) };
        [self.leaf(left, first.0, first.1, node), self.leaf(right, second.0, second.1, node + 1)]
    }

    /// Sums up `rows` by the values of the features, and as a whole.
    fn bins(&self, rows: &[Row], total: usize) -> (Vec<Bin>, Bin) {
        let mut bins = vec![Bin::default(); total];
        let mut whole = Bin::default();
        for row in rows {
            let own = self.slopes[row.at as usize];
            whole = whole.plus(own);
            for &cell in &self.cells[row.from as usize..row.to as usize] {
                let bin = &mut bins[cell as usize];
                *bin = bin.plus(own);
            }
        }
        for &(feature, offset) in &self.features {
            let (zero, most) = (offset as usize, usize::from(self.greatest[usize::from(feature)]));
            let others = bins[zero + 1..=zero + most].iter().fold(Bin::default(), |sum, &bin| sum.plus(bin));
            bins[zero] = whole.minus(others);
        }
        (bins, whole)
    }

    fn leaf(&self, rows: Vec<Row>, bins: Vec<Bin>, whole: Bin, node: usize) -> Leaf {
        let mut best: Option<Split> = None;
        for &(feature, offset) in &self.features {
            let mut left = Bin::default();
            for limit in 0..self.greatest[usize::from(feature)] {
                let bin = bins[offset as usize + usize::from(limit)];
                if bin.count == 0 {
                    continue;
                }
                left = left.plus(bin);
                let right = whole.minus(left);
                if right.count < self.settings.smallest {
                    break;
                }
                let gain = left.worth() + right.worth() - whole.worth();
                if left.count >= self.settings.smallest && gain > best.map_or(1e-6, |b| b.gain) {
                    best = Some(Split { gain, feature, limit });
                }
            }
        }
        Leaf { rows, bins, whole, best, node }
    }

    fn leaf_value(&self, bin: Bin) -> i16 {
        stepped(self.settings.rate * bin.advice())
    }
}

fn finished(tree: &[Growing], at: usize) -> Tree {
    match &tree[at] {
        Growing::Leaf(value) => Tree::Leaf(*value),
        Growing::Split(split, first) => {
            let sides = Box::new([finished(tree, *first), finished(tree, first + 1)]);
            Tree::Split(split.feature, split.limit, sides)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_single_feature_tells_is_learned() {
        let mut examples = Examples::default();
        let mut random = Random(3);
        for _ in 0..2000 {
            let row = [random.number() as u8 % 50, random.number() as u8, random.number() as u8 % 2];
            examples.values.extend(row);
            examples.answers.push((row[0] > 20) != (row[2] == 1));
        }
        let settings = Settings {
            trees: 40,
            leaves: 6,
            rate: 0.2,
            smallest: 5,
            seen: [80, 100],
            threshold: 0.5,
            seed: 1,
        };
        let forest = train(&examples, &settings);
        let right = |(row, &yes): (&[u8], &bool)| (forest.sum(row) > 0) == yes;
        let count = examples.values.chunks_exact(3).zip(&examples.answers).filter(|&e| right(e)).count();
        assert!(count > 1980, "{count}");
        assert_eq!(forest, train(&examples, &settings));
        assert_eq!(train(&Examples::default(), &settings), Forest::default());
    }
}
