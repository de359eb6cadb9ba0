//! What the keys can do now: where they go, and which actions would do something there. Hints and help ask here.

use super::action::{Action, Entry, Place};
use super::app::{App, Listing};
use super::layout::Pane;
use super::overlays::Overlay;
use super::sheet::{Lead, Sheet};
use crate::store::Query;

impl App {
    /// Where the keys go.
    pub fn place(&self) -> Place {
        match (&self.overlay, self.focus) {
            (Some(overlay), _) => overlay.place(),
            (None, Pane::List) => Place::LIST,
            (None, _) if self.in_matrix() => Place::MATRIX,
            (None, Pane::Text) if self.sheets.front().is_some() => Place::SHEET,
            (None, Pane::Text) => Place::TEXT,
            (None, Pane::Time) => Place::TIME,
        }
    }

    /// Whether an action would do something now; what would not is left out of the hints.
    pub fn makes_sense(&self, action: Action) -> bool {
        let asked = self.focus == Pane::Text && self.place() == Place::TEXT && !self.reading.asked.places.is_empty();
        let found = self.reading.find.as_ref().map_or(asked, |find| !find.places.is_empty());
        match action {
            Action::FindNext | Action::FindPrevious => found,
            Action::RemoveFilter | Action::RemoveAll => self.wish.query != Query::All,
            Action::RemoveNumber(n) => usize::from(n) <= self.wish.query.terms().len(),
            Action::Warnings => !self.progress.warnings.is_empty(),
            Action::Raw | Action::NextStatement | Action::Find | Action::Zoom
                if self.place().meets(Place::SHEET.or(Place::MATRIX)) =>
            {
                false
            }
            Action::Matrix => !self.in_matrix(),
            Action::NextStatement => self.cursor.article.is_some() && self.focus == Pane::Text,
            Action::Axis | Action::Shorter | Action::Range => self.focus == Pane::Time,
            Action::Articles => self.listing != Listing::Articles && self.focus == Pane::List,
            Action::Statements => self.listing == Listing::Articles && self.focus == Pane::List,
            Action::Order => self.focus == Pane::List && self.listing.facet().is_none(),
            Action::Raw => self.focus == Pane::Text,
            Action::Carriers => self.occurs > 1,
            Action::Compare => self.overlay.as_ref().map_or(self.occurs > 1, Overlay::tells_carriers),
            Action::Links => self.focus == Pane::Text && self.place() == Place::TEXT,
            Action::Open | Action::Delete | Action::Copy | Action::Down | Action::PageDown
                if self.stands_before_nothing() =>
            {
                false
            }
            Action::Open if self.in_matrix() => self.grid.subject().is_some(),
            Action::Open => !self.view.articles.is_empty() || self.overlay.is_some(),
            Action::Save => self.overlay.as_ref().is_some_and(Overlay::lists_filters) && self.wish.query != Query::All,
            Action::MarkSpeaker => self.overlay.as_ref().is_some_and(Overlay::picks_actors),
            Action::Close => {
                self.overlay.is_some()
                    || self.zoom
                    || self.whole.is_some()
                    || self.place() == Place::SHEET
                    || self.sheets.aside
            }
            _ => true,
        }
    }

    /// What a key is said to do now: Enter by where the row leads that it would follow.
    pub fn hint(&self, entry: &Entry) -> &'static str {
        match self.place() {
            _ if entry.action != Action::Open => entry.hint,
            Place::SHEET => self.sheets.front().and_then(Sheet::lead).map_or(entry.hint, Lead::hint),
            Place::LIST if self.listing.facet().is_some() => "details",
            _ => entry.hint,
        }
    }

    /// Whether a list lies over the panes that has no row.
    fn stands_before_nothing(&self) -> bool {
        self.overlay.as_ref().is_some_and(|overlay| overlay.is_empty(self))
    }
}
