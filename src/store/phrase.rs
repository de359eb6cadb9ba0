//! Words in a row.

use super::words::Vocabulary;

/// Words of a phrase that are looked at; the rest of a longer one is taken on trust.
const LONGEST: usize = 64;

/// Words in a row, as numbers.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// All words but the last.
    pub(super) firsts: Vec<u32>,
    /// What the last word may be, sorted.
    pub(super) lasts: Vec<u32>,
}

impl Phrase {
    /// The phrase of some folded words, the last one perhaps only begun; `None` where a word occurs nowhere.
    pub(super) fn of(vocabulary: &Vocabulary, words: &[String], begun: bool) -> Option<Self> {
        let (last, firsts) = words[..words.len().min(LONGEST)].split_last()?;
        let firsts = firsts.iter().map(|word| vocabulary.number(word)).collect::<Option<_>>()?;
        let mut lasts: Vec<u32> = if begun {
            vocabulary.beginning_with(last).collect()
        } else {
            vocabulary.number(last).into_iter().collect()
        };
        lasts.sort_unstable();
        (!lasts.is_empty()).then_some(Self { firsts, lasts })
    }

    /// Whether the words stand in a row in a stream.
    pub(super) fn runs_in(&self, stream: &[u32]) -> bool {
        let Some(first) = self.firsts.first() else { return stream.iter().any(|word| self.is(&[*word])) };
        let mut rest = stream;
        while let Some(at) = rest.iter().position(|word| word == first) {
            let Some(row) = rest.get(at..at + self.len()) else { return false };
            if self.is(row) {
                return true;
            }
            rest = &rest[at + 1..];
        }
        false
    }

    /// Whether a row of as many words is the phrase.
    pub(super) fn is(&self, row: &[u32]) -> bool {
        row.split_last().is_some_and(|(last, firsts)| firsts == self.firsts && self.lasts.binary_search(last).is_ok())
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.firsts.len() + 1
    }
}
