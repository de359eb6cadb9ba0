//! The learned part: two taggers over one text, the second of which sees what the first found.

use super::features::{PLACES, first_look, second_look};
use super::reading::Reading;
use super::tags::{OUTSIDE, TAGS};
use super::word_tables::WordTables;
use crate::error::{Error, ErrorKind, Result};
use crate::tagger::{Memo, Model, Pair, Sequence, Sums, Window, sections};

/// The tags, made up to a multiple of four ([`Pair`]).
const WIDTH: usize = TAGS.next_multiple_of(4);

/// The taggers and what they know of words.
#[derive(Clone, Debug)]
pub struct Learned<'a> {
    /// What is known of words.
    pub words: WordTables<'a>,
    looks: Pair<WIDTH>,
}

/// Memory that tagging reuses.
#[derive(Default)]
pub struct Memory {
    first: Sequence,
    second: Sequence,
    sums: Vec<Sums<WIDTH>>,
    memo: Memo<WIDTH>,
    window: Window<WIDTH, PLACES>,
    tags: Vec<u8>,
}

impl<'a> Learned<'a> {
    /// Reads a model file: four tables of words and two taggers.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        let sections = sections::split(file)?;
        let Some((tables, [first, second])) = sections.split_at_checked(4) else {
            return Err(Error::new(ErrorKind::Malformed, "a statement model has four tables and two taggers"));
        };
        Ok(Self { words: WordTables::parse(tables)?, looks: Pair::new(&Model::parse(first)?, &Model::parse(second)?)? })
    }

    /// The tags of a stretch. Where the first tagger finds nothing, the second is not asked.
    pub fn tag<'m>(&self, reading: &Reading, memory: &'m mut Memory) -> &'m [u8] {
        let Memory { first, second, sums, memo, window, tags } = memory;
        first_look(reading, first);
        sums.clear();
        self.looks.read(first, memo, sums);
        window.read(reading, &self.looks, memo, sums);
        tags.clear();
        tags.extend(self.looks.first(sums, memo));
        if tags.iter().all(|tag| *tag == OUTSIDE) {
            return tags;
        }
        second_look(reading, tags, second);
        self.looks.second(sums, second, memo)
    }
}
