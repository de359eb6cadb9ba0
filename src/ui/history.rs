//! The places where the user has been, to go back to and forward again: before a jump, a filter or another list.

use super::action::Action;
use super::app::{App, Listing};
use super::effect::Effect;
use super::layout::{Pane, Whole};
use super::selection::Cursor;
use crate::model::Span;
use crate::store::{EventId, Query, Store};

/// Most places that are remembered.
const MOST: usize = 100;

/// Where the user is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    cursor: Cursor,
    /// Where the event under the cursor stands in its article: events are counted anew where a date is set right.
    event: Option<Span>,
    listing: Listing,
    focus: Pane,
    whole: Option<Whole>,
    query: Query,
    top: u32,
}

/// The places before this one and, after going back, those behind it.
#[derive(Debug, Default)]
pub struct History {
    before: Vec<Spot>,
    behind: Vec<Spot>,
    /// The place over which something was opened.
    left: Option<Spot>,
}

impl App {
    pub(super) fn spot(&self, store: &Store) -> Spot {
        Spot {
            cursor: self.cursor,
            event: self.cursor.event.and_then(|id| Some(store.event(id)?.1.span)),
            listing: self.listing,
            focus: self.focus,
            whole: self.whole,
            query: self.wish.query.clone(),
            top: self.reading.anchor(),
        }
    }

    /// Carries out an action that a key stands for.
    pub fn visit(&mut self, store: &Store, action: Action, number: Option<usize>) -> Vec<Effect> {
        match (action, number) {
            (Action::Return, _) => self.go_to_place(store, -1),
            (Action::Forward, _) => self.go_to_place(store, 1),
            (_, Some(times)) => self.times(store, action, times),
            (_, None) => self.apply_with(store, action),
        }
    }

    /// Remembers the place at which a key was pressed, if what it did led elsewhere. What is typed or picked leads elsewhere
    /// when that is done.
    pub(super) fn remember_place(&mut self, before: Spot, lay_over: bool, action: Option<Action>) {
        let lies_over = self.overlay.is_some();
        if lies_over {
            if !lay_over {
                self.history.left = Some(before);
            }
            return;
        }
        let before = if lay_over { self.history.left.take() } else { Some(before) };
        let Some(before) = before.filter(|spot| spot.cursor.article.is_some()) else { return };
        let elsewhere = (&self.wish.query, self.listing) != (&before.query, before.listing);
        // Who comes back to the list from what it leaves out leaves that.
        let left = self.focus == Pane::List && before.focus != Pane::List;
        let jumps = lay_over || left || action.is_some_and(Action::jumps);
        let jumped = self.cursor.article != before.cursor.article && jumps;
        let opened = self.focus == Pane::Text && before.focus != Pane::Text && action == Some(Action::Open);
        let returned = matches!(action, Some(Action::Return | Action::Forward));
        if (elsewhere || jumped || opened) && !returned {
            self.history.behind.clear();
            self.history.before.push(before);
            if self.history.before.len() > MOST {
                self.history.before.remove(0);
            }
        }
    }

    /// To the place before (`by` -1) or the one behind (1).
    fn go_to_place(&mut self, store: &Store, by: isize) -> Vec<Effect> {
        let here = self.spot(store);
        let History { before, behind, .. } = &mut self.history;
        let (from, to) = if by < 0 { (before, behind) } else { (behind, before) };
        let Some(spot) = from.pop() else {
            self.message =
                Some(if by < 0 { "there is no place before".into() } else { "there is no place behind".into() });
            return Vec::new();
        };
        to.push(here);
        let stands = |id: &EventId| store.event(*id).map(|(_, event)| event.span) == spot.event;
        let event = spot.cursor.article.filter(|_| spot.event.is_some());
        let event = event.and_then(|article| store.events_of(article).find(stands));
        (self.listing, self.focus, self.cursor) = (spot.listing, spot.focus, Cursor { event, ..spot.cursor });
        self.whole = spot.whole;
        self.touched = true;
        self.find_rows(store);
        if let Some(article) = spot.cursor.article {
            self.reading.return_to(article, spot.top);
        }
        self.filter(spot.query)
    }
}
