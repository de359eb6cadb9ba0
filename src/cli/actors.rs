//! `briefing actors`: who acts or speaks.

use super::Status;
use super::args::Actors;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::Result;
use crate::export::table::{Column, left, right};
use crate::model::ActorKind;
use crate::store::facet::{self, Facet, Most};
use serde::Serialize;

/// Lists the actors of the selected articles, most articles first, or most statements.
pub fn run(actors: Actors) -> Result<Status> {
    let order = if actors.most_cited { Most::Statements } else { Most::Articles };
    list::run(actors.list, |gathered: &Gathered, emit| {
        for count in facet::first(&gathered.store, &gathered.selection, Facet::Actor, order, usize::MAX) {
            let kind = gathered.store.actors().get(&count.id).and_then(|actor| actor.kind);
            let facet::Count { id, name, articles, statements, .. } = count;
            emit(&Line { id: id.to_string(), name: name.to_string(), kind, articles, statements })?;
        }
        Ok(())
    })
}

/// An actor on one line.
#[derive(Debug, Serialize)]
struct Line {
    id: String,
    name: String,
    kind: Option<ActorKind>,
    /// Selected articles that name it.
    articles: u32,
    /// Selected statements by it.
    statements: u32,
}

impl Line {
    fn kind(&self) -> &'static str {
        match self.kind {
            Some(ActorKind::Person) => "person",
            Some(ActorKind::Organisation) => "organisation",
            Some(ActorKind::Place) => "place",
            Some(ActorKind::Group) => "group",
            None => "",
        }
    }
}

impl Row for Line {
    const NOUN: &'static str = "actor";
    const COLUMNS: &'static [Column] = &[right(), right(), left(48), left(0), left(0)];
    const HEADS: &'static [&'static str] = &["articles", "said", "name", "kind", "id"];
    const FIELDS: &'static [&'static str] = &["id", "name", "kind", "articles", "statements"];

    fn cells(&self) -> Vec<String> {
        let Self { id, name, articles, statements, .. } = self;
        vec![articles.to_string(), statements.to_string(), name.clone(), self.kind().to_owned(), id.clone()]
    }

    fn fields(&self) -> Vec<String> {
        let Self { id, name, articles, statements, .. } = self;
        vec![id.clone(), name.clone(), self.kind().to_owned(), articles.to_string(), statements.to_string()]
    }
}
