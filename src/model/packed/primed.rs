//! DEFLATE (RFC 1951) that begins with a vocabulary, as if frequent words stood in front of what is compressed: an article
//! is too short to learn them from itself, and takes a seventh less room so.

use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
use std::sync::LazyLock;

/// Frequent words, the most frequent last, where the fewest bits point to.
static VOCABULARY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    miniz_oxide::inflate::decompress_to_vec(include_bytes!(concat!(env!("OUT_DIR"), "/models/words")))
        .unwrap_or_default()
});
/// How hard to look for repetitions, from 0 to 10. More takes twice the time to make a hundredth less.
const EFFORT: i32 = 4;
/// Bits of a window, negative for a stream without a head.
const WINDOW: i32 = -15;
/// No stream becomes longer than by this factor.
const MOST: usize = 1032;
/// Nothing longer is an article with what was found in it.
const LONGEST: usize = 1 << 30;

/// A compressor that has read the vocabulary.
static READ: LazyLock<Box<CompressorOxide>> = LazyLock::new(|| {
    let mut compressor = Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(EFFORT, WINDOW, 0)));
    compress_to_output(&mut compressor, &VOCABULARY, TDEFLFlush::Sync, |_| true);
    compressor
});

/// Compresses bytes: their number, then the stream.
pub(super) fn compress(bytes: &[u8]) -> Box<[u8]> {
    let mut packed = (bytes.len() as u32).to_le_bytes().to_vec();
    compress_to_output(&mut READ.clone(), bytes, TDEFLFlush::Finish, |some| {
        packed.extend(some);
        true
    });
    packed.into()
}

/// What [`compress`] compressed; `None` for anything else.
pub(super) fn decompress_all(packed: &[u8]) -> Option<Vec<u8>> {
    let (length, stream) = packed.split_first_chunk()?;
    let length = u32::from_le_bytes(*length) as usize;
    if length > LONGEST.min(stream.len().saturating_mul(MOST)) {
        return None;
    }
    let from = VOCABULARY.len();
    let mut all = Vec::with_capacity(from + length);
    all.extend(&*VOCABULARY);
    all.resize(from + length, 0);
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let (status, _, written) = decompress(&mut DecompressorOxide::new(), stream, &mut all, from, flags);
    (status == TINFLStatus::Done && written == length).then(|| {
        all.drain(..from);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_frequent_words_is_small() {
        let words = b"The president of the country said that his government would not take part in the talks.";
        let alone = miniz_oxide::deflate::compress_to_vec(words, 10);
        assert!(compress(words).len() < alone.len() - 10, "{} and {}", compress(words).len(), alone.len());
    }

    proptest! {
        #[test]
        fn what_was_compressed_comes_out(bytes in proptest::collection::vec(any::<u8>(), 0..300), times in 1usize..2000) {
            let bytes = bytes.repeat(times);
            prop_assert_eq!(decompress_all(&compress(&bytes)), Some(bytes));
        }

        #[test]
        fn any_bytes_can_be_offered(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = decompress_all(&bytes);
        }
    }
}
