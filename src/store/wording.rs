//! How a text is written by means of its words: what stands between them and how they are spelled, where that is unusual.
//!
//! The words of title and body stand as numbers in a [`stream`](super::stream) anyway. What it takes beside them to have
//! the text back, to the byte, is little:
//!
//! ```text
//! steps   so many words as usual; then a piece, or words of the stream that do not stand here
//! pieces  each once: what stands between two words (`, `), or how a word is spelled (`U.S.`)
//! ```
//!
//! As usual, a word stands behind a blank, and is spelled as it is folded, with a capital where it begins with one. What is
//! neither title nor body is nothing but pieces.

use super::draft::Wordbook;
use super::stream::Word;
use crate::model::Span;

/// How a piece begins that stands between words, and one that is a word.
const BETWEEN: char = '-';
const SPELLED: char = 'w';

/// What stands between two words and has no more bytes is one piece; anything longer is cut after white space.
const SHORT: usize = 12;

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step<P> {
    /// So many words as usual.
    pub(super) usual: u32,
    /// And what comes behind them.
    pub(super) then: Then<P>,
}

/// What comes behind words that are as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then<P> {
    /// A piece; where it is a word, the stream has it as well.
    Piece(P),
    /// So many words of the stream do not stand here.
    Elsewhere(u32),
}

/// What a text has beside its words.
#[derive(Debug, Default)]
pub(super) struct Wording {
    /// From its beginning to its end.
    pub(super) steps: Vec<Step<u32>>,
    /// The pieces by the numbers that the steps name.
    pub(super) pieces: Wordbook,
}

impl Wording {
    /// The text, whose words are looked up by their numbers.
    pub(super) fn text<'a>(&'a self, words: &[Word], folded: impl Fn(u32) -> &'a str) -> String {
        let steps = self.steps.iter().map(|step| match step.then {
            Then::Piece(piece) => Step { usual: step.usual, then: Then::Piece(self.pieces.word(piece)) },
            Then::Elsewhere(count) => Step { usual: step.usual, then: Then::Elsewhere(count) },
        });
        read(steps, words.iter().copied(), folded, String::new())
    }
}

/// A wording in the making.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    text: &'a str,
    wording: Wording,
    /// How much of the text is written.
    at: usize,
    /// Words as usual, and then words elsewhere, which no step has yet.
    usual: u32,
    elsewhere: u32,
    /// Whether what was written last is a word.
    behind_word: bool,
    /// Room for a piece.
    piece: String,
}

impl<'a> Writer<'a> {
    /// Before the first word of a text.
    pub(super) fn new(text: &'a str) -> Self {
        let (wording, piece) = (Wording::default(), String::new());
        Self { text, wording, at: 0, usual: 0, elsewhere: 0, behind_word: false, piece }
    }

    /// Takes the next word of the stream, and where it stands, if it does. It counts as elsewhere when it stands before
    /// what is written: no order of paragraphs is relied on, nor that each is there once.
    pub(super) fn word(&mut self, at: Option<Span>, folded: &str, capital: bool) {
        let before = at.and_then(|at| self.text.get(self.at..at.start as usize));
        let (Some(at), Some(before)) = (at, before) else {
            self.elsewhere += 1;
            return;
        };
        if self.elsewhere > 0 {
            let elsewhere = std::mem::take(&mut self.elsewhere);
            self.step(Then::Elsewhere(elsewhere));
        }
        if before != if self.behind_word { " " } else { "" } {
            self.between(before);
        }
        let spelled = at.of(self.text);
        if is_usual(spelled, folded, capital) {
            self.usual += 1;
        } else {
            self.piece(SPELLED, spelled);
        }
        (self.at, self.behind_word) = (at.end as usize, true);
    }

    /// All of it, behind the last word.
    pub(super) fn finish(mut self) -> Wording {
        let rest = &self.text[self.at..];
        if !rest.is_empty() {
            self.between(rest);
        } else if self.usual > 0 {
            self.step(Then::Elsewhere(0));
        }
        self.wording
    }

    fn between(&mut self, between: &str) {
        self.behind_word = false;
        if between.len() <= SHORT {
            return self.piece(BETWEEN, between);
        }
        let mut rest = between;
        while !rest.is_empty() {
            let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let white = rest[word..].find(|c: char| !c.is_whitespace()).unwrap_or(rest.len() - word);
            let (part, behind) = rest.split_at(word + white);
            self.piece(BETWEEN, part);
            rest = behind;
        }
    }

    fn piece(&mut self, kind: char, words: &str) {
        self.piece.clear();
        self.piece.push(kind);
        self.piece.push_str(words);
        let piece = self.wording.pieces.number(&self.piece);
        self.step(Then::Piece(piece));
    }

    fn step(&mut self, then: Then<u32>) {
        let usual = std::mem::take(&mut self.usual);
        self.wording.steps.push(Step { usual, then });
    }
}

/// The text that has these steps, with the words of its stream and how each is folded, in the room that is given.
pub(super) fn read<'a>(
    steps: impl Iterator<Item = Step<&'a str>>,
    words: impl Iterator<Item = Word>,
    folded: impl Fn(u32) -> &'a str,
    room: String,
) -> String {
    let mut words = words.filter(|word| !word.is_mark());
    let (mut text, mut behind_word) = (room, false);
    for step in steps {
        for word in words.by_ref().take(step.usual as usize) {
            if behind_word {
                text.push(' ');
            }
            spell(folded(word.number), word.capital, &mut text);
            behind_word = true;
        }
        match step.then {
            Then::Piece(piece) => {
                if let Some(word) = piece.strip_prefix(SPELLED) {
                    words.next();
                    if behind_word {
                        text.push(' ');
                    }
                    text.push_str(word);
                    behind_word = true;
                } else {
                    text.push_str(piece.strip_prefix(BETWEEN).unwrap_or_default());
                    behind_word = false;
                }
            }
            Then::Elsewhere(count) => words.by_ref().take(count as usize).for_each(drop),
        }
    }
    text
}

/// What stands between words as a piece.
pub(super) fn between(words: &str) -> String {
    format!("{BETWEEN}{words}")
}

/// Whether a word is spelled so as [`spell`] spells it.
fn is_usual(spelled: &str, folded: &str, capital: bool) -> bool {
    if !capital {
        return spelled == folded;
    }
    let mut chars = folded.chars();
    chars.next().is_some_and(|first| spelled.strip_prefix(upper(first)) == Some(chars.as_str()))
}

/// Spells a folded word as usual.
fn spell(folded: &str, capital: bool, to: &mut String) {
    let at = to.len();
    to.push_str(folded);
    if !capital {
        return;
    }
    match (to.get_mut(at..=at), folded.chars().next()) {
        (Some(ascii), _) => ascii.make_ascii_uppercase(), // as nearly all are
        (None, Some(first)) => to.replace_range(at..at + first.len_utf8(), upper(first).encode_utf8(&mut [0; 4])),
        (None, None) => {}
    }
}

/// A letter as a capital, where it is one letter then.
fn upper(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

#[cfg(test)]
mod tests;
