//! Which term of a filter is to blame that it selects nothing.

use super::Query;
use crate::store::{Selection, Store};

/// A term without which something would be left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blame {
    /// Its place in [`Query::terms`].
    pub term: usize,
    /// How many articles and statements would be left.
    pub leaves: (u64, u64),
}

/// The first term of a filter without which something would be left, by what `count` counts of a selection; `None` where
/// taking one term away is not enough.
pub fn blame(store: &Store, query: &Query, count: impl Fn(&Selection) -> u64) -> Option<Blame> {
    let mut all = (0..query.terms().len()).map(|term| (term, store.select(&query.clone().without(term))));
    all.find(|(_, left)| count(left) > 0).map(|(term, left)| Blame { term, leaves: left.counts() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample;

    #[test]
    fn the_first_term_without_which_something_is_left_is_to_blame() {
        let store = sample::store();
        let of = |filter: &str| {
            let query = Query::parse(filter).unwrap();
            assert!(store.select(&query).articles.is_empty(), "{filter}");
            let found = blame(&store, &query, |selection| selection.articles.len());
            found.map(|blame| (query.terms()[blame.term].to_string(), blame.leaves.0))
        };
        assert_eq!(of("by:kovacs source:gull quota"), Some(("source:gull".to_owned(), 1)));
        assert_eq!(of("by:nobody"), Some(("by:nobody".to_owned(), 5)));
        assert_eq!(of("by:nobody source:nowhere theme:strikes"), None);
    }
}
