//! Work that takes its time: on a thread of its own, within the time limit, given up when its client is gone.

use std::sync::Arc;

use oxigraph::sparql::CancellationToken;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::fault::Fault;
use super::site::Site;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// A client with a query of its own.
    Questions,
    /// A client that takes the whole store, as fast as it can.
    Dumps,
    /// A part of this program, whose lookups go on whatever the questions do.
    Lookups,
    /// A client with an article, which takes all of a core and much memory.
    Reading,
}

impl Lane {
    fn places(self, site: &Site) -> &Semaphore {
        match self {
            Self::Questions => &site.questions,
            Self::Dumps => &site.dumps,
            Self::Lookups => &site.lookups,
            Self::Reading => &site.readings,
        }
    }
}

/// Stops an evaluation when it is dropped, as when its client is gone.
struct Stop {
    token: CancellationToken,
    site: Arc<Site>,
    number: Option<u64>,
}

impl Drop for Stop {
    fn drop(&mut self) {
        self.token.cancel();
        if let Some(number) = self.number {
            self.site.running.told(number);
        }
    }
}

/// Returns a place in `lane`, when there is one before `end`.
pub(super) async fn place(site: &Arc<Site>, lane: Lane, end: Instant) -> Result<Place, Fault> {
    let waiting = async {
        // The semaphores are never closed.
        lane.places(site).acquire().await.ok().map(tokio::sync::SemaphorePermit::forget)
    };
    if timeout_at(end, waiting).await.ok().flatten().is_none() {
        site.metrics.stopped();
        return Err(Fault::busy("too many requests are being answered; try again in a while"));
    }
    let number = (lane == Lane::Questions).then(|| site.running.begun());
    Ok(Place { site: Arc::clone(site), lane, number })
}

/// Runs `job` and returns what it gives. The job is told to stop when its time is over or its client is gone; its place is
/// free again only when it has stopped.
pub(super) async fn run<T: Send + 'static>(
    site: &Arc<Site>,
    lane: Lane,
    job: impl FnOnce(&Site, &CancellationToken) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let limit = site.settings().limits.time;
    let end = Instant::now() + limit;
    let place = place(site, lane, end).await?;
    let (token, number) = (CancellationToken::new(), place.number);
    let _stop = Stop { token: token.clone(), site: Arc::clone(site), number };
    let work = tokio::task::spawn_blocking(move || {
        let done = job(&place.site, &token);
        drop(place);
        done
    });
    let short = async {
        match number {
            Some(number) => site.running.short(number).await,
            None => std::future::pending().await,
        }
    };
    let why = tokio::select! {
        done = work => return done.unwrap_or_else(|_| Err(Fault::own())),
        () = sleep_until(end) => {
            format!("the time limit of {} s is over; ask for less", limit.as_secs_f64())
        }
        () = short => "the query needs more memory than there is for it; ask for less".to_owned(),
    };
    site.metrics.stopped();
    Err(Fault::refused(why))
}

/// A place that is taken in a lane, free again when it is dropped.
pub(super) struct Place {
    /// What is served.
    pub(super) site: Arc<Site>,
    lane: Lane,
    /// Of the question that has it.
    number: Option<u64>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            self.site.running.ended(number);
        }
        self.lane.places(&self.site).add_permits(1);
    }
}
