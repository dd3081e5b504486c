//! Takes RDF documents apart into the graphs of their articles.

use std::collections::{BTreeMap, HashSet, btree_map};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, BufRead, Read};

use oxigraph::io::{RdfFormat, RdfParseError, RdfParser, ReaderQuadParser};
use oxigraph::model::{GraphName, NamedNode, Quad};

use super::is_article;

/// Why an RDF document cannot be taken apart.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It is not what its format asks for.
    #[error("{0}")]
    Parse(#[from] RdfParseError),
    /// It does not say which article a triple is of.
    #[error(
        "a triple about {subject} stands in no named graph, so that its article is not known; TriG or N-Quads keep the graphs"
    )]
    NoGraph {
        /// The triple's subject.
        subject: String,
    },
}

/// Whether the quads of each graph stand together in `lines`, which are N-Quads: then a reader need not hold them all.
///
/// # Errors
/// Where `lines` cannot be read.
pub fn is_grouped(mut lines: impl BufRead) -> io::Result<bool> {
    let mut seen = HashSet::new();
    let mut current = None;
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        // The graph is the last but one of the words, which IRIs and blank nodes are.
        let mut words = line.trim_ascii().rsplitn(3, |&byte| byte == b' ');
        if let (Some(b"."), Some(graph)) = (words.next(), words.next())
            && current.as_deref() != Some(graph)
        {
            let mut hasher = DefaultHasher::new();
            graph.hash(&mut hasher);
            if !seen.insert(hasher.finish()) {
                return Ok(false);
            }
            current = Some(graph.to_vec());
        }
        line.clear();
    }
    Ok(true)
}

/// The articles of an RDF document, one after the other: the quads of each, which are sorted out first where they do not
/// stand together.
pub struct Articles<R: Read> {
    quads: ReaderQuadParser<R>,
    /// The quad behind the article that was given last.
    next: Option<Quad>,
    /// All the articles, where they had to be sorted out.
    sorted: Option<btree_map::IntoIter<NamedNode, Vec<Quad>>>,
    grouped: bool,
}

impl<R: Read> Articles<R> {
    /// Returns the articles of `document`; `grouped` says that the quads of each stand together.
    pub fn new(document: R, format: RdfFormat, grouped: bool) -> Self {
        let parser = RdfParser::from_format(format).lenient();
        Self { quads: parser.for_reader(document), next: None, sorted: None, grouped }
    }

    fn read(&mut self) -> Result<Option<(NamedNode, Quad)>, ImportError> {
        loop {
            let quad = match self.next.take() {
                Some(quad) => quad,
                None => match self.quads.next() {
                    Some(quad) => quad?,
                    None => return Ok(None),
                },
            };
            match quad.graph_name.clone() {
                GraphName::NamedNode(graph) if !is_article(graph.as_ref()) => {}
                GraphName::NamedNode(graph) => return Ok(Some((graph, quad))),
                _ => return Err(ImportError::NoGraph { subject: quad.subject.to_string() }),
            }
        }
    }

    fn group(&mut self) -> Result<Option<(NamedNode, Vec<Quad>)>, ImportError> {
        let Some((article, first)) = self.read()? else { return Ok(None) };
        let mut quads = vec![first];
        while let Some((graph, quad)) = self.read()? {
            if graph != article {
                self.next = Some(quad);
                break;
            }
            quads.push(quad);
        }
        Ok(Some((article, quads)))
    }

    fn sort_out(&mut self) -> Result<BTreeMap<NamedNode, Vec<Quad>>, ImportError> {
        let mut articles: BTreeMap<NamedNode, Vec<Quad>> = BTreeMap::new();
        while let Some((article, quad)) = self.read()? {
            articles.entry(article).or_default().push(quad);
        }
        Ok(articles)
    }
}

impl<R: Read> Iterator for Articles<R> {
    type Item = Result<(NamedNode, Vec<Quad>), ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.grouped {
            return self.group().transpose();
        }
        if self.sorted.is_none() {
            match self.sort_out() {
                Ok(articles) => self.sorted = Some(articles.into_iter()),
                Err(error) => {
                    self.sorted = Some(BTreeMap::new().into_iter());
                    return Some(Err(error));
                }
            }
        }
        self.sorted.as_mut()?.next().map(Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const APART: &str =
        "<a:s> <a:p> \"x . y\" <a:one> .\n<a:s> <a:p> <a:o> <a:two> .\n<a:t> <a:p> \"z\"@fr <a:one> .\n";

    fn graphs(text: &str, grouped: bool) -> Vec<(String, usize)> {
        Articles::new(text.as_bytes(), RdfFormat::NQuads, grouped)
            .map(|article| article.map(|(name, quads)| (name.into_string(), quads.len())).unwrap())
            .collect()
    }

    #[test]
    fn graphs_that_are_torn_apart_come_together() {
        assert!(!is_grouped(APART.as_bytes()).unwrap());
        assert_eq!(graphs(APART, false), [("a:one".to_owned(), 2), ("a:two".to_owned(), 1)]);
        let mut lines: Vec<_> = APART.lines().collect();
        lines.sort_by_key(|line| line.contains("a:two"));
        let together = lines.join("\n");
        assert!(is_grouped(together.as_bytes()).unwrap());
        assert_eq!(graphs(&together, true), graphs(APART, false));
    }

    #[test]
    fn a_triple_without_graph_is_refused() {
        let mut articles = Articles::new(&b"<a:s> <a:p> <a:o> ."[..], RdfFormat::NQuads, true);
        assert!(matches!(articles.next(), Some(Err(ImportError::NoGraph { .. }))));
    }
}
