//! Document to article: pure, total, no clock, no files.
//!
//! The passes stand in [`extract`] in the order in which each needs the one before. A pass never fails: what it could
//! not do is a warning of the article.

pub mod actors;
pub mod assets;
pub mod dates;
pub mod events;
pub mod furniture;
pub mod head;
pub mod prose;
pub mod statements;
pub mod themes;

pub use assets::Assets;
pub use prose::Prose;

use crate::input::Document;
use crate::model::{Article, SCHEMA};

/// Reads an article out of a document. The result depends on the document and the assets alone.
pub fn extract(document: Document, assets: &Assets) -> Article {
    let page = furniture::Page::read(&document, &assets.furniture.lexicon);
    let head = head::read(&document, &page, &assets.furniture);
    let body = furniture::body(&document, &page, &head, &assets.furniture);
    let prose = Prose::read(&document.text, head.title.as_ref().and_then(|t| t.span), &body);

    let mut dates = dates::find(&prose, head.published.as_ref());
    let mentions = actors::find(&prose, &assets.actors);
    let themes = themes::find(&prose, &assets.themes);
    let statements = statements::find(&prose, &mentions, &dates, &themes, &assets.statements);
    dates::settle_quotations(&mut dates, &prose, &statements);
    let events = events::find(&prose, &dates, &mentions);

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
        body,
        statements,
        actors: mentions.actors,
        themes,
        events,
        warnings: warnings.into_iter().chain(head.warnings).collect(),
        text,
    }
}
