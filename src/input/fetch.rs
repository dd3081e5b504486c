//! Fetches pages and feeds over the network: only where asked to, and politely.

use std::collections::HashMap;
use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use robotxt::{AccessResult, Robots};
use ureq::Agent;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

use super::InputError;

/// What the program calls itself to servers.
pub const AGENT: &str = concat!("depeche/", env!("CARGO_PKG_VERSION"));

/// Its name in `robots.txt`.
const NAME: &str = "depeche";

/// Redirections that are followed.
const MOST_REDIRECTS: usize = 5;

/// Longest wait that a site can ask for between two fetches.
const LONGEST_REST: Duration = Duration::from_secs(30);

/// How far a fetch may go.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of an answer.
    pub bytes: u64,
    /// Time for an answer.
    pub time: Duration,
    /// Time between two fetches from the same site.
    pub rest: Duration,
    /// Whether addresses inside one's own network may be fetched from.
    pub private: bool,
}

/// Fetches over HTTP.
pub struct Fetcher {
    agent: Agent,
    limits: Limits,
    /// Told of each contact beforehand.
    tell: Box<dyn Fn(&str) + Send + Sync>,
    sites: Mutex<HashMap<String, Site>>,
}

struct Site {
    robots: Robots,
    last: Instant,
}

/// What came from an address.
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    pub(super) charset: Option<String>,
    /// Where it was in the end.
    pub(super) url: String,
}

enum Answer {
    Body(Fetched),
    Moved(Url),
    Refused(u16),
}

impl Fetcher {
    /// Returns a fetcher that tells `tell` whom it is going to contact.
    pub fn new(limits: Limits, tell: impl Fn(&str) + Send + Sync + 'static) -> Self {
        let config = Config::builder()
            .user_agent(AGENT)
            .timeout_global(Some(limits.time))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would look the addresses up by itself.
            .proxy(None)
            .build();
        let resolver = Careful { inner: DefaultResolver::default(), private: limits.private };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, limits, tell: Box::new(tell), sites: Mutex::default() }
    }

    /// Fetches what is at `address`, unless the site does not want it.
    pub(super) fn fetch(&self, address: &str) -> Result<Fetched, InputError> {
        let failed = |error: &dyn std::fmt::Display| InputError::Fetch(error.to_string());
        let mut url = Url::parse(address).map_err(|error| failed(&error))?;
        for _ in 0..=MOST_REDIRECTS {
            if !matches!(url.scheme(), "http" | "https") {
                return Err(InputError::Fetch(format!("it leads to {url}, which is not http or https")));
            }
            self.ask_site(&url)?;
            match self.get(&url)? {
                Answer::Body(fetched) => return Ok(fetched),
                Answer::Moved(next) => url = next,
                Answer::Refused(status) => {
                    return Err(InputError::Fetch(format!("the server answered {status} for {url}")));
                }
            }
        }
        Err(InputError::Fetch(format!("it leads on more than {MOST_REDIRECTS} times")))
    }

    /// Waits until the site of `url` can be asked again, if it allows that at all.
    fn ask_site(&self, url: &Url) -> Result<(), InputError> {
        let site = url.origin().ascii_serialization();
        let mut sites = self.sites.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !sites.contains_key(&site) {
            let robots = self.robots(url)?;
            sites.insert(site.clone(), Site { robots, last: Instant::now() });
        }
        let Some(site) = sites.get_mut(&site) else { return Ok(()) };
        if !site.robots.is_url_allowed(url) {
            return Err(InputError::Fetch(format!(
                "the site does not want {url} to be fetched by programs (robots.txt)"
            )));
        }
        let rest = site
            .robots
            .crawl_delay()
            .map_or(self.limits.rest, |delay| delay.clamp(self.limits.rest, LONGEST_REST));
        std::thread::sleep(rest.saturating_sub(site.last.elapsed()));
        site.last = Instant::now();
        Ok(())
    }

    /// Fetches the rules of the site of `url`, as RFC 9309 has it.
    fn robots(&self, url: &Url) -> Result<Robots, InputError> {
        let mut rules = url.join("/robots.txt").map_err(|error| InputError::Fetch(error.to_string()))?;
        for _ in 0..=MOST_REDIRECTS {
            match self.get(&rules) {
                Ok(Answer::Body(fetched)) => return Ok(Robots::parse(&fetched.bytes, NAME)),
                Ok(Answer::Moved(next)) => rules = next,
                Ok(Answer::Refused(400..=499)) => {
                    return Ok(Robots::from_access(AccessResult::Unavailable, NAME));
                }
                Ok(Answer::Refused(_)) => return Ok(Robots::from_access(AccessResult::Unreachable, NAME)),
                Err(error) => return Err(error),
            }
        }
        Ok(Robots::from_access(AccessResult::TooManyRedirects, NAME))
    }

    fn get(&self, url: &Url) -> Result<Answer, InputError> {
        (self.tell)(url.as_str());
        let failed = |error: ureq::Error| match error {
            ureq::Error::Io(error) => InputError::Fetch(format!("{url}: {error}")),
            error => InputError::Fetch(format!("{url}: {error}")),
        };
        let answer = self.agent.get(url.as_str()).call().map_err(failed)?;
        let status = answer.status().as_u16();
        let field =
            |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        if (300..400).contains(&status) {
            let next = field("location").and_then(|next| url.join(&next).ok());
            return Ok(next.map_or(Answer::Refused(status), Answer::Moved));
        }
        if status != 200 {
            return Ok(Answer::Refused(status));
        }
        let charset = field("content-type").and_then(|mime| super::warc::charset(&mime));
        let most = self.limits.bytes;
        let mut bytes = Vec::new();
        let mut body = answer.into_body().into_with_config().limit(u64::MAX).reader();
        body.by_ref()
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| InputError::Fetch(format!("{url}: {error}")))?;
        if bytes.len() as u64 > most {
            return Err(InputError::TooLong { bytes: most });
        }
        Ok(Answer::Body(Fetched { bytes, charset, url: url.to_string() }))
    }
}

/// Looks names up and hands on no address inside one's own network, so that no page can lead there.
#[derive(Debug)]
struct Careful {
    inner: DefaultResolver,
    private: bool,
}

impl Resolver for Careful {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if let Some(address) = found.iter().find(|address| !self.private && !is_public(address.ip())) {
            return Err(ureq::Error::Io(std::io::Error::other(format!(
                "{} is an address inside a network of its own ({}); --private-addresses allows it",
                uri.host().unwrap_or_default(),
                address.ip()
            ))));
        }
        Ok(found)
    }
}

/// Whether `address` belongs to a machine on the open network (IANA's special-purpose address registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 100 && (64..128).contains(&b)
        || (a, b, c) == (192, 0, 0)
        || a == 198 && (b == 18 || b == 19)
        || a >= 224)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        // What stands for an IPv4 address: mapped, translated, and reached by 6to4.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => {
            is_public_v4(inner(high, low))
        }
        [0x2002, high, low, ..] => is_public_v4(inner(high, low)),
        // Teredo, documentation, and what is reserved for trials.
        [0x2001, 0..=0x1FF, ..] | [0x2001, 0xDB8, ..] | [0x3FFF, 0..=0xFFF, ..] => false,
        // Only this eighth is given out to the open network.
        [first, ..] => first & 0xE000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_inside_networks_are_told() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "fec0::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(inside.parse().unwrap()), "{inside}");
        }
        for outside in
            ["93.184.216.34", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "2a00:1450::1"]
        {
            assert!(is_public(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn no_contact_is_made_inside() {
        let limits = Limits { bytes: 10, time: Duration::from_secs(5), rest: Duration::ZERO, private: false };
        let fetcher = Fetcher::new(limits, |_| {});
        for url in [
            "http://127.0.0.1:9/",
            "http://localhost:9/",
            "http://[::1]:9/",
            "http://2130706433:9/",
            "file:///etc/passwd",
        ] {
            let message = fetcher.fetch(url).err().unwrap().to_string();
            assert!(message.contains("inside a network") || message.contains("not http"), "{url}: {message}");
        }
    }
}
