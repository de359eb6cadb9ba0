//! The reader's state without a terminal: what is shown, where the focus is, and what each action does to it.
//!
//! Update happens here and in the files that it hands over to: [`super::selection`] moves the one selection,
//! [`super::reading`] the text, [`super::overlays`] what lies over the panes. After every batch of signals [`App::settle`]
//! brings windows and pages in line with the selection and the screen; drawing then only looks.

use super::action::{Action, Place};
use super::copying::Copying;
use super::effect::Effect;
use super::grid::Grid;
use super::keeper::Task;
use super::keymap::{Key, Keymap};
use super::layout::{self, Areas, Pane, Shape, Whole};
use super::mouse::Border;
use super::ordering::Order;
use super::overlays::Overlay;
use super::overlays::compare::Compare;
use super::overlays::note::Note;
use super::page::Kind;
use super::palette::Palette;
use super::palette::choice::Choice;
use super::places::Places;
use super::pressing::Pressed;
use super::reading::Reading;
use super::remember::Memory;
use super::selection::Cursor;
use super::sheet::Sheets;
use super::shelf::{Arrival, Shelf};
use super::typeset::Clean;
use super::worker::{Answer, Request, View, Wish};
use crate::model::PartialDate;
use crate::store::timeline::{Axis, Step};
use crate::store::{Facet, Query, Store};
use chrono::NaiveDate;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What the list pane lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// Articles.
    #[default]
    Articles,
    /// Statements.
    Statements,
    /// Actors, each with a sheet of its own.
    Actors,
    /// Themes, each with a sheet of its own.
    Themes,
}

/// A row of a list with the cursor, and the row at the top of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The row with the cursor.
    pub at: usize,
    /// The first visible row.
    pub top: usize,
}

/// How far loading is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// Files in all, once known.
    pub total: Option<usize>,
    /// Articles so far.
    pub articles: usize,
    /// Whether everything is there.
    pub finished: bool,
    /// What could not be read.
    pub warnings: Vec<Clean>,
    /// What was left out on purpose.
    pub notes: Vec<Clean>,
}

/// The state of the reader.
#[allow(clippy::struct_excessive_bools)] // each is a question of its own
pub struct App {
    /// The articles.
    pub shelf: Arc<Shelf>,
    /// What the collection is called.
    pub name: Clean,
    /// The day from which dates in filters are reckoned; nothing here asks a clock.
    pub today: Option<NaiveDate>,
    /// Colours.
    pub palette: Palette,
    /// Colours for either ground.
    pub palettes: Choice,
    /// Keys.
    pub keymap: Keymap,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The pane with the focus.
    pub focus: Pane,
    /// Whether it has the screen for itself.
    pub zoom: bool,
    /// The view that has all the room between head and hints.
    pub whole: Option<Whole>,
    /// What is listed.
    pub listing: Listing,
    /// What the panes are to show.
    pub wish: Wish,
    /// What they show.
    pub view: View,
    /// The one selection.
    pub cursor: Cursor,
    /// The list's window.
    pub list: Rows,
    /// The timeline's window, over dated points and then undated ones.
    pub time: Rows,
    /// Where a range of time that is being marked begins, as a step of the timeline.
    pub range_from: Option<PartialDate>,
    /// Actors and themes that the user gave a lane of the timeline, by id.
    pub lanes: Vec<(Facet, String)>,
    /// The row to which the cursor has been moved in the timeline, which then follows it.
    pub time_moved: Option<usize>,
    /// The text.
    pub reading: Reading,
    /// What is known of actors and themes, in front of the text.
    pub sheets: Sheets,
    /// The matrix.
    pub grid: Grid,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// What is remembered of the user.
    pub memory: Memory,
    /// How far loading is.
    pub progress: Progress,
    /// Keys that wait for more.
    pub pressed: Pressed,
    /// Keys that wait for what an overlay has asked for.
    pub kept: Vec<Key>,
    /// What is marked for copying.
    pub copying: Copying,
    /// Where the user has been.
    pub places: Places,
    /// Columns of the list and rows of the timeline, where their borders were moved.
    pub borders: [Option<u16>; 2],
    /// The border that the mouse holds.
    pub held: Option<Border>,
    /// Whether the reader has the mouse.
    pub has_mouse: bool,
    /// Saved filters, by name.
    pub saved: Vec<(String, String)>,
    /// What has just happened, until the next key.
    pub message: Option<Clean>,
    /// Whether the user has moved the selection; until then it stays on the first row.
    pub touched: bool,
    /// How often what is selected occurs: a statement, else the article.
    occurs: usize,
    requests: u64,
    /// Number of the view that was asked for and has not come.
    awaited: Option<u64>,
    /// When the last view came, and how long it took to make.
    refreshed: Option<(Instant, Duration)>,
}

impl App {
    /// A reader of what comes to lie on the shelf.
    pub fn new(shelf: Arc<Shelf>, name: &str, palette: Palette, size: (u16, u16)) -> Self {
        Self {
            shelf,
            name: Clean::of(name),
            today: None,
            palette,
            palettes: Choice::default(),
            keymap: Keymap::default(),
            size,
            focus: Pane::default(),
            zoom: false,
            whole: None,
            listing: Listing::default(),
            wish: Wish { columns: super::panes::histogram::columns(size.0), ..Wish::default() },
            view: View::default(),
            cursor: Cursor::default(),
            list: Rows::default(),
            time: Rows::default(),
            range_from: None,
            lanes: Vec::new(),
            time_moved: None,
            reading: Reading::default(),
            sheets: Sheets::default(),
            grid: Grid::default(),
            overlay: None,
            memory: Memory::default(),
            pressed: Pressed::default(),
            kept: Vec::new(),
            copying: Copying::default(),
            places: Places::default(),
            borders: [None; 2],
            held: None,
            has_mouse: true,
            saved: Vec::new(),
            progress: Progress::default(),
            message: None,
            touched: false,
            occurs: 0,
            requests: 0,
            awaited: None,
            refreshed: None,
        }
    }

    /// Where everything is on the screen.
    pub fn areas(&self) -> Areas {
        layout::arrange(Shape {
            size: self.size,
            focus: self.focus,
            zoom: self.zoom || self.whole.is_some(),
            // What one came to through the matrix has its room.
            whole: self.whole.filter(|whole| *whole != Whole::Matrix || self.in_matrix()),
            filters: self.wish.query != Query::All || matches!(self.overlay, Some(Overlay::Filter(_))),
            lanes: self.view.wish.lanes.len() as u16,
            foot: self.reading.raw && self.sheets.front().is_none(),
            borders: self.borders,
        })
    }

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
        let found = self.reading.find.as_ref().is_some_and(|find| !find.places.is_empty());
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

    /// Letters that no key is bound to, or a paste: they go into the line being typed.
    pub fn type_text(&mut self, text: &str) -> Vec<Effect> {
        let Some(overlay) = self.overlay.take() else { return Vec::new() };
        let shared = Arc::clone(&self.shelf);
        let (overlay, effects) = overlay.typed(text, self, &shared.glance());
        self.overlay = self.overlay.take().or(overlay);
        effects
    }

    /// Carries out an action.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        let shared = Arc::clone(&self.shelf);
        self.apply_with(&shared.glance(), action)
    }

    /// Carries out an action, for callers that have the store in hand already.
    pub fn apply_with(&mut self, store: &Store, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Mouse => return self.change_mouse(),
            _ => {}
        }
        let Some(overlay) = self.overlay.take() else { return self.apply_to_panes(store, action) };
        let (overlay, effects) = overlay.apply(action, self, store);
        self.overlay = self.overlay.take().or(overlay);
        effects
    }

    fn apply_to_panes(&mut self, store: &Store, action: Action) -> Vec<Effect> {
        match action {
            Action::NextPane => self.focus_next(1),
            Action::PreviousPane => self.focus_next(2),
            Action::Timeline => self.show_timeline(),
            Action::Articles => return self.show(store, Listing::Articles),
            Action::Statements => return self.show(store, Listing::Statements),
            Action::AllActors => return self.show(store, Listing::Actors),
            Action::AllThemes => return self.show(store, Listing::Themes),
            Action::Matrix => self.show_matrix(),
            Action::Open if self.place() == Place::SHEET => return self.follow_lead(store),
            Action::Open if self.in_matrix() => self.open_trail(),
            Action::Open => self.open(),
            Action::Zoom => self.zoom = !self.zoom,
            Action::Raw => self.reading.raw = !self.reading.raw,
            Action::ShowThemes | Action::ShowDates => self.message = Some(self.reading.change_detail(action).into()),
            Action::Compare => self.overlay = Compare::open(self, store),
            Action::Longer => return self.change_step(Step::longer),
            Action::Shorter => return self.change_step(Step::shorter),
            Action::FindNext => self.reading.step(1),
            Action::FindPrevious => self.reading.step(-1),
            Action::Copy => return self.copy(store, None),
            Action::CopyAs(form) => return self.copy(store, Some(form)),
            Action::MarkStatement => self.mark_statement(),
            Action::Bookmark => return self.bookmark(),
            Action::Merge
            | Action::Rename
            | Action::Split
            | Action::Hide
            | Action::SetDate
            | Action::SetSource
            | Action::Undo => return self.begin_correction(store, action),
            Action::With => return self.filter_by_this(store, true),
            Action::Without => return self.filter_by_this(store, false),
            Action::Unread => return self.change_unread(),
            Action::Lane => return self.change_lane_of_this(store),
            Action::Range => return self.mark_range(),
            Action::Order => return self.change_order(),
            Action::Axis => return self.change_axis(),
            Action::Fold => return self.fold(),
            Action::Carriers => self.overlay = Some(Overlay::Note(Note::carriers(self, store))),
            Action::Close => self.close(),
            Action::RemoveAll => return self.filter(Query::All),
            Action::RemoveFilter if self.wish.query.terms().len() < 2 => return self.filter(Query::All),
            _ => match Overlay::opened_by(action, self) {
                Some((overlay, effects)) => {
                    self.overlay = Some(overlay);
                    return effects;
                }
                None => self.move_by(store, action),
            },
        }
        Vec::new()
    }

    fn focus_next(&mut self, by: usize) {
        const ORDER: [Pane; 3] = [Pane::List, Pane::Text, Pane::Time];
        self.whole = None;
        self.focus = ORDER[(self.focus as usize + by) % ORDER.len()];
    }

    /// Lists articles, statements, actors or themes.
    pub fn show(&mut self, store: &Store, listing: Listing) -> Vec<Effect> {
        (self.listing, self.focus, self.whole) = (listing, Pane::List, None);
        self.sheets.stack.clear();
        self.sheets.aside = false;
        self.select_listed(store);
        if listing == Listing::Statements && self.cursor.statement.is_none() {
            self.select_row(store, self.list.at);
        }
        if listing.facet().is_none() || self.wish.roll == listing.facet() {
            return Vec::new();
        }
        self.wish.roll = listing.facet();
        self.ask_view()
    }

    /// Gives the timeline all the room.
    pub fn show_timeline(&mut self) {
        (self.focus, self.whole) = (Pane::Time, Some(Whole::Timeline));
    }

    /// Goes from a row to its text.
    pub fn open(&mut self) {
        let from_time = self.focus == Pane::Time;
        if self.cursor.article.is_some() || !self.sheets.stack.is_empty() {
            (self.focus, self.whole) = (Pane::Text, None);
            self.sheets.aside |= from_time;
            self.touched = true;
        }
    }

    fn change_step(&mut self, change: fn(Step) -> Step) -> Vec<Effect> {
        // Pressed twice before the first answer is there, it goes two steps.
        let now = self.wish.step.filter(|_| self.awaited.is_some()).or(self.view.chart.step);
        self.wish.step = now.map(change);
        self.wish.around = self.point(self.time.at).and_then(|point| point.when).map(|when| when.date);
        self.ask_view()
    }

    /// Takes the screen's new size.
    pub fn resize(&mut self, width: u16, height: u16) -> Vec<Effect> {
        self.size = (width, height);
        let columns = super::panes::histogram::columns(width);
        if columns == self.wish.columns {
            return Vec::new();
        }
        self.wish.columns = columns;
        self.ask_view()
    }

    fn change_axis(&mut self) -> Vec<Effect> {
        self.wish.axis = if self.wish.axis == Axis::Events { Axis::Published } else { Axis::Events };
        (self.wish.step, self.wish.around, self.range_from) = (None, None, None);
        self.ask_view()
    }

    fn fold(&mut self) -> Vec<Effect> {
        self.wish.unfolded = !self.wish.unfolded;
        let told = if self.wish.unfolded { "everything listed as often as it occurs" } else { "the same listed once" };
        self.message = Some(told.into());
        self.ask_view()
    }

    /// Escape with nothing open: first what is marked, then the find, then the zoom.
    fn close(&mut self) {
        if !std::mem::take(&mut self.copying.marked).is_empty()
            || self.range_from.take().is_some()
            || self.reading.find.take().is_some()
            || (self.focus == Pane::Text && self.back_to_sheet())
        {
            return;
        }
        if self.whole.take() == Some(Whole::Matrix) {
            self.focus = Pane::List;
            self.keep_value();
            return;
        }
        match self.focus {
            Pane::Text if self.listing.facet().is_some() && !self.zoom => self.focus = Pane::List,
            _ => self.zoom = false,
        }
    }

    /// Leaves the mouse to the terminal, or takes it.
    fn change_mouse(&mut self) -> Vec<Effect> {
        self.has_mouse = !self.has_mouse;
        let words =
            if self.has_mouse { "the mouse is the reader's" } else { "the mouse is the terminal's, to select text" };
        self.message = Some(words.into());
        vec![Effect::Mouse(self.has_mouse)]
    }

    /// Narrows everything down to what a query selects. What the reader keeps is filled in as it is now, and stays so until
    /// the filter is set anew, so that what is being read does not vanish.
    pub fn filter(&mut self, query: Query) -> Vec<Effect> {
        let query = self.memory.filled(query);
        if self.wish.query == query {
            return Vec::new();
        }
        self.wish.lanes = self.lanes_under(&query);
        self.wish.query = query;
        self.ask_view()
    }

    /// Saves the filter in force under a name, in place of what was saved under it.
    pub fn save_filter(&mut self, name: &str) -> Result<Vec<Effect>, String> {
        let name = name.trim();
        if name.is_empty() {
            return Err("a filter needs a name".to_owned());
        }
        self.saved.retain(|(other, _)| other != name);
        self.saved.push((name.to_owned(), self.wish.query.to_string()));
        self.saved.sort();
        Ok(vec![Effect::Keep(Task::Filters(self.saved.clone()))])
    }

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
        let rested = self.refreshed.is_none_or(|(when, took)| when.elapsed() > took * 4);
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
                let shared = Arc::clone(&self.shelf);
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
        let shared = Arc::clone(&self.shelf);
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
        super::panes::timeline::settle(self, &areas);
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
        let kind = Kind { article: id, width: column.width, raw: self.reading.raw, detail: self.reading.detail };
        self.reading.settle(&article, kind, column.height, &self.palette)
    }

    /// The order the list is in.
    pub fn order(&self) -> Order {
        self.view.wish.order
    }
}
