//! What is known of words before reading: tables of the model file.

use crate::error::Result;
use crate::tagger::{Table, hash};

/// The tables. The trainer counts the first in the annotated texts, makes the second from word vectors (`GloVe`:
/// Pennington, Socher, Manning 2014), the third from texts whose parts of speech are tagged.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordTables<'a> {
    /// How often a word or stem is a cue in the annotated texts, as a class from 1 (hardly ever) to 4 (at least half of
    /// the times) in the three lower bits; above, the word's [group](super::vocabulary::GROUPS).
    cues: Table<'a>,
    /// A [`Kind`] in 16 bits.
    kinds: Table<'a>,
    /// A number for the parts of speech a word was seen as.
    parts: Table<'a>,
    /// The number, from 1 on, of a word that has a row of its own.
    own: Table<'a>,
    /// How many words have a row of their own.
    pub owned: u32,
}

/// What words of like use share: a cluster of their vectors, and how much they look like cues and like heads of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// One of some hundred clusters.
    pub fine: u16,
    /// From 0 (never a cue) to 7 (mostly one).
    pub cue: u8,
    /// From 0 (never in a source) to 7 (mostly in one).
    pub source: u8,
}

/// What the tables know of a word, each as a number.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Of its own row; 0 for a word that has none.
    pub own: u32,
    /// How often it is a cue, from 1 to 4; 0 where that is not known.
    pub class: u32,
    /// The same of its stem.
    pub stem_class: u32,
    /// Its group; 0 for none.
    pub group: u32,
    /// How much it looks like a cue; 9 where its use is not known.
    pub cue: u32,
    /// How much it looks like the head of a source; 9 likewise.
    pub source: u32,
    /// Its parts of speech; 0 where they are not known.
    pub parts: u32,
    /// Its cluster; the largest number where it is in none.
    pub fine: u32,
}

/// The number of fine clusters at most.
pub const FINE: usize = 512;

impl Kind {
    /// As 16 bits that are never 0.
    pub fn to_bits(self) -> u16 {
        1 | u16::from(self.source) << 1 | u16::from(self.cue) << 4 | self.fine << 7
    }

    /// Reads the bits of [`Kind::to_bits`]; none of a word that is not known.
    pub fn from_bits(bits: u16) -> Option<Self> {
        (bits != 0).then_some(Self { fine: bits >> 7, cue: (bits >> 4 & 7) as u8, source: (bits >> 1 & 7) as u8 })
    }
}

impl<'a> WordTables<'a> {
    /// Reads the tables from sections of a model file; `owned` words have a row of their own.
    pub fn parse(sections: [&'a [u8]; 4], owned: u32) -> Result<Self> {
        let [cues, kinds, parts, own] = sections.map(Table::parse);
        Ok(Self { cues: cues?, kinds: kinds?, parts: parts?, own: own?, owned })
    }

    /// Whether a word is a cue in at least a fifth of its uses.
    pub fn is_often_cue(&self, word: &str) -> bool {
        self.cues.get(hash::word(word)) & 7 >= 3
    }

    /// What is known of a token, the hash of which is `low`.
    pub fn known(&self, low: u64, token: &str) -> Known {
        let cues = self.cues.get(low);
        let kind = Kind::from_bits(self.kinds.wide(low));
        Known {
            own: u32::from(self.own.wide(low)).min(self.owned),
            class: u32::from(cues & 7),
            stem_class: u32::from(self.cues.get(stem(token)) & 7),
            group: u32::from(cues >> 3),
            cue: kind.map_or(9, |kind| kind.cue.into()),
            source: kind.map_or(9, |kind| kind.source.into()),
            parts: self.parts.get(low).into(),
            fine: kind.map_or(FINE as u32, |kind| kind.fine.into()),
        }
    }
}

/// The key of a word's stem in the table of classes: the word without the endings of verbs.
pub fn stem(word: &str) -> u64 {
    let bare = ["ing", "ied", "ies", "ed", "es", "s", "e", "y"].iter().find_map(|ending| {
        let cut = word.len().checked_sub(ending.len()).filter(|cut| *cut >= 3 && word.is_char_boundary(*cut))?;
        word[cut..].eq_ignore_ascii_case(ending).then(|| &word[..cut])
    });
    let bare = bare.unwrap_or(word);
    let mut last = bare.bytes().rev();
    let doubled = bare.len() > 3 && bare.is_ascii() && last.next() == last.next();
    hash::mix(hash::word(if doubled { &bare[..bare.len() - 1] } else { bare }), 0x57e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_survives_its_bits() {
        for kind in [
            Kind { fine: 0, cue: 0, source: 0 },
            Kind { fine: 511, cue: 7, source: 7 },
            Kind { fine: 258, cue: 1, source: 6 },
        ] {
            assert_eq!(Kind::from_bits(kind.to_bits()), Some(kind));
        }
        assert_eq!(Kind::from_bits(0), None);
    }

    #[test]
    fn verbs_share_their_stem() {
        assert_eq!(stem("warned"), stem("warning"));
        assert_eq!(stem("Denies"), stem("denied"));
        assert_eq!(stem("stopped"), stem("stop"));
        assert_ne!(stem("warned"), stem("wanted"));
    }
}
