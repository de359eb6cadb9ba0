//! Clusters and parts of speech: what is known of words that no annotated text holds.

use super::super::reading::{Reading, Word};
use super::{NOWHERE, pack};
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

/// Tokens that a likely cue may be away.
const REACH: usize = 30;

/// For each token the likely cue before it in its sentence, and the one after it, as clusters tell them.
pub(super) struct Likely(Vec<[Option<usize>; 2]>);

impl Likely {
    pub(super) fn of(reading: &Reading) -> Self {
        let words = &reading.words;
        let mut found = vec![[None; 2]; words.len()];
        let near = |at: usize, likely: Option<usize>| {
            likely.filter(|l| words[*l].sentence == words[at].sentence && l.abs_diff(at) <= REACH)
        };
        let mut last = None;
        for at in 0..words.len() {
            found[at][0] = near(at, last);
            last = if words[at].kind.is_likely_cue() { Some(at) } else { last };
        }
        last = None;
        for at in (0..words.len()).rev() {
            found[at][1] = near(at, last);
            last = if words[at].kind.is_likely_cue() { Some(at) } else { last };
        }
        Self(found)
    }
}

/// Writes the features of one token.
pub(super) fn look(reading: &Reading, likely: &Likely, at: usize, out: &mut Sequence) {
    clusters(&reading.words, at, out);
    likely_cues(&reading.words, likely.0[at], at, out);
    parts_of_speech(&reading.words, at, out);
}

fn near(words: &[Word], at: usize, by: isize) -> Option<&Word> {
    at.checked_add_signed(by).and_then(|at| words.get(at))
}

/// The values of the tokens from `from` tokens behind on; `none` for those that do not exist.
fn around<const N: usize>(words: &[Word], at: usize, from: isize, none: u64, of: impl Fn(&Word) -> u64) -> [u64; N] {
    std::array::from_fn(|d| near(words, at, d.cast_signed() + from).map_or(none, &of))
}

fn clusters(words: &[Word], at: usize, out: &mut Sequence) {
    let mut add = |kind: u64, value: u64| out.push(mix(300 + kind, value));
    let coarse: [u64; 5] = around(words, at, -2, NOWHERE, |w| w.kind.coarse.into());
    let cue: [u64; 5] = around(words, at, -2, 8, |w| w.kind.cue.into());
    let source: [u64; 3] = around(words, at, -1, 8, |w| w.kind.source.into());
    for d in 1..4 {
        add(5 + d as u64, mix(coarse[d - 1], coarse[d]));
    }
    add(26, pack([coarse[1], coarse[2], coarse[3]]));
    add(27, pack([cue[1], cue[2], cue[3]]));
    add(29, pack(source));
    add(30, pack([cue[2], coarse[1], coarse[3]]));
}

fn likely_cues(words: &[Word], [back, ahead]: [Option<usize>; 2], at: usize, out: &mut Sequence) {
    let mut add = |kind: u64, value: u64| out.push(mix(300 + kind, value));
    let fine = |i: usize| u64::from(words[i].kind.fine);
    let cue = |i: Option<usize>| i.map_or(9, |i| words[i].kind.cue.into());
    add(31, back.map_or(NOWHERE, |i| pack([fine(i), (at - i).min(8) as u64])));
    add(32, ahead.map_or(NOWHERE, |i| pack([fine(i), (i - at).min(8) as u64])));
    add(33, back.map_or(NOWHERE, |i| pack([words[i].kind.cue.into(), (at - i).min(4) as u64, words[i + 1].low])));
    add(34, pack([cue(back), cue(ahead), words[at].quoted.into()]));
}

fn parts_of_speech(words: &[Word], at: usize, out: &mut Sequence) {
    let mut add = |kind: u64, value: u64| out.push(mix(500 + kind, value));
    let p: [u64; 7] = around(words, at, -3, NOWHERE, Word::part_of_speech);
    add(10, mix(p[2], p[3]));
    add(11, mix(p[3], p[4]));
    add(12, pack([p[2], p[3], p[4]]));
    add(13, pack([p[1], p[2], p[3]]));
    add(14, pack([p[3], p[4], p[5]]));
    add(15, pack([p[1], p[2], p[3], p[4], p[5]]));
    add(16, pack([p[3], p[4], p[5], p[6]]));
    add(17, pack([words[at].kind.cue.into(), p[2], p[4]]));
    add(18, mix(words[at].low, p[4]));
    add(19, mix(words[at].low, p[2]));
}
