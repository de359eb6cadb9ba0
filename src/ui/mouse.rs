//! The mouse: a click gives the focus and selects, the wheel moves what is under it. What stands where is asked of the
//! same functions that draw.

use super::action::Action;
use super::app::App;
use super::effect::Effect;
use super::layout::{Areas, Pane, inside};
use super::overlays::{Overlay, lookup::LookUp};
use super::panes::{facets, frame, list, matrix, timeline};
use crate::store::query::Attribute;
use crate::store::{Facet, Query, Store};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};
use std::sync::Arc;

/// Lines that a notch of the wheel moves the text by.
const NOTCH: isize = 3;

/// A border between panes that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// At the right of the list.
    List,
    /// Above the timeline.
    Timeline,
}

impl App {
    /// Carries out what the mouse did.
    pub fn mouse(&mut self, event: MouseEvent) -> Vec<Effect> {
        let at = Position::new(event.column, event.row);
        let shared = Arc::clone(&self.shared);
        let store = shared.glance();
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) if self.takes_border(at) => Vec::new(),
            MouseEventKind::Down(MouseButton::Left) => self.click(&store, at),
            MouseEventKind::Down(MouseButton::Right) => self.click_lane(&store, at),
            MouseEventKind::Drag(MouseButton::Left) => {
                self.drag(at);
                Vec::new()
            }
            MouseEventKind::Up(_) => {
                self.held = None;
                Vec::new()
            }
            MouseEventKind::ScrollDown => self.wheel(&store, at, 1),
            MouseEventKind::ScrollUp => self.wheel(&store, at, -1),
            _ => Vec::new(),
        }
    }

    /// Takes hold of the border between list and text, or above the timeline, if it is there.
    fn takes_border(&mut self, at: Position) -> bool {
        let areas = self.areas();
        self.held = match () {
            () if self.overlay.is_some() || areas.single => None,
            () if areas.rules[1].contains(at) => Some(Border::List),
            () if areas.time_rule.contains(at) => Some(Border::Timeline),
            () => None,
        };
        self.held.is_some()
    }

    /// Moves the border that is held.
    fn drag(&mut self, at: Position) {
        let areas = self.areas();
        match self.held {
            Some(Border::List) => self.borders[0] = Some(at.x.saturating_sub(areas.list.x)),
            Some(Border::Timeline) => self.borders[1] = Some(areas.time.bottom().saturating_sub(at.y + 1)),
            None => {}
        }
    }

    fn wheel(&mut self, store: &Store, at: Position, by: isize) -> Vec<Effect> {
        let in_matrix = self.in_matrix();
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => picker.wheel(by),
            Some(Overlay::LookUp(look_up)) => look_up.wheel(by),
            Some(Overlay::Overview(overview)) => overview.wheel(by * NOTCH),
            Some(Overlay::Menu(menu)) => menu.wheel(by),
            Some(Overlay::Compare(compare)) => compare.wheel(by * NOTCH),
            Some(Overlay::Links(links)) => links.wheel(by),
            _ if in_matrix => self.grid.advance(by, 0),
            _ => {
                if let Some(pane) = self.pane_at(at) {
                    self.advance(store, pane, if pane == Pane::Text { by * NOTCH } else { by });
                }
            }
        }
        Vec::new()
    }

    fn pane_at(&self, at: Position) -> Option<Pane> {
        let areas = self.areas();
        [Pane::List, Pane::Text, Pane::Time].into_iter().find(|pane| areas.pane(*pane).contains(at))
    }

    fn click(&mut self, store: &Store, at: Position) -> Vec<Effect> {
        self.message = None;
        let areas = self.areas();
        if let Some(effects) = self.click_overlay(store, at, &areas) {
            return effects;
        }
        if areas.top.contains(at) {
            let tab = frame::tabs(self, &areas).into_iter().find(|(_, area)| area.contains(at));
            return tab.map_or_else(Vec::new, |(action, _)| self.apply_with(store, action));
        }
        if areas.filters.contains(at) {
            return self.click_filters(store, at, &areas);
        }
        if areas.facets.contains(at) {
            return self.click_facets(store, at, &areas);
        }
        if self.in_matrix() {
            self.click_matrix(at, &areas);
            return Vec::new();
        }
        self.click_pane(store, at, &areas)
    }

    /// Selects a cell; opens its trail when it was selected before.
    fn click_matrix(&mut self, at: Position, areas: &Areas) {
        let Some(cell) = matrix::cell_at(self, areas, at) else { return };
        if std::mem::replace(&mut self.grid.at, cell) == cell {
            self.open_trail();
        }
    }

    /// A click on an open overlay; `None` lets the click through to the panes.
    fn click_overlay(&mut self, store: &Store, at: Position, areas: &Areas) -> Option<Vec<Effect>> {
        let mut overlay = self.overlay.take()?;
        let mut effects = Vec::new();
        let stays = match &mut overlay {
            Overlay::Picker(picker) => {
                let rows = inside(inside(areas.drawer()));
                if let Some(line) = line_in(rows, at) {
                    effects = picker.click(line, self);
                }
                areas.drawer().contains(at)
            }
            Overlay::LookUp(look_up) => {
                let again = line_in(LookUp::list_area(areas), at).is_some_and(|line| look_up.click(line));
                if again {
                    self.overlay = Some(overlay);
                    return Some(self.apply_with(store, Action::Open));
                }
                true
            }
            Overlay::Overview(overview) => {
                if line_in(inside(areas.middle), at).is_some_and(|line| overview.click(line)) {
                    self.overlay = Some(overlay);
                    return Some(self.apply_with(store, Action::Open));
                }
                areas.middle.contains(at)
            }
            Overlay::Menu(_) | Overlay::Compare(_) | Overlay::Links(_) => areas.middle.contains(at),
            Overlay::Filter(filter) => {
                if let Some(row) = line_in(areas.typed, at) {
                    effects = filter.click(row, self);
                }
                areas.filters.contains(at) || areas.typed.contains(at)
            }
            Overlay::Prompt(prompt) => {
                if line_in(areas.typed, at).is_some_and(|row| prompt.click(row, areas.typed.height)) {
                    self.overlay = Some(overlay);
                    return Some(self.apply_with(store, Action::Open));
                }
                [areas.typed, areas.foot_rule, areas.hints].iter().any(|area| area.contains(at))
            }
            Overlay::Find(_) | Overlay::Seek(_) => areas.foot_rule.contains(at) || areas.hints.contains(at),
            Overlay::Remove => false,
        };
        if stays {
            self.overlay = Some(overlay);
            return Some(effects);
        }
        None
    }

    fn click_filters(&mut self, store: &Store, at: Position, areas: &Areas) -> Vec<Effect> {
        let (chips, _) = frame::filters(self, store, areas);
        match chips.into_iter().find(|chip| chip.area.contains(at)) {
            Some(chip) => self.filter(self.wish.query.clone().without(chip.term)),
            None => self.apply_with(store, Action::Filter),
        }
    }

    /// A click on a value narrows down to it, or takes that filter away; one on a heading opens the picker.
    fn click_facets(&mut self, store: &Store, at: Position, areas: &Areas) -> Vec<Effect> {
        let Some((action, id)) = facets::value_at(self, areas, at) else { return Vec::new() };
        let Some(id) = id else { return self.apply_with(store, action) };
        let term = Query::Is(match action {
            Action::Actors => Attribute::Actor(id),
            Action::Themes => Attribute::of_theme(&id),
            _ => Attribute::Source(id),
        });
        let query = self.wish.query.clone();
        match query.terms().iter().position(|other| *other == term) {
            Some(place) => self.filter(query.without(place)),
            None => self.filter(query.and(term)),
        }
    }

    /// A click with the right button on an actor or a theme beside the lists gives it a lane in the timeline, or none.
    fn click_lane(&mut self, store: &Store, at: Position) -> Vec<Effect> {
        let areas = self.areas();
        let value = facets::value_at(self, &areas, at).filter(|_| self.overlay.is_none() && areas.facets.contains(at));
        match value {
            Some((Action::Actors, Some(id))) => self.change_lane(store, (Facet::Actor, id)),
            Some((Action::Themes, Some(id))) => self.change_lane(store, (Facet::Theme, id)),
            _ => Vec::new(),
        }
    }

    fn click_pane(&mut self, store: &Store, at: Position, areas: &Areas) -> Vec<Effect> {
        let Some(pane) = self.pane_at(at) else { return Vec::new() };
        self.focus = pane;
        match pane {
            Pane::List => {
                let row =
                    line_in(list::rows_area(self, areas), at).and_then(|line| list::row_at(self, store, areas, line));
                if let Some(row) = row {
                    self.select_row(store, row);
                }
            }
            Pane::Text => return self.click_text(store, at, areas),
            Pane::Time => {
                if let Some(row) = timeline::row_at(self, areas, at.x, at.y) {
                    self.select_point(store, row);
                }
            }
        }
        Vec::new()
    }

    /// Selects the statement that was hit; goes where the row of a sheet leads.
    fn click_text(&mut self, store: &Store, at: Position, areas: &Areas) -> Vec<Effect> {
        let Some(line) = line_in(inside(areas.text), at) else { return Vec::new() };
        if let Some(sheet) = self.sheets.front_mut() {
            return if sheet.point_at(line) { self.follow_lead(store) } else { Vec::new() };
        }
        self.click_words(store, line);
        Vec::new()
    }

    fn click_words(&mut self, store: &Store, line: u16) {
        let Some(page) = &self.reading.page else { return };
        let article = page.kind.article;
        let hit = page.statement_at(self.reading.top + usize::from(line));
        if let Some(id) = hit.and_then(|(statement, _)| store.statements_of(article).nth(statement)) {
            self.touched = true;
            self.select_statement(store, id);
        }
    }
}

fn line_in(area: Rect, at: Position) -> Option<u16> {
    area.contains(at).then(|| at.y - area.y)
}
