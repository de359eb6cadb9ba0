//! `briefing themes`: what it is about.

use super::Status;
use super::args::List;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::Result;
use crate::export::table::{Column, left, right};
use crate::store::facet::{self, Facet};
use serde::Serialize;

/// Lists the themes of the selected articles, most articles first.
pub fn run(list: List) -> Result<Status> {
    list::run(list, |gathered: &Gathered, emit| {
        for count in facet::count(&gathered.store, &gathered.selection, Facet::Theme) {
            let facet::Count { id, name, articles, statements } = count;
            emit(&Line { id: id.to_string(), name: name.to_string(), articles, statements })?;
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
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[right(), right(), left(48), left(0)];
    const FIELDS: &'static [&'static str] = &["id", "name", "articles", "statements"];

    fn cells(&self) -> Vec<String> {
        let Self { id, name, articles, statements } = self;
        vec![articles.to_string(), statements.to_string(), name.clone(), id.clone()]
    }

    fn fields(&self) -> Vec<String> {
        let Self { id, name, articles, statements } = self;
        vec![id.clone(), name.clone(), articles.to_string(), statements.to_string()]
    }
}
