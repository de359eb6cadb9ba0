//! Actor, theme, day, source and word to postings.

/// The postings of a store.
#[derive(Debug, Default)]
pub struct Index {}
