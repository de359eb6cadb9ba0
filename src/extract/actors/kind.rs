//! What a string names, decided once for the whole document: by the tagger's votes, and by what stands around it.

use super::discover::Found;
use super::lexicon::{Class, Lexicon};
use super::reading::{Sentence, Word};
use crate::model::ActorKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

const KINDS: [ActorKind; 4] = [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group];

/// What a document says of the kinds of its names. Strings are known by [`Sentence::key`].
pub struct Kinds {
    /// How often each string was found as what.
    votes: FxHashMap<u64, [u32; 4]>,
    /// The first words of names.
    beginnings: FxHashSet<u64>,
    /// The last words of people's full names.
    surnames: FxHashSet<u64>,
    /// The last words of organisations' names of several words, such as what follows `of`.
    bodies: FxHashSet<u64>,
    /// See [`entered`].
    entered: FxHashSet<u64>,
    /// Strings that people belong to (`members of NAME`) more often than things happen there.
    joined: FxHashSet<u64>,
}

impl Kinds {
    /// Reads the names found.
    pub fn of(sentences: &[Sentence], found: &[Found]) -> Self {
        let mut votes: FxHashMap<u64, [u32; 4]> = FxHashMap::default();
        for name in found {
            votes.entry(sentences[name.sentence].key(name.words.clone())).or_default()[name.kind as usize] += 1;
        }
        let last = |kind: ActorKind| {
            let long = found.iter().filter(move |f| f.kind == kind && f.words.len() > 1);
            long.map(|f| sentences[f.sentence].key(f.words.end - 1..f.words.end)).collect()
        };
        Self {
            votes,
            beginnings: found.iter().map(|f| sentences[f.sentence].words[f.words.start].folded_hash).collect(),
            surnames: last(ActorKind::Person),
            bodies: last(ActorKind::Organisation),
            entered: entered(sentences, found),
            joined: joined(sentences, found),
        }
    }

    /// Whether a name begins with a word, by the hash of its folded form.
    pub fn begins(&self, word: u64) -> bool {
        self.beginnings.contains(&word)
    }

    /// How often a string was found, and as what most often.
    pub fn most(&self, key: u64) -> Option<(u32, ActorKind)> {
        let votes = self.votes.get(&key)?;
        Some((votes.iter().sum(), majority(votes)))
    }

    /// What a name names; nothing where it was not found.
    pub fn decide(&self, sentence: &Sentence, words: Range<usize>, lexicon: &Lexicon) -> Option<ActorKind> {
        let (single, key) = (words.len() == 1, sentence.key(words.clone()));
        let votes = self.votes.get(&key)?;
        let string = || sentence.phrase(words.clone());
        let person = votes[ActorKind::Person as usize] > 0;
        Some(match majority(votes) {
            _ if single && person && self.surnames.contains(&key) => ActorKind::Person,
            ActorKind::Person if single && (self.bodies.contains(&key) || self.entered.contains(&key)) => {
                ActorKind::Organisation
            }
            ActorKind::Person if single => known_thing(&string(), lexicon).unwrap_or(ActorKind::Person),
            ActorKind::Place
                if self.is_body(&sentence.words[words.clone()], key) && lexicon.named(&string()).is_none() =>
            {
                ActorKind::Organisation
            }
            kind => kind,
        })
    }

    fn is_body(&self, words: &[Word], key: u64) -> bool {
        let head = words.len() > 1 && words.last().is_some_and(|w| w.class == Class::Organisation);
        head || self.joined.contains(&key)
    }
}

/// Single words that things happen in (`in`, `at`, `within` before them) and that no title and no given name makes people.
fn entered(sentences: &[Sentence], found: &[Found]) -> FxHashSet<u64> {
    let mut entered = FxHashSet::default();
    let mut people = FxHashSet::default();
    for name in found.iter().filter(|f| f.words.len() == 1) {
        let sentence = &sentences[name.sentence];
        let at = name.words.start;
        let word = &sentence.words[at];
        let before = at.checked_sub(1).map(|i| &sentence.words[i]);
        if word.given || before.is_some_and(|w| w.class == Class::Title) {
            people.insert(sentence.key(name.words.clone()));
        } else if before.is_some_and(|w| matches!(w.folded.as_ref(), "in" | "at" | "within" | "inside"))
            && !sentence.words.get(at + 1).is_some_and(|w| w.possessive)
        {
            entered.insert(sentence.key(name.words.clone()));
        }
    }
    entered.retain(|word| !people.contains(word));
    entered
}

/// Strings that people belong to at least twice, and more often than things happen there.
fn joined(sentences: &[Sentence], found: &[Found]) -> FxHashSet<u64> {
    let mut counts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for name in found {
        let sentence = &sentences[name.sentence];
        let back = |n: usize| name.words.start.checked_sub(n).map(|at| &sentence.words[at]);
        let member = |at: Option<&Word>| {
            at.is_some_and(|w| !w.name_like && matches!(w.class, Class::Member | Class::Organisation))
        };
        let of = if back(1).is_some_and(|w| w.folded == "the") { 2 } else { 1 };
        let belongs = member(sentence.words.get(name.words.end))
            || (back(of).is_some_and(|w| w.folded == "of") && member(back(of + 1)));
        let located = back(of).is_some_and(|w| matches!(w.folded.as_ref(), "in" | "near" | "to" | "at" | "across"));
        let count = counts.entry(sentence.key(name.words.clone())).or_default();
        count.0 += u32::from(belongs);
        count.1 += u32::from(located);
    }
    counts.into_iter().filter(|(_, (member, located))| *member > 1 && member > located).map(|(s, _)| s).collect()
}

/// What a single word names that the lexicon does not know as a person; none for given names.
fn known_thing(word: &str, lexicon: &Lexicon) -> Option<ActorKind> {
    let entry =
        lexicon.named(word).filter(|n| !n.capitals && !lexicon.is_given(word)).and_then(|n| lexicon.entry(n.entry))?;
    Some(entry.kind)
}

/// The kind most often seen; of equals the first in the order of [`KINDS`].
fn majority(votes: &[u32; 4]) -> ActorKind {
    let top = votes.iter().copied().max().unwrap_or_default();
    KINDS.into_iter().find(|kind| votes[*kind as usize] == top).unwrap_or(ActorKind::Organisation)
}
