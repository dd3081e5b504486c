//! `--fetch`: from a server of our own, with all that a server can do to one.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::{run, told};

const PAGE: &str = "<!DOCTYPE html><html><head><title>Démission</title><link rel=\"canonical\" href=\"/a\"></head><body><article>\
    <p>La ministre Claire Danton a accusé lundi la société Hydralis d'avoir menti aux habitants de la vallée, qui attendent depuis des \
    mois une réponse de la préfecture sur la qualité de l'eau, et dont plusieurs ont manifesté devant l'usine.</p>\
    <p>Le maire de Brécourt, Jean Morel, a promis de saisir la justice et de publier toutes les analyses de l'eau, mois par mois.</p>\
    </article></body></html>";

/// Starts a server; returns its address and the paths that were asked for.
fn server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let first = lines.next().unwrap().unwrap();
            let path = first.split(' ').nth(1).unwrap().to_owned();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            log.lock().unwrap().push(path.clone());
            let (status, fields, body) = match path.as_str() {
                "/robots.txt" => {
                    ("200 OK", "Content-Type: text/plain", "User-agent: *\nDisallow: /secret\n".to_owned())
                }
                "/a" => ("200 OK", "Content-Type: text/html; charset=utf-8", PAGE.to_owned()),
                "/moved" => ("301 Moved Permanently", "Location: /a", String::new()),
                "/round" => ("302 Found", "Location: /round", String::new()),
                "/to-secret" => ("302 Found", "Location: /secret", String::new()),
                "/to-file" => ("302 Found", "Location: file:///etc/passwd", String::new()),
                "/long" => ("200 OK", "Content-Type: text/plain", "Le maire parle. ".repeat(2_000_000)),
                "/slow" => {
                    std::thread::sleep(std::time::Duration::from_secs(4));
                    ("200 OK", "Content-Type: text/plain", "Trop tard.".to_owned())
                }
                _ => ("404 Not Found", "Content-Type: text/html", "<p>Rien.</p>".to_owned()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            // Who does not want all of it leaves.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    (base, asked)
}

#[test]
fn pages_are_fetched_where_that_is_allowed() {
    let (base, asked) = server();
    let folder = TempDir::new().unwrap();
    let url = format!("{base}/moved");
    let (_, remarks) = told(&run(&folder, &["convert", &url]), 2);
    assert!(remarks.contains("--fetch allows"), "{remarks}");
    let (_, remarks) = told(&run(&folder, &["convert", "--fetch", &url]), 2);
    assert!(remarks.contains("inside a network of its own"), "{remarks}");
    assert_eq!(*asked.lock().unwrap(), Vec::<String>::new());
    let arguments = ["convert", "--fetch", "--private-addresses", &url, "--format", "nquads"];
    let (out, remarks) = told(&run(&folder, &arguments), 0);
    assert!(out.contains(&format!("<{base}/a>")) && out.contains("ontology#Accusation>"), "{out}");
    for path in ["/robots.txt", "/moved", "/a"] {
        assert!(remarks.contains(&format!("contacting {base}{path}")), "{remarks}");
    }
    assert_eq!(*asked.lock().unwrap(), ["/robots.txt", "/moved", "/a"]);
}

#[test]
fn what_a_server_can_do_is_told() {
    let (base, asked) = server();
    let folder = TempDir::new().unwrap();
    for (path, part) in [
        ("/secret", "robots.txt"),
        ("/to-secret", "robots.txt"),
        ("/to-file", "not http or https"),
        ("/round", "leads on more than 5 times"),
        ("/gone", "answered 404"),
        ("/long", "MB is no article"),
        ("/slow", "timeout"),
    ] {
        let url = format!("{base}{path}");
        let arguments = [
            "convert",
            "--fetch",
            "--private-addresses",
            "--longest",
            "1",
            "--timeout",
            "2",
            &url,
            "--format",
            "jsonl",
        ];
        let (out, remarks) = told(&run(&folder, &arguments), 2);
        assert!(out.is_empty() && remarks.contains(part), "{path}: {remarks}");
    }
    assert!(!asked.lock().unwrap().iter().any(|path| path == "/secret"));
}
