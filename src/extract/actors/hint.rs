//! What the lexicon says of single words, asked once for every word of a text: one read instead of one for each list.

use super::lexicon::Class;
use crate::tagger::hash;
use rustc_hash::FxHashMap;

/// What a word says about names, and which lists are worth asking further.
#[allow(clippy::struct_excessive_bools)] // facts that do not depend on each other
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// What it says about a name.
    pub class: Class,
    /// How many words the longest known name has that begins with it; 0 where none does. Marks inside a name count as
    /// words, but for hyphens.
    pub starts_known: u8,
    /// Whether a title begins with it.
    pub starts_title: bool,
    /// Whether it may be the last word of a group without a name: a plural head, a body named after who leads it.
    pub ends_group: bool,
    /// Whether it is a given name.
    pub given: bool,
    /// Whether it is the adjective of a place.
    pub adjective: bool,
}

/// Hints by the hash of the folded word.
#[derive(Clone, Debug, Default)]
pub struct Hints(FxHashMap<u64, Hint>);

impl Hints {
    /// The hint of a folded word, to be filled in.
    pub fn entry(&mut self, folded: &str) -> &mut Hint {
        self.0.entry(hash::word(folded)).or_default()
    }

    /// What is known of a word: `folded`, and the hash of that. A full stop at its end may be the word's or not.
    pub fn of(&self, folded: &str, hash: u64) -> Hint {
        let hint = self.get(hash);
        if !folded.ends_with('.') {
            return hint;
        }
        let bare = self.get(hash::word(folded.trim_end_matches('.')));
        Hint {
            starts_title: hint.starts_title || bare.starts_title,
            class: bare.class,
            ends_group: bare.ends_group,
            ..hint
        }
    }

    fn get(&self, hash: u64) -> Hint {
        self.0.get(&hash).copied().unwrap_or_default()
    }
}
