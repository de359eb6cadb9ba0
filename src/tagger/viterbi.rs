//! The best sequence of tags under scores of tokens and of neighbours (Viterbi 1967).

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use super::{LEVEL, MAX_TAGS};
use fearless_simd::{Simd, dispatch};
use std::ops::Add;

/// What scores are made of: integers in a model, floating-point numbers while it is trained.
pub(super) trait Score: Copy + PartialOrd + Add<Output = Self> + Default {}
impl Score for i32 {}
impl Score for f32 {}

/// A score for each tag; those behind the last tag are nobody's.
type Row<S> = [S; MAX_TAGS];

/// Tags that are gone over side by side.
const BLOCK: usize = 8;

/// Scores of a tag after a tag, and of a tag at the start.
#[derive(Clone, Debug)]
pub(super) struct Transitions<S> {
    tags: usize,
    scores: Vec<S>,
    /// For each tag to come from the scores by tag to come to; then the start's.
    rows: Vec<Row<S>>,
}

impl<S: Score> Transitions<S> {
    /// `scores`: a row of `tags` scores for each tag to come from, then the start's row.
    pub(super) fn new(tags: usize, scores: Vec<S>) -> Self {
        let mut transitions = Self { tags, scores, rows: Vec::new() };
        transitions.settle();
        transitions
    }

    pub(super) fn scores(&self) -> &[S] {
        &self.scores
    }

    /// Changes scores in place.
    pub(super) fn change(&mut self, with: impl FnOnce(&mut [S])) {
        with(&mut self.scores);
        self.settle();
    }

    fn settle(&mut self) {
        let k = self.tags;
        let row = |scores: &[S]| std::array::from_fn(|tag| scores.get(tag).copied().unwrap_or_default());
        self.rows = self.scores.chunks_exact(k).map(row).collect();
    }
}

/// Memory that decoding reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice {
    back: Vec<[u8; MAX_TAGS]>,
}

impl Lattice {
    /// Writes the best tags to `out`. `scores` holds a row of `stride` scores per token, of which the first `tags` count.
    pub(super) fn decode<S: Score>(
        &mut self,
        scores: &[S],
        stride: usize,
        transitions: &Transitions<S>,
        out: &mut Vec<u8>,
    ) {
        out.clear();
        if scores.len() >= stride {
            dispatch!(*LEVEL, simd => self.go(simd, scores, stride, transitions, out));
        }
    }

    #[inline(always)]
    fn go<S: Score, L: Simd>(
        &mut self,
        _: L,
        scores: &[S],
        stride: usize,
        transitions: &Transitions<S>,
        out: &mut Vec<u8>,
    ) {
        let k = transitions.tags;
        let mut before = transitions.rows[k];
        before.iter_mut().zip(&scores[..k]).for_each(|(sum, score)| *sum = *sum + *score);
        self.back.clear();
        for row in scores.chunks_exact(stride).skip(1) {
            let mut back = [0; MAX_TAGS];
            before = step(&before, transitions, &mut back);
            before.iter_mut().zip(&row[..k]).for_each(|(sum, score)| *sum = *sum + *score);
            self.back.push(back);
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

/// One token further: the sums of the best ways to each tag, and from which tag they come; of several as good from the
/// first. No tag is left out however hopeless: to ask costs more than to add.
#[inline(always)]
fn step<S: Score>(before: &Row<S>, transitions: &Transitions<S>, back: &mut [u8; MAX_TAGS]) -> Row<S> {
    let mut now = [S::default(); MAX_TAGS];
    let blocks = now.as_chunks_mut::<BLOCK>().0.iter_mut().zip(back.as_chunks_mut::<BLOCK>().0);
    for (block, (now, back)) in blocks.enumerate().take(transitions.tags.div_ceil(BLOCK)) {
        let gains = |from: usize| transitions.rows[from].as_chunks::<BLOCK>().0[block].map(|gain| before[from] + gain);
        let (mut best, mut from_tag) = (gains(0), [0u32; BLOCK]);
        for from in 1..transitions.tags {
            let sums = gains(from);
            for i in 0..BLOCK {
                let better = sums[i] > best[i];
                best[i] = if better { sums[i] } else { best[i] };
                from_tag[i] = if better { from as u32 } else { from_tag[i] };
            }
        }
        *now = best;
        *back = from_tag.map(|from| from as u8);
    }
    now
}

/// The place of the first of the highest scores.
fn best_of<S: Score>(scores: &[S]) -> usize {
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
            lattice.decode(&scores, 3, &Transitions::new(3, t.clone()), &mut found);
            let best = (0..81u32).map(|n| (0..4).map(|i| (n / 3u32.pow(i) % 3) as u8).collect::<Vec<_>>())
                .map(|path| total(&path, 3, &scores, &t)).max();
            prop_assert_eq!(best, Some(total(&found, 3, &scores, &t)));
        }
    }
}
