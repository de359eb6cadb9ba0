//! Learning: steps against the gradient by its first two moments (Adam: Kingma, Ba 2015), each from the examples of a
//! batch, at first growing, then shrinking; as a result the mean of the numbers over the last steps (Polyak, Juditsky
//! 1992).
//!
//! Deterministic bit for bit, however many threads there are: each batch is parted in the same way, and the parts are
//! added up in the same order.

use super::gradient::{Turned, Worker};
use super::teacher::Thought;
use super::{Rows, Weights};
use crate::tagger::hash;
use crate::tagger::train::shuffle;
use rayon::prelude::*;

/// A sequence to learn from: with its right tags, with what teachers think of it, or with both.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// What each token's word is.
    pub words: Rows,
    /// Where each token stands.
    pub places: Rows,
    /// The right tags; none where nobody has said what they are.
    pub tags: Vec<u8>,
    /// What teachers think of it.
    pub thought: Option<Thought>,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often to go through the examples.
    pub epochs: usize,
    /// The largest step.
    pub rate: f32,
    /// The share of numbers left out each time, from 0 to below 1.
    pub dropout: f32,
    /// The share of words taken for unknown each time.
    pub unknown: f32,
    /// Tokens that one step learns from.
    pub batch: usize,
    /// The order of the examples and what is left out follow from it.
    pub seed: u64,
    /// How much teachers are trusted against the right tags, from 0 to 1.
    pub trust: f32,
}

/// Parts of a batch.
const PARTS: usize = 2;
/// Steps until the steps are as large as they get, and the smallest share of that later on.
const WARM_UP: f32 = 200.0;
const SMALLEST: f32 = 0.02;
/// How much of the mean stays with each step.
const STAYS: f32 = 0.999;
/// How much of the moments stays with each step.
const MOMENTS: [f32; 2] = [0.9, 0.99];
/// The length that a gradient has at most.
const LONGEST: f32 = 5.0;
/// Numbers that a thread works on at a time.
const CHUNK: usize = 1 << 16;

/// Learns from weights to begin with. `report` is told after each epoch its number from 0 on, the mean loss of a token, and
/// the mean of the weights so far.
pub fn train(
    weights: Weights,
    examples: &[Example],
    options: &Options,
    report: &mut dyn FnMut(usize, f32, &Weights),
) -> Weights {
    let tokens = examples.iter().map(|e| e.words.len()).sum::<usize>().max(1);
    let mut learner = Learner::new(weights, (options.epochs * tokens).div_ceil(options.batch.max(1)));
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = hash::mix(options.seed, 0);
    for epoch in 0..options.epochs {
        shuffle(&mut order, &mut state);
        let (mut loss, mut rest) = (0.0, &order[..]);
        while !rest.is_empty() {
            let mut size = 0;
            let full = rest.iter().position(|at| {
                size += examples[*at].words.len();
                size >= options.batch
            });
            let (batch, later) = rest.split_at(full.map_or(rest.len(), |last| last + 1));
            let batch: Vec<_> = batch.iter().map(|at| &examples[*at]).collect();
            loss += learner.learn(&batch, size.max(1), options);
            rest = later;
        }
        report(epoch, loss / tokens as f32, &learner.mean);
    }
    learner.mean
}

struct Learner {
    weights: Weights,
    mean: Weights,
    moments: Vec<[f32; 2]>,
    workers: Vec<Worker>,
    step: usize,
    steps: usize,
}

impl Learner {
    fn new(weights: Weights, steps: usize) -> Self {
        let size = weights.numbers.len();
        Self {
            mean: weights.clone(),
            weights,
            moments: vec![[0.0; 2]; size],
            workers: (0..PARTS).map(|_| Worker::new(size)).collect(),
            step: 0,
            steps: steps.max(1),
        }
    }

    /// One step; the loss of the batch.
    fn learn(&mut self, batch: &[&Example], tokens: usize, options: &Options) -> f32 {
        self.step += 1;
        let Self { weights, workers, step, .. } = self;
        let turned = Turned::of(weights);
        workers.par_iter_mut().enumerate().for_each(|(part, worker)| {
            worker.begin();
            for (n, example) in batch.iter().enumerate().filter(|(n, _)| n % PARTS == part) {
                let mut state = hash::mix(hash::mix(options.seed, *step as u64), n as u64);
                worker.learn(weights, &turned, example, options, &mut state);
            }
        });
        let loss = workers.iter().map(|worker| worker.loss).sum();
        let mut gradient = std::mem::take(&mut self.workers[0].gradient);
        let length = self.add_up(&mut gradient, 1.0 / tokens as f32);
        self.move_by(&gradient, (LONGEST / length.max(1e-9)).min(1.0), options.rate);
        self.workers[0].gradient = gradient;
        loss
    }

    /// Adds the gradients of the other workers to that of the first, and takes the share of a token of them; the length.
    fn add_up(&self, gradient: &mut [f32], share: f32) -> f32 {
        gradient.par_chunks_mut(CHUNK).enumerate().for_each(|(n, chunk)| {
            for other in &self.workers[1..] {
                chunk.iter_mut().zip(&other.gradient[n * CHUNK..]).for_each(|(sum, x)| *sum += x);
            }
            for x in chunk {
                *x *= share;
            }
        });
        let squares: Vec<f32> = gradient.par_chunks(CHUNK).map(|chunk| chunk.iter().map(|x| x * x).sum()).collect();
        squares.iter().sum::<f32>().sqrt()
    }

    /// How large a step is now, for the largest of all.
    fn rate(&self, most: f32) -> f32 {
        let (step, steps) = (self.step as f32, self.steps as f32);
        most * (step / WARM_UP).min(1.0) * (1.0 - (step - 1.0) / steps).max(SMALLEST)
    }

    fn move_by(&mut self, gradient: &[f32], scale: f32, rate: f32) {
        let rate = self.rate(rate);
        let step = i32::try_from(self.step).unwrap_or(i32::MAX).min(5_000);
        let grown = MOMENTS.map(|stays| 1.0 / (1.0 - power(stays, step)));
        let stays = STAYS.min(self.step as f32 / (self.step as f32 + 10.0));
        let numbers = self.weights.numbers.par_chunks_mut(CHUNK).zip(self.mean.numbers.par_chunks_mut(CHUNK));
        let all = numbers.zip(self.moments.par_chunks_mut(CHUNK)).zip(gradient.par_chunks(CHUNK));
        all.for_each(|(((numbers, mean), moments), gradient)| {
            for (((x, mean), [first, second]), g) in numbers.iter_mut().zip(mean).zip(moments).zip(gradient) {
                let g = g * scale;
                *first = MOMENTS[0] * *first + (1.0 - MOMENTS[0]) * g;
                *second = MOMENTS[1] * *second + (1.0 - MOMENTS[1]) * g * g;
                *x -= rate * (*first * grown[0]) / ((*second * grown[1]).sqrt() + 1e-8);
                *mean = stays * *mean + (1.0 - stays) * *x;
            }
        });
    }
}

/// A power by multiplication alone, so that it is the same on every machine.
fn power(of: f32, times: i32) -> f32 {
    (0..times).fold(1.0, |power, _| power * of)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Row, example, shape};
    use super::super::{Memory, Network};
    use super::*;

    fn learned(epochs: usize, examples: u64) -> Weights {
        let examples: Vec<_> = (0..examples).map(|n| example(n, 30)).collect();
        let options = Options { epochs, rate: 0.02, dropout: 0.1, unknown: 0.0, batch: 60, seed: 1, trust: 0.0 };
        train(Weights::new(shape(), 1), &examples, &options, &mut |_, _, _| ())
    }

    #[test]
    fn what_is_far_away_is_learned_in_both_directions() {
        let network = Network::parse(&learned(16, 60).to_bytes()).unwrap();
        let mut memory = Memory::default();
        let (mut right, mut all) = (0, 0);
        for n in 100..120 {
            let example = example(n, 30);
            let tags = network.tag(&Row(&example), &mut memory);
            right += tags.iter().zip(&example.tags).filter(|(a, b)| a == b).count();
            all += tags.len();
        }
        assert!(right * 100 > all * 93, "{right} of {all}");
    }

    #[test]
    fn learning_again_gives_the_same_bytes() {
        assert_eq!(learned(1, 10).to_bytes(), learned(1, 10).to_bytes());
    }
}
