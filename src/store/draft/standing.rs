//! Where the words of an article's body stand, so that what a statement or an event quotes is not cut into words again.

use crate::model::Span;
use std::ops::Range;

/// The words of a body, paragraph by paragraph.
#[derive(Debug, Default)]
pub(super) struct Standing {
    words: Vec<Span>,
    paragraphs: Vec<Paragraph>,
}

#[derive(Debug)]
struct Paragraph {
    span: Span,
    /// Its first word among all.
    first: usize,
    /// And in the text, where marks stand between paragraphs.
    in_text: usize,
}

impl Standing {
    /// Begins a paragraph whose first word has the given place in the text.
    pub(super) fn begin(&mut self, span: Span, in_text: usize) {
        self.paragraphs.push(Paragraph { span, first: self.words.len(), in_text });
    }

    /// Takes the next word.
    pub(super) fn add(&mut self, word: Span) {
        self.words.push(word);
    }

    /// Which words of the text stand under a span; `None` where it is of no paragraph or cuts a word.
    pub(super) fn under(&self, span: Span) -> Option<Range<usize>> {
        let behind = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= span.start);
        let paragraph = self.paragraphs[..behind].last().filter(|paragraph| paragraph.span.contains(span))?;
        let end = self.paragraphs.get(behind).map_or(self.words.len(), |next| next.first);
        let words = &self.words[paragraph.first..end];
        let from = words.partition_point(|word| word.start < span.start);
        let to = words.partition_point(|word| word.start < span.end).max(from);
        let ends = |before: usize, at: u32| before.checked_sub(1).is_none_or(|last| words[last].end <= at);
        (ends(from, span.start) && ends(to, span.end)).then_some(paragraph.in_text + from..paragraph.in_text + to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_of_one_paragraph_are_found() {
        let mut body = Standing::default();
        let paragraphs = [(0, 10, vec![(0, 3), (4, 10)]), (12, 20, vec![(12, 15), (16, 20)])];
        for (place, (start, end, words)) in paragraphs.into_iter().enumerate() {
            body.begin(Span::new(start, end), 3 * place + 1);
            for (start, end) in words {
                body.add(Span::new(start, end));
            }
        }
        for (start, end, expected) in [
            (0, 10, Some(1..3)),
            (3, 10, Some(2..3)),
            (0, 4, Some(1..2)),
            (16, 20, Some(5..6)),
            (15, 16, Some(5..5)),
            (1, 10, None),
            (0, 9, None),
            (4, 15, None),
            (20, 24, None),
        ] {
            assert_eq!(body.under(Span::new(start, end)), expected, "{start} {end}");
        }
    }
}
