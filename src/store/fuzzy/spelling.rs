//! Which words of the vocabulary a half-remembered word may stand for, and how well it fits each.
//!
//! Words are compared with words, never letters with a whole sentence. From best to worst: the word itself, a word that
//! begins so, a slip of the keyboard (Damerau 1964: a letter dropped, added, replaced or swapped with its neighbour), the
//! word without its vowels, a word that contains it, its letters in order.

use super::ask::Form;
use super::letters_in_order;
use crate::store::words::{Shape, Vocabulary};

/// A word of the vocabulary and how well it fits, above 0 and at most 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spelling {
    pub(super) word: u32,
    pub(super) fit: f32,
}

/// Longer words are compared for what they begin with only.
const LONGEST: usize = 40;

/// The words that a form may stand for and that `occurs`, best first, at most `most` of them. None for a phrase.
pub(super) fn spellings(
    vocabulary: &Vocabulary,
    form: &Form,
    occurs: impl Fn(u32) -> bool,
    most: usize,
) -> Vec<Spelling> {
    let exactly = |numbers: Vec<u32>| numbers.into_iter().map(|word| Spelling { word, fit: 1.0 }).collect::<Vec<_>>();
    let mut found = match form {
        Form::Like(word) => like(vocabulary, word, &occurs),
        Form::Exact(word) => exactly(vocabulary.number(word).into_iter().collect()),
        Form::Begins(word) => exactly(vocabulary.beginning_with(word).collect()),
        Form::Ends(word) => {
            let words = (0..).zip(vocabulary.words());
            exactly(words.filter(|(_, known)| known.ends_with(word.as_str())).map(|(number, _)| number).collect())
        }
        Form::Phrase(_) => Vec::new(),
    };
    found.retain(|spelling| occurs(spelling.word));
    if found.len() > most {
        found.select_nth_unstable_by(most, |a, b| b.fit.total_cmp(&a.fit));
        found.truncate(most);
    }
    found.sort_unstable_by(|a, b| b.fit.total_cmp(&a.fit).then(a.word.cmp(&b.word)));
    found
}

fn like(vocabulary: &Vocabulary, word: &str, occurs: impl Fn(u32) -> bool) -> Vec<Spelling> {
    let pattern = Pattern::of(word);
    let mut found = Vec::new();
    for (number, shape) in (0..).zip(vocabulary.shapes()) {
        if pattern.may_fit(*shape)
            && occurs(number)
            && let Some(fit) = pattern.fit(&vocabulary.words()[number as usize])
        {
            found.push(Spelling { word: number, fit });
        }
    }
    found
}

/// A word as typed, made ready to be compared with many.
struct Pattern {
    word: String,
    letters: Vec<char>,
    shape: Shape,
    skeleton: String,
}

impl Pattern {
    fn of(word: &str) -> Self {
        let letters = word.chars().collect();
        Self { word: word.to_owned(), letters, shape: Shape::of(word), skeleton: skeleton(word) }
    }

    /// How many slips are thought possible.
    fn slips(&self) -> u32 {
        match self.letters.len() {
            0..=2 => 0,
            3..=6 => 1,
            _ => 2,
        }
    }

    /// Whether a word of this shape may fit at all.
    fn may_fit(&self, other: Shape) -> bool {
        let lacking = self.shape.lacking_in(other);
        lacking == 0 || lacking <= self.slips() && usize::from(other.length) + 2 >= self.letters.len()
    }

    fn fit(&self, other: &str) -> Option<f32> {
        if self.word == other {
            return Some(1.0);
        }
        let (length, others) = (self.letters.len() as f32, other.chars().count() as f32);
        if other.starts_with(&self.word) {
            return Some(0.8 + 0.15 * length / others);
        }
        if self.letters.len() > LONGEST || others > LONGEST as f32 {
            return None;
        }
        if self.word.strip_suffix('s') == Some(other) && others >= 2.0 {
            return Some(0.9);
        }
        [self.slip(other), self.without_vowels(other), self.inside(other), self.in_order(other)]
            .into_iter()
            .flatten()
            .max_by(f32::total_cmp)
    }

    /// One or two slips, or one slip in how the word begins.
    fn slip(&self, other: &str) -> Option<f32> {
        let most = self.slips() as usize;
        if most == 0 {
            return None;
        }
        let same_start = other.starts_with(self.letters[0]);
        let (whole, begun) = distances(&self.letters, other, most);
        let certain = 0.01 * self.letters.len().min(10) as f32 - if same_start { 0.0 } else { 0.12 };
        // Among words of three letters nearly all are one slip apart; only swapped letters are taken for one.
        let accident = self.letters.len() == 3 && in_alphabetical_order(other) != in_alphabetical_order(&self.word);
        match (whole, begun) {
            (1, _) if !accident => Some(0.7 + certain),
            (2, _) if same_start && most == 2 => Some(0.5 + certain),
            (_, 1) if same_start && self.letters.len() >= 5 => Some(0.48 + certain),
            _ => None,
        }
    }

    /// The word with all or some of its vowels left out, perhaps cut short.
    fn without_vowels(&self, other: &str) -> Option<f32> {
        if self.letters.len() < 2 || !is_subsequence(&self.word, other) {
            return None;
        }
        let skeleton = skeleton(other);
        if skeleton == self.skeleton {
            return Some(0.74 + 0.01 * self.letters.len().min(8) as f32);
        }
        let begun = skeleton.starts_with(&self.skeleton) && self.letters.len() >= 3;
        begun.then(|| 0.5 + 0.2 * self.skeleton.len() as f32 / skeleton.len() as f32)
    }

    fn inside(&self, other: &str) -> Option<f32> {
        let fits = self.letters.len() >= 3 && other.contains(&self.word);
        fits.then(|| 0.5 + 0.2 * self.letters.len() as f32 / other.chars().count() as f32)
    }

    /// Its letters in order, close enough together to be no accident.
    fn in_order(&self, other: &str) -> Option<f32> {
        let close = self.letters.len() >= 4 && 2 * self.letters.len() >= other.chars().count();
        if !close || !other.starts_with(self.letters[0]) || !is_subsequence(&self.word, other) {
            return None;
        }
        letters_in_order(&self.word, other).map(|share| 0.25 + 0.35 * share)
    }
}

fn in_alphabetical_order(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// A word without its vowels behind the first letter.
fn skeleton(word: &str) -> String {
    let vowel =
        |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'а' | 'е' | 'и' | 'о' | 'у' | 'я' | 'ю' | 'є' | 'ы' | 'і');
    word.chars().enumerate().filter(|(at, c)| *at == 0 || !vowel(*c)).map(|(_, c)| c).collect()
}

fn is_subsequence(letters: &str, word: &str) -> bool {
    let mut rest = word.chars();
    letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// How many slips lie between `letters` and `word`, and between `letters` and the best beginning of `word`; numbers above
/// `most` are not exact. Optimal string alignment, in rows no longer than [`LONGEST`].
fn distances(letters: &[char], word: &str, most: usize) -> (usize, usize) {
    const WIDTH: usize = LONGEST + 1;
    let mut rows = [[0usize; WIDTH]; 3];
    let length = letters.len().min(LONGEST);
    for (at, cell) in rows[0].iter_mut().enumerate() {
        *cell = at;
    }
    let (mut begun, mut before) = (length, None);
    for (row, c) in word.chars().take(LONGEST).enumerate() {
        let [two_up, up, this] = [(row + 2) % 3, row % 3, (row + 1) % 3];
        rows[this][0] = row + 1;
        let mut least = row + 1;
        for at in 1..=length {
            let changed = rows[up][at - 1] + usize::from(letters[at - 1] != c);
            let mut cost = changed.min(rows[up][at] + 1).min(rows[this][at - 1] + 1);
            if at > 1 && before == Some(letters[at - 1]) && letters[at - 2] == c {
                cost = cost.min(rows[two_up][at - 2] + 1);
            }
            rows[this][at] = cost;
            least = least.min(cost);
        }
        begun = begun.min(rows[this][length]);
        before = Some(c);
        if least > most {
            return (least, begun);
        }
    }
    (rows[word.chars().count().min(LONGEST) % 3][length], begun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A typed word and words in the order in which they must fit; what stands behind `|` must not fit at all.
    fn check(typed: &str, words: &str) {
        let (fitting, others) = words.split_once('|').unwrap_or((words, ""));
        let pattern = Pattern::of(typed);
        let fit = |word: &str| pattern.may_fit(Shape::of(word)).then(|| pattern.fit(word)).flatten();
        let fits: Vec<_> = fitting.split_whitespace().map(|word| (word, fit(word))).collect();
        assert!(fits.iter().all(|(_, fit)| fit.is_some_and(|fit| fit > 0.0 && fit <= 1.0)), "{typed}: {fits:?}");
        assert!(fits.is_sorted_by(|a, b| a.1 >= b.1), "{typed}: {fits:?}");
        for word in others.split_whitespace() {
            assert_eq!(fit(word), None, "{typed}: {word}");
        }
    }

    #[test]
    fn the_closer_word_fits_better() {
        check("trade", "trade trader traders trades' tirade | bread sea");
        check("grntees", "guarantees | greetings");
        check("grnt", "grant granite guarantees | great");
        check("negotiaton", "negotiation negotiations");
        check("miinster", "minister ministers | mint");
        check("recieve", "receive receiver");
        check("goverment", "government governments");
        check("trumps", "trumps trump | tramp");
        check("fire", "fire firefighter ceasefire");
        check("cat", "cat cats act | bat can");
        check("xy", "xy xylophone | x yx");
        check("зеленский", "зеленський | зелень");
    }

    fn slow_distance(a: &[char], b: &[char]) -> usize {
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let change = d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let plain = change.min(d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                        let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        if swap { plain.min(d[i - 2][j - 2] + 1) } else { plain }
                    }
                };
            }
        }
        d[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn small_distances_are_exact(a in "[ab]{1,6}", b in "[abc]{1,6}") {
            let (x, y): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
            let (slow, quick) = (slow_distance(&x, &y), distances(&x, &b, 2).0);
            prop_assert!(if slow <= 2 { quick == slow } else { quick > 2 }, "{} {}", slow, quick);
        }

        #[test]
        fn any_word_is_compared(a in "\\PC{1,50}", b in "\\PC{1,50}") {
            if let Some(fit) = Pattern::of(&a).fit(&b) {
                prop_assert!(fit > 0.0 && fit <= 1.0);
            }
        }
    }
}
