//! Whether two names, or two contents, are the same but for words that carry no meaning.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::Fact;

/// How many more words the longer of two names may have.
const LONGER: usize = 6;

/// Which words of names carry no meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparison {
    pub(super) stop: BTreeSet<String>,
}

/// Returns the words of `text` in lower case without accents; only letters a to z and digits count.
pub(super) fn words(text: &str) -> Vec<String> {
    let decomposed: String = text.nfkd().collect();
    let plain: String = decomposed.to_lowercase().chars().filter(|c| !is_combining_mark(*c)).collect();
    let parts = plain.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
    parts.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Returns the words of `text` that count: all but those of `stop`, or all where there are no others.
pub fn content(text: &str, stop: &BTreeSet<String>) -> Vec<String> {
    let all = words(text);
    let content: Vec<_> = all.iter().filter(|w| !stop.contains(*w)).cloned().collect();
    if content.is_empty() { all } else { content }
}

impl Comparison {
    fn content(&self, text: &str) -> Vec<String> {
        content(text, &self.stop)
    }

    fn same_name(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.content(a), self.content(b));
        if a.is_empty() || b.is_empty() {
            return false;
        }
        let (of_a, of_b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
        if of_a.is_subset(&of_b) {
            return b.len() <= a.len() + LONGER;
        }
        of_b.is_subset(&of_a) && a.len() <= b.len() + LONGER
    }

    /// Whether the best name of `read` is one of those accepted.
    fn same_argument(&self, read: &[String], accepted: &[String]) -> bool {
        let Some(name) = read.first() else { return false };
        accepted.iter().any(|a| self.same_name(name, a))
    }

    /// Returns how many arguments of `read` find one of their own in `gold`.
    pub(super) fn matches(&self, read: &[Vec<String>], gold: &[Vec<String>]) -> usize {
        let mut left: Vec<_> = gold.iter().collect();
        for argument in read {
            if let Some(at) = left.iter().position(|g| self.same_argument(argument, g)) {
                left.remove(at);
            }
        }
        gold.len() - left.len()
    }

    /// Whether both lists name the same, one by one.
    pub(super) fn same_all(&self, read: &[Vec<String>], gold: &[Vec<String>]) -> bool {
        read.len() == gold.len() && self.matches(read, gold) == gold.len()
    }

    /// Returns the F1 of the words of two contents, 1 where both are empty.
    pub(super) fn overlap(&self, a: Option<&str>, b: Option<&str>) -> f64 {
        let (a, b) = (self.content(a.unwrap_or_default()), self.content(b.unwrap_or_default()));
        if a.is_empty() || b.is_empty() {
            return if a.is_empty() && b.is_empty() { 1.0 } else { 0.0 };
        }
        let count = |list: &[String], word: &String| list.iter().filter(|w| *w == word).count();
        let distinct: BTreeSet<_> = a.iter().collect();
        let common: usize = distinct.into_iter().map(|w| count(&a, w).min(count(&b, w))).sum();
        2.0 * common as f64 / (a.len() + b.len()) as f64
    }

    /// How well `read` fits `gold`: arguments right, arguments wrong or missing, agreement of the contents.
    pub(super) fn quality(&self, read: &Fact, gold: &Fact) -> (usize, usize, f64) {
        let hit = self.matches(&read.agent, &gold.agent) + self.matches(&read.target, &gold.target);
        let all = read.agent.len() + read.target.len() + gold.agent.len() + gold.target.len();
        (hit, all - 2 * hit, self.overlap(read.theme.as_deref(), gold.theme.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparison() -> Comparison {
        Comparison { stop: ["le", "de", "m"].map(str::to_owned).into() }
    }

    #[test]
    fn names_agree_without_accents_titles_and_articles() {
        let c = comparison();
        assert!(c.same_name("M. Hébert", "Hebert"));
        assert!(c.same_name("le Premier ministre", "Premier ministre norvégien"));
        assert!(!c.same_name("Paul Hébert", "Anne Hébert"));
        assert!(c.same_name("le", "Le"));
    }

    #[test]
    fn each_gold_argument_is_found_once() {
        let c = comparison();
        let list = |names: &[&str]| names.iter().map(|n| vec![(*n).to_owned()]).collect::<Vec<_>>();
        assert_eq!(c.matches(&list(&["Oslo", "Oslo"]), &list(&["Oslo"])), 1);
        assert!(!c.same_all(&list(&["Oslo", "Oslo"]), &list(&["Oslo"])));
    }

    #[test]
    fn contents_overlap_by_words() {
        let c = comparison();
        assert!((c.overlap(Some("a b c"), Some("b c d")) - 2.0 / 3.0).abs() < 1e-9);
        assert!((c.overlap(None, None) - 1.0).abs() < 1e-9);
        assert!(c.overlap(None, Some("x")).abs() < 1e-9);
    }
}
