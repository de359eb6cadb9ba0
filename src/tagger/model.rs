//! A trained model, read in place from the bytes of a model file.
//!
//! Little-endian. Head: the mark `BRM2`, the number of tags as `u32`, the number of bits of a bucket's number as `u32`.
//! Then `i16` scores of transitions (a row per tag to come from, then the start's row). A feature's bucket is its hash's
//! upper bits; the features follow in the order of their buckets, what is alike of all of them together, because it packs
//! better so: for every bucket the number of its features (8 bits); for every feature 16 bits of its hash, then for every
//! feature the form of its weights (8 bits); the lengths of the two parts that follow as `u32`; tags; weights. A feature of
//! the form [`DENSE`] has an 8-bit weight for every tag and no tags; another has as many tags and weights as the form says.
//! This is compact rather than fast: texts are read by way of a [`super::Pair`], which lays the weights out anew.

use super::sections::u32_at;
use super::viterbi::{Lattice, STEP, Transitions};
use super::{MAX_TAGS, Sequence};
use crate::error::{Error, ErrorKind, Result};

pub(super) const MARK: &[u8; 4] = b"BRM2";
/// The form of weights that stand there for every tag.
pub(super) const DENSE: u8 = 255;
const HEAD: usize = 12;

/// A model in the bytes of a model file.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    chain: Chain,
    bits: u32,
    checks: &'a [u8],
    forms: &'a [u8],
    tags: &'a [u8],
    weights: &'a [u8],
    /// Where the features of each bucket begin, and where those of the last one end.
    starts: Vec<Start>,
}

/// How the tags of neighbours go together.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    tags: usize,
    transitions: Transitions,
}

/// Weights are whole steps of scores.
fn score(weights: i16) -> f32 {
    f32::from(weights) * STEP
}

/// A place among the features, their tags and their weights.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    feature: u32,
    tag: u32,
    weight: u32,
}

/// Memory that tagging reuses.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    scores: Vec<f32>,
    lattice: Lattice,
    tags: Vec<u8>,
}

impl Scratch {
    /// The tags found last.
    pub fn tags(&self) -> &[u8] {
        &self.tags
    }
}

impl Chain {
    /// The best tags of tokens, whose weights are summed already.
    pub(super) fn decode<'s, 'r>(&self, sums: impl Iterator<Item = &'r [i16]>, scratch: &'s mut Scratch) -> &'s [u8] {
        let Scratch { scores, lattice, tags } = scratch;
        scores.clear();
        sums.for_each(|row| scores.extend(row[..self.tags].iter().map(|sum| score(*sum))));
        lattice.decode(scores, self.tags, &self.transitions, tags);
        tags
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
        let transitions = transitions.chunks_exact(2).map(|b| score(i16::from_le_bytes([b[0], b[1]]))).collect();
        let chain = Chain { tags, transitions: Transitions::new(tags, transitions) };
        let (counts, rest) = rest.split_at_checked(1 << bits)?;
        let count = counts.iter().map(|count| usize::from(*count)).sum::<usize>();
        let (checks, rest) = rest.split_at_checked(2 * count)?;
        let (forms, rest) = rest.split_at_checked(count)?;
        let (tags, weights) = (u32_at(rest, 0)? as usize, u32_at(rest, 4)? as usize);
        let (tags, rest) = rest.get(8..)?.split_at_checked(tags)?;
        let weights = rest.get(..weights)?;
        let mut model = Self { chain, bits, checks, forms, tags, weights, starts: Vec::new() };
        model.find_starts(counts);
        Some(model)
    }

    fn find_starts(&mut self, counts: &[u8]) {
        let mut start = Start::default();
        self.starts = Vec::with_capacity(counts.len() + 1);
        for count in counts {
            self.starts.push(start);
            for _ in 0..*count {
                start = self.behind(start);
            }
        }
        self.starts.push(start);
    }

    /// The place behind the feature at a place.
    fn behind(&self, at: Start) -> Start {
        let (tags, weights) = self.lengths(at.feature as usize);
        Start { feature: at.feature + 1, tag: at.tag.saturating_add(tags), weight: at.weight.saturating_add(weights) }
    }

    /// How many tags and weights a feature has.
    fn lengths(&self, feature: usize) -> (u32, u32) {
        match self.forms.get(feature) {
            Some(&DENSE) => (0, self.chain.tags as u32),
            Some(form) => ((*form).into(), (*form).into()),
            None => (0, 0),
        }
    }

    /// How many features there are.
    pub(super) fn count(&self) -> usize {
        self.forms.len()
    }

    /// Calls `take` with each feature's number of the bucket, 16 bits of its hash, and weights.
    pub(super) fn each_feature(&self, mut take: impl FnMut(u32, u16, &[i8])) {
        for number in 0..1u32 << self.bits {
            self.each_of(number, |check, at| {
                let mut sums = [0i8; MAX_TAGS];
                self.add_weights(at, |tag, weight| sums[tag] = sums[tag].saturating_add(weight));
                take(number, check, &sums[..self.chain.tags]);
            });
        }
    }

    /// Calls `take` with 16 bits of the hash of each feature of a bucket, and its place.
    fn each_of(&self, bucket: u32, mut take: impl FnMut(u16, Start)) {
        let Some([start, end]) = self.starts.get(bucket as usize..bucket as usize + 2) else { return };
        let mut at = *start;
        while at.feature < end.feature {
            let check = &self.checks[2 * at.feature as usize..];
            take(u16::from_le_bytes([check[0], check[1]]), at);
            at = self.behind(at);
        }
    }

    /// Calls `add` with the tags and weights of the feature at a place.
    fn add_weights(&self, at: Start, mut add: impl FnMut(usize, i8)) {
        let (tags, weights) = self.lengths(at.feature as usize);
        let part = |all: &'a [u8], from: u32, length: u32| {
            all.get(from as usize..from as usize + length as usize).unwrap_or_default()
        };
        let weights = part(self.weights, at.weight, weights).iter().map(|weight| weight.cast_signed());
        if self.forms.get(at.feature as usize) == Some(&DENSE) {
            weights.take(MAX_TAGS).enumerate().for_each(|(tag, weight)| add(tag, weight));
        } else {
            let tags = part(self.tags, at.tag, tags).iter().map(|tag| usize::from(*tag) % MAX_TAGS);
            tags.zip(weights).for_each(|(tag, weight)| add(tag, weight));
        }
    }

    /// The number of tags; tags are numbers below it.
    pub fn tags(&self) -> usize {
        self.chain.tags
    }

    /// What the tags of neighbours say of each other.
    pub(super) fn chain(&self) -> Chain {
        self.chain.clone()
    }

    /// The best tag for each token. A token's features are those it has in any of the `looks`; the first says how many
    /// tokens there are.
    pub fn tag<'s>(&self, looks: &[&Sequence], scratch: &'s mut Scratch) -> &'s [u8] {
        let count = looks.first().map_or(0, |look| look.len());
        let Chain { tags, transitions } = &self.chain;
        scratch.scores.clear();
        for at in 0..count {
            let mut sums = [0i16; MAX_TAGS];
            looks.iter().flat_map(|look| look.token(at)).for_each(|feature| self.add_feature(*feature, &mut sums));
            scratch.scores.extend(sums[..*tags].iter().map(|sum| score(*sum)));
        }
        scratch.lattice.decode(&scratch.scores, *tags, transitions, &mut scratch.tags);
        &scratch.tags
    }

    /// How many upper bits of a feature's hash are the number of its bucket.
    pub(super) fn bits(&self) -> u32 {
        self.bits
    }

    /// Adds the weights of a feature; a feature the model does not know has none.
    fn add_feature(&self, feature: u64, sums: &mut [i16; MAX_TAGS]) {
        let mut found = None;
        self.each_of((feature >> (64 - self.bits)) as u32, |check, at| {
            if check == feature as u16 {
                found.get_or_insert(at);
            }
        });
        if let Some(at) = found {
            self.add_weights(at, |tag, weight| sums[tag] = sums[tag].wrapping_add(weight.into()));
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
