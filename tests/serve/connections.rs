//! Connections through a port: their limits, and the end of the server.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use depeche::data::Files;
use depeche::serve::{Connections, Settings, Site, listen, router};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::{articles, reader};

/// A server at a port, which stops when it is told to.
struct Port {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    runtime: tokio::runtime::Runtime,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
}

fn serve(settings: Connections) -> Port {
    let site = Site::new(articles(), &Files::embedded(), reader(), Settings::default()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let served = runtime.spawn(listen(listener, router(Arc::new(site)), settings, async {
        let _ = stopped.await;
    }));
    Port { address, stop, runtime, served }
}

/// Long enough for any answer of these tests.
const PATIENCE: Duration = Duration::from_secs(20);

impl Port {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }
}

/// Sends `request` and returns what comes until the server closes.
fn exchange(stream: &mut TcpStream, request: &str) -> String {
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    // The server may close before it has read everything.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

const HEALTH: &str = "GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

#[test]
fn headers_that_do_not_come_or_do_not_end_close_the_connection() {
    let port = serve(Connections { headers: Duration::from_millis(300), ..Connections::default() });
    let start = Instant::now();
    let slow = exchange(&mut port.connect(), "GET /health HTTP/1.1\r\nhost: local");
    assert!(!slow.contains("200 OK") && start.elapsed() < PATIENCE, "{slow}");
    let many: String = (0..200).map(|n| format!("x-{n}: 1\r\n")).collect();
    let many =
        exchange(&mut port.connect(), &format!("GET /health HTTP/1.1\r\nhost: localhost\r\n{many}\r\n"));
    assert!(many.starts_with("HTTP/1.1 431"), "{many}");
    let long = "x".repeat(200_000);
    let long = exchange(
        &mut port.connect(),
        &format!("GET /health HTTP/1.1\r\nhost: localhost\r\nx: {long}\r\n\r\n"),
    );
    assert!(!long.contains("200 OK"), "{long}");
    let nameless = exchange(&mut port.connect(), "GET /health HTTP/1.0\r\n\r\n");
    assert!(nameless.starts_with("HTTP/1.0 400") || nameless.starts_with("HTTP/1.1 400"), "{nameless}");
    assert!(exchange(&mut port.connect(), HEALTH).contains("200 OK"));
}

#[test]
fn more_connections_than_there_may_be_wait() {
    let port = serve(Connections { most: 1, headers: Duration::from_millis(500), ..Connections::default() });
    let held = port.connect();
    let start = Instant::now();
    // The first says nothing, and its place is free when the time for its headers is over.
    assert!(exchange(&mut port.connect(), HEALTH).contains("200 OK"));
    assert!(start.elapsed() >= Duration::from_millis(400), "{:?}", start.elapsed());
    drop(held);
}

#[test]
fn who_takes_nothing_of_an_answer_is_left() {
    let writing = Duration::from_millis(500);
    let port = serve(Connections { most: 1, writing, ..Connections::default() });
    let numbers = (0..100).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
    let long = "x".repeat(200_000);
    let query = format!("SELECT ?long {{ VALUES ?n {{ {numbers} }} BIND('{long}' AS ?long) }}");
    let mut idle = port.connect();
    let head = "POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\n";
    write!(idle, "{head}content-length: {}\r\n\r\n{query}", query.len()).unwrap();
    // Twenty megabytes are more than the system takes without a reader, and there is one place.
    let mut first = [0; 12];
    idle.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 200");
    assert!(exchange(&mut port.connect(), HEALTH).contains("200 OK"));
    drop(idle);
}

#[test]
fn the_end_waits_for_what_runs() {
    let port = serve(Connections::default());
    let values = (0..300).map(|n| n.to_string()).collect::<Vec<_>>().join("%20");
    let query: String = ["a", "b"].map(|name| format!("VALUES%20?{name}%20%7B{values}%7D")).concat();
    let request = format!(
        "GET /sparql?query=SELECT%20(COUNT(*)%20AS%20?n)%20%7B{query}%20FILTER(REGEX(STR(?a),STR(?b)))%7D HTTP/1.1\r\n\
         host: localhost\r\nconnection: close\r\n\r\n"
    );
    let mut running = port.connect();
    running.write_all(request.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(20));
    port.stop.send(()).unwrap();
    let mut answer = String::new();
    running.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("200 OK") && answer.contains("\"bindings\""), "{answer}");
    port.runtime.block_on(port.served).unwrap().unwrap();
    assert!(TcpStream::connect(port.address).is_err());
}
