//! Texts as numbers: the words of every article and statement in order, so that phrases are verified, finds ranked and
//! wordings compared without reading the texts again. A byte or two for each word: what is common came early, and has a
//! small number.

/// Numbers that are no words: what follows is another part.
pub mod mark {
    /// Another paragraph.
    pub const BREAK: u32 = u32::MAX;
    /// The speaker of the statement.
    pub const SPEAKER: u32 = u32::MAX - 1;
    /// What stands beside the statement or title: source and themes.
    pub const BESIDE: u32 = u32::MAX - 2;
    /// The name of the actor who speaks.
    pub const NAME: u32 = u32::MAX - 3;
    /// How many marks there are.
    pub(super) const COUNT: u32 = 4;
}

/// A word or a mark in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its number.
    pub number: u32,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

impl Word {
    /// A mark.
    pub(super) fn mark(number: u32) -> Self {
        Self { number, capital: false }
    }

    /// Whether it is none but a mark.
    pub(super) fn is_mark(self) -> bool {
        self.number > u32::MAX - mark::COUNT
    }

    fn code(self) -> u64 {
        if self.is_mark() {
            u64::from(u32::MAX - self.number)
        } else {
            u64::from(mark::COUNT) + (u64::from(self.number) << 1 | u64::from(self.capital))
        }
    }

    fn coded(code: u64) -> Self {
        match code.checked_sub(u64::from(mark::COUNT)) {
            None => Self::mark(u32::MAX - code as u32),
            Some(word) => Self { number: (word >> 1) as u32, capital: word & 1 == 1 },
        }
    }
}

/// The words of a stream up to the first other role: content, title, name, sentence.
pub(super) fn content(stream: &[u32]) -> &[u32] {
    let end = stream.iter().position(|word| !is_content(*word));
    &stream[..end.unwrap_or(stream.len())]
}

/// Whether a number still belongs to the content.
pub(super) fn is_content(number: u32) -> bool {
    !matches!(number, mark::SPEAKER | mark::NAME | mark::BESIDE)
}

/// Places whose ends are counted from a common one.
const RUN: usize = 1024;

/// The streams of many places, one after the other.
#[derive(Debug, Default)]
pub struct Streams {
    bytes: Vec<u8>,
    /// For every run of places where the first one starts, and for every place how far behind that it ends.
    starts: Vec<u64>,
    ends: Vec<u32>,
}

super::kept::keeps!(Streams { bytes, starts, ends });

impl Streams {
    /// The words of a place; none for a place that is not there.
    pub fn of(&self, place: u32) -> impl Iterator<Item = Word> + '_ {
        let place = place as usize;
        let start = if place.is_multiple_of(RUN) {
            self.starts.get(place / RUN).map(|start| *start as usize)
        } else {
            self.end(place - 1)
        };
        let mut rest = start.zip(self.end(place)).and_then(|(from, to)| self.bytes.get(from..to)).unwrap_or(&[]);
        std::iter::from_fn(move || next(&mut rest).map(Word::coded))
    }

    /// The numbers of the words of a place.
    pub fn numbers(&self, place: u32) -> Vec<u32> {
        self.of(place).map(|word| word.number).collect()
    }

    /// Adds the words of the next place.
    pub(super) fn add(&mut self, words: impl IntoIterator<Item = Word>) {
        if self.ends.len().is_multiple_of(RUN) {
            self.starts.push(self.bytes.len() as u64);
        }
        for word in words {
            let mut code = word.code();
            while code >= 0x80 {
                self.bytes.push(code as u8 | 0x80);
                code >>= 7;
            }
            self.bytes.push(code as u8);
        }
        let start = self.starts.last().copied().unwrap_or(0);
        self.ends.push((self.bytes.len() as u64 - start) as u32);
    }

    fn end(&self, place: usize) -> Option<usize> {
        Some(*self.starts.get(place / RUN)? as usize + *self.ends.get(place)? as usize)
    }
}

/// Takes the first code from some bytes.
fn next(rest: &mut &[u8]) -> Option<u64> {
    let (mut code, mut place) = (0, 0);
    loop {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        code |= u64::from(byte & 0x7F) << place;
        if byte & 0x80 == 0 {
            return Some(code);
        }
        place += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_and_marks_come_back(
            places in prop::collection::vec(prop::collection::vec((any::<u32>(), 0u32..30, any::<bool>()), 0..9), 0..20)
        ) {
            // Numbers of any length; no vocabulary has two billion words.
            let word = |(number, shift, capital): &(u32, u32, bool)| match number >> shift {
                number if number % 7 == 0 => Word::mark(u32::MAX - number % mark::COUNT),
                number => Word { number: number / 2, capital: *capital },
            };
            let mut streams = Streams::default();
            let places: Vec<Vec<Word>> = places.iter().map(|place| place.iter().map(word).collect()).collect();
            for place in &places {
                streams.add(place.iter().copied());
            }
            for (at, place) in (0..).zip(&places) {
                prop_assert_eq!(&streams.of(at).collect::<Vec<_>>(), place);
            }
            prop_assert_eq!(streams.of(places.len() as u32).count(), 0);
        }
    }

    #[test]
    fn places_behind_a_run_are_found() {
        let mut streams = Streams::default();
        for number in 0..3 * RUN as u32 {
            streams.add([Word { number, capital: false }]);
        }
        for place in [0, 1, RUN as u32 - 1, RUN as u32, 2 * RUN as u32 + 5] {
            assert_eq!(streams.numbers(place), [place]);
        }
    }
}
