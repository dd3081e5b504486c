//! Reads the newspapers of Europeana with names of persons, organisations and places (`number TAB word TAB label`).

use super::Article;
use crate::mention::Kind;
use crate::text::Span;

/// Sentences that make an article.
const ARTICLE: usize = 20;

/// Returns the articles of `text`; lines that are none of the format are passed over.
pub fn read(text: &str) -> Vec<Article> {
    let mut articles = Vec::new();
    let mut article = Article::default();
    let mut count = 0;
    for block in text.split("\n\n") {
        let (line, names) = sentence(block);
        if line.is_empty() {
            continue;
        }
        article.add(&line, &names, &[]);
        count += 1;
        if count % ARTICLE == 0 {
            articles.push(std::mem::take(&mut article));
        }
    }
    articles.push(article);
    articles
}

fn sentence(block: &str) -> (String, Vec<(Span, Kind)>) {
    let mut text = String::new();
    let mut names: Vec<(Span, Kind)> = Vec::new();
    for row in block.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [_, word, label] = cells[..] else { continue };
        if !text.is_empty() && !text.ends_with(['\'', '\u{2019}']) {
            text.push(' ');
        }
        let span = Span::new(text.len(), text.len() + word.len());
        text.push_str(word);
        let Some(kind) = kind(label) else { continue };
        match names
            .last_mut()
            .filter(|(last, k)| *k == kind && label.starts_with('I') && last.end() + 1 >= span.start())
        {
            Some((last, _)) => *last = last.join(span),
            None => names.push((span, kind)),
        }
    }
    (text, names)
}

fn kind(label: &str) -> Option<Kind> {
    match label.split_once('-')?.1 {
        "PER" => Some(Kind::Person),
        "ORG" => Some(Kind::Organization),
        "LOC" => Some(Kind::Place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_and_names_keep_their_places() {
        let text = "0\tM.\tO\n1\tJean\tB-PER\n2\tZarvin\tI-PER\n3\tvient\tO\n4\td'\tO\n5\tOrbec\tB-LOC\n\n0\tIl\tO\n";
        let articles = read(text);
        assert_eq!(articles.len(), 1);
        let article = &articles[0];
        assert_eq!(article.text, "M. Jean Zarvin vient d'Orbec\n\nIl");
        let names: Vec<_> =
            article.names.iter().map(|(span, kind)| (span.of(&article.text), *kind)).collect();
        assert_eq!(names, [("Jean Zarvin", Kind::Person), ("Orbec", Kind::Place)]);
    }
}
