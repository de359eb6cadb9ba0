//! What the whole document says about a word, whichever of its occurrences is looked at: is it lower-cased elsewhere,
//! capitalised in mid-sentence elsewhere, does it stand after a title, before a verb of saying, next to which names.

use crate::extract::actors::lexicon::Class;
use crate::extract::actors::reading::{Sentence, Word};
use rustc_hash::{FxBuildHasher, FxHashMap};

/// A word stands, somewhere in the document, after a title …
pub const TITLE: u16 = 1;
/// … beside a verb of saying …
pub const SAY: u16 = 2;
/// … after a preposition of place …
pub const LOCATIVE: u16 = 4;
/// … before `'s` …
pub const POSSESSIVE: u16 = 8;
/// … after `the` …
pub const THE: u16 = 16;
/// … alone in brackets …
pub const BRACKETS: u16 = 32;
/// … not first in a run of capitals …
pub const LATER: u16 = 64;
/// … first in a run …
pub const FIRST: u16 = 128;
/// … not last in a run …
pub const FOLLOWED: u16 = 256;
/// … before those who belong to it (`NAME officials`) …
pub const MEMBERS: u16 = 512;
/// … after them (`members of NAME`).
pub const MEMBERS_OF: u16 = 1024;
/// The number of flags.
pub const FLAGS: u64 = 11;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fact {
    /// Times without a capital.
    pub lower: u32,
    /// Times with a capital where none is due.
    pub middle: u32,
    /// Times with a capital.
    pub upper: u32,
    /// Where it stands.
    pub flags: u16,
    /// Hash and class of the most frequent word before it in a run of capitals; no hash: none.
    pub previous: Option<(u64, Class)>,
    /// The same behind it.
    pub following: Option<(u64, Class)>,
}

/// The facts of a document.
#[derive(Debug, Default)]
pub struct Evidence {
    facts: Vec<Fact>,
    /// The place of each word's facts, by its hash.
    places: FxHashMap<u64, u32>,
}

impl Evidence {
    /// Reads a document.
    pub fn of(sentences: &[Sentence]) -> Self {
        let capitals = sentences.iter().flat_map(|s| &s.words).filter(|w| w.name_like).count();
        let places = FxHashMap::with_capacity_and_hasher(capitals, FxBuildHasher);
        let mut evidence = Self { facts: Vec::with_capacity(capitals), places };
        let mut pairs: FxHashMap<(u64, u64), (u32, Class, Class)> = FxHashMap::default();
        for sentence in sentences {
            for at in (0..sentence.words.len()).filter(|at| sentence.words[*at].name_like) {
                evidence.look(sentence, at);
                let (one, Some(two)) = (&sentence.words[at], sentence.words.get(at + 1)) else { continue };
                if !sentence.headline && two.name_like {
                    pairs.entry((one.hash, two.hash)).or_insert((0, one.class, two.class)).0 += 1;
                }
            }
        }
        evidence.pair(pairs);
        // Nobody asks for words that never have a capital.
        for word in sentences.iter().flat_map(|s| &s.words).filter(|w| w.alphabetic && !w.name_like) {
            if let Some(place) = evidence.places.get(&word.hash) {
                evidence.facts[*place as usize].lower += 1;
            }
        }
        evidence
    }

    /// What is known of a word.
    pub fn fact(&self, hash: u64) -> Fact {
        self.places.get(&hash).map_or_else(Fact::default, |place| self.facts[*place as usize])
    }

    /// Looks at a word with a capital.
    fn look(&mut self, sentence: &Sentence, at: usize) {
        let word = &sentence.words[at];
        let place = *self.places.entry(word.hash).or_insert(self.facts.len() as u32);
        if place as usize == self.facts.len() {
            self.facts.push(Fact::default());
        }
        let fact = &mut self.facts[place as usize];
        fact.upper += 1;
        if sentence.headline {
            return;
        }
        fact.middle += u32::from(!sentence.opens(at));
        fact.flags |= flags(sentence, at);
    }

    /// Keeps the most frequent neighbours; of equally frequent ones the one with the smaller hash.
    fn pair(&mut self, pairs: FxHashMap<(u64, u64), (u32, Class, Class)>) {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable_by_key(|(hashes, (count, ..))| (std::cmp::Reverse(*count), *hashes));
        for ((one, two), (_, class, next)) in pairs {
            if let Some(place) = self.places.get(&two) {
                self.facts[*place as usize].previous.get_or_insert((one, class));
            }
            if let Some(place) = self.places.get(&one) {
                self.facts[*place as usize].following.get_or_insert((two, next));
            }
        }
    }
}

fn flags(sentence: &Sentence, at: usize) -> u16 {
    let before = at.checked_sub(1).map(|i| &sentence.words[i]);
    let behind = sentence.words.get(at + 1);
    let is = |word: Option<&Word>, class| word.is_some_and(|w| w.class == class);
    let flag = |set: bool, flag: u16| if set { flag } else { 0 };
    let bracketed = before.is_some_and(|w| w.text == "(") && behind.is_some_and(|w| w.text == ")");
    let later = before.is_some_and(|w| w.name_like);
    flag(is(before, Class::Title), TITLE)
        | flag(is(before, Class::Say) || is(behind, Class::Say), SAY)
        | flag(is(before, Class::Locative), LOCATIVE)
        | flag(behind.is_some_and(|w| w.possessive), POSSESSIVE)
        | flag(before.is_some_and(|w| w.folded == "the"), THE)
        | flag(bracketed, BRACKETS)
        | flag(later, LATER)
        | flag(!later, FIRST)
        | flag(behind.is_some_and(|w| w.name_like), FOLLOWED)
        | flag(behind.is_some_and(is_member), MEMBERS)
        | flag(follows_members(sentence, at), MEMBERS_OF)
}

/// A noun for somebody who belongs to a body.
fn is_member(word: &Word) -> bool {
    !word.name_like && matches!(word.class, Class::Title | Class::Member)
}

/// `members of NAME`, `the head of the NAME`.
fn follows_members(sentence: &Sentence, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map(|i| &sentence.words[i]);
    let of = if back(1).is_some_and(|w| w.folded == "the") { 2 } else { 1 };
    back(of).is_some_and(|w| w.folded == "of") && back(of + 1).is_some_and(is_member)
}
