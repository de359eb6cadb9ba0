//! The line in which words to find in the text are typed, in place of the hints; the text follows while one types, and goes
//! back to where one was reading when the words are nowhere, or with Esc.

use super::{Next, Overlay, draw_title};
use crate::store::Store;
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::layout::Areas;
use crate::ui::page::grouped;
use crate::ui::typeset::{Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Words being typed.
pub struct FindLine {
    line: LineEdit,
    /// The line of the text that was at its top when this was opened.
    from: usize,
}

impl FindLine {
    /// Opens an empty line, with the text in focus.
    pub fn open(app: &mut App) -> Self {
        app.open();
        app.reading.find = None;
        Self { line: LineEdit::default(), from: app.reading.top }
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App, store: &Store) -> Next {
        match action {
            Action::Open => {
                if app.reading.find.as_ref().is_some_and(|find| find.places.is_empty()) {
                    app.message = Some("nowhere in this article; F finds words in all of them".into());
                }
                return (None, Vec::new());
            }
            Action::Close => {
                app.reading.find = None;
                app.reading.top = self.from;
                return (None, Vec::new());
            }
            Action::FindNext => app.reading.step(1),
            Action::FindPrevious => app.reading.step(-1),
            _ if self.line.apply(action) => self.look(app, store),
            _ => {}
        }
        (Some(Overlay::Find(self)), Vec::new())
    }

    /// Takes letters.
    pub fn typed(mut self, text: &str, app: &mut App, store: &Store) -> Next {
        self.line.insert(text);
        self.look(app, store);
        (Some(Overlay::Find(self)), Vec::new())
    }

    fn look(&self, app: &mut App, store: &Store) {
        let Some(kind) = app.reading.page.as_ref().map(|page| page.kind) else { return };
        if let Some(article) = store.article(kind.article) {
            app.reading.top = self.from;
            app.reading.look_for(self.line.text(), &article, kind);
        }
    }

    /// Draws the line, with how many places there are at its right.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let row = areas.hints;
        fill(buffer, row, " ", palette.text);
        draw_title(Row::new().with("FIND IN THE TEXT", palette.accent), app, areas, buffer);
        let count = match &app.reading.find {
            Some(find) if find.places.is_empty() => Row::new().with("nowhere in this text ", palette.warn),
            Some(find) => {
                let at = find.at.map_or(0, |at| at + 1);
                let words = format!("{} of {}", grouped(at), grouped(find.places.len()));
                Row::new().with(words, palette.muted).with(" ", palette.muted)
            }
            None => Row::new().with("words to find in this text ", palette.muted),
        };
        let room = row.width.saturating_sub(count.width() + 2);
        count.draw_right(buffer, row);
        let x = Row::new().with(" / ", palette.accent).draw(buffer, row);
        self.line.draw(buffer, Rect { x, width: room.saturating_sub(3), ..row }, palette)
    }
}
