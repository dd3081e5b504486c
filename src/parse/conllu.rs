//! CoNLL-U in and out: treebanks, inspection, and trees of other parsers.
//!
//! The columns are kept as text, so that reading and writing give the same bytes; only empty nodes
//! (`8.1`) are passed over. See <https://universaldependencies.org/format.html>.

use std::fmt::Write as _;
use std::ops::Range;

use super::{Node, Relation, Tree};
use crate::morph::{Analysis, Feats, Upos};
use crate::segment;

/// A fault in a CoNLL-U text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ReadError {
    /// 1-based.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

/// A word line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// FORM.
    pub form: String,
    /// LEMMA.
    pub lemma: String,
    /// UPOS.
    pub upos: String,
    /// XPOS.
    pub xpos: String,
    /// FEATS.
    pub feats: String,
    /// HEAD: 0 for the root, else the 1-based number of the head.
    pub head: usize,
    /// DEPREL.
    pub relation: String,
    /// DEPS.
    pub deps: String,
    /// MISC.
    pub misc: String,
}

impl Word {
    /// Returns part of speech, features and lemma; an unknown part of speech gives [`Upos::X`].
    pub fn analysis(&self) -> Analysis {
        Analysis {
            upos: Upos::parse(&self.upos).unwrap_or(Upos::X),
            feats: Feats::parse(&self.feats),
            lemma: self.lemma.clone(),
        }
    }

    /// Returns the relation; an unknown one gives [`Relation::Dep`].
    pub fn relation(&self) -> Relation {
        Relation::parse(&self.relation).unwrap_or(Relation::Dep)
    }
}

/// A multiword token line: `des` over `de` and `les`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contraction {
    /// Indices of its words.
    pub words: Range<usize>,
    /// FORM.
    pub form: String,
    /// FEATS, as a few treebanks mark typing errors there.
    pub feats: String,
    /// MISC.
    pub misc: String,
}

/// A surface token: a contraction, or a word that is in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface<'a> {
    /// As it stands in the text.
    pub form: &'a str,
    /// Indices of its words.
    pub words: Range<usize>,
    /// Whether a space follows.
    pub space_after: bool,
}

/// A sentence with its comments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The comment lines without their line ends, `#` included.
    pub comments: Vec<String>,
    /// The words in order.
    pub words: Vec<Word>,
    /// The multiword tokens in order; none overlaps another.
    pub contractions: Vec<Contraction>,
}

impl Sentence {
    /// Returns the sentence `tree` of the words of `sentence` in `text`, with places and contractions as there.
    pub fn new(text: &str, sentence: &segment::Sentence, tree: &Tree) -> Self {
        let mut made = Self::from_tree(tree);
        let spaced = |i: usize| {
            let rest = sentence.words.get(i).and_then(|w| text.get(w.span.end()..)).unwrap_or_default();
            rest.is_empty() || rest.starts_with(char::is_whitespace)
        };
        let mut start = 0;
        while start < sentence.words.len().min(made.words.len()) {
            let rest = &sentence.words[start + 1..];
            let end = start + 1 + rest.iter().take_while(|w| w.continues).count();
            let misc = if spaced(start) { "_" } else { "SpaceAfter=No" };
            if end - start > 1 {
                let form = sentence.words[start].span.of(text).to_owned();
                let feats = "_".to_owned();
                made.contractions.push(Contraction { words: start..end, form, feats, misc: misc.to_owned() });
            } else {
                misc.clone_into(&mut made.words[start].misc);
            }
            start = end;
        }
        made.comments.push(format!("# text = {}", sentence.span.of(text).replace('\n', " ")));
        made
    }

    /// Returns the words of `tree`, each a token of its own.
    pub fn from_tree(tree: &Tree) -> Self {
        let word = |node: &Node| Word {
            form: node.form.clone(),
            lemma: node.analysis.lemma.clone(),
            upos: node.analysis.upos.as_str().to_owned(),
            xpos: "_".to_owned(),
            feats: node.analysis.feats.to_string(),
            head: node.head.map_or(0, |h| h + 1),
            relation: node.relation.as_str().to_owned(),
            deps: "_".to_owned(),
            misc: "_".to_owned(),
        };
        Self { words: tree.nodes().iter().map(word).collect(), ..Self::default() }
    }

    /// Returns the tree, mended where it is none (see [`Tree::new`]).
    pub fn tree(&self) -> Tree {
        let node = |word: &Word| Node {
            form: word.form.clone(),
            analysis: word.analysis(),
            head: word.head.checked_sub(1),
            relation: word.relation(),
        };
        Tree::new(self.words.iter().map(node).collect())
    }

    /// Returns the value of the comment `# name = value`.
    pub fn comment(&self, name: &str) -> Option<&str> {
        self.comments.iter().find_map(|line| {
            let (key, value) = line.strip_prefix('#')?.split_once('=')?;
            (key.trim() == name).then(|| value.trim())
        })
    }

    /// Returns the text of the `# text` comment or, without one, of the tokens.
    pub fn text(&self) -> String {
        match self.comment("text") {
            Some(text) => text.to_owned(),
            None => self.token_text().trim_end().to_owned(),
        }
    }

    /// Returns the surface tokens put together by their spaces.
    pub fn token_text(&self) -> String {
        let mut text = String::new();
        for token in self.surface() {
            text.push_str(token.form);
            if token.space_after {
                text.push(' ');
            }
        }
        text
    }

    /// Returns the surface tokens in order.
    pub fn surface(&self) -> Vec<Surface<'_>> {
        let mut tokens = Vec::new();
        let mut contractions = self.contractions.iter().peekable();
        let mut at = 0;
        while let Some(word) = self.words.get(at) {
            let (form, words, misc) = match contractions.next_if(|c| c.words.start == at) {
                Some(c) => (&c.form, c.words.clone(), &c.misc),
                None => (&word.form, at..at + 1, &word.misc),
            };
            at = words.end;
            let space_after = !misc.split('|').any(|pair| pair == "SpaceAfter=No");
            tokens.push(Surface { form, words, space_after });
        }
        tokens
    }

    /// Returns the forms of the words.
    pub fn forms(&self) -> Vec<&str> {
        self.words.iter().map(|w| w.form.as_str()).collect()
    }
}

impl std::fmt::Display for Sentence {
    /// Writes the lines, without the empty line that ends a sentence.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for comment in &self.comments {
            writeln!(f, "{comment}")?;
        }
        let mut contractions = self.contractions.iter().peekable();
        for (i, w) in self.words.iter().enumerate() {
            if let Some(c) = contractions.next_if(|c| c.words.start == i) {
                let (from, to) = (c.words.start + 1, c.words.end);
                writeln!(f, "{from}-{to}\t{}\t_\t_\t_\t{}\t_\t_\t_\t{}", c.form, c.feats, c.misc)?;
            }
            let (number, analysis) =
                (i + 1, [&w.form, &w.lemma, &w.upos, &w.xpos, &w.feats].map(String::as_str));
            let analysis = analysis.join("\t");
            writeln!(f, "{number}\t{analysis}\t{}\t{}\t{}\t{}", w.head, w.relation, w.deps, w.misc)?;
        }
        Ok(())
    }
}

/// Returns `sentences` as one text, each followed by an empty line.
pub fn write(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        writeln!(text, "{sentence}").expect("writing to a string");
    }
    text
}

/// Reads the sentences of `text`; both kinds of line end are read.
///
/// # Errors
/// Where a line has not ten columns, the numbers do not count up from 1, or a head is not in the sentence.
pub fn read(text: &str) -> Result<Vec<Sentence>, ReadError> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    let mut last = 0;
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        last = i + 1;
        let fault = |message: String| ReadError { line: last, message };
        if line.trim().is_empty() {
            finish(&mut sentence, &mut sentences).map_err(fault)?;
        } else if line.starts_with('#') {
            sentence.comments.push(line.to_owned());
        } else {
            read_line(&mut sentence, line).map_err(fault)?;
        }
    }
    finish(&mut sentence, &mut sentences).map_err(|message| ReadError { line: last, message })?;
    Ok(sentences)
}

fn read_line(sentence: &mut Sentence, line: &str) -> Result<(), String> {
    let columns: Vec<_> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, feats, head, relation, deps, misc] = columns.as_slice() else {
        return Err(format!("{} columns, expected 10", columns.len()));
    };
    let number = |value: &str| value.parse::<usize>().map_err(|_| format!("\"{value}\" is not a number"));
    if id.contains('.') {
        return Ok(());
    }
    if let Some((from, to)) = id.split_once('-') {
        let (from, to) = (number(from)?, number(to)?);
        if from != sentence.words.len() + 1 || to <= from {
            return Err(format!("token {id} does not follow word {}", sentence.words.len()));
        }
        let (form, feats, misc) = (form.to_owned(), feats.to_owned(), misc.to_owned());
        sentence.contractions.push(Contraction { words: from - 1..to, form, feats, misc });
        return Ok(());
    }
    if number(id)? != sentence.words.len() + 1 {
        return Err(format!("word {id} follows word {}", sentence.words.len()));
    }
    sentence.words.push(Word {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        xpos: xpos.to_owned(),
        feats: feats.to_owned(),
        head: if head == "_" { 0 } else { number(head)? },
        relation: relation.to_owned(),
        deps: deps.to_owned(),
        misc: misc.to_owned(),
    });
    Ok(())
}

/// Moves a sentence that has words to `sentences`; comments without words are dropped.
fn finish(sentence: &mut Sentence, sentences: &mut Vec<Sentence>) -> Result<(), String> {
    let done = std::mem::take(sentence);
    let count = done.words.len();
    if let Some(word) = done.words.iter().find(|w| w.head > count) {
        return Err(format!("head {} of \"{}\" in a sentence of {count} words", word.head, word.form));
    }
    let mut end = 0;
    for c in &done.contractions {
        if c.words.start < end || c.words.end > count {
            return Err(format!("token \"{}\" goes beyond its words", c.form));
        }
        end = c.words.end;
    }
    if count > 0 {
        sentences.push(done);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SAMPLE: &str = "\
# sent_id = a
# text = Elle parle des lois.
1\tElle\til\tPRON\t_\tGender=Fem|Number=Sing|Person=3|PronType=Prs\t2\tnsubj\t_\t_
2\tparle\tparler\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_
3-4\tdes\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\t_
4\tles\tle\tDET\t_\tDefinite=Def|Number=Plur|PronType=Art\t5\tdet\t_\t_
5\tlois\tloi\tNOUN\t_\tGender=Fem|Number=Plur\t2\tobl:arg\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

";

    #[test]
    fn reading_and_writing_give_the_same_bytes() {
        assert_eq!(write(&read(SAMPLE).unwrap()), SAMPLE);
        assert_eq!(read(&SAMPLE.replace('\n', "\r\n")).unwrap(), read(SAMPLE).unwrap());
    }

    #[test]
    fn surface_tokens_give_the_text() {
        let sentence = &read(SAMPLE).unwrap()[0];
        assert_eq!(sentence.text(), "Elle parle des lois.");
        assert_eq!(sentence.token_text(), "Elle parle des lois. ");
        assert_eq!(sentence.surface()[2].words, 2..4);
        let tree = sentence.tree();
        assert_eq!(tree[4].head, Some(1));
        assert_eq!(tree[4].relation, Relation::OblArg);
    }

    #[test]
    fn faults_name_their_line() {
        let short = read("1\tOui\n").unwrap_err();
        assert_eq!(short.to_string(), "line 1: 2 columns, expected 10");
        assert_eq!(read(&SAMPLE.replace("\t5\tdet", "\t9\tdet")).unwrap_err().line, 10);
        assert!(read(&SAMPLE.replace("\n3\t", "\n7\t")).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "([0-9.\\-]{0,3}[\ta-z_#\n]{0,12}){0,20}") {
            if let Ok(sentences) = read(&text) {
                for sentence in &sentences {
                    prop_assert_eq!(sentence.tree().len(), sentence.words.len());
                }
                prop_assert_eq!(read(&write(&sentences)), Ok(sentences));
            }
        }
    }
}
