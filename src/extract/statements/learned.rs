//! The learned part: two taggers over one text, the second of which sees what the first found.

use super::features::{first_look, second_look};
use super::reading::Reading;
use crate::error::{Error, ErrorKind, Result};
use crate::tagger::{Model, Scratch, Sequence, Table, sections};

/// The taggers and what they know of words.
#[derive(Clone, Debug)]
pub struct Learned<'a> {
    /// Word classes: how often a word is a cue (the three lower bits) and the group it belongs to.
    pub classes: Table<'a>,
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
    /// Reads a model file: the classes, the first tagger, and the second where there is one.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        match sections::split(file)?[..] {
            [classes, first] => Ok(Self { classes: Table::parse(classes)?, first: Model::parse(first)?, second: None }),
            [classes, first, second] => Ok(Self {
                classes: Table::parse(classes)?,
                first: Model::parse(first)?,
                second: Some(Model::parse(second)?),
            }),
            _ => Err(Error::new(ErrorKind::Malformed, "a statement model has two or three sections")),
        }
    }

    /// The tags of a stretch.
    pub fn tag<'m>(&self, reading: &Reading, memory: &'m mut Memory) -> &'m [u8] {
        let Memory { first, second, scratch } = memory;
        first_look(reading, first);
        let tags = self.first.tag(&[first], scratch);
        let Some(model) = &self.second else { return scratch.tags() };
        second_look(reading, tags, second);
        model.tag(&[first, second], scratch)
    }
}
