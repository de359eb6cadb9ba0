//! Ids that are unique: a later one of two equal ids gets `~2`, the one after that `~3`…

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// For every id that came more than once, the last number given to it, so that the thousandth need not try all before it.
#[derive(Debug, Default)]
pub struct Repeated {
    /// By the hash of the id, so that a long stream costs a few bytes an id.
    last: FxHashMap<u64, u32>,
}

super::kept::keeps!(Repeated { last });

impl Repeated {
    /// What the id becomes where it is taken, as the hashes of all ids given out so far tell; else `None`.
    pub fn renamed(&mut self, id: &str, taken: impl Fn(u64) -> bool) -> Option<String> {
        let plain = hash(id);
        if !taken(plain) {
            return None;
        }
        let last = self.last.entry(plain).or_insert(1);
        loop {
            *last += 1;
            let renamed = format!("{id}~{last}");
            if !taken(hash(&renamed)) {
                return Some(renamed);
            }
        }
    }
}

/// What an id is known by.
pub fn hash(id: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    hasher.finish()
}
