//! Works on many things at once and hands the results on in order.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};

/// Things that are begun ahead for each worker; memory grows with it.
const AHEAD: usize = 4;

/// Stack of a worker. Pages can be nested deep.
const STACK: usize = 16 << 20;

/// Takes each of `things` through `work` on one of `jobs` threads, and then, in their order, to `take` on this thread;
/// `None` is the result of a work that panicked. `take` can end it all.
///
/// What comes out does not depend on the number of threads.
///
/// # Errors
/// Where `take` fails, or a thread cannot be started.
pub(super) fn ordered<T: Send, R: Send>(
    things: impl Iterator<Item = T> + Send,
    jobs: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(Option<R>) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let ahead = jobs.get() * AHEAD;
    let (order, results) = sync_channel::<Receiver<Option<R>>>(ahead);
    let (jobs_in, jobs_out) = sync_channel::<(T, SyncSender<Option<R>>)>(ahead);
    let jobs_out = Mutex::new(jobs_out);
    std::thread::scope(|scope| {
        let thread = |name: &str| std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
        thread("reading")
            .spawn_scoped(scope, move || {
                for thing in things {
                    let (sender, receiver) = sync_channel(1);
                    // Where nobody takes results any more, there is nothing left to do.
                    if order.send(receiver).is_err() || jobs_in.send((thing, sender)).is_err() {
                        break;
                    }
                }
            })
            .context("cannot start a thread")?;
        for _ in 0..jobs.get() {
            let (jobs_out, work) = (&jobs_out, &work);
            thread("worker")
                .spawn_scoped(scope, move || {
                    loop {
                        let next = jobs_out.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((thing, sender)) = next else { break };
                        let result = catch_unwind(AssertUnwindSafe(|| work(thing))).ok();
                        // The other side may have left.
                        let _ = sender.send(result);
                    }
                })
                .context("cannot start a thread")?;
        }
        for result in results {
            if take(result.recv().unwrap_or(None))?.is_break() {
                break;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(jobs: usize, count: usize) -> Vec<Option<usize>> {
        let mut taken = Vec::new();
        let work = |n: usize| {
            assert!(n != 7, "a bad one");
            std::thread::sleep(std::time::Duration::from_micros((n % 5) as u64 * 200));
            n * n
        };
        let jobs = NonZeroUsize::new(jobs).unwrap();
        ordered(0..count, jobs, work, |result| {
            taken.push(result);
            Ok(ControlFlow::Continue(()))
        })
        .unwrap();
        taken
    }

    #[test]
    fn results_come_in_order_whatever_fails() {
        let expected: Vec<_> = (0..100).map(|n| (n != 7).then_some(n * n)).collect();
        assert_eq!(all(1, 100), expected);
        assert_eq!(all(8, 100), expected);
        assert_eq!(all(3, 0), []);
    }

    #[test]
    fn the_end_can_come_early() {
        let jobs = NonZeroUsize::new(2).unwrap();
        let mut taken = 0;
        ordered(
            0..,
            jobs,
            |n: u64| n,
            |_| {
                taken += 1;
                Ok(if taken == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
            },
        )
        .unwrap();
        assert_eq!(taken, 10);
        let failed = ordered(0.., jobs, |n: u64| n, |_| anyhow::bail!("full"));
        assert_eq!(failed.unwrap_err().to_string(), "full");
    }
}
