//! The matrix: actors down, themes across, in each cell a bar and the number of statements. Below it what the cell with
//! the cursor stands for, in words.

use super::{say, visible};
use crate::store::matrix::Matrix;
use crate::ui::app::App;
use crate::ui::layout::{Areas, inside};
use crate::ui::page::{counted, grouped};
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::bar;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Columns of a number with a blank before it.
const NUMBER: u16 = 6;

/// Columns of the longest bar.
const BAR: u16 = 5;

/// A matrix whose highest number is lower than this has bars as if it held it, lest a single statement look like many.
const LEAST: u32 = 12;

/// Blanks between the names of two themes.
const BETWEEN_HEADS: u16 = 2;

/// Lines of the names of themes.
const HEAD: u16 = 4;

/// Columns of an actor's name, and of a cell, by the width of the screen.
fn measures(width: u16) -> (u16, u16) {
    match width {
        0..=69 => (15, 14),
        70..=109 => (18, 15),
        _ => (24, 15),
    }
}

/// How many rows are in sight.
pub fn rows(areas: &Areas) -> u16 {
    areas.matrix.height.saturating_sub(HEAD + 4)
}

/// How many columns are in sight.
pub fn columns(areas: &Areas) -> u16 {
    let (name, cell) = measures(areas.matrix.width);
    areas.matrix.width.saturating_sub(name + 1) / cell
}

/// Where the cell with the cursor begins.
pub fn cursor(app: &App, areas: &Areas) -> Option<Position> {
    let (name, cell) = measures(areas.matrix.width);
    let row = u16::try_from(app.grid.at.0.checked_sub(app.grid.top.0)?).ok().filter(|row| *row < rows(areas))?;
    let column = u16::try_from(app.grid.at.1.checked_sub(app.grid.top.1)?).ok().filter(|at| *at < columns(areas))?;
    let filled = app.grid.matrix.as_ref().is_some_and(|matrix| !matrix.actors.is_empty());
    filled.then(|| Position::new(areas.matrix.x + name + column * cell, areas.matrix.y + 1 + HEAD + row))
}

/// The row and column at a place on the screen, for the mouse.
pub fn cell_at(app: &App, areas: &Areas, at: Position) -> Option<(usize, usize)> {
    let (name, cell) = measures(areas.matrix.width);
    let row = at.y.checked_sub(areas.matrix.y + 1 + HEAD).filter(|row| *row < rows(areas))?;
    let column = at.x.checked_sub(areas.matrix.x + name + 1)? / cell;
    let found = (app.grid.top.0 + usize::from(row), app.grid.top.1 + usize::from(column));
    let matrix = app.grid.matrix.as_ref()?;
    (found.0 < matrix.actors.len() && found.1 < matrix.themes.len() && column < columns(areas)).then_some(found)
}

/// Draws it.
pub fn draw(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let area = areas.matrix;
    if !visible(area, areas) {
        return;
    }
    let palette = &app.palette;
    let title = Row::new().with(" ", palette.text).with("MATRIX · statements by actor and theme", palette.accent);
    title.cut(area.width).draw(buffer, area);
    let Some(matrix) = &app.grid.matrix else { return };
    if matrix.actors.is_empty() && !app.progress.finished {
        return;
    }
    if matrix.actors.is_empty() {
        let words = "Nobody who is known by name is cited on any theme in what the filters leave.  x removes one.";
        return say(app, words, inside(area), buffer);
    }
    let size = format!("{} × {}", counted(matrix.actors.len(), "actor"), counted(matrix.themes.len(), "theme"));
    let size = if title_room(area.width) { Clean::from(size) } else { Clean::default() };
    let more = matrix.themes.len() - in_sight(app, matrix, areas).end;
    let more = if more > 0 { Clean::from(format!("{} more ›", grouped(more))) } else { Clean::default() };
    let right = Row::new().with(size, palette.muted).with("   ", palette.text).with(more, palette.muted);
    let right = right.with(" ", palette.text);
    right.draw_right(buffer, Rect { height: area.height.min(1), ..area });
    draw_heads(app, matrix, areas, buffer);
    let shown = matrix.actors.len().min(app.grid.top.0 + usize::from(rows(areas)));
    for row in app.grid.top.0..shown {
        let y = area.y + 1 + HEAD + (row - app.grid.top.0) as u16;
        draw_row(app, matrix, row, Rect { y, height: 1, ..area }, areas, buffer);
    }
    if shown < matrix.actors.len() {
        let below = format!(" {} more ↓", grouped(matrix.actors.len() - shown));
        let y = area.y + 1 + HEAD + (shown - app.grid.top.0) as u16;
        Row::new().with(below, palette.muted).draw(buffer, Rect { y, height: 1, ..area }.intersection(area));
    }
    draw_foot(app, matrix, area, buffer);
}

fn title_room(width: u16) -> bool {
    width >= 70
}

fn in_sight(app: &App, matrix: &Matrix, areas: &Areas) -> std::ops::Range<usize> {
    let from = app.grid.top.1;
    from..matrix.themes.len().min(from + usize::from(columns(areas)))
}

/// The names of the themes, in up to four lines each, standing on the rows.
fn draw_heads(app: &App, matrix: &Matrix, areas: &Areas, buffer: &mut Buffer) {
    let (palette, area) = (&app.palette, areas.matrix);
    let (name, cell) = measures(area.width);
    for (at, column) in in_sight(app, matrix, areas).enumerate() {
        let theme = &matrix.themes[column];
        let here = column == app.grid.at.1;
        let style = if here {
            palette.accent
        } else if theme.suggested {
            palette.muted
        } else {
            palette.text
        };
        let words = head_lines(&theme.name, cell - BETWEEN_HEADS);
        let x = area.x + name + 1 + at as u16 * cell;
        let first = area.y + 1 + HEAD - words.len() as u16;
        for (y, line) in (first..).zip(words) {
            let width = cell - BETWEEN_HEADS;
            Row::new().with(line.cut(width), style).draw(buffer, Rect { x, y, width, height: 1 });
        }
    }
}

/// A theme's name in lines between words; a word that is longer than a line goes on in the next one, behind a hyphen.
fn head_lines(name: &str, width: u16) -> Vec<Clean> {
    let words: Vec<String> = name.split_whitespace().map(|word| hyphenated(word, usize::from(width))).collect();
    Clean::from(words.join(" ")).lines(width, usize::from(HEAD))
}

/// A word in parts of `width` letters, as evenly as it can be divided.
fn hyphenated(word: &str, width: usize) -> String {
    let letters: Vec<char> = Clean::of(word).words().chars().collect();
    if letters.len() <= width || width < 2 {
        return letters.into_iter().collect();
    }
    let parts = letters.len().div_ceil(width - 1);
    let chunks = letters.chunks(letters.len().div_ceil(parts)).map(|part| part.iter().collect::<String>());
    chunks.collect::<Vec<_>>().join("- ")
}

fn draw_row(app: &App, matrix: &Matrix, row: usize, area: Rect, areas: &Areas, buffer: &mut Buffer) {
    let palette = &app.palette;
    let (name, cell) = measures(area.width);
    let (actor, here) = (&matrix.actors[row], row == app.grid.at.0);
    let style = palette.actor(&actor.id);
    let label = Clean::of(&actor.name).cut(name - 2);
    let label = Row::new().with(if here { "▌" } else { " " }, palette.accent).with(label, style);
    let label = if here { label.patch(palette.strong) } else { label };
    label.draw(buffer, Rect { width: name, ..area });
    for (at, column) in in_sight(app, matrix, areas).enumerate() {
        let count = matrix.cell(row, column);
        let chosen = here && column == app.grid.at.1;
        let area = Rect { x: area.x + name + at as u16 * cell, width: cell, ..area };
        if chosen {
            fill(buffer, Rect { width: 1, ..area }, "[", palette.accent);
            fill(buffer, Rect { x: area.x + cell - 1, width: 1, ..area }, "]", palette.accent);
        }
        let number = if count == 0 { "·".to_owned() } else { grouped(count as usize) };
        let number = Row::new().with(
            number,
            if chosen {
                palette.accent
            } else if count == 0 {
                palette.faint
            } else {
                palette.text
            },
        );
        let bar = bar(count, matrix.most());
        Row::new().with(bar, style).draw(buffer, Rect { x: area.x + 1, width: BAR, ..area });
        // Near its bar: the number belongs to it, and not to that of the next theme.
        let room = Rect { x: area.x + 1 + BAR, width: NUMBER, ..area };
        number.draw_right(buffer, room);
    }
}

/// The bar of a number, twice as long for twice the number, as bars are everywhere in the reader.
fn bar(count: u32, most: u32) -> String {
    bar::lying(count as usize, most.max(LEAST) as usize, BAR)
}

/// What the cell with the cursor stands for.
fn draw_foot(app: &App, matrix: &Matrix, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let ((row, column), line) = (app.grid.at, Rect { y: area.bottom().saturating_sub(2), height: 1, ..area });
    let (Some(actor), Some(theme)) = (matrix.actors.get(row), matrix.themes.get(column)) else { return };
    let said = counted(matrix.cell(row, column) as usize, "statement");
    let words = Row::new()
        .with(" ", palette.text)
        .with(Clean::of(&actor.name), palette.name(&actor.id))
        .with(" on ", palette.muted)
        .with(Clean::of(&theme.name), palette.strong)
        .with(format!(" · {said}"), palette.muted);
    words.cut(line.width).draw(buffer, line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_twice_as_long_for_twice_the_number() {
        let bars = |counts: &[u32], most: u32| counts.iter().map(|count| bar(*count, most)).collect::<Vec<_>>();
        assert_eq!(bars(&[0, 1, 10, 20, 40], 40), ["", "▏", "█▎", "██▌", "█████"]);
        assert_eq!(bars(&[1, 3], 3), ["▍", "█▎"], "where all numbers are low none looks like many");
    }

    #[test]
    fn names_of_themes_are_told_as_a_whole() {
        let check = |name: &str, width: u16, lines: &[&str]| {
            let got: Vec<_> = head_lines(name, width).iter().map(|line| line.words().to_owned()).collect();
            assert_eq!(got, lines, "{name}");
        };
        check("Harbour dues", 8, &["Harbour", "dues"]);
        check("Reconciliation of islands", 8, &["Reconci-", "liation", "of", "islands"]);
        check("One more word than fits", 5, &["One", "more", "word", "than…"]);
    }
}
