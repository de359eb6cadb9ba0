//! What a line says, in words and letters to compare headlines by, and what prose speaks of.

use crate::extract::furniture::page::{Page, plain_words};
use crate::tagger::hash;
use crate::text::fold::fold;
use crate::text::split;
use rustc_hash::FxHashSet;

/// The words that tell what a line is about: capitalised ones and long ones, as the hashes of their folded forms.
pub(super) fn content_words(line: &str) -> impl Iterator<Item = u64> {
    split::alphanumeric(line).filter_map(|word| {
        let plain = word.is_ascii();
        let letters = if plain { word.len() } else { word.chars().count() };
        let tells = letters > 4 || letters > 1 && word.starts_with(char::is_uppercase);
        tells.then(|| if plain { hash::word(word) } else { hash::word(&fold(word)) })
    })
}

/// Those content words of a page's first lines that its prose uses; `None` where the prose has none at all.
pub(super) fn vocabulary(text: &str, page: &Page) -> Option<FxHashSet<u64>> {
    let heads = page.passages.iter().take(heads_of(page)).filter(|p| p.shape.may_head());
    let asked: FxHashSet<u64> = heads.flat_map(|head| content_words(head.span.of(text))).collect();
    let prose = page.passages[page.core.clone()].iter().filter(|p| !p.shape.signs.closes());
    let mut words = prose.flat_map(|passage| content_words(passage.span.of(text))).peekable();
    words.peek()?;
    Some(words.filter(|word| asked.contains(word)).collect())
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
