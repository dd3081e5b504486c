//! What keeps others out: names of the server, pages of other sites, limits of what is sent, headers for browsers.

use axum::body::Body;
use axum::http::StatusCode;
use depeche::serve::{Limits, Settings};

use super::{READ_ONLY, Server, articles, narrow};

#[test]
fn requests_for_other_hosts_are_refused() {
    let hosts = Some(vec!["localhost".to_owned(), "kg.example.org:8080".to_owned(), "[::1]".to_owned()]);
    let server = Server::new(articles(), Settings { hosts, ..Settings::default() });
    let status = |host: &str| server.ask("GET", "/health", &[("host", host)], Body::empty()).status;
    for known in ["localhost", "LOCALHOST:7878", "kg.example.org:8080", "[::1]:7878", "[::1]"] {
        assert_eq!(status(known), StatusCode::OK, "{known}");
    }
    for unknown in ["evil.example", "localhost.evil.example", "kg.example.org", "127.0.0.1", ""] {
        assert_eq!(status(unknown), StatusCode::MISDIRECTED_REQUEST, "{unknown}");
    }
}

#[test]
fn pages_of_other_sites_neither_write_nor_read_unless_they_may() {
    let token = Some("a token for tests".to_owned());
    let origins = vec!["https://friend.example".to_owned()];
    let server = Server::new(articles(), Settings { token, origins, ..Settings::default() });
    let ask = |method: &str, path: &str, origin: &str| {
        let headers = [
            ("origin", origin),
            ("content-type", "text/plain"),
            ("authorization", "Bearer a token for tests"),
        ];
        server.ask(method, path, &headers, "Il pleut.")
    };
    assert_eq!(ask("POST", "/convert", "https://evil.example").status, StatusCode::FORBIDDEN);
    assert_eq!(ask("DELETE", "/data?graph=https://example.org/one", "null").status, StatusCode::FORBIDDEN);
    let same = ask("POST", "/convert", "http://localhost");
    assert_eq!(same.status, StatusCode::OK, "{}", same.text());
    let friend = ask("POST", "/convert", "https://friend.example");
    assert_eq!(friend.header("access-control-allow-origin"), "https://friend.example");
    assert_eq!(ask("GET", "/facts", "https://evil.example").header("access-control-allow-origin"), "");
    let before = ask("OPTIONS", "/sparql", "https://friend.example");
    assert_eq!(before.status, StatusCode::NO_CONTENT);
    assert!(before.header("access-control-allow-methods").contains("POST"));
    assert!(!before.header("access-control-allow-headers").contains("authorization"));
    let open = Server::new(articles(), Settings { origins: vec!["*".to_owned()], ..Settings::default() });
    let answer =
        open.ask("GET", "/sparql?query=ASK%7B%7D", &[("origin", "https://any.example")], Body::empty());
    assert_eq!(answer.header("access-control-allow-origin"), "*");
}

#[test]
fn every_answer_tells_browsers_to_be_strict() {
    for path in ["/", "/health", "/nothing", "/sparql?query=x", "/assets/none"] {
        let answer = READ_ONLY.get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
}

#[test]
fn too_much_is_not_taken() {
    let server = narrow(Limits { body: 1000, ..Limits::default() });
    let answer = server.ask("POST", "/convert", &[("content-type", "text/plain")], "x".repeat(2000));
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let long = READ_ONLY.ask("POST", "/convert", &[("content-type", "text/plain")], "mot ".repeat(300_000));
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn answers_are_packed_and_known_ones_not_sent_again() {
    let packed = READ_ONLY.ask("GET", "/types", &[("accept-encoding", "gzip")], Body::empty());
    assert_eq!(packed.header("content-encoding"), "gzip");
    let plain = READ_ONLY.get("/types");
    assert!(packed.body.len() < plain.body.len() / 2);
    let again = READ_ONLY.ask("GET", "/types", &[("if-none-match", plain.header("etag"))], Body::empty());
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_ne!(READ_ONLY.get("/queries").header("etag"), plain.header("etag"));
}

#[test]
fn counts_are_kept() {
    READ_ONLY.get("/health");
    let metrics = READ_ONLY.get("/metrics");
    assert!(
        metrics.text().contains("depeche_requests_total{route=\"/health\",status=\"200\"}"),
        "{}",
        metrics.text()
    );
    assert!(metrics.text().ends_with("# EOF\n"));
}
