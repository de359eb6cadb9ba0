//! A selection in the making: one bit for each place, so that thousands of scattered ranges cost no more than their length.
//! A compressed bitmap would search, and mostly shift, for each of them.

use roaring::RoaringBitmap;
use std::ops::Range;

/// Bits for the places from 0 to an end.
pub(super) struct Bits(Vec<u8>);

impl Bits {
    /// None of so many places.
    pub(super) fn none_of(places: usize) -> Self {
        Self(vec![0; places.div_ceil(8)])
    }

    /// Takes a place; one behind the end is not there.
    pub(super) fn insert(&mut self, place: u32) {
        if let Some(byte) = self.0.get_mut(place as usize / 8) {
            *byte |= 1 << (place % 8);
        }
    }

    /// Takes a range of places.
    pub(super) fn insert_range(&mut self, range: Range<u32>) {
        let Range { start, end } = range;
        let inner = start.next_multiple_of(8)..end / 8 * 8;
        if inner.is_empty() {
            return (start..end).for_each(|place| self.insert(place));
        }
        (start..inner.start).chain(inner.end..end).for_each(|place| self.insert(place));
        if let Some(bytes) = self.0.get_mut(inner.start as usize / 8..inner.end as usize / 8) {
            bytes.fill(u8::MAX);
        }
    }

    /// The places that were taken.
    pub(super) fn into_bitmap(self) -> RoaringBitmap {
        RoaringBitmap::from_lsb0_bytes(0, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_taken_is_there(ranges in prop::collection::vec((0u32..300, 0u32..40), 0..30)) {
            let (mut bits, mut expected) = (Bits::none_of(340), RoaringBitmap::new());
            for (start, length) in ranges {
                bits.insert_range(start..start + length);
                expected.insert_range(start..start + length);
            }
            prop_assert_eq!(bits.into_bitmap(), expected);
        }
    }
}
