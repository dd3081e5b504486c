//! The cases of the W3C's test suite for the SPARQL 1.1 Protocol, under their names there, and the Graph Store Protocol.
//!
//! Updates are not taken, so that of the cases about them only those that expect a refusal apply.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::StatusCode;
use depeche::serve::{Limits, Settings};
use depeche::store::{Access, Store};
use oxigraph::io::RdfFormat;
use oxigraph::model::NamedNode;

use super::{READ_ONLY, Server, articles, encoded, narrow};

const DATA: &str = "https://example.org/data/";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const DIRECT: (&str, &str) = ("content-type", "application/sparql-query");

/// Three graphs, each of which gives the node that it is called by a type.
fn graphs() -> Server {
    let store = Store::new().unwrap();
    let graphs: String = (1..=3).map(|n| format!("<{DATA}{n}> {{ <{DATA}{n}> a <{DATA}Thing> }} ")).collect();
    store.load(graphs.as_bytes(), RdfFormat::TriG).unwrap();
    Server::new(store, Settings::default())
}

fn parameters(name: &str, graphs: &[usize]) -> String {
    graphs.iter().map(|n| format!("&{name}={}", encoded(&format!("{DATA}{n}")))).collect()
}

fn typed(n: usize) -> String {
    format!("<{DATA}{n}> a ?t{n} .")
}

fn in_graph(n: usize) -> String {
    format!("GRAPH ?g{n} {{ {} }}", typed(n))
}

/// Asks `query` in the three ways of the protocol; all must be answered by `expected`.
fn check(server: &Server, query: &str, dataset: &str, expected: bool) {
    let get = server.get(&format!("/sparql/?query={}{dataset}", encoded(query)));
    let address = format!("/sparql/?{}", dataset.trim_start_matches('&'));
    let form = server.ask("POST", &address, &[FORM], format!("query={}", encoded(query)));
    let in_form = server.ask("POST", "/sparql", &[FORM], format!("query={}{dataset}", encoded(query)));
    let direct = server.ask("POST", &address, &[DIRECT], query.to_owned());
    for (way, answer) in [("get", get), ("form", form), ("all in the form", in_form), ("direct", direct)] {
        assert_eq!(answer.status, StatusCode::OK, "{way}: {query}: {}", answer.text());
        assert_eq!(answer.json()["boolean"], expected, "{way}: {query}");
    }
}

#[test]
fn query_get_and_query_post_form_and_query_post_direct() {
    check(&graphs(), "ASK {}", "", true);
}

#[test]
fn query_dataset_default_graphs() {
    let server = graphs();
    let query = format!("ASK {{ {} {} }}", typed(1), typed(2));
    check(&server, &query, &parameters("default-graph-uri", &[1, 2]), true);
    check(&server, &query, &parameters("default-graph-uri", &[1]), false);
}

#[test]
fn query_dataset_named_graphs() {
    let server = graphs();
    let query = format!("ASK {{ {} {} }}", in_graph(1), in_graph(2));
    check(&server, &query, &parameters("named-graph-uri", &[1, 2]), true);
    check(&server, &query, &parameters("named-graph-uri", &[1]), false);
    check(&server, &query, &parameters("default-graph-uri", &[1, 2]), false);
}

#[test]
fn query_dataset_full() {
    let query = format!("ASK {{ {} {} {} }}", typed(3), in_graph(1), in_graph(2));
    let dataset = parameters("default-graph-uri", &[3]) + &parameters("named-graph-uri", &[1, 2]);
    check(&graphs(), &query, &dataset, true);
}

#[test]
fn query_multiple_dataset() {
    // What the protocol says counts before what the query says.
    let query = format!("ASK FROM <{DATA}3> {{ {} }}", typed(1));
    check(&graphs(), &query, &parameters("default-graph-uri", &[1]), true);
    check(&graphs(), &query, "", false);
    check(&graphs(), &format!("ASK FROM <{DATA}1> {{ {} }}", typed(1)), "", true);
}

#[test]
fn query_content_types() {
    let cases = [
        ("SELECT ?s { ?s ?p ?o }", "", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT ?s { ?s ?p ?o }", "text/csv", "text/csv; charset=utf-8"),
        (
            "SELECT ?s { ?s ?p ?o }",
            "text/tab-separated-values;q=0.9, text/csv;q=0.2",
            "text/tab-separated-values; charset=utf-8",
        ),
        ("DESCRIBE <https://example.org/data/1>", "", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "application/n-triples", "application/n-triples"),
    ];
    let server = graphs();
    for (query, accept, expected) in cases {
        let accept = if accept.is_empty() { "*/*" } else { accept };
        let answer = server.get_as(&format!("/sparql?query={}", encoded(query)), accept);
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, expected), "{query}");
        assert!(!answer.body.is_empty());
    }
    let wrong = server.get_as(&format!("/sparql?query={}", encoded("ASK {}")), "image/png");
    assert_eq!(wrong.status, StatusCode::NOT_ACCEPTABLE);
}

#[test]
fn bad_queries() {
    let server = graphs();
    let query = format!("query={}", encoded("ASK {}"));
    let status = |method: &str, path: &str, headers: &[(&str, &str)], body: Body| {
        let answer = server.ask(method, path, headers, body);
        assert!(!answer.error().is_empty());
        answer.status
    };
    let bad_method = status("PUT", &format!("/sparql?{query}"), &[], Body::empty());
    assert_eq!(bad_method, StatusCode::METHOD_NOT_ALLOWED);
    let multiple = status("GET", &format!("/sparql?{query}&{query}"), &[], Body::empty());
    assert_eq!(multiple, StatusCode::BAD_REQUEST);
    let wrong_media_type = status("POST", "/sparql", &[("content-type", "text/plain")], "ASK {}".into());
    assert_eq!(wrong_media_type, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let missing_form_type = status("POST", "/sparql", &[], query.clone().into());
    assert_eq!(missing_form_type, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let missing_direct_type = status("POST", "/sparql", &[], "ASK {}".into());
    assert_eq!(missing_direct_type, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let wide: Vec<u8> = "ASK {}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let charset = ("content-type", "application/sparql-query; charset=UTF-16");
    assert_eq!(status("POST", "/sparql", &[charset], wide.into()), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let non_utf8 = status("POST", "/sparql", &[DIRECT], vec![b'A', 0xE9].into());
    assert_eq!(non_utf8, StatusCode::BAD_REQUEST);
    let syntax = status("POST", "/sparql", &[DIRECT], "ASK {".into());
    assert_eq!(syntax, StatusCode::BAD_REQUEST);
    let graph = status("GET", &format!("/sparql?{query}&default-graph-uri=x"), &[], Body::empty());
    assert_eq!(graph, StatusCode::BAD_REQUEST);
}

#[test]
fn bad_updates() {
    let server = graphs();
    let update = encoded("CLEAR ALL");
    let direct = [("content-type", "application/sparql-update")];
    for (method, path, headers, body) in [
        ("GET", format!("/sparql?update={update}"), &[][..], String::new()),
        ("POST", "/sparql".to_owned(), &[FORM][..], format!("update={update}")),
        ("POST", "/sparql".to_owned(), &direct[..], "CLEAR ALL".to_owned()),
    ] {
        let answer = server.ask(method, &path, headers, body);
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    check(&server, &format!("ASK {{ {} }}", typed(1)), "", true);
}

#[test]
fn services_and_files_are_out_of_reach() {
    for query in [
        "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ] {
        let answer = READ_ONLY.get(&format!("/sparql?query={}", encoded(query)));
        let rows = || answer.json()["results"]["bindings"].as_array().map_or(usize::MAX, Vec::len);
        assert!(answer.status == StatusCode::INTERNAL_SERVER_ERROR || rows() == 0, "{}", answer.text());
    }
}

#[test]
fn the_service_describes_itself() {
    let answer = READ_ONLY.get_as("/sparql", "application/n-triples");
    let service = answer.text();
    assert!(service.contains("sparql-service-description#Service>"), "{service}");
    assert!(service.contains("sparql-service-description#endpoint> <http://localhost/sparql>"), "{service}");
    let people = READ_ONLY.get_as("/sparql", "text/html,*/*;q=0.8");
    assert_eq!((people.status, people.header("location")), (StatusCode::SEE_OTHER, "/view/query"));
}

#[test]
fn queries_end_at_their_limits_and_others_go_on() {
    let time = Duration::from_secs(1);
    let server = narrow(Limits { time, rows: 10, questions: 2, ..Limits::default() });
    let many = server.get(&format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o }")));
    assert_eq!(many.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(many.error().contains("more than 10 rows"), "{}", many.error());
    let values = (0..500).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    let lists = ["a", "b", "c", "d", "e"].map(|name| format!("VALUES ?{name} {{ {values} }}")).join(" ");
    let long = format!("SELECT (COUNT(*) AS ?n) {{ {lists} }}");
    // As many as may be evaluated at the same time, twice over: had the first not ended, the others would wait for them.
    for _ in 0..4 {
        let start = Instant::now();
        let answer = server.ask("POST", "/sparql", &[DIRECT], long.clone());
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(answer.error().contains("time limit"), "{}", answer.error());
        assert!(start.elapsed() >= time);
        check(&server, "ASK {}", "", true);
    }
    let wide = narrow(Limits { bytes: 1000, ..Limits::default() });
    let answer = wide.get(&format!("/sparql?query={}", encoded("SELECT * { ?s ?p ?o } LIMIT 100")));
    assert!(answer.error().contains("MiB"), "{}", answer.error());
}

#[test]
#[cfg(target_os = "linux")]
fn queries_end_when_memory_is_short_and_others_go_on() {
    let server = narrow(Limits { memory: 64 << 20, questions: 1, ..Limits::default() });
    let values = (0..500).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    let lists = ["a", "b", "c"].map(|name| format!("VALUES ?{name} {{ {values} }}")).join(" ");
    let sorted = format!("SELECT * {{ {lists} }} ORDER BY (?a + ?b)");
    let start = Instant::now();
    let answer = server.ask("POST", "/sparql", &[DIRECT], sorted);
    assert!(answer.error().contains("memory"), "{}", answer.error());
    assert!(start.elapsed() < Duration::from_secs(20));
    check(&server, "ASK {}", "", true);
    let doubled: String = (1..40).map(|n| format!("BIND(CONCAT(?a{0}, ?a{0}) AS ?a{n}) ", n - 1)).collect();
    let long = format!("SELECT (STRLEN(?a39) AS ?n) {{ BIND('abcdefgh' AS ?a0) {doubled} }}");
    let answer = server.ask("POST", "/sparql", &[DIRECT], long);
    assert!(answer.error().contains("too long"), "{}", answer.error());
}

const TOKEN: &str = "a token for tests";
const BEARER: (&str, &str) = ("authorization", "Bearer a token for tests");
const TURTLE: (&str, &str) = ("content-type", "text/turtle");

#[test]
fn graphs_are_written_by_who_has_the_token() {
    let settings = Settings { token: Some(TOKEN.to_owned()), ..Settings::default() };
    let server = Server::new(articles(), settings);
    let graph = format!("/data?graph={}", encoded("https://example.org/new"));
    let put = |headers: &[(&str, &str)], body: &str| server.ask("PUT", &graph, headers, body.to_owned());
    let unknown = put(&[TURTLE], "<s> <p> 1");
    assert_eq!(
        (unknown.status, unknown.header("www-authenticate")),
        (StatusCode::UNAUTHORIZED, "Bearer realm=\"depeche\"")
    );
    let wrong = put(&[TURTLE, ("authorization", "Bearer a token for testz")], "<s> <p> 1");
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(put(&[TURTLE, BEARER], "<s> <p>").status, StatusCode::BAD_REQUEST);
    assert_eq!(put(&[BEARER], "<s> <p> 1 .").status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(server.get(&graph).status, StatusCode::NOT_FOUND);
    assert_eq!(put(&[TURTLE, BEARER], "<s> <p> 1 .").status, StatusCode::CREATED);
    assert_eq!(put(&[TURTLE, BEARER], "<s> <p> 2 .").status, StatusCode::NO_CONTENT);
    let lines = || {
        let answer = server.get_as(&graph, "application/n-triples");
        answer.text().lines().count()
    };
    assert_eq!(lines(), 1);
    let more = server.ask("POST", &graph, &[TURTLE, BEARER], "<s> <p> 3 .".to_owned());
    assert_eq!((more.status, lines()), (StatusCode::NO_CONTENT, 2));
    let head = server.ask("HEAD", &graph, &[], Body::empty());
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(server.ask("DELETE", &graph, &[], Body::empty()).status, StatusCode::UNAUTHORIZED);
    assert_eq!(server.ask("DELETE", &graph, &[BEARER], Body::empty()).status, StatusCode::NO_CONTENT);
    assert_eq!(server.ask("DELETE", &graph, &[BEARER], Body::empty()).status, StatusCode::NOT_FOUND);
    let own = format!("/data?graph={}", encoded("https://w3id.org/depeche/kg/same-events"));
    assert_eq!(
        server.ask("PUT", &own, &[TURTLE, BEARER], "<s> <p> 1 .".to_owned()).status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        server.ask("DELETE", "/data?default", &[BEARER], Body::empty()).status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(server.ask("PATCH", "/data", &[BEARER], Body::empty()).status, StatusCode::METHOD_NOT_ALLOWED);
}

#[test]
fn graphs_are_written_under_conditions() {
    let settings = Settings { token: Some(TOKEN.to_owned()), ..Settings::default() };
    let server = Server::new(articles(), settings);
    let graph = format!("/data?graph={}", encoded("https://example.org/new"));
    let ask = |method: &str, condition: (&str, &str)| {
        let body = if method == "DELETE" { "" } else { "<s> <p> 1 ." };
        server.ask(method, &graph, &[TURTLE, BEARER, condition], body.to_owned()).status
    };
    let unmet = StatusCode::PRECONDITION_FAILED;
    assert_eq!(ask("PUT", ("if-match", "*")), unmet);
    assert_eq!(ask("DELETE", ("if-match", "*")), unmet);
    assert_eq!(ask("PUT", ("if-none-match", "*")), StatusCode::CREATED);
    assert_eq!(ask("PUT", ("if-none-match", "*")), unmet);
    let now = server.get_as(&graph, "application/n-triples");
    assert_eq!(ask("PUT", ("if-none-match", now.header("etag"))), unmet);
    assert_eq!(ask("PUT", ("if-none-match", "W/\"other\", \"third\"")), StatusCode::NO_CONTENT);
    assert_eq!(ask("PUT", ("if-none-match", "\"x,*,y\"")), StatusCode::NO_CONTENT);
    // A weak tag matches nothing where a strong one is needed.
    assert_eq!(ask("PUT", ("if-match", now.header("etag"))), unmet);
    assert_eq!(ask("PUT", ("if-match", "*")), StatusCode::NO_CONTENT);
    assert_eq!(ask("DELETE", ("if-match", "*")), StatusCode::NO_CONTENT);
    assert_eq!(ask("DELETE", ("if-none-match", "*")), StatusCode::NOT_FOUND);
}

#[test]
fn what_could_not_be_saved_is_saved_before_it_is_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let (there, away) = (folder.path().join("there"), folder.path().join("away"));
    std::fs::create_dir(&there).unwrap();
    let path = there.join("kg.trig");
    let settings = Settings { token: Some(TOKEN.to_owned()), ..Settings::default() };
    let server = Server::new(Store::open(&path, Access::Write).unwrap(), settings);
    let put = |name: &str| {
        let graph = format!("/data?graph={}", encoded(&format!("https://example.org/{name}")));
        server.ask("PUT", &graph, &[TURTLE, BEARER], "<s> <p> 1 .".to_owned()).status
    };
    assert_eq!(put("first"), StatusCode::CREATED);
    // Without its folder the file cannot be written, whoever runs this test.
    std::fs::rename(&there, &away).unwrap();
    assert_eq!(put("second"), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(put("second"), StatusCode::INTERNAL_SERVER_ERROR);
    std::fs::rename(&away, &there).unwrap();
    // The same once more changes nothing in memory, but must still reach the disk.
    assert!(put("second").is_success());
    drop(server);
    let kept = Store::open(&path, Access::Read).unwrap();
    for name in ["first", "second"] {
        let graph = NamedNode::new(format!("https://example.org/{name}")).unwrap();
        assert!(kept.has_graph(graph.as_ref()).unwrap(), "{name}");
    }
}

#[test]
fn nothing_is_written_without_leave() {
    let graph = format!("/data?graph={}", encoded("https://example.org/laiterie"));
    for method in ["PUT", "POST", "DELETE"] {
        let answer = READ_ONLY.ask(method, &graph, &[TURTLE, BEARER], "<s> <p> 1 .".to_owned());
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method}");
    }
    assert_eq!(READ_ONLY.get(&graph).status, StatusCode::OK);
}

#[test]
fn the_whole_store_can_be_had() {
    let whole = READ_ONLY.get_as("/data", "application/n-quads");
    let count = |format: RdfFormat, body: &[u8]| {
        let store = Store::new().unwrap();
        store.load(body, format).unwrap();
        store.len().unwrap()
    };
    let all = count(RdfFormat::NQuads, &whole.body);
    assert_eq!(all, articles().len().unwrap());
    let trig = READ_ONLY.get_as("/data", "application/trig");
    assert_eq!(count(RdfFormat::TriG, &trig.body), all);
    let merged = READ_ONLY.get_as("/data?default", "text/turtle");
    let one = count(RdfFormat::Turtle, &merged.body);
    assert!(one > 0 && one <= all);
    assert_eq!(READ_ONLY.get_as("/data", "text/turtle").status, StatusCode::NOT_ACCEPTABLE);
    assert_eq!(READ_ONLY.get("/data?default&graph=https://example.org/one").status, StatusCode::BAD_REQUEST);
}
