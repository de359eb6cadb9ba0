//! In how many training documents a word stands in which place of which kind of name: read from the model file at run
//! time, counted by the training program.

use crate::error::Result;
use crate::extract::actors::discover::Found;
use crate::extract::actors::reading::Sentence;
use crate::model::ActorKind;
use crate::tagger::{Table, hash};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// The places a word can have: first and last of a person's name, a place, an organisation, the last word of an
/// organisation's name, a capital that is no name, no capital.
pub const ROLES: usize = 7;
const FIRST: usize = 0;
const LAST: usize = 1;
const PLACE: usize = 2;
const ORGANISATION: usize = 3;
const ORGANISATION_END: usize = 4;
const NO_NAME: usize = 5;
const LOWER: usize = 6;
/// Roles that are counted for names of several words as well.
pub const WHOLE: [usize; 2] = [PLACE, ORGANISATION];

/// Knows how often words had which role.
pub trait Roles {
    /// For each role of a word or name: 0 where it never had it, else a number from 1 to 9 for how often and how mostly.
    fn look(&self, name: u64) -> [u8; ROLES];
}

/// The hash under which a name of one or several words is counted.
pub fn name_hash(words: impl IntoIterator<Item = u64>) -> u64 {
    words.into_iter().reduce(hash::mix).unwrap_or_default()
}

/// Roles read from a model file: which of some combinations of roles a name has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    names: Table<'a>,
    combinations: &'a [[u8; ROLES]],
}

impl<'a> Known<'a> {
    /// Reads what [`Counted::to_bytes`] wrote: the table of names and the combinations that its numbers stand for.
    pub fn parse(names: &'a [u8], combinations: &'a [u8]) -> Result<Self> {
        Ok(Self { names: Table::parse(names)?, combinations: combinations.as_chunks().0 })
    }
}

impl Roles for Known<'_> {
    fn look(&self, name: u64) -> [u8; ROLES] {
        let number = usize::from(self.names.wide(name));
        number.checked_sub(1).and_then(|at| self.combinations.get(at)).copied().unwrap_or_default()
    }
}

/// What a document says: names and roles, each once.
pub fn of_document(sentences: &[Sentence], found: &[Found]) -> FxHashSet<(u64, usize)> {
    let mut roles = FxHashSet::default();
    let mut inside: Vec<Vec<bool>> = sentences.iter().map(|s| vec![false; s.words.len()]).collect();
    for name in found {
        let words = &sentences[name.sentence].words[name.words.clone()];
        inside[name.sentence][name.words.clone()].fill(true);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let whole = name_hash(words.iter().map(|w| w.hash));
        match name.kind {
            ActorKind::Person => {
                roles.extend((words.len() > 1).then_some((first.hash, FIRST)));
                roles.insert((last.hash, LAST));
            }
            ActorKind::Place => _ = roles.insert((whole, PLACE)),
            _ => {
                roles.insert((whole, ORGANISATION));
                roles.extend((words.len() > 1).then_some((last.hash, ORGANISATION_END)));
            }
        }
    }
    for (sentence, inside) in sentences.iter().zip(inside) {
        let outside = sentence.words.iter().zip(inside).skip(1).filter(|(word, inside)| word.name_like && !inside);
        roles.extend(outside.map(|(word, _)| (word.hash, NO_NAME)));
    }
    roles.extend(without_capital(sentences));
    roles
}

/// The words that a document holds without a capital, each once.
pub fn without_capital(sentences: &[Sentence]) -> FxHashSet<(u64, usize)> {
    let words = sentences.iter().flat_map(|s| &s.words).filter(|w| w.alphabetic && !w.name_like);
    words.map(|w| (w.hash, LOWER)).collect()
}

/// Roles counted over documents, for training.
#[derive(Debug, Default)]
pub struct Counted {
    counts: FxHashMap<u64, [u32; ROLES]>,
}

impl Counted {
    /// Counts a document.
    pub fn add(&mut self, document: &FxHashSet<(u64, usize)>) {
        for (name, role) in document {
            self.counts.entry(*name).or_default()[*role] += 1;
        }
    }

    /// As the other documents see it: a document never sees its own counts, lest training trusts them blindly.
    pub fn without<'a>(&'a self, own: &'a FxHashSet<(u64, usize)>) -> Without<'a> {
        Without { all: self, own }
    }

    /// The bytes that [`Known::parse`] reads: the table of names, and the combinations of roles that they have.
    pub fn to_bytes(&self) -> [Vec<u8>; 2] {
        // A word that was once without a capital is as likely a slip: it is not worth its room.
        let kept = |counts: &[u32; ROLES]| counts[LOWER] > 1 || counts[..LOWER].iter().any(|count| *count > 0);
        let kept = self.counts.iter().filter(|(_, counts)| kept(counts));
        let names: BTreeMap<u64, [u8; ROLES]> = kept.map(|(name, counts)| (*name, coded(*counts))).collect();
        let combinations: BTreeSet<[u8; ROLES]> = names.values().copied().collect();
        let numbers: FxHashMap<_, u16> = combinations.iter().copied().zip(1..).collect();
        let names = names.into_iter().map(|(name, roles)| (name, numbers.get(&roles).copied().unwrap_or_default()));
        [Table::to_wide_bytes(&names.collect()), combinations.into_iter().flatten().collect()]
    }
}

/// See [`Counted::without`].
#[derive(Debug)]
pub struct Without<'a> {
    all: &'a Counted,
    own: &'a FxHashSet<(u64, usize)>,
}

impl Roles for Without<'_> {
    fn look(&self, name: u64) -> [u8; ROLES] {
        let Some(counts) = self.all.counts.get(&name) else { return [0; ROLES] };
        coded(std::array::from_fn(|role| counts[role] - u32::from(self.own.contains(&(name, role)))))
    }
}

/// Rough counts and rough shares.
fn coded(counts: [u32; ROLES]) -> [u8; ROLES] {
    let total: u32 = counts.iter().sum();
    counts.map(|count| {
        let often = if count > 5 { 2 } else { u8::from(count > 1) };
        let mostly = if 10 * count > 7 * total { 2 } else { u8::from(4 * count > total) };
        if count == 0 { 0 } else { 1 + 3 * often + mostly }
    })
}
