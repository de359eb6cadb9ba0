//! `briefing themes`: what it is about. Why an article is, and what a theme of one's own might hold, is told elsewhere.

use super::Status;
use super::args::{List, Themes};
use super::gather::Gathered;
use super::list::{self, Row};
use super::{explain, suggest};
use crate::Result;
use crate::export::table::{Column, left, right};
use crate::store::facet::{self, Facet};
use serde::Serialize;

/// Lists the themes of the selected articles, most articles first, and behind them what the articles suggest; or tells
/// of one article or theme.
pub fn run(themes: Themes) -> Result<Status> {
    match (themes.explain, themes.suggest) {
        (Some(article), _) => explain::run(themes.list, &article),
        (None, Some(id)) => suggest::run(themes.list, &id),
        (None, None) => all(themes.list),
    }
}

fn all(list: List) -> Result<Status> {
    list::run(list, |gathered: &Gathered, emit| {
        let found = facet::count(&gathered.store, &gathered.selection, Facet::Theme);
        let suggested = facet::suggested(&gathered.store, &gathered.selection);
        for facet::Count { id, name, articles, statements, suggested } in found.into_iter().chain(suggested) {
            emit(&Line { id: id.to_string(), name: name.to_string(), articles, statements, suggested })?;
        }
        Ok(())
    })
}

/// A theme on one line.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    name: String,
    /// Selected articles that are about it.
    articles: u32,
    /// Selected statements whose content is about it.
    statements: u32,
    /// Whether it is a phrase that the articles suggest, and its id a filter for it.
    suggested: bool,
}

impl Row for Line {
    const NOUN: &'static str = "theme";
    const COLUMNS: &'static [Column] = &[right(), right(), left(48), left(0)];
    const HEADS: &'static [&'static str] = &["articles", "said", "theme", "id"];
    const FIELDS: &'static [&'static str] = &["id", "name", "articles", "statements", "suggested"];

    fn cells(&self) -> Vec<String> {
        let name = if self.suggested { format!("{} (suggested)", self.name) } else { self.name.clone() };
        vec![self.articles.to_string(), self.statements.to_string(), name, self.id.clone()]
    }

    fn fields(&self) -> Vec<String> {
        let Self { id, name, articles, statements, suggested } = self;
        vec![id.clone(), name.clone(), articles.to_string(), statements.to_string(), suggested.to_string()]
    }
}
