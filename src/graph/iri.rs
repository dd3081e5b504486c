//! Mints the IRIs of an article, its facts and its entities.
//!
//! They are made of the article's address or text, of spans and of names alone, so that the same article
//! always gives the same IRIs, and readable, so that a query's answer can be understood as it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{FactType, Family, vocab};
use crate::coref::Entity;
use crate::document::Document;
use crate::fact::{Argument, Fact};
use crate::mention::{Gazetteer, Kind};
use crate::text::{Article, Span};

/// Which articles share an entity that no gazetteer knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entities {
    /// The same full name and kind is taken for the same entity in all articles.
    #[default]
    Shared,
    /// Each article has its own.
    PerArticle,
}

/// How to name things in the graph.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the IRIs begin; an absolute IRI that ends in `/` or `#`.
    pub base: String,
    /// Which articles share an entity.
    pub entities: Entities,
    /// Whether known things are linked to Wikidata.
    pub links: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: vocab::DEFAULT_BASE.to_owned(), entities: Entities::Shared, links: true }
    }
}

/// The IRIs of a document, in the order of its lists.
#[derive(Clone, Debug)]
pub struct Iris {
    /// Where those of this program's naming begin.
    pub base: String,
    /// Short name of the article, part of the IRIs below it.
    pub key: String,
    /// The article, which also names its graph.
    pub article: NamedNode,
    /// Whether known things are linked to Wikidata.
    pub links: bool,
    /// One for each fact.
    pub facts: Vec<NamedNode>,
    /// One for each entity.
    pub entities: Vec<NamedNode>,
}

impl Iris {
    /// Returns the IRIs of `document`.
    pub fn mint(document: &Document, gazetteer: &Gazetteer, options: &Options) -> Self {
        let base = options.base.clone();
        let (article, key) = article(&document.article, &base);
        let mut iris =
            Self { base, key, article, links: options.links, facts: Vec::new(), entities: Vec::new() };
        iris.facts = iris.mint_facts(document);
        iris.entities = iris.mint_entities(document, gazetteer, options.entities);
        iris
    }

    /// Returns the IRI of a stretch of the article, as RFC 5147 addresses parts of a plain text.
    pub fn span(&self, document: &Document, span: Span) -> NamedNode {
        let (start, end) = document.place(span);
        NamedNode::new_unchecked(format!("{}#char={start},{end}", self.article.as_str()))
    }

    /// Returns the IRI `{base}{folder}/{name}`, where `name` is made of letters, digits, `-`, `.` and `/`.
    pub fn under(&self, folder: &str, name: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{folder}/{name}", self.base))
    }

    /// Returns what a fact says apart from who says it, when and how firmly: its type and its participants.
    ///
    /// The theme counts where there is no target, and in a relation, which holds between the same two in several ways.
    /// There is none where somebody only says, thinks or wants something that the fact does not tell.
    pub(super) fn proposition(&self, fact: &Fact, fact_type: &FactType) -> Option<String> {
        let names = |arguments: &[Argument]| -> BTreeSet<&str> {
            let nodes = arguments.iter().filter_map(|argument| self.entities.get(argument.entity));
            nodes.map(|node| below(node, &self.base)).collect()
        };
        let (mut agents, mut targets) = (names(&fact.agent), names(&fact.target));
        if fact_type.symmetric {
            agents.append(&mut targets);
        }
        let pair = !targets.is_empty() || fact_type.symmetric && agents.len() > 1;
        let theme = fact.theme.as_ref().filter(|_| !pair || fact_type.family == Family::Relation);
        if !pair && theme.is_none() && fact_type.family == Family::Communication {
            return None;
        }
        let list = |names: &BTreeSet<&str>| names.iter().copied().collect::<Vec<_>>().join(", ");
        let mut parts = vec![list(&agents), list(&targets)];
        parts.extend(theme.map(|theme| digest(&slug(&theme.text))));
        while parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        Some(format!("{}({})", fact.fact_type, parts.join("; ")))
    }

    fn mint_facts(&self, document: &Document) -> Vec<NamedNode> {
        let mut counts = BTreeMap::new();
        let mut facts = Vec::with_capacity(document.facts.len());
        for fact in &document.facts {
            let (start, end) = document.place(fact.trigger);
            let name = format!("{}-{start}-{end}", kebab(&fact.fact_type));
            let count = counts.entry(name.clone()).or_insert(0_usize);
            *count += 1;
            facts.push(self.under("fact", &format!("{}/{name}-{count}", self.key)));
        }
        facts
    }

    fn mint_entities(&self, document: &Document, gazetteer: &Gazetteer, scope: Entities) -> Vec<NamedNode> {
        let entities = &document.resolution.entities;
        let mut counts = BTreeMap::new();
        let mut iris = Vec::with_capacity(entities.len());
        for entity in entities {
            let entry = entity.entry.and_then(|i| gazetteer.entries().get(i));
            iris.push(if let Some(span) = entity.quotation {
                let (start, end) = document.place(span);
                self.under("article", &format!("{}/speaker/{start}-{end}", self.key))
            } else if let Some(entry) = entry {
                self.known(entry.kind, &entry.id)
            } else if scope == Entities::Shared && has_full_name(entity) {
                self.under(entity.kind.as_str(), &slug(&entity.name))
            } else {
                let name = format!("{}/{}/{}", self.key, entity.kind.as_str(), slug(&entity.name));
                let count = counts.entry(name.clone()).or_insert(0_usize);
                *count += 1;
                // Two things that are called alike in one article stay two.
                self.under("article", &if *count == 1 { name } else { format!("{name}-{count}") })
            });
        }
        iris
    }

    /// Returns the IRI of the gazetteer's entry `id`.
    pub fn known(&self, kind: Kind, id: &str) -> NamedNode {
        self.under(kind.as_str(), &slug(id))
    }
}

/// Returns the IRI of `article` and its key. An address that is no absolute IRI counts as none.
fn article(article: &Article, base: &str) -> (NamedNode, String) {
    if let Some(iri) = article.url.as_deref().and_then(article_iri) {
        let key = digest(iri.as_str());
        return (iri, key);
    }
    let key = digest(&article.text);
    (NamedNode::new_unchecked(format!("{base}article/{key}")), key)
}

/// Returns the IRI of the article that was published at the address `url`, where that is an absolute IRI.
pub fn article_iri(url: &str) -> Option<NamedNode> {
    NamedNode::new(url.split('#').next().unwrap_or(url)).ok()
}

/// Whether the name alone tells who or what it is: not a surname, not a common noun phrase.
fn has_full_name(entity: &Entity) -> bool {
    let words = entity.name.split_whitespace().count();
    entity.named && (words > 1 || !matches!(entity.kind, Kind::Person | Kind::Thing))
}

/// Returns `name` for use in an IRI: letters without marks, lower case, and digits; `-` for what stands between.
///
/// Letters that have no plainer form stay; where nothing remains, a digest of the name stands for it.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        // Lower-casing may split off a mark again.
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c);
        } else {
            gap |= !is_combining_mark(c);
        }
    }
    if slug.is_empty() { format!("x-{}", digest(name)) } else { slug }
}

/// Returns `CamelCase` as `camel-case`.
fn kebab(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !words.is_empty() {
            words.push('-');
        }
        words.push(c.to_ascii_lowercase());
    }
    slug(&words)
}

/// Returns `iri` without `base` before it.
fn below<'a>(iri: &'a NamedNode, base: &str) -> &'a str {
    iri.as_str().strip_prefix(base).unwrap_or(iri.as_str())
}

/// Returns the first 16 hexadecimal digits of the SHA-256 of `text`.
pub(super) fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(8).fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Whether `base` can stand before the names: an absolute IRI that ends in `/` or `#`.
pub fn is_base(base: &str) -> bool {
    base.ends_with(['/', '#']) && NamedNode::new(base).is_ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_become_readable() {
        assert_eq!(slug("Côte d'Ivoire"), "cote-d-ivoire");
        assert_eq!(slug("  Éléonore  DE-LA Tour "), "eleonore-de-la-tour");
        assert_eq!(slug("Владимир"), "владимир");
        assert!(slug("!?").starts_with("x-"));
        assert_ne!(slug("!"), slug("?"));
        assert_eq!(kebab("ElectionWin"), "election-win");
    }

    proptest! {
        #[test]
        fn any_name_gives_a_valid_iri(name in ".*") {
            let iri = format!("{}thing/{}", vocab::DEFAULT_BASE, slug(&name));
            prop_assert!(NamedNode::new(iri).is_ok());
            prop_assert_eq!(slug(&name), slug(&name));
            prop_assert_eq!(slug(&slug(&name)), slug(&name));
        }
    }
}
