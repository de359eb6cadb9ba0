//! Who is cited for what: statements with speaker, cue and content.

use super::Prose;
use super::actors::Mentions;
use super::dates::Dated;
use crate::model::{Statement, Theme};

/// What is known about citing before reading.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

/// Finds the statements of the prose, in the order of the text.
pub fn find(
    _prose: &Prose,
    _mentions: &Mentions,
    _dates: &[Dated],
    _themes: &[Theme],
    _lexicon: &Lexicon,
) -> Vec<Statement> {
    Vec::new()
}
