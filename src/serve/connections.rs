//! Connections: as many as may be, each with little time and room for its headers and for taking its answers, and an end
//! that lets requests finish.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_io_timeout::TimeoutStream;

/// How connections are treated.
#[derive(Clone, Copy, Debug)]
pub struct Connections {
    /// How many there may be at the same time; others wait.
    pub most: usize,
    /// Time in which the headers of a request must come.
    pub headers: Duration,
    /// Time in which a client must take some of what it is sent.
    pub writing: Duration,
    /// Time that running requests get at the end.
    pub end: Duration,
}

impl Default for Connections {
    fn default() -> Self {
        Self {
            most: 512,
            headers: Duration::from_secs(15),
            writing: Duration::from_secs(30),
            end: Duration::from_secs(35),
        }
    }
}

/// Most headers of a request.
const MOST_HEADERS: usize = 64;

/// Most bytes of its first line and headers.
const MOST_BYTES: usize = 64 * 1024;

/// Time before accepting goes on after it failed, as where the system has no file left to give.
const REST: Duration = Duration::from_millis(100);

/// Serves `router` on `listener` until `stop` is done, and then until the running requests are.
///
/// # Errors
/// None at present: a connection that fails ends alone.
pub async fn listen(
    listener: TcpListener,
    router: Router,
    settings: Connections,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(settings.headers);
    builder.max_headers(MOST_HEADERS).max_buf_size(MOST_BYTES);
    let places = Arc::new(Semaphore::new(settings.most.max(1)));
    let graceful = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let Some((stream, place)) = accepted else {
            tokio::time::sleep(REST).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(settings.writing));
        let connection = builder.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Who breaks a connection off knows it.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(settings.end, graceful.shutdown()).await;
    Ok(())
}

/// Returns the next connection and its place; none where the system has none to give at the moment.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    let (stream, _) = listener.accept().await.ok()?;
    // Answers are sent as they are: waiting for more would only delay them.
    let _ = stream.set_nodelay(true);
    Some((stream, place))
}
