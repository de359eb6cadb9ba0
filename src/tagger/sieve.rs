//! A sieve over the features of models, small enough to stay in one of the processor's nearer caches.

/// A Bloom filter with one bit for each feature (Bloom 1970): what was not put in mostly does not pass, what was put in
/// always does.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    words: Vec<u64>,
    bits: u32,
}

/// Bits for every feature: one in four to eight of the unknown ones then passes.
const SPACE: usize = 4;

impl Sieve {
    /// A sieve that lets features pass. The upper bits of their keys tell them from others.
    pub(super) fn of(keys: &[u64]) -> Self {
        let bits = (keys.len() * SPACE).max(64).next_power_of_two().trailing_zeros();
        let mut words = vec![0; 1 << (bits - 6)];
        for at in keys.iter().map(|key| key >> (64 - bits)) {
            words[(at >> 6) as usize] |= 1 << (at & 63);
        }
        Self { words, bits }
    }

    /// Whether a feature may be among those put in.
    #[inline]
    pub(super) fn may_hold(&self, key: u64) -> bool {
        let at = key >> (64 - self.bits);
        self.words[(at >> 6) as usize] >> (at & 63) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes_and_most_else_does_not() {
        let spread = |i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let sieve = Sieve::of(&(0..1000).map(spread).collect::<Vec<_>>());
        assert!((0..1000).all(|i| sieve.may_hold(spread(i))));
        let passed = (5000..6000).filter(|i| sieve.may_hold(spread(*i))).count();
        assert!(passed < 300, "{passed}");
    }
}
