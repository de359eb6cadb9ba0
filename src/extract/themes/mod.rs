//! What an article is about: the themes of the lexicon for which it holds evidence.
//!
//! `lexicon` reads the themes and their phrases (`assets/lexicon/themes.toml`, and a user's file over it), `pattern`
//! the notation of a phrase, `matcher` finds all phrases in one pass over the trie that `laid` holds, `score` weighs them. Nothing here knows any theme.

mod laid;
pub mod lexicon;
mod matcher;
pub mod pattern;
pub mod score;
#[cfg(test)]
mod tests;

pub use lexicon::Lexicon;
pub use score::{Evidence, Place, Weighed, explain, has};

use super::Prose;
use crate::model::{Article, Theme};

/// The themes of the prose, most central first.
pub fn find(prose: &Prose, lexicon: &Lexicon) -> Vec<Theme> {
    explain(prose, lexicon).into_iter().filter(|theme| theme.reported).map(|theme| named(&theme, lexicon)).collect()
}

/// How the themes of an article that was read before come to their scores, under a lexicon that may be another one.
pub fn explain_article<'l>(article: &Article, lexicon: &'l Lexicon) -> Vec<Weighed<'l>> {
    let title = article.title.as_ref().and_then(|title| title.span);
    explain(&Prose::read(&article.text, title, &article.body), lexicon)
}

fn named(theme: &Weighed, lexicon: &Lexicon) -> Theme {
    let entry = &lexicon.themes[theme.theme];
    Theme {
        id: entry.id.clone(),
        name: entry.name.clone(),
        score: (theme.score * 1000.0).round() / 1000.0,
        mentions: theme.evidence.iter().map(|e| e.span).collect(),
    }
}
