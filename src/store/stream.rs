//! Texts as numbers: the words of every article and statement in order, so that phrases are verified, finds ranked and
//! wordings compared without reading the texts again, which are made of them as well. A byte or two for each word: what is
//! common came early, and has a small number. What a statement or an event has in common with its article, which is nearly
//! all of it, is quoted from there.

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

/// The code of a part of another stream; where its bytes start there and how many they are follows.
const QUOTE: u64 = mark::COUNT as u64;

/// What is added to a stream.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    /// A word or a mark.
    Word(Word),
    /// The bytes of some words of another stream, from the first to behind the last.
    Quote(u32, u32),
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
            QUOTE + 1 + (u64::from(self.number) << 1 | u64::from(self.capital))
        }
    }

    fn coded(code: u64) -> Self {
        match code.checked_sub(QUOTE + 1) {
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

/// The words with which a statement words its speaker.
pub(super) fn speaker(stream: &[u32]) -> &[u32] {
    let start = stream.iter().position(|word| *word == mark::SPEAKER).map_or(stream.len(), |at| at + 1);
    let rest = &stream[start..];
    let end = rest.iter().position(|word| !is_content(*word));
    &rest[..end.unwrap_or(rest.len())]
}

/// Whether a number still belongs to the content.
pub(super) fn is_content(number: u32) -> bool {
    !matches!(number, mark::SPEAKER | mark::NAME | mark::BESIDE)
}

/// Places whose bytes lie together.
const RUN: usize = 1024;

/// The streams of many places, one after the other. A run of them has memory of its own: what is there is never moved to make
/// room, which would take a tenth of a second for a hundred million bytes.
#[derive(Debug, Default)]
pub struct Streams {
    /// The bytes of every run of places, and for every place where in them it ends.
    runs: Vec<Vec<u8>>,
    ends: Vec<u32>,
}

super::kept::keeps!(Streams { runs, ends });

impl Streams {
    /// The words of a place; none for a place that is not there.
    pub fn of(&self, place: u32) -> impl Iterator<Item = Word> + '_ {
        let mut rest = self.bytes_of(place);
        std::iter::from_fn(move || next(&mut rest).map(Word::coded))
    }

    /// The words of a place that quotes from a place of other streams.
    pub fn quoting<'a>(&'a self, place: u32, quoted: &'a Self, at: u32) -> impl Iterator<Item = Word> + 'a {
        let (mut rest, quoted, mut part) = (self.bytes_of(place), quoted.bytes_of(at), &[][..]);
        std::iter::from_fn(move || {
            loop {
                if let Some(code) = next(&mut part) {
                    return Some(Word::coded(code));
                }
                match next(&mut rest)? {
                    QUOTE => {
                        let (start, length) = (next(&mut rest)? as usize, next(&mut rest)? as usize);
                        part = quoted.get(start..start + length).unwrap_or(&[]);
                    }
                    code => return Some(Word::coded(code)),
                }
            }
        })
    }

    fn bytes_of(&self, place: u32) -> &[u8] {
        let place = place as usize;
        let start = if place.is_multiple_of(RUN) { Some(&0) } else { self.ends.get(place - 1) };
        let bounds = start.zip(self.ends.get(place)).map(|(start, end)| *start as usize..*end as usize);
        bounds.and_then(|bounds| self.runs.get(place / RUN)?.get(bounds)).unwrap_or(&[])
    }

    /// How many bytes all of them have.
    pub(super) fn bytes(&self) -> usize {
        self.runs.iter().map(Vec::len).sum()
    }

    /// No fewer than the words of a place.
    pub(super) fn most_words(&self, place: u32) -> usize {
        self.bytes_of(place).len()
    }

    /// The numbers of the words of a place.
    pub fn numbers(&self, place: u32) -> Vec<u32> {
        self.of(place).map(|word| word.number).collect()
    }

    /// Adds the words of the next place; tells where the bytes of each start there, and where those of the last one end, to
    /// quote from.
    pub(super) fn add(&mut self, words: impl ExactSizeIterator<Item = Word>) -> Vec<u32> {
        let mut bounds = Vec::with_capacity(words.len() + 1);
        let run = self.open();
        let start = run.len();
        for word in words {
            bounds.push((run.len() - start) as u32);
            write(word.code(), run);
        }
        bounds.push((run.len() - start) as u32);
        self.close();
        bounds
    }

    /// Begins the next place, of which the pieces are added one by one before it is closed.
    pub(super) fn open(&mut self) -> &mut Vec<u8> {
        let run = self.ends.len() / RUN;
        if self.runs.len() <= run {
            if let Some(whole) = self.runs.last_mut() {
                whole.shrink_to_fit();
            }
            self.runs.resize_with(run + 1, Vec::new);
        }
        &mut self.runs[run]
    }

    /// Adds something that the place which was opened says or quotes.
    pub(super) fn add_piece(&mut self, piece: Piece) {
        let Some(run) = self.runs.last_mut() else { return };
        match piece {
            Piece::Word(word) => write(word.code(), run),
            Piece::Quote(start, end) => {
                for code in [QUOTE, start.into(), (end - start).into()] {
                    write(code, run);
                }
            }
        }
    }

    /// Ends the place which was opened.
    pub(super) fn close(&mut self) {
        self.ends.push(self.runs.last().map_or(0, Vec::len) as u32);
    }
}

/// Adds a code to some bytes: the smaller the shorter (LEB128).
pub(super) fn write(mut code: u64, to: &mut Vec<u8>) {
    while code >= 0x80 {
        to.push(code as u8 | 0x80);
        code >>= 7;
    }
    to.push(code as u8);
}

/// Takes the first code from some bytes.
pub(super) fn next(rest: &mut &[u8]) -> Option<u64> {
    match rest.split_first()? {
        (byte, behind) if *byte < 0x80 => {
            *rest = behind;
            Some(u64::from(*byte)) // as most are
        }
        _ => next_of_many(rest),
    }
}

fn next_of_many(rest: &mut &[u8]) -> Option<u64> {
    let mut code = 0;
    for place in (0..u64::BITS).step_by(7) {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        code |= u64::from(byte & 0x7F) << place;
        if byte & 0x80 == 0 {
            return Some(code);
        }
    }
    None
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
    fn what_is_quoted_stands_where_it_is_quoted() {
        let word = |number: u32| Word { number, capital: number.is_multiple_of(2) };
        let (mut texts, mut sayings) = (Streams::default(), Streams::default());
        texts.add([word(1)].into_iter());
        let bounds = texts.add((0..400usize).map(|number| word(number as u32 * 7)));
        let quote = |from: usize, behind: usize| Piece::Quote(bounds[from], bounds[behind]);
        sayings.open();
        for piece in [quote(90, 94), Piece::Word(word(3)), quote(5, 5), quote(399, 400)] {
            sayings.add_piece(piece);
        }
        sayings.close();
        let expected = [90 * 7, 91 * 7, 92 * 7, 93 * 7, 3, 399 * 7].map(word);
        assert_eq!(sayings.quoting(0, &texts, 1).collect::<Vec<_>>(), expected);
        assert_eq!(bounds.len(), 401);
    }

    #[test]
    fn places_behind_a_run_are_found() {
        let mut streams = Streams::default();
        for number in 0..3 * RUN as u32 {
            streams.add([Word { number, capital: false }].into_iter());
        }
        for place in [0, 1, RUN as u32 - 1, RUN as u32, 2 * RUN as u32 + 5] {
            assert_eq!(streams.numbers(place), [place]);
        }
    }
}
