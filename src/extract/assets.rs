//! What extraction knows before it reads: the lexicons and models of `assets/`, with the user's files over them.

use super::{actors, furniture, statements, themes};

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
