//! Learning: a conditional random field (Lafferty and others 2001) by stochastic gradients with steps of their own
//! for each weight (Duchi, Hazan, Singer 2011), a quadratic penalty, and features left out at random (Wang,
//! Manning 2013). It errs where the passive-aggressive learner does not, so that a mean of both is better than either.
//!
//! Deterministic bit for bit: one thread, a fixed order from a fixed seed, and an exponential of its own.

use super::train::{Example, Numbered, number_features, random, shuffle};
use super::{Weights, hash};

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The number of tags.
    pub tags: usize,
    /// How often to go through the examples; the weights are the mean over the later half.
    pub epochs: usize,
    /// The first step of a weight.
    pub rate: f32,
    /// The weight of the quadratic penalty.
    pub penalty: f32,
    /// The share of features left out each time, from 0 to below 1.
    pub noise: f32,
    /// A feature gets weights when it occurs this often.
    pub min_count: u8,
    /// The order of the examples and the features left out follow from it.
    pub seed: u64,
}

/// Learns weights from the examples. `report` is told after each epoch.
pub fn train(examples: &[&Example], options: &Options, report: &mut dyn FnMut(&str)) -> Weights {
    let (numbers, hashes) = number_features(examples, options.min_count);
    let examples: Vec<_> = examples.iter().map(|e| Numbered::new(e, &numbers)).collect();
    drop(numbers);
    let mut learner = Learner::new(&examples, hashes.len(), *options);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = hash::mix(options.seed, 0);
    for epoch in 0..options.epochs {
        shuffle(&mut order, &mut state);
        let (mut sure, mut all) = (0.0, 0);
        for &at in &order {
            sure += learner.learn(&examples[at], &mut state);
            all += examples[at].gold.len();
        }
        if epoch >= options.epochs / 2 {
            learner.remember();
        }
        report(&format!("epoch {}: right tags have probability {:.3} on average", epoch + 1, sure / all.max(1) as f32));
    }
    learner.finish(&hashes)
}

/// Weights with the squares of their gradients so far and the sum that their mean is made of.
#[derive(Default)]
struct Moving {
    weights: Vec<f32>,
    squares: Vec<f32>,
    sums: Vec<f32>,
}

impl Moving {
    fn new(count: usize) -> Self {
        Self { weights: vec![0.0; count], squares: vec![0.0; count], sums: vec![0.0; count] }
    }

    #[inline]
    fn step(&mut self, at: usize, rate: f32, gradient: f32) {
        self.squares[at] += gradient * gradient;
        self.weights[at] -= rate * gradient / (self.squares[at] + 0.1).sqrt();
    }

    fn remember(&mut self) {
        self.sums.iter_mut().zip(&self.weights).for_each(|(sum, w)| *sum += w);
    }
}

struct Learner {
    options: Options,
    features: Moving,
    transitions: Moving,
    /// For each feature the tags it occurs with, as bits; only these get a weight.
    allowed: Vec<u32>,
    /// For each feature how much of a weight is taken back each time it is seen.
    decay: Vec<f32>,
    remembered: usize,
    /// The features of the sequence that are not left out, and where those of each token end.
    kept: Vec<u32>,
    ends: Vec<usize>,
    lattice: Lattice,
}

impl Learner {
    fn new(examples: &[Numbered], features: usize, options: Options) -> Self {
        let tags = options.tags;
        let (mut allowed, mut counts) = (vec![0u32; features], vec![0u32; features]);
        for example in examples {
            for (at, tag) in example.gold.iter().enumerate() {
                for feature in example.token(at) {
                    allowed[*feature as usize] |= 1 << tag;
                    counts[*feature as usize] += 1;
                }
            }
        }
        Self {
            options,
            features: Moving::new(features * tags),
            transitions: Moving::new(tags * (tags + 1)),
            allowed,
            decay: counts.iter().map(|count| 2.0 * options.penalty / *count as f32).collect(),
            remembered: 0,
            kept: Vec::new(),
            ends: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    /// Moves the weights towards the right tags of an example; the sum of the probabilities they had.
    fn learn(&mut self, example: &Numbered, state: &mut u64) -> f32 {
        if example.gold.is_empty() {
            return 0.0;
        }
        self.weigh(example, state);
        self.lattice.sum(self.options.tags, &self.transitions.weights);
        self.move_transitions(&example.gold);
        self.move_features(&example.gold)
    }

    /// Chooses the features that are kept, and scores the tags of each token.
    fn weigh(&mut self, example: &Numbered, state: &mut u64) {
        let (tags, noise) = (self.options.tags, self.options.noise);
        let left_out = f64::from(noise) * 2f64.powi(31);
        let scores = &mut self.lattice.scores;
        scores.clear();
        scores.resize(example.gold.len() * tags, 0.0);
        self.kept.clear();
        self.ends.clear();
        for (at, row) in scores.chunks_mut(tags).enumerate() {
            for feature in example.token(at) {
                if noise > 0.0 && (random(state) as f64) < left_out {
                    continue;
                }
                self.kept.push(*feature);
                let weights = &self.features.weights[*feature as usize * tags..][..tags];
                row.iter_mut().zip(weights).for_each(|(score, w)| *score += w);
            }
            for score in row.iter_mut() {
                *score /= 1.0 - noise;
            }
            self.ends.push(self.kept.len());
        }
    }

    fn move_transitions(&mut self, gold: &[u8]) {
        let (k, rate) = (self.options.tags, self.options.rate);
        let mut pairs = vec![0.0; k * k];
        for (at, tag) in gold.iter().enumerate() {
            let to = usize::from(*tag);
            let Some(from) = at.checked_sub(1).map(|i| usize::from(gold[i])) else {
                for tag in 0..k {
                    let gradient = self.lattice.odds[tag] - f32::from(u8::from(tag == to));
                    self.transitions.step(k * k + tag, rate, gradient);
                }
                continue;
            };
            self.lattice.pairs(at, k, &mut pairs);
            pairs[from * k + to] -= 1.0;
            for (pair, gradient) in pairs.iter().enumerate().filter(|(_, g)| g.abs() > 0.01) {
                self.transitions.step(pair, rate, *gradient);
            }
        }
    }

    /// Moves the weights of the features kept; the sum of the probabilities that the right tags had.
    fn move_features(&mut self, gold: &[u8]) -> f32 {
        let Options { tags, rate, noise, .. } = self.options;
        let (mut sure, mut start) = (0.0, 0);
        let mut active = Vec::with_capacity(tags);
        for ((tag, odds), end) in gold.iter().zip(self.lattice.odds.chunks_mut(tags)).zip(&self.ends) {
            let kept = &self.kept[start..*end];
            start = *end;
            let right = &mut odds[usize::from(*tag)];
            sure += *right;
            *right -= 1.0;
            if right.abs() < 0.002 {
                continue;
            }
            active.clear();
            active.extend(odds.iter().copied().enumerate().filter(|(_, gradient)| gradient.abs() > 0.001));
            for feature in kept.iter().map(|f| *f as usize) {
                for (tag, gradient) in active.iter().filter(|(tag, _)| self.allowed[feature] >> tag & 1 == 1) {
                    let at = feature * tags + tag;
                    let back = self.decay[feature] * self.features.weights[at];
                    self.features.step(at, rate, gradient / (1.0 - noise) + back);
                }
            }
        }
        sure
    }

    fn remember(&mut self) {
        self.remembered += 1;
        self.features.remember();
        self.transitions.remember();
    }

    fn finish(self, hashes: &[u64]) -> Weights {
        let share = 1.0 / self.remembered.max(1) as f32;
        let mean = |sums: &[f32]| -> Box<[f32]> { sums.iter().map(|sum| sum * share).collect() };
        let rows = hashes.iter().zip(self.features.sums.chunks(self.options.tags));
        let mut features: Vec<_> =
            rows.filter(|(_, row)| row.iter().any(|w| *w != 0.0)).map(|(hash, row)| (*hash, mean(row))).collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        Weights { tags: self.options.tags, features, transitions: mean(&self.transitions.sums).into_vec() }
    }
}

/// Sums over all sequences of tags, forwards and backwards (Baum, Welch 1970), each row scaled to a sum of one.
#[derive(Default)]
struct Lattice {
    /// A row of scores by tag for each token, and e to the power of them.
    scores: Vec<f32>,
    powers: Vec<f32>,
    /// e to the power of the transitions, a row for each tag to come from, then the start's.
    steps: Vec<f32>,
    forward: Vec<f32>,
    backward: Vec<f32>,
    /// The probability of each tag of each token.
    odds: Vec<f32>,
}

impl Lattice {
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
        self.odds.clear();
        self.odds.extend(self.forward.iter().zip(&self.backward).map(|(f, b)| f * b));
        self.odds.chunks_mut(k).for_each(normalise);
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

/// The logistic function of any number, the same on every machine.
pub fn sigmoid(x: f32) -> f32 {
    let small = exp(-x.abs());
    if x < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

#[cfg(test)]
mod tests {
    use super::super::train::tests::example;
    use super::super::{Model, Scratch};
    use super::*;

    fn learned(seed: u64) -> Weights {
        let texts = [
            "IT was ANNA who said no",
            "he said IT and BEN said no",
            "ANNA and BEN left",
            "they said IT to ANNA",
            "no one said more and no one left",
        ];
        let examples: Vec<_> = texts.iter().map(|t| example(t)).collect();
        let options = Options { tags: 3, epochs: 30, rate: 0.5, penalty: 0.01, noise: 0.2, min_count: 1, seed };
        train(&examples.iter().collect::<Vec<_>>(), &options, &mut |_| ())
    }

    #[test]
    fn what_the_examples_show_is_learned() {
        let bytes = learned(1).to_bytes(0.0);
        let unseen = example("CLARA said DAVID and she said no");
        let model = Model::parse(&bytes).unwrap();
        assert_eq!(model.tag(&[&unseen.features], &mut Scratch::default()), unseen.tags);
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(learned(7).to_bytes(0.0), learned(7).to_bytes(0.0));
    }

    #[test]
    fn the_exponential_is_one() {
        for x in [0.0f32, -0.1, -0.7, -1.0, -5.5, -20.0] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-4, "{x}");
        }
        assert!(exp(-1000.0) < f32::MIN_POSITIVE);
    }
}
