//! A trained model, read in place from the bytes of a model file.
//!
//! Little-endian. Head: the mark `BRM1`, the number of tags as `u32`, the number of bits of a bucket's number as `u32`.
//! Then `i16` scores of transitions (a row per tag to come from, then the start's row); `u32` offsets of the buckets and
//! of their end; the buckets; and [`MAX_TAGS`] bytes that let a row be read past its end. A feature's bucket is its hash's
//! upper bits. A bucket is the number of its features, 16 bits of the hash of each, a byte for the form of each one's
//! weights, then the weights: 8-bit numbers, one for every tag (form [`DENSE`]) or as many (tag, weight) pairs as the form
//! says. A bucket mostly fits a line of the processor's cache, so that a feature costs two reads of memory.
//!
//! Waiting for these reads is most of what tagging costs. So a small sieve, made when the model is read, first rules out
//! most features that the model does not know, and a token's reads are then begun together, not one after the other.

use super::sections::u32_at;
use super::sieve::Sieve;
use super::viterbi::{Lattice, Transitions};
use super::{MAX_TAGS, Sequence};
use crate::error::{Error, ErrorKind, Result};

pub(super) const MARK: &[u8; 4] = b"BRM1";
/// The form of weights that stand there for every tag.
pub(super) const DENSE: u8 = 255;
const HEAD: usize = 12;

/// A model in the bytes of a model file, and a sieve of what it knows.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    tags: usize,
    bits: u32,
    transitions: Transitions<i32>,
    offsets: &'a [u8],
    buckets: &'a [u8],
    known: Sieve,
}

/// Memory that tagging reuses.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    scores: Vec<i32>,
    places: Vec<Place>,
    lattice: Lattice<i32>,
    tags: Vec<u8>,
}

/// Where a feature of the token at hand is to be looked for.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    number: u32,
    check: u16,
    /// How many features the bucket has.
    count: u8,
    /// Where the bucket begins.
    start: u32,
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
        let mut model = Self { tags, bits, transitions, offsets, buckets, known: Sieve::default() };
        model.known = Sieve::of(model.features());
        Some(model)
    }

    /// All features, as numbers of buckets and what of the hash stands there.
    pub(super) fn features(&self) -> Vec<(u32, u16)> {
        let mut all = Vec::with_capacity(self.buckets.len() / 8);
        for number in 0..1 << self.bits {
            let start = self.start(number) as usize;
            let Some((count, rest)) = self.buckets.get(start..).and_then(<[u8]>::split_first) else { continue };
            let checks = rest.chunks_exact(2).take((*count).into());
            all.extend(checks.map(|check| (number, u16::from_le_bytes([check[0], check[1]]))));
        }
        all
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
        let Scratch { scores, places, lattice, tags } = scratch;
        scores.clear();
        for at in 0..count {
            self.locate(looks.iter().flat_map(|look| look.token(at)), places);
            let mut sums = [0i16; MAX_TAGS];
            for place in &*places {
                self.add(place, &mut sums);
            }
            scores.extend(sums[..self.tags].iter().map(|s| i32::from(*s)));
        }
        lattice.decode(scores, self.tags, &self.transitions, tags);
        tags
    }

    /// How many upper bits of a feature's hash are the number of its bucket.
    pub(super) fn bits(&self) -> u32 {
        self.bits
    }

    /// Adds the weights of one feature.
    pub(super) fn add_feature(&self, feature: u64, sums: &mut [i16; MAX_TAGS]) {
        let (number, check) = self.named(feature);
        let start = self.start(number);
        let count = self.buckets.get(start as usize).copied().unwrap_or_default();
        self.add(&Place { number, check, count, start }, sums);
    }

    /// A feature's bucket, and what of its hash stands there.
    #[inline]
    fn named(&self, feature: u64) -> (u32, u16) {
        ((feature >> (64 - self.bits)) as u32, feature as u16)
    }

    /// The best tags of tokens, whose weights are summed already.
    pub(super) fn decode<'s, 'r>(&self, sums: impl Iterator<Item = &'r [i16]>, scratch: &'s mut Scratch) -> &'s [u8] {
        let Scratch { scores, lattice, tags, .. } = scratch;
        scores.clear();
        scores.extend(sums.flat_map(|row| &row[..self.tags]).map(|sum| i32::from(*sum)));
        lattice.decode(scores, self.tags, &self.transitions, tags);
        tags
    }

    /// Finds the buckets of the features that the model may know. The reads of a loop do not wait for each other.
    fn locate<'f>(&self, features: impl Iterator<Item = &'f u64>, places: &mut Vec<Place>) {
        places.clear();
        let named = features.map(|feature| ((feature >> (64 - self.bits)) as u32, *feature as u16));
        let perhaps = named.filter(|(number, check)| self.known.may_hold(*number, *check));
        places.extend(perhaps.map(|(number, check)| Place { number, check, ..Place::default() }));
        for place in &mut *places {
            place.start = self.start(place.number);
        }
        for place in places {
            place.count = self.buckets.get(place.start as usize).copied().unwrap_or_default();
        }
    }

    /// Adds the weights of a feature; a feature the model does not know has none.
    #[inline]
    fn add(&self, place: &Place, sums: &mut [i16; MAX_TAGS]) {
        let count = usize::from(place.count);
        let Some(bucket) = self.buckets.get(place.start as usize + 1..) else { return };
        let Some((checks, rest)) = bucket.split_at_checked(2 * count) else { return };
        let check = place.check.to_le_bytes();
        let Some(at) = checks.chunks_exact(2).position(|c| c == check) else { return };
        let Some((forms, weights)) = rest.split_at_checked(count) else { return };
        let skipped = forms[..at].iter().map(|form| self.length(*form)).sum();
        if let Some(weights) = weights.get(skipped..) {
            add_weights(forms[at], weights, sums);
        }
    }

    /// Length in bytes of weights of a form.
    #[inline]
    fn length(&self, form: u8) -> usize {
        if form == DENSE { self.tags } else { 2 * usize::from(form) }
    }
}

/// Adds weights. Of dense ones also what stands behind them is added, to sums of tags that do not exist.
#[inline]
fn add_weights(form: u8, weights: &[u8], sums: &mut [i16; MAX_TAGS]) {
    if form == DENSE {
        let Some(row) = weights.first_chunk::<MAX_TAGS>() else { return };
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
        }
    } else {
        for pair in weights.chunks_exact(2).take(form.into()) {
            let sum = &mut sums[usize::from(pair[0]) % MAX_TAGS];
            *sum = sum.wrapping_add(i16::from(pair[1].cast_signed()));
        }
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
