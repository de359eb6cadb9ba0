//! A line that is typed for some purpose, in place of the hints: a note, a command, a name, a file. Above it stand what it is
//! for, the keys, and what may go on with it.

use super::{Next, Overlay, draw_title, menu};
use crate::store::{Facet, Store};
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::command;
use crate::ui::correcting::{self, Subject};
use crate::ui::effect::{Effect, Exported};
use crate::ui::layout::Areas;
use crate::ui::memory_thread::Target;
use crate::ui::selection::distance;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use crate::ui::widgets::window;
use crate::ui::worker::{Answer, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::ops::Range;

/// Most rows of what may go on with the line.
const MOST_ROWS: u16 = 8;

/// Widest name of the folder that a file is written into.
const FOLDER: u16 = 40;

/// Columns that the line needs beside what is said of it.
const LEAST_LINE: u16 = 8;

/// What the line is typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A note on something.
    Note(Target),
    /// A command.
    Command,
    /// A name for the filter in force.
    Save,
    /// A file for something, which is said in words.
    Export(Exported, String),
    /// What a correction needs, and the name of the actor that it is about, if it is about one.
    Correct(Subject, String),
}

/// One way to go on with what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that it takes the place of.
    pub at: Range<usize>,
    /// What stands there then.
    pub text: String,
    /// What is said of it.
    pub about: String,
}

/// A line and what it is for.
pub struct Prompt {
    purpose: Purpose,
    line: LineEdit,
    completions: Vec<Completion>,
    /// The completion with the cursor.
    at: usize,
    /// Whether the cursor was put there.
    moved: bool,
    /// What is wrong with what was typed.
    error: Option<String>,
    /// Which line of the past is shown, counted from the latest, and what was typed before.
    past: Option<(usize, String)>,
    awaited: Option<u64>,
    /// Whether the user was warned that a file is there, and it may be written over.
    sure: bool,
}

impl Prompt {
    /// Opens a line that holds `text`.
    pub fn open(purpose: Purpose, text: &str, app: &mut App) -> (Overlay, Vec<Effect>) {
        let is_proposal = matches!(purpose, Purpose::Export(..) | Purpose::Correct(Subject::Date(_), _));
        let line = if is_proposal { LineEdit::proposing(text) } else { LineEdit::new(text) };
        let mut prompt = Self {
            purpose,
            line,
            completions: Vec::new(),
            at: 0,
            moved: false,
            error: None,
            past: None,
            awaited: None,
            sure: false,
        };
        let effects = prompt.changed(app);
        (Overlay::Prompt(Box::new(prompt)), effects)
    }

    /// Opens the line for a note on what is selected, with the one there is.
    pub fn note(app: &mut App) -> Option<(Overlay, Vec<Effect>)> {
        let target = app.target()?;
        let text = app.memory.notes.get(&target).cloned().unwrap_or_default();
        Some(Self::open(Purpose::Note(target), &text, app))
    }

    /// Opens the line for the file into which something is written, which is also said in words.
    pub fn export(what: Exported, words: String, app: &mut App) -> (Overlay, Vec<Effect>) {
        Self::open(Purpose::Export(what, words), "briefing.md", app)
    }

    /// Carries out an action.
    pub fn apply(mut self: Box<Self>, action: Action, app: &mut App, store: &Store) -> Next {
        let effects = match action {
            Action::Close => return (None, Vec::new()),
            Action::Back if self.line.text().is_empty() => return (None, Vec::new()),
            // A command that takes words goes on with them.
            Action::Open if self.meant().is_some_and(|meant| meant.text.ends_with(' ')) => self.complete(app),
            Action::Open => match self.finish(app, store) {
                Ok(effects) => return (app.overlay.take(), effects),
                Err(error) => {
                    self.error = Some(error);
                    Vec::new()
                }
            },
            Action::Complete => self.complete(app),
            Action::Down | Action::Up => self.step(distance(action, 1).unwrap_or(0), app),
            _ if self.line.apply(action) => self.changed(app),
            _ => Vec::new(),
        };
        (Some(Overlay::Prompt(self)), effects)
    }

    /// Takes letters.
    pub fn typed(mut self: Box<Self>, text: &str, app: &mut App) -> Next {
        self.line.insert(text);
        let effects = self.changed(app);
        (Some(Overlay::Prompt(self)), effects)
    }

    /// Whether what it chooses from is still to come.
    pub fn awaits(&self) -> bool {
        self.awaited.is_some()
    }

    /// Takes the names that were asked for.
    pub fn hear(&mut self, answer: Answer) {
        if let Answer::Complete(number, names) = answer
            && self.awaited == Some(number)
        {
            self.awaited = None;
            let Purpose::Correct(subject, _) = &self.purpose else { return };
            let named = names.iter().map(|named| (&*named.id, &*named.name)).filter(|(id, _)| !subject.leaves_out(id));
            self.completions = self.of_actors(named);
        }
    }

    /// Actors to choose from, for the whole line.
    fn of_actors<'a>(&self, actors: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Completion> {
        let at = 0..self.line.text().len();
        actors.map(|(id, name)| Completion { at: at.clone(), text: id.to_owned(), about: name.to_owned() }).collect()
    }

    fn finish(&mut self, app: &mut App, store: &Store) -> Result<Vec<Effect>, String> {
        let text = self.line.text().to_owned();
        match &self.purpose {
            Purpose::Note(target) => Ok(app.note(*target, &text)),
            Purpose::Command => {
                let mut line = text;
                if let Some(meant) = self.meant() {
                    line.replace_range(meant.at.clone(), &meant.text);
                }
                command::run(&line, app, store)
            }
            Purpose::Save => app.save_filter(&text),
            Purpose::Correct(subject, _) => {
                let chosen = self.completions.get(self.at).filter(|_| subject.chooses());
                let words = chosen.map_or(&text, |chosen| &chosen.text);
                let correction = correcting::correction(subject, words, store, app.today)?;
                Ok(app.correct(store, correction))
            }
            Purpose::Export(what, _) => {
                // What is marked in the list is what is written.
                let text = self.completions.get(self.at).map_or(text, |chosen| chosen.text.clone());
                let sure = std::mem::replace(&mut self.sure, true);
                command::export(&text, sure, what.clone(), app)
            }
        }
    }

    /// The completion of a command that is meant with Enter: the one that was gone to, or the first one for what is no name.
    fn meant(&self) -> Option<&Completion> {
        let typed = self.line.text().trim_start();
        let begun = || !typed.is_empty() && !typed.contains(' ') && !command::is_name(typed);
        let chosen = self.completions.get(self.at).filter(|_| self.purpose == Purpose::Command);
        chosen.filter(|_| self.moved || begun())
    }

    fn changed(&mut self, app: &mut App) -> Vec<Effect> {
        (self.at, self.moved, self.error, self.past, self.sure) = (0, false, None, None, false);
        self.completions.clear();
        self.awaited = None;
        match self.purpose {
            // Before anything is typed, whom the article names.
            Purpose::Correct(Subject::Speaker(ref said), _) if self.line.text().is_empty() => {
                self.completions = self.of_actors(said.near.iter().map(|(id, name)| (&**id, &**name)));
            }
            Purpose::Note(_) | Purpose::Save | Purpose::Correct(..) => {}
            Purpose::Export(..) => {
                self.completions = command::endings(self.line.text());
                let typed = self.completions.iter().position(|one| one.text == self.line.text());
                self.at = typed.unwrap_or(0);
            }
            Purpose::Command => self.completions = command::completions(self.line.text(), app),
        }
        match self.names() {
            Some(facets) => {
                let number = app.number();
                self.awaited = Some(number);
                vec![Effect::Ask(Request::Complete(number, facets, self.line.text().to_owned()))]
            }
            None => Vec::new(),
        }
    }

    /// Names of what are to be typed.
    fn names(&self) -> Option<Vec<Facet>> {
        match self.purpose {
            Purpose::Correct(ref subject, _) if subject.chooses() && !self.line.text().is_empty() => {
                Some(vec![Facet::Actor])
            }
            _ => None,
        }
    }

    /// To another completion; up from an empty line, or among lines of the past, to another one of these.
    fn step(&mut self, by: isize, app: &App) -> Vec<Effect> {
        let typed = &app.memory.typed;
        let into_past = by < 0 && !self.moved && !typed.is_empty() && self.line.text().is_empty();
        if self.purpose == Purpose::Command && (self.past.is_some() || into_past) {
            let (at, before) = self.past.take().map_or((None, self.line.text().to_owned()), |(at, s)| (Some(at), s));
            let next = at.map_or(-1, usize::cast_signed) - by;
            let older = usize::try_from(next.min(typed.len().cast_signed() - 1)).ok();
            let line = older.and_then(|older| typed.get(typed.len() - 1 - older));
            self.line = LineEdit::new(line.unwrap_or(&before).clone());
            self.past = older.map(|older| (older, before));
            self.completions.clear();
        } else {
            let first = !self.moved && self.line.text().is_empty() && self.purpose == Purpose::Command;
            self.at = if first { 0 } else { window::moved(self.at, by, self.completions.len()) };
            self.moved = true;
            (self.sure, self.error) = (false, None);
        }
        Vec::new()
    }

    fn complete(&mut self, app: &mut App) -> Vec<Effect> {
        let Some(chosen) = self.completions.get(self.at).cloned() else { return Vec::new() };
        self.line.replace(chosen.at, &chosen.text);
        self.changed(app)
    }

    fn label(&self) -> &'static str {
        match &self.purpose {
            Purpose::Correct(subject, _) => subject.label(),
            Purpose::Note(_) => " note  ",
            Purpose::Command => " : ",
            Purpose::Save => " save as  ",
            Purpose::Export(..) => " to  ",
        }
    }

    fn advice(&self) -> &'static str {
        match &self.purpose {
            Purpose::Correct(subject, _) => subject.advice(),
            Purpose::Note(_) => "left empty, there is none ",
            Purpose::Export(..) => "a file; its ending is the format ",
            Purpose::Save => "a name to find it by ",
            Purpose::Command => "Up: earlier ones ",
        }
    }

    /// What Enter does, in a word.
    pub fn taking(&self) -> &'static str {
        match &self.purpose {
            Purpose::Correct(..) => "correct",
            Purpose::Note(_) => "keep",
            Purpose::Command => "run",
            Purpose::Save => "save",
            Purpose::Export(..) if self.sure => "write over it",
            Purpose::Export(..) => "write",
        }
    }

    /// Rows for what may go on with the line, on a screen of some height: as many while one types, so that nothing moves.
    pub fn rows(&self, height: u16) -> u16 {
        let lists = match &self.purpose {
            Purpose::Correct(subject, _) => subject.chooses(),
            Purpose::Command | Purpose::Export(..) => true,
            Purpose::Note(_) | Purpose::Save => false,
        };
        if lists { (height / 3).min(MOST_ROWS) } else { 0 }
    }

    /// Whether something may go on with what is typed.
    pub fn completes(&self) -> bool {
        !self.completions.is_empty()
    }

    /// Selects a completion by its row; tells whether it was selected before.
    pub fn click(&mut self, row: u16, rows: u16) -> bool {
        let at = self.top(rows) + usize::from(row);
        let again = at == self.at && self.moved;
        if at < self.completions.len() {
            (self.at, self.moved, self.sure, self.error) = (at, true, false, None);
        }
        again && at < self.completions.len()
    }

    /// The first completion that is in sight in so many rows.
    fn top(&self, rows: u16) -> usize {
        window::top(0, self.at, self.completions.len(), rows, |_| 1)
    }

    /// What the line is typed for.
    fn title(&self, app: &App, store: &Store, width: u16) -> Row {
        let palette = &app.palette;
        let (word, about) = match &self.purpose {
            Purpose::Note(target) => ("NOTE", menu::told_of(store, *target, width).unwrap_or_default()),
            Purpose::Command => ("COMMAND", Clean::default()),
            Purpose::Save => ("SAVE THE FILTER", Clean::from(app.filter_as_words())),
            Purpose::Export(_, what) => ("EXPORT", Clean::of(what)),
            Purpose::Correct(..) => ("CORRECTION", Clean::default()),
        };
        let title = Row::new().with(word, palette.accent);
        if about.is_empty() { title } else { title.with(" ", palette.text).with(about, palette.strong) }
    }

    /// Draws the line, above it what it is for and which keys do what, and between them what may go on with it. What is wrong
    /// stands at the right of the line, or above it where there is no room.
    pub fn draw(&self, app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let (palette, row) = (&app.palette, areas.hints);
        fill(buffer, row, " ", palette.text);
        let who = match &self.purpose {
            Purpose::Correct(_, who) if !who.is_empty() => {
                Row::new().with(" ", palette.text).with(Clean::of(who).cut(row.width / 4), palette.strong)
            }
            _ => Row::new(),
        };
        let label = who.with(self.label(), palette.accent);
        let typed = Clean::of(self.line.text()).width().max(LEAST_LINE) + 1;
        let says = self.says(app);
        let beside = label.width() + says.width() + typed <= row.width;
        draw_title(self.title(app, store, row.width), app, areas, buffer);
        let says = if beside { says } else { Row::new() };
        let x = label.draw(buffer, row);
        let width = row.right().saturating_sub(x + says.width() + 1);
        says.draw_right(buffer, row);
        self.draw_completions(x.saturating_sub(2), app, areas.typed, buffer);
        if let Some(error) = self.error.as_ref().filter(|_| !beside) {
            let above = Rect { y: row.y.saturating_sub(1), ..row };
            fill(buffer, above, " ", palette.text);
            Row::new().with(" ", palette.text).with(Clean::of(error), palette.warn).cut(row.width).draw(buffer, above);
        }
        self.line.draw(buffer, Rect { x, width, ..row }, palette)
    }

    /// What stands at the right of the line: what is wrong, what may be typed, or into which folder a file goes.
    fn says(&self, app: &App) -> Row {
        let palette = &app.palette;
        let is_relative = |file: &str| !file.starts_with(['/', '~']);
        match &self.error {
            Some(error) => Row::new().with(Clean::of(error), palette.warn).with(" ", palette.text),
            None if self.line.text().is_empty() => Row::new().with(self.advice(), palette.muted),
            None if matches!(self.purpose, Purpose::Export(..))
                && !app.folder.is_empty()
                && is_relative(self.line.text()) =>
            {
                let folder = app.folder.cut_middle(FOLDER);
                Row::new().with("in ", palette.muted).with(folder, palette.muted).with(" ", palette.text)
            }
            None => Row::new(),
        }
    }

    /// Draws what may go on with the line, from a column on.
    fn draw_completions(&self, x: u16, app: &App, area: Rect, buffer: &mut Buffer) {
        let palette = &app.palette;
        fill(buffer, area, " ", palette.text);
        // Of actors the names are read, and their ids tell apart who is called the same.
        let turned = matches!(self.purpose, Purpose::Correct(..));
        let parts = |one: &Completion| {
            let parts = [&one.text, &one.about].map(|part| Clean::of(part));
            if turned { [parts[1].clone(), parts[0].clone()] } else { parts }
        };
        let widest = |part: usize| self.completions.iter().map(|one| parts(one)[part].width()).max().unwrap_or(0);
        let (shown, about) = (widest(0), widest(1));
        let width = (shown + about + 6).min(area.width);
        let x = x.min(area.width - width);
        let rows = self.completions.iter().enumerate().skip(self.top(area.height));
        for (y, (at, one)) in (area.y..area.bottom()).zip(rows) {
            // Of commands none is meant before one is typed or gone to.
            let here = at == self.at && (self.purpose != Purpose::Command || self.meant().is_some());
            let style = if here { palette.strong } else { palette.text };
            let [words, told] = parts(one);
            let row = Row::new().with(if here { "▌ " } else { "  " }, palette.accent).with(words, style);
            row.pad(shown + 4).with(told, palette.muted).cut(width).draw(buffer, Rect { x, y, width, height: 1 });
        }
    }
}
