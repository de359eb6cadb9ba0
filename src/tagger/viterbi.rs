//! The best sequence of tags under scores of tokens and of neighbours (Viterbi 1967).

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use super::{LEVEL, MAX_TAGS};
use fearless_simd::prelude::*;
use fearless_simd::{Simd, dispatch, i32x16};

/// A step of scores: they are summed up in whole numbers of these.
pub(super) const STEP: f32 = 1.0 / 4096.0;

/// A score in whole steps, within two millions of them.
#[inline(always)]
fn steps(score: f32) -> i32 {
    // Beside so large a number there is no room for a fraction.
    const LARGE: f32 = 12_582_912.0;
    let steps = (score * (1.0 / STEP)).clamp(-(1 << 21) as f32, (1 << 21) as f32);
    (steps + LARGE).to_bits().cast_signed() - LARGE.to_bits().cast_signed()
}

/// For each tag a sum of scores, above some bits in which the tag may stand that the sum comes from; those behind the last
/// tag are nobody's. The best of several sums then says by itself where it comes from.
type Row = [i32; MAX_TAGS];

/// The bits of a tag.
const TAG: u32 = MAX_TAGS.trailing_zeros();
/// Tags are written down from the last to the first, so that of equal sums that of the first tag is the highest.
const LAST: i32 = MAX_TAGS as i32 - 1;

/// Tags that are gone over side by side.
const BLOCK: usize = 16;

/// Tags that are no block of their own.
const FEW: usize = 3;

/// Scores of a tag after a tag, and of a tag at the start.
#[derive(Clone, Debug)]
pub(super) struct Transitions {
    tags: usize,
    scores: Vec<f32>,
    /// For each tag to come from the scores by tag to come to; then the start's.
    rows: Vec<Row>,
    /// For each tag that is in no block of its own the scores by tag to come from, which are hopeless behind the last tag.
    columns: Vec<Row>,
}

impl Transitions {
    /// `scores`: a row of `tags` scores for each tag to come from, then the start's row.
    pub(super) fn new(tags: usize, scores: Vec<f32>) -> Self {
        let mut transitions = Self { tags, scores, rows: Vec::new(), columns: Vec::new() };
        transitions.settle();
        transitions
    }

    pub(super) fn scores(&self) -> &[f32] {
        &self.scores
    }

    /// Changes scores in place.
    pub(super) fn change(&mut self, with: impl FnOnce(&mut [f32])) {
        with(&mut self.scores);
        self.settle();
    }

    fn settle(&mut self) {
        let row = |(from, scores): (usize, &[f32])| {
            let told = if from < self.tags { LAST - from as i32 } else { 0 };
            std::array::from_fn(|tag| scores.get(tag).map_or(0, |score| steps(*score) << TAG | told))
        };
        self.rows = self.scores.chunks_exact(self.tags).enumerate().map(row).collect();
        let column =
            |tag: usize| std::array::from_fn(|from| if from < self.tags { self.rows[from][tag] } else { i32::MIN / 2 });
        self.columns = (self.blocks() * BLOCK..self.tags).map(column).collect();
    }

    /// How many blocks are gone over; a few tags behind these are so one by one.
    fn blocks(&self) -> usize {
        (self.tags + BLOCK - 1 - FEW) / BLOCK
    }
}

/// Memory that decoding reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice {
    back: Vec<[u8; MAX_TAGS]>,
}

impl Lattice {
    /// Writes the best tags to `out`. `scores` holds a row of `stride` scores per token, of which the first `tags` count.
    pub(super) fn decode(&mut self, scores: &[f32], stride: usize, transitions: &Transitions, out: &mut Vec<u8>) {
        out.clear();
        if scores.len() >= stride {
            dispatch!(*LEVEL, simd => self.go(simd, scores, stride, transitions, out));
        }
    }

    #[inline(always)]
    fn go<L: Simd>(&mut self, simd: L, scores: &[f32], stride: usize, transitions: &Transitions, out: &mut Vec<u8>) {
        let k = transitions.tags;
        let mut before = transitions.rows[k];
        let mut rows = scores.chunks_exact(stride).map(|row| gains(row, k));
        let first = rows.next().unwrap_or_else(nothing);
        before.iter_mut().zip(first).for_each(|(sum, gain)| *sum += gain);
        self.back.clear();
        for row in rows {
            let now = step(simd, &before, transitions);
            self.back.push(now.map(|sum| (LAST - (sum & LAST)).cast_unsigned() as u8));
            // Only how far sums are apart matters; so they stay small.
            let first = now[0] & !LAST;
            for ((sum, now), gain) in before.iter_mut().zip(now).zip(row) {
                *sum = (now & !LAST) - first + gain;
            }
        }
        let mut tag = best_of(&before[..k]);
        out.push(tag as u8);
        for back in self.back.iter().rev() {
            tag = usize::from(back[tag]);
            out.push(tag as u8);
        }
        out.reverse();
    }
}

/// The scores of a token, as they are added to sums. What stands behind the last tag comes to nobody.
#[inline(always)]
fn gains(scores: &[f32], tags: usize) -> Row {
    // Whole rows are read at once.
    if let Some(row) = scores.first_chunk::<MAX_TAGS>() {
        return row.map(|score| steps(score) << TAG);
    }
    let mut row = nothing();
    row.iter_mut().zip(&scores[..tags]).for_each(|(gain, score)| *gain = steps(*score) << TAG);
    row
}

fn nothing() -> Row {
    [0; MAX_TAGS]
}

/// One token further: the sums of the best ways to each tag, and from which tag they come; of several as good from the
/// first. No tag is left out however hopeless: to ask costs more than to add.
#[inline(always)]
fn step<L: Simd>(simd: L, before: &Row, transitions: &Transitions) -> Row {
    let mut now = [0; MAX_TAGS];
    for (block, now) in now.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate().take(transitions.blocks()) {
        let mut best = i32x16::splat(simd, i32::MIN);
        for (before, gains) in before.iter().zip(&transitions.rows[..transitions.tags]) {
            best = best.max(part(simd, gains, block) + *before);
        }
        best.store_slice(now);
    }
    for (now, column) in now[transitions.blocks() * BLOCK..].iter_mut().zip(&transitions.columns) {
        let sums = |block: usize| part(simd, before, block) + part(simd, column, block);
        let best: [i32; BLOCK] = (1..MAX_TAGS / BLOCK).fold(sums(0), |best, block| best.max(sums(block))).into();
        *now = best.into_iter().fold(i32::MIN, i32::max);
    }
    now
}

/// A block of a row.
#[inline(always)]
fn part<L: Simd>(simd: L, row: &Row, block: usize) -> i32x16<L> {
    i32x16::from_slice(simd, &row.as_chunks::<BLOCK>().0[block])
}

/// The place of the first of the highest scores.
fn best_of(scores: &[i32]) -> usize {
    let mut best = 0;
    for (tag, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = tag;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fractions_are_rounded_to_steps() {
        for (score, whole) in [(0.0, 0), (1.0, 4096), (-2.5, -10240), (0.0002, 1), (-0.0001, 0), (1e9, 1 << 21)] {
            assert_eq!(steps(score), whole, "{score}");
        }
    }

    fn total(path: &[u8], k: usize, scores: &[i32], t: &[i32]) -> i32 {
        let first = t[k * k + path[0] as usize];
        let between: i32 = path.windows(2).map(|w| t[w[0] as usize * k + w[1] as usize]).sum();
        first + between + path.iter().enumerate().map(|(i, tag)| scores[i * k + *tag as usize]).sum::<i32>()
    }

    proptest! {
        #[test]
        fn no_path_is_better(
            scores in proptest::collection::vec(-9..9i32, 12),
            t in proptest::collection::vec(-9..9i32, 12),
        ) {
            let (mut lattice, mut found) = (Lattice::default(), Vec::new());
            let numbers = |all: &[i32]| all.iter().map(|x| *x as f32).collect::<Vec<_>>();
            lattice.decode(&numbers(&scores), 3, &Transitions::new(3, numbers(&t)), &mut found);
            let best = (0..81u32).map(|n| (0..4).map(|i| (n / 3u32.pow(i) % 3) as u8).collect::<Vec<_>>())
                .map(|path| total(&path, 3, &scores, &t)).max();
            prop_assert_eq!(best, Some(total(&found, 3, &scores, &t)));
        }
    }
}
