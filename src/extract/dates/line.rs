//! Tokens with what each means for dates: the view that the grammar files read. Positions past either end are allowed
//! everywhere and mean nothing.

use super::words::{Word, meaning};
use crate::model::Span;
use crate::text::Token;

#[cfg(test)]
thread_local! {
    /// How often a token was looked at on this thread: the work done, where time would tell of the machine.
    pub(super) static LOOKS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// A run of tokens of one paragraph with their meanings.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    words: Vec<Word>,
}

/// A whole number with the letters that hang on it (`19th`, `1990s`, `3pm`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number<'a> {
    /// The number.
    pub(super) value: u32,
    /// How many digits it is written with.
    pub(super) digits: usize,
    /// The letters behind the digits.
    pub(super) suffix: &'a str,
}

impl<'a> Line<'a> {
    /// Reads the meanings of `tokens`.
    pub(super) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens, words: tokens.iter().map(|t| meaning(text, t)).collect() }
    }

    /// What the token at `at` means.
    pub(super) fn word(&self, at: usize) -> Word {
        #[cfg(test)]
        LOOKS.with(|looks| looks.set(looks.get() + 1));
        self.words.get(at).copied().unwrap_or(Word::Other)
    }

    /// What the token before `at` means.
    pub(super) fn word_before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::Other, |i| self.word(i))
    }

    /// The token at `at` as it stands.
    pub(super) fn str(&self, at: usize) -> &'a str {
        #[cfg(test)]
        LOOKS.with(|looks| looks.set(looks.get() + 1));
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// The token before `at` as it stands.
    pub(super) fn before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |i| self.str(i))
    }

    /// Whether the token at `at` is one of `words`, in any case.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let length = self.tokens.get(at).map_or(0, |token| token.span.len());
        words.iter().any(|w| w.len() == length && w.eq_ignore_ascii_case(self.str(at)))
    }

    /// Whether the token before `at` is one of `words`, in any case.
    pub(super) fn was(&self, at: usize, words: &[&str]) -> bool {
        at.checked_sub(1).is_some_and(|i| self.is(i, words))
    }

    /// Whether nothing stands between the token at `at` and the next one.
    pub(super) fn joined(&self, at: usize) -> bool {
        matches!(self.tokens.get(at..at + 2), Some([a, b]) if a.span.end == b.span.start)
    }

    /// Whether nothing stands between the token at `at` and the one before it.
    pub(super) fn joined_before(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|i| self.joined(i))
    }

    /// Whether a line ends between the token before `at` and the token at `at`.
    pub(super) fn breaks(&self, at: usize) -> bool {
        let gap = at.checked_sub(1).and_then(|i| self.tokens.get(i..=at));
        matches!(gap, Some([a, b]) if Span { start: a.span.end, end: b.span.start }.of(self.text).contains('\n'))
    }

    /// The whole number at `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number<'a>> {
        if self.word(at) != Word::Number {
            return None;
        }
        let word = self.str(at);
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let suffix = &word[digits..];
        let plain = digits <= 8 && suffix.chars().all(char::is_alphabetic);
        plain.then(|| Some(Number { value: word[..digits].parse().ok()?, digits, suffix }))?
    }

    /// The whole number at `at` where no letters hang on it and it has as many digits as `digits` allows.
    pub(super) fn plain(&self, at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let fits = self.tokens.get(at).is_some_and(|token| digits.contains(&token.span.len()));
        if fits { self.number(at).filter(|n| n.suffix.is_empty()).map(|n| n.value) } else { None }
    }

    /// The numbers of a token such as `18.02.2025` or `10:25:31.5Z`, and the letters behind; fractions are dropped.
    pub(super) fn parts(&self, at: usize, mark: char) -> Option<(Vec<u32>, &'a str)> {
        let word = self.str(at);
        if self.word(at) != Word::Number || !word.contains(mark) {
            return None;
        }
        let end = word.find(|c: char| !(c.is_ascii_digit() || c == mark)).unwrap_or(word.len());
        let suffix = match word[end..].strip_prefix('.') {
            Some(fraction) if end > 5 => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
            _ => &word[end..],
        };
        let short = end <= 12 && suffix.chars().all(char::is_alphabetic);
        let numbers =
            short.then(|| word[..end].split(mark).map(|n| n.parse().ok()).collect::<Option<Vec<u32>>>())??;
        Some((numbers, suffix))
    }

    /// The span of the tokens `from..to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match self.tokens.get(from..to) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([one]) => one.span,
            _ => Span::default(),
        }
    }
}
