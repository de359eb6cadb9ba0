//! The line in which a filter is typed, in the row of filters; what is wrong in it is underlined and said below, and what
//! may go on with the term being typed is listed under it. What can be understood takes effect while one types; Esc brings
//! back what was in force before.

use super::{Next, Overlay};
use crate::store::query::complete::{self, Choices, Stub};
use crate::store::query::{Attribute, QueryError};
use crate::store::{Facet, Query};
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::layout::Areas;
use crate::ui::page::grouped;
use crate::ui::palette::Palette;
use crate::ui::selection::{Cursor, distance};
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use crate::ui::widgets::window;
use crate::ui::worker::{Answer, Named, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::ops::Range;

const LABEL: &str = " filter  ";

/// Lines of the list of completions.
const MOST_LINES: usize = 8;

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
        let effects = filter.look_for_strangers(app);
        (Overlay::Filter(filter), effects)
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App) -> Next {
        let effects = match action {
            Action::Open if self.errors.is_empty() => return (None, self.take(app)),
            Action::Close => {
                let moved = std::mem::replace(&mut app.cursor, self.place) != self.place;
                let effects = app.filter(self.before);
                // Where what was typed last selects the same as before, no view would come that finds the rows anew.
                return (None, if moved && effects.is_empty() { app.ask_view() } else { effects });
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
        app.filter_as_typed(self.line.text(), query)
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

    /// Puts the chosen completion in the place of what is being typed.
    fn complete(&mut self, app: &mut App) -> Vec<Effect> {
        let chosen = self.completions().into_iter().nth(self.at);
        let Some((stub, chosen)) = self.stub.take().zip(chosen) else { return Vec::new() };
        self.line.replace(stub.at, &chosen.text);
        self.changed(app)
    }

    /// Draws the line, on the rule below it what is wrong with it, and below that what may go on with it.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let row = areas.filters;
        fill(buffer, row, " ", palette.text);
        let x = Row::new().with(LABEL, palette.accent).draw(buffer, row);
        let rest = Rect { x, width: row.right().saturating_sub(x + 1), ..row };
        let wrong: Vec<Range<usize>> = self.wrong().map(|error| error.at.clone()).collect();
        let cursor = self.line.draw_marked(buffer, rest, palette, &wrong);
        if let Some(error) = self.wrong().next() {
            self.draw_error(error, rest, areas.head_rule, palette, buffer);
        }
        self.draw_completions(rest, areas.middle, palette, buffer);
        cursor
    }

    /// What is wrong, what cannot be understood first; a name that may still be completed is not.
    fn wrong(&self) -> impl Iterator<Item = &QueryError> {
        let typing = self.stub.as_ref().filter(|_| !self.names.is_empty()).map(|stub| &stub.at);
        let unknown = self.unknown.iter().filter(move |error| typing.is_none_or(|at| at.end != error.at.end));
        self.errors.iter().chain(unknown)
    }

    fn column(&self, byte: usize, line: Rect) -> u16 {
        let before = self.line.text().get(..byte).unwrap_or("");
        line.x + Clean::of(before).width().min(line.width.saturating_sub(1))
    }

    /// Says what is wrong under the place; where that leaves no room for the words, they stand as far right as they can, and
    /// no arrow points to a wrong place.
    fn draw_error(&self, error: &QueryError, line: Rect, rule: Rect, palette: &Palette, buffer: &mut Buffer) {
        fill(buffer, rule, " ", palette.text);
        let words = Row::new().with(Clean::of(&error.message), palette.warn);
        let pointing = Row::new().with("↑ ", palette.warn).join(words.clone());
        let (at, right) = (self.column(error.at.start, line), rule.right().saturating_sub(1));
        let (says, left) = if at + pointing.width() <= right {
            (pointing, at)
        } else {
            let left = right.saturating_sub(words.width()).max(1);
            (words, left)
        };
        says.cut(right.saturating_sub(left))
            .draw(buffer, Rect { x: left, width: rule.width.saturating_sub(left), ..rule });
    }

    fn draw_completions(&self, line: Rect, middle: Rect, palette: &Palette, buffer: &mut Buffer) {
        let (Some(stub), completions) = (&self.stub, self.completions()) else { return };
        let lines = completions.len().min(MOST_LINES).min(usize::from(middle.height.saturating_sub(1)));
        let widest = |of: fn(&Completion) -> &Clean| completions.iter().map(|one| of(one).width()).max().unwrap_or(0);
        let (shown, about) = (widest(|one| &one.shown), widest(|one| &one.about));
        let width = (shown + about + 5).min(middle.width);
        let x = self.column(stub.at.start, line).saturating_sub(2).min(middle.right().saturating_sub(width));
        let top = window::top(0, self.at, completions.len(), lines as u16, |_| 1);
        // Below the heading of the list, which says what the filter leaves; from edge to edge, so that no torn words of the
        // panes stand beside it.
        let whole = Rect { y: middle.y + 1, height: lines as u16 + 1, ..middle }.intersection(middle);
        fill(buffer, whole, " ", palette.text);
        let below = Rect { y: whole.y + lines as u16, height: 1, ..whole }.intersection(whole);
        fill(buffer, below, "─", palette.faint);
        for (y, (at, one)) in (middle.y + 1..).zip(completions.iter().enumerate().skip(top).take(lines)) {
            let area = Rect { x, y, width, height: 1 };
            let here = at == self.at;
            let style = if here { palette.strong } else { palette.text };
            let row = Row::new().with(if here { "▌ " } else { "  " }, palette.accent).with(one.shown.clone(), style);
            row.pad(shown + 4).with(one.about.clone(), palette.muted).draw(buffer, area);
        }
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
