//! One article as `briefing extract` prints it and as everything downstream reads it.

use super::{Actor, Event, PartialDate, Precision, Span, Statement, Theme};
use serde::{Deserialize, Serialize};

/// The name and version of the record's schema.
pub const SCHEMA: &str = "briefing/article@1";

/// What an article was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A plain-text file.
    #[default]
    Text,
    /// A line of a JSON Lines file of raw articles, or one of those in a JSON file.
    Jsonl,
}

/// An article and everything read out of it. All spans are byte ranges into `text`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Stable across runs and machines; unique within a collection.
    pub id: String,
    /// Where it was read from, as named by the user.
    pub path: String,
    /// What it was read from.
    #[serde(default)]
    pub format: Format,
    /// The whole decoded text, unchanged.
    pub text: String,
    /// The headline.
    pub title: Option<Title>,
    /// The publisher, where the article names it.
    pub source: Option<Source>,
    /// Who wrote it, in the order of the byline.
    #[serde(default)]
    pub authors: Vec<Author>,
    /// When it was published.
    pub published: Option<Published>,
    /// Its address on the web, where it came with one or its page hands one on: `http` or `https`, in ASCII.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The paragraphs of the article proper, in order.
    pub body: Vec<Span>,
    /// Who is cited for what, in the order of the text.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Who acts or speaks, by first mention.
    #[serde(default)]
    pub actors: Vec<Actor>,
    /// What it is about, most central first.
    #[serde(default)]
    pub themes: Vec<Theme>,
    /// The dated points, in the order of the text.
    #[serde(default)]
    pub events: Vec<Event>,
    /// What the reader should know about how it was read, in sentences.
    #[serde(default)]
    pub warnings: Vec<String>,
}

/// A headline; without a span where it was given from outside the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Title {
    /// The headline as it stands.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// A publisher; without a span where it was inferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The publisher's name as the text has it.
    pub name: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// An author; without a span where it was given from outside the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Author {
    /// The name without `by`.
    pub name: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// A date of publication; without a span where it was given from outside the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// The date, cut to its precision.
    pub date: PartialDate,
    /// How precise it is; always that of `date`.
    pub precision: Precision,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Option<Span>,
}

impl Published {
    /// A publication date with its place in the text, if it stands there.
    pub fn new(date: PartialDate, span: Option<Span>) -> Self {
        Self { date, precision: date.precision(), span }
    }
}
