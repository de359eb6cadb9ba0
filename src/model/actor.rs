//! Who acts, speaks or is a party: one entry for all spellings of one actor.

use super::Span;
use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A body with a name of its own.
    Organisation,
    /// A country, region or town that acts or is a party.
    Place,
    /// Several people or states without a body of their own.
    Group,
}

/// One actor of an article, with every mention of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Readable and stable: `mark-rutte`. The same actor has the same id in every article.
    pub id: String,
    /// The fullest form of the name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Where it is named, in order; pronouns and titles are not mentions.
    pub mentions: Vec<Span>,
}
