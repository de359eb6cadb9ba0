//! Whether two wordings are of one statement, and how they differ.
//!
//! The words are aligned (the longest common subsequence, on stems). What is much the same, or a part of the other, is one
//! statement; with another number, a negation more or less, or an opposite in its place it says something else. Where the
//! words are in another order, those that tell something must be the same for the most part; fewer of them where both give
//! the same particular figure.

use super::lexis::{Lexis, Role, are_opposites};
use super::shingles::common;

/// Words of a statement that are compared; the rest of a longer one is taken on trust.
pub(super) const LONGEST: usize = 160;

/// Share of the shorter wording that the longer one must have in a row, and by how much the row may be longer.
const SHARED: f32 = 0.8;
const LOOSE: f32 = 1.3;

/// Shares of the telling words of the poorer and of the richer wording that both have, where the order is another one; and
/// how many these must be.
const SHARED_BY_POORER: f32 = 0.75;
const SHARED_BY_RICHER: f32 = 0.6;
const FEWEST: usize = 5;

/// Telling words that two wordings share beside a figure, and their share of the poorer one's.
const FEWEST_BESIDE_FIGURE: usize = 2;
const SHARED_BESIDE_FIGURE: f32 = 0.25;

/// Words before and behind a figure that say of what it is.
const NEAR_FIGURE: usize = 6;

/// How two wordings of a statement differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wording {
    /// Not at all.
    Same,
    /// In words that do not change what is said, or in length.
    Other,
    /// In numbers, or in whether something is said to be so or not.
    Contrary,
}

crate::store::kept::keeps_choice!(Wording { Same, Other, Contrary });

/// What two wordings have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    /// How they differ.
    pub(super) wording: Wording,
    /// How many words they share, and how many of these tell something.
    pub(super) words: usize,
    pub(super) telling: usize,
    /// Whether the longer one has the words of the shorter one in a row, all or all but one.
    pub(super) holds: bool,
}

/// Compares two wordings; `None` where they are not of one statement.
pub(super) fn aligned(lexis: &Lexis, one: &[u32], other: &[u32]) -> Option<Alike> {
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    let telling = |words: &[u32]| words.iter().filter(|word| lexis.word(**word).role == Role::Telling).count();
    if one == other {
        return Some(Alike { wording: Wording::Same, words: one.len(), telling: telling(one), holds: true });
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut pairs = alignment(lexis, short, long);
    tighten(&mut pairs, short.len());
    let row = pairs.first()?.1..pairs.last()?.1 + 1;
    let in_a_row = row.len() as f32 <= LOOSE * short.len() as f32;
    if (pairs.len() as f32) < SHARED * short.len() as f32 || !in_a_row {
        return None;
    }
    let pairs_in_a_row = row.len() == pairs.len();
    let shared: Vec<u32> = pairs.iter().map(|(at, _)| short[*at]).collect();
    let left_over = |words: &[u32], within: std::ops::Range<usize>, is_taken: &dyn Fn(usize) -> bool| {
        within.filter(|at| !is_taken(*at)).map(|at| words[at]).collect::<Vec<u32>>()
    };
    // Pairs ascend on both sides.
    let of_short = left_over(short, 0..short.len(), &|at| pairs.binary_search_by_key(&at, |pair| pair.0).is_ok());
    let of_long = left_over(long, row, &|at| pairs.binary_search_by_key(&at, |pair| pair.1).is_ok());
    let wording = if contradict(lexis, &of_short, &of_long) { Wording::Contrary } else { Wording::Other };
    let holds = pairs_in_a_row && shared.len() + 1 >= short.len();
    Some(Alike { wording, words: shared.len(), telling: telling(&shared), holds })
}

/// Leaves out words at either end that the longer wording has far from the others, as it may have `that` or `the`, as long as
/// enough are left.
fn tighten(pairs: &mut Vec<(usize, usize)>, short: usize) {
    while let [first, second, .., before, last] = pairs[..] {
        let is_loose = (last.1 + 1 - first.1) as f32 > LOOSE * short as f32;
        if !is_loose || ((pairs.len() - 1) as f32) < SHARED * short as f32 {
            return;
        }
        let is_in_front = second.1 - first.1 >= last.1 - before.1;
        pairs.remove(if is_in_front { 0 } else { pairs.len() - 1 });
    }
}

/// Whether two wordings say the same in another order: most telling words are in both, and no number or negation is in
/// one alone.
pub(super) fn reworded(lexis: &Lexis, one: &[u32], other: &[u32]) -> bool {
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    let (a, b) = (lexis.stems(one, Role::Telling), lexis.stems(other, Role::Telling));
    let shared = common(&a, &b);
    let (poorer, richer) = (a.len().min(b.len()) as f32, a.len().max(b.len()) as f32);
    shared >= FEWEST
        && shared as f32 >= SHARED_BY_POORER * poorer
        && shared as f32 >= SHARED_BY_RICHER * richer
        && lexis.stems(one, Role::Number) == lexis.stems(other, Role::Number)
        && !turned(lexis, one, other)
}

/// Whether two wordings give the same particular figure for much the same: `about 55,000 sailors have been lost`, `the number
/// of sailors lost is 55,000`. What is said far from the figure may be of something else.
pub(super) fn of_one_figure(lexis: &Lexis, one: &[u32], other: &[u32]) -> bool {
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    let (a, b) = (lexis.stems(one, Role::Telling), lexis.stems(other, Role::Telling));
    let shared = common(&a, &b);
    if shared < FEWEST_BESIDE_FIGURE || (shared as f32) < SHARED_BESIDE_FIGURE * a.len().min(b.len()) as f32 {
        return false;
    }
    let others: Vec<_> = lexis.figures(other).collect();
    lexis.figures(one).any(|(at, figure)| {
        let same = others.iter().find(|(_, of_other)| *of_other == figure);
        same.is_some_and(|(place, _)| !turned(lexis, around(one, at), around(other, *place)))
    })
}

/// The words around one.
fn around(words: &[u32], at: usize) -> &[u32] {
    &words[at.saturating_sub(NEAR_FIGURE)..(at + NEAR_FIGURE).min(words.len())]
}

/// Whether one of two wordings denies what the other says: by a negation, or by an opposite among its telling words.
fn turned(lexis: &Lexis, one: &[u32], other: &[u32]) -> bool {
    let negations = |words: &[u32]| words.iter().filter(|word| lexis.word(**word).role == Role::Negation).count();
    let (a, b) = (lexis.stems(one, Role::Telling), lexis.stems(other, Role::Telling));
    negations(one) % 2 != negations(other) % 2
        || a.iter().any(|left| b.iter().any(|right| are_opposites(*left, *right)))
}

/// Whether the words that only one of two wordings has make it say something else.
fn contradict(lexis: &Lexis, one: &[u32], other: &[u32]) -> bool {
    let count = |words: &[u32], role| words.iter().filter(|word| lexis.word(**word).role == role).count();
    let numbers = count(one, Role::Number) + count(other, Role::Number);
    let negations = count(one, Role::Negation) % 2 != count(other, Role::Negation) % 2;
    let opposed = |word: &u32| other.iter().any(|of| are_opposites(lexis.word(*word).stem, lexis.word(*of).stem));
    numbers > 0 || negations || one.iter().any(opposed)
}

/// The places of a longest common subsequence in both.
pub(super) fn alignment(lexis: &Lexis, short: &[u32], long: &[u32]) -> Vec<(usize, usize)> {
    let stems = |words: &[u32]| words.iter().map(|word| lexis.word(*word).stem).collect::<Vec<u32>>();
    let (a, b) = (stems(short), stems(long));
    // What both begin with belongs together, and need not be compared with the rest.
    let begun = a.iter().zip(&b).take_while(|(one, other)| one == other).count();
    let mut pairs: Vec<(usize, usize)> = (0..begun).map(|at| (at, at)).collect();
    let rest = alignment_of_stems(&a[begun..], &b[begun..]);
    pairs.extend(rest.into_iter().map(|(i, j)| (begun + i, begun + j)));
    pairs
}

/// The same for words by their stems.
fn alignment_of_stems(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // For every pair of places how much is common from there to the ends.
    let mut rest = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let (down, right, both) =
                (rest[(i + 1) * width + j], rest[i * width + j + 1], rest[(i + 1) * width + j + 1]);
            rest[i * width + j] = if a[i] == b[j] { both + 1 } else { down.max(right) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if rest[(i + 1) * width + j] >= rest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::words::{self, Vocabulary};
    use proptest::prelude::*;

    /// Two wordings; what they are: `same`, `other`, `contrary`, `reworded` or `apart`.
    fn check(one: &str, other: &str, expected: &str) {
        let (mut vocabulary, mut lexis) = (Vocabulary::default(), Lexis::default());
        let mut numbers = |text| words::of(text).iter().map(|word| vocabulary.intern(word)).collect::<Vec<_>>();
        let (a, b) = (numbers(one), numbers(other));
        lexis.grow(&vocabulary);
        let found = |a, b| match aligned(&lexis, a, b).map(|alike| alike.wording) {
            Some(Wording::Same) => "same",
            Some(Wording::Other) => "other",
            Some(Wording::Contrary) => "contrary",
            None if reworded(&lexis, a, b) => "reworded",
            None => "apart",
        };
        assert_eq!(found(&a, &b), expected, "{one} | {other}");
        assert_eq!(found(&b, &a), expected, "{other} | {one}");
    }

    #[test]
    fn the_same_words_are_the_same_whatever_the_marks() {
        check("“The ferry leaves at dawn, come what may.”", "The ferry leaves at dawn — come what may", "same");
    }

    #[test]
    fn little_words_and_length_are_another_wording() {
        let whole = "The ferry will leave the old harbour at dawn, and nobody on the island will be left behind";
        check(whole, "The ferry will leave the old harbour at dawn", "other");
        check(whole, "The ferry is to leave the old harbour at dawn", "other");
        check("that the ferries leave the old harbour at dawn", "The ferry leaves our old harbour at dawn", "other");
    }

    #[test]
    fn a_little_word_far_off_does_not_stretch_what_is_quoted() {
        let whole = "This is the storm that we knew would come, and the boats that left at dawn show that patient seamanship \
                     brings every sailor of the old harbour home";
        check(whole, "that patient seamanship brings every sailor of the old harbour home", "other");
        check(whole, "the storm shows that patient seamanship brings every sailor of the old harbour home", "other");
        check(whole, "the storm that left the sailors of the old harbour in the boats we knew", "apart");
    }

    #[test]
    fn other_numbers_negations_and_opposites_are_contrary() {
        check("The storm killed twelve sailors off the coast", "The storm killed 14 sailors off the coast", "contrary");
        check("The storm killed twelve sailors off the coast", "The storm killed 12 sailors off the coast", "other");
        check(
            "We will sell the old harbour to strangers",
            "We will never sell the old harbour to strangers",
            "contrary",
        );
        check("We will not sell the old harbour to strangers", "We won't sell the old harbour to strangers", "other");
        check("Ferry fares will rise again in the spring", "Ferry fares will fall again in the spring", "contrary");
        check(
            "The harbour cost three million crowns to build",
            "The harbour cost three billion crowns to build",
            "contrary",
        );
    }

    #[test]
    fn the_same_telling_words_in_another_order_are_the_same_said_in_other_words() {
        check(
            "Norland ready to lead in providing ferry captains with weather forecasts",
            "Providing weather forecasts to ferry captains is something Norland is ready to lead in",
            "reworded",
        );
        check(
            "Norland ready to lead in providing ferry captains with weather forecasts",
            "Providing weather forecasts to ferry captains is something Norland is not ready to lead in",
            "apart",
        );
    }

    proptest! {
        #[test]
        fn a_beginning_in_common_makes_no_difference(
            one in prop::collection::vec(0u32..6, 0..24),
            other in prop::collection::vec(0u32..6, 0..24),
        ) {
            // To an empty lexis every word is its own stem.
            prop_assert_eq!(alignment(&Lexis::default(), &one, &other), alignment_of_stems(&one, &other));
        }
    }

    #[test]
    fn what_only_touches_is_apart() {
        check("The ferry leaves the old harbour at dawn", "The old harbour needs a new crane by the summer", "apart");
        check("We will do what we can", "They will do whatever it takes", "apart");
        check("", "The ferry leaves", "apart");
    }
}
