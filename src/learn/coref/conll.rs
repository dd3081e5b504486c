//! Reads texts with chains of coreference, a word a line (`coref/` of the shared data): index, form, lemma, part of speech, _,
//! features, head, relation, _, _, speaker, paragraph, name, name, chains. Contractions stand before their parts (`21-22`).

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};

use crate::text::Span;

/// Columns of a line.
const COLUMNS: usize = 15;
/// Letters after which no space stands.
const OPENING: [char; 5] = ['\'', '\u{2019}', '(', '[', '«'];
/// Letters before which no space stands.
const CLOSING: [char; 5] = [',', '.', ')', ']', '…'];

/// How a gold mention refers, by its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A proper noun.
    Name,
    /// A common noun.
    Description,
    /// A personal or possessive pronoun of the third person.
    Pronoun,
    /// Anything else: relatives, the first person, adverbs.
    Other,
}

/// A mention that the annotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Place of its head word in the text.
    pub head: Span,
    /// Place of the whole.
    pub span: Span,
    /// Its chain.
    pub chain: usize,
    /// How it refers.
    pub sort: Sort,
}

/// A text with its chains.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// As the file calls it.
    pub name: String,
    /// The text, put together from its words.
    pub text: String,
    /// Its mentions, in the order of their heads.
    pub marked: Vec<Marked>,
}

/// A word of a sentence.
struct Word<'a> {
    cells: Vec<&'a str>,
    span: Span,
}

/// Returns the documents of `file`.
///
/// # Errors
/// The number of the line that is not of this form, and why.
pub fn read(file: &str) -> anyhow::Result<Vec<Article>> {
    let mut articles: Vec<Article> = Vec::new();
    let mut open = false;
    let mut sentence: Vec<(usize, Vec<&str>)> = Vec::new();
    let mut paragraph = "";
    for (number, line) in (1..).zip(file.lines().chain([""])) {
        if let Some(rest) = line.strip_prefix("#begin document") {
            let name = rest.split(['(', ')']).nth(1).unwrap_or(rest.trim());
            articles.push(Article { name: name.to_owned(), ..Article::default() });
            (open, paragraph) = (true, "");
        } else if line.is_empty() || line.starts_with('#') {
            if let (Some(article), false) = (articles.last_mut(), sentence.is_empty()) {
                let own = sentence[0].1[11];
                let gap = if article.text.is_empty() || own == paragraph { " " } else { "\n\n" };
                paragraph = own;
                article.add(gap, &std::mem::take(&mut sentence))?;
            }
            open &= !line.starts_with("#end");
        } else {
            let cells: Vec<&str> = line.split('\t').collect();
            if !open || cells.len() != COLUMNS {
                bail!("line {number}: no word of {COLUMNS} columns inside a document");
            }
            sentence.push((number, cells));
        }
    }
    articles.iter_mut().for_each(|a| a.marked.sort_by_key(|m| m.head));
    Ok(articles)
}

impl Article {
    /// Adds a sentence after `gap`.
    fn add(&mut self, gap: &str, lines: &[(usize, Vec<&str>)]) -> anyhow::Result<()> {
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
        let start = self.text.len();
        let mut words: Vec<Word<'_>> = Vec::new();
        let mut contraction = 0..0;
        for (number, cells) in lines {
            let wrong = || format!("line {number}: no index of a word");
            if let Some((first, last)) = cells[0].split_once('-') {
                let first: usize = first.parse().with_context(wrong)?;
                let last: usize = last.parse().with_context(wrong)?;
                self.token(cells[1], start);
                contraction = first..last.saturating_add(1);
                continue;
            }
            let index: usize = cells[0].parse().with_context(wrong)?;
            if !contraction.contains(&index) {
                self.token(cells[1], start);
            }
            let form = if contraction.contains(&index) { self.last_token() } else { cells[1].len() };
            let span = Span::new(self.text.len() - form, self.text.len());
            words.push(Word { cells: cells.clone(), span });
        }
        self.mark(&words, lines.first().map_or(0, |l| l.0))
    }

    /// Adds a token, with a space before it where French has one.
    fn token(&mut self, form: &str, start: usize) {
        let tight = self.text.ends_with(OPENING)
            || form.starts_with(CLOSING)
            || form.starts_with('-') && form.len() > 1;
        if self.text.len() > start && !tight {
            self.text.push(' ');
        }
        self.text.push_str(form);
    }

    /// Returns the length of the last token.
    fn last_token(&self) -> usize {
        self.text.len() - self.text.rfind(char::is_whitespace).map_or(0, |at| at + 1)
    }

    /// Adds the mentions that the last column marks.
    fn mark(&mut self, words: &[Word<'_>], line: usize) -> anyhow::Result<()> {
        let mut open: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, word) in words.iter().enumerate() {
            let marks = word.cells[14];
            for mark in marks.split('|').filter(|m| !matches!(*m, "_" | "-" | "*")) {
                let number = mark.trim_matches(['(', ')']);
                let chain: usize =
                    number.parse().with_context(|| format!("line {line}: no chain in \"{mark}\""))?;
                if mark.starts_with('(') {
                    open.entry(chain).or_default().push(at);
                }
                if mark.ends_with(')') {
                    let Some(first) = open.get_mut(&chain).and_then(Vec::pop) else {
                        bail!("line {line}: chain {chain} ends that did not begin");
                    };
                    let span = words[first].span.join(word.span);
                    let head = &words[head(words, first, at)];
                    self.marked.push(Marked { head: head.span, span, chain, sort: sort(&head.cells) });
                }
            }
        }
        Ok(())
    }
}

/// Returns the first of the words `first` to `last` whose head lies outside.
fn head(words: &[Word<'_>], first: usize, last: usize) -> usize {
    let inside = |index: &str| (first..=last).any(|i| words[i].cells[0] == index);
    (first..=last).find(|&i| !inside(words[i].cells[6])).unwrap_or(first)
}

fn sort(cells: &[&str]) -> Sort {
    let has = |feature: &str| cells[5].split('|').any(|f| f == feature);
    let third = has("Person=3") && has("PronType=Prs") && cells[2] != "se";
    match cells[3] {
        "PROPN" => Sort::Name,
        "NOUN" => Sort::Description,
        "PRON" if third => Sort::Pronoun,
        "DET" if has("Poss=Yes") && cells[1].to_lowercase().starts_with(['s', 'l']) => Sort::Pronoun,
        _ => Sort::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(index: &str, form: &str, upos: &str, feats: &str, head: &str, marks: &str) -> String {
        format!("{index}\t{form}\t{form}\t{upos}\t_\t{feats}\t{head}\tdep\t_\t_\t_\t1\t*\t*\t{marks}\n")
    }

    #[test]
    fn text_heads_and_chains_are_read() {
        let mut file = "#begin document (ge/a.xml); part 000\n".to_owned();
        file += &line("1", "Le", "DET", "_", "2", "(3");
        file += &line("2", "maire", "NOUN", "_", "6", "_");
        file += &line("3-4", "du", "_", "_", "_", "_");
        file += &line("3", "de", "ADP", "_", "5", "_");
        file += &line("4", "le", "DET", "_", "5", "(7");
        file += &line("5", "bourg", "NOUN", "_", "2", "7)|3)");
        file += &line("6", "perd", "VERB", "_", "0", "_");
        file += &line("7", "sa", "DET", "Poss=Yes|PronType=Prs", "8", "(3)");
        file += &line("8", "place", "NOUN", "_", "6", "_");
        file += &line("9", ".", "PUNCT", "_", "6", "_");
        file += "\n#end document\n";
        let articles = read(&file).unwrap();
        assert_eq!(articles[0].name, "ge/a.xml");
        assert_eq!(articles[0].text, "Le maire du bourg perd sa place.");
        let found: Vec<_> =
            articles[0].marked.iter().map(|m| (m.head.of(&articles[0].text), m.chain, m.sort)).collect();
        let expected =
            [("maire", 3, Sort::Description), ("bourg", 7, Sort::Description), ("sa", 3, Sort::Pronoun)];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_not_of_this_form_is_told_with_its_line() {
        let file = "#begin document (a); part 000\n1\tLe\n";
        assert_eq!(read(file).unwrap_err().to_string(), "line 2: no word of 15 columns inside a document");
        let file = format!("#begin document (a)\n{}\n", line("1", "Le", "DET", "_", "0", "3)"));
        assert!(read(&file).unwrap_err().to_string().contains("chain 3 ends"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(file in "(#begin document \\(a\\)\n)?([0-9-]{1,3}(\t[a-zé(|)0-9_]{0,4}){14}\n?\n){0,6}") {
            let _ = read(&file);
        }
    }
}
