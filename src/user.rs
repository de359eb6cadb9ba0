//! What the reader remembers of its user: articles read, bookmarks, notes, the last place in every dossier, and what was
//! typed before.
//!
//! Everything is known by what survives a reload: an article by a hash of its text, a statement by its span in that text
//! and its words. So marks follow an article that was renamed or moved, stay when it is extracted differently, and are
//! found again by the article's id where its text was edited. All dossiers share one database ([`database`]); which
//! article of a session a mark belongs to is found by [`recall`].

pub mod database;
pub mod filters;
pub mod recall;

pub use database::Database;

use serde::{Deserialize, Serialize};

/// An article's text, known by its length and a hash (BLAKE3, 2020) that nobody can make to collide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint {
    /// Bytes of the text; looked at first, because that costs nothing.
    pub length: u64,
    /// The beginning of its hash.
    pub hash: [u8; 16],
}

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &str) -> Self {
        let mut hash = [0; 16];
        hash.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..16]);
        Self { length: text.len() as u64, hash }
    }
}

/// A statement in an article's text; all of it empty for the article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Passage {
    /// First byte of its content.
    pub start: u32,
    /// Behind its last byte.
    pub end: u32,
    /// Its words, by which it is found where its bytes have moved.
    pub words: String,
}

/// What a bookmark or a note is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// The article.
    pub text: Fingerprint,
    /// The dossier in which it was marked; see [`dossier_name`].
    pub dossier: String,
    /// Its id there.
    pub article: String,
    /// The statement.
    pub passage: Passage,
}

/// What is kept about an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is about.
    pub anchor: Anchor,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
    /// What the user noted; empty for nothing.
    pub note: String,
}

/// Where the user was in a dossier, and how it was laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The filter as it is typed.
    pub filter: String,
    /// Name of the listing.
    pub listing: String,
    /// Name of the order of the list.
    pub order: String,
    /// Name of the dates that the timeline shows.
    pub axis: String,
    /// Name of the pane with the focus.
    pub focus: String,
    /// Whether it had the screen for itself.
    pub zoom: bool,
    /// Id of the selected article.
    pub article: Option<String>,
    /// The selected statement.
    pub passage: Option<Passage>,
    /// Id of the selected actor or theme, where these are listed.
    pub value: Option<String>,
    /// The byte of its text at the top of the page.
    pub top: u32,
    /// Actors and themes with a lane of the timeline: which of the two, and their ids.
    pub lanes: Vec<(String, String)>,
    /// Whether themes are marked in the text.
    pub themes: bool,
    /// Whether dates are marked in the text.
    pub dates: bool,
    /// Columns of the list and rows of the timeline, where borders were moved.
    pub borders: [Option<u16>; 2],
}

/// Something that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// An article was read, or is to count as unread.
    Read(Fingerprint, bool),
    /// Something was bookmarked, or is no longer.
    Bookmark(Anchor, bool),
    /// Something was noted; no words take the note away.
    Note(Anchor, String),
    /// The user is at this place in this dossier.
    Place(String, Session),
    /// Something was typed at the command line.
    Typed(String),
}

/// What a dossier is called in the database: the paths in full, so that it is the same from any folder.
pub fn dossier_name(paths: &[std::path::PathBuf]) -> String {
    let full = |path: &std::path::PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let names: Vec<_> = paths.iter().map(|path| full(path).display().to_string()).collect();
    if names.is_empty() { "built-in".to_owned() } else { names.join("\n") }
}

#[cfg(test)]
mod tests;
