//! What the taggers look at: features of a token as hashes, from a [`Reading`] alone for the first look, from the tags
//! of the first tagger for the second. A number stands for the kind of a feature; numbers are part of the model.
//!
//! | file | what it looks at |
//! | --- | --- |
//! | `alone` | each word for itself, from up to three tokens away |
//! | `first` | pairs of words, shapes, quotation marks, places, likely cues around |
//! | `kinds` | clusters and parts of speech, which know words that no annotated text holds |
//! | `second` | what the first tagger made of the surroundings |

use super::reading::{Mark, Reading, Word};
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

mod alone;
mod first;
mod kinds;
mod second;

pub use alone::PLACES;
pub use second::second_look;

/// The value of a token that does not exist.
const NOWHERE: u64 = 0xffff;

/// Writes the features of the first look at every token, but for those that single words are.
pub fn first_look(reading: &Reading, out: &mut Sequence) {
    let surroundings = Surroundings::of(reading);
    let likely = kinds::Likely::of(reading);
    out.clear();
    for at in 0..reading.words.len() {
        first::look(reading, &surroundings, at, out);
        kinds::look(reading, &likely, at, out);
        out.end_token();
    }
}

/// Several small numbers or hashes as one.
fn pack<const N: usize>(values: [u64; N]) -> u64 {
    values.into_iter().fold(0, mix)
}

/// A distance in tokens, coarser as it grows.
fn distance(n: usize) -> u64 {
    match n {
        0..4 => n as u64,
        4..7 => 4,
        7..13 => 5,
        _ => 6,
    }
}

/// What stands around the tokens of a reading, found in two passes over them.
struct Surroundings {
    /// For each token the likely cue before it in its sentence, and the one after it.
    cues: Vec<[Option<usize>; 2]>,
    /// For each token the last mark before it that closes a quotation.
    closing: Vec<Option<usize>>,
    /// For each token how many commas stand before it; and likewise breaks and the word `that`.
    commas: Vec<u32>,
    breaks: Vec<u32>,
    thats: Vec<u32>,
    any_quoted: bool,
}

impl Surroundings {
    fn of(reading: &Reading) -> Self {
        let words = &reading.words;
        let that = crate::tagger::hash::word("that");
        let mut closing = Vec::with_capacity(words.len());
        let mut last = None;
        for (at, word) in words.iter().enumerate() {
            closing.push(last);
            if word.closes() {
                last = Some(at);
            }
        }
        Self {
            cues: nearest_cues(words),
            closing,
            commas: counts(words, |w| w.mark == Mark::Comma),
            breaks: counts(words, |w| w.mark == Mark::Break),
            thats: counts(words, |w| w.low == that),
            any_quoted: words.iter().any(|w| w.quoted),
        }
    }
}

/// How many of the words before each place, and before the end, are such.
fn counts(words: &[Word], such: impl Fn(&Word) -> bool) -> Vec<u32> {
    let mut count = 0;
    let mut found = vec![0];
    found.extend(words.iter().map(|w| {
        count += u32::from(such(w));
        count
    }));
    found
}

/// For each token the nearest words before and after it in its sentence that often are cues.
fn nearest_cues(words: &[Word]) -> Vec<[Option<usize>; 2]> {
    let mut found = vec![[None; 2]; words.len()];
    let mut last: Option<usize> = None;
    for at in 0..words.len() {
        found[at][0] = last.filter(|l| words[*l].sentence == words[at].sentence);
        if words[at].class >= 3 {
            last = Some(at);
        }
    }
    last = None;
    for at in (0..words.len()).rev() {
        found[at][1] = last.filter(|l| words[*l].sentence == words[at].sentence);
        if words[at].class >= 3 {
            last = Some(at);
        }
    }
    found
}

/// Whether `that` or a comma stands between two tokens.
fn between(surroundings: &Surroundings, from: usize, to: usize) -> u64 {
    let any = |counts: &[u32]| u64::from(counts[to] > counts[from]);
    any(&surroundings.thats) + 2 * any(&surroundings.commas)
}
