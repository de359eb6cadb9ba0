//! People, organisations, places and groups: found, and all spellings of one joined under one id.

use super::Prose;
use crate::model::{Actor, Span};

mod profile;

pub use profile::{Gender, Profile};

/// What is known about names before reading.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

/// The actors of an article and where each is named.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// The actors, by first mention.
    pub actors: Vec<Actor>,
    /// What speaks for a pronoun or a title standing for an actor; parallel to `actors`.
    pub profiles: Vec<Profile>,
    /// Every mention in the order of the text, with the place of its actor in `actors`. None overlaps another.
    pub places: Vec<(Span, usize)>,
}

impl Mentions {
    /// The mentions that lie inside `span`, in order, with the place of their actor in `actors`.
    pub fn within(&self, span: Span) -> &[(Span, usize)] {
        let from = self.places.partition_point(|(s, _)| s.start < span.start);
        let to = self.places.partition_point(|(s, _)| s.start < span.end);
        let to = if to > from && self.places[to - 1].0.end > span.end { to - 1 } else { to };
        &self.places[from..to.max(from)]
    }
}

/// Finds the actors of the prose.
pub fn find(_prose: &Prose, _lexicon: &Lexicon) -> Mentions {
    Mentions::default()
}
