//! The line in which a filter is typed, in the row of filters; what is wrong in it is underlined and said below, and what
//! may go on with the term being typed is listed there too. What can be understood takes effect while one types; Esc brings
//! back what was in force before.

use super::{Next, Overlay};
use crate::store::query::complete::{self, Choices, Stub};
use crate::store::query::{Attribute, QueryError};
use crate::store::{Facet, Query};
use crate::ui::action::{Action, Place};
use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::layout::Areas;
use crate::ui::naming::Named;
use crate::ui::page::grouped;
use crate::ui::palette::Palette;
use crate::ui::panes::frame::shown_of_all;
use crate::ui::selection::{Cursor, distance};
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use crate::ui::widgets::window;
use crate::ui::worker::{Answer, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::ops::Range;

const LABEL: &str = " filter  ";

/// How terms are put together.
const GRAMMAR: &str = "-term leaves out   or   ( )   \"words in a row\"";

/// Most rows of what may go on with the line.
const MOST_ROWS: u16 = 8;

/// Lines of one thing that is wrong.
const MOST_ERROR_LINES: usize = 3;

/// Columns that the line needs before the count beside it.
const LEAST_LINE: u16 = 24;

/// Rows for what may go on with the line and what is wrong in it, on a screen of some height. The panes make room for them
/// as long as the line is open, so that nothing is covered and nothing moves while one types.
pub fn rows(height: u16) -> u16 {
    (height / 4).saturating_sub(1).clamp(1, MOST_ROWS)
}

/// A filter being typed.
pub struct FilterLine {
    line: LineEdit,
    errors: Vec<QueryError>,
    /// Names that nothing has: pointed out, but no reason not to take the filter, because more may come.
    unknown: Vec<QueryError>,
    /// What was in force when it was opened, and what was selected.
    before: Query,
    place: Cursor,
    /// What is being typed, where it can be completed.
    stub: Option<Stub>,
    /// The names for it, once they came.
    names: Vec<Named>,
    /// The completion with the cursor.
    at: usize,
    awaited: Option<u64>,
    /// Number of the request for names that nothing has.
    checked: u64,
}

/// One way to go on.
struct Completion {
    /// What takes the place of the stub.
    text: String,
    /// What a person reads.
    shown: Clean,
    /// What is said of it.
    about: Clean,
}

impl FilterLine {
    /// Opens the line with the filter that is in force.
    pub fn open(app: &mut App) -> (Overlay, Vec<Effect>) {
        let before = app.wish.query.clone();
        let mut text = app.filter_as_words();
        if !text.is_empty() {
            text.push(' ');
        }
        let line = LineEdit::new(text);
        let mut filter = Self {
            line,
            errors: Vec::new(),
            unknown: Vec::new(),
            before,
            place: app.cursor,
            stub: None,
            names: Vec::new(),
            at: 0,
            awaited: None,
            checked: 0,
        };
        let mut effects = filter.look_for_strangers(app);
        effects.extend(filter.look_for_names(app));
        (Overlay::Filter(filter), effects)
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App) -> Next {
        let effects = match action {
            Action::Open if self.errors.is_empty() => return (None, self.take(app)),
            // What may be completed is all that is wrong.
            Action::Open if self.wrong().next().is_none() => self.complete(app),
            Action::Close => {
                let effects = app.filter(self.before);
                return (None, app.select_again(self.place, effects));
            }
            Action::Complete => self.complete(app),
            Action::Down | Action::Up => {
                let by = distance(action, 1).unwrap_or(0);
                self.at = window::moved(self.at, by, self.completions().len());
                Vec::new()
            }
            _ if self.line.apply(action) => self.changed(app),
            _ => self.look_for_names(app),
        };
        (Some(Overlay::Filter(self)), effects)
    }

    /// Takes letters.
    pub fn typed(mut self, text: &str, app: &mut App) -> Next {
        self.line.insert(text);
        let effects = self.changed(app);
        (Some(Overlay::Filter(self)), effects)
    }

    /// Whether what it chooses from is still to come.
    pub fn awaits(&self) -> bool {
        self.awaited.is_some()
    }

    /// Whether something may go on with what is typed, or take the place of what is wrong in it.
    pub fn completes(&self) -> bool {
        !self.completions().is_empty() || self.meant().is_some()
    }

    /// The first name that may be meant by one that nothing has, and where it belongs; none where letters that are being
    /// typed may go on.
    fn meant(&self) -> Option<(Range<usize>, String)> {
        let goes_on = !self.completions().is_empty() && self.stub.as_ref().is_some_and(|stub| !stub.letters.is_empty());
        let mut wrong = self.wrong().filter(|_| !goes_on);
        wrong.find_map(|error| Some((error.at.clone(), error.meant.clone()?)))
    }

    /// Takes the completion in a row of what is drawn below the line, as Tab does.
    pub fn click(&mut self, row: u16, app: &mut App) -> Vec<Effect> {
        let areas = app.areas();
        let errors = self.error_lines(app, self.rest(app, areas.filters), areas.typed).len();
        let (top, lines) = self.window(usize::from(areas.typed.height).saturating_sub(errors));
        match usize::from(row).checked_sub(errors).filter(|line| *line < lines) {
            Some(line) => {
                self.at = top + line;
                self.complete(app)
            }
            None => Vec::new(),
        }
    }

    /// Takes the names that were asked for.
    pub fn hear(&mut self, answer: Answer) {
        match answer {
            Answer::Complete(number, names) if self.awaited == Some(number) => {
                (self.names, self.at, self.awaited) = (names, 0, None);
            }
            Answer::Unknown(number, unknown) if number == self.checked => self.unknown = unknown,
            _ => {}
        }
    }

    fn changed(&mut self, app: &mut App) -> Vec<Effect> {
        let mut effects = self.take_effect(app);
        effects.extend(self.look_for_names(app));
        effects.extend(self.look_for_strangers(app));
        effects
    }

    /// Asks for names that nothing has.
    fn look_for_strangers(&mut self, app: &mut App) -> Vec<Effect> {
        (self.checked, self.unknown) = (app.number(), Vec::new());
        vec![Effect::Ask(Request::Unknown(self.checked, self.line.text().to_owned()))]
    }

    fn take_effect(&mut self, app: &mut App) -> Vec<Effect> {
        let (query, errors) = Query::parse_lenient(self.line.text(), app.today);
        self.errors = errors;
        app.filter(query)
    }

    fn take(self, app: &mut App) -> Vec<Effect> {
        let (query, _) = Query::parse_lenient(self.line.text(), app.today);
        let effects = app.filter_as_typed(self.line.text(), query);
        app.select_again(self.place, effects)
    }

    /// Finds what is being typed, and asks for names where it is one.
    fn look_for_names(&mut self, app: &mut App) -> Vec<Effect> {
        let stub = complete::stub(self.line.text(), self.line.cursor());
        if stub == self.stub {
            return Vec::new();
        }
        (self.stub, self.at, self.awaited) = (stub, 0, None);
        self.names.clear();
        match &self.stub {
            Some(Stub { letters, choices: Choices::Names(facets), .. }) => {
                let number = app.number();
                self.awaited = Some(number);
                vec![Effect::Ask(Request::Complete(number, facets.clone(), letters.clone()))]
            }
            _ => Vec::new(),
        }
    }

    fn completions(&self) -> Vec<Completion> {
        match self.stub.as_ref().map(|stub| &stub.choices) {
            Some(Choices::Words(words)) => words.iter().map(|(word, about)| of_word(word, about)).collect(),
            Some(Choices::Names(_)) => self.names.iter().map(of_name).collect(),
            None => Vec::new(),
        }
    }

    /// Puts the name that may be meant in the place of one that nothing has, or else the chosen completion in the place of
    /// what is being typed.
    fn complete(&mut self, app: &mut App) -> Vec<Effect> {
        let chosen = self.completions().into_iter().nth(self.at).map(|chosen| chosen.text);
        let chosen = self.stub.as_ref().map(|stub| stub.at.clone()).zip(chosen);
        let meant = self.meant();
        let mends = meant.is_some();
        let Some((mut at, text)) = meant.or(chosen) else { return Vec::new() };
        self.stub = None;
        // One blank is enough.
        at.end += usize::from(
            text.ends_with(' ') && self.line.text().get(at.end..).is_some_and(|rest| rest.starts_with(' ')),
        );
        self.line.replace(at, &text);
        if mends {
            // What was set right is done with; one goes on where one was.
            self.line.apply(Action::CursorEnd);
        }
        self.changed(app)
    }

    /// Where the line is typed in its row: behind its label, before the count.
    fn rest(&self, app: &App, row: Rect) -> Rect {
        let x = row.x + LABEL.len() as u16;
        let (count, room) = (shown_of_all(app).width(), row.right().saturating_sub(x + 1));
        let taken = if count + LEAST_LINE.max(Clean::of(self.line.text()).width() + 1) <= room { count } else { 0 };
        Rect { x, width: room - taken, ..row }
    }

    /// Draws the line with what it leaves at its right, and below it what is wrong with it and what may go on with it.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let row = areas.filters;
        fill(buffer, row, " ", palette.text);
        Row::new().with(LABEL, palette.accent).draw(buffer, row);
        let rest = self.rest(app, row);
        if rest.right() + 1 < row.right() {
            shown_of_all(app).draw_right(buffer, row);
        }
        let wrong: Vec<Range<usize>> = self.wrong().map(|error| error.at.clone()).collect();
        let cursor = self.line.draw_marked(buffer, rest, palette, &wrong);
        self.draw_below(app, rest, areas, buffer);
        cursor
    }

    /// All that is wrong, one below the other, as far as there is room; a row is left for what may go on with the line.
    fn error_lines(&self, app: &App, line: Rect, area: Rect) -> Vec<Row> {
        let rows = self.wrong().flat_map(|error| self.error_rows(error, line, area.width, app));
        rows.take(MOST_ERROR_LINES.max(usize::from(area.height.saturating_sub(1)))).collect()
    }

    /// What is wrong, what cannot be understood first; what is being typed and may still be completed is not.
    fn wrong(&self) -> impl Iterator<Item = &QueryError> {
        let typing = self.stub.as_ref().filter(|_| !self.completions().is_empty()).map(|stub| stub.at.clone());
        let all = self.errors.iter().chain(&self.unknown);
        all.filter(move |error| typing.as_ref().is_none_or(|at| !(at.start..=at.end).contains(&error.at.end)))
    }

    fn column(&self, byte: usize, line: Rect) -> u16 {
        let before = self.line.text().get(..byte).unwrap_or("");
        line.x + Clean::of(before).width().min(line.width.saturating_sub(1))
    }

    /// What is wrong, under its place and with an arrow to it; where that leaves no room for the words, in lines of their own
    /// that point nowhere.
    fn error_rows(&self, error: &QueryError, line: Rect, width: u16, app: &App) -> Vec<Row> {
        let palette = &app.palette;
        let taken = self.meant().is_some_and(|(at, _)| at == error.at);
        let key = if taken { app.keymap.key_for(Place::FILTER, Action::Complete) } else { "" };
        let key = if key.is_empty() { String::new() } else { format!(" ({key})") };
        let words = Clean::of(&(error.message.clone() + &key));
        let at = self.column(error.at.start, line);
        if at + words.width() + 2 < width {
            return vec![Row::new().pad(at).with("↑ ", palette.warn).with(words, palette.warn)];
        }
        let lines = words.lines(width.saturating_sub(2), MOST_ERROR_LINES).into_iter();
        lines.map(|line| Row::new().pad(1).with(line, palette.warn)).collect()
    }

    /// Draws what is wrong with the line and what may go on with it; how terms are put together where that is nothing.
    fn draw_below(&self, app: &App, line: Rect, areas: &Areas, buffer: &mut Buffer) {
        let (palette, area) = (&app.palette, areas.typed);
        fill(buffer, area, " ", palette.text);
        let mut rows = self.error_lines(app, line, area);
        rows.extend(self.completion_rows(usize::from(area.height).saturating_sub(rows.len()), line, palette));
        if rows.is_empty() {
            rows.push(Row::new().pad(1).with(GRAMMAR, palette.muted));
        }
        for (row, y) in rows.into_iter().zip(area.y..area.bottom()) {
            row.cut(area.width).draw(buffer, Rect { y, height: 1, ..area });
        }
    }

    /// The first of the completions that have so many rows, and how many of them there are.
    fn window(&self, rows: usize) -> (usize, usize) {
        let all = self.completions().len();
        (window::top(0, self.at, all, rows as u16, |_| 1), all.min(rows))
    }

    /// What may go on with what is being typed, under its beginning.
    fn completion_rows(&self, room: usize, line: Rect, palette: &Palette) -> Vec<Row> {
        let (Some(stub), completions) = (&self.stub, self.completions()) else { return Vec::new() };
        let widest = |of: fn(&Completion) -> &Clean| completions.iter().map(|one| of(one).width()).max().unwrap_or(0);
        let (shown, about) = (widest(|one| &one.shown), widest(|one| &one.about));
        let width = (shown + about + 5).min(line.right());
        let x = self.column(stub.at.start, line).saturating_sub(2).min(line.right() - width);
        let (top, lines) = self.window(room);
        let row = |(at, one): (usize, Completion)| {
            let here = at == self.at;
            let style = if here { palette.strong } else { palette.text };
            let sign = if here { "▌ " } else { "  " };
            let row = Row::new().pad(x).with(sign, palette.accent).with(one.shown, style);
            row.pad(x + shown + 4).with(one.about, palette.muted)
        };
        completions.into_iter().enumerate().skip(top).take(lines).map(row).collect()
    }
}

fn of_word(word: &str, about: &'static str) -> Completion {
    // A field goes on with its value; a value of several words needs quotation marks only where another term follows, but
    // then it does.
    let text = if word.contains(' ') { format!("\"{word}\" ") } else { word.to_owned() };
    let text = if text.ends_with([':', ' ']) { text } else { text + " " };
    Completion { text, shown: Clean::of(word), about: about.into() }
}

fn of_name(named: &Named) -> Completion {
    let what = match named.facet {
        Facet::Actor => "",
        Facet::Theme => "theme, ",
        Facet::Source => "source, ",
    };
    let articles = if named.articles == 1 { "article" } else { "articles" };
    Completion {
        text: format!("{} ", Attribute::value(&named.id)),
        shown: Clean::of(&named.name),
        about: Clean::from(format!("{what}{} {articles}", grouped(named.articles as usize))),
    }
}
