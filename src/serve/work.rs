//! Work that takes its time: on a thread of its own, within the time limit, given up when its client is gone.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use oxigraph::sparql::CancellationToken;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

use super::fault::Fault;
use super::process;
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

/// Time between two looks at the memory.
const LOOK: Duration = Duration::from_millis(50);

/// The questions that are evaluated, in the order in which they came, until they are told to stop.
#[derive(Debug, Default)]
pub(super) struct Running {
    numbers: Mutex<(u64, BTreeSet<u64>)>,
}

impl Running {
    /// Returns the number of one more.
    fn begun(&self) -> u64 {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        numbers.0 += 1;
        let number = numbers.0;
        numbers.1.insert(number);
        number
    }

    fn ended(&self, number: u64) {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).1.remove(&number);
    }

    /// Whether `number` is of the one that has gone on for longest.
    fn is_first(&self, number: u64) -> bool {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).1.first() == Some(&number)
    }
}

/// One of the running questions, until it is dropped.
struct Turn<'a>(&'a Running, u64);

impl Turn<'_> {
    /// Is done when the memory is short and this question is the one to end. They end one by one: the memory that the first
    /// gives back may be enough.
    async fn is_short(&self, most: usize) {
        loop {
            sleep(LOOK).await;
            if self.0.is_first(self.1) && process::memory().is_some_and(|used| used > most) {
                return;
            }
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.ended(self.1);
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
    let turn = (lane == Lane::Questions).then(|| Turn(&site.running, site.running.begun()));
    let short = async {
        match &turn {
            Some(turn) => turn.is_short(site.most_memory).await,
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
}

impl Drop for Place {
    fn drop(&mut self) {
        self.lane.places(&self.site).add_permits(1);
    }
}
