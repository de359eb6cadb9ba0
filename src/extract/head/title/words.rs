//! What a line says, in words and letters to compare headlines by, and what prose speaks of.

use crate::extract::furniture::page::{Page, plain_words};
use crate::tagger::hash;
use crate::text::fold::fold;
use crate::text::split;
use rustc_hash::{FxBuildHasher, FxHashSet};

/// The words that tell what a line is about: capitalised ones and long ones, as the hashes of their folded forms.
pub(super) fn content_words(line: &str) -> impl Iterator<Item = u64> {
    split::alphanumeric(line).filter_map(|word| {
        let plain = word.is_ascii();
        let letters = if plain { word.len() } else { word.chars().count() };
        let tells = letters > 4 || letters > 1 && word.starts_with(char::is_uppercase);
        tells.then(|| if plain { hash::word(word) } else { hash::word(&fold(word)) })
    })
}

/// The content words of the prose of a page.
pub(super) fn vocabulary(text: &str, page: &Page) -> FxHashSet<u64> {
    let prose = page.passages[page.core.clone()].iter().filter(|p| !p.shape.signs.closes());
    let words: u32 = prose.clone().map(|p| p.shape.words).sum();
    // About every third word of a text is new and tells something.
    let mut vocabulary = FxHashSet::with_capacity_and_hasher(words as usize / 3, FxBuildHasher);
    for passage in prose {
        vocabulary.extend(content_words(passage.span.of(text)));
    }
    vocabulary
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
