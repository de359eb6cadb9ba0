//! What a line says, in words and letters to compare headlines by.

use crate::extract::furniture::page::plain_words;
use crate::tagger::hash;
use crate::text::fold::fold;
use crate::text::split;

/// The words that tell what a line is about: capitalised ones and long ones, as the hashes of their folded forms.
pub(super) fn content_words(line: &str) -> impl Iterator<Item = u64> {
    split::alphanumeric(line).filter_map(|word| {
        let plain = word.is_ascii();
        let letters = if plain { word.len() } else { word.chars().count() };
        let tells = letters > 4 || letters > 1 && word.starts_with(char::is_uppercase);
        tells.then(|| if plain { hash::word(word) } else { hash::word(&fold(word)) })
    })
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
