//! Ids that are unique within a load.

use rustc_hash::{FxHashSet, FxHasher};
use std::hash::Hasher;

/// The ids given out so far, as hashes, so that a long stream costs a few bytes an article.
#[derive(Debug, Default)]
pub struct Ids {
    taken: FxHashSet<u64>,
}

impl Ids {
    /// Leaves a free id as it is and makes `id~2`, `id~3`… of one that is taken.
    pub fn make_unique(&mut self, id: &mut String) {
        if self.taken.insert(hash(id)) {
            return;
        }
        let stem = id.len();
        for number in 2_u64.. {
            id.truncate(stem);
            id.push('~');
            id.push_str(&number.to_string());
            if self.taken.insert(hash(id)) {
                return;
            }
        }
    }
}

fn hash(id: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(id.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_one_of_two_equal_ids_is_numbered() {
        let mut ids = Ids::default();
        let made: Vec<String> = ["a", "b", "a", "a~2", "a", "b"]
            .into_iter()
            .map(|id| {
                let mut id = id.to_owned();
                ids.make_unique(&mut id);
                id
            })
            .collect();
        assert_eq!(made, ["a", "b", "a~2", "a~2~2", "a~3", "b~2"]);
    }
}
