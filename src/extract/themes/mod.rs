//! What an article is about: the themes of the lexicon for which it holds evidence.
//!
//! `lexicon` reads the themes and their phrases (`assets/lexicon/themes.toml`, and a user's file over it), `pattern`
//! the notation of a phrase, `matcher` finds all phrases in one pass, `score` weighs them. Nothing here knows any theme.

pub mod lexicon;
mod matcher;
pub mod pattern;
pub mod score;
#[cfg(test)]
mod tests;

pub use lexicon::Lexicon;
pub use score::{Evidence, Weighed, explain};

use super::Prose;
use crate::model::Theme;

/// The themes of the prose, most central first.
pub fn find(prose: &Prose, lexicon: &Lexicon) -> Vec<Theme> {
    explain(prose, lexicon).into_iter().filter(|theme| theme.reported).map(|theme| named(&theme, lexicon)).collect()
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
