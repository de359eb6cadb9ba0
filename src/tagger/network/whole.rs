//! Products of rows and a matrix in whole numbers: small ones without a sign times small ones with one, as processors
//! have instructions for. Whole numbers give the same sums on every processor, whatever the order.

use crate::tagger::LEVEL;
use fearless_simd::kernel;

/// Outputs that are summed up side by side.
pub(super) const PANEL: usize = 16;
/// Inputs that are multiplied at once.
const QUAD: usize = 4;
/// Rows that share what is read of a matrix.
pub(super) const ROWS: usize = 4;
/// Panels that are summed up together: as many as there are in a layer's product, and as registers hold for [`ROWS`].
const BESIDE: usize = 6;
/// The largest input: two products then fit 16 bits, which some processors add up in between.
pub(super) const MOST: f32 = 127.0;

/// For each of some outputs four weights.
type Block = [i8; PANEL * QUAD];

/// A matrix, laid out for products.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    /// For every four inputs a block for every panel of outputs.
    blocks: Vec<Block>,
    /// Fours of inputs in a row.
    quads: usize,
    panels: usize,
}

impl Matrix {
    /// A matrix from a row of `outputs` weights for each input; both counts are rounded up.
    pub(super) fn new(weights: &[i8], outputs: usize) -> Self {
        let inputs = weights.len() / outputs.max(1);
        let (quads, panels) = (inputs.div_ceil(QUAD), outputs.div_ceil(PANEL));
        let mut blocks = vec![[0; PANEL * QUAD]; quads * panels];
        for (input, row) in weights.chunks_exact(outputs).enumerate() {
            for (output, weight) in row.iter().enumerate() {
                let block = input / QUAD * panels + output / PANEL;
                blocks[block][output % PANEL * QUAD + input % QUAD] = *weight;
            }
        }
        Self { blocks, quads, panels }
    }

    /// Writes the products of `count` rows of inputs, each from 0 to 127; `out` may hold more than these.
    fn times(&self, count: usize, rows: &mut Vec<u8>, out: &mut Vec<i32>) {
        let count = count.next_multiple_of(ROWS);
        rows.resize(count * self.quads * QUAD, 0);
        if out.len() < count * self.panels * PANEL {
            out.resize(count * self.panels * PANEL, 0);
        }
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = LEVEL.as_avx512() {
                return times_avx512(simd, rows, self, out);
            }
            if let Some(simd) = LEVEL.as_avx2() {
                return times_avx2(simd, rows, self, out);
            }
        }
        self.times_plainly(rows, out);
    }

    fn times_plainly(&self, rows: &[u8], out: &mut [i32]) {
        for (row, out) in rows.chunks_exact(self.quads * QUAD).zip(out.chunks_exact_mut(self.panels * PANEL)) {
            out.fill(0);
            for (quad, blocks) in row.chunks_exact(QUAD).zip(self.blocks.chunks_exact(self.panels)) {
                for (out, weights) in out.iter_mut().zip(blocks.as_flattened().chunks_exact(QUAD)) {
                    *out += quad.iter().zip(weights).map(|(x, w)| i32::from(*x) * i32::from(*w)).sum::<i32>();
                }
            }
        }
    }
}

/// A matrix with what its sums mean: `sum * step + bias` for every output.
#[derive(Clone, Debug, Default)]
pub(super) struct Product {
    matrix: Matrix,
    pub(super) steps: Vec<f32>,
    pub(super) biases: Vec<f32>,
}

impl Product {
    /// A product from a row of weights for each input, with the step and the bias of every output. `step` is that of the
    /// inputs, and `zero` the input that stands for 0.
    pub(super) fn new(weights: &[i8], mut steps: Vec<f32>, mut biases: Vec<f32>, step: f32, zero: f32) -> Self {
        let outputs = biases.len();
        let mut sums = vec![0i32; outputs];
        for row in weights.chunks_exact(outputs) {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(*weight));
        }
        for ((own, bias), sum) in steps.iter_mut().zip(&mut biases).zip(sums) {
            *own *= step;
            *bias -= sum as f32 * zero * *own;
        }
        let matrix = Matrix::new(weights, outputs);
        steps.resize(matrix.panels * PANEL, 0.0);
        biases.resize(matrix.panels * PANEL, 0.0);
        Self { matrix, steps, biases }
    }

    /// Sums that a row has.
    pub(super) fn outputs(&self) -> usize {
        self.steps.len()
    }

    /// Writes the sums of `count` rows of inputs, each from 0 to 127; there may be more behind these.
    pub(super) fn times(&self, count: usize, rows: &mut Vec<u8>, out: &mut Vec<i32>) {
        self.matrix.times(count, rows, out);
    }

    /// Writes what the sums mean.
    pub(super) fn scores(&self, count: usize, sums: &[i32], out: &mut Vec<f32>) {
        out.resize(count * self.outputs(), 0.0);
        for (row, out) in sums.chunks_exact(self.outputs()).zip(out.chunks_exact_mut(self.outputs())) {
            let scaled = row.iter().zip(&self.steps).zip(&self.biases);
            out.iter_mut().zip(scaled).for_each(|(out, ((sum, step), bias))| *out = *sum as f32 * step + bias);
        }
    }
}

#[cfg(target_arch = "x86_64")]
kernel!(
    #[inline]
    fn times_avx512(simd: Avx512, rows: &[u8], matrix: &Matrix, out: &mut [i32]) {
        let mut from = 0;
        while from < matrix.panels {
            from += match matrix.panels - from {
                1 => panels_avx512::<1>(simd, rows, matrix, from, out),
                2..BESIDE => panels_avx512::<2>(simd, rows, matrix, from, out),
                _ => panels_avx512::<BESIDE>(simd, rows, matrix, from, out),
            }
        }
    }
);

/// The sums of some panels, and how many these are. A processor begins sums faster than it ends one: with several rows and
/// panels it has enough to begin.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
fn panels_avx512<const PANELS: usize>(
    simd: fearless_simd::Avx512,
    rows: &[u8],
    matrix: &Matrix,
    from: usize,
    out: &mut [i32],
) -> usize {
    use fearless_simd::{i8x64, i32x16, prelude::*};
    use std::arch::x86_64::{__m512i, _mm512_dpbusd_epi32, _mm512_set1_epi32, _mm512_setzero_si512};
    let (rows, outputs) = (rows.as_chunks::<QUAD>().0, matrix.panels * PANEL);
    for (rows, out) in rows.chunks_exact(ROWS * matrix.quads).zip(out.chunks_exact_mut(ROWS * outputs)) {
        let mut sums = [[_mm512_setzero_si512(); PANELS]; ROWS];
        for (quad, blocks) in matrix.blocks.chunks_exact(matrix.panels).enumerate() {
            let Some(blocks) = blocks[from..].first_chunk::<PANELS>() else { break };
            let mut weights = [_mm512_setzero_si512(); PANELS];
            for (weights, block) in weights.iter_mut().zip(blocks) {
                let block: i8x64<_> = (*block).simd_into(simd);
                *weights = block.into();
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let inputs: __m512i = _mm512_set1_epi32(i32::from_le_bytes(rows[row * matrix.quads + quad]));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, inputs, weights);
                }
            }
        }
        for (sums, out) in sums.into_iter().zip(out.chunks_exact_mut(outputs)) {
            for (sum, out) in sums.into_iter().zip(out[from * PANEL..].as_chunks_mut::<PANEL>().0) {
                let sum: i32x16<_> = sum.simd_into(simd);
                sum.store_slice(out);
            }
        }
    }
    PANELS
}

#[cfg(target_arch = "x86_64")]
kernel!(
    #[inline]
    fn times_avx2(simd: Avx2, rows: &[u8], matrix: &Matrix, out: &mut [i32]) {
        use fearless_simd::{i8x32, i32x8, prelude::*};
        use std::arch::x86_64::{
            __m256i, _mm256_add_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32,
            _mm256_setzero_si256,
        };
        let (rows, outputs) = (rows.as_chunks::<QUAD>().0, matrix.panels * PANEL);
        let one = _mm256_set1_epi16(1);
        for panel in 0..matrix.panels {
            for (row, out) in rows.chunks_exact(matrix.quads).zip(out.chunks_exact_mut(outputs)) {
                let mut sums: [__m256i; 2] = [_mm256_setzero_si256(); 2];
                for (quad, blocks) in row.iter().zip(matrix.blocks.chunks_exact(matrix.panels)) {
                    let inputs = _mm256_set1_epi32(i32::from_le_bytes(*quad));
                    for (sum, weights) in sums.iter_mut().zip(blocks[panel].as_chunks::<32>().0) {
                        let weights: i8x32<_> = (*weights).simd_into(simd);
                        let pairs = _mm256_maddubs_epi16(inputs, weights.into());
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, one));
                    }
                }
                for (out, sum) in out[panel * PANEL..].as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                    let sum: i32x8<_> = sum.simd_into(simd);
                    sum.store_slice(out);
                }
            }
        }
    }
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_processor_sums_alike(
            mut weights in proptest::collection::vec(any::<i8>(), 20 * 37),
            outputs in 1usize..=37,
            rows in proptest::collection::vec(0u8..=127, 8 * 20),
        ) {
            weights.truncate(20 * outputs);
            let matrix = Matrix::new(&weights, outputs);
            let mut plain = vec![0; 8 * matrix.panels * PANEL];
            matrix.times_plainly(&rows, &mut plain);
            let mut fast = Vec::new();
            matrix.times(8, &mut rows.clone(), &mut fast);
            prop_assert_eq!(&fast, &plain);
            #[cfg(target_arch = "x86_64")]
            if let Some(simd) = LEVEL.as_avx2() {
                times_avx2(simd, &rows, &matrix, &mut fast);
                prop_assert_eq!(&fast, &plain);
            }
            for (row, sums) in rows.chunks_exact(20).zip(plain.chunks_exact(matrix.panels * PANEL)) {
                for output in 0..outputs {
                    let sum = (0..20).map(|i| i32::from(row[i]) * i32::from(weights[i * outputs + output])).sum::<i32>();
                    prop_assert_eq!(sums[output], sum);
                }
            }
        }
    }
}
