//! The second look: what the first tagger made of a token's surroundings.

use super::super::reading::{Mark, Reading};
use super::super::tags::{self, Part};
use super::{NOWHERE, Surroundings, counts, distance, pack};
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

/// A cue that the first tagger found.
struct SeenCue {
    start: usize,
    end: usize,
    part: Part,
    /// Whether a source stands next to it.
    sourced: bool,
}

/// Writes the features of the second look at every token: what the first tagger made of its surroundings.
pub fn second_look(reading: &Reading, tags: &[u8], out: &mut Sequence) {
    let cues = seen_cues(tags);
    let words = &reading.words;
    let mut in_sentence = vec![0u64; words.last().map_or(0, |w| w.sentence as usize + 1)];
    for cue in &cues {
        in_sentence[words[cue.start].sentence as usize] += 1;
    }
    let surroundings = Surroundings::of(reading);
    let quotes = counts(words, |w| w.mark == Mark::Quote);
    let roles = roles(tags);
    out.clear();
    let mut next = 0;
    for at in 0..words.len() {
        while next < cues.len() && cues[next].start <= at {
            next += 1;
        }
        let before = cues[..next].iter().rev().find(|c| c.end <= at);
        let second = SecondLook { reading, surroundings: &surroundings, quotes: &quotes, at };
        second.tags(tags, in_sentence[words[at].sentence as usize], out);
        let behind = second.cue_before(before, out);
        let ahead = second.cue_after(cues.get(next), out);
        let sides = u64::from(behind) + 2 * u64::from(ahead);
        out.push(mix(220, pack([sides, words[at].quoted.into(), tags[at].into()])));
        second.kinds(tags, roles[at], out);
        second.kind_of_cue(610, before.map(|c| (c, at - c.end, c.end - 1)), tags[at], out);
        second.kind_of_cue(620, cues.get(next).map(|c| (c, c.start - at, c.start)), tags[at], out);
        out.end_token();
    }
}

/// For each token what it is to the statement it is part of: 1 content, 2 source, 3 cue; 0 for the others.
fn roles(tags: &[u8]) -> Vec<u8> {
    let mut roles = vec![0; tags.len()];
    for found in tags::decode(tags) {
        found.content.into_iter().for_each(|range| roles[range].fill(1));
        found.source.into_iter().for_each(|range| roles[range].fill(2));
        found.cue.into_iter().for_each(|range| roles[range].fill(3));
    }
    roles
}

fn seen_cues(tags: &[u8]) -> Vec<SeenCue> {
    let chunks = tags::chunks(tags);
    let source = |at: usize| chunks.get(at).filter(|c| c.part.is_source());
    let sourced = |at: usize, start: usize, end: usize| {
        let before = at.checked_sub(1).and_then(source);
        before.is_some_and(|s| start - s.tokens.end < 4) || source(at + 1).is_some_and(|s| s.tokens.start - end < 3)
    };
    let cues = chunks.iter().enumerate().filter(|(_, c)| c.part.is_cue());
    cues.map(|(at, c)| {
        let (start, end) = (c.tokens.start, c.tokens.end);
        SeenCue { start, end, part: c.part, sourced: sourced(at, start, end) }
    })
    .collect()
}

struct SecondLook<'a> {
    reading: &'a Reading,
    surroundings: &'a Surroundings,
    /// For each place how many quotation marks stand before it.
    quotes: &'a [u32],
    at: usize,
}

impl SecondLook<'_> {
    fn tags(&self, tags: &[u8], cues: u64, out: &mut Sequence) {
        let tag = |by: isize| {
            self.at.checked_add_signed(by).and_then(|at| tags.get(at)).map_or(NOWHERE, |tag| u64::from(*tag))
        };
        let quoted = u64::from(self.reading.words[self.at].quoted);
        out.push(mix(200, tag(0)));
        out.push(mix(201, mix(tag(-1), tag(0))));
        out.push(mix(202, mix(tag(0), tag(1))));
        out.push(mix(203, mix(tag(-2), tag(-1))));
        out.push(mix(204, mix(tag(1), tag(2))));
        out.push(mix(205, pack([tag(-1), tag(0), tag(1)])));
        out.push(mix(206, mix(cues.min(3), quoted)));
    }

    /// Writes what the token is together with what the first tagger took it for.
    fn kinds(&self, tags: &[u8], role: u8, out: &mut Sequence) {
        let tag = |by: isize| {
            self.at.checked_add_signed(by).and_then(|at| tags.get(at)).map_or(NOWHERE, |tag| u64::from(*tag))
        };
        let word = &self.reading.words[self.at];
        let kind = word.kind;
        out.push(mix(600, mix(tag(0), word.low)));
        out.push(mix(601, mix(tag(0), kind.coarse.into())));
        out.push(mix(602, pack([tag(-1), tag(0), word.shape])));
        out.push(mix(603, pack([tag(0), kind.cue.into(), word.parts.into()])));
        out.push(mix(604, pack([tag(0), word.class.into(), word.stem_class.into()])));
        out.push(mix(605, pack([tag(-2), tag(-1), tag(0), tag(1), tag(2)])));
        out.push(mix(606, mix(role.into(), word.quoted.into())));
    }

    /// Writes what kind of word a cue beside the token is: the cue, its distance, and its word nearest to the content.
    fn kind_of_cue(&self, number: u64, cue: Option<(&SeenCue, usize, usize)>, tag: u8, out: &mut Sequence) {
        let Some((cue, away, nearest)) = cue else { return };
        let words = &self.reading.words;
        let word = &words[self.at];
        let same = u64::from(words[cue.start].sentence == word.sentence);
        let away = away_from_cue(away);
        let kind = words[cue.end - 1].kind;
        let tag = u64::from(tag);
        out.push(mix(number, pack([kind.fine.into(), same, away])));
        out.push(mix(number + 1, pack([kind.fine.into(), same, tag])));
        out.push(mix(number + 2, pack([words[nearest].low, same, tag])));
        out.push(mix(number + 3, pack([cue.part as u64, same, away, tag])));
        out.push(mix(number + 4, pack([kind.cue.into(), same, word.quoted.into(), away])));
    }

    /// Writes what the cue before is; whether it is in the same sentence.
    fn cue_before(&self, cue: Option<&SeenCue>, out: &mut Sequence) -> bool {
        let words = &self.reading.words;
        let quoted = u64::from(words[self.at].quoted);
        let Some(cue) = cue else {
            out.push(mix(230, quoted));
            return false;
        };
        let first = &words[cue.start];
        let same = first.sentence == words[self.at].sentence;
        let here = u64::from(same) + 2 * quoted;
        out.push(mix(231, mix(words[cue.end - 1].low, same.into())));
        out.push(mix(232, mix(first.low, same.into())));
        out.push(mix(233, mix(distance(self.at - cue.end), here)));
        out.push(mix(234, pack([cue.part as u64, here, cue.sourced.into()])));
        out.push(mix(235, mix(first.quoted.into(), here)));
        out.push(mix(236, mix(words[cue.end].low, here)));
        let s = self.surroundings;
        let early = self.at.min(cue.end + 2);
        let that = s.thats[early] > s.thats[cue.end];
        let commas = (s.commas[self.at] - s.commas[cue.end]).min(3);
        let quote = self.quotes[self.at] > self.quotes[cue.end];
        out.push(mix(237, pack([that.into(), commas.into(), quote.into(), here])));
        same
    }

    /// Writes what the cue after is; whether it is in the same sentence.
    fn cue_after(&self, cue: Option<&SeenCue>, out: &mut Sequence) -> bool {
        let words = &self.reading.words;
        let quoted = u64::from(words[self.at].quoted);
        let Some(cue) = cue else {
            out.push(mix(240, quoted));
            return false;
        };
        let first = &words[cue.start];
        let same = first.sentence == words[self.at].sentence;
        let here = u64::from(same) + 2 * quoted;
        out.push(mix(241, mix(first.low, same.into())));
        out.push(mix(242, mix(distance(cue.start - self.at), here)));
        out.push(mix(243, pack([cue.part as u64, here, cue.sourced.into()])));
        out.push(mix(244, mix(first.quoted.into(), here)));
        let s = self.surroundings;
        let commas = (s.commas[cue.start] - s.commas[self.at + 1]).min(3);
        let quote = self.quotes[cue.start] > self.quotes[self.at + 1];
        let near = (cue.start - self.at).min(3) as u64;
        out.push(mix(245, pack([commas.into(), quote.into(), here, near])));
        same
    }
}

/// A distance from a cue in tokens, coarser as it grows.
fn away_from_cue(n: usize) -> u64 {
    match n {
        0..3 => n as u64,
        3..6 => 3,
        6..12 => 4,
        12..25 => 5,
        _ => 6,
    }
}
