//! Ids that are unique within a load.

use crate::store::ids::{Repeated, hash};
use rustc_hash::FxHashSet;

/// The ids given out so far, as hashes, so that a long stream costs a few bytes an article.
#[derive(Debug, Default)]
pub struct Ids {
    taken: FxHashSet<u64>,
    repeated: Repeated,
}

impl Ids {
    /// Leaves a free id as it is and makes `id~2`, `id~3`… of one that is taken.
    pub fn make_unique(&mut self, id: &mut String) {
        if let Some(renamed) = self.repeated.renamed(id, |hash| self.taken.contains(&hash)) {
            *id = renamed;
        }
        self.taken.insert(hash(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

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

    #[test]
    fn a_thousand_equal_ids_are_numbered_in_as_many_steps() {
        let (mut ids, tries) = (Ids::default(), Cell::new(0));
        for _ in 0..1000 {
            let taken = |hash| {
                tries.set(tries.get() + 1);
                ids.taken.contains(&hash)
            };
            let id = ids.repeated.renamed("a", taken).unwrap_or("a".into());
            ids.taken.insert(hash(&id));
        }
        assert!(ids.taken.contains(&hash("a~1000")));
        assert_eq!(tries.get(), 1 + 2 * 999);
    }
}
