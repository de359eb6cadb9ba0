//! The prose as the search for names sees it: sentences of words, each with its hash, its class and whether it is written
//! like a name. Made once, read by every step.

use super::hint::Hint;
use super::lexicon::{Class, Lexicon};
use crate::extract::Prose;
use crate::extract::prose::Zone;
use crate::model::Span;
use crate::tagger::hash;
use crate::text::spelling;
use crate::text::token::TokenKind;
use std::borrow::Cow;

/// A word or mark of a sentence.
#[allow(clippy::struct_excessive_bools)] // facts that do not depend on each other
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As it stands in the text.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
    /// Of its lower-cased form.
    pub hash: u64,
    /// Of its folded form.
    pub folded_hash: u64,
    /// Folded and romanised; empty for marks and numbers.
    pub folded: Cow<'a, str>,
    /// What it says about names.
    pub class: Class,
    /// Whether a title begins with it.
    pub starts_title: bool,
    /// Whether it may be the last word of a group without a name.
    pub ends_group: bool,
    /// Whether it is a given name.
    pub given: bool,
    /// Whether it is the adjective of a place.
    pub adjective: bool,
    /// Whether it is written like a name: with a capital first, or inside (`iPhone`).
    pub name_like: bool,
    /// How many words the longest name of the lexicon has that begins with it; 0 where none does.
    pub starts_known: u8,
    /// Whether it is `'s`.
    pub possessive: bool,
    /// Whether it is a word at all.
    pub alphabetic: bool,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
}

/// A sentence of the prose.
#[derive(Clone, Debug)]
pub struct Sentence<'a> {
    /// Its words and marks.
    pub words: Vec<Word<'a>>,
    /// The place of its first word; behind the last one where it has none.
    pub first: usize,
    /// Whether nothing can be told from its capitals: three in four of its long words have one.
    pub headline: bool,
    /// Whether it belongs to the headline of the article.
    pub title: bool,
}

/// All sentences of the prose in order.
pub fn read<'a>(prose: &Prose<'a>, lexicon: &Lexicon) -> Vec<Sentence<'a>> {
    let mut sentences = Vec::new();
    for (zone, paragraph) in &prose.paragraphs {
        let mut quoted = vec![false; paragraph.tokens.len()];
        for quotation in paragraph.quotations.iter().filter(|q| !q.single) {
            quoted[quotation.tokens.clone()].fill(true);
        }
        for range in &paragraph.sentences {
            let words: Vec<_> = range
                .clone()
                .map(|at| {
                    let token = paragraph.tokens[at];
                    word(token.of(prose.text), token.span, token.kind, quoted[at], lexicon)
                })
                .collect();
            let headline = is_headline(&words);
            let first = words.iter().position(|w| w.alphabetic).unwrap_or(words.len());
            sentences.push(Sentence { words, first, headline, title: *zone == Zone::Title });
        }
    }
    sentences
}

fn word<'a>(text: &'a str, span: Span, kind: TokenKind, quoted: bool, lexicon: &Lexicon) -> Word<'a> {
    let alphabetic = kind == TokenKind::Word;
    // Most words are folded already.
    let small = text.bytes().all(|b| b.is_ascii_lowercase());
    let folded = match (alphabetic, small) {
        (true, true) => Cow::Borrowed(text),
        (true, false) => folded(text),
        (false, _) => Cow::default(),
    };
    let hash = hash::word(text);
    let plain = if small || text.is_ascii() { hash } else { hash::word(&folded) };
    let hint = if alphabetic { lexicon.hint(&folded, plain) } else { Hint::default() };
    Word {
        text,
        span,
        hash,
        folded_hash: plain,
        class: hint.class,
        starts_title: hint.starts_title,
        ends_group: hint.ends_group,
        given: hint.given,
        adjective: hint.adjective,
        name_like: alphabetic && !small && is_name_like(text),
        starts_known: hint.starts_known,
        possessive: kind == TokenKind::Possessive,
        alphabetic,
        folded,
        quoted,
    }
}

fn folded(text: &str) -> Cow<'_, str> {
    let plain = text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if plain { Cow::Borrowed(text) } else { Cow::Owned(spelling::romanise(text)) }
}

fn is_name_like(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase) || (text.len() > 2 && chars.any(char::is_uppercase))
}

fn is_headline(words: &[Word]) -> bool {
    let long = words.iter().filter(|w| w.alphabetic && w.text.chars().nth(3).is_some());
    let (all, capital) = long.fold((0, 0), |(all, capital), word| (all + 1, capital + usize::from(word.name_like)));
    all > 3 && 4 * capital > 3 * all
}

impl Word<'_> {
    /// Whether it is a word or a number.
    pub fn is_part(&self) -> bool {
        self.alphabetic || self.text.starts_with(char::is_numeric)
    }
}

impl Sentence<'_> {
    /// The folded word at `at`; empty outside.
    pub fn folded(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.words.get(at)).map_or("", |w| w.folded.as_ref())
    }

    /// Whether the word at `at` opens the sentence or a quotation in it, so that its capital says nothing.
    pub fn opens(&self, at: usize) -> bool {
        at <= self.first
            || self.words.get(at.wrapping_sub(1)).is_some_and(|w| matches!(w.text, "\"" | "“" | "‘" | "'" | "(" | ":"))
    }

    /// The span from the first to the last of a range of words.
    pub fn span(&self, words: std::ops::Range<usize>) -> Span {
        match &self.words[words] {
            [first, .., last] => first.span.join(last.span),
            [one] => one.span,
            [] => Span::default(),
        }
    }

    /// A number for what [`Self::phrase`] says, to compare and to count by.
    pub fn key(&self, words: std::ops::Range<usize>) -> u64 {
        let parts = self.words[words].iter().filter(|w| w.is_part());
        parts.fold(0, |key, word| hash::mix(key, word.folded_hash))
    }

    /// A range of words folded, one space between, possessives and marks left out.
    pub fn phrase(&self, words: std::ops::Range<usize>) -> String {
        let words = &self.words[words];
        let mut phrase = String::with_capacity(words.iter().map(|w| w.text.len() + 1).sum());
        for word in words.iter().filter(|w| w.is_part()) {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(if word.alphabetic { &word.folded } else { word.text });
        }
        phrase
    }
}
