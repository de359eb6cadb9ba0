//! A layer of memories in whole numbers.

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use super::frozen::{MIDDLE, whole};
use super::whole::{PANEL, Product, ROWS};
use crate::tagger::LEVEL;
use fearless_simd::{Simd, dispatch};

/// A layer of memories.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// What comes in at the gates of memories [side by side](SIDE), gate by gate: those of one direction first.
    pub(super) gates: Vec<Product>,
    /// How much it remembers in each direction.
    pub(super) size: usize,
    /// Gates of a memory: 2 or 3.
    pub(super) kinds: usize,
}

/// Memories that are gone over side by side.
pub(super) const SIDE: usize = PANEL;
/// Steps of one in what is told.
pub(super) const TOLD: f32 = 63.0;

type Side<T> = [T; SIDE];

/// How far a gate opens: this share of what comes in, and half of it where nothing does.
const OPENS: (f32, f32) = (0.25, 0.5);

impl Layer {
    /// From what comes in for `count` tokens to what is told. `sums` is memory to use.
    pub(super) fn go_over(&self, count: usize, inputs: &mut Vec<u8>, told: &mut Vec<u8>, sums: &mut Vec<i32>) {
        let both = 2 * self.size;
        told.resize(count.next_multiple_of(ROWS) * both, 0);
        // What comes in at some gates is used at once, while it is near.
        for (gates, from) in self.gates.iter().zip((0..both).step_by(SIDE)) {
            gates.times(count, inputs, sums);
            dispatch!(*LEVEL, simd => self.remember(simd, count, (gates, from), sums, told));
        }
    }

    /// Goes over the tokens with the memories from a place on.
    #[inline(always)]
    fn remember<S: Simd>(&self, _: S, count: usize, side: (&Product, usize), sums: &[i32], out: &mut [u8]) {
        let ((gates, from), both) = (side, 2 * self.size);
        let gate = |kind: usize| Gate::of(gates, kind);
        let (new, keep) = (gate(0), gate(1).opening());
        let tell = (self.kinds == 3).then(|| gate(2).opening());
        let mut held = [0.0; SIDE];
        for step in 0..count {
            let at = if from < self.size { step } else { count - 1 - step };
            let row = &sums[at * self.kinds * SIDE..][..self.kinds * SIDE];
            let (new, keep) = (new.read(row), keep.read(row));
            for i in 0..SIDE {
                let new = new[i].clamp(-1.0, 1.0);
                held[i] = keep[i].clamp(0.0, 1.0) * (held[i] - new) + new;
            }
            let mut told = held;
            if let Some(tell) = &tell {
                let tell = tell.read(row);
                for i in 0..SIDE {
                    told[i] *= tell[i].clamp(0.0, 1.0);
                }
            }
            let out = &mut out[at * both + from..][..SIDE];
            for i in 0..SIDE {
                out[i] = whole(told[i] * TOLD + MIDDLE) as u8;
            }
        }
    }
}

/// Some of the outputs of a product side by side.
struct Gate {
    /// Its place among those that were summed up.
    place: usize,
    steps: Side<f32>,
    biases: Side<f32>,
}

impl Gate {
    #[inline(always)]
    fn of(product: &Product, place: usize) -> Self {
        let some = |all: &[f32]| all[place * SIDE..].first_chunk().copied().unwrap_or([0.0; SIDE]);
        Self { place, steps: some(&product.steps), biases: some(&product.biases) }
    }

    /// What is read of a gate that opens and closes is how far it is open, below 0 and above 1 too.
    #[inline(always)]
    fn opening(mut self) -> Self {
        self.steps.iter_mut().for_each(|step| *step *= OPENS.0);
        self.biases.iter_mut().for_each(|bias| *bias = *bias * OPENS.0 + OPENS.1);
        self
    }

    #[inline(always)]
    fn read(&self, sums: &[i32]) -> Side<f32> {
        let sums: Side<i32> = sums[self.place * SIDE..].first_chunk().copied().unwrap_or([0; SIDE]);
        let mut read = [0.0; SIDE];
        for i in 0..SIDE {
            read[i] = sums[i] as f32 * self.steps[i] + self.biases[i];
        }
        read
    }
}
