//! Something large that all who use it share, made when it is first used and let go when nobody uses it any more; and
//! numbers to tell such things apart.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// A number that no other call gives, by which a memory knows whose finds it holds.
pub fn next_id() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// See the module.
#[derive(Debug)]
pub struct WhileUsed<T>(Mutex<Weak<T>>);

impl<T> WhileUsed<T> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self(Mutex::new(Weak::new()))
    }

    /// The one in use, else the one that `make` makes; `None` where it makes none.
    pub fn get(&self, make: impl FnOnce() -> Option<T>) -> Option<Arc<T>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.upgrade().or_else(|| {
            let fresh = Arc::new(make()?);
            *known = Arc::downgrade(&fresh);
            Some(fresh)
        })
    }
}

impl<T> Default for WhileUsed<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_once_and_again_when_it_was_let_go() {
        let shared = WhileUsed::new();
        assert_eq!(shared.get(|| None), None);
        let first = shared.get(|| Some(1)).unwrap();
        assert_eq!(shared.get(|| Some(2)).as_deref(), Some(&1));
        drop(first);
        assert_eq!(shared.get(|| Some(3)).as_deref(), Some(&3));
    }
}
