//! What one word alone says of a token near it: the word, its affixes, shape, classes, clusters and parts of speech.

use super::super::reading::Word;
use super::NOWHERE;
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

/// How far a word is looked at.
const REACH: usize = 3;
/// The number under which what a word says is bundled.
const BUNDLE: u64 = 900;

/// Writes what each word from three before to three behind says of the token at `at`.
pub(super) fn look(words: &[Word], at: usize, out: &mut Sequence) {
    for place in 0..=2 * REACH {
        let word = (at + place).checked_sub(REACH).and_then(|at| words.get(at));
        let key = mix(BUNDLE + place as u64, word.map_or(NOWHERE, |w| w.exact));
        out.bundle(key, |out| says(word, place, out));
    }
}

/// Writes what a word says at a place: 3 is the token itself, 2 the one before.
fn says(word: Option<&Word>, place: usize, out: &mut Sequence) {
    let mut add = |kind: usize, none: u64, value: &dyn Fn(&Word) -> u64| {
        out.push(mix(kind as u64, word.map_or(none, value)));
    };
    add(10 + place, NOWHERE, &|w| w.low);
    add(40 + place, 9, &|w| w.class.into());
    if (1..=5).contains(&place) {
        add(29 + place, NOWHERE, &|w| w.shape);
        add(299 + place, NOWHERE, &|w| w.kind.fine.into());
        add(309 + place, NOWHERE, &|w| w.kind.coarse.into());
        add(319 + place, 8, &|w| w.kind.cue.into());
        add(500 + place, NOWHERE, &|w| w.part_of_speech());
    }
    match place {
        2 => add(26, NOWHERE, &|w| w.suffixes[0]),
        4 => add(27, NOWHERE, &|w| w.suffixes[0]),
        REACH => {
            add(22, NOWHERE, &|w| w.suffixes[0]);
            add(23, NOWHERE, &|w| w.suffixes[1]);
            add(24, NOWHERE, &|w| w.prefixes[0]);
            add(25, NOWHERE, &|w| w.prefixes[1]);
            add(28, NOWHERE, &|w| w.group);
            add(53, 9, &|w| w.stem_class.into());
            add(54, 9, &|w| mix(w.stem_class.into(), w.suffixes[1]));
            add(328, 8, &|w| w.kind.source.into());
        }
        _ => {}
    }
}
