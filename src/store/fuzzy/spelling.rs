//! Which words of the vocabulary a half-remembered word may stand for, and how well it fits each.
//!
//! Words are compared with words, never letters with a whole sentence. From best to worst: the word itself, another
//! spelling of a name, a word that begins so, a word that contains it, a slip of the keyboard (Damerau 1964: a letter
//! dropped, added, replaced or swapped with its neighbour), the word without its vowels, two slips, its letters in order.

use super::ask::Form;
use super::letters_in_order;
use crate::store::index::Index;
use crate::store::words::{self, Shape, Vocabulary};
use crate::text::spelling::{self, Sound};
use memchr::memmem::Finder;

/// A word of the vocabulary and how well it fits, above 0 and at most 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spelling {
    pub(super) word: u32,
    pub(super) fit: f32,
}

/// Longer words are compared for what they begin with only.
const LONGEST: usize = 40;

/// The least fit of each way to fit; the better ways lie so far above each other that closeness never makes up for them.
pub(super) mod fit {
    /// The word itself, or a name spelled otherwise.
    pub(in super::super) const WORD: f32 = 0.9;
    /// Begins so.
    pub(in super::super) const PREFIX: f32 = 0.8;
    /// Contains it.
    pub(in super::super) const INFIX: f32 = 0.7;
    /// One slip.
    pub(in super::super) const SLIP: f32 = 0.6;
    /// Without vowels.
    pub(in super::super) const SKELETON: f32 = 0.5;
    /// Two slips, a slip in how the word begins.
    pub(in super::super) const SLIPS: f32 = 0.4;
    /// Letters in order.
    pub(in super::super) const IN_ORDER: f32 = 0.25;
    /// How far closeness reaches above the least.
    pub(in super::super) const CLOSENESS: f32 = 0.06;
}

/// The words that a form may stand for and that `occurs`, best first, at most `most` of them. None for a phrase.
pub(super) fn spellings(index: &Index, form: &Form, occurs: impl Fn(u32) -> bool, most: usize) -> Vec<Spelling> {
    let mut found = match form {
        Form::Like(word) => like(index, word),
        Form::Begun(word) => begun(like(index, word)),
        Form::Holds(word) => holding(&index.vocabulary, word),
        Form::Exact(word) => exactly(index.vocabulary.number(word)),
        Form::Begins(word) => exactly(index.vocabulary.beginning_with(word)),
        Form::Ends(word) => {
            let words = (0..).zip(index.vocabulary.words());
            exactly(words.filter(|(_, known)| known.ends_with(word.as_str())).map(|(number, _)| number))
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

/// How well each of some typed words fits one of a name, with slips and without vowels too: the least of them. `None` where
/// one fits none.
pub(super) fn fit_of_name(typed: &[String], name: &str) -> Option<f32> {
    let words = words::of(name);
    let best = |typed: &String| {
        let pattern = Pattern::of(typed);
        let fit = |word: &String| {
            let shape = Shape::of(word);
            pattern.may_fit(shape).then(|| pattern.fit(word, shape)).flatten()
        };
        words.iter().filter_map(fit).max_by(f32::total_cmp).filter(|fit| *fit >= fit::SLIPS)
    };
    typed.iter().try_fold(1.0f32, |least, typed| Some(least.min(best(typed)?)))
}

fn exactly(numbers: impl IntoIterator<Item = u32>) -> Vec<Spelling> {
    numbers.into_iter().map(|word| Spelling { word, fit: 1.0 }).collect()
}

/// The words that contain these letters; the word itself and what begins so before the others.
fn holding(vocabulary: &Vocabulary, word: &str) -> Vec<Spelling> {
    let (shape, sought) = (Shape::of(word), Finder::new(word));
    let may = |other: Shape| shape.lacking_in(other) == 0 && other.length >= shape.length;
    let shapes = (0..).zip(vocabulary.shapes()).filter(|(_, other)| may(**other));
    let fits = shapes.filter_map(|(number, other): (u32, _)| {
        let known = &vocabulary.words()[number as usize];
        let fit = contained(&sought, f32::from(shape.length), known, f32::from(other.length));
        Some(Spelling { word: number, fit: fit? })
    });
    fits.collect()
}

fn contained(word: &Finder, length: f32, other: &str, others: f32) -> Option<f32> {
    let close = fit::CLOSENESS * length / others.max(1.0);
    match word.find(other.as_bytes())? {
        0 if word.needle().len() == other.len() => Some(1.0),
        0 => Some(fit::PREFIX + close),
        _ => Some(fit::INFIX + close),
    }
}

fn like(index: &Index, word: &str) -> Vec<Spelling> {
    let found = alike(index, word);
    if found.is_empty() { in_cyrillic(index, word) } else { found }
}

/// The words of names that a Cyrillic word is, or is a case of: in another transliteration, or by its sound.
pub(super) fn in_cyrillic(index: &Index, word: &str) -> Vec<Spelling> {
    let forms = || std::iter::once(word).chain(spelling::stem(word));
    let spelled = forms().map(|form| index.names_like(form)).find(|words| !words.is_empty());
    let found = spelled.map_or_else(|| sounding(index, forms()), <[u32]>::to_vec);
    found.into_iter().map(|word| Spelling { word, fit: OTHER_SCRIPT }).collect()
}

/// The words of names that sound like any of some Cyrillic ones.
fn sounding<'a>(index: &Index, forms: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let sounds: Vec<_> = forms.filter_map(Sound::of).collect();
    if sounds.is_empty() {
        return Vec::new();
    }
    let names = (0..).zip(index.vocabulary.words()).filter(|(number, _)| index.in_names.of(*number).is_some());
    names.filter(|(_, name)| sounds.iter().any(|sound| sound.may_be(name))).map(|(number, _)| number).collect()
}

/// The words of names that sound like a Cyrillic one but for slips, those of the best fit.
pub(super) fn sounding_nearly(index: &Index, word: &str) -> Vec<u32> {
    let Some(sound) = Sound::of(word) else { return Vec::new() };
    let pattern = Pattern::of(sound.letters());
    let fit = |name: &str| {
        let heard = sound.of_near(name)?;
        let shape = Shape::of(&heard);
        pattern.may_fit(shape).then(|| pattern.fit(&heard, shape)).flatten().filter(|fit| *fit >= fit::SLIPS)
    };
    let names = (0..).zip(index.vocabulary.words()).filter(|(number, _)| index.in_names.of(*number).is_some());
    let found: Vec<(u32, f32)> = names.filter_map(|(number, name)| Some((number, fit(name)?))).collect();
    let best = found.iter().map(|(_, fit)| *fit).fold(0.0, f32::max);
    found.into_iter().filter(|(_, fit)| *fit >= best).map(|(number, _)| number).collect()
}

fn alike(index: &Index, word: &str) -> Vec<Spelling> {
    let (pattern, vocabulary) = (Pattern::of(word), &index.vocabulary);
    let mut found = Vec::new();
    for (number, shape) in (0..).zip(vocabulary.shapes()) {
        if pattern.may_fit(*shape)
            && let Some(fit) = pattern.fit(&vocabulary.words()[number as usize], *shape)
        {
            found.push(Spelling { word: number, fit });
        }
    }
    for number in index.names_like(word) {
        let fit = if same_script(word, &vocabulary.words()[*number as usize]) { OTHER_SPELLING } else { OTHER_SCRIPT };
        match found.iter_mut().find(|spelling| spelling.word == *number) {
            Some(spelling) => spelling.fit = spelling.fit.max(fit),
            None => found.push(Spelling { word: *number, fit }),
        }
    }
    found
}

/// Of a word that was cut off, what begins so is as likely as the word itself.
fn begun(mut found: Vec<Spelling>) -> Vec<Spelling> {
    for spelling in found.iter_mut().filter(|spelling| (fit::PREFIX..fit::WORD).contains(&spelling.fit)) {
        spelling.fit += fit::WORD - fit::PREFIX;
    }
    found
}

/// How well another transliteration of a name fits.
const OTHER_SPELLING: f32 = 0.92;

/// How well a name in another script fits.
const OTHER_SCRIPT: f32 = 0.96;

fn same_script(a: &str, b: &str) -> bool {
    a.is_ascii() == b.is_ascii()
}

/// A word as typed, made ready to be compared with many.
struct Pattern {
    word: String,
    sought: Finder<'static>,
    letters: Vec<char>,
    shape: Shape,
    skeleton: String,
    /// How many slips are thought possible.
    slips: u32,
}

impl Pattern {
    fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let slips = match letters.len() {
            0..=2 => 0,
            3..=6 => 1,
            _ => 2,
        };
        let sought = Finder::new(word).into_owned();
        Self { word: word.to_owned(), sought, letters, shape: Shape::of(word), skeleton: consonants(word), slips }
    }

    /// Whether a word of this shape may fit at all.
    fn may_fit(&self, other: Shape) -> bool {
        match self.shape.lacking_in(other) {
            0 => u32::from(other.length) + self.slips >= u32::from(self.shape.length),
            lacking => lacking <= self.slips && (self.may_slip(other) || lacking == 1 && self.may_begin(other)),
        }
    }

    /// Whether so few slips may lead to a word of this shape: each one adds or takes away one letter at most.
    fn may_slip(&self, other: Shape) -> bool {
        u32::from(self.shape.length.abs_diff(other.length)) <= self.slips && other.lacking_in(self.shape) <= self.slips
    }

    /// Whether a longer word may begin so, but for a slip.
    fn may_begin(&self, other: Shape) -> bool {
        self.letters.len() >= 5 && other.first == self.shape.first && other.length > self.shape.length
    }

    fn fit(&self, other: &str, shape: Shape) -> Option<f32> {
        let (length, others) = (f32::from(self.shape.length), f32::from(shape.length));
        let lacking = self.shape.lacking_in(shape);
        if lacking == 0
            && let Some(fit) = contained(&self.sought, length, other, others)
            && (fit >= fit::PREFIX || self.letters.len() >= 3)
        {
            return Some(fit);
        }
        if self.letters.len() > LONGEST || others > LONGEST as f32 {
            return None;
        }
        if self.word.strip_suffix('s') == Some(other) && others >= 2.0 {
            return Some(PLURAL);
        }
        let slip = self.slip(other, shape);
        let other_ways =
            if lacking == 0 { self.without_vowels(other).or_else(|| self.in_order(other, shape)) } else { None };
        slip.into_iter().chain(other_ways).max_by(f32::total_cmp)
    }

    /// One or two slips, or one slip in how the word begins.
    fn slip(&self, other: &str, shape: Shape) -> Option<f32> {
        let (may_slip, may_begin) = (self.may_slip(shape), self.may_begin(shape));
        if self.slips == 0 || !(may_slip || may_begin) {
            return None;
        }
        let same_start = other.starts_with(self.letters[0]);
        let (whole, begun) = distances(&self.letters, other, self.slips as usize);
        let close = fit::CLOSENESS * (self.letters.len().min(10) as f32 / 10.0);
        // Among words of three letters nearly all are one slip apart; only swapped letters are taken for one.
        let accident = self.letters.len() == 3 && in_alphabetical_order(other) != in_alphabetical_order(&self.word);
        match (whole, begun) {
            (1, _) if !accident && same_start => Some(fit::SLIP + close),
            (1, _) if !accident => Some(fit::SLIP + 0.2 * close),
            (2, _) if same_start && self.slips == 2 => Some(fit::SLIPS + close),
            (_, 1) if same_start && may_begin => Some(fit::SLIPS + 0.5 * close),
            _ => None,
        }
    }

    /// The word with all or some of its vowels left out, perhaps cut short.
    fn without_vowels(&self, other: &str) -> Option<f32> {
        if self.letters.len() < 2 || !is_subsequence(&self.word, other) {
            return None;
        }
        let skeleton = consonants(other);
        if skeleton == self.skeleton {
            return Some(fit::SKELETON + fit::CLOSENESS * (self.letters.len().min(8) as f32 / 8.0));
        }
        let begun = skeleton.starts_with(&self.skeleton) && self.letters.len() >= 3;
        begun.then(|| fit::SLIPS + fit::CLOSENESS * self.skeleton.len() as f32 / skeleton.len() as f32)
    }

    /// Its letters in order, close enough together to be no accident.
    fn in_order(&self, other: &str, shape: Shape) -> Option<f32> {
        let close = self.letters.len() >= 4 && 2 * self.letters.len() >= usize::from(shape.length);
        if !close || shape.first != self.shape.first || !other.starts_with(self.letters[0]) {
            return None;
        }
        if !is_subsequence(&self.word, other) {
            return None;
        }
        letters_in_order(&self.word, other).map(|share| fit::IN_ORDER + 2.0 * fit::CLOSENESS * share)
    }
}

/// How well a word fits that was typed with an `s` behind it.
const PLURAL: f32 = 0.93;

fn in_alphabetical_order(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.sort_unstable();
    letters
}

/// A word without its vowels behind the first letter.
fn consonants(word: &str) -> String {
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
    use crate::model::{Actor, ActorKind, Article, Title};
    use proptest::prelude::*;

    /// A typed word and words in the order in which they must fit; what stands behind `|` must not fit at all.
    fn check(typed: &str, words: &str) {
        let (fitting, others) = words.split_once('|').unwrap_or((words, ""));
        let pattern = Pattern::of(typed);
        let fit = |word: &str| pattern.may_fit(Shape::of(word)).then(|| pattern.fit(word, Shape::of(word))).flatten();
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

    #[test]
    fn a_western_name_is_found_by_its_sound_in_cyrillic_and_no_other_word_is() {
        let mut store = crate::store::Store::default();
        let actor =
            |name: &str| Actor { id: name.into(), name: name.into(), kind: ActorKind::Person, mentions: vec![] };
        let actors = ["Joe Biden", "Donald Trump", "Boris Johnson", "Emmanuel Macron"].map(actor).to_vec();
        let title = Some(Title { text: "A tramp in Briden".into(), span: None });
        store.add(Article { title, actors, ..Article::default() });
        let found = |word: &str| {
            let found = spellings(&store.index, &Form::Like(word.into()), |_| true, 9);
            found
                .iter()
                .map(|one| store.vocabulary().words()[one.word as usize].to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (word, name) in [("байден", "biden"), ("трамп", "trump"), ("джонсон", "johnson"), ("макрон", "macron")]
        {
            assert_eq!(found(word), name, "{word}");
        }
        for (word, name) in [("байдена", "biden"), ("трампом", "trump"), ("макрону", "macron")] {
            assert_eq!(found(word), name, "{word}");
        }
        assert_eq!(found("человек"), "");
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
            if let Some(fit) = Pattern::of(&a).fit(&b, Shape::of(&b)) {
                prop_assert!(fit > 0.0 && fit <= 1.0);
            }
        }
    }
}
