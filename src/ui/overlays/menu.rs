//! A list of things to go to or to take, over all panes: bookmarks and notes, saved filters, articles to compare with.

use super::compare::Compare;
use super::prompt::{Prompt, Purpose};
use super::{Next, Overlay};
use crate::export::brief::told;
use crate::store::stories::{Kin, Wording};
use crate::store::{ArticleId, Query, Store};
use crate::ui::action::Action;
use crate::ui::app::{App, Rows};
use crate::ui::effect::{Effect, Exported};
use crate::ui::layout::{Areas, inside};
use crate::ui::memory_thread::{Target, Task};
use crate::ui::page::{counted, grouped, speaker_name};
use crate::ui::panes::list;
use crate::ui::selection::distance;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::window;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Bookmarks and notes.
    Marks,
    /// Saved filters.
    Filters,
    /// Articles that tell the same story as the selected one.
    Kin,
}

/// A list with a cursor.
pub struct Menu {
    of: Of,
    rows: Rows,
    height: u16,
    /// How many rows there are, and how many lines they take.
    size: (usize, usize),
}

/// One row: what taking it means, and its lines.
struct Item {
    meant: Meant,
    lines: Vec<Row>,
}

/// What taking a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meant {
    /// Going to something that is marked.
    Going(Target),
    /// Filtering by what was saved under this name.
    Filtering(String),
    /// Comparing the selected article with this one.
    Comparing(ArticleId),
}

impl Menu {
    /// Opens a list.
    pub fn open(of: Of) -> Overlay {
        Overlay::Menu(Self { of, rows: Rows::default(), height: 0, size: (0, 0) })
    }

    /// What is listed.
    pub fn of(&self) -> Of {
        self.of
    }

    /// Whether an action would do something: there is another row, or more than a page.
    pub fn makes_sense(&self, action: Action) -> bool {
        match action {
            Action::Down => self.size.0 > 1,
            Action::PageDown => self.size.1 > usize::from(self.height),
            _ => true,
        }
    }

    /// What taking a row is called.
    pub fn taking(&self) -> &'static str {
        match self.of {
            Of::Marks => "go there",
            Of::Filters => "filter by it",
            Of::Kin => "compare",
        }
    }

    /// Whether there is nothing to take.
    pub fn is_empty(&self, app: &App) -> bool {
        match self.of {
            Of::Marks => app.memory.bookmarks.is_empty() && app.memory.notes.is_empty(),
            Of::Filters => app.saved.is_empty(),
            Of::Kin => false,
        }
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App, store: &Store) -> Next {
        let items = self.items(app, store, app.size.0);
        let chosen = items.get(self.rows.at).map(|item| item.meant.clone());
        match action {
            Action::Close | Action::Left => return (None, Vec::new()),
            Action::Open => {
                let effects = chosen.map_or_else(Vec::new, |chosen| take(&chosen, app, store));
                return (None, effects);
            }
            Action::Save if self.of == Of::Filters && app.wish.query != Query::All => {
                let (prompt, effects) = Prompt::open(Purpose::Save, "", app);
                return (Some(prompt), effects);
            }
            Action::Export if self.of == Of::Marks && !self.is_empty(app) => {
                let (what, words) = (app.memory.marked_as_filter(), "what is bookmarked or noted".to_owned());
                let (prompt, effects) = Prompt::export(Exported::Filtered(what), words, app);
                return (Some(prompt), effects);
            }
            Action::Delete => {
                let effects = chosen.map_or_else(Vec::new, |chosen| remove(&chosen, app));
                return (Some(Overlay::Menu(self)), effects);
            }
            _ => {
                let page = usize::from(self.height / 2).max(1);
                if let Some(by) = distance(action, page) {
                    self.rows.at = window::moved(self.rows.at, by, items.len());
                }
            }
        }
        (Some(Overlay::Menu(self)), Vec::new())
    }

    /// Moves the cursor with the wheel.
    pub fn wheel(&mut self, by: isize) {
        self.rows.at = self.rows.at.saturating_add_signed(by);
    }

    /// Keeps the cursor inside and in sight.
    pub fn settle(&mut self, app: &App, store: &Store, areas: &Areas) {
        let area = rows_area(areas);
        let items = self.items(app, store, area.width);
        self.height = area.height;
        self.size = (items.len(), items.iter().map(|item| item.lines.len()).sum());
        self.rows.at = self.rows.at.min(items.len().saturating_sub(1));
        let measure = |at: usize| items.get(at).map_or(1, |item| item.lines.len() as u16);
        self.rows.top = window::top(self.rows.top, self.rows.at, items.len(), area.height, measure);
    }

    fn items(&self, app: &App, store: &Store, width: u16) -> Vec<Item> {
        match self.of {
            Of::Marks => marks(app, store, width),
            Of::Filters => app.saved.iter().map(|saved| filter(app, saved, width)).collect(),
            Of::Kin => kin(app, store, width),
        }
    }

    /// Draws it over all panes; the terminal's cursor belongs to the row that is chosen.
    pub fn draw(&self, app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        fill(buffer, areas.middle, " ", palette.text);
        let (title, nothing) = match self.of {
            Of::Kin => (" COMPARE WITH", "Nothing else here tells the same story."),
            Of::Filters if app.wish.query == Query::All => {
                (" SAVED FILTERS", "No filter is saved, and none is in force.  Esc, then F types one; B and s save it.")
            }
            Of::Filters => (" SAVED FILTERS", "No filter is saved.  s saves the one in force under a name."),
            Of::Marks => (
                " BOOKMARKS AND NOTES",
                "Nothing is bookmarked.  m bookmarks what is selected, c notes something on it.",
            ),
        };
        Row::new().with(title, palette.accent).draw(buffer, areas.middle);
        let area = rows_area(areas);
        let items = self.items(app, store, area.width);
        if items.is_empty() {
            let lines = Clean::from(nothing).lines(area.width.saturating_sub(2), 3);
            for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
                let row = Row::new().with(" ", palette.text).with(line, palette.muted);
                row.draw(buffer, Rect { y, height: 1, ..area });
            }
            return None;
        }
        let count = format!("{} of {} ", grouped(self.rows.at + 1), grouped(items.len()));
        Row::new().with(count, palette.muted).draw_right(buffer, areas.middle);
        let (mut y, mut cursor) = (area.y, None);
        for (at, item) in items.into_iter().enumerate().skip(self.rows.top) {
            let here = at == self.rows.at;
            cursor = if here { Some(Position::new(area.x, y)) } else { cursor };
            for line in item.lines {
                if y >= area.bottom() {
                    return cursor;
                }
                let row = Row::new().with(if here { "▌" } else { " " }, palette.accent);
                let line = if here { line.patch(palette.strong) } else { line };
                row.join(line).cut(area.width).draw(buffer, Rect { y, height: 1, ..area });
                y += 1;
            }
        }
        cursor
    }
}

fn rows_area(areas: &Areas) -> Rect {
    let area = inside(areas.middle);
    Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
}

fn take(meant: &Meant, app: &mut App, store: &Store) -> Vec<Effect> {
    match meant {
        Meant::Filtering(name) => filter_by(name, app),
        Meant::Comparing(other) => {
            app.overlay = Compare::with(app, store, *other);
            Vec::new()
        }
        Meant::Going(target) => {
            match *target {
                Target::Article(id) => app.read_article(store, id),
                Target::Statement(id) => app.read_statement(store, id),
            }
            Vec::new()
        }
    }
}

/// Takes what a row stands for away.
fn remove(meant: &Meant, app: &mut App) -> Vec<Effect> {
    match *meant {
        Meant::Filtering(ref name) => {
            app.saved.retain(|(other, _)| other != name);
            vec![Effect::Keep(Task::ForgetFilter(name.clone()))]
        }
        Meant::Comparing(_) => Vec::new(),
        Meant::Going(target) => {
            let bookmarked = app.memory.bookmarks.remove(&target);
            let mut effects = app.note(target, "");
            effects.extend(bookmarked.then_some(Effect::Keep(Task::Bookmark(target, false))));
            effects
        }
    }
}

fn filter_by(name: &str, app: &mut App) -> Vec<Effect> {
    let Some((_, expression)) = app.saved.iter().find(|(other, _)| other == name) else { return Vec::new() };
    match Query::parse_on(expression, app.today) {
        Ok(query) => app.filter(query),
        Err(error) => {
            app.message = Some(Clean::from(format!("{name}: {}", error.message)));
            Vec::new()
        }
    }
}

/// A saved filter on one line.
fn filter(app: &App, (name, expression): &(String, String), width: u16) -> Item {
    let palette = &app.palette;
    let column = (width / 3).clamp(12, 33);
    let row = Row::new().with(" ", palette.text).with(Clean::of(name).cut(column - 3), palette.text).pad(column);
    let line = row.with(Clean::of(expression), palette.muted).cut(width.saturating_sub(2));
    Item { meant: Meant::Filtering(name.clone()), lines: vec![line] }
}

/// The articles that tell the same story as the selected one, each with what they have in common.
fn kin(app: &App, store: &Store, width: u16) -> Vec<Item> {
    let palette = &app.palette;
    let kin = app.cursor.article.map_or_else(Vec::new, |article| store.kin(article));
    let item = |(other, kin): (ArticleId, Kin)| {
        let article = store.article(other)?;
        let date = list::date(store, other);
        let common = match kin {
            Kin::Copy(Wording::Same) => "near-copy in the same words".to_owned(),
            Kin::Copy(_) => "near-copy".to_owned(),
            Kin::Statements(count) => format!("{} in common", counted(count, "statement")),
        };
        let head =
            Row::new().with(" ", palette.text).with(Clean::from(list::outlet(store, other, &article)), palette.text);
        let facts = Row::new().pad(3).with(format!("{common} · {date}"), palette.muted);
        let titled = article.title.as_ref().filter(|_| article.source.is_some());
        let facts = titled.into_iter().fold(facts, |row, title| {
            row.with(" · ", palette.muted).with(Clean::beginning(&title.text, usize::from(width)), palette.muted)
        });
        let lines = [head, facts].map(|row| row.cut(width.saturating_sub(2))).to_vec();
        Some(Item { meant: Meant::Comparing(other), lines })
    };
    kin.into_iter().filter_map(item).collect()
}

fn marks(app: &App, store: &Store, width: u16) -> Vec<Item> {
    let by_article = app.marks_by_article(store);
    let item = |article: ArticleId, target: &Target| mark(app, store, article, *target, width);
    let all =
        by_article.iter().flat_map(|(article, targets)| targets.iter().filter_map(|target| item(*article, target)));
    all.collect()
}

/// Who said what, or which article it is.
pub fn told_of(store: &Store, target: Target, width: u16) -> Option<Clean> {
    let (article, statement) = match target {
        Target::Statement(id) => store.statement(id).map(|(article, statement)| (article, Some(statement)))?,
        Target::Article(id) => (id, None),
    };
    let article = store.article(article)?;
    Some(match statement {
        Some(statement) => {
            let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
            Clean::from(format!("{}: {}", name.words(), told(&article, &statement)))
        }
        None => list::title(&article, width).into_iter().next().unwrap_or_default(),
    })
}

/// Columns of what is marked: a statement or an article.
const KIND: u16 = 9;

/// What is marked and of what kind it is, on one line; the note below it, farther in.
fn mark(app: &App, store: &Store, id: ArticleId, target: Target, width: u16) -> Option<Item> {
    let palette = &app.palette;
    let article = store.article(id)?;
    let (told, kind) = match target {
        Target::Statement(id) => {
            let (_, statement) = store.statement(id)?;
            let name = speaker_name(&article, &statement).unwrap_or_else(|| "unnamed".into());
            let words = Clean::of(&told(&article, &statement));
            (Row::new().with(name, palette.muted).with("  ", palette.muted).with(words, palette.text), "statement")
        }
        Target::Article(_) => {
            let title = list::title(&article, width).into_iter().next().unwrap_or_default();
            (Row::new().with(title, palette.text), "article")
        }
    };
    let width = width.saturating_sub(2);
    let room = width.saturating_sub(KIND);
    let sign = Row::new().with(app.memory.signs(target), palette.accent).pad(3);
    let head = sign.join(told).cut(room.saturating_sub(2)).pad(room).with(kind, palette.muted).cut(width);
    let note = app.memory.notes.get(&target);
    let note = note.map(|note| Row::new().pad(5).with(Clean::of(note), palette.text).cut(width));
    Some(Item { meant: Meant::Going(target), lines: std::iter::once(head).chain(note).collect() })
}
