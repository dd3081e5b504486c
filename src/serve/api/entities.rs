//! Entities: their list, and one with its names, roles and counts.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use oxigraph::model::{NamedNode, Term};
use oxigraph::sparql::{CancellationToken, QuerySolution};
use serde::Serialize;

use super::{Page, answer, iri, node, number, params, rows, text, value};
use crate::graph::vocab::dp;
use crate::graph::{EntityHead, EntityRecord, KINDS, kind_of, slug};
use crate::serve::fault::Fault;
use crate::serve::params::Window;
use crate::serve::site::Site;

/// An entity in the list.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::serve) struct Line {
    #[serde(flatten)]
    entity: EntityHead,
    facts: usize,
    same_as: Vec<String>,
    /// The name whatever its accents and capitals, to be looked for.
    #[serde(skip)]
    slug: String,
}

/// Lists entities, those with most facts first.
pub(in crate::serve) async fn list(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let params = params(address, &["q", "kind", "limit", "offset"])?;
    let window = Window::of(&params)?;
    let kind = params.choice("kind", &KINDS.map(|(_, kind)| kind))?;
    let words = params.words("q")?.map(slug);
    answer(&site, &headers, move |site, cancel| {
        let all = all(site, cancel)?;
        let wanted = |line: &&Line| {
            kind.is_none_or(|kind| line.entity.kind == kind)
                && words.as_ref().is_none_or(|words| line.slug.contains(words))
        };
        let found: Vec<_> = all.iter().filter(wanted).collect();
        let total = found.len();
        Ok(Page::new(total, window, window.of_list(found).cloned().collect()))
    })
    .await
}

/// Returns all entities, those with most facts first. Counting them looks at every fact, so the list is kept until something
/// is written.
fn all(site: &Site, cancel: &CancellationToken) -> Result<Arc<Vec<Line>>, Fault> {
    site.entities.get(|| {
        Ok(rows(site, cancel, "api/entities", Vec::new())?.iter().filter_map(|row| line(site, row)).collect())
    })
}

fn line(site: &Site, row: &QuerySolution) -> Option<Line> {
    let entity = node(row, "entity")?;
    let (name, same) = (text(row, "name").unwrap_or_default(), text(row, "same").unwrap_or_default());
    Some(Line {
        entity: EntityHead {
            iri: entity.as_str().to_owned(),
            path: site.addresses.path(entity.as_str()),
            name: name.to_owned(),
            kind: node(row, "class").and_then(kind_of).unwrap_or("thing"),
        },
        facts: number(row, "facts"),
        same_as: same.split_whitespace().map(str::to_owned).collect(),
        slug: slug(name),
    })
}

#[derive(Serialize)]
struct View {
    #[serde(flatten)]
    record: EntityRecord,
    facts: usize,
    said: usize,
    roles: Vec<Role>,
}

/// A role, and from when to when articles say that it is held.
#[derive(Serialize)]
struct Role {
    role: String,
    organization: Option<String>,
    since: Option<String>,
    until: Option<String>,
    articles: usize,
}

/// Shows one entity.
pub(in crate::serve) async fn one(
    State(site): State<Arc<Site>>,
    address: RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let entity = iri(&params(address, &["iri"])?)?;
    answer(&site, &headers, move |site, cancel| {
        let mut quads = site.store.about(entity.as_ref(), None)?;
        let others: Vec<_> = quads.iter().filter(|quad| quad.predicate == dp::STANDS_FOR).cloned().collect();
        for quad in others {
            if let Term::NamedNode(other) = &quad.object {
                quads.extend(site.store.about(other.as_ref(), None)?);
            }
        }
        let record = site.records().entity_record(&quads, &entity);
        let record = record.ok_or_else(|| Fault::missing("there is no such entity in the store"))?;
        let count = |name| -> Result<usize, Fault> {
            let values = vec![value("entity", entity.clone())];
            Ok(rows(site, cancel, name, values)?.len())
        };
        let (facts, said) = (count("api/facts-of-entity")?, count("api/said-by")?);
        Ok(View { record, facts, said, roles: roles(site, cancel, &entity)? })
    })
    .await
}

fn roles(site: &Site, cancel: &CancellationToken, entity: &NamedNode) -> Result<Vec<Role>, Fault> {
    let found = rows(site, cancel, "roles", vec![value("who", entity.clone())])?;
    let told = |row: &QuerySolution, name| text(row, name).filter(|text| !text.is_empty()).map(str::to_owned);
    let roles = found.iter().map(|row| Role {
        role: told(row, "post").unwrap_or_default(),
        organization: told(row, "organization"),
        since: told(row, "first_day"),
        until: told(row, "last_day"),
        articles: number(row, "articles"),
    });
    Ok(roles.collect())
}
