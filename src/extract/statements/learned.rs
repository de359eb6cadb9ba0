//! The learned part: two taggers over one text, the second of which sees what the first found.

use super::features::{Leads, POSSIBLE, first_look, second_look};
use super::reading::Reading;
use super::tags::{GROUPS, OUTSIDE, TAGS};
use super::word_tables::WordTables;
use crate::error::{Error, ErrorKind, Result};
use crate::tagger::{Memo, Model, Pair, Sequence, Sums, sections};

/// The taggers and what they know of words.
#[derive(Clone, Debug)]
pub struct Learned<'a> {
    /// What is known of words.
    pub words: WordTables<'a>,
    looks: Pair<'a, TAGS>,
}

/// Memory that tagging reuses.
#[derive(Default)]
pub struct Memory {
    first: Sequence,
    second: Sequence,
    sums: Vec<Sums<TAGS>>,
    memo: Memo<TAGS>,
    tags: Vec<u8>,
    leads: Vec<Leads>,
    awake: Vec<bool>,
}

impl<'a> Learned<'a> {
    /// Reads a model file: four tables of words and two taggers.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        let sections = sections::split(file)?;
        let Some((tables, [first, second])) = sections.split_at_checked(4) else {
            return Err(Error::new(ErrorKind::Malformed, "a statement model has four tables and two taggers"));
        };
        Ok(Self { words: WordTables::parse(tables)?, looks: Pair::new(Model::parse(first)?, Model::parse(second)?)? })
    }

    /// The tags of a stretch. Of sentences in which the first tagger finds nothing, not even nearly, the second is not asked.
    pub fn tag<'m>(&self, reading: &Reading, memory: &'m mut Memory) -> &'m [u8] {
        let Memory { first, second, sums, memo, tags, leads, awake } = memory;
        first_look(reading, first);
        sums.clear();
        self.looks.read(first, memo, sums);
        tags.clear();
        tags.extend(self.looks.first(sums, memo));
        self.looks.leads(sums, GROUPS, memo, leads);
        wake(reading, tags, leads, awake);
        if !awake.contains(&true) {
            return tags;
        }
        second_look(reading, tags, leads, |sentence| awake[sentence as usize], second);
        self.looks.second(sums, second, memo)
    }
}

/// Fills `awake` with which sentences hold something that the first tagger found or nearly found.
fn wake(reading: &Reading, tags: &[u8], leads: &[Leads], awake: &mut Vec<bool>) {
    awake.clear();
    awake.resize(reading.words.last().map_or(0, |word| word.sentence as usize + 1), false);
    for ((word, tag), [cue, content, _]) in reading.words.iter().zip(tags).zip(leads) {
        awake[word.sentence as usize] |= *tag != OUTSIDE || *cue.max(content) >= POSSIBLE;
    }
}
