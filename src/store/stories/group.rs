//! Things that are one, with the outlets that have them.

use crate::store::kept::{Bytes, Keeps, keeps};
use rustc_hash::FxHashMap;

/// Everything of one sort, articles or statements, that occurs more than once.
#[derive(Debug)]
pub struct Groups<D> {
    /// For everything up to the last that is in a group the one of it that came first into the store, and how it differs
    /// from that; asked for in their hundred thousands, in no order.
    leaders: Vec<(u32, D)>,
    by_leader: FxHashMap<u32, Group<D>>,
}

/// Stands for no leader.
const NONE: u32 = u32::MAX;

/// What is one.
#[derive(Debug)]
pub struct Group<D> {
    /// All of it in the order of the store, each with how it differs from the one that came first.
    members: Vec<(u32, D)>,
    outlets: Outlets,
}

/// Different publishers. An article that names none counts as one of its own.
#[derive(Clone, Debug, Default)]
struct Outlets {
    named: Vec<u32>,
    unnamed: u32,
    last: Option<u32>,
}

keeps!(Outlets { named, unnamed, last });

impl Outlets {
    fn add(&mut self, article: u32, publisher: Option<u32>) {
        match publisher {
            Some(publisher) => {
                if let Err(at) = self.named.binary_search(&publisher) {
                    self.named.insert(at, publisher);
                }
            }
            None if self.last == Some(article) => {}
            None => (self.unnamed, self.last) = (self.unnamed + 1, Some(article)),
        }
    }

    fn count(&self) -> u32 {
        self.named.len() as u32 + self.unnamed
    }
}

/// A thing, the article that it is or stands in, and who published that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) thing: u32,
    pub(super) article: u32,
    pub(super) publisher: Option<u32>,
}

impl<D> Default for Groups<D> {
    fn default() -> Self {
        Self { leaders: Vec::new(), by_leader: FxHashMap::default() }
    }
}

impl<D: Keeps> Keeps for Groups<D> {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { leaders, by_leader } = self;
        leaders.keep(to);
        by_leader.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Some(Self { leaders: Keeps::recall(from)?, by_leader: Keeps::recall(from)? })
    }
}

impl<D: Keeps> Keeps for Group<D> {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { members, outlets } = self;
        members.keep(to);
        outlets.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Some(Self { members: Keeps::recall(from)?, outlets: Keeps::recall(from)? })
    }
}

impl<D: Copy> Groups<D> {
    /// Puts a thing to another; `counts` tells whether its outlet is one that has the same.
    pub(super) fn join(&mut self, first: (Occurrence, D), one: Occurrence, differs: D, counts: bool) {
        let leader = self.leader(first.0.thing);
        let group = self.by_leader.entry(leader).or_insert_with(|| {
            let mut outlets = Outlets::default();
            outlets.add(first.0.article, first.0.publisher);
            Group { members: vec![(leader, first.1)], outlets }
        });
        group.members.push((one.thing, differs));
        if counts {
            group.outlets.add(one.article, one.publisher);
        }
        if self.entry(leader).is_none() {
            self.lead(leader, (leader, first.1));
        }
        self.lead(one.thing, (leader, differs));
    }

    fn lead(&mut self, thing: u32, by: (u32, D)) {
        let at = thing as usize;
        if self.leaders.len() <= at {
            self.leaders.resize(at + 1, (NONE, by.1));
        }
        self.leaders[at] = by;
    }

    /// Whether a thing is in a group.
    pub fn is_joined(&self, thing: u32) -> bool {
        self.entry(thing).is_some()
    }

    fn entry(&self, thing: u32) -> Option<&(u32, D)> {
        self.leaders.get(thing as usize).filter(|(leader, _)| *leader != NONE)
    }

    /// The one of a thing's group that came first into the store; the thing itself where it is in none.
    pub fn leader(&self, thing: u32) -> u32 {
        self.entry(thing).map_or(thing, |(leader, _)| *leader)
    }

    /// How a thing differs from the first of its group; `None` where it is in none.
    pub fn differs(&self, thing: u32) -> Option<D> {
        self.entry(thing).map(|(_, differs)| *differs)
    }

    /// All that are one with a thing, itself included, each with how it differs from the first; none where it is alone.
    pub fn of(&self, thing: u32) -> &[(u32, D)] {
        self.group(thing).map_or(&[], |group| &group.members)
    }

    /// How many outlets have it.
    pub fn outlets(&self, thing: u32) -> u32 {
        self.group(thing).map_or(1, |group| group.outlets.count())
    }

    /// Everything that at least so many outlets have, not in order.
    pub(super) fn with_outlets(&self, least: u32) -> impl Iterator<Item = u32> + '_ {
        let many = self.by_leader.values().filter(move |group| group.outlets.count() >= least);
        many.flat_map(|group| group.members.iter().map(|(thing, _)| *thing))
    }

    /// How many groups there are.
    pub fn count(&self) -> usize {
        self.by_leader.len()
    }

    fn group(&self, thing: u32) -> Option<&Group<D>> {
        self.by_leader.get(&self.entry(thing)?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_count_once_and_articles_without_one_each_by_themselves() {
        let mut groups = Groups::default();
        let of = |thing, article, publisher| Occurrence { thing, article, publisher };
        let first = of(3, 1, Some(7));
        for (one, counts) in [
            (of(5, 2, Some(7)), true),
            (of(6, 3, Some(4)), true),
            (of(7, 4, None), true),
            (of(8, 4, None), true),
            (of(9, 5, Some(1)), false),
        ] {
            groups.join((first, ()), one, (), counts);
        }
        assert_eq!((groups.outlets(9), groups.of(5).len(), groups.leader(8)), (3, 6, 3));
        assert_eq!((groups.outlets(1), groups.of(1).len(), groups.leader(1)), (1, 0, 1));
        assert_eq!(groups.with_outlets(3).count(), 6);
        assert_eq!(groups.with_outlets(4).count(), 0);
    }
}
