//! A layer of memories in whole numbers.

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use super::frozen::{MIDDLE, whole};
use super::whole::{PANEL, Product, ROWS};
use crate::tagger::LEVEL;
use fearless_simd::prelude::*;
use fearless_simd::{Simd, dispatch, f32x16, i32x16};

/// A layer of memories.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    /// What comes in at the gates of [some rows](SIDES) of memories [side by side](SIDE), row by row and gate by gate: those
    /// of one direction first.
    pub(super) gates: Vec<Product>,
    /// How much it remembers in each direction.
    pub(super) size: usize,
    /// Gates of a memory: 2 or 3.
    pub(super) kinds: usize,
}

/// Memories that are gone over side by side.
pub(super) const SIDE: usize = PANEL;
/// Rows of these that take turns; there is an even number, as half of the memories go backwards.
pub(super) const SIDES: usize = 2;
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
        for (gates, from) in self.gates.iter().zip((0..both).step_by(SIDES * SIDE)) {
            gates.times(count, inputs, sums);
            dispatch!(*LEVEL, simd => self.remember(simd, count, (gates, from), sums, told));
        }
    }

    /// Goes over the tokens with the memories from a place on. What a memory holds waits for what it held before; so two
    /// rows of them take turns.
    #[inline(always)]
    fn remember<S: Simd>(&self, simd: S, count: usize, (gates, from): (&Product, usize), sums: &[i32], out: &mut [u8]) {
        let both = 2 * self.size;
        let sides: [_; SIDES] = std::array::from_fn(|side| {
            let gate = |kind: usize| Gate::of(simd, gates, side * self.kinds + kind);
            (gate(0), gate(1).opening(), gate(2).opening())
        });
        let number = |x: f32| f32x16::splat(simd, x);
        let (none, all, least) = (number(0.0), number(1.0), number(-1.0));
        let mut held = [none; SIDES];
        let sums = sums.as_chunks::<SIDE>().0;
        for step in 0..count {
            for (side, (held, (new, keep, tell))) in held.iter_mut().zip(&sides).enumerate() {
                let from = from + side * SIDE;
                let at = if from < self.size { step } else { count - 1 - step };
                let of_token = sums.get((SIDES * at + side) * self.kinds..).and_then(|sums| sums.get(..self.kinds));
                let Some([new_sums, keep_sums, rest @ ..]) = of_token else { return };
                let new = new.read(new_sums).max(least).min(all);
                *held = keep.read(keep_sums).max(none).min(all) * (*held - new) + new;
                let mut told = *held;
                if let [tell_sums] = rest {
                    told *= tell.read(tell_sums).max(none).min(all);
                }
                let told: Side<f32> = (told * number(TOLD) + number(MIDDLE)).into();
                if let Some(out) = out[at * both + from..].first_chunk_mut::<SIDE>() {
                    *out = told.map(|x| whole(x) as u8);
                }
            }
        }
    }
}

/// Some of the outputs of a product side by side.
#[derive(Clone, Copy)]
struct Gate<S: Simd> {
    steps: f32x16<S>,
    biases: f32x16<S>,
}

impl<S: Simd> Gate<S> {
    /// The gate at a place among those that are summed up; of none everything is 0.
    #[inline(always)]
    fn of(simd: S, product: &Product, place: usize) -> Self {
        let some = |all: &[f32]| all.as_chunks().0.get(place).copied().unwrap_or([0.0; SIDE]).simd_into(simd);
        Self { steps: some(&product.steps), biases: some(&product.biases) }
    }

    /// What is read of a gate that opens and closes is how far it is open, below 0 and above 1 too.
    #[inline(always)]
    fn opening(self) -> Self {
        Self { steps: self.steps * OPENS.0, biases: self.biases * OPENS.0 + OPENS.1 }
    }

    #[inline(always)]
    fn read(&self, sums: &Side<i32>) -> f32x16<S> {
        let sums = i32x16::from_slice(self.steps.simd, sums);
        sums.to_float::<f32x16<S>>() * self.steps + self.biases
    }
}
