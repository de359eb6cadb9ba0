//! Names found by reading: a tagger over words in two passes. The first was trained on much text labelled automatically,
//! the second on less text labelled by hand; it sees what the first made of the whole document, and decides. What only
//! the first saw is added.
//!
//! `features` is what both look at, `evidence` what the document says about a word elsewhere, `roles` what training
//! documents said.

pub mod evidence;
pub mod features;
pub mod roles;

use super::lexicon::Lexicon;
use super::reading::Sentence;
use crate::error::Result;
use crate::model::ActorKind;
use crate::tagger::{Memo, Model, Pair, Sequence, Sums, Table, sections};
use evidence::Evidence;
use features::{Room, View, Votes};
use roles::Known;
use std::cell::RefCell;
use std::ops::Range;

thread_local! {
    /// Features met in earlier documents, already looked up.
    static MEMO: RefCell<Memo<WIDTH>> = RefCell::default();
}

/// The number of tags: outside, and beginning and inside of each kind.
pub const TAGS: usize = 7;
/// The same, rounded up to what fills a register.
const WIDTH: usize = 8;

/// A name, as words of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The sentence's place in the document.
    pub sentence: usize,
    /// Its words there.
    pub words: Range<usize>,
    /// What it names.
    pub kind: ActorKind,
}

/// What training left: how names were used, and the two passes.
#[derive(Clone, Debug)]
pub struct Learned<'a> {
    roles: Known<'a>,
    passes: Pair<'a, WIDTH>,
}

impl<'a> Learned<'a> {
    /// Reads a model file that `examples/train_names.rs` wrote.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        let sections = sections::split(file)?;
        let section = |at: usize| sections.get(at).copied().unwrap_or_default();
        Ok(Self {
            roles: Known(Table::parse(section(0))?),
            passes: Pair::new(Model::parse(section(1))?, Model::parse(section(2))?)?,
        })
    }

    /// The names of a document, in order; none overlaps another.
    pub fn names(&self, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Found> {
        MEMO.with_borrow_mut(|memo| self.tagged(sentences, lexicon, memo))
    }

    fn tagged(&self, sentences: &[Sentence], lexicon: &Lexicon, memo: &mut Memo<WIDTH>) -> Vec<Found> {
        let evidence = Evidence::of(sentences);
        let view = View { evidence: &evidence, lexicon, roles: &self.roles };
        let (mut room, mut look) = (Room::default(), Sequence::default());
        let mut sums: Vec<Sums<WIDTH>> = Vec::new();
        let mut first = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let start = sums.len();
            features::describe(sentence, &view, &mut room, &mut look);
            self.passes.read(&look, memo, &mut sums);
            first.push(self.passes.first(&sums[start..], memo).to_vec());
        }
        let seen = decode_all(&first);
        let votes = Votes::count(sentences, &first, &seen);
        let mut second = Vec::with_capacity(first.len());
        let mut rest = sums.as_slice();
        for (sentence, tags) in sentences.iter().zip(&first) {
            let (here, behind) = rest.split_at(tags.len());
            rest = behind;
            features::second_look(sentence, tags, &votes, &mut look);
            second.push(self.passes.second(here, &look, memo).to_vec());
        }
        united(decode_all(&second), seen)
    }
}

/// The names of the first list, and those of the second that overlap none of them.
fn united(mut names: Vec<Found>, others: Vec<Found>) -> Vec<Found> {
    let mut extra = Vec::new();
    let mut at = 0;
    for other in others {
        let key = |f: &Found| (f.sentence, f.words.end);
        while at < names.len() && key(&names[at]) <= (other.sentence, other.words.start) {
            at += 1;
        }
        let clash = names.get(at).is_some_and(|n| n.sentence == other.sentence && n.words.start < other.words.end);
        if !clash {
            extra.push(other);
        }
    }
    names.extend(extra);
    names.sort_by_key(|n| (n.sentence, n.words.start));
    names
}

/// The kind a tag stands for, as a number; 0 outside.
pub fn kind_of(tag: u8) -> u8 {
    tag.div_ceil(2)
}

/// Tags of every sentence of a document as names.
pub fn decode_all(tags: &[Vec<u8>]) -> Vec<Found> {
    tags.iter().enumerate().flat_map(|(sentence, tags)| decode(sentence, tags)).collect()
}

/// Tags as names; an inside that continues nothing opens a name.
fn decode(sentence: usize, tags: &[u8]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        let kind = match kind_of(*tag) {
            1 => ActorKind::Person,
            2 => ActorKind::Organisation,
            3 => ActorKind::Place,
            _ => continue,
        };
        let begins = tag % 2 == 1;
        match found.last_mut().filter(|last| !begins && last.words.end == at && last.kind == kind) {
            Some(last) => last.words.end = at + 1,
            None => found.push(Found { sentence, words: at..at + 1, kind }),
        }
    }
    found
}

/// Names of one sentence as tags; names of other sentences are left out.
pub fn encode(length: usize, names: &[Found]) -> Vec<u8> {
    let mut tags = vec![0; length];
    for name in names {
        let begin = match name.kind {
            ActorKind::Person => 1,
            ActorKind::Organisation | ActorKind::Group => 3,
            ActorKind::Place => 5,
        };
        tags[name.words.clone()].fill(begin + 1);
        tags[name.words.start] = begin;
    }
    tags
}
