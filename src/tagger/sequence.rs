//! The features of the tokens of one sequence: hashes, or the rows of a table.

/// Features a token can have; further ones are left out, so that sums of 8-bit weights fit 16 bits.
const MAX_FEATURES: usize = 250;

/// Features, token by token. Reuse one over many sequences ([`Sequence::clear`]): it then allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Sequence<T = u64> {
    features: Vec<T>,
    ends: Vec<u32>,
}

impl<T: Copy> Sequence<T> {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.features.clear();
        self.ends.clear();
    }

    /// Adds a feature to the token being described.
    #[inline]
    pub fn push(&mut self, feature: T) {
        self.features.push(feature);
    }

    /// Ends the description of a token; the next feature is the next token's.
    pub fn end_token(&mut self) {
        self.features.truncate(self.start(self.ends.len()) + MAX_FEATURES);
        self.ends.push(self.features.len() as u32);
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of features of all tokens.
    pub(super) fn count(&self) -> usize {
        self.features.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of a token; none past the end.
    #[inline]
    pub fn token(&self, at: usize) -> &[T] {
        let end = self.ends.get(at).copied().unwrap_or_default() as usize;
        self.features.get(self.start(at)..end).unwrap_or_default()
    }

    /// These features and those of `other`, token by token.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let mut joined = Self { features: Vec::new(), ends: Vec::new() };
        for at in 0..self.len() {
            joined.features.extend_from_slice(self.token(at));
            joined.features.extend_from_slice(other.token(at));
            joined.end_token();
        }
        joined
    }

    #[inline]
    fn start(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or_default() as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_their_own_features() {
        let mut look = Sequence::default();
        look.push(7);
        look.end_token();
        look.end_token();
        (0..300).for_each(|f| look.push(f));
        look.end_token();
        assert_eq!((look.token(0), look.token(1), look.token(9)), (&[7][..], &[][..], &[][..]));
        assert_eq!(look.token(2).len(), MAX_FEATURES);
        assert_eq!(look.joined(&look).token(0), [7, 7]);
        look.clear();
        assert!(look.is_empty());
    }
}
