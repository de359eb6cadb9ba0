//! How often each actor, theme and source occurs under the current filter.

use super::{Selection, Store};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facet {
    /// Actors.
    Actor,
    /// Themes.
    Theme,
    /// Publishers.
    Source,
}

/// One value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What the filter language calls it (`mark-rutte`).
    pub id: String,
    /// What a person calls it (`Mark Rutte`).
    pub name: String,
    /// Selected articles that have it.
    pub articles: u32,
    /// Selected statements by it (actors), about it (themes), or in it (sources).
    pub statements: u32,
}

/// The values of a facet under a selection, most articles first, then by name; values that no selected article has are
/// left out.
pub fn count(_store: &Store, _selection: &Selection, _facet: Facet) -> Vec<Count> {
    Vec::new()
}
