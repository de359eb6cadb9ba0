//! The bytes of a network.
//!
//! Little-endian: the mark `BRN1`; the numbers of a [`Shape`] as `u32`, the layers' with their count before them; the step
//! of words' numbers as `f32`, then a signed byte for each of them; places' numbers in steps of a token's as `i16`; each
//! product; the transitions as `f32`. A product is the step and the bias of each output as `f32`, then a row of signed
//! bytes for each input.

use super::frozen::{COARSE, FINE, MIDDLE, Network, PART, WORD_MOST};
use super::layer::{Layer, SIDE, SIDES, TOLD};
use super::shape::Shape;
use super::weights::Weights;
use super::whole::Product;
use crate::error::{Error, ErrorKind, Result};
use crate::tagger::MAX_TAGS;
use crate::tagger::viterbi::Transitions;
use std::ops::Range;

const MARK: &[u8; 4] = b"BRN1";
/// The largest of the numbers of a shape, but for the words.
const LARGEST: usize = 1 << 10;
/// The largest number of words.
const WORDS: usize = 1 << 20;

impl Weights {
    /// The network in small whole numbers, as a model file keeps it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Self { shape, layout, numbers } = self;
        let mut bytes = MARK.to_vec();
        let sizes = [shape.words, shape.places, shape.width, shape.reach, shape.token, shape.gates, shape.tags];
        let layers = std::iter::once(shape.layers.len()).chain(shape.layers.iter().copied());
        bytes.extend(sizes.into_iter().chain(layers).flat_map(|n| (n as u32).to_le_bytes()));
        let words = &numbers[layout.words.clone()];
        let step = words.iter().fold(1e-9f32, |most, x| most.max(x.abs())) / 127.0;
        bytes.extend(step.to_le_bytes());
        bytes.extend(words.iter().map(|x| ((x / step).round() as i8).cast_unsigned()));
        let place = |x: &f32| ((x / FINE).round() as i16).to_le_bytes();
        bytes.extend(numbers[layout.places.clone()].iter().flat_map(place));
        // What a word gives stands for each of its places: a row for each of its numbers.
        let (d, h) = (shape.width, shape.token);
        let window = &numbers[layout.window.clone()];
        let row = |x: usize| (0..shape.window()).flat_map(move |place| &window[(place * d + x) * h..][..h]).copied();
        product(&(0..d).flat_map(row).collect::<Vec<_>>(), &vec![0.0; shape.window() * h], &mut bytes);
        let whole = |range: &Range<usize>, outputs: usize, bytes: &mut Vec<u8>| {
            let (matrix, bias) = numbers[range.clone()].split_at(range.len() - outputs);
            product(matrix, bias, bytes);
        };
        for (range, size) in layout.layers.iter().zip(&shape.layers) {
            whole(range, 2 * shape.gates * size, &mut bytes);
        }
        whole(&layout.tags, shape.tags, &mut bytes);
        bytes.extend(numbers[layout.transitions.clone()].iter().flat_map(|x| x.to_le_bytes()));
        bytes
    }
}

fn product(matrix: &[f32], bias: &[f32], bytes: &mut Vec<u8>) {
    let outputs = bias.len();
    let mut steps = vec![1e-9f32; outputs];
    for row in matrix.chunks_exact(outputs) {
        steps.iter_mut().zip(row).for_each(|(step, x)| *step = step.max(x.abs() / 127.0));
    }
    bytes.extend(steps.iter().chain(bias).flat_map(|x| x.to_le_bytes()));
    for row in matrix.chunks_exact(outputs) {
        bytes.extend(row.iter().zip(&steps).map(|(x, step)| ((x / step).round() as i8).cast_unsigned()));
    }
}

impl Network {
    /// Reads a network that [`Weights::to_bytes`] wrote. A damaged one is refused or tags badly, but does no harm.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        Reader(bytes).network().ok_or_else(|| Error::new(ErrorKind::Malformed, "not a network of this version"))
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn network(&mut self) -> Option<Network> {
        if self.take(4)? != MARK {
            return None;
        }
        let mut sizes = [0; 8];
        for (at, size) in sizes.iter_mut().enumerate() {
            *size = self.count(if at == 0 { WORDS } else { LARGEST })?;
        }
        let [words, places, width, reach, token, gates, tags, layers] = sizes;
        let layers = (0..layers).map(|_| self.count(LARGEST)).collect::<Option<Vec<_>>>()?;
        let shape = Shape { words, places, width, reach, token, layers, tags, gates };
        let whole = |n: usize, of: usize| n > 0 && n.is_multiple_of(of);
        let fits = whole(width, 4) && whole(token, PART) && shape.layers.iter().all(|size| whole(*size, SIDE));
        if !fits || !(2..=3).contains(&gates) || tags == 0 || tags > MAX_TAGS {
            return None;
        }
        let step = self.float()?;
        let words = self.take(words * width)?.iter().map(|x| x.cast_signed()).collect();
        let places = self.take(2 * places * token)?.as_chunks().0.iter().map(|x| i16::from_le_bytes(*x));
        let places = places.collect::<Vec<_>>().as_chunks().0.to_vec();
        let window = self.product(width, shape.window() * token, WORD_MOST / MIDDLE, MIDDLE)?;
        let input = |n: usize| if n == 0 { (COARSE, 0.0) } else { (1.0 / TOLD, MIDDLE) };
        let mut layers = Vec::new();
        for (n, size) in shape.layers.iter().enumerate() {
            let (step, zero) = input(n);
            let numbers = self.numbers(shape.into_layer(n), 2 * gates * size)?;
            // From gate by gate to memories side by side with all their gates.
            let side =
                |from: usize| (0..gates).flat_map(move |gate| (0..SIDE).map(move |at| 2 * gate * size + from + at));
            let rows = |from: usize| (0..SIDES).flat_map(move |row| side(from + row * SIDE));
            let products =
                (0..2 * size).step_by(SIDES * SIDE).map(|from| numbers.outputs(rows(from)).product(step, zero));
            layers.push(Layer { gates: products.collect(), size: *size, kinds: gates });
        }
        let (last, zero) = input(shape.layers.len());
        let last = self.product(shape.out(), tags, last, zero)?;
        let chain = (0..tags * (tags + 1)).map(|_| self.float()).collect::<Option<Vec<_>>>()?;
        let chain = Transitions::new(tags, chain);
        Some(Network::new(shape, (words, step), places, (window, layers, last), chain))
    }

    fn product(&mut self, inputs: usize, outputs: usize, step: f32, zero: f32) -> Option<Product> {
        Some(self.numbers(inputs, outputs)?.product(step, zero))
    }

    fn numbers(&mut self, inputs: usize, outputs: usize) -> Option<Numbers> {
        let steps = (0..outputs).map(|_| self.float()).collect::<Option<Vec<_>>>()?;
        let biases = (0..outputs).map(|_| self.float()).collect::<Option<Vec<_>>>()?;
        let weights = self.take(inputs * outputs)?.iter().map(|x| x.cast_signed()).collect();
        Some(Numbers { weights, steps, biases })
    }

    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn count(&mut self, most: usize) -> Option<usize> {
        let bytes = self.take(4)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes) as usize).filter(|n| *n <= most)
    }

    fn float(&mut self) -> Option<f32> {
        self.take(4)?.first_chunk().map(|bytes| f32::from_le_bytes(*bytes)).filter(|x| x.is_finite())
    }
}

/// The numbers of a product as they are in a file.
struct Numbers {
    /// A row for each input.
    weights: Vec<i8>,
    /// For each output.
    steps: Vec<f32>,
    biases: Vec<f32>,
}

impl Numbers {
    /// Those of some outputs.
    fn outputs(&self, some: impl Iterator<Item = usize> + Clone) -> Self {
        let rows = self.weights.chunks_exact(self.biases.len());
        Self {
            weights: rows.flat_map(|row| some.clone().map(|output| row[output])).collect(),
            steps: some.clone().map(|output| self.steps[output]).collect(),
            biases: some.map(|output| self.biases[output]).collect(),
        }
    }

    /// The product; see [`Product::new`].
    fn product(self, step: f32, zero: f32) -> Product {
        Product::new(&self.weights, self.steps, self.biases, step, zero)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Row, example, shape};
    use super::super::{Memory, Words};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_network_has_the_shape_that_was_written() {
        let network = Network::parse(&Weights::new(shape(), 1).to_bytes()).unwrap();
        assert_eq!(*network.shape(), shape());
    }

    proptest! {
        #[test]
        fn a_damaged_file_does_no_harm(at in 0usize..60_000, byte: u8, cut in 0usize..60_000) {
            let mut bytes = Weights::new(shape(), 1).to_bytes();
            let place = at % bytes.len();
            bytes[place] = byte;
            let kept = bytes.len() - if cut % 3 == 0 { cut % bytes.len() } else { 0 };
            if let Ok(network) = Network::parse(&bytes[..kept]) {
                let example = example(1, 9);
                let tags = network.tag(&Row(&example), &mut Memory::default()).to_vec();
                prop_assert_eq!(tags.len(), Row(&example).count());
            }
        }
    }
}
