//! A whole store as bytes and back, so that a collection that has not changed is opened without adding its articles anew.
//!
//! Every part says beside its fields what is kept of it. What follows from the rest is not kept but made again: tables from
//! a word, an id or a date to its number. Numbers are little-endian and of fixed length, since most are read by the million.
//! Whoever gives the bytes vouches for them; bytes of another version or half of them give nothing or a store of nonsense,
//! and never a panic while they are read.

use super::archive::Archive;
use super::columns::Columns;
use super::forward::Lists;
use super::index::Index;
use super::stories::Stories;
use super::{Store, hash};
use crate::model::packed::{self, Packed};
use crate::model::{ActorKind, Article, PartialDate, Span};
use roaring::RoaringBitmap;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

/// Something of which a store consists.
pub(super) trait Keeps: Sized {
    /// Writes it behind what is there.
    fn keep(&self, to: &mut Vec<u8>);

    /// Reads it back; `None` where the bytes say something else.
    fn recall(from: &mut Bytes) -> Option<Self>;

    /// Writes many.
    fn keep_all(all: &[Self], to: &mut Vec<u8>) {
        for one in all {
            one.keep(to);
        }
    }

    /// Reads so many back.
    fn recall_all(count: usize, from: &mut Bytes) -> Option<Vec<Self>> {
        let mut all = Vec::new();
        all.try_reserve_exact(count).ok()?;
        for _ in 0..count {
            all.push(Self::recall(from)?);
        }
        Some(all)
    }
}

/// Bytes that are read.
pub(super) struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// How many of something follow, each at least a byte.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(u64::recall(self)?).ok()?;
        (count <= self.0.len()).then_some(count)
    }
}

/// Keeps a structure by all its fields, in this order.
macro_rules! keeps {
    ($whole:ty { $($field:ident),* $(,)? }) => {
        impl $crate::store::kept::Keeps for $whole {
            fn keep(&self, to: &mut Vec<u8>) {
                let Self { $($field),* } = self;
                $($crate::store::kept::Keeps::keep($field, to);)*
            }

            fn recall(from: &mut $crate::store::kept::Bytes) -> Option<Self> {
                $(let $field = $crate::store::kept::Keeps::recall(from)?;)*
                Some(Self { $($field),* })
            }
        }
    };
}
pub(super) use keeps;

/// Keeps one of some values by its place among them.
macro_rules! keeps_choice {
    ($whole:ty { $($value:ident),* $(,)? }) => {
        impl $crate::store::kept::Keeps for $whole {
            fn keep(&self, to: &mut Vec<u8>) {
                to.push(*self as u8);
            }

            fn recall(from: &mut $crate::store::kept::Bytes) -> Option<Self> {
                let place: u8 = $crate::store::kept::Keeps::recall(from)?;
                [$(Self::$value),*].into_iter().find(|value| *value as u8 == place)
            }
        }
    };
}
pub(super) use keeps_choice;

keeps_choice!(ActorKind { Person, Organisation, Place, Group });

/// Numbers of fixed length, many of them at a stroke.
macro_rules! keeps_number {
    ($($number:ty),*) => {$(
        impl Keeps for $number {
            fn keep(&self, to: &mut Vec<u8>) {
                to.extend(self.to_le_bytes());
            }

            fn recall(from: &mut Bytes) -> Option<Self> {
                from.take(size_of::<Self>())?.try_into().ok().map(Self::from_le_bytes)
            }

            fn recall_all(count: usize, from: &mut Bytes) -> Option<Vec<Self>> {
                const LENGTH: usize = size_of::<$number>();
                let (numbers, _) = from.take(count.checked_mul(LENGTH)?)?.as_chunks::<LENGTH>();
                Some(numbers.iter().map(|number| Self::from_le_bytes(*number)).collect())
            }
        }
    )*};
}
keeps_number!(u32, u64, i64);

impl Keeps for u8 {
    fn keep(&self, to: &mut Vec<u8>) {
        to.push(*self);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        from.take(1)?.first().copied()
    }

    fn keep_all(all: &[Self], to: &mut Vec<u8>) {
        to.extend(all);
    }

    fn recall_all(count: usize, from: &mut Bytes) -> Option<Vec<Self>> {
        from.take(count).map(<[u8]>::to_vec)
    }
}

impl Keeps for bool {
    fn keep(&self, to: &mut Vec<u8>) {
        u8::from(*self).keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        u8::recall(from).map(|byte| byte != 0)
    }
}

impl<T: Keeps> Keeps for Vec<T> {
    fn keep(&self, to: &mut Vec<u8>) {
        (self.len() as u64).keep(to);
        T::keep_all(self, to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let count = from.count()?;
        T::recall_all(count, from)
    }
}

impl<T: Keeps> Keeps for Option<T> {
    fn keep(&self, to: &mut Vec<u8>) {
        self.is_some().keep(to);
        if let Some(one) = self {
            one.keep(to);
        }
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        if bool::recall(from)? { T::recall(from).map(Some) } else { Some(None) }
    }
}

impl<T: Keeps> Keeps for Box<[T]> {
    fn keep(&self, to: &mut Vec<u8>) {
        (self.len() as u64).keep(to);
        T::keep_all(self, to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Vec::recall(from).map(Into::into)
    }
}

impl<T: Keeps, const N: usize> Keeps for [T; N] {
    fn keep(&self, to: &mut Vec<u8>) {
        T::keep_all(self, to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        T::recall_all(N, from)?.try_into().ok()
    }
}

/// Words as they are.
macro_rules! keeps_words {
    ($($words:ty),*) => {$(
        impl Keeps for $words {
            fn keep(&self, to: &mut Vec<u8>) {
                (self.len() as u32).keep(to);
                to.extend(self.as_bytes());
            }

            fn recall(from: &mut Bytes) -> Option<Self> {
                let length = u32::recall(from)?;
                std::str::from_utf8(from.take(length as usize)?).ok().map(Into::into)
            }
        }
    )*};
}
keeps_words!(String, Box<str>, Arc<str>);

impl<A: Keeps, B: Keeps> Keeps for (A, B) {
    fn keep(&self, to: &mut Vec<u8>) {
        self.0.keep(to);
        self.1.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Some((A::recall(from)?, B::recall(from)?))
    }
}

impl<A: Keeps, B: Keeps, C: Keeps> Keeps for (A, B, C) {
    fn keep(&self, to: &mut Vec<u8>) {
        self.0.keep(to);
        self.1.keep(to);
        self.2.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Some((A::recall(from)?, B::recall(from)?, C::recall(from)?))
    }
}

/// Writes the pairs of a map behind their number.
fn keep_pairs<'a, K: Keeps + 'a, V: Keeps + 'a>(
    pairs: impl ExactSizeIterator<Item = (&'a K, &'a V)>,
    to: &mut Vec<u8>,
) {
    (pairs.len() as u64).keep(to);
    for (key, value) in pairs {
        key.keep(to);
        value.keep(to);
    }
}

impl<K: Keeps + Eq + Hash, V: Keeps> Keeps for FxHashMap<K, V> {
    fn keep(&self, to: &mut Vec<u8>) {
        keep_pairs(self.iter(), to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let count = from.count()?;
        let mut map = Self::with_capacity_and_hasher(count, FxBuildHasher);
        for _ in 0..count {
            map.insert(K::recall(from)?, V::recall(from)?);
        }
        Some(map)
    }
}

impl<K: Keeps + Ord, V: Keeps> Keeps for BTreeMap<K, V> {
    fn keep(&self, to: &mut Vec<u8>) {
        keep_pairs(self.iter(), to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let count = from.count()?;
        (0..count).map(|_| <(K, V)>::recall(from)).collect()
    }
}

impl Keeps for RoaringBitmap {
    fn keep(&self, to: &mut Vec<u8>) {
        // Writing into memory does not fail.
        let _ = self.serialize_into(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Self::deserialize_from(&mut from.0).ok()
    }
}

impl Keeps for Span {
    fn keep(&self, to: &mut Vec<u8>) {
        (self.start, self.end).keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        <(u32, u32)>::recall(from).map(|(start, end)| Self { start, end })
    }
}

impl Keeps for PartialDate {
    fn keep(&self, to: &mut Vec<u8>) {
        self.to_number().keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        Self::from_number(u64::recall(from)?)
    }
}

/// A long article, by its id and as it is packed.
impl Keeps for Arc<Article> {
    fn keep(&self, to: &mut Vec<u8>) {
        (self.id.clone(), Packed::of(self).bytes().to_vec()).keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let (id, packed) = <(String, Vec<u8>)>::recall(from)?;
        Some(Self::new(Article { id, ..packed::article(&packed) }))
    }
}

/// How many articles a store of these bytes may hold before it is read another way: all of it is there at once or not at
/// all, and nobody should wait longer for the first article than for a blink.
pub const MOST_PACKED: usize = 128 << 20;

impl Store {
    /// Everything the store knows as bytes, for [`Store::recalled`].
    pub fn kept(&self) -> Vec<u8> {
        // As much again as the articles, roughly, is what is known about them.
        let mut to = Vec::with_capacity(3 * self.packed_bytes());
        let Self { archive, opened: _, long, ids, by_id: _, repeated, .. } = self;
        let Self { first_statement, article_of, first_event, told_first, told_within, .. } = self;
        let Self { columns, index, stories, suggestions: _, .. } = self;
        archive.keep(&mut to);
        long.keep(&mut to);
        ids.keep(&mut to);
        repeated.keep(&mut to);
        for numbers in [first_statement, article_of, first_event, told_first] {
            numbers.keep(&mut to);
        }
        told_within.keep(&mut to);
        columns.keep(&mut to);
        index.keep(&mut to);
        stories.keep(&mut to);
        to
    }

    /// The store of which these are the [`Store::kept`] bytes; it answers and grows as that one did. `None` where they
    /// are others.
    pub fn recalled(bytes: &[u8]) -> Option<Self> {
        let from = &mut Bytes(bytes);
        let archive: Archive = Keeps::recall(from)?;
        let (long, ids, repeated) = (Keeps::recall(from)?, Vec::<Box<str>>::recall(from)?, Keeps::recall(from)?);
        let [first_statement, article_of, first_event, told_first]: [Vec<u32>; 4] = Keeps::recall(from)?;
        let (told_within, columns): (Lists, Columns) = (Keeps::recall(from)?, Keeps::recall(from)?);
        let (index, mut stories): (Index, Stories) = (Keeps::recall(from)?, Keeps::recall(from)?);
        stories.learn(&index.vocabulary);
        let by_id = (0..).zip(&ids).map(|(at, id)| (hash(id), at)).collect();
        from.0.is_empty().then_some(())?;
        Some(Self {
            archive,
            long,
            ids,
            by_id,
            repeated,
            first_statement,
            article_of,
            first_event,
            told_first,
            told_within,
            columns,
            index,
            stories,
            ..Self::default()
        })
    }

    /// How many bytes the packed articles have, with the numbers of their words.
    pub fn packed_bytes(&self) -> usize {
        self.archive.bytes() + self.index.article_words.bytes()
    }
}

#[cfg(test)]
mod tests;
