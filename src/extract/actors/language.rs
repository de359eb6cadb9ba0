//! Whether a text is English. Names are discovered in English alone: where every noun has a capital, or the small words
//! are others, the tagger takes half the text for names, and what the lexicon knows is all that can be trusted.

use super::reading::Sentence;

/// A text with fewer words in lower case tells nothing.
const TOO_FEW: usize = 40;

/// Whether at least one in eight of the words without a capital is a small English one; few words are taken for English.
pub fn is_english(sentences: &[Sentence]) -> bool {
    let most = sentences.iter().map(|s| s.words.len()).sum::<usize>();
    let (mut all, mut small) = (0, 0);
    for word in sentences.iter().flat_map(|s| &s.words).filter(|w| w.alphabetic && !w.name_like) {
        all += 1;
        small += usize::from(is_small_and_english(&word.folded));
        if 8 * small >= most {
            return true; // whatever the rest is
        }
    }
    all < TOO_FEW || 8 * small >= all
}

/// Whether a word is a small one that every English text is full of, and that few other languages share.
fn is_small_and_english(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "to"
            | "that"
            | "for"
            | "with"
            | "by"
            | "from"
            | "at"
            | "has"
            | "have"
            | "been"
            | "it"
            | "its"
            | "which"
            | "would"
            | "their"
            | "they"
            | "this"
            | "not"
            | "be"
            | "are"
            | "is"
    )
}
