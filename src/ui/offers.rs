//! What the keys can do now: where they go, and which actions would do something there. Hints and help ask here.

use super::action::{Action, Entry, Place};
use super::app::{App, Listing};
use super::layout::Pane;
use super::overlays::Overlay;
use super::panes::page_height;
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
        match action {
            Action::Open
            | Action::Delete
            | Action::Export
            | Action::Copy
            | Action::Down
            | Action::PageDown
            | Action::Mark
            | Action::MarkSpeaker
            | Action::MarkWithout
            | Action::Lane
                if self.stands_before_nothing() =>
            {
                false
            }
            _ if self.overlay.is_some() => self.makes_sense_in_overlay(action),
            Action::Close => self.zoom || self.whole.is_some() || self.place() == Place::SHEET || self.sheets.aside,
            Action::RemoveFilter => self.wish.query != Query::All,
            Action::RemoveAll => self.wish.query.terms().len() > 1,
            Action::Warnings => !(self.progress.warnings.is_empty() && self.progress.faults.is_empty()),
            Action::Marks => !self.memory.bookmarks.is_empty() || !self.memory.notes.is_empty(),
            Action::Help | Action::Filter | Action::Command | Action::Quit => true,
            // Everything else needs something to act on.
            _ if self.view.articles.is_empty() => false,
            _ => self.makes_sense_in_pane(action),
        }
    }

    fn makes_sense_in_overlay(&self, action: Action) -> bool {
        let overlay = self.overlay.as_ref();
        match action {
            Action::Complete => overlay.is_some_and(Overlay::completes),
            Action::RemoveFilter | Action::RemoveAll => self.wish.query != Query::All,
            Action::RemoveNumber(n) => usize::from(n) <= self.wish.query.terms().len(),
            Action::Compare => overlay.is_some_and(Overlay::tells_carriers) && self.occurs > 1,
            Action::Find => overlay.is_some_and(Overlay::searches),
            Action::Open if self.place() == Place::OVERVIEW => overlay.is_some_and(Overlay::leads),
            Action::Export => overlay.is_some_and(Overlay::lists_marks),
            Action::Save => overlay.is_some_and(Overlay::lists_filters) && self.wish.query != Query::All,
            Action::MarkSpeaker => overlay.is_some_and(Overlay::picks_actors),
            _ => overlay.is_none_or(|overlay| overlay.makes_sense(action)),
        }
    }

    fn makes_sense_in_pane(&self, action: Action) -> bool {
        let place = self.place();
        let lists_articles = self.focus == Pane::List && self.listing.facet().is_none();
        match action {
            Action::FindNext | Action::FindPrevious => self.has_found(),
            Action::Down | Action::PageDown => self.can_move(),
            Action::NextStatement | Action::Raw | Action::Links => place == Place::TEXT,
            Action::Find => place == Place::TEXT || place == Place::LIST,
            Action::Zoom => place != Place::MATRIX && !self.areas_unzoomed().single,
            Action::Matrix => !self.in_matrix(),
            Action::Axis | Action::Shorter | Action::Longer | Action::Range => self.focus == Pane::Time,
            Action::Articles => self.listing != Listing::Articles && self.focus == Pane::List,
            Action::Statements => self.listing == Listing::Articles && self.focus == Pane::List,
            Action::Order => self.focus == Pane::List && self.list_len() > 1,
            Action::Fold => lists_articles && self.list_len() > 1,
            Action::NextArticle => self.view.articles.len() > 1 && place != Place::MATRIX,
            Action::Carriers | Action::Compare => self.occurs > 1 && !self.in_matrix(),
            Action::Copy | Action::MarkStatement => self.cursor.statement.is_some() && self.points_into_articles(),
            Action::Bookmark | Action::Note => self.points_into_articles(),
            Action::With | Action::Lane => !self.points_into_articles(),
            Action::Open if self.in_matrix() => self.grid.subject().is_some(),
            Action::Open if place == Place::LIST => self.list_len() > 0,
            Action::Open if place == Place::TIME => self.time_len() > 0,
            _ => true,
        }
    }

    /// Whether there are places to step through: of what was looked for, else of what the filter asks for.
    fn has_found(&self) -> bool {
        let asked = self.place() == Place::TEXT && !self.reading.asked.places.is_empty();
        self.reading.find.as_ref().map_or(asked, |find| !find.places.is_empty())
    }

    /// Whether the focused pane has more than one row, or more lines than it shows.
    fn can_move(&self) -> bool {
        match (self.place(), &self.reading.page) {
            (Place::LIST, _) => self.list_len() > 1,
            (Place::TIME, _) => self.time_len() > 1,
            (Place::TEXT, page) => page.as_ref().is_some_and(|page| page.len() > page_height(self)),
            _ => true,
        }
    }

    /// The actions that matter most where the keys go, most useful first.
    fn foremost(&self) -> &'static [Action] {
        use Action as A;
        match (self.place(), self.listing) {
            (Place::LIST, Listing::Articles) => &[
                A::Open,
                A::RemoveFilter,
                A::LookUp,
                A::Actors,
                A::Themes,
                A::Filter,
                A::Help,
                A::Compare,
                A::NextPane,
                A::Carriers,
                A::Export,
                A::Order,
                A::Bookmark,
            ],
            (Place::LIST, Listing::Statements) => &[
                A::Open,
                A::RemoveFilter,
                A::Copy,
                A::LookUp,
                A::Actors,
                A::Filter,
                A::Help,
                A::Carriers,
                A::MarkStatement,
                A::Order,
                A::Export,
                A::Themes,
                A::Compare,
                A::Bookmark,
            ],
            (Place::LIST, _) => &[
                A::Open,
                A::RemoveFilter,
                A::With,
                A::Order,
                A::Lane,
                A::Matrix,
                A::Help,
                A::LookUp,
                A::Find,
                A::Filter,
            ],
            (Place::TEXT, _) => &[
                A::FindNext,
                A::NextStatement,
                A::Copy,
                A::Raw,
                A::Carriers,
                A::Compare,
                A::Find,
                A::Help,
                A::LookUp,
                A::RemoveFilter,
                A::Links,
                A::MarkStatement,
                A::Bookmark,
                A::Note,
                A::NextArticle,
            ],
            (Place::TIME, _) => {
                &[A::Open, A::RemoveFilter, A::Range, A::Shorter, A::Longer, A::Axis, A::Help, A::Filter, A::Actors]
            }
            (Place::SHEET, _) => &[A::Open, A::Close, A::With, A::Lane, A::Down, A::Help, A::LookUp],
            (Place::MATRIX, _) => &[A::Open, A::Right, A::Down, A::Close, A::With, A::Help, A::NextPane],
            _ => &[],
        }
    }

    /// How far behind a hint comes: first what matters most in the place, then by the rank of the table.
    pub fn rank(&self, entry: &Entry) -> usize {
        let foremost = self.foremost();
        let first = foremost.iter().position(|action| *action == entry.action);
        first.unwrap_or(foremost.len() + usize::from(entry.rank))
    }

    /// What a key is said to do now: Enter by where the row leads that it would follow.
    pub fn hint(&self, entry: &Entry) -> &'static str {
        match self.place() {
            _ if entry.action == Action::Raw && self.reading.raw => "article",
            // What was typed or marked is given up with it.
            place if entry.action == Action::Close && place.is_typed_in() && place != Place::LOOKUP => "cancel",
            Place::LOOKUP if entry.action == Action::Switch => {
                self.overlay.as_ref().and_then(Overlay::switching).unwrap_or(entry.hint)
            }
            _ if entry.action != Action::Open => entry.hint,
            Place::SHEET => self.sheets.front().and_then(Sheet::lead).map_or(entry.hint, Lead::hint),
            Place::LIST if self.listing.facet().is_some() => "details",
            Place::MENU | Place::PROMPT | Place::LOOKUP => {
                self.overlay.as_ref().and_then(Overlay::taking).unwrap_or(entry.hint)
            }
            _ => entry.hint,
        }
    }

    /// Whether a list lies over the panes that has no row.
    fn stands_before_nothing(&self) -> bool {
        self.overlay.as_ref().is_some_and(|overlay| overlay.is_empty(self))
    }
}
