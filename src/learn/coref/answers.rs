//! Reads who is meant as a table of places in texts: article, start and end of a head word, and those of the mention that it refers
//! to (`14-23`, several joined by `+`), `-` for nothing told elsewhere, `0` for nothing at all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::labels::{Label, Labels};
use super::train::Lesson;
use crate::document::Document;
use crate::pipeline;
use crate::resources::Resources;
use crate::text::Article;

/// What an asked mention refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    /// Nothing at all.
    Empty,
    /// What the mentions with their heads there refer to; none where nothing else does.
    Heads(Vec<(usize, usize)>),
}

/// A mention's head, in code points, and what it refers to.
type Row = ((usize, usize), Answer);

/// Returns a lesson for each article of the table at `table` whose text `NAME.txt` is in one of `folders`, in the order of their
/// names.
///
/// # Errors
/// Where a file cannot be read, or a row is not of this form.
pub fn lessons(table: &Path, folders: &[PathBuf], resources: &Resources) -> anyhow::Result<Vec<Lesson>> {
    let text = std::fs::read_to_string(table).with_context(|| format!("reading {}", table.display()))?;
    let mut lessons = Vec::new();
    for (name, rows) in rows(&text).with_context(|| table.display().to_string())? {
        let mut paths = folders.iter().map(|f| f.join(format!("{name}.txt")));
        let Some(path) = paths.find(|p| p.is_file()) else { continue };
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let document = pipeline::read(Article { id: Some(name.to_owned()), ..Article::new(text) }, resources);
        lessons.push(Lesson { labels: labels(&rows, &document), document, weight: 1.0 });
    }
    Ok(lessons)
}

/// Returns the rows of each article.
fn rows(table: &str) -> anyhow::Result<BTreeMap<&str, Vec<Row>>> {
    let mut articles: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    let lines = (1..).zip(table.lines()).filter(|(_, line)| !line.starts_with('#'));
    for (number, line) in lines.skip(1) {
        let row = || -> Option<(&str, Row)> {
            let mut cells = line.split('\t');
            let article = cells.next()?;
            let head = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
            let answer = match cells.next()? {
                "0" => Answer::Empty,
                "-" => Answer::Heads(Vec::new()),
                places => Answer::Heads(places.split('+').map(place).collect::<Option<_>>()?),
            };
            cells.next().is_none().then_some((article, (head, answer)))
        };
        let Some((article, row)) = row() else {
            bail!("line {number}: no row of article, start, end, what it refers to");
        };
        articles.entry(article).or_default().push(row);
    }
    Ok(articles)
}

fn place(text: &str) -> Option<(usize, usize)> {
    let (start, end) = text.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?))
}

/// Returns what `rows` tell of the mentions of `document`, which was read with a ranker that joins nothing.
fn labels(rows: &[Row], document: &Document) -> Labels {
    let mentions = &document.mentions.mentions;
    let mut at: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate() {
        if let Some(head) = document.head(mention) {
            at.insert(document.place(head), index);
        }
    }
    let mut labels = Labels { of: vec![Label::Unknown; mentions.len()], ..Labels::default() };
    // Mentions that the program joins before it asks are one; the others things of their own until they are said to be the same.
    let mut thing: Vec<usize> = (0..mentions.len()).collect();
    let mut first: BTreeMap<&[usize], usize> = BTreeMap::new();
    for (index, referents) in document.resolution.referents.iter().enumerate() {
        if !referents.is_empty() {
            thing[index] = *first.entry(referents).or_insert(index);
        }
    }
    let mut told = vec![false; mentions.len()];
    for (head, answer) in rows {
        let Some(&own) = at.get(head) else { continue };
        let Answer::Heads(heads) = answer else {
            labels.of[own] = Label::Alone;
            continue;
        };
        told[own] = true;
        let others: Vec<usize> = heads.iter().filter_map(|h| at.get(h).copied()).collect();
        match others.as_slice() {
            [] => {}
            [other] => {
                told[*other] = true;
                let (keep, drop) = (thing[*other], thing[own]);
                thing.iter_mut().filter(|t| **t == drop).for_each(|t| *t = keep);
            }
            [first, ..] => {
                let first = others.iter().copied().min().unwrap_or(*first);
                labels.groups.entry(first).or_default().insert(own);
            }
        }
    }
    for groups in labels.groups.values_mut() {
        *groups = groups.iter().map(|&m| thing[m]).collect();
    }
    for index in (0..mentions.len()).filter(|&i| told[i]) {
        labels.of[index] = Label::Thing(thing[index]);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_faulty_ones_told() {
        let table = "# remark\narticle\tstart\tend\trefers\na\t3\t5\t0\na\t9\t11\t3-5+7-8\nb\t0\t2\t-\n";
        let found = rows(table).unwrap();
        assert_eq!(found["a"][0], ((3, 5), Answer::Empty));
        assert_eq!(found["a"][1], ((9, 11), Answer::Heads(vec![(3, 5), (7, 8)])));
        assert_eq!(found["b"][0].1, Answer::Heads(Vec::new()));
        for row in ["a\t3\t5", "a\tx\t5\t-", "a\t3\t5\t3-", "a\t3\t5\t-\t-"] {
            let table = format!("article\tstart\tend\trefers\n{row}\n");
            assert_eq!(
                rows(&table).unwrap_err().to_string(),
                "line 2: no row of article, start, end, what it refers to"
            );
        }
    }
}
