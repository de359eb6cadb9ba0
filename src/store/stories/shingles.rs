//! Texts reduced to a few hashes, so that what repeats another is found without comparing it with everything.
//!
//! Words in a row are hashed (w-shingling: Broder, *On the resemblance and containment of documents*, 1997). A short text
//! keeps the least hash of every window (Schleimer, Wilkerson and Aiken, *Winnowing: local algorithms for document
//! fingerprinting*, 2003), so that two texts with enough words in a row in common share a hash wherever these stand; a
//! long one keeps its least hashes altogether (Broder's sketch), of which two texts share about as large a part as of
//! their words.

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
    let mut hashes = sorted_evenly(&words.windows(LONG).map(rolled).collect::<Vec<u32>>());
    hashes.dedup();
    hashes
}

/// Hashes in order, which are spread so evenly that few have the same first bits: by these, and then those few (Knuth, *The
/// Art of Computer Programming* 3, 1973, 5.2.1, multiple list insertion).
fn sorted_evenly(hashes: &[u32]) -> Vec<u32> {
    const BITS: u32 = 8;
    let first_bits = |hash: u32| (hash >> (u32::BITS - BITS)) as usize;
    let mut places = [0; 1 << BITS];
    for hash in hashes {
        places[first_bits(*hash)] += 1;
    }
    let mut behind = 0;
    for place in &mut places {
        (*place, behind) = (behind, behind + *place);
    }
    let mut sorted = vec![0; hashes.len()];
    for hash in hashes {
        let place: &mut usize = &mut places[first_bits(*hash)];
        sorted[*place] = *hash;
        *place += 1;
    }
    for few in sorted.chunk_by_mut(|a, b| first_bits(*a) == first_bits(*b)) {
        few.sort_unstable();
    }
    sorted
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

/// How many hashes two lists, sorted and each once, have in common.
pub(super) fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        // Counted instead of branched upon: which of the two is less cannot be foreseen.
        count += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
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
        fn hashes_are_sorted_however_they_are_spread(hashes in prop::collection::vec((any::<u32>(), 0u32..32), 0..300)) {
            let hashes: Vec<u32> = hashes.into_iter().map(|(hash, shift)| hash >> shift).collect();
            let mut expected = hashes.clone();
            expected.sort_unstable();
            prop_assert_eq!(sorted_evenly(&hashes), expected);
        }

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
            let half = shingles(&words[..words.len() / 2]);
            let shared = half.iter().filter(|hash| all.contains(hash)).count();
            prop_assert_eq!((common(&half, &all), common(&all, &half)), (shared, shared));
        }
    }
}
