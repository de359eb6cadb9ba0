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
/// Panels that are summed up together.
const BESIDE: usize = 3;
/// The largest input: two products then fit 16 bits, which some processors add up in between.
pub(super) const MOST: f32 = 127.0;

/// For each of some outputs four weights.
type Block = [i8; PANEL * QUAD];

/// A matrix, laid out for products.
#[derive(Clone, Debug, Default)]
pub(super) struct Matrix {
    /// For each panel of outputs a block for every four inputs.
    blocks: Vec<Block>,
    quads: usize,
    outputs: usize,
}

impl Matrix {
    /// A matrix from a row of `outputs` weights for each input; both counts are rounded up.
    pub(super) fn new(weights: &[i8], outputs: usize) -> Self {
        let inputs = weights.len() / outputs.max(1);
        let (quads, panels) = (inputs.div_ceil(QUAD), outputs.div_ceil(PANEL));
        let mut blocks = vec![[0; PANEL * QUAD]; quads * panels];
        for (input, row) in weights.chunks_exact(outputs).enumerate() {
            for (output, weight) in row.iter().enumerate() {
                let block = output / PANEL * quads + input / QUAD;
                blocks[block][output % PANEL * QUAD + input % QUAD] = *weight;
            }
        }
        Self { blocks, quads, outputs: panels * PANEL }
    }

    /// Writes the products of `count` rows of inputs, each from 0 to 127, with some panels; `out` may hold more than these.
    fn times(&self, count: usize, rows: &mut Vec<u8>, panels: &[usize], out: &mut Vec<i32>) {
        let count = count.next_multiple_of(ROWS);
        rows.resize(count * self.quads * QUAD, 0);
        if out.len() < count * panels.len() * PANEL {
            out.resize(count * panels.len() * PANEL, 0);
        }
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = LEVEL.as_avx512() {
                return times_avx512(simd, rows, self, panels, out);
            }
            if let Some(simd) = LEVEL.as_avx2() {
                return times_avx2(simd, rows, self, panels, out);
            }
        }
        self.times_plainly(rows, panels, out);
    }

    /// The blocks of a panel.
    #[inline]
    fn panel(&self, panel: usize) -> &[Block] {
        &self.blocks[panel * self.quads..(panel + 1) * self.quads]
    }

    fn times_plainly(&self, rows: &[u8], panels: &[usize], out: &mut [i32]) {
        for (row, out) in rows.chunks_exact(self.quads * QUAD).zip(out.chunks_exact_mut(panels.len() * PANEL)) {
            for (panel, out) in panels.iter().zip(out.chunks_exact_mut(PANEL)) {
                let blocks = self.panel(*panel);
                out.fill(0);
                for (quad, block) in row.chunks_exact(QUAD).zip(blocks) {
                    for (out, weights) in out.iter_mut().zip(block.chunks_exact(QUAD)) {
                        *out += quad.iter().zip(weights).map(|(x, w)| i32::from(*x) * i32::from(*w)).sum::<i32>();
                    }
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
        steps.resize(matrix.outputs, 0.0);
        biases.resize(matrix.outputs, 0.0);
        Self { matrix, steps, biases }
    }

    /// Sums that a row has.
    pub(super) fn outputs(&self) -> usize {
        self.matrix.outputs
    }

    /// Writes the sums of `count` rows of inputs, each from 0 to 127, for some [panels](PANEL) of outputs side by side; there
    /// may be more behind these.
    pub(super) fn times(&self, count: usize, rows: &mut Vec<u8>, panels: &[usize], out: &mut Vec<i32>) {
        self.matrix.times(count, rows, panels, out);
    }

    /// All its panels.
    pub(super) fn panels(&self) -> Vec<usize> {
        (0..self.outputs() / PANEL).collect()
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
    fn times_avx512(simd: Avx512, rows: &[u8], matrix: &Matrix, panels: &[usize], out: &mut [i32]) {
        let outputs = panels.len() * PANEL;
        let (rows, _) = rows.as_chunks();
        for (place, some) in panels.chunks(BESIDE).enumerate() {
            let place = place * BESIDE * PANEL..outputs;
            match *some {
                [a, b, c] => panels_avx512(simd, rows, [a, b, c].map(|panel| matrix.panel(panel)), place, out),
                [a, b] => panels_avx512(simd, rows, [a, b].map(|panel| matrix.panel(panel)), place, out),
                [a] => panels_avx512(simd, rows, [matrix.panel(a)], place, out),
                _ => (),
            }
        }
    }
);

/// The sums of some panels, written to a place of every row of `out`, which ends where the place does. A processor begins
/// sums faster than it ends one: with these it has enough to begin.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vnni")]
fn panels_avx512<const PANELS: usize>(
    simd: fearless_simd::Avx512,
    rows: &[[u8; QUAD]],
    panels: [&[Block]; PANELS],
    place: std::ops::Range<usize>,
    out: &mut [i32],
) {
    use fearless_simd::{i8x64, i32x16, prelude::*};
    use std::arch::x86_64::{__m512i, _mm512_dpbusd_epi32, _mm512_set1_epi32, _mm512_setzero_si512};
    let quads = panels[0].len();
    for (rows, out) in rows.chunks_exact(ROWS * quads).zip(out.chunks_exact_mut(ROWS * place.end)) {
        let mut sums = [[_mm512_setzero_si512(); PANELS]; ROWS];
        for quad in 0..quads {
            let mut weights = [_mm512_setzero_si512(); PANELS];
            for (weights, blocks) in weights.iter_mut().zip(&panels) {
                let block: i8x64<_> = blocks[quad].simd_into(simd);
                *weights = block.into();
            }
            for (row, sums) in sums.iter_mut().enumerate() {
                let inputs: __m512i = _mm512_set1_epi32(i32::from_le_bytes(rows[row * quads + quad]));
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm512_dpbusd_epi32(*sum, inputs, weights);
                }
            }
        }
        for (sums, out) in sums.into_iter().zip(out.chunks_exact_mut(place.end)) {
            for (sum, out) in sums.into_iter().zip(out[place.start..].as_chunks_mut::<PANEL>().0) {
                let sum: i32x16<_> = sum.simd_into(simd);
                sum.store_slice(out);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
kernel!(
    #[inline]
    fn times_avx2(simd: Avx2, rows: &[u8], matrix: &Matrix, panels: &[usize], out: &mut [i32]) {
        use fearless_simd::{i8x32, i32x8, prelude::*};
        use std::arch::x86_64::{
            __m256i, _mm256_add_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32,
            _mm256_setzero_si256,
        };
        let (quads, outputs) = (matrix.quads, panels.len() * PANEL);
        let one = _mm256_set1_epi16(1);
        let (rows, _) = rows.as_chunks::<QUAD>();
        for (place, panel) in panels.iter().enumerate() {
            let blocks = matrix.panel(*panel);
            for (row, out) in rows.chunks_exact(quads).zip(out.chunks_exact_mut(outputs)) {
                let mut sums: [__m256i; 2] = [_mm256_setzero_si256(); 2];
                for (quad, block) in row.iter().zip(blocks) {
                    let inputs = _mm256_set1_epi32(i32::from_le_bytes(*quad));
                    for (sum, weights) in sums.iter_mut().zip(block.as_chunks::<32>().0) {
                        let weights: i8x32<_> = (*weights).simd_into(simd);
                        let pairs = _mm256_maddubs_epi16(inputs, weights.into());
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, one));
                    }
                }
                for (half, sum) in sums.into_iter().enumerate() {
                    let sum: i32x8<_> = sum.simd_into(simd);
                    sum.store_slice(&mut out[place * PANEL + 8 * half..place * PANEL + 8 * half + 8]);
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
            weights in proptest::collection::vec(any::<i8>(), 20 * 37), rows in proptest::collection::vec(0u8..=127, 8 * 20),
        ) {
            let matrix = Matrix::new(&weights, 37);
            let mut plain = vec![0; 8 * matrix.outputs];
            let panels = [0, 1, 2];
            matrix.times_plainly(&rows, &panels, &mut plain);
            let mut fast = Vec::new();
            matrix.times(8, &mut rows.clone(), &panels, &mut fast);
            prop_assert_eq!(&fast, &plain);
            #[cfg(target_arch = "x86_64")]
            if let Some(simd) = LEVEL.as_avx2() {
                times_avx2(simd, &rows, &matrix, &panels, &mut fast);
                prop_assert_eq!(&fast, &plain);
            }
            for (row, sums) in rows.chunks_exact(20).zip(plain.chunks_exact(matrix.outputs)) {
                for output in 0..37 {
                    let sum = (0..20).map(|i| i32::from(row[i]) * i32::from(weights[i * 37 + output])).sum::<i32>();
                    prop_assert_eq!(sums[output], sum);
                }
            }
        }
    }
}
