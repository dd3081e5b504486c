//! What is worked out from the whole store, kept until the store changes.

use std::sync::{Arc, Mutex, PoisonError};

/// Something that is worked out when it is first asked for.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<(u64, Option<Arc<T>>)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::new((0, None)))
    }
}

impl<T> Kept<T> {
    /// Returns it, worked out by `make` where it is not there. What was worked out while the store changed is not kept.
    pub(super) fn get<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<T>, E> {
        let (before, known) = self.lock().clone();
        if let Some(known) = known {
            return Ok(known);
        }
        let made = Arc::new(make()?);
        let mut kept = self.lock();
        if kept.0 == before {
            kept.1 = Some(Arc::clone(&made));
        }
        Ok(made)
    }

    /// Forgets it, since the store has changed.
    pub(super) fn forget(&self) {
        let mut kept = self.lock();
        kept.0 += 1;
        kept.1 = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, (u64, Option<Arc<T>>)> {
        // What is kept is whole at any time.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_made_once_and_anew_after_a_change() {
        let kept = Kept::default();
        let get = |value: u8| kept.get(|| Ok::<_, ()>(vec![value])).unwrap()[0];
        assert_eq!((get(1), get(2)), (1, 1));
        kept.forget();
        assert_eq!((get(3), get(4)), (3, 3));
        let changed = kept.get(|| {
            kept.forget();
            Ok::<_, ()>(vec![5])
        });
        assert_eq!(changed.unwrap()[0], 3);
        kept.forget();
        let while_made = kept.get(|| {
            kept.forget();
            Ok::<_, ()>(vec![6])
        });
        assert_eq!((while_made.unwrap()[0], get(7)), (6, 7));
        assert!(kept.get(|| Err::<Vec<u8>, _>(())).is_ok());
    }
}
