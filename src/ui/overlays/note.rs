//! Help and warnings: rows to scroll through, over all panes. Help is printed from the action table.

use super::{Next, Overlay};
use crate::ui::action::{Action, Section, TABLE};
use crate::ui::app::App;
use crate::ui::layout::{Areas, inside};
use crate::ui::selection::distance;
use crate::ui::typeset::{Clean, Row, fill};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Help,
    Warnings,
}

/// A note and the row at its top.
pub struct Note {
    kind: Kind,
    top: usize,
    height: usize,
}

impl Note {
    /// All keys.
    pub fn help() -> Self {
        Self { kind: Kind::Help, top: 0, height: 0 }
    }

    /// What could not be read.
    pub fn warnings() -> Self {
        Self { kind: Kind::Warnings, top: 0, height: 0 }
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, _app: &mut App) -> Next {
        if action == Action::Close {
            return (None, Vec::new());
        }
        if let Some(by) = distance(action, self.height) {
            self.top = self.top.saturating_add_signed(by);
        }
        (Some(Overlay::Note(self)), Vec::new())
    }

    /// Scrolls with the wheel.
    pub fn wheel(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
    }

    fn rows(&self, app: &App, width: u16) -> Vec<Row> {
        match self.kind {
            Kind::Help => help(app, width),
            Kind::Warnings => warnings(app, width),
        }
    }

    /// Keeps the top inside.
    pub fn settle(&mut self, app: &App, areas: &Areas) {
        let area = inside(areas.middle);
        self.height = usize::from(area.height);
        self.top = self.top.min(self.rows(app, area.width).len().saturating_sub(self.height));
    }

    /// Draws it over all panes.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) {
        let palette = &app.palette;
        fill(buffer, areas.middle, " ", palette.text);
        let title = match self.kind {
            Kind::Help => " KEYS",
            Kind::Warnings => " WHAT COULD NOT BE READ",
        };
        Row::new().with(title, palette.accent).draw(buffer, areas.middle);
        let area = inside(areas.middle);
        let rows = self.rows(app, area.width);
        if rows.len() > self.height {
            let seen = (self.top + self.height).min(rows.len()) * 100 / rows.len();
            Row::new()
                .with(format!("{seen} %"), palette.muted)
                .with(" ", palette.muted)
                .draw_right(buffer, areas.middle);
        }
        for (line, row) in rows.iter().skip(self.top).take(self.height).enumerate() {
            row.draw(buffer, Rect { y: area.y + line as u16, height: 1, ..area });
        }
    }
}

/// The table of actions, section by section, in two columns where there is room.
fn help(app: &App, width: u16) -> Vec<Row> {
    const COLUMN: u16 = 76;
    let sections: Vec<Vec<Row>> = Section::ALL.iter().map(|section| section_rows(app, *section)).collect();
    let total: usize = sections.iter().map(Vec::len).sum();
    if width < 2 * COLUMN {
        return sections.concat().into_iter().map(|row| row.cut(width.saturating_sub(1))).collect();
    }
    let mut left: Vec<Row> = Vec::new();
    let mut rest = sections.into_iter().peekable();
    while let Some(section) =
        rest.next_if(|section| left.is_empty() || left.len() + section.len() <= total.div_ceil(2) + 4)
    {
        left.extend(section);
    }
    let right: Vec<Row> = rest.flatten().collect();
    let lines = left.len().max(right.len());
    left.resize(lines, Row::new());
    let mut right = right.into_iter();
    left.into_iter()
        .map(|row| row.cut(COLUMN).pad(COLUMN).join(right.next().unwrap_or_default()).cut(width.saturating_sub(1)))
        .collect()
}

fn section_rows(app: &App, section: Section) -> Vec<Row> {
    let palette = &app.palette;
    let mut rows = vec![Row::new(), Row::new().with(" ", palette.text).with(section.title(), palette.strong)];
    for entry in TABLE.iter().filter(|entry| entry.section == section && !entry.sentence.is_empty()) {
        let keys = Clean::from(app.keymap.keys(entry).join("  "));
        let keys = Row::new().with("   ", palette.text).with(keys, palette.key).pad(20);
        rows.push(keys.with("  ", palette.text).with(entry.sentence, palette.text));
    }
    rows
}

fn warnings(app: &App, width: u16) -> Vec<Row> {
    let palette = &app.palette;
    let progress = &app.progress;
    let mut rows = vec![Row::new()];
    if progress.warnings.is_empty() {
        rows.push(Row::new().with(" Every file could be read.", palette.muted));
    }
    let room = width.saturating_sub(4);
    for (words, style) in
        progress.warnings.iter().map(|w| (w, palette.text)).chain(progress.notes.iter().map(|n| (n, palette.muted)))
    {
        for (i, line) in words.lines(room, 4).into_iter().enumerate() {
            rows.push(Row::new().with(if i == 0 { " · " } else { "   " }, palette.muted).with(line, style));
        }
    }
    rows
}
