//! Products of matrices, as fast as the processor at hand can.
//!
//! Sums are taken in the same order on every processor, and no product is fused with a sum, so that all of them give
//! the same numbers.

#![expect(clippy::inline_always, reason = "only what is part of a function gets the instructions it is dispatched to")]

use crate::tagger::LEVEL;
use fearless_simd::{Simd, dispatch};

/// Adds to each row of `out` the product of a row of `inputs` numbers and a matrix with a row for each of them.
pub(super) fn add_product(rows: &[f32], inputs: usize, matrix: &[f32], out: &mut [f32]) {
    dispatch!(*LEVEL, simd => add_rows(simd, rows, inputs, matrix, out));
}

#[inline(always)]
fn add_rows<S: Simd>(_: S, rows: &[f32], inputs: usize, matrix: &[f32], out: &mut [f32]) {
    let outputs = matrix.len() / inputs;
    for (row, out) in rows.chunks_exact(inputs).zip(out.chunks_exact_mut(outputs)) {
        for (x, weights) in row.iter().zip(matrix.chunks_exact(outputs)) {
            if *x != 0.0 {
                add_scaled(out, *x, weights);
            }
        }
    }
}

#[inline(always)]
fn add_scaled(out: &mut [f32], by: f32, row: &[f32]) {
    for (out, x) in out.iter_mut().zip(row) {
        *out += by * x;
    }
}

/// Adds to a matrix with a row of outputs for each of `inputs` what each row of inputs and its row of outputs make.
pub(super) fn add_outer(rows: &[f32], inputs: usize, other: &[f32], matrix: &mut [f32]) {
    dispatch!(*LEVEL, simd => add_outers(simd, rows, inputs, other, matrix));
}

#[inline(always)]
fn add_outers<S: Simd>(_: S, rows: &[f32], inputs: usize, other: &[f32], matrix: &mut [f32]) {
    let outputs = matrix.len() / inputs;
    for (row, other) in rows.chunks_exact(inputs).zip(other.chunks_exact(outputs)) {
        for (x, weights) in row.iter().zip(matrix.chunks_exact_mut(outputs)) {
            if *x != 0.0 {
                add_scaled(weights, *x, other);
            }
        }
    }
}

/// A matrix turned on its side.
pub(super) fn turned(matrix: &[f32], inputs: usize) -> Vec<f32> {
    let outputs = matrix.len() / inputs;
    let mut turned = vec![0.0; matrix.len()];
    for (i, row) in matrix.chunks_exact(outputs).enumerate() {
        for (o, x) in row.iter().enumerate() {
            turned[o * inputs + i] = *x;
        }
    }
    turned
}
