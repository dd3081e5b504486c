//! Where a server shows the things of a graph: the IRI without its base is the path, and articles have one of their own.

use oxigraph::model::NamedNode;

use super::iri::digest;

/// The paths of things and the things at paths. `base` is where the IRIs of the data begin.
#[derive(Clone, Debug)]
pub struct Addresses {
    base: String,
}

/// The folder of the paths of articles.
const ARTICLE: &str = "article/";

/// The folder of the IRIs of readings, each named by the key of its article.
const READING: &str = "reading/";

impl Addresses {
    /// Returns the paths for IRIs that begin with `base`.
    pub fn new(base: impl Into<String>) -> Self {
        Self { base: base.into() }
    }

    /// Where the IRIs begin.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// Returns the path of the thing `iri`, percent-encoded; none where it is of another base or has a fragment.
    pub fn path(&self, iri: &str) -> Option<String> {
        let name = iri.strip_prefix(&self.base).filter(|name| !name.is_empty())?;
        (!name.contains(['#', '?'])).then(|| format!("/{}", encoded(name)))
    }

    /// Returns the path of the article `iri`, which may be published anywhere.
    pub fn article_path(&self, iri: &str) -> String {
        self.path(iri).unwrap_or_else(|| format!("/{ARTICLE}{}", digest(iri)))
    }

    /// Returns where the IRIs begin of which `reading`, the IRI of the reading of an article, is one.
    pub fn base_of(reading: &str) -> Option<&str> {
        reading.rsplit_once(READING).map(|(base, _)| base)
    }

    /// Returns the IRI whose path is `path`, decoded and without the slash before it.
    pub fn iri(&self, path: &str) -> Option<NamedNode> {
        NamedNode::new(format!("{}{path}", self.base)).ok()
    }

    /// Returns the node, in the graph of the article at `path`, that tells of its reading: an article that was published
    /// somewhere has an IRI that its path does not tell.
    pub fn reading(&self, path: &str) -> Option<NamedNode> {
        let key = path.strip_prefix(ARTICLE).filter(|key| !key.contains('/'))?;
        NamedNode::new(format!("{}{READING}{key}", self.base)).ok()
    }
}

/// Returns `name` as it may stand in the path of a URL.
fn encoded(name: &str) -> String {
    let mut path = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(&format!("%{byte:02X}"));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_things() {
        let addresses = Addresses::new("https://example.org/kg/");
        let path = |iri: &str| addresses.path(iri);
        assert_eq!(path("https://example.org/kg/person/eva-lenoir").as_deref(), Some("/person/eva-lenoir"));
        let cyrillic = path("https://example.org/kg/person/\u{432}").unwrap();
        assert_eq!(cyrillic, "/person/%D0%B2");
        assert_eq!(path("https://example.org/kg/article/ab#char=0,4"), None);
        assert_eq!(path("https://example.com/"), None);
        let iri = addresses.iri("person/eva-lenoir").unwrap();
        assert_eq!(iri.as_str(), "https://example.org/kg/person/eva-lenoir");
        let published = addresses.article_path("https://example.com/news/1");
        assert_eq!(published, format!("/article/{}", digest("https://example.com/news/1")));
        let reading = addresses.reading(&published[1..]).unwrap();
        assert!(reading.as_str().starts_with("https://example.org/kg/reading/"));
        assert_eq!(Addresses::base_of(reading.as_str()), Some("https://example.org/kg/"));
        assert_eq!(addresses.reading("article/ab/place/x"), None);
    }
}
