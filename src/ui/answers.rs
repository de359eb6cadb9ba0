//! What the reader asks of the threads beside it, what it does with their answers, and how everything is brought in line
//! with them and with the screen before it is drawn.

use super::app::App;
use super::effect::Effect;
use super::layout::{self, Areas, Pane};
use super::memory_thread::Task;
use super::overlays::Overlay;
use super::page::Kind;
use super::shared_store::Arrival;
use super::typeset::Clean;
use super::worker::{Answer, Request};
use crate::store::Store;
use std::sync::Arc;
use std::time::Instant;

/// How much longer than finding what the panes show the rest before finding it anew is, so that it takes no more than a
/// tenth of the time from reading.
const RESTS: u32 = 9;

impl App {
    /// A number for a request.
    pub fn number(&mut self) -> u64 {
        self.requests += 1;
        self.requests
    }

    /// Asks for what the panes are to show.
    pub fn ask_view(&mut self) -> Vec<Effect> {
        let number = self.number();
        self.awaited = Some(number);
        vec![Effect::Ask(Request::View(number, self.wish.clone()))]
    }

    /// Takes note of arrivals; asks for a new view when enough time has passed since the last one, or at the end.
    pub fn arrive(&mut self, arrival: &Arrival) -> Vec<Effect> {
        self.progress.total = arrival.total.or(self.progress.total);
        self.progress.articles += arrival.articles;
        self.progress.finished |= arrival.finished;
        self.progress.warnings.extend(arrival.warnings.iter().map(|warning| Clean::of(warning)));
        self.progress.notes.extend(arrival.notes.iter().map(|note| Clean::of(note)));
        let rested = self.refreshed.is_none_or(|(when, took)| when.elapsed() > took * RESTS);
        let due = arrival.finished || (arrival.articles > 0 && self.awaited.is_none() && rested);
        let mut effects = if due { self.ask_view() } else { Vec::new() };
        if arrival.articles > 0 {
            effects.push(Effect::Keep(Task::Arrived));
        }
        effects
    }

    /// Takes an answer of the worker, unless it is an old one.
    pub fn hear(&mut self, answer: Answer) {
        match answer {
            Answer::View(number, view, took) => {
                if self.awaited == Some(number) {
                    self.awaited = None;
                }
                self.refreshed = Some((Instant::now(), took));
                let shared = Arc::clone(&self.shared);
                let store = shared.glance();
                self.take_view(&store, *view);
                self.go_back(&store);
            }
            Answer::Sheet(number, content) => self.sheets.take(number, content.as_deref()),
            Answer::Matrix(number, matrix) => self.grid.take(number, *matrix),
            Answer::Page(page) => {
                let not_here = page.and_then(|page| self.reading.take_page(page));
                if let (Some(page), Some(Overlay::LookUp(look_up))) = (not_here, &mut self.overlay) {
                    look_up.take_page(page);
                }
            }
            answer => {
                if let Some(overlay) = &mut self.overlay {
                    overlay.hear(answer);
                }
            }
        }
    }

    /// Once everything is there and shown: asks for the themes that the articles suggest, which takes a moment to find.
    fn ask_suggestions(&mut self) -> Option<Effect> {
        if !self.progress.finished || self.wish.suggest || self.awaited.is_some() {
            return None;
        }
        self.wish.suggest = true;
        self.ask_view().pop()
    }

    /// Brings windows, page and overlay in line with selection and screen. Call after every change, before drawing; what it
    /// asks for may come later.
    pub fn settle(&mut self) -> Vec<Effect> {
        let mut effects = self.press_kept();
        let shared = Arc::clone(&self.shared);
        let store = shared.glance();
        let areas = self.areas();
        self.occurs = self.occurrences(&store);
        let mut pages: Vec<Kind> = self.settle_text(&store, &areas).into_iter().collect();
        let suggestions = self.ask_suggestions();
        let asked = [
            self.settle_sheet(&store, &areas),
            self.settle_matrix(&areas),
            self.settle_compare(&areas),
            self.follow_in_time(),
            suggestions,
        ];
        super::panes::list::settle(self, &store, &areas);
        // Where a line at the foot takes its rows for a while, it is to stand afterwards as it stood before.
        if areas.foot_rule.is_empty() || self.focus == Pane::Time {
            super::panes::timeline::settle(self, &areas);
        }
        if let Some(mut overlay) = self.overlay.take() {
            pages.extend(overlay.settle(self, &store, &areas));
            self.overlay = Some(overlay);
        }
        let kept = self.remember(&store).into_iter().map(Effect::Keep);
        let ask = |kind| Effect::Ask(Request::Page(kind, Box::new(self.palette.clone())));
        effects.extend(pages.into_iter().map(ask).chain(kept).chain(asked.into_iter().flatten()));
        effects
    }

    fn settle_text(&mut self, store: &Store, areas: &Areas) -> Option<Kind> {
        let Some(id) = self.cursor.article else {
            self.reading.page = None;
            return None;
        };
        let column = layout::text_column(areas.text);
        let article = store.article(id).filter(|_| !column.is_empty())?;
        let kind = Kind { raw: self.reading.raw, ..Kind::of(store, id, column.width, self.reading.detail) };
        self.reading.settle_asked(&article, kind, &self.view.wish.query);
        self.reading.settle(&article, kind, column.height, &self.palette)
    }
}
