//! What is to be known of a word where two wordings are compared; found once for each word of the vocabulary.

use crate::store::words::{self, Vocabulary};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// Letters from which on a word tells something, and letters of a stem that count.
const TELLING: usize = 4;
const STEM: usize = 6;

/// What a word does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing that tells statements apart.
    Plain,
    /// Says what it is about.
    Telling,
    /// How much, how many, when.
    Number,
    /// Turns the meaning round.
    Negation,
}

/// A word as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Equal for forms of one word (`guarantee`, `guarantees`), for a number and its name, and for all negations.
    pub(super) stem: u32,
    /// What it does.
    pub(super) role: Role,
    /// Whether it is a number that hardly two things have in common: `55,000` and `588`, not `12`, `500` or the year `2025`.
    pub(super) particular: bool,
}

impl Word {
    fn new(stem: u32, role: Role) -> Self {
        Self { stem, role, particular: false }
    }
}

/// The words of a vocabulary, by number.
#[derive(Debug, Default)]
pub(super) struct Lexis(Vec<Word>);

impl Lexis {
    /// Takes note of the words that are new.
    pub(super) fn grow(&mut self, vocabulary: &Vocabulary) {
        let new = &vocabulary.words()[self.0.len()..];
        self.0.extend(new.iter().map(|word| described(word)));
    }

    /// What is known of a word; a mark is a plain word like no other.
    pub(super) fn word(&self, number: u32) -> Word {
        self.0.get(number as usize).copied().unwrap_or(Word::new(number, Role::Plain))
    }

    /// The stems of the words with a role, sorted, each once.
    pub(super) fn stems(&self, words: &[u32], role: Role) -> Vec<u32> {
        let with_role = words.iter().map(|number| self.word(*number)).filter(|word| word.role == role);
        let mut stems: Vec<u32> = with_role.map(|word| word.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The particular numbers, each with its place; also others in front of a million or more, as one with that.
    pub(super) fn figures(&self, words: &[u32]) -> impl Iterator<Item = (usize, u32)> {
        let word = |at: usize| words.get(at).map(|number| self.word(*number));
        (0..words.len()).filter_map(move |at| {
            let here = word(at).filter(|here| here.role == Role::Number)?;
            let scale = word(at + 1).filter(|next| SCALES.contains(&next.stem));
            let figure = scale.map(|scale| hashed((here.stem, scale.stem))).or(here.particular.then_some(here.stem));
            figure.map(|figure| (at, figure))
        })
    }
}

/// Whether two stems are opposites, such as those of `more` and `less`.
pub(super) fn are_opposites(one: u32, other: u32) -> bool {
    OPPOSITES.contains(&(one.min(other), one.max(other)))
}

/// A number that is the same in every run.
pub(super) fn hashed(what: impl Hash) -> u32 {
    let mut hasher = FxHasher::default();
    what.hash(&mut hasher);
    // The upper half is the better mixed one, and is mixed once more so that its order says nothing (Stafford, 2011).
    let mut hash = (hasher.finish() >> 32) as u32;
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x7feb_352d);
    hash = (hash ^ (hash >> 15)).wrapping_mul(0x846c_a68b);
    hash ^ (hash >> 16)
}

fn described(word: &str) -> Word {
    if let Some((role, same)) = CLOSED.get(word) {
        return Word::new(hashed(same), *role);
    }
    if word.contains(|c: char| c.is_ascii_digit()) {
        return Word { particular: is_particular(word), ..Word::new(hashed(word), Role::Number) };
    }
    let telling = word.chars().count() >= TELLING && !words::is_plain(word);
    Word::new(stem(word), if telling { Role::Telling } else { Role::Plain })
}

/// Whether a number of at least three digits is neither a year nor round.
fn is_particular(number: &str) -> bool {
    let digits = number.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let round = count <= 4 && digits.trim_end_matches(['0', ',', '.']).len() == 1;
    count >= 3 && !year && !round
}

fn stem(word: &str) -> u32 {
    let stem = words::without_ending(word);
    // `leave` beside `leaves`, `ferry` beside `ferries`.
    let stem = stem.strip_suffix('e').unwrap_or(stem);
    let stem: String = stem.chars().take(STEM).map(|c| if c == 'y' { 'i' } else { c }).collect();
    hashed(stem.as_str())
}

const NEGATIONS: &str = "not no never none nobody nothing nor neither nowhere cannot without dont doesnt didnt isnt arent \
    wasnt werent wont wouldnt cant couldnt shouldnt hasnt havent hadnt mustnt neednt aint";

/// Names of numbers, each with how it is written in digits.
const NUMBERS: [(&str, &str); 24] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("fifteen", "15"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("hundred", "hundred"),
    ("thousand", "thousand"),
    ("million", "million"),
    ("billion", "billion"),
    ("trillion", "trillion"),
    ("half", "half"),
    ("double", "double"),
];

/// The stems of what makes any number particular.
static SCALES: LazyLock<[u32; 3]> = LazyLock::new(|| ["million", "billion", "trillion"].map(hashed));

static CLOSED: LazyLock<FxHashMap<&'static str, (Role, &'static str)>> = LazyLock::new(|| {
    let negations = NEGATIONS.split_whitespace().map(|word| (word, (Role::Negation, "not")));
    negations.chain(NUMBERS.map(|(word, digits)| (word, (Role::Number, digits)))).collect()
});

/// Words of which one in the place of the other makes another statement.
const PAIRS: &str = "more less, increase decrease, increased decreased, rise fall, rose fell, risen fallen, support oppose, \
    supports opposes, supported opposed, accept reject, accepted rejected, accepts rejects, before after, win lose, won lost, \
    for against, always sometimes, all some, up down, high low, higher lower, raise cut, raised cut, start end, begin end, \
    open close, opened closed, enter leave, strong weak, stronger weaker, agree disagree, possible impossible, \
    likely unlikely, legal illegal, true false, guilty innocent, allow ban, allowed banned, first last, north south, \
    east west, northern southern, eastern western, better worse, best worst, buy sell, bought sold, attack defend, \
    confirm deny, confirmed denied, confirms denies, success failure, war peace, left right, male female, men women";

static OPPOSITES: LazyLock<FxHashSet<(u32, u32)>> = LazyLock::new(|| {
    let pair = |pair: &str| {
        let (one, other) = pair.trim().split_once(' ')?;
        let (one, other) = (described(one).stem, described(other).stem);
        Some((one.min(other), one.max(other)))
    };
    PAIRS.split(',').filter_map(pair).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_are_one() {
        for (one, other) in [
            ("guarantee", "guarantees"),
            ("leave", "leaves"),
            ("ferry", "ferries"),
            ("signs", "signed"),
            ("two", "2"),
            ("wont", "not"),
        ] {
            assert_eq!(described(one), described(other), "{one} {other}");
        }
        assert_ne!(described("million").stem, described("billion").stem);
    }

    #[test]
    fn years_and_round_numbers_are_common_to_many_things() {
        for particular in ["55,000", "588", "1,250", "6.393", "10,000", "1348"] {
            assert!(described(particular).particular, "{particular}");
        }
        for common in ["2025", "1998", "500", "1,000", "12", "24", "5th", "covid19", "thousand"] {
            assert!(!described(common).particular, "{common}");
        }
    }

    #[test]
    fn words_have_roles() {
        for (word, role) in
            [("the", Role::Plain), ("harbour", Role::Telling), ("1.5bn", Role::Number), ("never", Role::Negation)]
        {
            assert_eq!(described(word).role, role, "{word}");
        }
        assert!(are_opposites(described("falls").stem, described("rise").stem));
        assert!(!are_opposites(described("harbour").stem, described("rise").stem));
    }
}
