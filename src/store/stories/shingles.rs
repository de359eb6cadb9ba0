//! Texts reduced to a few hashes, so that what repeats another is found without comparing it with everything.
//!
//! Words in a row are hashed (w-shingling: Broder, *On the resemblance and containment of documents*, 1997). A short text
//! keeps the least hash of every window (Schleimer, Wilkerson and Aiken, *Winnowing: local algorithms for document
//! fingerprinting*, 2003), so that two texts with enough words in a row in common share a hash wherever these stand; a
//! long one keeps its least hashes altogether (Broder's sketch), of which two texts share about as large a part as of
//! their words.

use crate::store::stream::mark;

/// Words of a shingle of a statement, and shingles of a window: eight words in a row in common are always found.
const SHORT: usize = 4;
const WINDOW: usize = 5;

/// Words of a shingle of an article, and hashes of its sketch.
const LONG: usize = 5;
pub(super) const SKETCH: usize = 16;

/// The fingerprints of a statement's words, in order; none where there are too few words to tell anything.
pub(super) fn fingerprints(words: &[u32]) -> Vec<u32> {
    let hashes: Vec<u32> = words.windows(SHORT).map(rolled).collect();
    let mut found: Vec<u32> = Vec::new();
    for window in hashes.windows(WINDOW.min(hashes.len().max(1))) {
        let least = window.iter().min().copied().unwrap_or(0);
        if found.last() != Some(&least) {
            found.push(least);
        }
    }
    found
}

/// The hashes of all shingles of an article, sorted, each once.
pub(super) fn shingles(words: &[u32]) -> Vec<u32> {
    let mut hashes: Vec<u32> = words.windows(LONG).map(rolled).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The least hashes of the shingles of an article, sorted; the same as the first ones of [`shingles`].
pub(super) fn sketch(words: &[u32]) -> Vec<u32> {
    let mut least: Vec<u32> = Vec::with_capacity(SKETCH + 1);
    for hash in words.windows(LONG).map(rolled) {
        let is_little = least.len() < SKETCH || least.last().is_some_and(|most| hash < *most);
        if is_little && let Err(at) = least.binary_search(&hash) {
            least.insert(at, hash);
            least.truncate(SKETCH);
        }
    }
    least
}

/// The words of an article's body: what stands behind the headline, paragraphs in a row.
pub(super) fn body(stream: &[u32]) -> Vec<u32> {
    let start = stream.iter().position(|word| *word == mark::BREAK).unwrap_or(0);
    stream[start..].iter().copied().filter(|word| *word != mark::BREAK).collect()
}

/// How many hashes two sorted lists have in common.
pub(super) fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut left, mut right, mut count) = (one.iter().peekable(), other.iter().peekable(), 0);
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                left.next();
                right.next();
            }
        }
    }
    count
}

fn rolled(words: &[u32]) -> u32 {
    super::lexis::hashed(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_words_in_a_row_share_a_fingerprint(
            row in prop::collection::vec(0u32..1000, 8..20),
            before in prop::collection::vec(1000u32..2000, 0..30),
            after in prop::collection::vec(2000u32..3000, 0..30)
        ) {
            let whole = [before, row.clone(), after].concat();
            let found = fingerprints(&whole);
            prop_assert!(fingerprints(&row).iter().any(|one| found.contains(one)));
        }

        #[test]
        fn a_sketch_is_the_beginning_of_all_shingles(words in prop::collection::vec(0u32..50, 0..200)) {
            let all = shingles(&words);
            prop_assert_eq!(sketch(&words), &all[..all.len().min(SKETCH)]);
            prop_assert_eq!(common(&all, &all), all.len());
        }
    }
}
