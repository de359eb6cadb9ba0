//! The part of an article that is read for content: the headline and the paragraphs of the body.

use crate::model::Span;
use crate::text::Paragraph;

/// Which part of the article a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// The headline.
    Title,
    /// A paragraph of the body.
    Body,
}

/// Headline (if it stands in the text) and body paragraphs, in the order of the text.
#[derive(Clone, Debug)]
pub struct Prose<'a> {
    /// The whole text of the article; all spans point into it.
    pub text: &'a str,
    /// The paragraphs, cut to tokens, sentences and quotations.
    pub paragraphs: Vec<(Zone, Paragraph)>,
}

impl<'a> Prose<'a> {
    /// Cuts headline and body of `text` to paragraphs.
    pub fn read(text: &'a str, title: Option<Span>, body: &[Span]) -> Self {
        let title = title.map(|span| (Zone::Title, span));
        let mut zones: Vec<_> = title.into_iter().chain(body.iter().map(|span| (Zone::Body, *span))).collect();
        zones.sort_by_key(|(_, span)| *span);
        Self { text, paragraphs: zones.into_iter().map(|(zone, span)| (zone, Paragraph::read(text, span))).collect() }
    }

    /// Index of the paragraph that holds the byte `at`.
    pub fn paragraph_at(&self, at: u32) -> Option<usize> {
        let after = self.paragraphs.partition_point(|(_, p)| p.span.start <= at);
        after.checked_sub(1).filter(|i| at < self.paragraphs[*i].1.span.end)
    }

    /// The sentence around `span`; the span itself where no paragraph holds it.
    pub fn sentence_around(&self, span: Span) -> Span {
        self.paragraph_at(span.start).map_or(span, |i| {
            let paragraph = &self.paragraphs[i].1;
            let at = paragraph.tokens_in(span).start;
            paragraph.sentences.get(paragraph.sentence_of(at)).map_or(span, |s| paragraph.span_of(s.clone()))
        })
    }
}
