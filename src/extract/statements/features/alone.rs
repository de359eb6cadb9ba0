//! What one word alone says of a token near it: the word, its endings, shape, classes, clusters and parts of speech.
//!
//! Two thirds of the features of the first look are such, and the same words come again and again: what a word says at
//! all places is looked up once ([`crate::tagger::Window`]).

use super::super::reading::{Reading, Word};
use super::NOWHERE;
use crate::tagger::Words;
use crate::tagger::hash::mix;

/// How far a word is looked at.
const REACH: usize = 3;
/// From how many places a word is looked at: from three tokens before it to three behind.
pub const PLACES: usize = 2 * REACH + 1;

impl Words<PLACES> for Reading {
    fn count(&self) -> usize {
        self.words.len()
    }

    fn key(&self, at: Option<usize>) -> u64 {
        at.map_or(NOWHERE, |at| self.words[at].exact)
    }

    fn describe(&self, at: Option<usize>, place: usize, out: &mut Vec<u64>) {
        let word = at.map(|at| &self.words[at]);
        let mut add = |kind: usize, none: u64, value: fn(&Word) -> u64| {
            out.push(mix(kind as u64, word.map_or(none, value)));
        };
        add(10 + place, NOWHERE, |w| w.low);
        add(40 + place, 9, |w| w.class.into());
        if (1..=5).contains(&place) {
            add(29 + place, NOWHERE, |w| w.shape);
            add(299 + place, NOWHERE, |w| w.kind.fine.into());
            add(309 + place, NOWHERE, |w| w.kind.coarse.into());
            add(319 + place, 8, |w| w.kind.cue.into());
            add(500 + place, NOWHERE, Word::part_of_speech);
        }
        match place {
            2 => add(26, NOWHERE, |w| w.suffixes[0]),
            4 => add(27, NOWHERE, |w| w.suffixes[0]),
            REACH => {
                add(22, NOWHERE, |w| w.suffixes[0]);
                add(23, NOWHERE, |w| w.suffixes[1]);
                add(24, NOWHERE, |w| w.prefixes[0]);
                add(25, NOWHERE, |w| w.prefixes[1]);
                add(28, NOWHERE, |w| w.group);
                add(53, 9, |w| w.stem_class.into());
                add(54, 9, |w| mix(w.stem_class.into(), w.suffixes[1]));
                add(328, 8, |w| w.kind.source.into());
            }
            _ => {}
        }
    }
}
