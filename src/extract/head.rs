//! Title, source, authors and date of publication, from metadata and from the top and end of the text.

use crate::input::Document;
use crate::model::{Author, Published, Source, Title};

/// What stands around an article and names it.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The headline.
    pub title: Option<Title>,
    /// The publisher.
    pub source: Option<Source>,
    /// The authors, in order.
    pub authors: Vec<Author>,
    /// The date of publication.
    pub published: Option<Published>,
    /// What could not be found, in sentences.
    pub warnings: Vec<String>,
}

/// Reads the head of a document.
pub fn read(_document: &Document) -> Head {
    Head::default()
}
