//! How sure the first tagger was of a token and of its neighbours, and which cues it nearly found. What it found by a
//! hair or missed by one is what the second look can still turn.

use super::super::reading::Word;
use super::super::tags::Part;
use super::{NOWHERE, away_from_cue, pack};
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

/// By how much, in halves, the tags of cues, of contents and of sources lead all others at a token, from -8 to 8.
pub type Leads = [i8; 3];

/// The lead from which on a word that was taken for no cue may be one.
pub const POSSIBLE: i8 = -5;

const CUE: usize = 0;
const CONTENT: usize = 1;
const SOURCE: usize = 2;

/// What the first tagger passed over in a stretch.
pub(super) struct Passed<'a> {
    words: &'a [Word],
    tags: &'a [u8],
    leads: &'a [Leads],
    /// For each token the nearest possible cue before it in its sentence, and the one after it.
    near: Vec<[Option<usize>; 2]>,
    /// For each sentence the lead of the likeliest of them.
    best: Vec<i8>,
}

impl<'a> Passed<'a> {
    pub(super) fn over(words: &'a [Word], tags: &'a [u8], leads: &'a [Leads]) -> Self {
        let sentences = words.last().map_or(0, |w| w.sentence as usize + 1);
        let mut passed = Self { words, tags, leads, near: vec![[None; 2]; words.len()], best: vec![-8; sentences] };
        passed.walk(0, 0..words.len());
        passed.walk(1, (0..words.len()).rev());
        passed
    }

    /// Notes for each token the possible cue that was met last on one side.
    fn walk(&mut self, side: usize, order: impl Iterator<Item = usize>) {
        let mut last: Option<usize> = None;
        for at in order {
            let sentence = self.words[at].sentence;
            self.near[at][side] = last.filter(|last| self.words[*last].sentence == sentence);
            if Part::of(self.tags[at]).is_some_and(Part::is_cue) {
                continue;
            }
            let lead = self.leads[at][CUE];
            let best = &mut self.best[sentence as usize];
            *best = (*best).max(lead);
            if lead >= POSSIBLE {
                last = Some(at);
            }
        }
    }

    /// Writes the features of a token.
    pub(super) fn look(&self, at: usize, out: &mut Sequence) {
        self.around(at, CUE, out);
        self.around(at, CONTENT, out);
        self.around(at, SOURCE, out);
        self.together(at, out);
        for side in 0..2 {
            self.beside(at, side, out);
        }
    }

    /// The lead of a group of tags at a token near by, as a number from 0 on.
    fn lead(&self, at: usize, by: isize, group: usize) -> u64 {
        let near = at.checked_add_signed(by).and_then(|at| self.leads.get(at));
        near.map_or(NOWHERE, |leads| u64::from((leads[group] + 8).cast_unsigned()))
    }

    fn around(&self, at: usize, group: usize, out: &mut Sequence) {
        let number = 700 + 10 * group as u64;
        let [far, before, here, after, further] = std::array::from_fn(|d| self.lead(at, d.cast_signed() - 2, group));
        out.push(mix(number, here));
        out.push(mix(number + 1, mix(here, self.tags[at].into())));
        out.push(mix(number + 2, mix(before, here)));
        out.push(mix(number + 3, mix(here, after)));
        out.push(mix(number + 4, mix(here, self.words[at].kind.coarse.into())));
        out.push(mix(number + 5, pack([far / 2, before / 2, here / 2, after / 2, further / 2])));
    }

    fn together(&self, at: usize, out: &mut Sequence) {
        let word = &self.words[at];
        let [cue, content, source] = [CUE, CONTENT, SOURCE].map(|group| self.lead(at, 0, group));
        let best = u64::from((self.best[word.sentence as usize] + 8).cast_unsigned());
        out.push(mix(730, mix(cue, content)));
        out.push(mix(731, pack([content / 2, source / 2, word.quoted.into(), word.group])));
        out.push(mix(732, mix(best, self.tags[at].into())));
        out.push(mix(733, pack([best, content / 2, word.quoted.into()])));
    }

    /// Writes which cue was nearly found on one side.
    fn beside(&self, at: usize, side: usize, out: &mut Sequence) {
        let number = 740 + 10 * side as u64;
        let tag = u64::from(self.tags[at]);
        let Some(cue) = self.near[at][side] else { return out.push(mix(number, tag)) };
        let word = &self.words[cue];
        let lead = self.lead(cue, 0, CUE);
        let away = away_from_cue(cue.abs_diff(at) - 1);
        let [content, source] = [CONTENT, SOURCE].map(|group| self.lead(at, 0, group) / 2);
        out.push(mix(number + 1, pack([lead, away, tag])));
        out.push(mix(number + 2, mix(word.kind.fine.into(), away)));
        out.push(mix(number + 3, mix(word.low, content)));
        out.push(mix(number + 4, pack([word.kind.cue.into(), lead, self.words[at].quoted.into()])));
        out.push(mix(number + 5, pack([lead, content, source])));
    }
}
