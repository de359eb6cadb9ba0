//! A stretch of a paragraph as the tagger reads it: each token hashed and classed once, with its place in quotation and
//! sentence. A stretch is one sequence: a whole paragraph, or a part of one that is longer than any paragraph should be.

use super::word_tables::{Kind, WordTables};
use crate::tagger::hash;
use crate::text::Paragraph;
use std::ops::Range;

/// Tokens of a stretch at most; longer paragraphs are cut, at the end of a sentence where there is one.
const LONGEST: usize = 512;

/// A token, hashed and classed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of the token, letter for letter.
    pub exact: u64,
    /// Hash of the word.
    pub low: u64,
    /// Hashes of its last three and two characters.
    pub suffixes: [u64; 2],
    /// Hashes of its first three and four characters.
    pub prefixes: [u64; 2],
    /// Capitals, digits, marks.
    pub shape: u64,
    /// How often it is a cue in the annotated texts: 4 (at least half of the times) to 1 (hardly ever), 0 (not known).
    pub class: u8,
    /// The class of its stem.
    pub stem_class: u8,
    /// What words of like use share.
    pub kind: Kind,
    /// A number for the parts of speech it was seen as; 0 where it is not known.
    pub parts: u8,
    /// Pronoun, determiner, word for people who speak, or its shape.
    pub group: u64,
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
#[derive(Clone, Debug, Default)]
pub struct Reading {
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

impl Reading {
    /// Reads the tokens `range` of a paragraph of `text`.
    pub fn read(
        text: &str,
        paragraph: &Paragraph,
        range: Range<usize>,
        tables: &WordTables,
        after: Option<&Self>,
    ) -> Self {
        let words = range.clone().map(|at| word(text, paragraph, at, tables)).collect();
        let mut reading =
            Self { words, number: after.map_or(0, |r| r.number + 1), before: after.map_or(Edge::Nothing, Self::edge) };
        reading.place_quotations(paragraph, &range);
        reading.place_sentences(paragraph, &range);
        reading
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

    /// The parts of speech it was seen as; of a word that is not known its shape, in lower case its ending.
    pub fn part_of_speech(&self) -> u64 {
        match (self.parts, self.shape) {
            (0, LOWER) => hash::mix(LOWER, self.suffixes[0]),
            (0, shape @ NUMBER..=OTHER) => 300 + shape,
            (0, mark) => mark,
            (parts, _) => parts.into(),
        }
    }

    /// How many tokens of its sentence stand behind it.
    pub fn to_end(&self) -> usize {
        (self.length as usize).saturating_sub(self.place as usize + 1)
    }
}

fn word(text: &str, paragraph: &Paragraph, at: usize, tables: &WordTables) -> Word {
    let token = paragraph.tokens[at].of(text);
    let low = hash::word(token);
    let known = tables.cues.get(low);
    let stem_class = tables.cues.get(stem(token)) & 7;
    let shape = shape(token);
    Word {
        exact: hash::exact(token),
        low,
        suffixes: [hash::suffix(token, 3), hash::suffix(token, 2)],
        prefixes: [hash::prefix(token, 3), hash::prefix(token, 4)],
        shape,
        class: known & 7,
        stem_class,
        kind: tables.kind(low),
        parts: tables.parts.get(low),
        group: if known >> 3 > 0 { u64::from(known >> 3) } else { shape },
        mark: mark(token),
        ..Word::default()
    }
}

/// The key of a word's stem in the table of classes: the word without the endings of verbs.
pub fn stem(word: &str) -> u64 {
    let bare = ["ing", "ied", "ies", "ed", "es", "s", "e", "y"].iter().find_map(|ending| {
        let cut = word.len().checked_sub(ending.len()).filter(|cut| *cut >= 3 && word.is_char_boundary(*cut))?;
        word[cut..].eq_ignore_ascii_case(ending).then(|| &word[..cut])
    });
    let bare = bare.unwrap_or(word);
    let mut last = bare.bytes().rev();
    let doubled = bare.len() > 3 && bare.is_ascii() && last.next() == last.next();
    hash::mix(hash::word(if doubled { &bare[..bare.len() - 1] } else { bare }), 0x57e3)
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

/// Shapes of words.
const NUMBER: u64 = 100;
const CAPITALISED: u64 = 101;
const CAPITALS: u64 = 102;
const LOWER: u64 = 103;
const OTHER: u64 = 104;

/// A number for words of digits, in capitals, capitalised, lower-cased, mixed; the mark's own hash for marks.
fn shape(token: &str) -> u64 {
    let mut chars = token.chars();
    let Some(first) = chars.next() else { return 0 };
    if !first.is_alphanumeric() {
        return hash::word(token);
    }
    if token.chars().all(char::is_numeric) {
        NUMBER
    } else if first.is_uppercase() {
        let capitals = token.len() > 1 && !token.chars().any(char::is_lowercase);
        if capitals { CAPITALS } else { CAPITALISED }
    } else if token.chars().all(char::is_alphabetic) {
        LOWER
    } else {
        OTHER
    }
}
