//! Work that takes its time: on a thread of its own, within the time limit, given up when its client is gone.

use std::sync::Arc;

use oxigraph::sparql::CancellationToken;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

use super::fault::Fault;
use super::site::Site;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// A client with a query of its own.
    Questions,
    /// A part of this program, whose lookups go on whatever the questions do.
    Lookups,
    /// A client with an article, which takes all of a core and much memory.
    Reading,
}

impl Lane {
    fn places(self, site: &Site) -> &Semaphore {
        match self {
            Self::Questions => &site.questions,
            Self::Lookups => &site.lookups,
            Self::Reading => &site.readings,
        }
    }
}

/// Stops an evaluation when it is dropped.
struct Stop(CancellationToken);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.cancel();
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
    Ok(Place { site: Arc::clone(site), lane })
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
    let stop = Stop(CancellationToken::new());
    let token = stop.0.clone();
    let work = tokio::task::spawn_blocking(move || {
        let done = job(&place.site, &token);
        drop(place);
        done
    });
    match timeout_at(end, work).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(Fault::own()),
        Err(_) => {
            site.metrics.stopped();
            let seconds = limit.as_secs_f64();
            Err(Fault::refused(format!("the time limit of {seconds} s is over; ask for less")))
        }
    }
}

/// A place that is taken in a lane, free again when it is dropped.
pub(super) struct Place {
    /// What is served.
    pub(super) site: Arc<Site>,
    lane: Lane,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.lane.places(&self.site).add_permits(1);
    }
}
