//! What extraction knows before it reads: the lexicons and models of `assets/`, with the user's files over them.

use super::{actors, furniture, statements, themes};
use ruzstd::decoding::StreamingDecoder;
use std::io::Read;

/// A lexicon or model by its path in `assets`, without its ending. In the program it lies packed (`assets/pack.rs`).
macro_rules! asset {
    ($path:literal) => {
        $crate::extract::assets::unpacked(include_bytes!(concat!(env!("OUT_DIR"), "/", $path)))
    };
}

/// The text of a lexicon by its path in `assets/lexicon`, without its ending.
macro_rules! lexicon {
    ($path:literal) => {
        String::from_utf8($crate::extract::assets::unpacked(include_bytes!(concat!(
            env!("OUT_DIR"),
            "/lexicon/",
            $path
        ))))
        .unwrap_or_default()
    };
}
pub(super) use {asset, lexicon};

/// What was packed; empty for anything else.
pub(super) fn unpacked(packed: &[u8]) -> Vec<u8> {
    let Ok(mut stream) = StreamingDecoder::new(packed) else { return Vec::new() };
    let mut bytes = Vec::with_capacity(usize::try_from(stream.decoder.content_size()).unwrap_or_default());
    match stream.read_to_end(&mut bytes) {
        Ok(_) => bytes,
        Err(_) => Vec::new(),
    }
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
    /// What is built into the program, made ready on two cores.
    pub fn built_in() -> Self {
        let small = || (furniture::Knowledge::built_in(), themes::Lexicon::built_in());
        // Actors take longest; whoever has made the statements' ready first makes the small ones as well.
        let others = || rayon::join(actors::Lexicon::built_in, small);
        let (statements, (actors, (furniture, themes))) = rayon::join(statements::Lexicon::built_in, others);
        Self { furniture, actors, statements, themes }
    }
}
