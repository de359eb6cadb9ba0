//! A statement or an article as one would cite it: the words, who said them, where they stand. What goes to the clipboard
//! is pasted into a shell or an editor next, so it is as clean as what the screen shows.

use super::page;
use super::typeset::Clean;
use super::when;
use crate::export::brief::told;
use crate::model::{Article, Statement};
use crate::store::{StatementId, Store};

/// A statement with its citation.
pub fn of_statement(store: &Store, id: StatementId) -> Option<String> {
    let (article, statement) = store.statement(id)?;
    let article = store.article(article)?;
    let mut parts: Vec<String> = Vec::new();
    parts.extend(page::speaker_name(&article, &statement).map(|name| name.words().to_owned()));
    parts.push(cited(&article));
    Some(format!("{}\n— {}", Clean::of(&told(&article, &statement)).words(), parts.join(", ")))
}

/// The words of a statement; `…` stands where cue or speaker interrupts them.
pub fn content(article: &Article, statement: &Statement) -> String {
    let words: Vec<_> = statement.content.iter().map(|span| span.of(&article.text).trim()).collect();
    words.join(" … ")
}

/// The citation of an article.
pub fn cited(article: &Article) -> String {
    let mut parts: Vec<String> = article.authors.iter().map(|author| author.name.clone()).collect();
    parts.extend(article.title.as_ref().map(|title| format!("“{}”", title.text)));
    parts.extend(article.source.as_ref().map(|source| source.name.clone()));
    parts.extend(article.published.as_ref().map(|published| when::day(published.date)));
    let cited = if parts.is_empty() { article.path.clone() } else { parts.join(", ") };
    Clean::of(&cited).words().to_owned()
}
