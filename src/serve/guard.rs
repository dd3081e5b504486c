//! What keeps other sites' pages from using the server through the browser of somebody who may, and headers for all answers.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use subtle::ConstantTimeEq;

use super::fault::Fault;
use super::site::Site;

/// Methods that change nothing.
const READING: [Method; 3] = [Method::GET, Method::HEAD, Method::OPTIONS];

/// What a page of this server may load: nothing from elsewhere, and no script or style that stands in it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
                      connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Adds [`HEADERS`] to the answer.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Refuses requests for another host, and from pages of other sites unless these are allowed; lets the allowed ones read.
pub(super) async fn check(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (method, headers) = (request.method().clone(), request.headers());
    let host = request.uri().authority().map(ToString::to_string).or_else(|| text(headers, &header::HOST));
    let Some(host) = host else { return Fault::bad("the request names no host").into_response() };
    if !is_ours(&site, &host) {
        let message =
            format!("this server is not {}; --host makes it known by another name", host.escape_debug());
        return Fault::new(StatusCode::MISDIRECTED_REQUEST, message).into_response();
    }
    let origin = text(headers, &header::ORIGIN);
    let foreign = origin.filter(|origin| !is_same(origin, &host));
    let allowed = foreign.as_ref().and_then(|origin| allowed(&site, origin));
    if let (Some(origin), None) = (&foreign, &allowed)
        && !READING.contains(&method)
    {
        let message = format!("pages of {} may not send this; see --allow-origin", origin.escape_debug());
        return Fault::new(StatusCode::FORBIDDEN, message).into_response();
    }
    let mut response = if method == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(allowed) = allowed {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
        let methods = HeaderValue::from_static("GET, HEAD, POST, OPTIONS");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        let names = HeaderValue::from_static("accept, content-type, if-none-match");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, names);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("etag"));
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    }
    response
}

/// Checks that the request with `headers` may write.
pub(super) fn may_write(site: &Site, headers: &HeaderMap) -> Result<(), Fault> {
    let Some(token) = &site.settings().token else {
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            "nothing is written here; see depeche serve --read-write",
        ));
    };
    let told = text(headers, &header::AUTHORIZATION);
    let told = told.as_deref().and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    // The time that this takes does not tell how much of the token is right.
    if told.is_some_and(|told| bool::from(told.as_bytes().ct_eq(token.as_bytes()))) {
        return Ok(());
    }
    let fault = Fault::new(StatusCode::UNAUTHORIZED, "writing needs the header Authorization: Bearer TOKEN");
    Err(fault.with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"depeche\"")))
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Whether the server is known as `host`, with or without its port.
fn is_ours(site: &Site, host: &str) -> bool {
    let Some(known) = &site.settings().hosts else { return true };
    let name = without_port(host);
    known.iter().any(|known| known.eq_ignore_ascii_case(host) || known.eq_ignore_ascii_case(name))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        // The colons of an address in brackets are no port's.
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Whether the pages of `origin` are those of `host`.
fn is_same(origin: &str, host: &str) -> bool {
    origin.split_once("://").is_some_and(|(_, of)| of.eq_ignore_ascii_case(host))
}

/// Returns what to tell the browser of pages of `origin`, where these may read.
fn allowed(site: &Site, origin: &str) -> Option<HeaderValue> {
    let origins = &site.settings().origins;
    if origins.iter().any(|known| known == "*") {
        return Some(HeaderValue::from_static("*"));
    }
    let known = origins.iter().any(|known| known.trim_end_matches('/').eq_ignore_ascii_case(origin));
    known.then(|| HeaderValue::from_str(origin).ok()).flatten()
}
