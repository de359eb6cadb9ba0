//! What an article is about.

use super::Span;
use serde::{Deserialize, Serialize};

/// One theme of an article, with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Id in the theme lexicon.
    pub id: String,
    /// Name in the theme lexicon.
    pub name: String,
    /// How central it is, from 0 to 1, comparable across articles.
    pub score: f32,
    /// The words that speak for it, in order.
    pub mentions: Vec<Span>,
}
