//! Bytes to documents: which files are read, decoding, and one reader per format.
//!
//! Nothing is found in a text here; that is the business of [`crate::extract`]. Every input is taken for hostile: what
//! cannot be read becomes one sentence that names the path and what to do about it.

pub mod decode;
pub mod dossier;
pub mod json;
pub mod jsonl;
pub mod lines;
pub mod plain;
pub mod record;
pub mod walk;
pub mod zstd;

use crate::model::{Article, Format, PartialDate, Span};

/// A text as it was read, before anything is found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The article's own id, or the path below the PATH that was named, without its ending.
    pub id: String,
    /// Where it was read from, as named by the user.
    pub path: String,
    /// What it was read from.
    pub format: Format,
    /// The decoded text; every span of the article will be a range into it.
    pub text: String,
    /// Its blocks in order: lines of a plain text, block elements of a page. Never blank, never overlapping.
    pub blocks: Vec<Block>,
    /// What came beside the text.
    pub metadata: Metadata,
    /// What went wrong while reading, in sentences.
    pub warnings: Vec<String>,
}

/// A block of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, white space at either end left out.
    pub span: Span,
    /// How many blank lines stand before it.
    pub gap: u32,
}

/// What is known of a document from outside its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The same where it came in words, which extraction understands or not.
    pub dated: Option<String>,
    /// The day in the name of its file, which counts where nothing else tells when it was published.
    pub named: Option<PartialDate>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its address.
    pub url: Option<String>,
}

/// What a line of JSON holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// An article that nothing has been found in yet.
    Raw(Box<Document>),
    /// A record, with everything that an earlier run found.
    Record(Box<Article>),
}
