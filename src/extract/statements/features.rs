//! What the taggers look at: features of a token as hashes, from a [`Reading`] alone for the first look, from the tags
//! of the first tagger for the second. A number stands for the kind of a feature; numbers are part of the model.

use super::reading::{Edge, Mark, Reading, Word};
use super::tags::{self, Part};
use crate::tagger::Sequence;
use crate::tagger::hash::mix;

/// The value of a token that does not exist.
const NOWHERE: u64 = 0xffff;

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

/// Writes the features of the first look at every token.
pub fn first_look(reading: &Reading, out: &mut Sequence) {
    let surroundings = Surroundings::of(reading);
    out.clear();
    for at in 0..reading.words.len() {
        let mut look = Look { reading, at, out };
        look.words();
        look.shapes_and_classes();
        look.quotations(&surroundings);
        look.places();
        look.cue_before(&surroundings);
        look.cue_after(&surroundings);
        look.paragraph(&surroundings);
        out.end_token();
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

    /// Words from three before to three behind, pairs of them, endings and beginnings.
    fn words(&mut self) {
        let near: [u64; 7] = std::array::from_fn(|d| self.near(d.cast_signed() - 3).map_or(NOWHERE, |w| w.low));
        self.add(1, 0);
        for (d, low) in near.into_iter().enumerate() {
            self.add(10 + d as u64, low);
        }
        for (kind, from) in [(17, 1), (18, 2), (19, 3), (20, 4)] {
            self.add(kind, mix(near[from], near[from + 1]));
        }
        self.add(21, pack([near[2], near[3], near[4]]));
        let word = *self.word();
        self.add(22, word.suffixes[0]);
        self.add(23, word.suffixes[1]);
        self.add(24, word.prefixes[0]);
        self.add(25, word.prefixes[1]);
        self.add(26, self.near(-1).map_or(NOWHERE, |w| w.suffixes[0]));
        self.add(27, self.near(1).map_or(NOWHERE, |w| w.suffixes[0]));
        self.add(28, word.group);
    }

    fn shapes_and_classes(&mut self) {
        let shapes: [u64; 5] = std::array::from_fn(|d| self.near(d.cast_signed() - 2).map_or(NOWHERE, |w| w.shape));
        let classes: [u64; 7] = std::array::from_fn(|d| self.near(d.cast_signed() - 3).map_or(9, |w| w.class.into()));
        let stems: [u64; 3] =
            std::array::from_fn(|d| self.near(d.cast_signed() - 1).map_or(9, |w| w.stem_class.into()));
        for (d, shape) in shapes.into_iter().enumerate() {
            self.add(30 + d as u64, shape);
        }
        self.add(35, pack([shapes[1], shapes[2], shapes[3]]));
        self.add(36, pack(shapes));
        for (d, class) in classes.into_iter().enumerate() {
            self.add(40 + d as u64, class);
        }
        for from in 1..4 {
            self.add(47 + from as u64, pack([classes[from], classes[from + 1], classes[from + 2]]));
        }
        self.add(52, pack(stems));
        self.add(53, stems[1]);
        self.add(54, mix(stems[1], self.word().suffixes[1]));
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

/// Whether `that` or a comma stands between two tokens.
fn between(surroundings: &Surroundings, from: usize, to: usize) -> u64 {
    let any = |counts: &[u32]| u64::from(counts[to] > counts[from]);
    any(&surroundings.thats) + 2 * any(&surroundings.commas)
}

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
        out.end_token();
    }
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
