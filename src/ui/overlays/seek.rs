//! The line in which one types the beginning of a name to go to it in the list of actors or themes, in place of the hints;
//! the list follows while one types, and goes back with Esc.

use super::{Next, Overlay, draw_title};
use crate::text::fold::fold;
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::layout::{Areas, Pane};
use crate::ui::naming::begin_words;
use crate::ui::typeset::{Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Names that are looked through, which a small part of a frame is enough for; those further down hardly anybody has.
const FAR: usize = 20_000;

/// The beginning of a name.
pub struct SeekLine {
    line: LineEdit,
    /// The row that was selected when this was opened.
    from: usize,
    /// Whether nobody is called so.
    missing: bool,
}

impl SeekLine {
    /// Opens an empty line, with the list in focus.
    pub fn open(app: &mut App) -> Self {
        app.focus = Pane::List;
        Self { line: LineEdit::default(), from: app.list.at, missing: false }
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App) -> Next {
        match action {
            Action::Open => {
                app.open();
                return (None, Vec::new());
            }
            Action::Close => {
                app.select_value(self.from);
                return (None, Vec::new());
            }
            Action::FindNext => self.seek(app, app.list.at + 1, true),
            Action::FindPrevious => self.seek(app, app.list.at, false),
            _ if self.line.apply(action) => self.seek(app, 0, true),
            _ => {}
        }
        (Some(Overlay::Seek(self)), Vec::new())
    }

    /// Takes letters.
    pub fn typed(mut self, text: &str, app: &mut App) -> Next {
        self.line.insert(text);
        self.seek(app, 0, true);
        (Some(Overlay::Seek(self)), Vec::new())
    }

    /// Goes to the first row from `from` on, or the last one before it, whose name has words that begin so.
    fn seek(&mut self, app: &mut App, from: usize, on: bool) {
        let letters = fold(self.line.text());
        let called = |row: &usize| app.values().get(*row).is_some_and(|count| begin_words(&letters, &count.name));
        let rows = app.values().len().min(FAR);
        let found = if on { (from..rows).find(called) } else { (0..from.min(rows)).rev().find(called) };
        self.missing = found.is_none() && (0..rows).find(called).is_none();
        if let Some(row) = found {
            app.select_value(row);
        }
    }

    /// Draws the line.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let row = areas.hints;
        fill(buffer, row, " ", palette.text);
        draw_title(Row::new().with("GO TO A NAME", palette.accent), app, areas, buffer);
        let (words, style) =
            if self.missing { ("no name begins so ", palette.warn) } else { ("beginning of a name ", palette.muted) };
        let right = Row::new().with(words, style);
        let room = row.width.saturating_sub(right.width() + 2);
        right.draw_right(buffer, row);
        let x = Row::new().with(" / ", palette.accent).draw(buffer, row);
        self.line.draw(buffer, Rect { x, width: room.saturating_sub(3), ..row }, palette)
    }
}
