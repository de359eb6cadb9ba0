//! What an article is about: the themes of the lexicon for which it holds evidence.

use super::Prose;
use crate::model::Theme;

/// The themes, each with its phrases.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

/// The themes of the prose, most central first.
pub fn find(_prose: &Prose, _lexicon: &Lexicon) -> Vec<Theme> {
    Vec::new()
}
