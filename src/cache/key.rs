//! Under what an article is kept: a hash of the extractor and of everything it reads.

use crate::input::Document;
use std::fmt::{self, Write};

/// A version of the extractor: its sources, models and lexicons, and the user's lexicons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version([u8; 32]);

impl Version {
    /// The version made of these bytes, in this order.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The beginning of it in letters, for names of files.
    pub fn letters(self) -> String {
        in_letters(&self.0[..8])
    }
}

/// A hash (BLAKE3, 2020) of a document as one version of the extractor sees it: without its id and path, which it takes
/// as they are. Articles come from strangers, so the hash is one that nobody can make to collide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub [u8; 16]);

impl Key {
    /// The key of any bytes.
    pub fn of_bytes(version: Version, bytes: &[u8]) -> Self {
        let mut key = [0; 16];
        blake3::Hasher::new_keyed(&version.0).update(bytes).finalize_xof().fill(&mut key);
        Self(key)
    }

    /// It in letters, for names of files.
    pub fn letters(self) -> String {
        in_letters(&self.0)
    }

    /// The key of a document.
    pub fn of(version: Version, document: &Document) -> Self {
        // Named one by one, so that a new field is not forgotten here.
        let Document { id: _, path: _, format, text, blocks, metadata, warnings } = document;
        let mut hasher = blake3::Hasher::new_keyed(&version.0);
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        let places = blocks.iter().map(|b| [b.span.start, b.span.end, b.gap].map(u32::to_le_bytes));
        let places: Vec<[[u8; 4]; 3]> = places.collect();
        hasher.update(&(blocks.len() as u64).to_le_bytes()).update(places.as_flattened().as_flattened());
        let _ = write!(Hashed(&mut hasher), "{:?}", (format, metadata, warnings));
        let mut key = [0; 16];
        hasher.finalize_xof().fill(&mut key);
        Self(key)
    }
}

fn in_letters(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut letters, byte| {
        let _ = write!(letters, "{byte:02x}");
        letters
    })
}

/// Takes what is written into a hash.
struct Hashed<'a>(&'a mut blake3::Hasher);

impl Write for Hashed<'_> {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        self.0.update(words.as_bytes());
        Ok(())
    }
}
