//! Conditions under which a client wants something written (RFC 9110, 13.1).

use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use oxigraph::model::NamedNodeRef;

use super::accept::GRAPHS;
use super::answer::{Answer, tag};
use super::fault::Fault;
use super::site::Site;

/// What a request to write demands of what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Conditions {
    /// Of these one must be there.
    matching: Option<Tags>,
    /// Of these none may be there.
    lacking: Option<Tags>,
}

/// The entity tags that a header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tags {
    /// Whatever it is.
    Any,
    /// One of these.
    Of(Vec<String>),
}

impl Tags {
    /// Whether they name what has the tag `now`, by the weak comparison.
    pub(super) fn name(&self, now: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Of(given) => given.iter().any(|tag| tag == now.trim_start_matches("W/")),
        }
    }
}

impl Conditions {
    /// Reads them of the headers of a request.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self { matching: tags(headers, header::IF_MATCH), lacking: tags(headers, header::IF_NONE_MATCH) }
    }

    /// Checks them against `graph` as it is now.
    ///
    /// # Errors
    /// Where they are not met.
    pub(super) fn check(&self, site: &Site, graph: NamedNodeRef<'_>) -> Result<(), Fault> {
        if *self == Self::default() {
            return Ok(());
        }
        let exists = site.store.has_graph(graph)?;
        match &self.matching {
            None => {}
            Some(Tags::Any) if exists => {}
            Some(Tags::Any) => return Err(unmet("there is no such graph to be changed")),
            // Only strong tags meet this condition, and a graph has weak ones: it may be sent packed, and in several formats.
            Some(Tags::Of(_)) => return Err(unmet("the tags here are weak, which match no If-Match but *")),
        }
        match &self.lacking {
            Some(Tags::Any) if exists => Err(unmet("the graph is there already")),
            Some(given) if exists => {
                for (_, format) in GRAPHS {
                    let now = tag(&Answer::graph(site, site.store.graph(graph)?, format)?.bytes);
                    if given.name(&now) {
                        return Err(unmet("the graph is as it was"));
                    }
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// Returns the tags that the header `name` holds, where there is one.
pub(super) fn tags(headers: &HeaderMap, name: HeaderName) -> Option<Tags> {
    let mut given = headers.get_all(name).iter().peekable();
    given.peek()?;
    // What is no text is no tag that was given by us.
    let given: Vec<_> = given.filter_map(|value| value.to_str().ok()).collect();
    if given.iter().any(|value| value.trim() == "*") {
        return Some(Tags::Any);
    }
    // A tag stands between quotation marks, and may hold commas.
    let tags = given.into_iter().flat_map(|value| value.split('"').skip(1).step_by(2));
    Some(Tags::Of(tags.map(|tag| format!("\"{tag}\"")).collect()))
}

fn unmet(why: &str) -> Fault {
    Fault::new(StatusCode::PRECONDITION_FAILED, format!("the condition of the request is not met: {why}"))
}
