//! Names of the lexicon where they stand in the text.

use super::lexicon::{LONGEST, Lexicon, Named};
use super::reading::{Sentence, Word};
use std::ops::Range;

/// What the lexicon knows of a range of words. Names that are written in capitals have to be, and any name with a capital
/// first; `the` may stand ahead.
pub fn look_up(words: &[Word], range: Range<usize>, lexicon: &Lexicon) -> Option<Named> {
    let words = words.get(range)?;
    let (first, last) = (words.first()?, words.last()?);
    let ends_in_mark = !last.alphabetic && !last.text.starts_with(char::is_numeric) && last.text != "+";
    let longest = usize::from(first.starts_known);
    let like_a_name = first.name_like || (is_article(first.text) && words.get(2).is_some_and(|w| w.name_like));
    if longest == 0 || !like_a_name || ends_in_mark {
        return None;
    }
    if words.len() > longest && words.iter().filter(|w| !is_hyphen(w)).count() > longest {
        return None;
    }
    let named = if let ([word], true) = (words, first.alphabetic) {
        lexicon.named(&word.folded)?
    } else {
        lexicon.named(&wording(words)?)?
    };
    let shouted = words.iter().filter(|w| w.alphabetic).all(|w| w.text.chars().all(|c| !c.is_lowercase()));
    let small_word = words.len() == 1 && named.capitals && !shouted;
    // `VA` is no `Va.`
    let abbreviation = words.len() == 1 && !named.capitals && shouted && first.text.chars().count() < 4;
    (!small_word && !abbreviation).then_some(named)
}

/// Several words as the lexicon has them; `None` where a mark stands among them that no name holds.
fn wording(words: &[Word]) -> Option<String> {
    let mut name = String::with_capacity(32);
    for word in words {
        if word.possessive || !(word.alphabetic || word.text.starts_with(char::is_alphanumeric) || joins(word.text)) {
            return None;
        }
        if is_hyphen(word) {
            continue;
        }
        let glued = name.is_empty() || matches!(word.text, "+" | "," | ".") || name.ends_with('/');
        if !glued && word.text != "/" {
            name.push(' ');
        }
        name.push_str(if word.alphabetic { &word.folded } else { word.text });
    }
    Some(name)
}

/// The longest known name that begins at a word and ends at `limit` or before, with its end.
pub fn longest(words: &[Word], start: usize, limit: usize, lexicon: &Lexicon) -> Option<(usize, Named)> {
    // Hyphens count for nothing.
    let mut left = words.get(start)?.starts_known;
    if left == 0 {
        return None;
    }
    let mut end = start;
    while end < limit.min(start + LONGEST).min(words.len()) {
        let counted = u8::from(!is_hyphen(&words[end]));
        if counted > left {
            break;
        }
        left -= counted;
        end += 1;
    }
    (start + 1..=end).rev().find_map(|end| Some((end, look_up(words, start..end, lexicon)?)))
}

/// Whether a word is the Arabic article, as it stands in lower case before a name: `al-Qaida`, `el-Sisi`.
pub fn is_article(word: &str) -> bool {
    matches!(word, "al" | "el" | "ad" | "an" | "ar" | "as" | "ash" | "at" | "az")
}

fn is_hyphen(word: &Word) -> bool {
    matches!(word.text, "-" | "–")
}

fn joins(mark: &str) -> bool {
    matches!(mark, "-" | "–" | "/" | "+" | "," | "." | "&")
}

/// The known names of a sentence, the longest at each place, from left to right.
pub fn names(sentence: &Sentence, lexicon: &Lexicon) -> Vec<(Range<usize>, Named)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        match longest(&sentence.words, at, sentence.words.len(), lexicon) {
            Some((end, named)) => {
                found.push((at..end, named));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}
