//! The questions of strangers that are being evaluated, and which of them ends when memory is short.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::process;

/// Time between two looks at the memory.
const LOOK: Duration = Duration::from_millis(50);

/// Looks in a row that must find it short: what others gave back is free only after a while.
const LOOKS: usize = 8;

/// Time for which the memory that is had without questions counts as known.
const KNOWN: Duration = Duration::from_secs(1);

/// The questions that are being evaluated, by the order in which they came.
#[derive(Debug)]
pub(super) struct Running {
    /// Bytes of memory that they may take together.
    most: usize,
    /// Bytes that the process has at first.
    first: usize,
    numbers: Mutex<Numbers>,
}

#[derive(Debug)]
struct Numbers {
    last: u64,
    /// Bytes that the process had when nothing was asked, and when that was found.
    idle: (usize, Instant),
    /// Those that go on.
    going: BTreeSet<u64>,
    /// Those that were told to stop and have not yet.
    stopping: BTreeSet<u64>,
}

impl Running {
    /// Returns what counts questions that may take `most` bytes of memory beyond what the process has now.
    pub(super) fn new(most: usize) -> Self {
        let first = process::memory().unwrap_or(0);
        let idle = (first, Instant::now());
        let numbers = Numbers { last: 0, idle, going: BTreeSet::new(), stopping: BTreeSet::new() };
        Self { most, first, numbers: Mutex::new(numbers) }
    }

    fn numbers(&self) -> MutexGuard<'_, Numbers> {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the number of one more.
    pub(super) fn begun(&self) -> u64 {
        let mut numbers = self.numbers();
        if numbers.going.is_empty() && numbers.stopping.is_empty() && numbers.idle.1.elapsed() > KNOWN {
            // The store may have grown; what earlier questions did not give back counts once.
            let now = process::memory().unwrap_or(0).min(self.first.saturating_add(self.most));
            numbers.idle = (now, Instant::now());
        }
        numbers.last += 1;
        let number = numbers.last;
        numbers.going.insert(number);
        number
    }

    pub(super) fn told(&self, number: u64) {
        let mut numbers = self.numbers();
        if numbers.going.remove(&number) {
            numbers.stopping.insert(number);
        }
    }

    pub(super) fn ended(&self, number: u64) {
        let mut numbers = self.numbers();
        numbers.going.remove(&number);
        numbers.stopping.remove(&number);
    }

    /// Whether `number` has to end when `used` bytes of memory are: the oldest does first, since what it gives back may be
    /// enough, and the next only when that one has given it back or much more is used.
    fn is_too_much(&self, number: u64, used: usize) -> bool {
        let numbers = self.numbers();
        let more = if numbers.stopping.is_empty() { 0 } else { self.most / 4 };
        used > numbers.idle.0.saturating_add(self.most).saturating_add(more)
            && numbers.going.first() == Some(&number)
    }

    /// Is done when `number` has to end.
    pub(super) async fn short(&self, number: u64) {
        let mut looks = 0;
        while looks < LOOKS {
            sleep(LOOK).await;
            let is_short = process::memory().is_some_and(|used| self.is_too_much(number, used));
            looks = if is_short { looks + 1 } else { 0 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_ends_first_and_the_next_when_that_is_not_enough() {
        let running = Running::new(1000);
        let idle = running.first;
        let (first, second) = (running.begun(), running.begun());
        let is_too_much = |number, used| running.is_too_much(number, idle + used);
        assert!(!is_too_much(first, 900));
        assert!(is_too_much(first, 1001) && !is_too_much(second, 1001));
        running.told(first);
        assert!(!is_too_much(second, 1100) && is_too_much(second, 1300));
        running.ended(first);
        assert!(is_too_much(second, 1001));
        running.ended(second);
        running.told(second);
        assert!(running.numbers().stopping.is_empty());
    }
}
