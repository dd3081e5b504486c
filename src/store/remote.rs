//! A store elsewhere, written to over HTTP.

use std::fmt::Write as _;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use oxigraph::model::{NamedNode, Quad, Triple};
use ureq::Agent;
use ureq::config::Config;

use super::{Change, Kept, StoreError};
use crate::input::AGENT;

/// What an endpoint understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// SPARQL 1.1 Graph Store HTTP Protocol.
    GraphStore,
    /// SPARQL 1.1 Update.
    Update,
}

/// Who writes.
#[derive(Clone)]
pub enum Credentials {
    /// Nobody in particular.
    None,
    /// A user with a password (RFC 7617).
    Basic(String, String),
    /// Who has a token (RFC 6750).
    Bearer(String),
}

/// Quads that an update holds, unless the user says otherwise: some servers refuse longer requests.
pub const REMOTE_BATCH: usize = 5_000;

/// The first wait before trying again; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// The longest wait, also where a server asks for a longer one.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Time for an answer. Replacing a large graph can take long.
const TIMEOUT: Duration = Duration::from_secs(300);

/// Characters of an answer that are shown.
const SHOWN: usize = 300;

/// Writes articles to an endpoint, each replacing the graph of its name.
pub struct Remote {
    agent: Agent,
    endpoint: String,
    protocol: Protocol,
    authorization: Option<String>,
    retries: u32,
    batch: usize,
    pending: Vec<(NamedNode, Vec<Quad>)>,
    size: usize,
    tell: Box<dyn Fn(&str)>,
}

impl Remote {
    /// Returns a writer to `endpoint`. `tell` is told why a request is tried again.
    pub fn new(
        endpoint: &str,
        protocol: Protocol,
        credentials: &Credentials,
        retries: u32,
        tell: impl Fn(&str) + 'static,
    ) -> Self {
        let config = Config::builder()
            .user_agent(AGENT)
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            // A redirected write would lose its body or its credentials.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let authorization = match credentials {
            Credentials::None => None,
            Credentials::Basic(user, password) => {
                Some(format!("Basic {}", STANDARD.encode(format!("{user}:{password}"))))
            }
            Credentials::Bearer(token) => Some(format!("Bearer {token}")),
        };
        Self {
            agent: Agent::new_with_config(config),
            endpoint: endpoint.to_owned(),
            protocol,
            authorization,
            retries,
            batch: REMOTE_BATCH,
            pending: Vec::new(),
            size: 0,
            tell: Box::new(tell),
        }
    }

    /// The address that is written to.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// From now on writes as soon as there are `batch` quads.
    pub fn set_batch(&mut self, batch: usize) {
        self.batch = batch;
    }

    /// Takes `quads`, the whole graph of `article`; returns the articles that the endpoint has taken since the last call.
    /// Whether it had them before is not known: all count as added.
    ///
    /// # Errors
    /// Where the endpoint cannot be reached or refuses, after all retries.
    pub fn put(&mut self, article: NamedNode, quads: Vec<Quad>) -> Result<Vec<Kept>, StoreError> {
        self.size += quads.len();
        self.pending.push((article, quads));
        if self.size >= self.batch || self.protocol == Protocol::GraphStore {
            self.commit()
        } else {
            Ok(Vec::new())
        }
    }

    /// Writes what was held back and returns the rest of the articles.
    ///
    /// # Errors
    /// As [`Remote::put`].
    pub fn finish(mut self) -> Result<Vec<Kept>, StoreError> {
        self.commit()
    }

    fn commit(&mut self) -> Result<Vec<Kept>, StoreError> {
        let pending = std::mem::take(&mut self.pending);
        self.size = 0;
        match self.protocol {
            Protocol::GraphStore => {
                for (article, quads) in &pending {
                    let url = url::Url::parse_with_params(&self.endpoint, [("graph", article.as_str())])
                        .map_err(|error| self.fail(error.to_string()))?;
                    // N-Triples are Turtle, which every endpoint knows.
                    self.send("PUT", url.as_str(), "text/turtle; charset=utf-8", &triples(quads))?;
                }
            }
            Protocol::Update if pending.is_empty() => {}
            Protocol::Update => {
                let mut update = String::new();
                for (article, _) in &pending {
                    let _ = writeln!(update, "DROP SILENT GRAPH {article} ;");
                }
                update.push_str("INSERT DATA {\n");
                for (article, quads) in &pending {
                    let _ = write!(update, "GRAPH {article} {{\n{}}}\n", triples(quads));
                }
                update.push_str("}\n");
                self.send("POST", &self.endpoint, "application/sparql-update; charset=utf-8", &update)?;
            }
        }
        Ok(pending.into_iter().map(|(article, _)| Kept { article, change: Change::Added }).collect())
    }

    /// Sends a request, again and again where that may help: all of them can be repeated without harm.
    fn send(&self, method: &str, url: &str, mime: &str, body: &str) -> Result<(), StoreError> {
        let mut wait = FIRST_WAIT;
        for attempt in 0..=self.retries {
            let (what, asked) = match self.once(method, url, mime, body) {
                Ok(Answer { status: 200..=299, .. }) => return Ok(()),
                Ok(Answer { status: status @ (408 | 425 | 429 | 500 | 502..=504), text, wait }) => {
                    (format!("the server answered {status} {text}"), wait)
                }
                Ok(Answer { status, text, .. }) => return Err(self.fail(refusal(status, &text))),
                Err(error) => (error, None),
            };
            if attempt == self.retries {
                return Err(self.fail(format!("{what}; given up after {} attempts", attempt + 1)));
            }
            let rest = asked.unwrap_or(wait).min(LONGEST_WAIT);
            (self.tell)(&format!("{what}; trying again in {:.1} s", rest.as_secs_f64()));
            std::thread::sleep(rest);
            wait *= 2;
        }
        Ok(())
    }

    fn once(&self, method: &str, url: &str, mime: &str, body: &str) -> Result<Answer, String> {
        let request = if method == "PUT" { self.agent.put(url) } else { self.agent.post(url) };
        let mut request = request.header("Content-Type", mime);
        if let Some(authorization) = &self.authorization {
            request = request.header("Authorization", authorization);
        }
        let mut answer = request.send(body).map_err(|error| error.to_string())?;
        let seconds =
            answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.trim().parse().ok());
        let text = answer
            .body_mut()
            .with_config()
            .limit(64 * 1024)
            .lossy_utf8(true)
            .read_to_string()
            .unwrap_or_default();
        let text: String =
            text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect();
        Ok(Answer { status: answer.status().as_u16(), text, wait: seconds.map(Duration::from_secs) })
    }

    fn fail(&self, message: String) -> StoreError {
        StoreError::Remote { endpoint: self.endpoint.clone(), message }
    }
}

struct Answer {
    status: u16,
    text: String,
    wait: Option<Duration>,
}

fn refusal(status: u16, text: &str) -> String {
    let hint = match status {
        300..=399 => ": it wants another address; give that",
        401 | 403 => {
            ": set DEPECHE_USER and DEPECHE_PASSWORD, or DEPECHE_TOKEN, to those of a user who may write"
        }
        404 | 405 | 415 => ": it may be the address of another protocol; see --protocol",
        _ => "",
    };
    format!("the server refused with {status} {text}{hint}")
}

fn triples(quads: &[Quad]) -> String {
    quads.iter().fold(String::new(), |mut text, quad| {
        let _ = writeln!(text, "{} .", Triple::from(quad.clone()));
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graphs_become_triples() {
        let node = |name: &str| NamedNode::new(format!("https://example.org/{name}")).unwrap();
        let quad = Quad::new(
            node("a"),
            node("b"),
            oxigraph::model::Literal::new_simple_literal("x\n\"y\""),
            node("g"),
        );
        assert_eq!(triples(&[quad]), "<https://example.org/a> <https://example.org/b> \"x\\n\\\"y\\\"\" .\n");
    }

    #[test]
    fn refusals_say_what_helps() {
        assert!(refusal(401, "").contains("DEPECHE_TOKEN"));
        assert!(refusal(405, "Method not allowed").contains("--protocol"));
    }
}
