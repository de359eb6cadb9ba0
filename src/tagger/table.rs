//! A table from hashes to small numbers, read in place: classes of words, lists of names.

use super::sections::u32_at;
use crate::error::{Error, ErrorKind, Result};
use std::collections::BTreeMap;

/// Hashes with a number from 1 to 255 each, in the bytes of a model file. Of a hash only 24 bits beside its place are
/// kept, so one hash in some million that were never put in finds a number all the same.
///
/// Little-endian: the power of two that is the number of slots as `u32`, then the slots of four bytes: 24 bits of the
/// hash and the number, 0 for an empty slot; the next slot is tried where one is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a> {
    slots: &'a [u8],
    bits: u32,
}

impl<'a> Table<'a> {
    /// Reads a table that [`Table::to_bytes`] wrote.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        let bits = u32_at(bytes, 0).filter(|bits| *bits < 28);
        let table = bits.and_then(|bits| Some(Self { slots: bytes.get(4..4 + (4 << bits))?, bits }));
        table.ok_or_else(|| Error::new(ErrorKind::Malformed, "not a table of hashes"))
    }

    /// The number of a hash; 0 for one that is not in the table.
    #[inline]
    pub fn get(&self, hash: u64) -> u8 {
        let count = self.slots.len() / 4;
        if count == 0 {
            return 0;
        }
        let mut slot = place(hash, self.bits);
        for _ in 0..count {
            match u32_at(self.slots, 4 * slot) {
                Some(entry) if entry as u8 == 0 => return 0,
                Some(entry) if entry >> 8 == check(hash) => return entry as u8,
                _ => slot = (slot + 1) % count,
            }
        }
        0
    }

    /// The bytes of a table; entries with the number 0 are left out.
    pub fn to_bytes(entries: &BTreeMap<u64, u8>) -> Vec<u8> {
        let bits = (entries.len() * 3 / 2 + 1).next_power_of_two().trailing_zeros();
        let count = 1usize << bits;
        let mut slots = vec![0u32; count];
        for (hash, number) in entries.iter().filter(|(_, number)| **number > 0) {
            let mut slot = place(*hash, bits);
            while slots[slot] != 0 {
                slot = (slot + 1) % count;
            }
            slots[slot] = check(*hash) << 8 | u32::from(*number);
        }
        std::iter::once(bits).chain(slots).flat_map(u32::to_le_bytes).collect()
    }
}

/// The slot to try first.
fn place(hash: u64, bits: u32) -> usize {
    hash.checked_shr(64 - bits).unwrap_or_default() as usize
}

fn check(hash: u64) -> u32 {
    hash as u32 & 0x00ff_ffff
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

    proptest! {
        #[test]
        fn what_was_put_in_comes_out(words in proptest::collection::btree_map("[a-z]{1,4}", 1u8..255, 0..60)) {
            let entries = words.iter().map(|(w, n)| (hash::word(w), *n)).collect();
            let bytes = Table::to_bytes(&entries);
            let table = Table::parse(&bytes).unwrap();
            for (word, number) in &words {
                prop_assert_eq!(table.get(hash::word(word)), *number);
            }
            prop_assert_eq!(table.get(hash::word("ABSENT WORD")), 0);
        }

        #[test]
        fn any_bytes_can_be_offered(bytes in proptest::collection::vec(any::<u8>(), 0..40), hash: u64) {
            if let Ok(table) = Table::parse(&bytes) {
                table.get(hash);
            }
        }
    }
}
