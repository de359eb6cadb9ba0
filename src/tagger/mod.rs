//! Sequence taggers: a linear chain over hashed features, which names use, and a recurrent [`network`], which statements use.
//!
//! A caller turns each token into hashed features ([`hash`], [`Sequence`]); a [`Model`] read in place from the bytes of
//! a model file gives each token one of a few tags. What the features are and what the tags mean is the caller's
//! matter. [`train`] makes models and is used by `examples/train_*.rs` only, never at run time.
//!
//! ```
//! use briefing::tagger::{Model, Scratch, Sequence, hash, train};
//!
//! // Tag 1 for the word after "the", else 0.
//! let mut look = Sequence::default();
//! let words = ["the", "cat", "saw", "the", "dog"];
//! for at in 0..words.len() {
//!     look.push(hash::mix(1, hash::word(words[at])));
//!     look.push(hash::mix(2, at.checked_sub(1).map_or(0, |i| hash::word(words[i]))));
//!     look.end_token();
//! }
//! let example = train::Example { features: look, tags: vec![0, 1, 0, 0, 1] };
//! let options = train::Options { tags: 2, min_count: 1, ..train::Options::default() };
//! let bytes = train::train(&[&example], &options, &mut |_| ()).to_bytes(0.0);
//!
//! let model = Model::parse(&bytes)?;
//! let mut scratch = Scratch::default();
//! assert_eq!(model.tag(&[&example.features], &mut scratch), [0, 1, 0, 0, 1]);
//! # Ok::<(), briefing::Error>(())
//! ```

mod bundles;
pub mod hash;
mod joint;
mod model;
pub mod network;
pub mod packed;
mod pair;
pub mod sections;
mod sequence;
mod sieve;
mod table;
pub mod train;
mod used;
mod viterbi;
mod weights;

use fearless_simd::Level;
use std::sync::LazyLock;

pub use bundles::{Describe, Reader};
pub use model::{Model, Scratch};
pub use pair::{Memo, Pair, Sums};
pub use sequence::Sequence;
pub use table::Table;
pub use used::{WhileUsed, next_id};
pub use weights::Weights;

/// What the processor at hand can do.
static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

/// The largest number of tags a model can have.
pub const MAX_TAGS: usize = 32;
