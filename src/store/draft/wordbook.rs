//! Words or other pieces of text, each once, under numbers of their own.

use crate::model::Span;
use crate::store::kept::{Bytes, Keeps};
use crate::store::stream::Word;
use crate::store::words;

/// Distinct words in the order in which they came: their letters in a row, and a table of open addresses to find them by
/// (Knuth, *The Art of Computer Programming* 3, 1973, 6.4, linear probing).
#[derive(Debug, Default)]
pub(in crate::store) struct Wordbook {
    letters: String,
    ends: Vec<u32>,
    hashes: Vec<u32>,
    /// Numbers from 1, nought where there is room; a power of two, more than half of it empty.
    slots: Vec<u32>,
}

impl Wordbook {
    /// Calls `found` with every word of `text` under `span`, where it stands and how it is folded, in order.
    pub(super) fn read(&mut self, text: &str, span: Span, mut found: impl FnMut(Span, Word, &str)) {
        words::each(text, span, |at, word| {
            let capital = at.of(text).starts_with(char::is_uppercase);
            found(at, Word { number: self.number(word), capital }, word);
        });
    }

    /// All words of a text.
    pub(super) fn all(&mut self, text: &str) -> Vec<Word> {
        let mut all = Vec::new();
        self.read(text, Span::new(0, text.len()), |_, word, _| all.push(word));
        all
    }

    /// The words by number, each with its hash.
    pub(in crate::store) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u32)> + Clone {
        self.hashes.iter().enumerate().map(|(number, hash)| (self.word(number as u32), *hash))
    }

    /// Whether there is none.
    pub(in crate::store) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The word of a number; empty where there is none.
    pub(in crate::store) fn word(&self, number: u32) -> &str {
        let end = |number: u32| self.ends.get(number as usize).map(|end| *end as usize);
        let start = number.checked_sub(1).map_or(Some(0), end);
        start.zip(end(number)).and_then(|(start, end)| self.letters.get(start..end)).unwrap_or_default()
    }

    /// The number of a word, a new one where it is new.
    pub(in crate::store) fn number(&mut self, word: &str) -> u32 {
        self.number_hashed(word, words::hash(word), usize::MAX).unwrap_or_default()
    }

    /// The same for a word of which the [`hash`](words::hash) is known; `None` where it is new and there are `most` already.
    pub(in crate::store) fn number_hashed(&mut self, word: &str, hash: u32, most: usize) -> Option<u32> {
        if self.slots.len() <= 2 * self.ends.len() {
            self.grow();
        }
        let mut at = self.first_slot(hash);
        while let Some(number) = self.slots[at].checked_sub(1) {
            if self.hashes[number as usize] == hash && self.word(number) == word {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        if self.ends.len() >= most {
            return None;
        }
        self.letters.push_str(word);
        self.ends.push(self.letters.len() as u32);
        self.hashes.push(hash);
        self.slots[at] = self.ends.len() as u32;
        Some(self.ends.len() as u32 - 1)
    }

    fn grow(&mut self) {
        self.slots = vec![0; (4 * self.ends.len()).next_power_of_two().max(64)];
        for number in 0..self.ends.len() {
            let mut at = self.first_slot(self.hashes[number]);
            while self.slots[at] != 0 {
                at = (at + 1) & (self.slots.len() - 1);
            }
            self.slots[at] = number as u32 + 1;
        }
    }

    fn first_slot(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }
}

/// The table is made when the next word comes.
impl Keeps for Wordbook {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { letters, ends, hashes, slots: _ } = self;
        letters.keep(to);
        ends.keep(to);
        hashes.keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let (letters, ends, hashes): (_, Vec<u32>, Vec<u32>) = Keeps::recall(from)?;
        (ends.len() == hashes.len()).then_some(Self { letters, ends, hashes, slots: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_as_they_come_and_once_each() {
        let mut book = Wordbook::default();
        let text = (0..500).map(|n| format!("Word{} again", n % 300)).collect::<Vec<_>>().join(" ");
        let all = book.all(&text);
        assert_eq!(all.len(), 1000);
        for (at, word) in all.iter().enumerate() {
            let expected = if at % 2 == 1 { "again".to_owned() } else { format!("word{}", at / 2 % 300) };
            assert_eq!(book.word(word.number), expected);
            assert_eq!(word.capital, at % 2 == 0);
        }
        assert_eq!(book.iter().count(), 301);
        assert_eq!(book.iter().take(3).map(|(word, _)| word).collect::<Vec<_>>(), ["word0", "again", "word1"]);
        assert!(book.iter().all(|(word, hash)| hash == words::hash(word)));
    }
}
