//! What is known of words before reading: tables of the model file.

use crate::error::{Error, ErrorKind, Result};
use crate::tagger::{Table, hash};

/// The tables. The trainer counts the first in the annotated texts, makes the second from word vectors (`GloVe`:
/// Pennington, Socher, Manning 2014), and the last from texts whose parts of speech are tagged.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordTables<'a> {
    /// How often a word or stem is a cue in the annotated texts, as a class from 1 (hardly ever) to 4 (at least half of
    /// the times) in the three lower bits; above, the word's [group](super::vocabulary::GROUPS).
    pub cues: Table<'a>,
    /// A [`Kind`] in 16 bits.
    pub kinds: Table<'a>,
    /// For each of the fine clusters the coarse one it belongs to.
    pub coarse: &'a [u8],
    /// A number for the parts of speech a word was seen as.
    pub parts: Table<'a>,
}

/// What words of like use share: clusters of their vectors, and how much they look like cues and like heads of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// One of some hundred clusters.
    pub fine: u16,
    /// One of some dozen clusters of these.
    pub coarse: u8,
    /// From 0 (never a cue) to 7 (mostly one).
    pub cue: u8,
    /// From 0 (never in a source) to 7 (mostly in one).
    pub source: u8,
}

/// The number of fine clusters at most.
pub const FINE: usize = 512;

impl Default for Kind {
    fn default() -> Self {
        Self { fine: 999, coarse: 99, cue: 9, source: 9 }
    }
}

impl Kind {
    /// As 16 bits that are never 0; the coarse cluster stands elsewhere.
    pub fn to_bits(self) -> u16 {
        1 | u16::from(self.source) << 1 | u16::from(self.cue) << 4 | self.fine << 7
    }

    /// Reads the bits of [`Kind::to_bits`]; 0 for a word that is not known.
    pub fn from_bits(bits: u16, coarse: &[u8]) -> Self {
        if bits == 0 {
            return Self::default();
        }
        let fine = bits >> 7;
        let coarse = coarse.get(usize::from(fine)).copied().unwrap_or_default();
        Self { fine, coarse, cue: (bits >> 4 & 7) as u8, source: (bits >> 1 & 7) as u8 }
    }

    /// Whether it is the kind of a word that often is a cue.
    pub fn is_likely_cue(self) -> bool {
        (4..9).contains(&self.cue)
    }
}

impl<'a> WordTables<'a> {
    /// Reads the tables from sections of a model file.
    pub fn parse(sections: &[&'a [u8]]) -> Result<Self> {
        match sections {
            [cues, kinds, coarse, parts] => {
                Ok(Self { cues: Table::parse(cues)?, kinds: Table::parse(kinds)?, coarse, parts: Table::parse(parts)? })
            }
            _ => Err(Error::new(ErrorKind::Malformed, "a statement model has four tables of words")),
        }
    }

    /// Whether a word is a cue in at least a fifth of its uses.
    pub fn is_often_cue(&self, word: &str) -> bool {
        self.cues.get(hash::word(word)) & 7 >= 3
    }

    /// The kind of a word by its hash.
    pub fn kind(&self, word: u64) -> Kind {
        Kind::from_bits(self.kinds.wide(word), self.coarse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_survives_its_bits() {
        for kind in [
            Kind { fine: 0, coarse: 7, cue: 0, source: 0 },
            Kind { fine: 511, coarse: 7, cue: 7, source: 7 },
            Kind { fine: 258, coarse: 7, cue: 1, source: 6 },
        ] {
            assert_eq!(Kind::from_bits(kind.to_bits(), &[7; FINE]), kind);
        }
        assert_eq!(Kind::from_bits(0, &[]), Kind::default());
    }
}
