//! The reader's state without a terminal: what is shown, where the focus is, and what each action does to it.
//!
//! Update happens here and in the files that it hands over to: [`super::selection`] moves the one selection,
//! [`super::reading`] the text, [`super::overlays`] what lies over the panes. After every batch of signals [`App::settle`]
//! brings windows and pages in line with the selection and the screen; drawing then only looks.

use super::action::{Action, Place};
use super::copying::Copying;
use super::effect::Effect;
use super::grid::Grid;
use super::history::History;
use super::keymap::{Key, Keymap};
use super::keystrokes::Pressed;
use super::layout::{self, Areas, Pane, Shape, Whole};
use super::memory::Memory;
use super::memory_thread::Task;
use super::mouse::Border;
use super::ordering::Order;
use super::overlays::Overlay;
use super::overlays::compare::Compare;
use super::overlays::overview::Overview;
use super::palette::Palette;
use super::palette::choice::Choice;
use super::reading::Reading;
use super::selection::Cursor;
use super::shared_store::SharedStore;
use super::sheet::Sheets;
use super::typeset::Clean;
use super::worker::{View, Wish};
use crate::model::{PartialDate, Span};
use crate::sorting;
use crate::store::timeline::{Axis, Step};
use crate::store::{EventId, Facet, Query, Store};
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
    /// What is wrong in the user's own settings, each with what it is a fault in.
    pub faults: Vec<(&'static str, Clean)>,
    /// What was left out on purpose.
    pub notes: Vec<Clean>,
}

/// The state of the reader.
#[allow(clippy::struct_excessive_bools)] // each is a question of its own
pub struct App {
    /// The articles.
    pub shared: Arc<SharedStore>,
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
    /// Where the event under the cursor stands in its article, while corrections are made.
    pub event_stands: Option<(EventId, Span)>,
    /// The list's window.
    pub list: Rows,
    /// The timeline's window, over dated points and then undated ones.
    pub time: Rows,
    /// Where a range of time that is being marked begins, as a step of the timeline.
    pub range_from: Option<PartialDate>,
    /// Actors and themes that the user gave a lane of the timeline, by id.
    pub lanes: Vec<(Facet, String)>,
    /// The event that the cursor of the timeline stands on, whichever row that has.
    pub time_stands: Option<EventId>,
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
    pub history: History,
    /// Columns of the list and rows of the timeline, where their borders were moved.
    pub borders: [Option<u16>; 2],
    /// The border that the mouse holds.
    pub held: Option<Border>,
    /// Whether the reader has the mouse.
    pub has_mouse: bool,
    /// Saved filters, by name.
    pub saved: Vec<(String, String)>,
    /// The folder in which files are written that are named without one.
    pub folder: Clean,
    /// The filter that was typed last, and what it asks for.
    typed_filter: Option<(String, Query)>,
    /// What has just happened, until the next key.
    pub message: Option<Clean>,
    /// Whether the user has moved the selection; until then it stays on the first row.
    pub touched: bool,
    /// How often what is selected occurs: a statement, else the article.
    pub(super) occurs: usize,
    /// How many requests were made.
    pub(super) requests: u64,
    /// Number of the view that was asked for and has not come.
    pub(super) awaited: Option<u64>,
    /// When the last view came, and how long it took to make.
    pub(super) refreshed: Option<(Instant, Duration)>,
}

impl App {
    /// A reader of what comes into the shared store.
    pub fn new(shared: Arc<SharedStore>, name: &str, palette: Palette, size: (u16, u16)) -> Self {
        Self {
            shared,
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
            event_stands: None,
            list: Rows::default(),
            time: Rows::default(),
            range_from: None,
            lanes: Vec::new(),
            time_stands: None,
            time_moved: None,
            reading: Reading::default(),
            sheets: Sheets::default(),
            grid: Grid::default(),
            overlay: None,
            memory: Memory::default(),
            pressed: Pressed::default(),
            kept: Vec::new(),
            copying: Copying::default(),
            history: History::default(),
            borders: [None; 2],
            held: None,
            has_mouse: true,
            saved: Vec::new(),
            folder: Clean::default(),
            typed_filter: None,
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
        layout::arrange(self.shape(self.zoom || self.whole.is_some()))
    }

    /// Where everything would be if no pane had the screen for itself.
    pub fn areas_unzoomed(&self) -> Areas {
        layout::arrange(Shape { whole: None, ..self.shape(false) })
    }

    fn shape(&self, zoom: bool) -> Shape {
        Shape {
            size: self.size,
            focus: self.focus,
            zoom,
            // What one came to through the matrix has its room.
            whole: self.whole.filter(|whole| *whole != Whole::Matrix || self.in_matrix()),
            filters: self.wish.query != Query::All || matches!(self.overlay, Some(Overlay::Filter(_))),
            lanes: self.view.wish.lanes.len() as u16,
            typed: self.overlay.as_ref().map_or([0; 2], |overlay| overlay.rows(self.size.1)),
            foot: self.reading.raw && self.sheets.front().is_none(),
            borders: self.borders,
        }
    }

    /// Letters that no key is bound to, or a paste: they go into the line being typed.
    pub fn type_text(&mut self, text: &str) -> Vec<Effect> {
        let Some(overlay) = self.overlay.take() else { return Vec::new() };
        let shared = Arc::clone(&self.shared);
        let (overlay, effects) = overlay.typed(text, self, &shared.glance());
        self.overlay = self.overlay.take().or(overlay);
        effects
    }

    /// Carries out an action.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        let shared = Arc::clone(&self.shared);
        self.apply_with(&shared.glance(), action)
    }

    /// Carries out an action, for callers that have the store in hand already.
    pub fn apply_with(&mut self, store: &Store, action: Action) -> Vec<Effect> {
        match action {
            Action::Quit => return self.leave(),
            Action::Suspend => return vec![Effect::Suspend],
            Action::Redraw => return vec![Effect::Redraw],
            Action::Mouse => return self.change_mouse(),
            _ => {}
        }
        let Some(overlay) = self.overlay.take() else {
            let left = self.focus;
            let effects = self.apply_to_panes(store, action);
            if left != Pane::List && self.focus == Pane::List {
                self.enter_list(store);
            }
            return effects;
        };
        let (overlay, effects) = overlay.apply(action, self, store);
        self.overlay = self.overlay.take().or(overlay);
        effects
    }

    fn apply_to_panes(&mut self, store: &Store, action: Action) -> Vec<Effect> {
        match action {
            Action::NextPane | Action::PreviousPane if self.in_matrix() => self.move_in_matrix(action),
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
            Action::Zoom => self.change_zoom(),
            Action::Raw => self.show_raw(),
            Action::ShowThemes | Action::ShowDates => self.change_detail(action),
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
            | Action::SetSpeaker
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
            Action::Carriers => self.overlay = Some(Overlay::Overview(Overview::carriers(self, store))),
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
        if listing.facet().is_some() && listing != self.listing {
            // Nothing of one list is selected in the other, whose first value is as good as any.
            self.list.at = 0;
        }
        (self.listing, self.focus, self.whole) = (listing, Pane::List, None);
        self.sheets.stack.clear();
        self.sheets.aside = false;
        self.select_listed(store);
        if listing == Listing::Statements && self.cursor.statement.is_none() {
            self.select_anew(store, self.list.at);
        }
        if listing.facet().is_none() || self.wish.values == listing.facet() {
            return Vec::new();
        }
        self.wish.values = listing.facet();
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

    /// Gives the focused pane the whole screen, or shares it again; where panes are shown one at a time, says so.
    fn change_zoom(&mut self) {
        self.zoom = !self.zoom;
        if self.areas_unzoomed().single {
            self.zoom = false;
            let key = self.keymap.key_for(self.place(), Action::NextPane);
            let words = format!("each pane has the whole of so small a screen already; {key} shows the next one");
            self.message = Some(Clean::from(words));
        }
    }

    /// Shows the raw source or the article again, and goes to the text where that is not in sight.
    fn show_raw(&mut self) {
        self.reading.raw = !self.reading.raw;
        if self.cursor.article.is_some() && (self.areas().text.is_empty() || self.sheets.front().is_some()) {
            (self.focus, self.whole, self.sheets.aside) = (Pane::Text, None, true);
        }
    }

    /// Marks words of themes or dates in the text, or no longer, and says so: the text need not be in sight.
    fn change_detail(&mut self, action: Action) {
        let told = self.reading.change_detail(action);
        let hidden = self.areas().text.is_empty() || self.sheets.front().is_some();
        self.message = Some(if hidden { Clean::from(format!("in the text, {told}")) } else { told.into() });
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
        let forgotten = std::mem::take(&mut self.copying.marked).len();
        if forgotten > 0 {
            let marks = super::page::counted(forgotten, "mark");
            self.message = Some(Clean::from(format!("{marks} for copying and export forgotten")));
        }
        if forgotten > 0
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
        let words = if self.has_mouse {
            "the mouse is the reader's"
        } else {
            "the mouse is the terminal's, to select text; the same key takes it back"
        };
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

    /// Filters by what was typed, which is remembered as it was typed: `last week` is another one next week.
    pub fn filter_as_typed(&mut self, words: &str, query: Query) -> Vec<Effect> {
        let effects = self.filter(query);
        self.typed_filter = Some((words.trim().to_owned(), self.wish.query.clone()));
        effects
    }

    /// The filter in force as an expression; as it was typed, where it was.
    pub fn filter_as_words(&self) -> String {
        let typed = self.typed_filter.as_ref().filter(|(_, query)| *query == self.wish.query);
        typed.map_or_else(|| self.wish.query.to_string(), |(words, _)| words.clone())
    }

    /// Saves the filter in force under a name, in place of what was saved under it.
    pub fn save_filter(&mut self, name: &str) -> Result<Vec<Effect>, String> {
        let name = name.trim();
        if name.is_empty() {
            return Err("a filter needs a name".to_owned());
        }
        let saved = (name.to_owned(), self.filter_as_words());
        self.saved.retain(|(other, _)| other != name);
        self.saved.push(saved.clone());
        sorting::plain(&mut self.saved);
        Ok(vec![Effect::Keep(Task::SaveFilter(saved))])
    }

    /// The order the list is in.
    pub fn order(&self) -> Order {
        self.view.wish.order
    }
}
