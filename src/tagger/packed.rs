//! Model files as they are kept: compressed, to three fifths of what they are when they are read.
//!
//! Little-endian: the mark `BRZ1`, the length of what was compressed as `u32`, then a zlib stream (RFC 1950).

use super::sections::u32_at;
use crate::error::{Error, ErrorKind, Result};
use miniz_oxide::deflate::core::{
    CompressionStrategy, CompressorOxide, TDEFLFlush, TDEFLStatus, compress_to_output,
    create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

const MARK: &[u8; 4] = b"BRZ1";
const HEAD: usize = 8;
/// The slowest and closest way to compress.
const CLOSEST: i32 = 10;
/// Nothing longer is a model.
const LONGEST: usize = 1 << 26;

/// Compresses a model file. The same bytes always give the same.
///
/// Of what is repeated only bytes in a row are made shorter: hashes and weights repeat nothing else but by chance, and
/// every such chance taken makes the rest longer.
pub fn pack(file: &[u8]) -> Vec<u8> {
    let mut packed = MARK.to_vec();
    packed.extend((file.len() as u32).to_le_bytes());
    let flags = create_comp_flags_from_zip_params(CLOSEST, 1, CompressionStrategy::RLE as i32);
    let (status, _) = compress_to_output(&mut CompressorOxide::new(flags), file, TDEFLFlush::Finish, |some| {
        packed.extend(some);
        true
    });
    debug_assert_eq!(status, TDEFLStatus::Done);
    packed
}

/// The model file that [`pack`] compressed. Fails for anything else.
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>> {
    let length = u32_at(packed, 4).filter(|_| packed.starts_with(MARK)).map(|length| length as usize);
    let length = length.filter(|length| *length <= LONGEST);
    let file = length.and_then(|length| decompress_to_vec_zlib_with_limit(&packed[HEAD..], length).ok());
    file.filter(|file| Some(file.len()) == length)
        .ok_or_else(|| Error::new(ErrorKind::Malformed, "not a packed model file of this version"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_packed_comes_out(file in proptest::collection::vec(any::<u8>(), 0..300)) {
            prop_assert_eq!(unpack(&pack(&file)).unwrap(), file);
        }

        #[test]
        fn any_bytes_can_be_offered(bytes in proptest::collection::vec(any::<u8>(), 0..60), length: u32) {
            let _ = unpack(&bytes);
            let file = [MARK, &length.to_le_bytes()[..], &bytes].concat();
            prop_assert!(unpack(&file).is_err());
        }
    }
}
