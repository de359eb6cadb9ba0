//! Attributions: someone is cited for something said, written, announced, thought or intended.

use super::{Span, When};
use serde::{Deserialize, Serialize};

/// How much of a statement's content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Part of it.
    Mixed,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// How much of the content is quoted.
    pub kind: Kind,
    /// Who is cited; `None` where no source is worded.
    pub speaker: Option<Speaker>,
    /// The words that tie speaker and content together.
    pub cue: Option<Cue>,
    /// What was said, in order; more than one span where cue or speaker interrupts it. Never empty.
    pub content: Vec<Span>,
    /// When it was said, where its own sentence says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// Ids of the themes whose evidence lies in the content.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Place of the outer statement in the article's list, for a statement inside the content of another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
}

/// The source of a statement as the text words it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words under the span.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// Id of the actor they stand for, where that is clear.
    pub actor: Option<String>,
}

/// The words that tie a speaker to a content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// The words under the span.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
}
