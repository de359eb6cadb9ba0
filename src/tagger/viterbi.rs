//! The best sequence of tags under scores of tokens and of neighbours (Viterbi 1967).

use std::ops::Add;

/// What scores are made of: integers in a model, floating-point numbers while it is trained.
pub(super) trait Score: Copy + PartialOrd + Add<Output = Self> + std::ops::Sub<Output = Self> + Default {}
impl Score for i32 {}
impl Score for f32 {}

/// Scores of a tag after a tag, and of a tag at the start.
#[derive(Clone, Debug)]
pub(super) struct Transitions<S> {
    tags: usize,
    /// Row `from` of scores by `to`; the last row is the start's.
    scores: Vec<S>,
    /// For `from` and `best`: by how much `best` must lead for `from` to win with no tag to come.
    lead: Vec<S>,
}

impl<S: Score> Transitions<S> {
    /// `scores`: a row of `tags` scores for each tag to come from, then the start's row.
    pub(super) fn new(tags: usize, scores: Vec<S>) -> Self {
        let mut transitions = Self { tags, scores, lead: Vec::new() };
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
        self.lead.clear();
        for from in 0..k {
            for best in 0..k {
                let gains = (0..k).map(|to| self.scores[from * k + to] - self.scores[best * k + to]);
                self.lead.push(gains.fold(S::default(), |most, gain| if gain > most { gain } else { most }));
            }
        }
    }
}

/// Memory that decoding reuses.
#[derive(Clone, Debug, Default)]
pub(super) struct Lattice<S> {
    back: Vec<u8>,
    before: Vec<S>,
    now: Vec<S>,
}

impl<S: Score> Lattice<S> {
    /// Writes the best tags to `out`. `scores` holds a row of `stride` scores per token, of which the first `tags` count.
    pub(super) fn decode(&mut self, scores: &[S], stride: usize, transitions: &Transitions<S>, out: &mut Vec<u8>) {
        let k = transitions.tags;
        let count = scores.len() / stride;
        out.clear();
        if count == 0 {
            return;
        }
        self.back.clear();
        self.back.resize(count * k, 0);
        self.before.clear();
        self.before.extend((0..k).map(|to| transitions.scores[k * k + to] + scores[to]));
        for at in 1..count {
            self.step(at, &scores[at * stride..at * stride + k], transitions);
        }
        out.resize(count, 0);
        let mut tag = best_of(&self.before);
        for at in (0..count).rev() {
            out[at] = tag as u8;
            tag = self.back[at * k + tag] as usize;
        }
    }

    /// One token further. A tag that lags so far behind the best that no transition can make up for it is left out.
    fn step(&mut self, at: usize, scores: &[S], transitions: &Transitions<S>) {
        let k = scores.len();
        let best = best_of(&self.before);
        let back = &mut self.back[at * k..(at + 1) * k];
        let row = |from: usize| &transitions.scores[from * k..(from + 1) * k];
        self.now.clear();
        self.now.extend(row(best).iter().map(|t| self.before[best] + *t));
        back.fill(best as u8);
        for from in (0..k).filter(|from| *from != best) {
            if self.before[best] - self.before[from] >= transitions.lead[from * k + best] {
                continue;
            }
            for ((now, back), t) in self.now.iter_mut().zip(back.iter_mut()).zip(row(from)) {
                let score = self.before[from] + *t;
                if score > *now {
                    *now = score;
                    *back = from as u8;
                }
            }
        }
        self.now.iter_mut().zip(scores).for_each(|(now, score)| *now = *now + *score);
        std::mem::swap(&mut self.before, &mut self.now);
    }
}

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
