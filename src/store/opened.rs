//! Articles as they are looked at: unpacked when they are asked for, and the last ones kept, since what is on the screen
//! is asked for again with every frame.

use crate::model::Article;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// How many unpacked articles are kept at most; a screen shows fewer.
const KEPT: usize = 128;

/// Articles that were unpacked, each in the one slot that its place has.
#[derive(Debug)]
pub(super) struct Opened(Box<[Slot]>);

type Slot = Mutex<Option<(u32, Arc<Article>)>>;

impl Default for Opened {
    fn default() -> Self {
        Self((0..KEPT).map(|_| Slot::default()).collect())
    }
}

impl Opened {
    /// The article at a place, which `unpack` makes where it is not at hand.
    pub(super) fn get(&self, place: u32, unpack: impl FnOnce() -> Article) -> Arc<Article> {
        let slot = &self.0[place as usize % KEPT];
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        match &*slot {
            Some((at_hand, article)) if *at_hand == place => Arc::clone(article),
            _ => Arc::clone(&slot.insert((place, Arc::new(unpack()))).1),
        }
    }
}

/// A statement or an event, held together with its article.
#[derive(Clone, Debug)]
pub struct Held<T> {
    article: Arc<Article>,
    of: fn(&Article) -> &[T],
    at: usize,
}

impl<T> Held<T> {
    /// The one at a place of the list that `of` is of an article; `None` where the list ends before.
    pub(super) fn new(article: Arc<Article>, of: fn(&Article) -> &[T], at: usize) -> Option<Self> {
        (at < of(&article).len()).then_some(Self { article, of, at })
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &(self.of)(&self.article)[self.at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_at_last_is_not_unpacked_again() {
        let opened = Opened::default();
        let named = |id: u32| Article { id: id.to_string(), ..Article::default() };
        let get = |id: u32| opened.get(id, || named(id)).id.clone();
        assert_eq!((get(3), get(4)), ("3".into(), "4".into()));
        assert_eq!(opened.get(3, || unreachable!("it is at hand")).id, "3");
        let next = 3 + KEPT as u32;
        assert_eq!((get(next), get(3)), (next.to_string(), "3".into()), "two places share a slot");
    }
}
