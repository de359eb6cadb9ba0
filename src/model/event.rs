//! The dated points of an article.

use super::{Span, When};
use serde::{Deserialize, Serialize};

/// A date or time expression that can be placed on the calendar, with its sentence and the actors in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The date it stands for.
    #[serde(flatten)]
    pub when: When,
    /// The expression itself.
    #[serde(flatten)]
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Ids of the actors named in that sentence, by first mention.
    #[serde(default)]
    pub actors: Vec<String>,
}
