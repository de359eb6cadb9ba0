//! The best sequence of tags under scores of tokens and of neighbours (Viterbi 1967).

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use super::{LEVEL, MAX_TAGS};
use fearless_simd::{Simd, dispatch};
use std::ops::Add;

/// What scores are made of: integers in a model, floating-point numbers while it is trained.
pub(super) trait Score: Copy + PartialOrd + Add<Output = Self> + std::ops::Sub<Output = Self> + Default {}
impl Score for i32 {}
impl Score for f32 {}

/// A score for each tag; those behind the last tag are nobody's.
type Row<S, const WIDTH: usize = MAX_TAGS> = [S; WIDTH];

/// As many tags as names have are decoded in rows of this width, more in the widest.
const NARROW: usize = 8;

/// Scores of a tag after a tag, and of a tag at the start.
#[derive(Clone, Debug)]
pub(super) struct Transitions<S> {
    tags: usize,
    scores: Vec<S>,
    /// For each tag to come from the scores by tag to come to; then the start's.
    rows: Vec<Row<S>>,
    /// For `best` and `from`: by how much `best` must lead for `from` to win with no tag to come.
    lead: Vec<Row<S>>,
}

impl<S: Score> Transitions<S> {
    /// `scores`: a row of `tags` scores for each tag to come from, then the start's row.
    pub(super) fn new(tags: usize, scores: Vec<S>) -> Self {
        let mut transitions = Self { tags, scores, rows: Vec::new(), lead: Vec::new() };
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
        let lead = |best: usize, from: usize| {
            let gains = (0..k).map(|to| self.rows[from][to] - self.rows[best][to]);
            gains.fold(S::default(), |most, gain| if gain > most { gain } else { most })
        };
        let leads = |best| std::array::from_fn(|from| if from < k { lead(best, from) } else { S::default() });
        self.lead = (0..k).map(leads).collect();
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
            if transitions.tags <= NARROW {
                dispatch!(*LEVEL, simd => self.go::<S, _, NARROW>(simd, scores, stride, transitions, out));
            } else {
                dispatch!(*LEVEL, simd => self.go::<S, _, MAX_TAGS>(simd, scores, stride, transitions, out));
            }
        }
    }

    #[inline(always)]
    fn go<S: Score, L: Simd, const WIDTH: usize>(
        &mut self,
        _: L,
        scores: &[S],
        stride: usize,
        transitions: &Transitions<S>,
        out: &mut Vec<u8>,
    ) {
        let k = transitions.tags;
        let mut before = *start_of::<S, WIDTH>(&transitions.rows[k]);
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

/// One token further: the sums of the best ways to each tag, and from which tag they come. A tag that lags so far behind the
/// best that no transition can make up for it is left out.
#[inline(always)]
fn step<S: Score, const WIDTH: usize>(
    before: &Row<S, WIDTH>,
    transitions: &Transitions<S>,
    back: &mut [u8; MAX_TAGS],
) -> Row<S, WIDTH> {
    let k = transitions.tags;
    let best = best_of(&before[..k]);
    let mut now = *start_of::<S, WIDTH>(&transitions.rows[best]);
    let mut from_tag = [best as u32; WIDTH];
    for sum in &mut now {
        *sum = before[best] + *sum;
    }
    for from in (0..k).filter(|from| *from != best) {
        if before[best] - before[from] >= transitions.lead[best][from] {
            continue;
        }
        let row = start_of::<S, WIDTH>(&transitions.rows[from]);
        for to in 0..WIDTH {
            let sum = before[from] + row[to];
            let better = sum > now[to];
            now[to] = if better { sum } else { now[to] };
            from_tag[to] = if better { from as u32 } else { from_tag[to] };
        }
    }
    for (back, from) in back.iter_mut().zip(from_tag) {
        *back = from as u8;
    }
    now
}

#[inline(always)]
fn start_of<S: Score, const WIDTH: usize>(row: &Row<S>) -> &Row<S, WIDTH> {
    &row.as_chunks().0[0]
}

#[inline(always)]
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
