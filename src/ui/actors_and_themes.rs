//! The lists of actors and of themes, the sheets that they open, and the matrix: what is selected there, and where its
//! rows lead.

use super::app::{App, Listing};
use super::effect::Effect;
use super::layout::{Areas, Pane, text_column};
use super::sheet::{Lead, Sheet, Subject};
use super::worker::Request;
use crate::store::facet::{Count, Facet};
use crate::store::{Query, Store};
use std::sync::Arc;

impl Listing {
    /// What is counted in a list of actors or themes.
    pub fn facet(self) -> Option<Facet> {
        match self {
            Self::Articles | Self::Statements => None,
            Self::Actors => Some(Facet::Actor),
            Self::Themes => Some(Facet::Theme),
        }
    }
}

impl App {
    /// The actors or themes that are listed; none where articles or statements are.
    pub fn values(&self) -> &[Count] {
        match self.listing {
            Listing::Actors => &self.view.actors,
            Listing::Themes => &self.view.themes,
            Listing::Articles | Listing::Statements => &[],
        }
    }

    /// The actor or theme that was chosen last in the list of them, by its id.
    pub fn chosen(&self) -> Option<&Arc<str>> {
        match self.listing {
            Listing::Actors => self.sheets.actor.as_ref(),
            Listing::Themes => self.sheets.theme.as_ref(),
            Listing::Articles | Listing::Statements => None,
        }
    }

    /// Chooses an actor or theme in the list of them, which will stand on it when it is listed.
    pub fn choose(&mut self, id: Option<&str>) {
        let chosen = match self.listing {
            Listing::Actors => &mut self.sheets.actor,
            Listing::Themes => &mut self.sheets.theme,
            Listing::Articles | Listing::Statements => return,
        };
        *chosen = id.map(Arc::from).or_else(|| chosen.take());
    }

    /// The row of the actor or theme that was chosen last, where it is listed.
    pub fn row_of_value(&self) -> Option<usize> {
        let chosen = self.chosen()?;
        self.values().iter().position(|count| count.id == *chosen)
    }

    /// Selects the actor or theme of a row, and opens its sheet.
    pub fn select_value(&mut self, row: usize) {
        let Some(id) = self.values().get(row).map(|count| Arc::clone(&count.id)) else {
            self.sheets.stack.clear();
            return;
        };
        let Some(facet) = self.listing.facet() else { return };
        self.list.at = row;
        let chosen = if facet == Facet::Actor { &mut self.sheets.actor } else { &mut self.sheets.theme };
        *chosen = Some(Arc::clone(&id));
        let subject = Subject::Value(facet, id);
        if self.sheets.stack.first().is_none_or(|sheet| sheet.subject != subject) || self.sheets.aside {
            self.sheets.stack = vec![Sheet::new(subject)];
        }
        self.sheets.aside = false;
    }

    /// After another view or list came up: stays on the chosen actor or theme where it is still listed, else in its row.
    pub fn keep_value(&mut self) {
        if self.listing.facet().is_none() || self.whole.is_some() {
            return;
        }
        let row = self.row_of_value().unwrap_or(self.list.at);
        let deeper = self.sheets.stack.len() > 1 || self.sheets.aside;
        if !deeper || self.row_of_value().is_none() {
            self.select_value(row.min(self.values().len().saturating_sub(1)));
        }
        self.list.at = row.min(self.values().len().saturating_sub(1));
    }

    /// Goes where the row with the cursor of the sheet in front leads.
    pub fn follow_lead(&mut self, store: &Store) -> Vec<Effect> {
        let Some(lead) = self.sheets.front().and_then(Sheet::lead).cloned() else { return Vec::new() };
        self.touched = true;
        match lead {
            Lead::Statement(id) => {
                self.select_statement(store, id);
                self.sheets.aside = true;
                self.focus = Pane::Text;
            }
            Lead::Sheet(subject) => self.open_sheet(subject),
            Lead::Articles(term) => return self.narrow(store, term, Listing::Articles),
            Lead::Statements(term) => return self.narrow(store, term, Listing::Statements),
            Lead::Timeline(term) => {
                let effects = self.filter(self.wish.query.clone().and(term));
                self.show_timeline();
                return effects;
            }
        }
        Vec::new()
    }

    /// Lays a sheet over what stands where the text does.
    pub fn open_sheet(&mut self, subject: Subject) {
        self.sheets.stack.push(Sheet::new(subject));
        self.sheets.aside = false;
        self.focus = Pane::Text;
    }

    fn narrow(&mut self, store: &Store, term: Query, listing: Listing) -> Vec<Effect> {
        let mut effects = self.show(store, listing);
        effects.extend(self.filter(self.wish.query.clone().and(term)));
        effects
    }

    /// Goes back from the text to the sheet below it, or from a sheet to the one below; tells whether there was one.
    pub fn back_to_sheet(&mut self) -> bool {
        let least = usize::from(self.listing.facet().is_some() && self.whole.is_none());
        if self.sheets.aside && !self.sheets.stack.is_empty() {
            self.sheets.aside = false;
        } else if self.sheets.stack.len() > least {
            self.sheets.stack.pop();
        } else {
            return false;
        }
        true
    }

    /// Brings the sheet in front in line with filter and screen; returns the request for its contents, where they are to
    /// be asked for.
    pub fn settle_sheet(&mut self, store: &Store, areas: &Areas) -> Option<Effect> {
        let column = text_column(areas.text);
        let (query, articles, number) = (self.view.wish.query.clone(), self.view.all.0, self.number());
        let palette = &self.palette;
        let sheet = self.sheets.front_mut().filter(|_| !column.is_empty())?;
        sheet.settle(store, palette, column.width, column.height);
        if !sheet.lacks(&query, articles) {
            return None;
        }
        sheet.ask(number, &query, articles);
        Some(Effect::Ask(Request::Sheet(number, sheet.subject.clone(), query)))
    }
}
