//! The measures of the CoNLL 2018 shared task (Zeman et al. 2018).
//!
//! Tokens and words are aligned by their places in the text without its spaces; inside a multiword token,
//! where the two analyses may differ, by the longest common subsequence of the words' forms.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::parse::conllu::{Sentence, Word};

/// How many units the gold standard has, how many the system gave, and how many of these are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// In the gold standard.
    pub gold: usize,
    /// Given by the system.
    pub given: usize,
    /// Right.
    pub right: usize,
    /// Aligned words that the measure looks at; none for measures of segmentation.
    pub aligned: Option<usize>,
}

impl Score {
    /// Share of the given units that are right.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.given)
    }

    /// Share of the gold units that were given.
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, self.gold + self.given)
    }

    /// Share of right ones among the aligned words.
    pub fn aligned_accuracy(&self) -> Option<f64> {
        self.aligned.map(|aligned| ratio(self.right, aligned))
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The features that count; treebanks add others of their own.
const UNIVERSAL_FEATURES: [&str; 21] = [
    "Abbr", "Animacy", "Aspect", "Case", "Definite", "Degree", "Evident", "Foreign", "Gender", "Mood",
    "NumType", "Number", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex", "Tense", "VerbForm",
    "Voice",
];

/// The relations of content words, which CLAS, MLAS and BLEX count.
const CONTENT: [&str; 26] = [
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "dep",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "reparandum",
];

/// Further content relations, apart only because of the length of the list above.
const CONTENT_MORE: [&str; 3] = ["root", "vocative", "xcomp"];

/// The relations of function words, which MLAS wants right below each content word.
const FUNCTIONAL: [&str; 7] = ["aux", "case", "cc", "clf", "cop", "det", "mark"];

/// Returns the measures' names and scores in the shared task's order; none where the texts differ in more than spaces.
pub fn score(gold: &[Sentence], given: &[Sentence]) -> Option<Vec<(&'static str, Score)>> {
    let (gold, given) = (Flat::new(gold), Flat::new(given));
    if gold.text != given.text {
        return None;
    }
    let pairs = align(&gold, &given);
    let to_gold: BTreeMap<usize, usize> = pairs.iter().map(|&(g, s)| (s, g)).collect();
    let rows = |check: &dyn Fn(usize, usize) -> bool| measure(&gold, &given, &pairs, &|_| true, check);
    let heads = |g: usize, s: usize| {
        given.words[s].head.map(|h| to_gold.get(&h).copied()) == gold.words[g].head.map(Some)
    };
    let word = |g: usize, s: usize| (&gold.words[g], &given.words[s]);
    let labelled = |g: usize, s: usize| heads(g, s) && word(g, s).0.relation == word(g, s).1.relation;
    let upos = |g: usize, s: usize| word(g, s).0.word.upos == word(g, s).1.word.upos;
    let feats = |g: usize, s: usize| word(g, s).0.feats == word(g, s).1.feats;
    let xpos = |g: usize, s: usize| word(g, s).0.word.xpos == word(g, s).1.word.xpos;
    let lemma = |g: usize, s: usize| {
        let (g, s) = word(g, s);
        g.word.lemma == "_" || g.word.lemma == s.word.lemma
    };
    let content = |w: &Placed<'_>| w.is_content();
    let morphology = |g: usize, s: usize| {
        let own: Vec<_> = gold.functions(g).map(|(c, w)| (Some(c), w)).collect();
        let other: Vec<_> = given.functions(s).map(|(c, w)| (to_gold.get(&c).copied(), w)).collect();
        labelled(g, s) && upos(g, s) && feats(g, s) && own == other
    };
    let words =
        |right: usize| Score { gold: gold.words.len(), given: given.words.len(), right, aligned: None };
    Some(vec![
        ("Tokens", spans(&gold.tokens, &given.tokens)),
        ("Sentences", spans(&gold.sentences, &given.sentences)),
        ("Words", words(pairs.len())),
        ("UPOS", rows(&upos)),
        ("XPOS", rows(&xpos)),
        ("UFeats", rows(&feats)),
        ("AllTags", rows(&|g, s| upos(g, s) && xpos(g, s) && feats(g, s))),
        ("Lemmas", rows(&lemma)),
        ("UAS", rows(&heads)),
        ("LAS", rows(&labelled)),
        ("CLAS", measure(&gold, &given, &pairs, &content, &labelled)),
        ("MLAS", measure(&gold, &given, &pairs, &content, &morphology)),
        ("BLEX", measure(&gold, &given, &pairs, &content, &|g, s| labelled(g, s) && lemma(g, s))),
    ])
}

fn measure(
    gold: &Flat<'_>,
    given: &Flat<'_>,
    pairs: &[(usize, usize)],
    counts: &dyn Fn(&Placed<'_>) -> bool,
    right: &dyn Fn(usize, usize) -> bool,
) -> Score {
    let number = |flat: &Flat<'_>| flat.words.iter().filter(|w| counts(w)).count();
    let looked = || pairs.iter().filter(|(g, _)| counts(&gold.words[*g]));
    Score {
        gold: number(gold),
        given: number(given),
        right: looked().filter(|&&(g, s)| right(g, s)).count(),
        aligned: Some(looked().count()),
    }
}

fn spans(gold: &[Range<usize>], given: &[Range<usize>]) -> Score {
    let (mut right, mut i, mut j) = (0, 0, 0);
    while let (Some(g), Some(s)) = (gold.get(i), given.get(j)) {
        match (g.start, g.end).cmp(&(s.start, s.end)) {
            std::cmp::Ordering::Equal => {
                right += 1;
                i += 1;
                j += 1;
            }
            _ if g.start < s.start || g.start == s.start && g.end < s.end => i += 1,
            _ => j += 1,
        }
    }
    Score { gold: gold.len(), given: given.len(), right, aligned: None }
}

/// A word with its place in the text without spaces.
struct Placed<'a> {
    word: &'a Word,
    span: Range<usize>,
    /// Whether it is part of a multiword token.
    multiword: bool,
    head: Option<usize>,
    relation: &'a str,
    /// The universal features, sorted.
    feats: Vec<&'a str>,
    /// Functional children.
    functions: Vec<usize>,
}

impl Placed<'_> {
    fn is_content(&self) -> bool {
        CONTENT.contains(&self.relation) || CONTENT_MORE.contains(&self.relation)
    }
}

/// All sentences in a row.
#[derive(Default)]
struct Flat<'a> {
    text: Vec<char>,
    tokens: Vec<Range<usize>>,
    sentences: Vec<Range<usize>>,
    words: Vec<Placed<'a>>,
}

impl<'a> Flat<'a> {
    fn new(sentences: &'a [Sentence]) -> Self {
        let mut flat = Self::default();
        for sentence in sentences {
            let (first, start) = (flat.words.len(), flat.text.len());
            for token in sentence.surface() {
                let from = flat.text.len();
                flat.text.extend(token.form.chars().filter(|c| !c.is_whitespace()));
                let span = from..flat.text.len();
                flat.tokens.push(span.clone());
                for word in &sentence.words[token.words.clone()] {
                    flat.words.push(Placed::new(word, span.clone(), token.words.len() > 1, first));
                }
            }
            flat.sentences.push(start..flat.text.len());
            for at in first..flat.words.len() {
                let functional = FUNCTIONAL.contains(&flat.words[at].relation);
                if let Some(head) = flat.words[at].head.filter(|_| functional) {
                    flat.words[head].functions.push(at);
                }
            }
        }
        flat
    }

    /// Returns the functional children of word `at` with relation, part of speech and features.
    fn functions(&self, at: usize) -> impl Iterator<Item = (usize, (&str, &str, &[&'a str]))> {
        self.words[at].functions.iter().map(|&child| {
            let w = &self.words[child];
            (child, (w.relation, w.word.upos.as_str(), w.feats.as_slice()))
        })
    }
}

impl<'a> Placed<'a> {
    fn new(word: &'a Word, span: Range<usize>, multiword: bool, first: usize) -> Self {
        let universal =
            |pair: &&str| pair.split_once('=').is_some_and(|(n, _)| UNIVERSAL_FEATURES.contains(&n));
        let mut feats: Vec<_> = word.feats.split('|').filter(universal).collect();
        feats.sort_unstable();
        let relation = word.relation.split(':').next().unwrap_or_default();
        let head = word.head.checked_sub(1).map(|h| first + h);
        Self { word, span, multiword, head, relation, feats, functions: Vec::new() }
    }
}

/// Returns the pairs of words of both that are the same word.
fn align(gold: &Flat<'_>, given: &Flat<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(g), Some(s)) = (gold.words.get(i), given.words.get(j)) {
        if g.multiword || s.multiword {
            let (next_i, next_j) = align_multiword(gold, given, i, j, &mut pairs);
            if (next_i, next_j) != (i, j) {
                (i, j) = (next_i, next_j);
                continue;
            }
        }
        if g.span == s.span {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if g.span.start <= s.span.start {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Aligns the words of the overlapping multiword tokens at `i` and `j` by form; returns the places after them.
fn align_multiword(
    gold: &Flat<'_>,
    given: &Flat<'_>,
    i: usize,
    j: usize,
    pairs: &mut Vec<(usize, usize)>,
) -> (usize, usize) {
    let (first, other) = (&gold.words[i], &given.words[j]);
    // A multiword token that begins after the end of the other word belongs to a later stretch.
    if first.multiword && !other.multiword && other.span.end <= first.span.start {
        return (i, j + 1);
    }
    if other.multiword && !first.multiword && first.span.end <= other.span.start {
        return (i + 1, j);
    }
    let mut end = if first.multiword { first.span.end } else { other.span.end };
    let (mut k, mut l) = (i, j);
    loop {
        if let Some(w) = gold.words.get(k).filter(|w| w.span.start < end) {
            end = if w.multiword { end.max(w.span.end) } else { end };
            k += 1;
        } else if let Some(w) = given.words.get(l).filter(|w| w.span.start < end) {
            end = if w.multiword { end.max(w.span.end) } else { end };
            l += 1;
        } else {
            break;
        }
    }
    let same = |a: usize, b: usize| {
        gold.words[a].word.form.to_lowercase() == given.words[b].word.form.to_lowercase()
    };
    let common = common_subsequence(k - i, l - j, &|a, b| same(i + a, j + b));
    pairs.extend(common.into_iter().map(|(a, b)| (i + a, j + b)));
    (k, l)
}

/// Returns the pairs of a longest common subsequence of sequences of `n` and `m` items.
fn common_subsequence(n: usize, m: usize, same: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0usize; m + 1]; n + 1];
    for a in (0..n).rev() {
        for b in (0..m).rev() {
            lengths[a][b] =
                if same(a, b) { lengths[a + 1][b + 1] + 1 } else { lengths[a + 1][b].max(lengths[a][b + 1]) };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < n && b < m {
        if same(a, b) {
            pairs.push((a, b));
            a += 1;
            b += 1;
        } else if lengths[a + 1][b] >= lengths[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::conllu::read;

    const GOLD: &str = "\
1\tElle\til\tPRON\t_\tPerson=3\t2\tnsubj\t_\t_
2\tparle\tparler\tVERB\t_\tMood=Ind\t0\troot\t_\t_
3-4\tdes\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tles\tle\tDET\t_\tDefinite=Def\t5\tdet\t_\t_
5\tlois\tloi\tNOUN\t_\tNumber=Plur\t2\tobl:arg\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
";

    fn right(given: &str) -> BTreeMap<&'static str, (usize, usize, usize)> {
        let scores = score(&read(GOLD).unwrap(), &read(given).unwrap()).unwrap();
        scores.into_iter().map(|(name, s)| (name, (s.gold, s.given, s.right))).collect()
    }

    #[test]
    fn the_gold_standard_itself_is_all_right() {
        let scores = right(GOLD);
        assert!(scores.values().all(|(gold, given, right)| gold == given && given == right));
        assert_eq!(scores["Tokens"].0, 5);
        assert_eq!(scores["CLAS"].0, 3);
    }

    #[test]
    fn a_subtype_does_not_count_but_a_function_word_does_for_mlas() {
        let scores = right(&GOLD.replace("obl:arg", "obl:mod").replace("Definite=Def", "Definite=Ind"));
        assert_eq!(scores["LAS"].2, 6);
        assert_eq!(scores["UFeats"].2, 5);
        assert_eq!((scores["CLAS"].2, scores["MLAS"].2, scores["BLEX"].2), (3, 2, 3));
    }

    #[test]
    fn a_contraction_not_split_loses_its_words_only() {
        let given = "\
1\tElle\til\tPRON\t_\tPerson=3\t2\tnsubj\t_\t_
2\tparle\tparler\tVERB\t_\tMood=Ind\t0\troot\t_\t_
3\tdes\tun\tDET\t_\tDefinite=Ind\t4\tdet\t_\t_
4\tlois\tloi\tNOUN\t_\tNumber=Plur\t2\tobj\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
";
        let scores = right(given);
        assert_eq!(scores["Tokens"], (5, 5, 5));
        assert_eq!(scores["Words"], (6, 5, 4));
        assert_eq!((scores["UAS"].2, scores["LAS"].2), (4, 3));
    }

    #[test]
    fn other_texts_have_no_score() {
        assert_eq!(score(&read(GOLD).unwrap(), &read(&GOLD.replace("lois", "rois")).unwrap()), None);
    }
}
