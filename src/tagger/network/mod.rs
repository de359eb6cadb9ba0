//! A network that tags sequences: small, recurrent, read in whole numbers.
//!
//! A token is made of what the words around it are (sums of rows, through a matrix for each place around) and of where it
//! stands (a sum of rows); of both what is above 0 counts. Layers of memories then go over the tokens, half of them
//! forwards, half backwards: at each token a memory keeps part of what it holds and takes in something new, and both
//! depend on the token alone, so that nothing but a product of numbers waits for the token before (Bradbury and others
//! 2017, quasi-recurrent networks; Lei and others 2018, simple recurrent units). What the last layer tells scores the tags;
//! the best sequence of them is found as in a conditional random field (Lafferty and others 2001).
//!
//! | file | what it holds |
//! | --- | --- |
//! | [`shape`](Shape) | how large a network is, and where its parts lie |
//! | [`frozen`](Network) | reading: a network in whole numbers, and its memory of words |
//! | `layer` | a layer of memories in whole numbers |
//! | `whole` | products of matrices in whole numbers, as fast as the processor can |
//! | `file` | the bytes of a network |
//! | [`train`], `gradient`, `pass`, `odds` | learning: steps, gradients, what they are of |
//! | `teacher` | what networks that know the task already tell one that learns |
//! | [`weights`](Weights), `product` | the numbers while they are learned, and products of them |

mod file;
mod frozen;
mod gradient;
mod layer;
mod odds;
mod pass;
mod product;
mod shape;
mod teacher;
pub mod train;
mod weights;
mod whole;

pub use frozen::{Memory, Network, Words};
pub use shape::{Layout, Shape};
pub use teacher::{Thought, teach};
pub use weights::Weights;

use super::{Sequence, viterbi};

/// Numbers of rows of a table, token by token.
pub type Rows = Sequence<u32>;

#[cfg(test)]
mod tests {
    use super::train::Example;
    use super::{Rows, Shape, Words};
    use crate::tagger::hash;

    /// An example as a row of words.
    pub(super) struct Row<'a>(pub(super) &'a Example);

    impl Words for Row<'_> {
        fn count(&self) -> usize {
            self.0.words.len()
        }

        fn key(&self, at: usize) -> u64 {
            hash::mix(3, u64::from(self.0.words.token(at)[0]))
        }

        fn describe(&self, at: usize, out: &mut Rows) {
            self.0.words.token(at).iter().for_each(|row| out.push(*row));
            out.end_token();
        }

        fn place(&self, at: usize, add: impl FnMut(u32)) {
            self.0.places.token(at).iter().copied().for_each(add);
        }
    }

    pub(super) fn shape() -> Shape {
        Shape { words: 40, places: 2, width: 8, reach: 1, token: 64, layers: vec![16], gates: 3, tags: 4 }
    }

    /// Words of which 1 opens and 2 closes; the tag tells whether a word stands between these, and whether a 3 is still to
    /// come.
    pub(super) fn example(seed: u64, length: usize) -> Example {
        let words: Vec<u32> = (0..length as u64)
            .map(|at| match hash::mix(seed, at) % 20 {
                kind @ 0..3 => kind as u32 + 1,
                other => other as u32 + 10,
            })
            .collect();
        let mut example = Example::default();
        let mut open = false;
        for (at, word) in words.iter().enumerate() {
            example.words.push(*word);
            example.words.push(39);
            example.words.end_token();
            example.places.push(u32::from(at == 0));
            example.places.end_token();
            open = *word == 1 || (open && *word != 2);
            example.tags.push(u8::from(open) + 2 * u8::from(words[at..].contains(&3)));
        }
        example
    }
}
