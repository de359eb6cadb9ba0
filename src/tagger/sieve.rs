//! A sieve over the features of a model, small enough to stay in the processor's nearest cache.

use std::sync::Arc;

/// A Bloom filter with one bit for each feature (Bloom 1970): what was not put in mostly does not pass, what was put in
/// always does.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    words: Arc<[u64]>,
    bits: u32,
}

/// Bits for every feature: one in eight of the unknown ones then passes.
const SPACE: usize = 8;

impl Sieve {
    /// A sieve that lets these features pass: numbers of buckets with 16 bits of the hash.
    pub(super) fn of(features: Vec<(u32, u16)>) -> Self {
        let bits = (features.len() * SPACE).max(64).next_power_of_two().trailing_zeros();
        let mut words = vec![0u64; 1 << (bits - 6)];
        for (number, check) in features {
            let at = place(number, check, bits);
            words[at >> 6] |= 1 << (at & 63);
        }
        Self { words: words.into(), bits }
    }

    /// Whether a feature may be among those put in.
    #[inline]
    pub(super) fn may_hold(&self, number: u32, check: u16) -> bool {
        let at = place(number, check, self.bits);
        self.words.get(at >> 6).is_some_and(|word| word >> (at & 63) & 1 == 1)
    }
}

/// The bit of a feature: the upper bits of a product (Knuth 1973, multiplicative hashing).
#[inline]
fn place(number: u32, check: u16, bits: u32) -> usize {
    let key = u64::from(number) << 16 | u64::from(check);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes_and_most_else_does_not() {
        let put_in: Vec<(u32, u16)> = (0..1000u32).map(|i| (i * 37 % 4096, (i * 101) as u16)).collect();
        let sieve = Sieve::of(put_in.clone());
        assert!(put_in.iter().all(|(number, check)| sieve.may_hold(*number, *check)));
        let passed = (0..1000u32).filter(|i| sieve.may_hold(i * 41 + 5000, 7)).count();
        assert!(passed < 300, "{passed}");
    }
}
