//! Words in a row: the one thing that is looked for in the text itself.

use super::words;
use crate::model::{Article, Span};

/// Words in a row, folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phrase<'a> {
    pub(super) words: &'a [String],
    /// Whether the last one may go on.
    pub(super) begun: bool,
}

impl Phrase<'_> {
    /// Whether the words stand in a row in title or body.
    pub(super) fn is_in(&self, article: &Article) -> bool {
        let in_title = article.title.as_ref().is_some_and(|t| self.runs_in(&t.text, &[Span::new(0, t.text.len())]));
        in_title || article.body.iter().any(|paragraph| self.runs_in(&article.text, &[*paragraph]))
    }

    /// Whether the words stand in a row in the spans, read one after the other. Bit `n` of `runs` says that the first
    /// `n + 1` words have just been read (Shift-And, Baeza-Yates and Gonnet 1992), so that no repetition makes it slow;
    /// of more than 64 words the rest is not looked at.
    pub(super) fn runs_in(&self, text: &str, spans: &[Span]) -> bool {
        let looked_at = &self.words[..self.words.len().min(64)];
        let Some(last) = looked_at.len().checked_sub(1) else { return true };
        let (mut runs, mut found) = (0u64, false);
        for span in spans {
            words::each(text, *span, |_, word| {
                let fits =
                    |n: usize| looked_at[n] == word || self.begun && n == last && word.starts_with(&looked_at[n]);
                let begun = runs << 1 | 1;
                runs = (0..=last).filter(|n| begun >> n & 1 == 1 && fits(*n)).fold(0, |all, n| all | 1 << n);
                found |= runs >> last & 1 == 1;
            });
        }
        found
    }
}
