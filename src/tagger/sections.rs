//! A model file is a row of sections, each a model or a table, found without reading them.
//!
//! Little-endian: the mark `BRF1`, the number of sections as `u32`, the length of each as `u32`, then the sections.

use crate::error::{Error, ErrorKind, Result};

const MARK: &[u8; 4] = b"BRF1";

/// Joins sections to a model file.
pub fn join(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut file = MARK.to_vec();
    file.extend((sections.len() as u32).to_le_bytes());
    file.extend(sections.iter().flat_map(|s| (s.len() as u32).to_le_bytes()));
    file.extend(sections.iter().flatten());
    file
}

/// The sections of a model file.
pub fn split(file: &[u8]) -> Result<Vec<&[u8]>> {
    read(file).ok_or_else(|| Error::new(ErrorKind::Malformed, "not a model file of this version"))
}

fn read(file: &[u8]) -> Option<Vec<&[u8]>> {
    let rest = file.strip_prefix(MARK)?;
    let count = u32_at(rest, 0)? as usize;
    let mut at = count.checked_mul(4)?.checked_add(4)?;
    let mut found = Vec::new();
    for i in 0..count {
        let end = at.checked_add(u32_at(rest, 4 + 4 * i)? as usize)?;
        found.push(rest.get(at..end)?);
        at = end;
    }
    Some(found)
}

/// The little-endian number at a byte offset.
#[inline]
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn split_undoes_join(sections in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..9), 0..5)) {
            let file = join(&sections);
            prop_assert_eq!(split(&file).unwrap(), sections);
        }

        #[test]
        fn any_bytes_can_be_offered(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = split(&bytes);
            let _ = split(&[MARK, &bytes[..]].concat());
        }
    }
}
