//! Words that some texts write as one and others as two: `ceasefire`, `cease-fire`, `front line`.

use crate::store::words::Vocabulary;

/// Letters that either part has at least: what is shorter begins or ends nearly any word.
const SHORTEST_PART: usize = 3;
/// Parts that are prefixes, and as common in compounds as longer words are: `re-election`.
const PREFIXES: [&str; 6] = ["re", "co", "e", "de", "un", "ex"];

/// The pairs of words of the store that a folded word may be written as, the second part longest first.
pub(super) fn parts(vocabulary: &Vocabulary, word: &str) -> Vec<Vec<String>> {
    let cuts = word.char_indices().map(|(at, _)| word.split_at(at));
    let is_part = |part: &str| part.chars().count() >= SHORTEST_PART && vocabulary.number(part).is_some();
    let pairs = cuts.filter(|(front, back)| is_part(back) && (is_part(front) || PREFIXES.contains(front)));
    pairs.map(|(front, back)| vec![front.to_owned(), back.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_compound_is_cut_where_both_parts_are_words() {
        let mut vocabulary = Vocabulary::default();
        for word in ["cease", "fire", "election", "the", "ore", "e", "mail"] {
            vocabulary.intern(word);
        }
        let cut = |word: &str| parts(&vocabulary, word).iter().map(|pair| pair.join("-")).collect::<Vec<_>>().join(" ");
        assert_eq!(cut("ceasefire"), "cease-fire");
        assert_eq!(cut("reelection"), "re-election");
        assert_eq!(cut("email"), "e-mail");
        assert_eq!(cut("theory"), "");
        assert_eq!(cut("ceasé"), "");
    }
}
