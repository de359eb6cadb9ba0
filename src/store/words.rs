//! The vocabulary: every word of the store, folded, under a number; and the one way in which a text becomes words.
//!
//! A word of an index, a filter or a look-up is a token without case, accents, apostrophes and full stops (`U.S.` is
//! `us`, `O’Brien` is `obrien`), so that all of them agree. Possessive endings and marks are no words.

use super::kept::{Bytes, Keeps};
use crate::model::Span;
use crate::text::fold;
use crate::text::token::{self, TokenKind};
use rustc_hash::{FxHashSet, FxHasher};
use std::collections::BTreeMap;
use std::hash::Hasher;
use std::ops::Bound;
use std::sync::{Arc, LazyLock};

/// Calls `found` with every word of `text` under `span`, folded, and where it stands, in order.
pub fn each(text: &str, span: Span, mut found: impl FnMut(Span, &str)) {
    let mut folded = String::new();
    token::each(text, span, |token| {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            folded.clear();
            fold_word(token.of(text), token.kind, &mut folded);
            if !folded.is_empty() {
                found(token.span, &folded);
            }
        }
    });
}

/// The words of a short text, folded, in order.
pub fn of(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each(text, Span::new(0, text.len()), |_, word| words.push(word.to_owned()));
    words
}

/// Marks inside words that their folded form lacks.
const LEFT_OUT: [u8; 2] = [b'\'', b'.'];

fn fold_word(word: &str, kind: TokenKind, folded: &mut String) {
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(&fold::fold(word));
    }
    if kind == TokenKind::Word && folded.bytes().any(|byte| LEFT_OUT.contains(&byte)) {
        folded.retain(|c| !u8::try_from(c).is_ok_and(|c| LEFT_OUT.contains(&c)));
    }
}

/// Whether a folded word is one that says nothing by itself: a function word, a unit, a verb of reporting.
pub(super) fn is_plain(word: &str) -> bool {
    PLAIN.contains(word)
}

static PLAIN: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/plain-words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// A folded word without its ending, cut off roughly, so that `signs` and `signed` are one; what is left has four bytes
/// at least.
pub(super) fn without_ending(word: &str) -> &str {
    const LEFT: usize = 4;
    let endings = ["ing", "ed", "es", "s"];
    endings.iter().find_map(|end| word.strip_suffix(end)).filter(|stem| stem.len() >= LEFT).unwrap_or(word)
}

/// What can be said of a word at a glance, to rule it out before its letters are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// A bit for every letter that occurs; other scripts share the bits of the Latin letters.
    pub letters: u32,
    /// How many characters it has, at most 255.
    pub length: u8,
    /// The bit of its first letter, as a number.
    pub first: u8,
}

impl Shape {
    /// The shape of a folded word.
    pub fn of(word: &str) -> Self {
        let letters = word.chars().fold(0, |letters, c| letters | 1 << (c as u32 & 31));
        let first = word.chars().next().map_or(0, |c| (c as u32 & 31) as u8);
        Self { letters, length: word.chars().count().min(255) as u8, first }
    }

    /// How many letters of this one the other lacks.
    pub fn lacking_in(self, other: Self) -> u32 {
        (self.letters & !other.letters).count_ones()
    }
}

/// The hash by which a word is found; whoever asks for many words has time to reckon it before.
pub(super) fn hash(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish() as u32
}

/// Every word that was interned, numbered from 0 in the order of arrival.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<Arc<str>>,
    shapes: Vec<Shape>,
    /// A table of open addresses: the hash and the number of every word, this one from 1, nought where there is room. A
    /// power of two, at least half of it empty. Few letters are looked at in vain since all of a hash is compared before.
    slots: Vec<(u32, u32)>,
    sorted: BTreeMap<Arc<str>, u32>,
}

impl Vocabulary {
    /// The number of a folded word, a new one where it is new.
    pub fn intern(&mut self, word: &str) -> u32 {
        self.intern_hashed(word, hash(word))
    }

    /// The same for a word of which the [`hash`] is known.
    pub(super) fn intern_hashed(&mut self, word: &str, hash: u32) -> u32 {
        if self.slots.len() <= 2 * self.words.len() {
            self.grow();
        }
        let slot = match self.slot(word, hash) {
            Ok(number) => return number,
            Err(slot) => slot,
        };
        let (word, number) = (Arc::<str>::from(word), self.words.len() as u32);
        self.words.push(Arc::clone(&word));
        self.shapes.push(Shape::of(&word));
        self.sorted.insert(word, number);
        self.slots[slot] = (hash, number + 1);
        number
    }

    /// The numbers of many words, each with its [`hash`]. What is read of memory for one does not wait for what is read for
    /// another, as it would word by word.
    pub(super) fn intern_all<'w>(&mut self, words: impl ExactSizeIterator<Item = (&'w str, u32)> + Clone) -> Vec<u32> {
        while self.slots.len() <= 2 * (self.words.len() + words.len()) {
            self.grow();
        }
        let mut numbers: Vec<u32> = words.clone().map(|(_, hash)| self.first_with(hash)).collect();
        let known = numbers.iter().filter_map(|number| self.words.get(*number as usize));
        std::hint::black_box(known.fold(0, |all, word| all ^ word.as_bytes().first().copied().unwrap_or(0)));
        for (number, (word, hash)) in numbers.iter_mut().zip(words) {
            if self.words.get(*number as usize).is_none_or(|known| **known != *word) {
                *number = self.intern_hashed(word, hash);
            }
        }
        numbers
    }

    /// The number of the first word with a hash; a number of none where there is none.
    fn first_with(&self, hash: u32) -> u32 {
        let mut at = hash as usize & (self.slots.len() - 1);
        loop {
            match self.slots[at] {
                (_, 0) => return u32::MAX,
                (known, number) if known == hash => return number - 1,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    /// The number of a folded word, if it occurs.
    pub fn number(&self, word: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.slot(word, hash(word)).ok() }
    }

    /// The number of a word, or the place in the table where it belongs.
    fn slot(&self, word: &str, hash: u32) -> Result<u32, usize> {
        let mut at = hash as usize & (self.slots.len() - 1);
        while let (known, Some(number)) = (self.slots[at].0, self.slots[at].1.checked_sub(1)) {
            if known == hash && *self.words[number as usize] == *word {
                return Ok(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        Err(at)
    }

    fn grow(&mut self) {
        let length = (2 * self.slots.len()).max(64);
        for slot in std::mem::replace(&mut self.slots, vec![(0, 0); length]) {
            if slot.1 > 0 {
                let mut at = slot.0 as usize & (length - 1);
                while self.slots[at].1 > 0 {
                    at = (at + 1) & (length - 1);
                }
                self.slots[at] = slot;
            }
        }
    }

    /// All words; a word's number is its place.
    pub fn words(&self) -> &[Arc<str>] {
        &self.words
    }

    /// The shapes of all words, by number.
    pub fn shapes(&self) -> &[Shape] {
        &self.shapes
    }

    /// The numbers of the words that begin with `prefix`, itself included, in alphabetical order.
    pub fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = u32> + 'a {
        self.sorted
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .take_while(move |(word, _)| word.starts_with(prefix))
            .map(|(_, number)| *number)
    }
}

impl Keeps for Vocabulary {
    fn keep(&self, to: &mut Vec<u8>) {
        self.words.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let mut all = Self::default();
        for word in Vec::<String>::recall(from)? {
            all.intern(&word);
        }
        Some(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_case_accents_and_marks() {
        for (text, words) in [
            ("Mrs. O’Brien's café, in the U.S.", "mrs obrien cafe in the us"),
            ("don't pay $1.5bn at 10:25", "dont pay 1.5bn at 10:25"),
            ("long-time ally – Łódź", "long time ally lodz"),
            ("' . -", ""),
        ] {
            assert_eq!(of(text).join(" "), words);
        }
    }

    #[test]
    fn words_are_found_among_many_and_when_their_hashes_are_equal() {
        let words: Vec<String> = (0..3000).map(|n| format!("w{n}")).collect();
        // As they are hashed, and all to one place.
        for hashed in [hash, |_: &str| 77] {
            let mut vocabulary = Vocabulary::default();
            for _ in 0..2 {
                for (number, word) in (0..).zip(&words) {
                    assert_eq!(vocabulary.intern_hashed(word, hashed(word)), number);
                }
            }
            let mut at_once = Vocabulary::default();
            for some in [&words[..9], &words, &words] {
                let numbers = at_once.intern_all(some.iter().map(|word| (word.as_str(), hashed(word))));
                assert!(numbers.into_iter().eq(0..some.len() as u32));
            }
            assert_eq!(vocabulary.words().len(), words.len());
            assert_eq!(vocabulary.number("w3000"), None);
        }
        assert_eq!(Vocabulary::default().number("w"), None);
    }

    #[test]
    fn prefixes_find_their_words() {
        let mut vocabulary = Vocabulary::default();
        for word in ["front", "fro", "frost", "from", "g"] {
            vocabulary.intern(word);
        }
        let found: Vec<_> = vocabulary.beginning_with("fro").map(|n| &*vocabulary.words()[n as usize]).collect();
        assert_eq!(found, ["fro", "from", "front", "frost"]);
        assert_eq!(vocabulary.beginning_with("x").count(), 0);
    }
}
