//! A table from hashes to small numbers, read in place: classes of words, lists of names.

use super::sections::u32_at;
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;

/// Hashes with a number each, from 1 to 255 in a narrow table, to 65,535 in a wide one, in the bytes of a model file. Of a
/// hash only 24 or 16 bits beside its place are kept, so one hash in some million (some ten thousand in a wide table) that
/// were never put in finds a number all the same.
///
/// Little-endian: the power of two that is the number of slots as `u32`, with 256 added for a wide table, then the
/// slots of four bytes: bits of the hash above and the number below, 0 for an empty slot; the next slot is tried where
/// one is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    slots: &'a [u8],
    bits: u32,
    /// Bits that a number takes: 8 or 16.
    width: u32,
}

/// Marks a wide table.
const WIDE: u32 = 1 << 8;

impl<'a> Table<'a> {
    /// Reads a table that [`Table::to_bytes`] wrote.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let head = u32_at(bytes, 0).unwrap_or(u32::MAX);
        let (bits, width) = (head & !WIDE, if head & WIDE == 0 { 8 } else { 16 });
        let slots = Some(bits).filter(|bits| *bits < 28).and_then(|bits| bytes.get(4..4 + (4 << bits)));
        let table = slots.map(|slots| Self { slots, bits, width });
        table.ok_or_else(|| Error::new(ErrorKind::Malformed, "not a table of hashes"))
    }

    /// The number of a hash in a narrow table; 0 for one that is not in it.
    #[inline]
    pub fn get(&self, hash: u64) -> u8 {
        self.wide(hash) as u8
    }

    /// The number of a hash in a table of any width; 0 for one that is not in it.
    #[inline]
    pub fn wide(&self, hash: u64) -> u16 {
        let count = self.slots.len() / 4;
        if count == 0 {
            return 0;
        }
        let (number, check) = ((1 << self.width) - 1, check(hash, self.width));
        let mut slot = place(hash, self.bits);
        for _ in 0..count {
            match u32_at(self.slots, 4 * slot) {
                Some(entry) if entry & number == 0 => return 0,
                Some(entry) if entry & !number == check => return (entry & number) as u16,
                _ => slot = (slot + 1) % count,
            }
        }
        0
    }

    /// The bytes of a narrow table; entries with the number 0 are left out.
    pub fn to_bytes(entries: &BTreeMap<u64, u8>) -> Vec<u8> {
        Self::write(entries.iter().map(|(hash, number)| (*hash, (*number).into())), entries.len(), 8)
    }

    /// The bytes of a wide table; entries with the number 0 are left out.
    pub fn to_wide_bytes(entries: &BTreeMap<u64, u16>) -> Vec<u8> {
        Self::write(entries.iter().map(|(hash, number)| (*hash, *number)), entries.len(), 16)
    }

    fn write(entries: impl Iterator<Item = (u64, u16)>, most: usize, width: u32) -> Vec<u8> {
        let bits = (most * 3 / 2 + 1).next_power_of_two().trailing_zeros();
        let count = 1usize << bits;
        let mut slots = vec![0u32; count];
        for (hash, number) in entries.filter(|(_, number)| *number > 0) {
            let mut slot = place(hash, bits);
            while slots[slot] != 0 {
                slot = (slot + 1) % count;
            }
            slots[slot] = check(hash, width) | u32::from(number);
        }
        let head = if width == 16 { bits | WIDE } else { bits };
        std::iter::once(head).chain(slots).flat_map(u32::to_le_bytes).collect()
    }
}

/// The slot to try first.
fn place(hash: u64, bits: u32) -> usize {
    hash.checked_shr(64 - bits).unwrap_or_default() as usize
}

/// The lower bits of a hash, above the bits of a number.
fn check(hash: u64, width: u32) -> u32 {
    (hash as u32) << width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::hash;
    use proptest::prelude::*;

    #[test]
    fn an_empty_table_knows_nothing() {
        let bytes = Table::to_bytes(&BTreeMap::new());
        assert_eq!(Table::parse(&bytes).unwrap().get(hash::word("said")), 0);
        assert_eq!(Table::default().get(1), 0);
    }

    /// Whether the words differ in the lower bits of their hashes, of which a table keeps no more.
    fn told_apart<T>(words: &BTreeMap<String, T>, bits: u32) -> bool {
        let lower: std::collections::BTreeSet<_> = words.keys().map(|w| hash::word(w) % (1 << bits)).collect();
        lower.len() == words.len()
    }

    proptest! {
        #[test]
        fn what_was_put_in_comes_out(words in proptest::collection::btree_map("[a-z]{1,4}", 1u8..255, 0..60)) {
            prop_assume!(told_apart(&words, 24));
            let entries = words.iter().map(|(w, n)| (hash::word(w), *n)).collect();
            let bytes = Table::to_bytes(&entries);
            let table = Table::parse(&bytes).unwrap();
            for (word, number) in &words {
                prop_assert_eq!(table.get(hash::word(word)), *number);
            }
            prop_assert_eq!(table.get(hash::word("ABSENT WORD")), 0);
        }

        #[test]
        fn what_was_put_in_a_wide_table_comes_out(
            words in proptest::collection::btree_map("[a-z]{1,4}", 1u16.., 0..60),
        ) {
            prop_assume!(told_apart(&words, 16));
            let entries = words.iter().map(|(w, n)| (hash::word(w), *n)).collect();
            let bytes = Table::to_wide_bytes(&entries);
            let table = Table::parse(&bytes).unwrap();
            for (word, number) in &words {
                prop_assert_eq!(table.wide(hash::word(word)), *number);
            }
        }

        #[test]
        fn any_bytes_can_be_offered(bytes in proptest::collection::vec(any::<u8>(), 0..40), hash: u64) {
            if let Ok(table) = Table::parse(&bytes) {
                table.get(hash);
            }
        }
    }
}
