//! Where something occurs: places in ascending order, a few as they are, many as a compressed bitmap.
//!
//! Most words and names occur once or twice, for which a bitmap would take two hundred bytes.

use super::kept::{Bytes, Keeps};
use roaring::{MultiOps, RoaringBitmap};
use std::borrow::Cow;
use std::ops::Range;

/// So many places take less room as they are than as a bitmap, whose every 65,536 places in which there is one cost fifty
/// bytes and more.
const FEW: usize = 128;

/// Places in ascending order, each once.
#[derive(Clone, Debug)]
pub struct Places(Kept);

#[derive(Clone, Debug)]
enum Kept {
    One(u32),
    Few(Vec<u32>),
    Many(Box<RoaringBitmap>),
}

impl Default for Places {
    fn default() -> Self {
        Self(Kept::Few(Vec::new()))
    }
}

impl Places {
    /// Adds a place and tells whether it is new. Places mostly come in ascending order, and then nothing is searched.
    pub(super) fn insert(&mut self, place: u32) -> bool {
        match &mut self.0 {
            Kept::One(known) if *known == place => false,
            Kept::One(known) => {
                self.0 = Kept::Few(vec![place.min(*known), place.max(*known)]);
                true
            }
            Kept::Few(few) if few.is_empty() => {
                self.0 = Kept::One(place);
                true
            }
            Kept::Few(few) => {
                let behind = few.last().is_some_and(|last| *last < place);
                let Err(at) = (if behind { Err(few.len()) } else { few.binary_search(&place) }) else { return false };
                if few.len() < FEW {
                    if few.len() == few.capacity() {
                        few.reserve_exact(few.len() / 2 + 1);
                    }
                    few.insert(at, place);
                } else {
                    let mut many: RoaringBitmap = few.iter().copied().collect();
                    many.insert(place);
                    self.0 = Kept::Many(Box::new(many));
                }
                true
            }
            Kept::Many(many) => many.try_push(place).is_ok() || many.insert(place),
        }
    }

    /// Adds places in ascending order, each once, that mostly lie behind all there are. Then nothing is searched, and the
    /// last place that a bitmap has, which takes as long to find as hundreds to add, is looked for once for all of them.
    pub(super) fn extend(&mut self, run: &[u32]) {
        if run.len() == 1 || !self.append(run) {
            for place in run {
                self.insert(*place);
            }
        }
    }

    /// Adds places behind all there are; false where some are not.
    fn append(&mut self, run: &[u32]) -> bool {
        if let Kept::Many(many) = &mut self.0 {
            return many.append(run.iter().copied()).is_ok();
        }
        let few = self.few();
        if few.last() >= run.first() {
            return false;
        }
        if few.len() + run.len() > FEW {
            let all = few.iter().chain(run).copied();
            self.0 = Kept::Many(Box::new(all.collect()));
            return true;
        }
        let mut few = match std::mem::take(self).0 {
            Kept::Few(few) => few,
            other => Self(other).few().to_vec(),
        };
        if few.capacity() - few.len() < run.len() {
            few.reserve_exact(run.len().max(few.len() / 2 + 1));
        }
        few.extend(run);
        self.0 = Kept::Few(few);
        true
    }

    /// Adds all places of a range.
    pub(super) fn insert_range(&mut self, range: Range<u32>) {
        if range.len() <= FEW {
            self.extend(&range.collect::<Vec<u32>>());
        } else {
            let mut many = self.bitmap().into_owned();
            many.insert_range(range);
            self.0 = Kept::Many(Box::new(many));
        }
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Kept::Many(many) => many.len(),
            _ => self.few().len() as u64,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first one.
    pub fn min(&self) -> Option<u32> {
        match &self.0 {
            Kept::Many(many) => many.min(),
            _ => self.few().first().copied(),
        }
    }

    /// The last one.
    pub fn last(&self) -> Option<u32> {
        match &self.0 {
            Kept::Many(many) => many.max(),
            _ => self.few().last().copied(),
        }
    }

    /// Whether a place is among them.
    pub fn contains(&self, place: u32) -> bool {
        match &self.0 {
            Kept::Many(many) => many.contains(place),
            _ => self.few().binary_search(&place).is_ok(),
        }
    }

    /// All of them as a bitmap.
    pub fn bitmap(&self) -> Cow<'_, RoaringBitmap> {
        match &self.0 {
            Kept::Many(many) => Cow::Borrowed(many),
            _ => Cow::Owned(self.few().iter().copied().collect()),
        }
    }

    /// Those that a selection holds.
    #[must_use]
    pub fn among(&self, chosen: &RoaringBitmap) -> RoaringBitmap {
        match &self.0 {
            Kept::Many(many) => &**many & chosen,
            _ => self.few().iter().copied().filter(|place| chosen.contains(*place)).collect(),
        }
    }

    /// How many of them a selection holds.
    pub fn count_among(&self, chosen: &RoaringBitmap) -> u64 {
        match &self.0 {
            Kept::Many(many) => many.intersection_len(chosen),
            _ => self.few().iter().filter(|place| chosen.contains(**place)).count() as u64,
        }
    }

    /// Whether a selection holds any of them.
    pub fn meet(&self, chosen: &RoaringBitmap) -> bool {
        match &self.0 {
            Kept::Many(many) => !many.is_disjoint(chosen),
            _ => self.few().iter().any(|place| chosen.contains(*place)),
        }
    }

    /// The places as they are; none where they are many.
    fn few(&self) -> &[u32] {
        match &self.0 {
            Kept::One(place) => std::slice::from_ref(place),
            Kept::Few(few) => few,
            Kept::Many(_) => &[],
        }
    }
}

impl Keeps for Places {
    fn keep(&self, to: &mut Vec<u8>) {
        match &self.0 {
            Kept::Many(many) => (true, RoaringBitmap::clone(many)).keep(to),
            _ => (false, self.few().to_vec()).keep(to),
        }
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        if bool::recall(from)? {
            return RoaringBitmap::recall(from).map(|many| Self(Kept::Many(Box::new(many))));
        }
        let few = Vec::recall(from)?;
        Some(Self(if let [one] = few[..] { Kept::One(one) } else { Kept::Few(few) }))
    }
}

/// All places that one of these has.
pub fn union<'a>(all: impl IntoIterator<Item = &'a Places>) -> RoaringBitmap {
    let (mut few, mut many): (Vec<u32>, Vec<&RoaringBitmap>) = Default::default();
    for places in all {
        match &places.0 {
            Kept::Many(places) => many.push(places),
            _ => few.extend(places.few()),
        }
    }
    few.sort_unstable();
    few.dedup();
    let few = RoaringBitmap::from_sorted_iter(few).unwrap_or_default();
    if many.is_empty() {
        return few;
    }
    many.into_iter().chain(std::iter::once(&few)).union()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_what_a_bitmap_would_be(
            places in prop::collection::vec(0u32..2000, 0..300),
            range in (0u32..2000, 0u32..300),
            chosen in prop::collection::btree_set(0u32..2500, 0..300),
        ) {
            let (mut found, mut expected) = (Places::default(), RoaringBitmap::new());
            for place in &places {
                prop_assert_eq!(found.insert(*place), expected.insert(*place));
            }
            found.insert_range(range.0..range.0 + range.1);
            expected.insert_range(range.0..range.0 + range.1);
            let chosen: RoaringBitmap = chosen.into_iter().collect();
            prop_assert_eq!(&*found.bitmap(), &expected);
            prop_assert_eq!((found.len(), found.is_empty(), found.min()), (expected.len(), expected.is_empty(), expected.min()));
            prop_assert_eq!(found.contains(range.0), expected.contains(range.0));
            prop_assert_eq!(found.among(&chosen), &expected & &chosen);
            prop_assert_eq!(found.count_among(&chosen), expected.intersection_len(&chosen));
            prop_assert_eq!(found.meet(&chosen), !expected.is_disjoint(&chosen));
            let mut other = Places::default();
            for place in &chosen {
                other.insert(place);
            }
            prop_assert_eq!(union([&found, &other]), &expected | &chosen);
        }

        #[test]
        fn runs_are_added_as_their_places_are(
            runs in prop::collection::vec((0u32..400, prop::collection::vec(1u32..40, 0..60)), 0..12),
        ) {
            let (mut found, mut expected, mut end) = (Places::default(), Places::default(), 0);
            for (back, steps) in &runs {
                // Behind what is there for the most part, else before its end.
                let start = if back % 4 == 0 { end - (*back).min(end) } else { end + back };
                let places = steps.iter().scan(start, |place, step| {
                    *place += step;
                    Some(*place)
                });
                let run: Vec<u32> = places.collect();
                found.extend(&run);
                for place in &run {
                    expected.insert(*place);
                }
                end = end.max(run.last().copied().unwrap_or(0));
                prop_assert_eq!(found.bitmap(), expected.bitmap());
            }
        }
    }
}
