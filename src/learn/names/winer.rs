//! Reads news with names as a table of places in texts: article, start, end, kind, words; one text a file.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::Article;
use crate::mention::Kind;
use crate::text::Span;

/// Letters of an article's name that tell its month (`w201601`).
const MONTH: usize = 7;

/// An article with its name.
#[derive(Clone, Debug)]
pub struct Named {
    /// As the table calls it.
    pub id: String,
    /// The text and its names.
    pub article: Article,
}

impl Named {
    /// Returns the part of its name that tells year and month.
    pub fn month(&self) -> &str {
        self.id.get(..MONTH).unwrap_or(&self.id)
    }
}

/// Returns the articles of the table at `table`, in the order of their names; their texts are `NAME.txt` in `folder`.
/// Of names inside names the outer ones count. Events and products may count as names or not.
///
/// # Errors
/// Where a file cannot be read, or a row is none or lies outside of its text.
pub fn read(table: &Path, folder: &Path) -> anyhow::Result<Vec<Named>> {
    let rows = std::fs::read_to_string(table).with_context(|| format!("reading {}", table.display()))?;
    let mut places: BTreeMap<&str, Vec<(usize, usize, &str)>> = BTreeMap::new();
    for (line, row) in rows.lines().enumerate().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let place = || Some((cells.get(1)?.parse().ok()?, cells.get(2)?.parse().ok()?, *cells.get(3)?));
        let Some(place) = place() else {
            bail!("{}:{}: no row of article, start, end, kind, words", table.display(), line + 1);
        };
        places.entry(cells[0]).or_default().push(place);
    }
    let mut articles = Vec::new();
    for (id, mut places) in places {
        let path = folder.join(format!("{id}.txt"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        places.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut article = Article::default();
        for (start, end, label) in places {
            let (Some(&start_byte), Some(&end_byte)) = (starts.get(start), starts.get(end)) else {
                bail!("{}: {id} has no place {start} to {end}", table.display());
            };
            let span = Span::new(start_byte, end_byte.max(start_byte));
            let taken = article.names.last().is_some_and(|(last, _): &(Span, Kind)| last.overlaps(span));
            match kind(label) {
                Some(kind) if !taken => article.names.push((span, kind)),
                None if matches!(label, "Event" | "Product") => article.open.push(span),
                _ => {}
            }
        }
        article.text = text;
        articles.push(Named { id: id.to_owned(), article });
    }
    Ok(articles)
}

fn kind(label: &str) -> Option<Kind> {
    match label {
        "Person" => Some(Kind::Person),
        "Organization" => Some(Kind::Organization),
        "Location" => Some(Kind::Place),
        _ => None,
    }
}
