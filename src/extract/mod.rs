//! Document to article: pure, total, no clock, no files.
//!
//! The passes stand in [`find`] in the order in which each needs the one before. A pass never fails: what it could
//! not do is a warning of the article.

pub mod actors;
mod anew;
pub mod assets;
pub mod dates;
pub mod events;
pub mod furniture;
pub mod head;
pub mod prose;
pub mod statements;
pub mod themes;

pub use anew::date_anew;
pub use assets::Assets;
pub use prose::Prose;

use crate::input::Document;
use crate::model::{Actor, Article, Event, SCHEMA, Span, Statement, Theme};

/// Reads an article out of a document. The result depends on the document and the assets alone.
pub fn extract(document: Document, assets: &Assets) -> Article {
    let finds = find(std::slice::from_ref(&document), assets).pop().unwrap_or_default();
    finds.article(document)
}

/// What is found in a document: all of its article but the text.
#[derive(Debug, Default)]
pub struct Finds {
    head: head::Head,
    body: Vec<Span>,
    actors: Vec<Actor>,
    themes: Vec<Theme>,
    statements: Vec<Statement>,
    events: Vec<Event>,
}

/// Finds what is in each of some documents, the same as in each alone. Each pass goes over all of them before the next one
/// begins, so that what it knows of words is at hand.
pub fn find(documents: &[Document], assets: &Assets) -> Vec<Finds> {
    let mut finds: Vec<_> = documents.iter().map(|document| Finds::of_page(document, assets)).collect();
    let proses: Vec<_> = finds.iter().zip(documents).map(|(finds, document)| finds.prose(document)).collect();
    let published = finds.iter().map(|finds| finds.head.published.as_ref());
    let mut dates: Vec<_> = proses.iter().zip(published).map(|(prose, day)| dates::find(prose, day)).collect();
    let mentions: Vec<_> = proses.iter().map(|prose| actors::find(prose, &assets.actors)).collect();
    let themes: Vec<_> = proses.iter().map(|prose| themes::find(prose, &assets.themes)).collect();
    for ((((finds, prose), dates), mentions), themes) in
        finds.iter_mut().zip(&proses).zip(&mut dates).zip(mentions).zip(themes)
    {
        finds.statements = statements::find(prose, &mentions, dates, &themes, &assets.statements);
        dates::settle_quotations(dates, prose, &finds.statements);
        finds.events = events::find(prose, dates, &mentions);
        (finds.actors, finds.themes) = (mentions.actors, themes);
    }
    finds
}

impl Finds {
    /// What a page has around its article, and which passages are its body.
    fn of_page(document: &Document, assets: &Assets) -> Self {
        let page = furniture::Page::read(document, &assets.furniture.lexicon);
        let head = head::read(document, &page, &assets.furniture);
        let body = furniture::body(document, &page, &head, &assets.furniture);
        Self { head, body, ..Self::default() }
    }

    fn prose<'d>(&self, document: &'d Document) -> Prose<'d> {
        Prose::read(&document.text, self.head.title.as_ref().and_then(|t| t.span), &self.body)
    }

    /// The article of the document that this was found in.
    pub fn article(self, document: Document) -> Article {
        let Self { head, body, actors, themes, statements, events } = self;
        let Document { id, path, format, text, warnings, .. } = document;
        Article {
            schema: SCHEMA.to_owned(),
            id,
            path,
            format,
            title: head.title,
            source: head.source,
            authors: head.authors,
            published: head.published,
            url: head.url,
            body,
            statements,
            actors,
            themes,
            events,
            warnings: warnings.into_iter().chain(head.warnings).collect(),
            text,
        }
    }
}
