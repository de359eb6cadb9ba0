//! The weights of two models side by side, laid out for reading when the models are loaded.
//!
//! In a model file a feature costs several reads of memory, each of which waits for the one before. Here it costs two:
//! its slot in a table, and its row, which holds what it weighs in both models. What neither knows is mostly ruled out by
//! a sieve small enough to stay near the processor; and the reads of a token's features do not wait for each other.

use super::model::Model;
use super::sieve::Sieve;
use std::cmp::Reverse;

/// For every tag what a feature weighs in the first model, then in the second.
pub(super) type Weights<const TAGS: usize> = [[i8; TAGS]; 2];

/// Two models' weights.
#[derive(Clone, Debug)]
pub(super) struct Joint<const TAGS: usize> {
    known: Sieve,
    /// `1 << bits` slots, each with a row's number, from 1 on, and above it bits of the key; 0 is an empty slot. A key
    /// that finds its slot taken has one of the next. Slot and bits tell a feature from all but one in some thousands;
    /// to be surer, every row would have to be waited for before it is known whether it is the right one.
    slots: Vec<u32>,
    bits: u32,
    /// Bits that the number of a row takes.
    width: u32,
    rows: Vec<Weights<TAGS>>,
    /// The upper bits of a feature's hash that both models know it by.
    named: u32,
}

/// A feature of a token that may be known: its hash, its key, and what stands in its slot; then the place of its row.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    feature: u64,
    key: u64,
    token: u32,
    entry: u32,
}

/// Memory that looking up reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<Place>);

impl<const TAGS: usize> Joint<TAGS> {
    /// Lays out two models of at most `TAGS` tags.
    pub(super) fn of(models: [&Model; 2]) -> Self {
        let count = models.map(Model::count).iter().sum::<usize>();
        let bits = (count + count / 4).max(64).next_power_of_two().trailing_zeros();
        let mut joint = Self {
            known: Sieve::of(&[]),
            slots: vec![0; 1 << bits],
            bits,
            width: (count + 1).next_power_of_two().trailing_zeros(),
            rows: Vec::with_capacity(count),
            named: models[0].bits().min(models[1].bits()),
        };
        let mut keys = Vec::with_capacity(count);
        for (which, model) in models.into_iter().enumerate() {
            let wider = model.bits() - joint.named;
            model.each_feature(|number, check, weights| {
                let Some(row) = joint.row(key(number >> wider, check), &mut keys) else { return };
                row[which].iter_mut().zip(weights).for_each(|(sum, weight)| *sum = sum.saturating_add(*weight));
            });
        }
        joint.known = Sieve::of(&keys);
        joint.settle();
        joint
    }

    /// Moves the rows with the most weights to the front: these are of the features that texts have most often, and what is
    /// read often lies close together then. In the order of their hashes they would lie on as many pages as there are.
    fn settle(&mut self) {
        let weights = |row: &Weights<TAGS>| row.as_flattened().iter().filter(|weight| **weight != 0).count();
        let mut order: Vec<_> = (0..self.rows.len() as u32).collect();
        order.sort_by_cached_key(|at| Reverse(weights(&self.rows[*at as usize])));
        let mut places = vec![0; order.len()];
        (0..).zip(&order).for_each(|(place, at)| places[*at as usize] = place);
        self.rows = order.iter().map(|at| self.rows[*at as usize]).collect();
        let number = (1u32 << self.width) - 1;
        for slot in self.slots.iter_mut().filter(|slot| **slot != 0) {
            *slot = (*slot & !number) | (places[(*slot & number) as usize - 1] + 1);
        }
    }

    /// The row of a key, made where there is none; none where the key cannot be told from another one. `keys` are those of
    /// the rows.
    fn row(&mut self, key: u64, keys: &mut Vec<u64>) -> Option<&mut Weights<TAGS>> {
        let slot = self.slot(key);
        let at = self.find(key, slot, self.slots[slot]).unwrap_or_else(|free| {
            keys.push(key);
            self.rows.push([[0; TAGS]; 2]);
            self.slots[free] = self.mark(key) | self.rows.len() as u32;
            self.rows.len() - 1
        });
        (keys[at] == key).then(|| &mut self.rows[at])
    }

    /// Calls `found` with every one of the features that is known, its token, and what it weighs. What is read of memory is
    /// read in loops that do little else, so that no read waits for what another one leads to.
    pub(super) fn look_up(
        &self,
        features: &[(u64, u32)],
        places: &mut Places,
        mut found: impl FnMut(u64, u32, &Weights<TAGS>),
    ) {
        let Places(places) = places;
        if places.len() < features.len() {
            places.resize(features.len(), Place::default());
        }
        let mut count = 0;
        for (feature, token) in features {
            let key = key((*feature >> (64 - self.named)) as u32, *feature as u16);
            places[count] = Place { feature: *feature, key, token: *token, entry: 0 };
            count += usize::from(self.known.may_hold(key));
        }
        for place in &mut places[..count] {
            place.entry = self.slots[self.slot(place.key)];
        }
        let mut hits = 0;
        for at in 0..count {
            let place = places[at];
            if let Ok(row) = self.find(place.key, self.slot(place.key), place.entry) {
                places[hits] = Place { entry: row as u32, ..place };
                hits += 1;
            }
        }
        for place in &places[..hits] {
            found(place.feature, place.token, &self.rows[place.entry as usize]);
        }
    }

    /// The place of a key's row; else the slot that is free for it. `entry` is what stands in `slot`.
    #[inline]
    fn find(&self, key: u64, mut slot: usize, mut entry: u32) -> Result<usize, usize> {
        let mark = self.mark(key);
        while entry != 0 {
            if entry >> self.width << self.width == mark {
                return Ok((entry - mark) as usize - 1);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
            entry = self.slots[slot];
        }
        Err(slot)
    }

    #[inline]
    fn slot(&self, key: u64) -> usize {
        (key >> (64 - self.bits)) as usize
    }

    /// Bits of a key that the slot does not tell, above the bits of a row's number.
    #[inline]
    fn mark(&self, key: u64) -> u32 {
        (key << self.bits >> 32) as u32 >> self.width << self.width
    }
}

/// What of a feature's hash the models know, its bits spread upwards (Knuth 1973, multiplicative hashing).
#[inline]
fn key(number: u32, check: u16) -> u64 {
    (u64::from(number) << 16 | u64::from(check)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
