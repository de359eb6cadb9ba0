//! Names found by reading: a tagger over words in two passes. The first was trained on much text labelled automatically,
//! the second on less text labelled by hand; it sees what the first made of the whole document, and decides. What only
//! the first saw is added.
//!
//! `candidates` are the words that both look at, `features` what they see of them, `evidence` what the document says about a
//! word elsewhere, `roles` what training documents said.

pub mod candidates;
pub mod evidence;
pub mod features;
pub mod roles;

use super::lexicon::Lexicon;
use super::reading::Sentence;
use crate::error::Result;
use crate::model::ActorKind;
use crate::tagger::{Memo, Model, Pair, Sums, sections};
use candidates::Run;
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
    passes: Pair<WIDTH>,
}

impl<'a> Learned<'a> {
    /// Reads a model file that `examples/train_names.rs` wrote.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        let sections = sections::split(file)?;
        let section = |at: usize| sections.get(at).copied().unwrap_or_default();
        Ok(Self {
            roles: Known::parse(section(0), section(1))?,
            passes: Pair::new(&Model::parse(section(2))?, &Model::parse(section(3))?)?,
        })
    }

    /// The names of a document, in order; none overlaps another.
    pub fn names(&self, sentences: &[Sentence], lexicon: &Lexicon) -> Vec<Found> {
        MEMO.with_borrow_mut(|memo| self.tagged(sentences, lexicon, memo))
    }

    fn tagged(&self, sentences: &[Sentence], lexicon: &Lexicon, memo: &mut Memo<WIDTH>) -> Vec<Found> {
        let evidence = Evidence::of(sentences);
        let view = View { evidence: &evidence, lexicon, roles: &self.roles };
        let runs = candidates::runs(sentences);
        let mut room = Room::default();
        let mut sums: Vec<Sums<WIDTH>> = Vec::new();
        let mut reader = self.passes.reader(memo, &mut sums);
        for run in &runs {
            features::describe(sentences, run, &view, &mut room, &mut reader);
        }
        drop(reader);
        let mut first = Vec::with_capacity(sums.len());
        for run in &runs {
            let tokens = &sums[first.len()..first.len() + run.words.len()];
            first.extend_from_slice(self.passes.first(tokens, memo));
        }
        let seen = decode_all(&runs, &first);
        let votes = Votes::count(sentences, &runs, &first, &seen);
        let mut more = Vec::with_capacity(sums.len());
        let mut reader = self.passes.reader(memo, &mut more);
        each(&runs, &first).for_each(|(run, tags)| features::second_look(sentences, run, tags, &votes, &mut reader));
        drop(reader);
        let mut second = Vec::with_capacity(first.len());
        for run in &runs {
            let tokens = second.len()..second.len() + run.words.len();
            second.extend_from_slice(self.passes.second(&sums[tokens.clone()], &more[tokens], memo));
        }
        united(decode_all(&runs, &second), seen)
    }
}

/// Every run with the tags of its words; `tags` are those of all runs.
pub fn each<'r, 't>(runs: &'r [Run], tags: &'t [u8]) -> impl Iterator<Item = (&'r Run, &'t [u8])> {
    let mut rest = tags;
    runs.iter().map(move |run| {
        let (here, behind) = rest.split_at(run.words.len().min(rest.len()));
        rest = behind;
        (run, here)
    })
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
    names.sort_unstable_by_key(|n| (n.sentence, n.words.start));
    names
}

/// The kind a tag stands for, as a number; 0 outside.
pub fn kind_of(tag: u8) -> u8 {
    tag.div_ceil(2)
}

/// The names that the tags of runs say, in order.
pub fn decode_all(runs: &[Run], tags: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    each(runs, tags).for_each(|(run, tags)| decode(run, tags, &mut found));
    found
}

/// Tags as names; an inside that continues nothing opens a name.
fn decode(run: &Run, tags: &[u8], found: &mut Vec<Found>) {
    let sentence = run.sentence;
    for (at, tag) in run.words.clone().zip(tags) {
        let kind = match kind_of(*tag) {
            1 => ActorKind::Person,
            2 => ActorKind::Organisation,
            3 => ActorKind::Place,
            _ => continue,
        };
        let begins = tag % 2 == 1;
        let continued = |last: &&mut Found| last.sentence == sentence && last.words.end == at && last.kind == kind;
        match found.last_mut().filter(|last| !begins && continued(last)) {
            Some(last) => last.words.end = at + 1,
            None => found.push(Found { sentence, words: at..at + 1, kind }),
        }
    }
}

/// The right tags of a run: of the names of its sentence as much as lies in it.
pub fn encode(run: &Run, names: &[Found]) -> Vec<u8> {
    let mut tags = vec![0; run.words.len()];
    for name in names {
        let begin = match name.kind {
            ActorKind::Person => 1,
            ActorKind::Organisation | ActorKind::Group => 3,
            ActorKind::Place => 5,
        };
        let (start, end) = (name.words.start.max(run.words.start), name.words.end.min(run.words.end));
        if start < end {
            tags[start - run.words.start..end - run.words.start].fill(begin + 1);
            tags[start - run.words.start] = begin;
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Prose;
    use crate::extract::actors::reading;
    use crate::model::Span;
    use crate::tagger::Sequence;

    /// The same words with and without capitals, in quotation marks, at the start, in a row, in another script.
    const TEXTS: [&str; 4] = [
        "Ann Ruiz told the Harbour Institute that Ruiz and the harbour of Kestrel would wait. “Ruiz,” said Ann, “won’t wait.”",
        "ANN RUIZ TELLS HARBOUR INSTITUTE TO WAIT",
        "Ruiz: Harbour Institute of Kestrel, Ann Ruiz (Kestrel) and iHarbour won't wait. French Ruiz said: Ann is in Paris.",
        "Анна Руис said that Ann Ruíz of the INSTITUTE waits in Kestrel-on-Sea 4. İnstitute, i̇nstitute and Institute wait.",
    ];

    #[test]
    fn what_is_remembered_weighs_what_is_described() {
        let lexicon = Lexicon::built_in();
        let learned = lexicon.learned().unwrap();
        let mut memo = Memo::default();
        for text in TEXTS.iter().chain(&TEXTS) {
            let prose = Prose::read(text, None, &[Span::new(0, text.len())]);
            let sentences = reading::read(&prose, &lexicon);
            let view = View { evidence: &Evidence::of(&sentences), lexicon: &lexicon, roles: &learned.roles };
            let (mut room, mut sums, mut look) = (Room::default(), Vec::new(), Sequence::default());
            let runs = candidates::runs(&sentences);
            let mut reader = learned.passes.reader(&mut memo, &mut sums);
            for run in &runs {
                features::describe(&sentences, run, &view, &mut room, &mut reader);
                features::describe(&sentences, run, &view, &mut room, &mut look);
            }
            drop(reader);
            let mut expected = Vec::new();
            learned.passes.read(&look, &mut Memo::default(), &mut expected);
            assert_eq!(sums, expected, "{text}");
        }
    }
}
