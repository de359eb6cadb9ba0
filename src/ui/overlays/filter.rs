//! The line in which a filter is typed, in the row of filters; what is wrong with it stands under it. What is right takes
//! effect while one types; what is wrong, and Esc, bring back what was in force before.

use super::{Next, Overlay};
use crate::store::Query;
use crate::store::query::QueryError;
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::layout::Areas;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

const LABEL: &str = " filter  ";

/// A filter being typed.
pub struct FilterLine {
    line: LineEdit,
    error: Option<QueryError>,
    /// What was in force when it was opened.
    before: Query,
}

impl FilterLine {
    /// Opens the line with the filter that is in force.
    pub fn open(app: &App) -> Self {
        let before = app.wish.query.clone();
        let mut text = before.to_string();
        if !text.is_empty() {
            text.push(' ');
        }
        Self { line: LineEdit::new(text), error: None, before }
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App) -> Next {
        match action {
            Action::Open if self.error.is_none() => (None, self.take_effect(app)),
            Action::Close => (None, app.filter(self.before)),
            _ => {
                let changed = self.line.apply(action);
                let effects = if changed { self.take_effect(app) } else { Vec::new() };
                (Some(Overlay::Filter(self)), effects)
            }
        }
    }

    /// Takes letters.
    pub fn typed(mut self, text: &str, app: &mut App) -> Next {
        self.line.insert(text);
        let effects = self.take_effect(app);
        (Some(Overlay::Filter(self)), effects)
    }

    fn take_effect(&mut self, app: &mut App) -> Vec<Effect> {
        match Query::parse(self.line.text()) {
            Ok(query) => {
                self.error = None;
                app.filter(query)
            }
            Err(error) => {
                self.error = Some(error);
                app.filter(self.before.clone())
            }
        }
    }

    /// Draws the line and, on the rule below it, what is wrong with it.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let row = areas.filters;
        fill(buffer, row, " ", palette.text);
        let x = Row::new().with(LABEL, palette.accent).draw(buffer, row);
        let rest = Rect { x, width: row.right().saturating_sub(x + 1), ..row };
        let cursor = self.line.draw(buffer, rest, palette);
        if let Some(error) = &self.error {
            fill(buffer, areas.head_rule, " ", palette.text);
            let before = self.line.text().get(..error.at.start).unwrap_or("");
            let column = Clean::of(before).width().min(rest.width.saturating_sub(1));
            let says = Row::new().with("↑ ", palette.warn).with(Clean::of(&error.message), palette.warn);
            let left = (rest.x + column).min(areas.head_rule.right().saturating_sub(says.width() + 1)).max(1);
            let area = Rect { x: left, width: areas.head_rule.width.saturating_sub(left), ..areas.head_rule };
            says.draw(buffer, area);
        }
        cursor
    }
}
