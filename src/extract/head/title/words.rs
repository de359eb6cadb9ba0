//! What a line says, in words and letters to compare headlines by, and what prose speaks of.

use crate::extract::furniture::page::{Page, plain_words};
use crate::tagger::hash;
use crate::text::fold::fold;
use crate::text::split;
use rustc_hash::FxHashSet;

/// The words that tell what a line is about, as the hashes of their folded forms.
pub(super) fn content_words(line: &str) -> impl Iterator<Item = u64> {
    telling(line).map(hashed)
}

/// The words that tell what a line is about: capitalised ones and long ones.
fn telling(line: &str) -> impl Iterator<Item = &str> {
    split::alphanumeric(line).filter(|word| {
        let letters = if word.is_ascii() { word.len() } else { word.chars().count() };
        letters > 4 || letters > 1 && word.starts_with(char::is_uppercase)
    })
}

fn hashed(word: &str) -> u64 {
    if word.is_ascii() { hash::word(word) } else { hash::word(&fold(word)) }
}

/// Those content words of a page's first lines that its prose uses; `None` where the prose has none at all.
pub(super) fn vocabulary(text: &str, page: &Page) -> Option<FxHashSet<u64>> {
    let heads = page.passages.iter().take(heads_of(page)).filter(|p| p.shape.may_head());
    let heads: Vec<&str> = heads.flat_map(|head| telling(head.span.of(text))).collect();
    let asked: FxHashSet<u64> = heads.iter().map(|word| hashed(word)).collect();
    let mut outlines = [0u64; 256];
    for (first, length) in heads.iter().map(|word| outline(&fold(word))) {
        outlines[first] |= length;
    }
    let prose = page.passages[page.core.clone()].iter().filter(|p| !p.shape.signs.closes());
    let mut words = prose.flat_map(|passage| telling(passage.span.of(text))).peekable();
    words.peek()?;
    // Most words are not asked for, as their first letters and lengths tell already.
    let likely = words.filter(|word| {
        !word.is_ascii() || {
            let (first, length) = outline(word);
            outlines[first] & length != 0
        }
    });
    Some(likely.map(hashed).filter(|word| asked.contains(word)).collect())
}

/// The first letter of a word and, as a bit, its length: these tell only of words in ASCII what they are when folded.
fn outline(word: &str) -> (usize, u64) {
    let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
    (first.into(), 1 << word.len().min(63))
}

/// How many of the first lines may be the headline.
pub(super) fn heads_of(page: &Page) -> usize {
    let most = if page.core.is_empty() { 12 } else { page.core.start + 3 };
    most.min(page.passages.len())
}

/// The letters and digits of those of the last lines that say who holds the rights of a page.
pub(super) fn legal_lines<'p>(text: &str, page: &'p Page) -> Vec<&'p str> {
    let legal = |line: &str| line.contains('©') || line.starts_with("Copyright");
    let last = page.passages.iter().zip(&page.plain).rev().take(40);
    last.filter(|(passage, _)| legal(passage.span.of(text))).map(|(_, plain)| plain.as_str()).collect()
}

/// The first letters and digits of a line, enough to compare headlines by.
pub(super) fn head_of<'p>(plain: &'p str, line: &str) -> &'p str {
    const ENOUGH: usize = 400;
    let head = split::head(line, ENOUGH);
    if head.len() == line.len() {
        return plain;
    }
    let length = if head.is_ascii() { split::alphanumeric(head).map(str::len).sum() } else { plain_words(head).len() };
    plain.get(..length).unwrap_or(plain)
}
