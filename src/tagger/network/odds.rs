//! How likely each tag of a sequence is, and how its likelihood changes with the scores: sums over all sequences of tags.

/// Sums over all sequences of tags, forwards and backwards (Baum, Welch 1970), each row scaled to a sum of one.
#[derive(Default)]
pub(super) struct Odds {
    /// A row of scores by tag for each token, and e to the power of them.
    scores: Vec<f32>,
    powers: Vec<f32>,
    /// e to the power of the transitions, a row for each tag to come from, then the start's.
    steps: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// The probability of each tag of each token.
    tags: Vec<f32>,
}

impl Odds {
    /// Sums up under scores of tokens and of transitions.
    pub(super) fn read(&mut self, k: usize, scores: &[f32], transitions: &[f32]) {
        self.scores.clear();
        self.scores.extend_from_slice(scores);
        self.sum(k, transitions);
    }

    /// Adds to `to` how often each transition is expected, the start's behind the others, `share` times.
    pub(super) fn expect(&self, k: usize, share: f32, to: &mut [f32]) {
        let (pairs, start) = to.split_at_mut(k * k);
        start.iter_mut().zip(&self.tags).for_each(|(sum, odds)| *sum += share * odds);
        let mut now = vec![0.0; k * k];
        for at in 1..self.tags.len() / k {
            self.pairs(at, k, &mut now);
            pairs.iter_mut().zip(&now).for_each(|(sum, pair)| *sum += share * pair);
        }
    }

    /// The probability of each tag of each token, in rows.
    pub(super) fn odds(&self) -> &[f32] {
        &self.tags
    }

    /// Fills everything but the scores, from these and from the weights of the transitions.
    fn sum(&mut self, k: usize, transitions: &[f32]) {
        let most = |row: &[f32]| row.iter().fold(f32::MIN, |most, x| most.max(*x));
        let highest = most(transitions);
        self.steps.clear();
        self.steps.extend(transitions.iter().map(|w| exp(w - highest)));
        self.powers.clear();
        for row in self.scores.chunks(k) {
            let highest = most(row);
            self.powers.extend(row.iter().map(|score| exp(score - highest)));
        }
        self.go_forward(k);
        self.go_backward(k);
        self.tags.clear();
        self.tags.extend(self.forward.iter().zip(&self.backward).map(|(f, b)| f * b));
        self.tags.chunks_mut(k).for_each(normalise);
    }

    fn go_forward(&mut self, k: usize) {
        self.forward.clear();
        self.forward.resize(self.powers.len(), 0.0);
        for at in 0..self.powers.len() / k {
            let (before, now) = self.forward.split_at_mut(at * k);
            let now = &mut now[..k];
            match at.checked_sub(1) {
                None => now.copy_from_slice(&self.steps[k * k..]),
                Some(last) => {
                    for (from, mass) in before[last * k..].iter().enumerate().filter(|(_, mass)| **mass > 1e-12) {
                        let row = &self.steps[from * k..(from + 1) * k];
                        now.iter_mut().zip(row).for_each(|(now, step)| *now += mass * step);
                    }
                }
            }
            now.iter_mut().zip(&self.powers[at * k..]).for_each(|(now, power)| *now *= power);
            normalise(now);
        }
    }

    fn go_backward(&mut self, k: usize) {
        let count = self.powers.len() / k;
        self.backward.clear();
        self.backward.resize(self.powers.len(), 1.0 / k as f32);
        let mut ahead = vec![0.0; k];
        for at in (0..count - 1).rev() {
            let next = (at + 1) * k;
            for (tag, mass) in ahead.iter_mut().enumerate() {
                *mass = self.powers[next + tag] * self.backward[next + tag];
            }
            for (from, now) in self.backward[at * k..next].iter_mut().enumerate() {
                *now = self.steps[from * k..(from + 1) * k].iter().zip(&ahead).map(|(step, mass)| step * mass).sum();
            }
            normalise(&mut self.backward[at * k..next]);
        }
    }

    /// The probability of each pair of tags of the token before `at` and of `at`.
    fn pairs(&self, at: usize, k: usize, pairs: &mut [f32]) {
        let (before, now) = (&self.forward[(at - 1) * k..at * k], at * k);
        for (from, mass) in before.iter().enumerate() {
            for to in 0..k {
                pairs[from * k + to] =
                    mass * self.steps[from * k + to] * self.powers[now + to] * self.backward[now + to];
            }
        }
        normalise(pairs);
    }
}

/// Scales numbers to a sum of one.
fn normalise(row: &mut [f32]) {
    let sum: f32 = row.iter().sum::<f32>().max(1e-30);
    for x in row {
        *x /= sum;
    }
}

/// e to the power of a number that is not above 0, the same on every machine: a power of two and the first terms of the
/// series for the rest.
fn exp(x: f32) -> f32 {
    if x < -60.0 {
        return 0.0;
    }
    let twos = (x * std::f32::consts::LOG2_E).floor();
    let rest = (x * std::f32::consts::LOG2_E - twos) * std::f32::consts::LN_2;
    let terms = [1.0, 0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0];
    let series = terms.iter().rev().fold(0.0, |sum, term| (sum + term) * rest);
    (1.0 + series) * f32::from_bits((twos as i32 + 127).max(1).cast_unsigned() << 23)
}
