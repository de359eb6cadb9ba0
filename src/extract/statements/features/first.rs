//! The first look: words, shapes, quotation marks, places, likely cues around, and how the paragraph before ended.

use super::super::reading::{Edge, Mark, Reading, Word};
use super::{NOWHERE, Surroundings, between, distance, pack};
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

/// Writes the features of one token.
pub(super) fn look(reading: &Reading, surroundings: &Surroundings, at: usize, out: &mut Sequence) {
    let mut look = Look { reading, at, out };
    look.words();
    look.shapes_and_classes();
    look.quotations(surroundings);
    look.places();
    look.cue_before(surroundings);
    look.cue_after(surroundings);
    look.paragraph(surroundings);
}

/// One token being described.
struct Look<'a> {
    reading: &'a Reading,
    at: usize,
    out: &'a mut Sequence,
}

impl<'a> Look<'a> {
    fn word(&self) -> &'a Word {
        &self.reading.words[self.at]
    }

    fn near(&self, by: isize) -> Option<&'a Word> {
        self.at.checked_add_signed(by).and_then(|at| self.reading.words.get(at))
    }

    fn add(&mut self, kind: u64, value: u64) {
        self.out.push(mix(kind, value));
    }

    /// Pairs and threes of words, from two before to two behind.
    fn words(&mut self) {
        let near: [u64; 7] = std::array::from_fn(|d| self.near(d.cast_signed() - 3).map_or(NOWHERE, |w| w.low));
        self.add(1, 0);
        for (kind, from) in [(17, 1), (18, 2), (19, 3), (20, 4)] {
            self.add(kind, mix(near[from], near[from + 1]));
        }
        self.add(21, pack([near[2], near[3], near[4]]));
    }

    fn shapes_and_classes(&mut self) {
        let shapes: [u64; 5] = std::array::from_fn(|d| self.near(d.cast_signed() - 2).map_or(NOWHERE, |w| w.shape));
        let classes: [u64; 7] = std::array::from_fn(|d| self.near(d.cast_signed() - 3).map_or(9, |w| w.class.into()));
        let stems: [u64; 3] =
            std::array::from_fn(|d| self.near(d.cast_signed() - 1).map_or(9, |w| w.stem_class.into()));
        self.add(35, pack([shapes[1], shapes[2], shapes[3]]));
        self.add(36, pack(shapes));
        for from in 1..4 {
            self.add(47 + from as u64, pack([classes[from], classes[from + 1], classes[from + 2]]));
        }
        self.add(52, pack(stems));
    }

    fn quotations(&mut self, surroundings: &Surroundings) {
        let word = *self.word();
        let quoted = u64::from(word.quoted);
        if word.quoted {
            let size = [0, 0, 0, 1, 1, 1].get(word.quote_length as usize).copied().unwrap_or(2u64);
            self.add(60, size);
            self.add(61, distance(word.quote_place as usize));
            self.add(62, mix(u64::from(word.quote_place == 0), size));
            if word.quote_place <= word.place {
                self.add(63, size);
            }
        } else {
            self.add(60, 9);
        }
        let side = |w: Option<&Word>| w.map_or(2, |w| u64::from(w.quoted));
        let around = pack([side(self.near(-1)), quoted, side(self.near(1))]);
        let next_class = u64::from(word.class);
        self.add(64, around);
        self.add(65, mix(around, word.low));
        self.add(66, pack([around, word.group, next_class]));
        self.add(67, mix(u64::from(surroundings.any_quoted), quoted));
        let Some(closing) = surroundings.closing[self.at] else { return };
        self.add(68, mix(distance(self.at - closing - 1), quoted));
        let words = &self.reading.words;
        let ahead = closing.checked_sub(1).map(|i| words[i]).filter(|w| matches!(w.mark, Mark::Comma | Mark::Stop));
        self.add(69, mix(ahead.map_or(0, |w| w.low), quoted));
        if words[closing].sentence == word.sentence {
            self.add(70, pack([quoted, word.group, next_class]));
        }
    }

    fn places(&mut self) {
        let word = *self.word();
        self.add(80, distance(word.place as usize));
        self.add(81, distance(word.to_end()));
        self.add(82, u64::from(word.sentence.min(3)));
        self.add(83, pack([u64::from(word.place == 0), u64::from(word.quoted), self.part()]));
        self.add(84, self.part());
    }

    /// Whether the stretch is the first of the text, an early or a later one.
    fn part(&self) -> u64 {
        match self.reading.number {
            0 => 0,
            1 | 2 => 1,
            _ => 2,
        }
    }

    fn cue_before(&mut self, surroundings: &Surroundings) {
        let Some(cue) = surroundings.cues[self.at][0] else { return self.add(90, 0) };
        let words = &self.reading.words;
        let (word, it) = (*self.word(), words[cue]);
        let quoted = u64::from(word.quoted);
        let next = words.get(cue + 1).map_or(NOWHERE, |w| w.low);
        self.add(91, it.low);
        self.add(92, mix(distance(self.at - cue), quoted));
        self.add(93, mix(u64::from(it.quoted), quoted));
        self.add(94, mix(it.low, next));
        self.add(95, next);
        let breaks = surroundings.breaks[self.at] > surroundings.breaks[cue + 1];
        let between = between(surroundings, cue + 1, self.at);
        let of_cue = u64::from(it.class) + 8 * u64::from(it.quoted);
        self.add(96, pack([between, u64::from(breaks), u64::from(word.quoted != it.quoted), of_cue]));
        let commas = (surroundings.commas[self.at] - surroundings.commas[cue + 1]).min(3);
        let colon = words[cue + 1..self.at].first().is_some_and(|w| w.mark == Mark::Colon);
        self.add(97, mix(commas.into(), colon.into()));
        self.add(98, distance(it.place as usize));
    }

    fn cue_after(&mut self, surroundings: &Surroundings) {
        let [before, after] = surroundings.cues[self.at];
        let quoted = u64::from(self.word().quoted);
        self.add(100, pack([before.is_some().into(), after.is_some().into(), quoted]));
        let Some(cue) = after else { return self.add(101, 0) };
        let words = &self.reading.words;
        let (word, it) = (*self.word(), words[cue]);
        self.add(102, it.low);
        self.add(103, mix(distance(cue - self.at), quoted));
        self.add(104, mix(u64::from(it.quoted), quoted));
        self.add(105, words[cue - 1].low);
        let of_cue = u64::from(it.class) + 8 * u64::from(it.quoted);
        let between = between(surroundings, self.at + 1, cue);
        self.add(106, pack([between, u64::from(word.quoted != it.quoted), of_cue]));
        self.add(107, distance(it.to_end()));
        self.add(108, mix(word.group, distance(cue - self.at)));
    }

    fn paragraph(&mut self, surroundings: &Surroundings) {
        let word = *self.word();
        let quoted = u64::from(word.quoted);
        let before = self.reading.before as u64;
        self.add(110, before);
        if word.place == 0 && word.sentence == 0 {
            self.add(111, mix(before, quoted));
        }
        let first = self.reading.words[self.at - word.place as usize].low;
        self.add(112, first);
        self.add(113, mix(first, quoted));
        if before == Edge::Open as u64 && !surroundings.any_quoted {
            self.add(114, 0);
        }
    }
}
