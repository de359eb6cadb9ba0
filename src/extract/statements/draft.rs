//! A statement in the making: spans of the text before they are mended and resolved; and small questions to tokens that
//! all the rules ask.

use crate::extract::Prose;
use crate::model::{Span, Statement};
use crate::text::token::TokenKind;
use crate::text::{Paragraph, Token};
use std::borrow::Cow;
use std::ops::Range;

/// A statement in the making.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The paragraph of the prose that its cue stands in, or its content where it has none.
    pub home: usize,
    /// What was said, in order.
    pub content: Vec<Span>,
    /// Who is cited.
    pub source: Option<Span>,
    /// What ties the two.
    pub cue: Option<Span>,
    /// Whether it was found inside the content of another.
    pub inner: bool,
}

impl Draft {
    /// A statement that was found before, as it was in the making.
    pub fn of(prose: &Prose, statement: &Statement) -> Self {
        let cue = statement.cue.as_ref().map(|cue| cue.span);
        let at = cue.or_else(|| statement.content.first().copied()).map_or(0, |span| span.start);
        Self {
            home: prose.paragraph_at(at).unwrap_or(usize::MAX),
            content: statement.content.clone(),
            source: statement.speaker.as_ref().map(|speaker| speaker.span),
            cue,
            inner: statement.within.is_some(),
        }
    }

    /// The first byte of its content.
    pub fn start(&self) -> u32 {
        self.content.first().map_or(0, |span| span.start)
    }

    /// Whether a span of its content shares a byte with `span`.
    pub fn says(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.overlaps(span))
    }

    /// Whether a span of its content shares a byte with one of `spans`, which are in order and none of which overlaps another.
    pub fn says_any(&self, spans: &[Span]) -> bool {
        let first = |content: &Span| spans.get(spans.partition_point(|span| span.end <= content.start));
        self.content.iter().any(|content| first(content).is_some_and(|span| content.overlaps(*span)))
    }

    /// The number of bytes of its content.
    pub fn size(&self) -> usize {
        self.content.iter().map(|c| c.len()).sum()
    }
}

/// Words in lower case.
pub fn low(words: &str) -> Cow<'_, str> {
    let is_low = words.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_low { Cow::Borrowed(words) } else { Cow::Owned(words.to_lowercase()) }
}

/// A paragraph with the text it stands in.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The paragraph.
    pub paragraph: &'a Paragraph,
}

impl<'a> Line<'a> {
    /// The tokens of the paragraph.
    pub fn tokens(&self) -> &'a [Token] {
        &self.paragraph.tokens
    }

    /// The words of a token; empty outside of the paragraph.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens().get(at).map_or("", |token| token.of(self.text))
    }

    /// The words of a token in lower case.
    pub fn low(&self, at: usize) -> Cow<'a, str> {
        low(self.word(at))
    }

    /// Whether a token is a word, in any case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        let token = self.tokens().get(at).filter(|token| token.span.len() == word.len());
        token.is_some_and(|token| token.of(self.text).eq_ignore_ascii_case(word))
    }

    /// Whether a token is a word or a number.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether a token is a word with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether a token is the mark of who owns what follows: `Weber's`.
    pub fn is_owner_mark(&self, at: usize) -> bool {
        matches!(self.word(at), "'s" | "’s" | "'" | "’")
    }

    /// Whether some token of a range is a word or a number.
    pub fn any_word(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|at| self.is_word(at))
    }

    /// The quotation that holds a token, as tokens with the marks.
    pub fn quotation(&self, at: usize) -> Option<Range<usize>> {
        let quotations = &self.paragraph.quotations;
        let number = quotations.partition_point(|q| q.tokens.end <= at);
        quotations.get(number).map(|q| q.tokens.clone()).filter(|tokens| tokens.contains(&at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_says_what_any_of_its_spans_shares_a_byte_with() {
        let draft = Draft { content: vec![Span::new(5, 9), Span::new(14, 20)], ..Draft::default() };
        let spans = [(0, 4), (6, 7), (9, 14), (13, 15), (19, 25), (20, 30)].map(|(start, end)| Span::new(start, end));
        for from in 0..spans.len() {
            for to in from..=spans.len() {
                let some = &spans[from..to];
                if some.windows(2).all(|pair| pair[0].end <= pair[1].start) {
                    assert_eq!(draft.says_any(some), some.iter().any(|span| draft.says(*span)), "{some:?}");
                }
            }
        }
    }
}
