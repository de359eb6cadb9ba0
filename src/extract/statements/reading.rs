//! A stretch of a paragraph as the tagger reads it: each token with its place in quotation and sentence. A stretch is one sequence: a whole paragraph, or a part of one that is longer than any paragraph should be.

use crate::tagger::hash;
use crate::text::Paragraph;
use crate::text::token::{Token, TokenKind};
use std::ops::Range;

/// Tokens of a stretch at most; longer paragraphs are cut, at the end of a sentence where there is one.
const LONGEST: usize = 512;

/// A token in its place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the token, letter for letter.
    pub exact: u64,
    /// What it does as a mark.
    pub mark: Mark,
    /// Inside quotation marks, these included.
    pub quoted: bool,
    /// Length in tokens of the quotation it stands in.
    pub quote_length: u32,
    /// Place in that quotation.
    pub quote_place: u32,
    /// The number of its sentence in the stretch.
    pub sentence: u32,
    /// Its place in that sentence.
    pub place: u32,
    /// The length of that sentence.
    pub length: u32,
}

/// What a token does as a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// It is a word or another mark.
    #[default]
    None,
    /// `,`
    Comma,
    /// `.`, `?` or `!`
    Stop,
    /// `;` or a dash
    Break,
    /// `:`
    Colon,
    /// A double quotation mark, or a single one that opens or closes a quotation.
    Quote,
}

/// How a stretch ends or begins, as the next one sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edge {
    /// There is none before.
    #[default]
    Nothing,
    /// Its last quotation is left open.
    Open,
    /// It ends in a quotation.
    EndsQuoted,
    /// It begins with a quotation.
    BeginsQuoted,
    /// None of these.
    Plain,
}

/// A stretch as the tagger reads it.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Its tokens.
    pub words: Vec<Word>,
    /// Its number in the text.
    pub number: usize,
    /// How the one before ended.
    pub before: Edge,
}

/// The stretches of a paragraph, as ranges of its tokens.
pub fn stretches(paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for sentence in &paragraph.sentences {
        match found.last_mut() {
            Some(last) if sentence.end - last.start <= LONGEST => last.end = sentence.end,
            _ => {
                let starts = sentence.clone().step_by(LONGEST);
                found.extend(starts.map(|start| start..sentence.end.min(start + LONGEST)));
            }
        }
    }
    found
}

impl<'a> Reading<'a> {
    /// Reads the tokens `range` of a paragraph of `text`; `after` is the stretch before.
    pub fn read(text: &'a str, paragraph: &'a Paragraph, range: Range<usize>, after: Option<&Self>) -> Self {
        let tokens = &paragraph.tokens[range.clone()];
        let word = |token: &Token| {
            let mark = if token.kind == TokenKind::Mark { mark(token.of(text)) } else { Mark::None };
            Word { exact: hash::exact(token.of(text)), mark, ..Word::default() }
        };
        let mut reading = Self {
            text,
            tokens,
            words: tokens.iter().map(word).collect(),
            number: after.map_or(0, |r| r.number + 1),
            before: after.map_or(Edge::Nothing, Self::edge),
        };
        reading.place_quotations(paragraph, &range);
        reading.place_sentences(paragraph, &range);
        reading
    }

    /// The token at a place, as it is written.
    pub fn token(&self, at: usize) -> &'a str {
        self.tokens[at].of(self.text)
    }

    fn place_quotations(&mut self, paragraph: &Paragraph, range: &Range<usize>) {
        let first = paragraph.quotations.partition_point(|q| q.tokens.end <= range.start);
        for quotation in paragraph.quotations[first..].iter().take_while(|q| q.tokens.start < range.end) {
            let tokens = &quotation.tokens;
            for at in tokens.start.max(range.start)..tokens.end.min(range.end) {
                let word = &mut self.words[at - range.start];
                word.quoted = true;
                word.quote_length = tokens.len() as u32 - 1;
                word.quote_place = (at - tokens.start) as u32;
                if at == tokens.start || (quotation.closed && at + 1 == tokens.end) {
                    word.mark = Mark::Quote;
                }
            }
        }
    }

    fn place_sentences(&mut self, paragraph: &Paragraph, range: &Range<usize>) {
        let first = paragraph.sentences.partition_point(|s| s.end <= range.start);
        let sentences = paragraph.sentences[first..].iter().take_while(|s| s.start < range.end);
        for (number, sentence) in sentences.enumerate() {
            let (start, end) = (sentence.start.max(range.start), sentence.end.min(range.end));
            for at in start..end {
                let word = &mut self.words[at - range.start];
                word.sentence = number as u32;
                word.place = (at - start) as u32;
                word.length = (end - start) as u32;
            }
        }
    }

    /// How it ends or begins, as the next one sees it.
    fn edge(&self) -> Edge {
        match &self.words[..] {
            [.., last] if last.quoted && !last.closes() => Edge::Open,
            [.., last] if last.quoted => Edge::EndsQuoted,
            [.., one, _] if one.quoted => Edge::EndsQuoted,
            [first, ..] if first.quoted => Edge::BeginsQuoted,
            _ => Edge::Plain,
        }
    }
}

impl Word {
    /// Whether it is a mark that closes a quotation.
    pub fn closes(&self) -> bool {
        self.mark == Mark::Quote && self.quote_place > 0
    }

    /// How many tokens of its sentence stand behind it.
    pub fn to_end(&self) -> u32 {
        self.length.saturating_sub(self.place + 1)
    }
}

fn mark(token: &str) -> Mark {
    match token {
        "," => Mark::Comma,
        "." | "?" | "!" => Mark::Stop,
        ";" | "—" | "–" => Mark::Break,
        ":" => Mark::Colon,
        "\"" | "“" | "”" | "«" | "»" | "„" => Mark::Quote,
        _ => Mark::None,
    }
}
