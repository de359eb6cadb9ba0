//! Title, source, authors and date of publication, from metadata and from the top and end of the text.
//!
//! What came from outside counts first; then what the text says. Nothing is made up: what is not named stays empty and
//! is said so in a warning. `affix` cuts what sites set around a headline, `own_address` tells a page's own
//! address and reads the day in it, `glued` dates that run into their neighbours, `given` a date that came in words beside the text.

mod affix;
pub mod authors;
mod given;
mod glued;
mod own_address;
pub mod published;
pub mod source;
pub mod title;

pub use own_address::day_in_name;

use super::furniture::{Knowledge, Page};
use crate::input::Document;
use crate::model::{Author, Published, Source, Span, Title};

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
    /// Its address on the web.
    pub url: Option<String>,
    /// What could not be found, in sentences.
    pub warnings: Vec<String>,
}

impl Head {
    /// The passage in which the headline stands.
    pub fn title_passage(&self, page: &Page) -> Option<usize> {
        let span = self.title.as_ref()?.span?;
        Some(page.index_at(span.start)).filter(|at| *at < page.passages.len())
    }

    /// Where authors and date stand in the text.
    pub fn bylines(&self) -> impl Iterator<Item = Span> {
        self.authors.iter().filter_map(|author| author.span).chain(self.published.as_ref().and_then(|p| p.span))
    }
}

/// Reads the head of a document.
pub fn read(document: &Document, page: &Page, knowledge: &Knowledge) -> Head {
    let headline = title::find(document, page);
    let mut head = Head { title: headline.title, ..Head::default() };
    let at = head.title_passage(page);
    let datelines = published::datelines(&document.text, page, at);
    head.published = published::find(document, page, at, &datelines)
        .map(|found| published::settled(document, page, at).filter(|p| p.span == found.span).unwrap_or(found))
        .or_else(|| published::settled(document, page, at))
        .or_else(|| published::in_year_of_prose(document, page, at))
        .or_else(|| published::from_address(document, head.title.as_ref()))
        .or_else(|| published::at_signature(document, page))
        .or_else(|| published::of_report(document, page))
        .or_else(|| document.metadata.named.map(|day| Published::new(day, None)));
    head.authors = authors::find(document, page, at, &datelines);
    head.source = source::find(document, page, headline.site, &knowledge.lexicon);
    head.url = own_address::own(document);
    head.warnings = given::complaint(document).into_iter().chain(warnings(&head)).collect();
    if page.is_hub() || head.title.is_none() && page.is_front(&document.text) {
        head.warnings.push("no article found, only links to others".to_owned());
    }
    head
}

/// What is said of an article that names no day.
pub const UNDATED: &str = "no date of publication found";

fn warnings(head: &Head) -> impl Iterator<Item = String> {
    let missing = [
        (head.title.is_none(), "no headline found"),
        (head.source.is_none(), "publisher not named in the text"),
        (head.published.is_none(), UNDATED),
    ];
    missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, warning)| warning.to_owned())
}

#[cfg(test)]
mod tests;
