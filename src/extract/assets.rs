//! What extraction knows before it reads: the lexicons and models of `assets/`, with the user's files over them.

use super::{actors, furniture, statements, themes};
use miniz_oxide::inflate::decompress_to_vec;

/// The text of a lexicon by its path in `assets/lexicon`, without its ending. In the program it lies packed
/// (`assets/pack.rs`).
macro_rules! lexicon {
    ($path:literal) => {
        $crate::extract::assets::unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/", $path)))
    };
}
pub(super) use lexicon;

/// The text of a packed lexicon; empty for anything else.
pub(super) fn unpacked(packed: &[u8]) -> String {
    decompress_to_vec(packed).ok().and_then(|text| String::from_utf8(text).ok()).unwrap_or_default()
}

/// All lexicons and models, parsed once and shared by all threads.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// Phrases and features of what is not the article.
    pub furniture: furniture::Knowledge,
    /// Known names, titles, demonyms.
    pub actors: actors::Lexicon,
    /// Cue words and the statement model.
    pub statements: statements::Lexicon,
    /// Themes with their phrases.
    pub themes: themes::Lexicon,
}

impl Assets {
    /// What is built into the program.
    pub fn built_in() -> Self {
        Self {
            actors: actors::Lexicon::built_in(),
            furniture: furniture::Knowledge::built_in(),
            statements: statements::Lexicon::built_in(),
            themes: themes::Lexicon::built_in(),
        }
    }
}
