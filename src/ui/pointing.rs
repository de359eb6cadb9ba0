//! What is under the cursor: whom or what `*`, `#` and the corrections are about, wherever the cursor is.

use super::app::{App, Listing};
use super::effect::Effect;
use super::layout::Pane;
use super::sheet::{Lead, Sheet, Subject};
use crate::store::facet::Facet;
use crate::store::query::Attribute;
use crate::store::{Query, StatementId, Store};

/// What the cursor is on, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pointed {
    /// The speaker of the selected statement.
    Speaker(String),
    /// An actor, in their list, a sheet or the matrix.
    Actor(String),
    /// A theme, in their list or a sheet.
    Theme(String),
}

impl Pointed {
    fn value(facet: Facet, id: &str) -> Option<Self> {
        match facet {
            Facet::Actor => Some(Self::Actor(id.to_owned())),
            Facet::Theme => Some(Self::Theme(id.to_owned())),
            Facet::Source => None,
        }
    }

    fn speaker(store: &Store, id: StatementId) -> Option<Self> {
        let (_, statement) = store.statement(id)?;
        statement.speaker.as_ref()?.actor.clone().map(Self::Speaker)
    }

    /// What is asked for by what has it.
    fn attribute(self) -> Attribute {
        match self {
            Self::Speaker(id) => Attribute::By(id),
            Self::Actor(id) => Attribute::Actor(id),
            Self::Theme(id) => Attribute::of_theme(&id),
        }
    }

    /// The actor's id, where it is one.
    pub fn actor(&self) -> Option<&str> {
        match self {
            Self::Speaker(id) | Self::Actor(id) => Some(id),
            Self::Theme(_) => None,
        }
    }
}

impl App {
    /// The actor or theme under the cursor: that of the row in lists, sheets and matrix, else the speaker of the selected
    /// statement.
    pub fn pointed(&self, store: &Store) -> Option<Pointed> {
        if self.in_matrix() {
            return self.grid.subject().and_then(|subject| of_subject(&subject));
        }
        let sheet = self.sheets.front().filter(|_| self.focus == Pane::Text);
        match (self.listing, self.focus, sheet) {
            (_, _, Some(sheet)) => of_sheet(store, sheet),
            (Listing::Actors | Listing::Themes, Pane::List, None) => {
                Pointed::value(self.listing.facet()?, &self.values().get(self.list.at)?.id)
            }
            _ => Pointed::speaker(store, self.cursor.statement?),
        }
    }

    /// Whether the cursor is on a statement or an article and not on an actor or a theme.
    pub fn points_into_articles(&self) -> bool {
        let in_list = self.listing.facet().is_some() && self.focus == Pane::List;
        let in_sheet = self.sheets.front().is_some() && self.focus == Pane::Text;
        !in_list && !in_sheet && !self.in_matrix()
    }

    /// Narrows everything down to what has, or has not, what is under the cursor: an actor, a theme, a statement's
    /// speaker, an article's source.
    pub fn filter_by_this(&mut self, store: &Store, with: bool) -> Vec<Effect> {
        let Some(attribute) = self.under_cursor(store) else {
            self.message = Some("nothing under the cursor to filter by: no known speaker or source".into());
            return Vec::new();
        };
        let term = Query::Is(attribute);
        let term = if with { term } else { Query::Not(Box::new(term)) };
        self.filter(self.wish.query.clone().and(term))
    }

    fn under_cursor(&self, store: &Store) -> Option<Attribute> {
        if !self.points_into_articles() || self.cursor.statement.is_some() {
            return self.pointed(store).map(Pointed::attribute);
        }
        let article = self.cursor.article?;
        let of_this = store.sources().entries().iter().find(|entry| entry.articles.contains(article.0));
        of_this.map(|entry| Attribute::Source(entry.id.to_string()))
    }
}

/// The actor or theme to whose sheet the row with the cursor leads, else the one that the sheet is about; in a theme's sheet
/// the speaker of a row before the theme.
fn of_sheet(store: &Store, sheet: &Sheet) -> Option<Pointed> {
    match (sheet.lead(), &sheet.subject) {
        (Some(Lead::Statement(id)), Subject::Value(Facet::Theme, _)) => Pointed::speaker(store, *id),
        (Some(Lead::Sheet(subject @ Subject::Value(..))), _) | (_, subject) => of_subject(subject),
    }
}

fn of_subject(subject: &Subject) -> Option<Pointed> {
    match subject {
        Subject::Value(facet, id) => Pointed::value(*facet, id),
        Subject::Trail(actor, _) => Some(Pointed::Actor(actor.to_string())),
    }
}
