//! A trained model, read in place from the bytes of a model file.
//!
//! Little-endian. Head: the mark `BRM1`, the number of tags as `u32`, the number of bits of a bucket's number as `u32`.
//! Then `i16` scores of transitions (a row per tag to come from, then the start's row); `u32` offsets of the buckets and
//! of their end; the buckets; and [`MAX_TAGS`] bytes that let a row be read past its end. A feature's bucket is its hash's
//! upper bits. A bucket is the number of its features, 16 bits of the hash of each, a byte for the form of each one's
//! weights, then the weights: 8-bit numbers, one for every tag (form [`DENSE`]) or as many (tag, weight) pairs as the form
//! says. This is compact rather than fast: texts are read by way of a [`super::Pair`], which lays the weights out anew.

use super::sections::u32_at;
use super::viterbi::{Lattice, Transitions};
use super::{MAX_TAGS, Sequence};
use crate::error::{Error, ErrorKind, Result};

pub(super) const MARK: &[u8; 4] = b"BRM1";
/// The form of weights that stand there for every tag.
pub(super) const DENSE: u8 = 255;
const HEAD: usize = 12;

/// A model in the bytes of a model file.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    tags: usize,
    bits: u32,
    transitions: Transitions<i32>,
    offsets: &'a [u8],
    buckets: &'a [u8],
}

/// Memory that tagging reuses.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    scores: Vec<i32>,
    lattice: Lattice<i32>,
    tags: Vec<u8>,
}

/// The features of a bucket: 16 bits of the hash of each, the form of each one's weights, and the weights.
struct Bucket<'a> {
    checks: &'a [u8],
    forms: &'a [u8],
    weights: &'a [u8],
}

impl Scratch {
    /// The tags found last.
    pub fn tags(&self) -> &[u8] {
        &self.tags
    }
}

impl<'a> Model<'a> {
    /// Reads a model that [`super::Weights::to_bytes`] wrote. A damaged one is refused or tags badly, but does no harm.
    pub fn parse(bytes: &'a [u8]) -> Result<Self> {
        Self::read(bytes).ok_or_else(|| Error::new(ErrorKind::Malformed, "not a tagger's model of this version"))
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let tags = u32_at(bytes, 4).filter(|_| bytes.starts_with(MARK))? as usize;
        let bits = u32_at(bytes, 8)?;
        if tags == 0 || tags > MAX_TAGS || bits == 0 || bits > 28 {
            return None;
        }
        let (transitions, rest) = bytes[HEAD..].split_at_checked(2 * tags * (tags + 1))?;
        let (offsets, buckets) = rest.split_at_checked(4 * ((1 << bits) + 1))?;
        let transitions = transitions.chunks_exact(2).map(|b| i32::from(i16::from_le_bytes([b[0], b[1]]))).collect();
        let transitions = Transitions::new(tags, transitions);
        Some(Self { tags, bits, transitions, offsets, buckets })
    }

    /// The number of features.
    pub(super) fn count(&self) -> usize {
        (0..1 << self.bits).map(|number| self.bucket(number).map_or(0, |bucket| bucket.checks.len() / 2)).sum()
    }

    /// Calls `take` with each feature's number of the bucket, 16 bits of its hash, and weights.
    pub(super) fn each_feature(&self, mut take: impl FnMut(u32, u16, &[i8])) {
        for number in 0..1 << self.bits {
            let Some(mut bucket) = self.bucket(number) else { continue };
            for (check, form) in bucket.checks.chunks_exact(2).zip(bucket.forms) {
                let Some((weights, rest)) = bucket.weights.split_at_checked(self.length(*form)) else { break };
                bucket.weights = rest;
                let mut sums = [0i8; MAX_TAGS];
                add_weights(*form, weights, |tag, weight| sums[tag] = sums[tag].saturating_add(weight));
                take(number, u16::from_le_bytes([check[0], check[1]]), &sums[..self.tags]);
            }
        }
    }

    fn bucket(&self, number: u32) -> Option<Bucket<'a>> {
        let (count, rest) = self.buckets.get(self.start(number) as usize..)?.split_first()?;
        let (checks, rest) = rest.split_at_checked(2 * usize::from(*count))?;
        let (forms, weights) = rest.split_at_checked((*count).into())?;
        Some(Bucket { checks, forms, weights })
    }

    /// Where a bucket begins.
    #[inline]
    fn start(&self, number: u32) -> u32 {
        u32_at(self.offsets, 4 * number as usize).unwrap_or_default()
    }

    /// The number of tags; tags are numbers below it.
    pub fn tags(&self) -> usize {
        self.tags
    }

    /// The best tag for each token. A token's features are those it has in any of the `looks`; the first says how many
    /// tokens there are.
    pub fn tag<'s>(&self, looks: &[&Sequence], scratch: &'s mut Scratch) -> &'s [u8] {
        let count = looks.first().map_or(0, |look| look.len());
        let Scratch { scores, lattice, tags } = scratch;
        scores.clear();
        for at in 0..count {
            let mut sums = [0i16; MAX_TAGS];
            looks.iter().flat_map(|look| look.token(at)).for_each(|feature| self.add_feature(*feature, &mut sums));
            scores.extend(sums[..self.tags].iter().map(|s| i32::from(*s)));
        }
        lattice.decode(scores, self.tags, &self.transitions, tags);
        tags
    }

    /// How many upper bits of a feature's hash are the number of its bucket.
    pub(super) fn bits(&self) -> u32 {
        self.bits
    }

    /// Adds the weights of a feature; a feature the model does not know has none.
    fn add_feature(&self, feature: u64, sums: &mut [i16; MAX_TAGS]) {
        let Some(bucket) = self.bucket((feature >> (64 - self.bits)) as u32) else { return };
        let check = (feature as u16).to_le_bytes();
        let Some(at) = bucket.checks.chunks_exact(2).position(|c| c == check) else { return };
        let skipped = bucket.forms[..at].iter().map(|form| self.length(*form)).sum();
        if let Some(weights) = bucket.weights.get(skipped..) {
            let weights = &weights[..weights.len().min(self.length(bucket.forms[at]))];
            add_weights(bucket.forms[at], weights, |tag, weight| {
                sums[tag] = sums[tag].wrapping_add(weight.into());
            });
        }
    }

    /// The best tags of tokens, whose weights are summed already.
    pub(super) fn decode<'s, 'r>(&self, sums: impl Iterator<Item = &'r [i16]>, scratch: &'s mut Scratch) -> &'s [u8] {
        let Scratch { scores, lattice, tags, .. } = scratch;
        scores.clear();
        scores.extend(sums.flat_map(|row| &row[..self.tags]).map(|sum| i32::from(*sum)));
        lattice.decode(scores, self.tags, &self.transitions, tags);
        tags
    }

    /// Length in bytes of weights of a form.
    #[inline]
    fn length(&self, form: u8) -> usize {
        if form == DENSE { self.tags } else { 2 * usize::from(form) }
    }
}

/// Calls `add` with the tags and weights that stand there in a form.
#[inline]
fn add_weights(form: u8, weights: &[u8], mut add: impl FnMut(usize, i8)) {
    if form == DENSE {
        weights.iter().take(MAX_TAGS).enumerate().for_each(|(tag, weight)| add(tag, weight.cast_signed()));
    } else {
        weights.chunks_exact(2).for_each(|pair| add(usize::from(pair[0]) % MAX_TAGS, pair[1].cast_signed()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_can_be_offered(
            bytes in proptest::collection::vec(any::<u8>(), 0..200), tags in 0u32..4, bits in 0u32..4, feature: u64,
        ) {
            let file = [MARK, &tags.to_le_bytes()[..], &bits.to_le_bytes(), &bytes].concat();
            let mut look = Sequence::default();
            look.push(feature);
            look.end_token();
            if let Ok(model) = Model::parse(&file) {
                prop_assert_eq!(model.tag(&[&look], &mut Scratch::default()).len(), 1);
            }
        }
    }
}
