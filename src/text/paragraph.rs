//! A paragraph cut to tokens, sentences and quotations: what every reader of prose starts from.

use super::{Quotation, Token, quote, sentence, token};
use crate::model::Span;
use std::ops::Range;

/// One paragraph. Token positions in `sentences` and `quotations` are indices into `tokens`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its sentences as ranges of tokens; together they cover all tokens.
    pub sentences: Vec<Range<usize>>,
    /// Its quotations, in order, none inside another.
    pub quotations: Vec<Quotation>,
}

impl Paragraph {
    /// Reads the paragraph of `text` under `span`.
    pub fn read(text: &str, span: Span) -> Self {
        let tokens = token::tokens(text, span);
        let quotations = quote::quotations(text, &tokens);
        let sentences = sentence::sentences(text, &tokens, &quotations);
        Self { span, tokens, sentences, quotations }
    }

    /// Index of the sentence that holds the token `at`; the last sentence for tokens past the end.
    pub fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= at).min(self.sentences.len().saturating_sub(1))
    }

    /// The sentence that holds the token `at`; `None` for tokens in no sentence.
    pub fn sentence_with(&self, at: usize) -> Option<&Range<usize>> {
        self.sentences.get(self.sentences.partition_point(|s| s.end <= at)).filter(|s| s.contains(&at))
    }

    /// The span of a range of tokens; empty for an empty range.
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => first.span.join(last.span),
            Some([one]) => one.span,
            _ => Span::default(),
        }
    }

    /// The tokens that share a byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_in_one_sentence_or_in_none() {
        let text = "The port is shut. Nobody knows why! It may open soon.";
        let paragraph = Paragraph::read(text, Span::new(0, text.len()));
        assert_eq!(paragraph.sentences.len(), 3);
        for at in 0..paragraph.tokens.len() + 2 {
            let holds = paragraph.sentences.iter().find(|sentence| sentence.contains(&at));
            assert_eq!(paragraph.sentence_with(at), holds, "{at}");
        }
    }
}
