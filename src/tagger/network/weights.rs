//! The numbers of a network while it is learned.

use super::{Layout, Shape};
use crate::tagger::hash;
use std::ops::Range;

/// The numbers of a network while it is learned, as they are.
#[derive(Clone, Debug)]
pub struct Weights {
    /// How large the network is.
    pub shape: Shape,
    /// Where its parts lie among the numbers.
    pub layout: Layout,
    /// All its numbers.
    pub numbers: Vec<f32>,
}

/// The largest number to begin with of what words and places are.
const ROWS: f32 = 0.25;

impl Weights {
    /// The numbers of a network that has learned nothing, at random from a seed.
    pub fn new(shape: Shape, seed: u64) -> Self {
        let layout = shape.layout();
        let mut weights = Self { numbers: vec![0.0; layout.size], shape, layout };
        let Layout { words, places, window, layers, tags, .. } = weights.layout.clone();
        weights.scatter(words, ROWS, seed);
        weights.scatter(places, ROWS, seed);
        let Shape { width, .. } = weights.shape;
        weights.scatter(window, 1.0 / ((weights.shape.window() * width) as f32).sqrt(), seed);
        for (n, range) in layers.into_iter().enumerate() {
            weights.scatter(range.clone(), 1.0 / (weights.shape.into_layer(n) as f32).sqrt(), seed);
            // To begin with, more is kept than let go.
            let both = 2 * weights.shape.layers[n];
            let bias = range.end - weights.shape.gates * both;
            weights.numbers[bias + both..bias + 2 * both].iter_mut().for_each(|x| *x += 1.0);
        }
        weights.scatter(tags, 1.0 / (weights.shape.out() as f32).sqrt(), seed);
        weights
    }

    fn scatter(&mut self, range: Range<usize>, most: f32, seed: u64) {
        for at in range {
            let bits = hash::mix(seed, at as u64) >> 40;
            self.numbers[at] = (bits as f32 / (1u64 << 23) as f32 - 1.0) * most;
        }
    }

    /// Sets what a word is made of, from the first number on.
    pub fn set_word(&mut self, word: usize, numbers: &[f32]) {
        let from = self.layout.words.start + word * self.shape.width;
        let row = self.numbers.get_mut(from..from + self.shape.width).unwrap_or_default();
        row.iter_mut().zip(numbers).for_each(|(x, number)| *x = *number);
    }
}
