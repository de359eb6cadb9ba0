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
    /// A sieve for so many features.
    pub(super) fn new(count: usize) -> Self {
        let bits = (count * SPACE).max(64).next_power_of_two().trailing_zeros();
        Self { words: vec![0; 1 << (bits - 6)], bits }
    }

    /// Lets a feature pass. The upper bits of its `key` tell it from others.
    pub(super) fn put(&mut self, key: u64) {
        let at = key >> (64 - self.bits);
        self.words[(at >> 6) as usize] |= 1 << (at & 63);
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
        let mut sieve = Sieve::new(1000);
        (0..1000).for_each(|i| sieve.put(spread(i)));
        assert!((0..1000).all(|i| sieve.may_hold(spread(i))));
        let passed = (5000..6000).filter(|i| sieve.may_hold(spread(*i))).count();
        assert!(passed < 300, "{passed}");
    }
}
