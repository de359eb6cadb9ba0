//! The learned part: two taggers over one text, the second of which sees what the first found.

use super::features::{first_look, second_look};
use super::reading::Reading;
use super::tags::OUTSIDE;
use super::word_tables::WordTables;
use crate::error::{Error, ErrorKind, Result};
use crate::tagger::{Model, Scratch, Sequence, sections};

/// The taggers and what they know of words.
#[derive(Clone, Debug)]
pub struct Learned<'a> {
    /// What is known of words.
    pub words: WordTables<'a>,
    first: Model<'a>,
    second: Option<Model<'a>>,
}

/// Memory that tagging reuses.
#[derive(Default)]
pub struct Memory {
    first: Sequence,
    second: Sequence,
    scratch: Scratch,
}

impl<'a> Learned<'a> {
    /// Reads a model file: four tables of words, the first tagger, and the second where there is one.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        let sections = sections::split(file)?;
        let Some((tables, [first, second @ ..])) = sections.split_at_checked(4) else {
            return Err(Error::new(ErrorKind::Malformed, "a statement model has four tables and one or two taggers"));
        };
        Ok(Self {
            words: WordTables::parse(tables)?,
            first: Model::parse(first)?,
            second: second.first().map(|second| Model::parse(second)).transpose()?,
        })
    }

    /// The tags of a stretch. Where the first tagger finds nothing, the second is not asked.
    pub fn tag<'m>(&self, reading: &Reading, memory: &'m mut Memory) -> &'m [u8] {
        let Memory { first, second, scratch } = memory;
        first_look(reading, first);
        let tags = self.first.tag(&[first], scratch);
        let nothing = tags.iter().all(|tag| *tag == OUTSIDE);
        let Some(model) = self.second.as_ref().filter(|_| !nothing) else { return scratch.tags() };
        second_look(reading, tags, second);
        model.tag(&[first, second], scratch)
    }
}
