//! Reads what the ranking is learned from: documents with chains, and gold facts beside their articles.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::super::files_of;
use super::conll;
use super::labels;
use super::train::Lesson;
use crate::gold;
use crate::pipeline;
use crate::resources::Resources;
use crate::text::Article;

/// How much a question counts that gold facts tell the answer of: they tell of some mentions only, by names that may err.
const OF_FACTS: f32 = 0.7;

/// Returns a lesson for each of `articles`.
pub fn chains(articles: &[conll::Article], resources: &Resources) -> Vec<Lesson> {
    let lesson = |article: &conll::Article| {
        let document = pipeline::read(Article::new(article.text.as_str()), resources);
        Lesson { labels: labels::of_chains(article, &document), document, weight: 1.0 }
    };
    articles.iter().map(lesson).collect()
}

/// Returns a lesson for each gold file of `folders` that has its text beside it, in the order of folders and names. `stop` are the words of
/// names that do not count.
///
/// # Errors
/// Where a file cannot be read or is no gold file.
pub fn facts(
    folders: &[PathBuf],
    resources: &Resources,
    stop: &BTreeSet<String>,
) -> anyhow::Result<Vec<Lesson>> {
    let mut paths = Vec::new();
    for folder in folders {
        paths.extend(files_of(folder, "json")?);
    }
    let mut lessons = Vec::new();
    for path in paths.into_iter().filter(|p| p.with_extension("txt").is_file()) {
        let read = |path: &Path| {
            std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
        };
        let set =
            gold::read(&read(&path)?).with_context(|| format!("{}: is no gold file", path.display()))?;
        let date =
            set.date.as_deref().map(str::parse).transpose().with_context(|| path.display().to_string())?;
        let text = read(&path.with_extension("txt"))?;
        let document = pipeline::read(Article { date, ..Article::new(text) }, resources);
        lessons.push(Lesson { labels: labels::of_facts(&set, &document, stop), document, weight: OF_FACTS });
    }
    Ok(lessons)
}
