//! Overviews over all panes: of the keys, of what could not be read, of who carries something. Rows to scroll through; that
//! of the keys is printed from the action table.

use super::compare::Compare;
use super::{Next, Overlay, carriers};
use crate::store::Store;
use crate::text::fold::fold;
use crate::ui::action::{Action, Place, Section};
use crate::ui::app::App;
use crate::ui::layout::{Areas, inside};
use crate::ui::panes::list::outlet;
use crate::ui::selection::distance;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use crate::ui::widgets::window;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What an overview is of.
#[derive(Clone, Debug)]
enum Kind {
    Help,
    Warnings,
    Carriers(carriers::Told),
}

/// An overview and the row at its top.
pub struct Overview {
    kind: Kind,
    top: usize,
    height: usize,
    /// Which of the carriers is chosen, and whether it is to be in sight.
    at: usize,
    follows: bool,
    /// The rows that carriers begin with, as they are set, and how many rows there are in all.
    carriers: Vec<usize>,
    len: usize,
    /// Words that rows are to have; typed while `typing`.
    search: LineEdit,
    typing: bool,
}

impl Overview {
    /// All keys.
    pub fn help() -> Self {
        Self::of(Kind::Help)
    }

    /// What could not be read.
    pub fn warnings() -> Self {
        Self::of(Kind::Warnings)
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            top: 0,
            height: 0,
            at: 0,
            follows: false,
            carriers: Vec::new(),
            len: 0,
            search: LineEdit::default(),
            typing: false,
        }
    }

    /// Where its keys are listed.
    pub fn place(&self) -> Place {
        if self.typing { Place::FIND } else { Place::OVERVIEW }
    }

    /// Takes letters of words to search for.
    pub fn typed(mut self, text: &str) -> Next {
        if self.typing {
            self.search.insert(text);
            self.top = 0;
        }
        (Some(Overlay::Overview(self)), Vec::new())
    }

    /// Which outlets carry the selected statement or story.
    pub fn carriers(app: &App, store: &Store) -> Self {
        let told = carriers::told(app, store);
        // What is selected is known; where else it stands is asked.
        let elsewhere = |lead: carriers::Lead| app.cursor.article != Some(lead.article);
        let at = told.leads().position(elsewhere).unwrap_or(0);
        Self { at, ..Self::of(Kind::Carriers(told)) }
    }

    /// Where the chosen carrier leads.
    fn lead(&self) -> Option<carriers::Lead> {
        let Kind::Carriers(told) = &self.kind else { return None };
        told.leads().nth(self.at)
    }

    /// Whether it leads anywhere.
    pub fn leads(&self) -> bool {
        self.lead().is_some()
    }

    /// Whether it tells which outlets carry something.
    pub fn tells_carriers(&self) -> bool {
        matches!(self.kind, Kind::Carriers(_))
    }

    /// Whether it can be searched.
    pub fn searches(&self) -> bool {
        matches!(self.kind, Kind::Help)
    }

    /// Whether an action would do something: there is another carrier, or more than the screen shows.
    pub fn makes_sense(&self, action: Action) -> bool {
        match action {
            Action::Down => self.carriers.len() > 1 || self.len > self.height,
            Action::PageDown => self.len > self.height,
            _ => true,
        }
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App, store: &Store) -> Next {
        match action {
            Action::Compare if self.tells_carriers() => {
                return (Compare::open(app, store).or(Some(Overlay::Overview(self))), Vec::new());
            }
            Action::Close if self.typing || !self.search.text().is_empty() => {
                (self.search, self.typing) = (LineEdit::default(), false);
            }
            Action::Close => return (None, Vec::new()),
            Action::Find if self.searches() => self.typing = true,
            Action::Open if self.typing => self.typing = false,
            Action::Open => {
                let Some(lead) = self.lead() else { return (Some(Overlay::Overview(self)), Vec::new()) };
                match lead.statement {
                    Some(id) => app.read_statement(store, id),
                    None => app.read_article(store, lead.article),
                }
                let key = app.keymap.key_for(Place::TEXT, Action::Return);
                let name = store
                    .article(lead.article)
                    .map_or_else(String::new, |article| outlet(store, lead.article, &article));
                app.message = Some(Clean::from(format!("in {name}; {key} goes back")));
                return (None, Vec::new());
            }
            _ if self.typing => {
                self.search.apply(action);
            }
            _ => {}
        }
        match (distance(action, self.height), &self.kind) {
            (Some(by @ (1 | -1)), Kind::Carriers(told)) if self.leads() => {
                (self.at, self.follows) = (window::moved(self.at, by, told.leads().count()), true);
            }
            (Some(by), _) => self.wheel(by),
            (None, _) => {}
        }
        (Some(Overlay::Overview(self)), Vec::new())
    }

    /// Chooses the carrier of which a line on the screen tells; true where it was chosen before.
    pub fn click(&mut self, line: u16) -> bool {
        let at = self.carriers.partition_point(|row| *row <= self.top + usize::from(line)).checked_sub(1);
        at.is_some_and(|at| std::mem::replace(&mut self.at, at) == at)
    }

    /// Scrolls with the wheel.
    pub fn wheel(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
    }

    /// Its rows, and which of them carriers begin with.
    fn rows(&self, app: &App, width: u16) -> (Vec<Row>, Vec<usize>) {
        match &self.kind {
            Kind::Help => (help(app, width, &fold(self.search.text())), Vec::new()),
            Kind::Warnings => (warnings(app, width), Vec::new()),
            Kind::Carriers(told) => told.rows(width, self.at, app.palette.accent),
        }
    }

    /// Keeps the top inside.
    pub fn settle(&mut self, app: &App, areas: &Areas) {
        let area = inside(areas.middle);
        self.height = usize::from(area.height);
        let (rows, leads) = self.rows(app, area.width);
        if let Some(row) = leads.get(self.at) {
            if self.follows {
                // The blank line above it, and what is told of it, as far as there is room.
                let end = leads.get(self.at + 1).map_or(rows.len(), |next| next - 1);
                self.top = self.top.max(end.saturating_sub(self.height)).min(row.saturating_sub(1));
            } else if !(self.top..self.top + self.height).contains(row) {
                // Who pages on chooses what comes into sight.
                let in_sight = leads.partition_point(|row| *row < self.top);
                self.at = in_sight.min(leads.len() - 1);
            }
        }
        (self.follows, self.carriers, self.len) = (false, leads, rows.len());
        self.top = self.top.min(rows.len().saturating_sub(self.height));
    }

    /// Draws it over all panes.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        fill(buffer, areas.middle, " ", palette.text);
        let title = match &self.kind {
            Kind::Help => " KEYS",
            Kind::Warnings => " WHAT COULD NOT BE READ",
            Kind::Carriers(told) => told.title,
        };
        Row::new().with(title, palette.accent).draw(buffer, areas.middle);
        let area = inside(areas.middle);
        let (rows, _) = self.rows(app, area.width);
        if rows.len() > self.height {
            let seen = (self.top + self.height).min(rows.len()) * 100 / rows.len();
            Row::new()
                .with(if self.top == 0 { "top".to_owned() } else { format!("{seen} %") }, palette.muted)
                .with(" ", palette.muted)
                .draw_right(buffer, areas.middle);
        }
        for (line, row) in rows.iter().skip(self.top).take(self.height).enumerate() {
            row.draw(buffer, Rect { y: area.y + line as u16, height: 1, ..area });
        }
        let cursor =
            self.carriers.get(self.at).and_then(|row| row.checked_sub(self.top)).filter(|line| *line < self.height);
        let cursor = cursor.map(|line| Position::new(area.x, area.y + line as u16));
        self.draw_search(app, areas, buffer).map(|place| cursor.filter(|_| !self.typing).unwrap_or(place))
    }

    /// The line in which words to search for are typed, in place of the hints.
    fn draw_search(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        if !self.typing {
            // At the first line, where what is read begins.
            let area = inside(areas.middle);
            return (!area.is_empty()).then(|| Position::new(area.x, area.y));
        }
        let palette = &app.palette;
        fill(buffer, areas.hints, " ", palette.text);
        let x = Row::new().with(" / ", palette.accent).draw(buffer, areas.hints);
        let width = areas.hints.width.saturating_sub(4);
        self.search.draw(buffer, Rect { x, width, ..areas.hints }, palette)
    }
}

/// The table of actions, section by section, in as many columns as there is room for.
fn help(app: &App, width: u16, words: &str) -> Vec<Row> {
    /// Columns of a sheet, as wide as one in which most sentences are whole, and the widest that is of use.
    const COLUMN: std::ops::RangeInclusive<u16> = 64..=100;
    const MOST: u16 = 3;
    let count = (width / COLUMN.start()).clamp(1, MOST);
    let column = (width / count).min(*COLUMN.end());
    let room = column.saturating_sub(1);
    let sections: Vec<Vec<Row>> = Section::ALL.iter().map(|section| section_rows(app, *section, words, room)).collect();
    let columns = in_columns(sections, usize::from(count));
    let lines = columns.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let cells = (0..).zip(&columns).map(|(number, column)| (number, column.get(at).cloned().unwrap_or_default()));
        cells.fold(Row::new(), |row, (number, cell): (u16, Row)| row.pad(number * column).join(cell.cut(room)))
    };
    (0..lines).map(line).collect()
}

/// Sections in columns of about the same height, none of them torn.
fn in_columns(sections: Vec<Vec<Row>>, count: usize) -> Vec<Vec<Row>> {
    let fits = |most: usize| {
        let mut columns: Vec<usize> = Vec::new();
        for rows in sections.iter().map(Vec::len) {
            match columns.last_mut() {
                Some(filled) if *filled + rows <= most => *filled += rows,
                _ => columns.push(rows),
            }
        }
        columns.len() <= count
    };
    let total: usize = sections.iter().map(Vec::len).sum();
    let most = (total.div_ceil(count)..=total).find(|most| fits(*most)).unwrap_or(total);
    let mut columns: Vec<Vec<Row>> = Vec::new();
    for section in sections {
        match columns.last_mut() {
            Some(column) if column.len() + section.len() <= most => column.extend(section),
            _ => columns.push(section),
        }
    }
    columns
}

fn section_rows(app: &App, section: Section, words: &str, width: u16) -> Vec<Row> {
    /// Most lines of what a key means.
    const MOST: usize = 5;
    const KEYS: u16 = 16;
    let palette = &app.palette;
    let mut rows = vec![Row::new(), Row::new().with(" ", palette.text).with(section.title(), palette.strong)];
    for (keys, entries) in app.keymap.rows(section) {
        let keys = Clean::from(keys.join("  "));
        let names: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
        let sentences: Vec<&str> = entries.iter().map(|entry| entry.sentence).collect();
        let all = fold(&format!("{} {} {}", keys.words(), names.join(" "), sentences.join(" ")));
        if !words.split_whitespace().all(|word| all.contains(word)) {
            continue;
        }
        let keys = Row::new().with("  ", palette.text).with(keys, palette.key).pad(KEYS).with("  ", palette.text);
        let column = keys.width();
        let lines =
            Clean::from(sentences.join(" · ")).lines(width.saturating_sub(column).max(8), MOST).into_iter().enumerate();
        rows.extend(lines.map(|(at, line)| {
            let before = if at == 0 { keys.clone() } else { Row::new().pad(column) };
            before.with(line, palette.text)
        }));
    }
    if rows.len() == 2 { Vec::new() } else { rows }
}

fn warnings(app: &App, width: u16) -> Vec<Row> {
    let palette = &app.palette;
    let progress = &app.progress;
    let mut rows = vec![Row::new()];
    if progress.warnings.is_empty() && progress.faults.is_empty() {
        rows.push(Row::new().with(" Every file could be read.", palette.muted));
    }
    let room = width.saturating_sub(4);
    let wrong = progress.faults.iter().map(|(_, words)| words).chain(&progress.warnings).map(|w| (w, palette.text));
    for (words, style) in wrong.chain(progress.notes.iter().map(|n| (n, palette.muted))) {
        for (i, line) in words.lines(room, 4).into_iter().enumerate() {
            rows.push(Row::new().with(if i == 0 { " · " } else { "   " }, palette.muted).with(line, style));
        }
    }
    rows
}
