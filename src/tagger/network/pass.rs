//! What a network makes of a sequence while it learns, layer by layer, in numbers as they are, some of them left out at
//! random (dropout: Srivastava and others 2014).

use super::product::add_product;
use super::{Rows, Weights};
use crate::tagger::hash;
use crate::tagger::train::random;

/// What a network makes of a sequence.
#[derive(Default)]
pub(super) struct Pass {
    /// The rows of each word, where none is left out.
    pub(super) rows: Rows,
    pub(super) words_mask: Vec<f32>,
    /// For each token the words around it.
    pub(super) around: Vec<f32>,
    pub(super) token: Vec<f32>,
    pub(super) token_mask: Vec<f32>,
    pub(super) layers: Vec<Layer>,
    pub(super) scores: Vec<f32>,
    words: Vec<f32>,
}

/// What a layer makes of a sequence. Its gates stand one behind the other: for both directions what is new, then how much of
/// the old is kept, then, where there are three, how much of the memory is told.
#[derive(Clone, Default)]
pub(super) struct Layer {
    gates: Vec<f32>,
    memory: Vec<f32>,
    told: Vec<f32>,
    pub(super) mask: Vec<f32>,
}

impl Pass {
    /// Reads a sequence. Shares of the numbers and of the words are left out; which of them follows from `state`.
    pub(super) fn forward(
        &mut self,
        weights: &Weights,
        words: &Rows,
        places: &Rows,
        [dropout, unknown]: [f32; 2],
        state: &mut u64,
    ) {
        let Weights { shape, layout, numbers } = weights;
        self.choose_rows(words, unknown, state);
        self.sum_words(weights, dropout, state);
        self.make_tokens(weights, places, dropout, state);
        self.layers.resize(shape.layers.len(), Layer::default());
        for (n, size) in shape.layers.iter().enumerate() {
            let mut layer = std::mem::take(&mut self.layers[n]);
            let (matrix, bias) = shape.layer(n, &numbers[layout.layers[n].clone()]);
            layer.forward(self.before(n), matrix, bias, *size, shape.gates);
            choose(&mut layer.mask, layer.told.len(), dropout, state);
            apply(&mut layer.told, &layer.mask);
            self.layers[n] = layer;
        }
        let (matrix, bias) = numbers[layout.tags.clone()].split_at(shape.out() * shape.tags);
        let mut scores = std::mem::take(&mut self.scores);
        repeat(&mut scores, bias, words.len());
        add_product(self.before(shape.layers.len()), shape.out(), matrix, &mut scores);
        self.scores = scores;
    }

    /// What comes into a layer, or into the tags behind the last one.
    pub(super) fn before(&self, layer: usize) -> &[f32] {
        layer.checked_sub(1).map_or(&self.token, |before| &self.layers[before].told)
    }

    /// The rows of each word, the first of which, its own, is now and then that of words that have none.
    fn choose_rows(&mut self, words: &Rows, unknown: f32, state: &mut u64) {
        let least = (unknown * 1024.0).floor();
        self.rows.clear();
        for at in 0..words.len() {
            for (n, row) in words.token(at).iter().enumerate() {
                let left_out = n == 0 && unknown > 0.0 && ((random(state) % 1024) as f32) < least;
                self.rows.push(if left_out { 0 } else { *row });
            }
            self.rows.end_token();
        }
    }

    fn sum_words(&mut self, weights: &Weights, dropout: f32, state: &mut u64) {
        let Weights { shape, layout, numbers } = weights;
        let (count, width, window) = (self.rows.len(), shape.width, shape.window() * shape.width);
        self.words.clear();
        self.words.resize(count * width, 0.0);
        for (at, sum) in self.words.chunks_exact_mut(width).enumerate() {
            for row in self.rows.token(at) {
                let row = &numbers[layout.words.start + *row as usize * width..][..width];
                sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            }
        }
        choose(&mut self.words_mask, count * width, dropout, state);
        apply(&mut self.words, &self.words_mask);
        self.around.clear();
        self.around.resize(count * window, 0.0);
        for (at, row) in self.around.chunks_exact_mut(window).enumerate() {
            for (place, part) in row.chunks_exact_mut(width).enumerate() {
                if let Some(from) = (at + place).checked_sub(shape.reach).filter(|from| *from < count) {
                    part.copy_from_slice(&self.words[from * width..][..width]);
                }
            }
        }
    }

    fn make_tokens(&mut self, weights: &Weights, places: &Rows, dropout: f32, state: &mut u64) {
        let Weights { shape, layout, numbers } = weights;
        let (count, token) = (places.len(), shape.token);
        self.token.clear();
        self.token.resize(count * token, 0.0);
        for (at, sum) in self.token.chunks_exact_mut(token).enumerate() {
            for place in places.token(at) {
                let row = &numbers[layout.places.start + *place as usize * token..][..token];
                sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            }
        }
        let window = &numbers[layout.window.clone()];
        add_product(&self.around, shape.window() * shape.width, window, &mut self.token);
        self.token.iter_mut().for_each(|x| *x = x.max(0.0));
        choose(&mut self.token_mask, count * token, dropout, state);
        apply(&mut self.token, &self.token_mask);
    }
}

/// How far a gate is open.
fn opened(x: f32) -> f32 {
    (0.25 * x + 0.5).clamp(0.0, 1.0)
}

/// How fast that changes.
fn slope(open: f32) -> f32 {
    if open > 0.0 && open < 1.0 { 0.25 } else { 0.0 }
}

impl Layer {
    fn forward(&mut self, rows: &[f32], matrix: &[f32], bias: &[f32], size: usize, kinds: usize) {
        let (both, wide, inputs) = (2 * size, bias.len(), matrix.len() / bias.len());
        let count = rows.len() / inputs;
        repeat(&mut self.gates, bias, count);
        add_product(rows, inputs, matrix, &mut self.gates);
        for row in self.gates.chunks_exact_mut(wide) {
            let (new, open) = row.split_at_mut(both);
            for x in new {
                *x = x.clamp(-1.0, 1.0);
            }
            for x in open {
                *x = opened(*x);
            }
        }
        self.memory.clear();
        self.memory.resize(count * both, 0.0);
        let mut held = vec![0.0; both];
        let mut step = |at: usize, places: std::ops::Range<usize>| {
            for j in places {
                let (new, keep) = (self.gates[at * wide + j], self.gates[at * wide + both + j]);
                held[j] = keep * held[j] + (1.0 - keep) * new;
                self.memory[at * both + j] = held[j];
            }
        };
        (0..count).for_each(|at| step(at, 0..size));
        (0..count).rev().for_each(|at| step(at, size..both));
        self.told.clear();
        for (memory, gates) in self.memory.chunks_exact(both).zip(self.gates.chunks_exact(wide)) {
            if kinds == 3 {
                self.told.extend(memory.iter().zip(&gates[2 * both..]).map(|(memory, tell)| memory * tell));
            } else {
                self.told.extend_from_slice(memory);
            }
        }
    }

    /// From how the loss changes with what is told to how it changes with what comes in at the gates.
    pub(super) fn backward(&self, told: &[f32], size: usize, kinds: usize, gates: &mut Vec<f32>) {
        let (both, wide) = (2 * size, 2 * size * kinds);
        let count = told.len() / both;
        gates.clear();
        gates.resize(count * wide, 0.0);
        let mut held = vec![0.0; both];
        let mut step = |at: usize, before: Option<usize>, places: std::ops::Range<usize>| {
            for j in places {
                let (g, told) = (at * wide + j, told[at * both + j]);
                let (new, keep) = (self.gates[g], self.gates[g + both]);
                let mut tell = 1.0;
                if kinds == 3 {
                    tell = self.gates[g + 2 * both];
                    gates[g + 2 * both] = told * self.memory[at * both + j] * slope(tell);
                }
                let change = told * tell + held[j];
                let was = before.map_or(0.0, |before| self.memory[before * both + j]);
                gates[g + both] = change * (was - new) * slope(keep);
                gates[g] = if new > -1.0 && new < 1.0 { change * (1.0 - keep) } else { 0.0 };
                held[j] = change * keep;
            }
        };
        (0..count).rev().for_each(|at| step(at, at.checked_sub(1), 0..size));
        (0..count).for_each(|at| step(at, Some(at + 1).filter(|before| *before < count), size..both));
    }
}

/// A row again and again.
fn repeat(out: &mut Vec<f32>, row: &[f32], count: usize) {
    out.clear();
    (0..count).for_each(|_| out.extend_from_slice(row));
}

/// Chooses which of `count` numbers are left out; the others grow by as much.
fn choose(mask: &mut Vec<f32>, count: usize, share: f32, state: &mut u64) {
    mask.clear();
    if share <= 0.0 {
        return mask.resize(count, 1.0);
    }
    let out = (share * 256.0).floor();
    let keep = 256.0 / (256.0 - out);
    while mask.len() < count {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let bits = hash::mix(*state, 0);
        mask.extend(bits.to_le_bytes().map(|byte| if f32::from(byte) < out { 0.0 } else { keep }));
    }
    mask.truncate(count);
}

/// Leaves out what a mask says.
pub(super) fn apply(numbers: &mut [f32], mask: &[f32]) {
    numbers.iter_mut().zip(mask).for_each(|(x, by)| *x *= by);
}
