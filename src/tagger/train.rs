//! Learning: structured passive-aggressive updates (Crammer et al. 2006) or the structured perceptron (Collins 2002),
//! both averaged.
//!
//! Deterministic bit for bit: one thread, a fixed order from a fixed seed, and no function whose result differs between
//! machines.

use super::viterbi::{Lattice, Transitions};
use super::{Sequence, Weights, hash};
use rustc_hash::FxHashMap;

/// A sequence with the tags it should get.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The features of its tokens.
    pub features: Sequence,
    /// The right tag of each token.
    pub tags: Vec<u8>,
}

/// How far a mistake moves the weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Update {
    /// As far as needed to put the right tags ahead by the square root of the number of wrong ones, at most by this.
    PassiveAggressive(f32),
    /// By one, whatever the mistake.
    Perceptron,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The number of tags.
    pub tags: usize,
    /// How often to go through the examples.
    pub iterations: usize,
    /// How far a mistake moves the weights.
    pub update: Update,
    /// A feature gets a weight for a tag when the two occur together this often.
    pub min_count: u8,
    /// The order of the examples follows from it.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { tags: 2, iterations: 10, update: Update::PassiveAggressive(0.1), min_count: 2, seed: 1 }
    }
}

/// Learns weights from the examples; one that stands there twice counts twice. `report` is told after each iteration.
pub fn train(examples: &[&Example], options: &Options, report: &mut dyn FnMut(&str)) -> Weights {
    let mut learner = Learner::new(examples, options);
    let mut order: Vec<usize> = (0..learner.examples.len()).collect();
    let mut state = hash::mix(options.seed, 0);
    for iteration in 1..=options.iterations {
        shuffle(&mut order, &mut state);
        let (mut wrong, mut all) = (0, 0);
        for &at in &order {
            wrong += learner.learn(at, options.update);
            all += learner.examples[at].gold.len();
        }
        report(&format!("iteration {iteration}: {wrong} of {all} tags wrong"));
    }
    learner.finish()
}

/// An example with its features numbered.
pub(super) struct Numbered {
    features: Vec<u32>,
    ends: Vec<u32>,
    pub(super) gold: Vec<u8>,
}

struct Learner {
    tags: usize,
    /// The hash of each feature.
    hashes: Vec<u64>,
    /// For each feature the tags it may have a weight for, as bits.
    allowed: Vec<u32>,
    examples: Vec<Numbered>,
    /// Weights, `tags` for each feature; and their changes, each times the step it was made in.
    weights: Vec<f32>,
    changes: Vec<f32>,
    transitions: Transitions,
    transition_changes: Vec<f32>,
    step: u32,
    lattice: Lattice,
    scores: Vec<f32>,
    found: Vec<u8>,
    /// Wanted changes as (feature or transition and tag, count).
    delta: Vec<(u32, f32)>,
}

impl Learner {
    fn new(examples: &[&Example], options: &Options) -> Self {
        let tags = options.tags;
        let (numbers, hashes) = number_features(examples, options.min_count);
        let mut counts = vec![0u8; hashes.len() * tags];
        let mut numbered = Vec::with_capacity(examples.len());
        for example in examples {
            let one = Numbered::new(example, &numbers);
            for (at, tag) in one.gold.iter().enumerate() {
                for feature in one.token(at) {
                    let count = &mut counts[*feature as usize * tags + *tag as usize];
                    *count = count.saturating_add(1);
                }
            }
            numbered.push(one);
        }
        let allow = |row: &[u8]| (0..tags).filter(|t| row[*t] >= options.min_count).fold(0, |bits, t| bits | 1 << t);
        let rows = tags * (tags + 1);
        Self {
            tags,
            allowed: counts.chunks(tags).map(allow).collect(),
            weights: vec![0.0; counts.len()],
            changes: vec![0.0; counts.len()],
            hashes,
            examples: numbered,
            transitions: Transitions::new(tags, vec![0.0; rows]),
            transition_changes: vec![0.0; rows],
            step: 0,
            lattice: Lattice::default(),
            scores: Vec::new(),
            found: Vec::new(),
            delta: Vec::new(),
        }
    }

    /// Tags an example and moves the weights if it errs; the number of wrong tags.
    fn learn(&mut self, at: usize, update: Update) -> usize {
        self.step += 1;
        let example = &self.examples[at];
        let tags = self.tags;
        self.scores.clear();
        self.scores.resize(example.gold.len() * tags, 0.0);
        for (token, sums) in self.scores.chunks_mut(tags).enumerate() {
            for feature in example.token(token) {
                let row = &self.weights[*feature as usize * tags..][..tags];
                sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
            }
        }
        self.lattice.decode(&self.scores, tags, &self.transitions, &mut self.found);
        let wrong = self.found.iter().zip(&example.gold).filter(|(a, b)| a != b).count();
        if wrong > 0 {
            self.wanted_changes(at);
            let size = match update {
                Update::Perceptron => 1.0,
                Update::PassiveAggressive(most) => most.min(self.cost(at, wrong)),
            };
            self.change(size);
        }
        wrong
    }

    /// Fills `delta` with what tells the right tags from those found, each feature and tag once. Transitions are
    /// numbered behind the features.
    fn wanted_changes(&mut self, at: usize) {
        let (example, tags) = (&self.examples[at], self.tags);
        let behind = (self.hashes.len() * tags) as u32;
        self.delta.clear();
        for (sign, path) in [(1.0, &example.gold), (-1.0, &self.found)] {
            let mut from = tags;
            for (token, tag) in path.iter().enumerate() {
                let to = *tag as usize;
                self.delta.push((behind + (from * tags + to) as u32, sign));
                from = to;
                if example.gold[token] == self.found[token] {
                    continue;
                }
                let allowed = example.token(token).iter().filter(|f| self.allowed[**f as usize] >> to & 1 == 1);
                self.delta.extend(allowed.map(|f| (f * tags as u32 + to as u32, sign)));
            }
        }
        self.delta.sort_unstable_by_key(|(key, _)| *key);
        self.delta.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            kept.1 += if same { later.1 } else { 0.0 };
            same
        });
        self.delta.retain(|(_, count)| *count != 0.0);
    }

    /// What it would take to put the right tags ahead by the square root of the number of wrong ones.
    fn cost(&self, at: usize, wrong: usize) -> f32 {
        let behind = self.weights.len();
        let weight = |key: usize| match key.checked_sub(behind) {
            Some(transition) => self.transitions.scores()[transition],
            None => self.weights[key],
        };
        debug_assert_eq!(self.examples[at].gold.len(), self.found.len());
        let lead: f32 = self.delta.iter().map(|(key, count)| count * weight(*key as usize)).sum();
        let norm: f32 = self.delta.iter().map(|(_, count)| count * count).sum();
        ((wrong as f32).sqrt() - lead).max(0.0) / norm.max(1.0)
    }

    fn change(&mut self, size: f32) {
        let behind = self.weights.len();
        let step = self.step as f32;
        let first = self.delta.partition_point(|(key, _)| (*key as usize) < behind);
        for (key, count) in &self.delta[..first] {
            self.weights[*key as usize] += size * count;
            self.changes[*key as usize] += step * size * count;
        }
        let moved = &self.delta[first..];
        let changes = &mut self.transition_changes;
        self.transitions.change(|scores| {
            for (key, count) in moved {
                scores[*key as usize - behind] += size * count;
                changes[*key as usize - behind] += step * size * count;
            }
        });
    }

    /// The weights as they were on average over all steps.
    fn finish(self) -> Weights {
        let steps = self.step as f32 + 1.0;
        let mean = |(w, c): (&f32, &f32)| w - c / steps;
        let rows = self.weights.chunks(self.tags).zip(self.changes.chunks(self.tags));
        let mut features: Vec<_> = self
            .hashes
            .iter()
            .zip(rows)
            .map(|(hash, (w, c))| (*hash, w.iter().zip(c).map(mean).collect::<Box<[f32]>>()))
            .filter(|(_, row)| row.iter().any(|w| *w != 0.0))
            .collect();
        features.sort_unstable_by_key(|(hash, _)| *hash);
        let transitions = self.transitions.scores().iter().zip(&self.transition_changes).map(mean).collect();
        Weights { tags: self.tags, features, transitions }
    }
}

impl Numbered {
    pub(super) fn new(example: &Example, numbers: &FxHashMap<u64, u32>) -> Self {
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for at in 0..example.features.len() {
            features.extend(example.features.token(at).iter().filter_map(|hash| numbers.get(hash)));
            ends.push(features.len() as u32);
        }
        Self { features, ends, gold: example.tags.clone() }
    }

    pub(super) fn token(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(0, |i| self.ends[i]);
        &self.features[start as usize..self.ends[at] as usize]
    }
}

/// Numbers for the features that occur at least `min_count` times, by first occurrence, and their hashes.
pub(super) fn number_features(examples: &[&Example], min_count: u8) -> (FxHashMap<u64, u32>, Vec<u64>) {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    let mut hashes = Vec::new();
    let every = || examples.iter().flat_map(|e| (0..e.features.len()).flat_map(|at| e.features.token(at)));
    every().for_each(|hash| *seen.entry(*hash).or_default() += 1);
    seen.retain(|_, count| *count >= u32::from(min_count));
    for number in seen.values_mut() {
        *number = u32::MAX;
    }
    for hash in every() {
        if let Some(number) = seen.get_mut(hash).filter(|n| **n == u32::MAX) {
            *number = hashes.len() as u32;
            hashes.push(*hash);
        }
    }
    seen.shrink_to_fit();
    (seen, hashes)
}

/// Fisher and Yates's shuffle.
pub(super) fn shuffle(order: &mut [usize], state: &mut u64) {
    *state |= 1;
    for last in (1..order.len()).rev() {
        order.swap(last, random(state) as usize % (last + 1));
    }
}

/// A number below two to the power of 31 (xorshift64*: Marsaglia 2003, Vigna 2016). The state must not be 0.
pub(super) fn random(state: &mut u64) -> u64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Model, Scratch};
    use super::*;

    /// Words in capitals are names; what stands right before `said` is a source, name or not.
    pub(in super::super) fn example(text: &str) -> Example {
        let words: Vec<_> = text.split(' ').collect();
        let mut features = Sequence::default();
        let mut tags = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).copied().unwrap_or("");
            features.push(hash::mix(1, hash::word(word)));
            features.push(hash::mix(2, hash::word(next)));
            features.push(hash::mix(3, word.chars().all(char::is_uppercase).into()));
            features.push(0);
            features.end_token();
            tags.push(if next == "said" { 2 } else { word.chars().all(char::is_uppercase).into() });
        }
        Example { features, tags }
    }

    fn learned(update: Update, seed: u64) -> Weights {
        let texts = [
            "IT was ANNA who said no",
            "he said IT and BEN said no",
            "ANNA and BEN left",
            "they said IT to ANNA",
            "no one said more and no one left",
        ];
        let examples: Vec<_> = texts.iter().map(|t| example(t)).collect();
        let options = Options { tags: 3, update, seed, min_count: 1, ..Options::default() };
        train(&examples.iter().collect::<Vec<_>>(), &options, &mut |_| ())
    }

    #[test]
    fn both_updates_learn_what_the_examples_show() {
        for update in [Update::Perceptron, Update::PassiveAggressive(0.1)] {
            let bytes = learned(update, 1).to_bytes(0.0);
            let model = Model::parse(&bytes).unwrap();
            let unseen = example("CLARA said DAVID and she said no");
            assert_eq!(model.tag(&[&unseen.features], &mut Scratch::default()), unseen.tags, "{update:?}");
        }
    }

    #[test]
    fn another_seed_is_another_order() {
        let order = |seed| {
            let mut order: Vec<usize> = (0..50).collect();
            shuffle(&mut order, &mut hash::mix(seed, 0));
            order
        };
        let orders: std::collections::BTreeSet<_> = (1..9).map(order).collect();
        assert_eq!(orders.len(), 8);
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let bytes = |seed| learned(Update::PassiveAggressive(0.1), seed).to_bytes(0.0);
        assert_eq!(bytes(7), bytes(7));
    }

    #[test]
    fn a_mean_of_weights_tags_as_they_do() {
        let all: Vec<_> = (1..4).map(|seed| learned(Update::Perceptron, seed)).collect();
        let bytes = Weights::mean(&all).to_bytes(0.01);
        let unseen = example("CLARA said no");
        let model = Model::parse(&bytes).unwrap();
        assert_eq!((model.tags(), model.tag(&[&unseen.features], &mut Scratch::default())), (3, &unseen.tags[..]));
    }
}
