//! Look-up by half-remembered letters. The only file that names fuzzy-matcher.

use super::{ArticleId, Selection, StatementId, Store};
use crate::model::Span;

/// What a look-up looks through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Statements, with their speaker.
    #[default]
    Statements,
    /// Articles by title and source.
    Articles,
    /// Actors by name.
    Actors,
    /// Dated events by their sentence.
    Events,
}

/// One find.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The article it stands in.
    pub article: ArticleId,
    /// The statement, where statements were asked for.
    pub statement: Option<StatementId>,
    /// The words it shows: content of the statement, title, name, sentence.
    pub span: Span,
    /// How well it fits, from 0 to 100.
    pub score: u32,
    /// Which words of the article's text matched, in order.
    pub matched: Vec<Span>,
}

/// The best `limit` finds for `query` among what `selection` holds (`None`: everything), best first.
pub fn look_up(
    _store: &Store,
    _query: &str,
    _within: Within,
    _selection: Option<&Selection>,
    _limit: usize,
) -> Vec<Hit> {
    Vec::new()
}

/// Whether every letter of `letters` occurs in `name`, in order, and how well they fit (higher is better), with the
/// byte offsets in `name` that matched; for pickers, where names are short.
pub fn match_name(_letters: &str, _name: &str) -> Option<(i64, Vec<usize>)> {
    None
}
