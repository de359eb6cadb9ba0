//! The learned part: a network that tags a stretch.

use super::features::{self, Look};
use super::reading::Reading;
use super::tags::TAGS;
use super::word_tables::WordTables;
use crate::error::{Error, ErrorKind, Result};
use crate::tagger::network::{Memory, Network};
use crate::tagger::sections;

/// The network and what is known of words.
#[derive(Clone, Debug)]
pub struct Learned<'a> {
    /// What is known of words.
    pub words: WordTables<'a>,
    network: Network,
}

impl<'a> Learned<'a> {
    /// Reads a model file: four tables of words and the network.
    pub fn parse(file: &'a [u8]) -> Result<Self> {
        let malformed = |problem| Error::new(ErrorKind::Malformed, problem);
        let sections = sections::split(file)?;
        let [cues, kinds, parts, own, network] = sections[..] else {
            return Err(malformed("a statement model has four tables and a network"));
        };
        let network = Network::parse(network)?;
        let shape = network.shape();
        let owned = shape.words.checked_sub(features::words(0));
        match owned.filter(|_| shape.tags == TAGS && shape.places == features::places()) {
            Some(owned) => Ok(Self {
                words: WordTables::parse([cues, kinds, parts, own], owned as u32)?,
                network: network.with_places(&features::places_together()),
            }),
            None => Err(malformed("a network that looks at something else than statements are told by")),
        }
    }

    /// The tags of a stretch.
    pub fn tag<'m>(&self, reading: &Reading, memory: &'m mut Memory) -> &'m [u8] {
        self.network.tag(&Look { reading, tables: &self.words }, memory)
    }
}
