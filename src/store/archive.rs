//! The packed articles, one behind the other in large blocks: many small pieces that stay, between many that go, would keep
//! far more memory from others than they take.
//!
//! ```text
//! path    the folder as a piece, the name
//! text    its wording: the number of its steps and these. Its words stand in the index, for searches as well
//! finds   see `packed`
//!
//! step    what comes behind words as usual, times 16, and how many these are, at most 15; where it is 15, how many more
//!             0         words of the stream that stand elsewhere: twice their number and one more; or a piece without
//!                       number: twice its length, its bytes
//!             n         piece number n - 1
//! ```
//!
//! Numbers are varints (LEB128). A piece is kept once for all articles: `, ` and `U.S.` are in nearly all of them.

use super::draft::{Draft, Wordbook};
use super::kept::keeps;
use super::stream::{Streams, next, write};
use super::wording::{self, Step, Then};
use super::words::{self, Vocabulary};
use crate::model::{Article, packed};

/// How long a block is; a longer article has one of its own.
const BLOCK: usize = 1 << 20;

/// How many bytes of a text there are for each of its stream, about.
const BYTES_OF_TEXT: usize = 4;

/// Longer pieces get no number: nobody writes them twice.
const LONGEST: usize = 64;
/// And none get those that come when so many have one.
const MOST: usize = 1 << 24;

/// What stands between words most often, and has the numbers with which a step is one byte.
const FREQUENT: [&str; 7] = [", ", ". ", ".\n\n", "-", "’s ", "'s ", "\n\n"];

/// Bits of a step's code that count words as usual.
const USUAL_BITS: u32 = 4;
const MOST_USUAL: u64 = (1 << USUAL_BITS) - 1;

/// Packed articles.
#[derive(Debug, Default)]
pub(super) struct Archive {
    blocks: Vec<Vec<u8>>,
    /// For every article its block, where it starts there and where it ends.
    places: Vec<(u32, u32, u32)>,
    /// What stands between words or is spelled in a way of its own, and folders.
    pieces: Wordbook,
}

keeps!(Archive { blocks, places, pieces });

impl Archive {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many bytes they have, without their words.
    pub(super) fn bytes(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    /// Takes the next one; of a whole one nothing but its place.
    pub(super) fn add(&mut self, draft: &Draft) {
        let bytes = if draft.whole.is_some() { Vec::new() } else { self.packed(draft) };
        if self.blocks.last().is_none_or(|block| block.len() + bytes.len() > block.capacity()) {
            self.blocks.push(Vec::with_capacity(BLOCK.max(bytes.len())));
        }
        let number = self.blocks.len() as u32 - 1;
        if let Some(block) = self.blocks.last_mut() {
            let start = block.len();
            block.extend(bytes);
            self.places.push((number, start as u32, block.len() as u32));
        }
    }

    /// The article at a place, whose words stand in these streams, without its id; an empty one where there is none.
    pub(super) fn article(&self, place: u32, streams: &Streams, vocabulary: &Vocabulary) -> Article {
        let mut from = self.bytes_of(place);
        let words = vocabulary.words();
        let mut unpacked = || {
            let folder = self.read_piece(&mut from)?;
            let name = read_words(next(&mut from)?, &mut from)?;
            let path = [folder, name].concat();
            let steps = (0..next(&mut from)?).map_while(|_| self.read_step(&mut from));
            let word_of = |number: u32| words.get(number as usize).map_or("", |word| &**word);
            let room = String::with_capacity(BYTES_OF_TEXT * streams.most_words(place));
            let text = wording::read(steps, streams.of(place), word_of, room);
            packed::unpacked(from, text).ok().map(|article| Article { path, ..article })
        };
        let article = unpacked();
        debug_assert!(article.is_some() || self.bytes_of(place).is_empty(), "what was packed can be unpacked");
        article.unwrap_or_default()
    }

    fn bytes_of(&self, place: u32) -> &[u8] {
        let bytes = self
            .places
            .get(place as usize)
            .and_then(|(block, start, end)| self.blocks.get(*block as usize)?.get(*start as usize..*end as usize));
        bytes.unwrap_or_default()
    }

    fn packed(&mut self, draft: &Draft) -> Vec<u8> {
        let wording = &draft.wording;
        let mut bytes = Vec::with_capacity(draft.finds.len() + 4 * wording.steps.len());
        let (folder, name) = draft.path.split_at(draft.path.rfind('/').map_or(0, |at| at + 1));
        let folder = self.piece(folder, words::hash(folder));
        write_step(Step { usual: 0, then: Then::Piece(folder) }, &mut bytes);
        write(name.len() as u64, &mut bytes);
        bytes.extend(name.as_bytes());
        write(wording.steps.len() as u64, &mut bytes);
        let pieces: Vec<Piece> = wording.pieces.iter().map(|(piece, hash)| self.piece(piece, hash)).collect();
        for step in &wording.steps {
            let then = match step.then {
                Then::Piece(piece) => Then::Piece(pieces[piece as usize]),
                Then::Elsewhere(count) => Then::Elsewhere(count),
            };
            write_step(Step { usual: step.usual, then }, &mut bytes);
        }
        bytes.extend(&draft.finds);
        bytes
    }

    /// A piece under its number among all, if it gets one.
    fn piece<'a>(&mut self, piece: &'a str, hash: u32) -> Piece<'a> {
        if self.pieces.is_empty() {
            for piece in FREQUENT {
                self.pieces.number(&wording::between(piece));
            }
        }
        let number = (piece.len() <= LONGEST).then(|| self.pieces.number_hashed(piece, hash, MOST)).flatten();
        number.map_or(Piece::Bytes(piece), Piece::Number)
    }

    fn read_piece<'a>(&'a self, from: &mut &'a [u8]) -> Option<&'a str> {
        match self.read_step(from)?.then {
            Then::Piece(piece) => Some(piece),
            Then::Elsewhere(_) => None,
        }
    }

    fn read_step<'a>(&'a self, from: &mut &'a [u8]) -> Option<Step<&'a str>> {
        let code = next(from)?;
        let more = if code & MOST_USUAL == MOST_USUAL { next(from)? } else { 0 };
        let then = match (code >> USUAL_BITS).checked_sub(1) {
            Some(piece) => Then::Piece(self.pieces.word(piece as u32)),
            None => match next(from)? {
                count if count & 1 == 1 => Then::Elsewhere((count >> 1) as u32),
                length => Then::Piece(read_words(length >> 1, from)?),
            },
        };
        Some(Step { usual: (code & MOST_USUAL).saturating_add(more) as u32, then })
    }
}

/// A piece as it is written.
#[derive(Clone, Copy)]
enum Piece<'a> {
    Number(u32),
    Bytes(&'a str),
}

fn write_step(step: Step<Piece>, to: &mut Vec<u8>) {
    let number = match step.then {
        Then::Piece(Piece::Number(number)) => u64::from(number) + 1,
        _ => 0,
    };
    let usual = u64::from(step.usual);
    write(number << USUAL_BITS | usual.min(MOST_USUAL), to);
    if let Some(more) = usual.checked_sub(MOST_USUAL) {
        write(more, to);
    }
    match step.then {
        Then::Piece(Piece::Number(_)) => {}
        Then::Piece(Piece::Bytes(piece)) => {
            write((piece.len() as u64) << 1, to);
            to.extend(piece.as_bytes());
        }
        Then::Elsewhere(count) => write(u64::from(count) << 1 | 1, to),
    }
}

fn read_words<'a>(length: u64, from: &mut &'a [u8]) -> Option<&'a str> {
    let (words, behind) = from.split_at_checked(usize::try_from(length).ok()?)?;
    *from = behind;
    std::str::from_utf8(words).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{ArticleId, Store};

    #[test]
    fn articles_of_all_lengths_come_back() {
        let mut store = Store::default();
        // Noise is not packed to nothing, so that blocks fill up.
        let noise = |seed: u32| {
            let letter = move |n: u32| char::from(b'a' + (n.wrapping_mul(2_654_435_761 + seed) >> 27) as u8 % 26);
            (0..seed * 30_000).map(move |n| if n % 90 == 0 { '/' } else { letter(n) })
        };
        let texts: Vec<String> = [1, 30, 2, 0, 34, 1].into_iter().map(|seed| noise(seed).collect()).collect();
        for (text, path) in texts.iter().zip(["a", "", "/", "/a/b.txt", "é/ü.txt", "folder/"]) {
            store.add(Article { path: path.into(), text: text.clone(), ..Article::default() });
            let last = ArticleId(store.len() as u32 - 1);
            assert_eq!((&store.article(last).unwrap().text, &*store.article(last).unwrap().path), (text, path));
        }
        assert!(store.archive.blocks.len() > 1);
        for (place, text) in (0..).map(ArticleId).zip(&texts) {
            assert_eq!(store.article(place).unwrap().text, *text);
        }
        let (streams, vocabulary) = (&store.index.article_words, &store.index.vocabulary);
        assert_eq!(store.archive.article(99, streams, vocabulary), Article::default());
    }

    #[test]
    fn steps_of_all_kinds_are_read_as_they_were_written() {
        let mut archive = Archive::default();
        let number = |archive: &mut Archive, piece| archive.piece(piece, words::hash(piece));
        let long = "x".repeat(LONGEST + 1);
        let comma = wording::between(", ");
        for piece in [&*comma, "", "wU.S.", &*long] {
            let known = number(&mut archive, piece);
            for usual in [0, 1, MOST_USUAL as u32 - 1, MOST_USUAL as u32, MOST_USUAL as u32 + 1, u32::MAX] {
                for then in [Then::Piece(known), Then::Elsewhere(0), Then::Elsewhere(u32::MAX)] {
                    let mut bytes = Vec::new();
                    write_step(Step { usual, then }, &mut bytes);
                    let then = match then {
                        Then::Piece(_) => Then::Piece(piece),
                        Then::Elsewhere(count) => Then::Elsewhere(count),
                    };
                    let mut from = &bytes[..];
                    assert_eq!(archive.read_step(&mut from), Some(Step { usual, then }));
                    assert!(from.is_empty());
                }
            }
        }
        assert_eq!(archive.pieces.iter().count(), FREQUENT.len() + 2, "the comma is there, the long one is not");
    }
}
