//! The sheet in front, where otherwise the text stands.

use super::{heading, say, selected_bar, visible};
use crate::store::facet::Facet;
use crate::ui::app::App;
use crate::ui::layout::{Areas, Pane, inside, text_column};
use crate::ui::sheet::{Sheet, Subject};
use crate::ui::typeset::Row;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws it.
pub fn draw(app: &App, sheet: &Sheet, areas: &Areas, buffer: &mut Buffer) {
    if !visible(areas.text, areas) {
        return;
    }
    let palette = &app.palette;
    let name = match sheet.subject {
        Subject::Value(Facet::Actor, _) => "ACTOR",
        Subject::Value(..) => "THEME",
        Subject::Trail(..) => "TRAIL",
    };
    let seen = sheet.seen().map(|seen| if sheet.top == 0 { "top".to_owned() } else { format!("{seen} %") });
    let right = Row::new().with(seen.unwrap_or_default(), palette.muted);
    heading(app, Pane::Text, areas.text, Row::new().with(name, palette.text), right, buffer);
    let column = text_column(areas.text);
    if !sheet.is_there() {
        return say(app, "", inside(areas.text), buffer);
    }
    for (y, (row, here)) in (column.y..column.bottom()).zip(sheet.visible()) {
        let area = Rect { y, height: 1, ..column };
        let row = if here && app.focus == Pane::Text { row.clone().patch(palette.strong) } else { row.clone() };
        row.draw(buffer, area);
        if here {
            selected_bar(app, Pane::Text, Rect { x: column.x.saturating_sub(2), width: 1, ..area }, buffer);
        }
    }
}

/// Where the selected row begins, else the sheet.
pub fn cursor(sheet: &Sheet, areas: &Areas) -> Option<Position> {
    let column = text_column(areas.text);
    let line = (column.y..column.bottom()).zip(sheet.visible()).find_map(|(y, (_, here))| here.then_some(y));
    (!column.is_empty()).then(|| Position::new(column.x.saturating_sub(2), line.unwrap_or(column.y)))
}
