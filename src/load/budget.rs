//! So many bytes and no more: whoever takes some waits until there is room, and gives them back by dropping the permit.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// A fixed number of bytes that are taken and given back.
#[derive(Debug)]
pub struct Budget {
    bytes: u64,
    taken: Mutex<u64>,
    given_back: Condvar,
}

/// Bytes that were taken; dropping it gives them back.
#[derive(Debug)]
pub struct Permit {
    budget: Arc<Budget>,
    bytes: u64,
}

impl Budget {
    /// A budget of `bytes`.
    pub fn new(bytes: u64) -> Arc<Self> {
        Arc::new(Self { bytes, taken: Mutex::new(0), given_back: Condvar::new() })
    }

    /// Waits until there is room for `bytes`; more than the whole budget is given only while nothing else is taken.
    pub fn take(self: &Arc<Self>, bytes: u64) -> Permit {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut u64| *taken > 0 && taken.saturating_add(bytes) > self.bytes;
        let mut taken = self.given_back.wait_while(taken, full).unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_add(bytes);
        Permit { budget: Arc::clone(self), bytes }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut taken = self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(self.bytes);
        self.budget.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_comes_back() {
        let budget = Budget::new(10);
        let (a, b) = (budget.take(4), budget.take(6));
        drop((a, b));
        let alone = budget.take(1000);
        drop(alone);
        assert_eq!(*budget.taken.lock().unwrap(), 0);
    }

    #[test]
    fn who_wants_too_much_waits() {
        let budget = Budget::new(10);
        let first = budget.take(8);
        let waiting = {
            let budget = Arc::clone(&budget);
            std::thread::spawn(move || budget.take(5).bytes)
        };
        drop(first);
        assert_eq!(waiting.join().unwrap(), 5);
    }
}
