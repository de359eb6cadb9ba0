//! The column of facets on large screens: who, what about, from whom, with how many articles.

use super::visible;
use crate::store::{Count, Facet};
use crate::ui::action::{Action, Place};
use crate::ui::app::{App, Listing};
use crate::ui::layout::Areas;
use crate::ui::page::grouped;
use crate::ui::typeset::{Clean, Row};
use crate::ui::widgets::bar;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Cells of the longest bar.
const BAR: u16 = 5;

/// Draws the column.
pub fn draw(app: &App, areas: &Areas, buffer: &mut Buffer) {
    if !visible(areas.facets, areas) {
        return;
    }
    for (action, area) in blocks(app, areas) {
        draw_block(app, action, area, buffer);
    }
}

/// The blocks, each named by the action that opens its picker, with their places: those of actors, themes and sources that
/// are not listed beside the column anyway.
pub fn blocks(app: &App, areas: &Areas) -> Vec<(Action, Rect)> {
    let area = areas.facets;
    let listed = match app.listing {
        Listing::Actors => Some(Action::Actors),
        Listing::Themes => Some(Action::Themes),
        Listing::Articles | Listing::Statements => None,
    };
    let most = if listed.is_some() { area.height / 2 } else { 8 };
    let sources = (app.view.sources.len() as u16).clamp(1, most.max(1)) + 2;
    let left = area.height.saturating_sub(sources);
    let most = if listed.is_some() { left } else { left / 2 };
    let themes = (app.view.themes.len() as u16).saturating_add(2).clamp(3, most.max(3));
    let actors = (app.view.actors.len() as u16).saturating_add(2);
    let others = if listed == Some(Action::Themes) { sources } else { sources + themes };
    let actors = actors.clamp(3, area.height.saturating_sub(others).max(3));
    let mut y = area.y;
    [(Action::Actors, actors), (Action::Themes, themes), (Action::Sources, sources)]
        .into_iter()
        .filter(|(action, _)| Some(*action) != listed)
        .map(|(action, height)| {
            let block = Rect { y, height, ..area };
            y += height;
            (action, block.intersection(area))
        })
        .collect()
}

/// The value at a place of the column, with the action that names its block.
pub fn value_at(app: &App, areas: &Areas, at: Position) -> Option<(Action, Option<String>)> {
    let (action, block) = blocks(app, areas).into_iter().find(|(_, area)| area.contains(at))?;
    let row = at.y.checked_sub(block.y + 1).filter(|row| row + 2 < block.height);
    let id = row.and_then(|row| counts(app, action).get(usize::from(row))).map(|count| count.id.to_string());
    Some((action, id))
}

fn counts(app: &App, action: Action) -> &[Count] {
    match action {
        Action::Actors => &app.view.actors,
        Action::Themes => &app.view.themes,
        _ => &app.view.sources,
    }
}

fn draw_block(app: &App, action: Action, area: Rect, buffer: &mut Buffer) {
    let counts = counts(app, action);
    let title = match action {
        Action::Actors => "ACTORS",
        Action::Themes => "THEMES",
        _ => "SOURCES",
    };
    let palette = &app.palette;
    let key = Clean::of(app.keymap.key_for(Place::LIST, action));
    let head =
        Row::new().with(" ", palette.text).with(title, palette.muted).with(" ", palette.text).with(key, palette.key);
    head.draw(buffer, Rect { height: area.height.min(1), ..area });
    let most = counts.first().map_or(0, |count| count.articles as usize);
    let rows = area.height.saturating_sub(2);
    for (i, count) in counts.iter().take(usize::from(rows)).enumerate() {
        let line = Rect { y: area.y + 1 + i as u16, height: 1, ..area };
        draw_count(app, action, count, most, line, buffer);
    }
}

fn draw_count(app: &App, action: Action, count: &Count, most: usize, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let number = format!("{:>4} ", grouped(count.articles as usize));
    let track = bar::lying(count.articles as usize, most, BAR);
    let style = match action {
        Action::Actors => palette.actor(&count.id),
        _ if count.suggested => palette.muted,
        _ => palette.text,
    };
    let has_lane = match action {
        Action::Actors => app.has_lane(Facet::Actor, &count.id),
        Action::Themes => app.has_lane(Facet::Theme, &count.id),
        _ => false,
    };
    let sign = match (has_lane, count.suggested) {
        (true, _) => " ≡ ",
        (false, true) => " ~ ",
        (false, false) => " ",
    };
    let room = area.width.saturating_sub(BAR + 8);
    let row = Row::new().with(sign, palette.muted).with(Clean::of(&count.name), style).cut(room + 1);
    row.pad(area.width.saturating_sub(BAR + 6)).with(track, palette.faint).draw(buffer, area);
    Row::new().with(number, palette.muted).draw_right(buffer, area);
}
