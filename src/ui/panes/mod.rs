//! What is drawn: each pane looks at the application's state and paints its rectangle, changing nothing.

pub mod detail;
pub mod facets;
pub mod frame;
pub mod histogram;
pub mod list;
pub mod matrix;
pub mod sheet;
pub mod timeline;

use super::app::App;
use super::layout::{self, Areas, Pane, inside};
use super::overlays::Overlay;
use super::typeset::{Row, fill};
use crate::store::Store;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Paints the whole screen; returns where the terminal's cursor belongs.
pub fn draw(app: &App, store: &Store, buffer: &mut Buffer) -> Option<Position> {
    let cursor = draw_all(app, store, buffer);
    app.palette.paint_ground(buffer);
    cursor
}

fn draw_all(app: &App, store: &Store, buffer: &mut Buffer) -> Option<Position> {
    let areas = app.areas();
    if areas.too_small {
        too_small(app, areas.screen, buffer);
        return None;
    }
    frame::draw(app, store, &areas, buffer);
    list::draw(app, store, &areas, buffer);
    match app.sheets.front() {
        Some(sheet) => sheet::draw(app, sheet, &areas, buffer),
        None => detail::draw(app, store, &areas, buffer),
    }
    matrix::draw(app, &areas, buffer);
    timeline::draw(app, store, &areas, buffer);
    facets::draw(app, &areas, buffer);
    let cursor = match &app.overlay {
        Some(overlay) => overlay.draw(app, store, &areas, buffer).or(Some(beginning(overlay_area(&areas, overlay)))),
        None => cursor(app, store, &areas).or_else(|| Some(beginning(inside(areas.pane(app.focus))))),
    };
    frame::draw_pressed(app, &areas, buffer);
    frame::draw_message(app, &areas, buffer);
    cursor
}

/// Where the terminal's cursor belongs with nothing over the panes: on the selected row, so that braille, speech and
/// magnifiers follow it.
fn cursor(app: &App, store: &Store, areas: &Areas) -> Option<Position> {
    if app.in_matrix() {
        return matrix::cursor(app, areas);
    }
    match (app.focus, app.sheets.front()) {
        (Pane::List, _) => list::cursor(app, store, areas),
        (Pane::Text, Some(sheet)) => sheet::cursor(sheet, areas),
        (Pane::Text, None) => detail::cursor(app, store, areas),
        (Pane::Time, _) => timeline::cursor(app, areas),
    }
}

/// Where an overlay without a row or field of its own begins.
fn overlay_area(areas: &Areas, overlay: &Overlay) -> Rect {
    if matches!(overlay, Overlay::Remove) { areas.filters } else { inside(areas.middle) }
}

fn beginning(area: Rect) -> Position {
    Position::new(area.x, area.y)
}

fn too_small(app: &App, screen: Rect, buffer: &mut Buffer) {
    let words = format!("needs {}x{}", layout::LEAST.0, layout::LEAST.1);
    let row = Row::new().with(words, app.palette.text).cut(screen.width);
    row.draw(buffer, Rect { y: screen.height / 2, height: screen.height.min(1), ..screen });
}

/// How many rows of the focused pane are in sight, for moving by pages.
pub fn page_height(app: &App) -> usize {
    let areas = app.areas();
    match app.focus {
        Pane::Text => usize::from(layout::text_column(areas.text).height),
        Pane::List => list::visible(app, &areas),
        Pane::Time => timeline::visible(app, &areas),
    }
}

/// Blanks between the name of a pane and what stands at its right.
const BEFORE_RIGHT: u16 = 2;

/// Whether a pane so wide has room for its name and for what stands at its right, each with a blank at its end.
fn fits(name: &Row, right: &Row, width: u16) -> bool {
    needed(name, right) <= width
}

/// How many columns of a heading are left.
fn free(name: &Row, right: &Row, width: u16) -> u16 {
    width.saturating_sub(needed(name, right))
}

fn needed(name: &Row, right: &Row) -> u16 {
    name.width() + right.width() + 2 + if right.is_empty() { 0 } else { BEFORE_RIGHT }
}

/// The heading of a pane: its name, in accent with the focus, and something at its right, with blanks between them.
fn heading(app: &App, pane: Pane, area: Rect, name: Row, right: Row, buffer: &mut Buffer) {
    let focused = app.focus == pane && app.overlay.is_none();
    let style = if focused { app.palette.accent } else { app.palette.muted };
    let between = if right.is_empty() { 0 } else { BEFORE_RIGHT };
    let right = right.with(" ", app.palette.muted);
    let room = area.width.saturating_sub(right.width() + between);
    Row::new().with(" ", style).join(name.patch(style)).cut(room).draw(buffer, Rect { height: 1, ..area });
    right.draw_right(buffer, Rect { height: 1, ..area });
}

/// A sentence in an empty pane, with room around it.
fn say(app: &App, words: impl Into<super::typeset::Clean>, area: Rect, buffer: &mut Buffer) {
    let lines = words.into().lines(area.width.saturating_sub(3), usize::from(area.height.saturating_sub(1)));
    for (i, line) in lines.into_iter().enumerate() {
        let row = Row::new().with(" ", app.palette.text).with(line, app.palette.muted);
        row.draw(buffer, Rect { y: area.y + 1 + i as u16, height: 1, ..area });
    }
}

/// The bar at the left of the selected row, along all its lines; a thin one in panes without the focus.
fn selected_bar(app: &App, pane: Pane, area: Rect, buffer: &mut Buffer) {
    let (bar, style) = if app.focus == pane { ("▌", app.palette.accent) } else { ("▎", app.palette.muted) };
    fill(buffer, Rect { width: area.width.min(1), ..area }, bar, style);
}

/// Whether a pane or an overlay may paint there at all.
fn visible(area: Rect, areas: &Areas) -> bool {
    !area.is_empty() && !areas.too_small
}
