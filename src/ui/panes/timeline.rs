//! The timeline: a histogram over time and, below it, the dates in order, those without a year in a lane of their own.

use super::{heading, say, selected_bar, visible as is_visible};
use crate::model::{PartialDate, Span};
use crate::store::Store;
use crate::store::timeline::{Axis, Point, Step};
use crate::ui::app::App;
use crate::ui::layout::{Areas, Pane, inside};
use crate::ui::page::{counted, grouped};
use crate::ui::panes::list;
use crate::ui::typeset::{Clean, Row, beginning, fill};
use crate::ui::when;
use crate::ui::widgets::{bar, window};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Columns of a date in the list.
const DATE: u16 = 16;

/// Widest step, so that its date fits under its bar, and widest bar, so that three dates do not make three walls.
const WIDEST: u16 = 14;
const WIDEST_BAR: u16 = 6;

/// Columns of a lane's name.
const LANE: u16 = 18;

/// The parts of the pane below its heading.
struct Parts {
    bars: Rect,
    lanes: Rect,
    axis: Rect,
    rows: Rect,
}

fn parts(app: &App, pane: Rect) -> Parts {
    let area = inside(pane);
    let high = match area.height {
        0..=3 => 0,
        4..=6 => 1,
        7..=9 => 2,
        10..=14 => 3,
        _ => 4,
    };
    let high = if app.view.chart.step.is_none() { 0 } else { high };
    let lanes = if area.height >= 11 { app.view.chart.lanes.len().min(4) as u16 } else { 0 };
    let axis = u16::from(high > 0);
    let mut y = area.y;
    let mut take = |height: u16| {
        let part = Rect { y, height, ..area }.intersection(area);
        y += height;
        part
    };
    Parts { bars: take(high), lanes: take(lanes), axis: take(axis), rows: take(area.height) }
}

/// Draws the pane.
pub fn draw(app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) {
    if !is_visible(areas.time, areas) {
        return;
    }
    draw_heading(app, areas.time, buffer);
    let parts = parts(app, areas.time);
    if app.time_len() == 0 {
        let words = if app.progress.finished {
            match (app.view.articles.is_empty(), app.view.wish.axis) {
                (true, _) => "No article is left by the filters.  x removes one.",
                (_, Axis::Events) => {
                    "No date stands in these articles but that of publication.  e shows when that was."
                }
                (_, Axis::Published) => "None of these articles says when it was published.  e shows what happened.",
            }
        } else {
            ""
        };
        return say(app, words, parts.rows, buffer);
    }
    draw_chart(app, &parts, buffer);
    draw_rows(app, store, parts.rows, buffer);
}

fn draw_heading(app: &App, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let what = match app.view.wish.axis {
        Axis::Events => " · what happened",
        Axis::Published => " · what was published",
    };
    let mut name = Row::new().with("TIMELINE", palette.text).with(what, palette.text);
    if let Some(step) = app.view.chart.step {
        name.push(format!(" · {}", step_word(step)), palette.text);
    }
    let points = &app.view.points;
    let mut right = Row::new().with(counted(points.dated.len(), "date"), palette.muted);
    if !points.undated.is_empty() {
        right.push(format!(" · {} without {}", grouped(points.undated.len()), missing(app)), palette.muted);
    }
    heading(app, Pane::Time, area, name, right, buffer);
}

fn missing(app: &App) -> &'static str {
    if app.view.wish.axis == Axis::Events { "a year" } else { "a date" }
}

fn step_word(step: Step) -> &'static str {
    match step {
        Step::Hour => "hours",
        Step::Day => "days",
        Step::Week => "weeks",
        Step::Month => "months",
        Step::Quarter => "quarters",
        Step::Year => "years",
        Step::Decade => "decades",
    }
}

/// Where the bars of the chart stand: left edge, columns of a step, columns of a bar.
struct Scale {
    left: u16,
    cell: u16,
    bar: u16,
    right: u16,
}

fn scale(app: &App, parts: &Parts) -> Scale {
    let chart = &app.view.chart;
    let label = if parts.lanes.is_empty() { 0 } else { LANE };
    let earlier = outside_words(chart.earlier, "‹ ", " earlier ").width();
    let left = parts.bars.x + 1 + label.max(earlier);
    let right = parts.bars.right().saturating_sub(1 + outside_words(chart.later, " ", " later ›").width());
    let steps = chart.counts.len().max(1) as u16;
    let cell = (right.saturating_sub(left) / steps).clamp(1, WIDEST);
    Scale { left, cell, bar: if cell > 2 { (cell - 1).min(WIDEST_BAR) } else { cell }, right }
}

fn outside_words(count: usize, before: &str, behind: &str) -> Clean {
    if count == 0 { Clean::default() } else { Clean::from(format!("{before}{}{behind}", grouped(count))) }
}

/// Columns of the chart at a width of the pane, for choosing its steps.
pub fn columns(width: u16) -> u16 {
    width.saturating_sub(26).max(10)
}

fn draw_chart(app: &App, parts: &Parts, buffer: &mut Buffer) {
    if parts.bars.is_empty() {
        return;
    }
    let (palette, chart, scale) = (&app.palette, &app.view.chart, scale(app, parts));
    let here = app.point(app.time.at).filter(|point| selected(app, point)).and_then(|point| chart.place_of(point));
    let style = |at: usize| if here == Some(at) { palette.accent } else { palette.muted };
    draw_bars(&chart.counts, FULL, parts.bars, &scale, style, buffer);
    let base = Rect { y: parts.bars.bottom() - 1, height: 1, ..parts.bars };
    let earlier = outside_words(chart.earlier, "‹ ", " earlier");
    Row::new().with(" ", palette.text).with(earlier, palette.muted).draw(buffer, base);
    draw_numbers(app, base, &scale, buffer);
    let later = outside_words(chart.later, "", " later ›");
    Row::new().with(later, palette.muted).with(" ", palette.text).draw_right(buffer, base);
    for (lane, (counts, id)) in chart.lanes.iter().zip(&app.view.wish.lanes).enumerate() {
        let row = Rect { y: parts.lanes.y + lane as u16, height: 1, ..parts.lanes };
        if row.y >= parts.lanes.bottom() {
            break;
        }
        let colour = palette.actor(id);
        draw_bars(counts, LOWER, row, &scale, |_| colour, buffer);
        let known = app.view.actors.iter().find(|count| *count.id == **id);
        let name = known.map_or_else(|| Clean::of(id), |count| Clean::of(&count.name));
        Row::new().with(" ", palette.text).with(name.cut(LANE - 2), colour).draw(buffer, row);
    }
    draw_axis(app, parts.axis, &scale, buffer);
}

/// How much of their area the highest bars fill, in per cent; those of lanes leave a gap to the row above.
const FULL: usize = 100;
const LOWER: usize = 75;

fn draw_bars(
    counts: &[usize],
    fill_up: usize,
    area: Rect,
    scale: &Scale,
    style: impl Fn(usize) -> Style,
    buffer: &mut Buffer,
) {
    let most = counts.iter().copied().max().unwrap_or(0) * FULL;
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let x = scale.left.saturating_add((at as u16).saturating_mul(scale.cell));
        if x >= scale.right {
            break;
        }
        let width = scale.bar.min(scale.right - x);
        for level in 0..area.height {
            let y = area.bottom() - 1 - level;
            fill(
                buffer,
                Rect { x, y, width, height: 1 },
                bar::standing(*count * fill_up, most, area.height, level),
                style(at),
            );
        }
    }
}

/// How many dates each bar stands for, where there is room beside it.
fn draw_numbers(app: &App, base: Rect, scale: &Scale, buffer: &mut Buffer) {
    let room = scale.cell - scale.bar;
    for (at, count) in app.view.chart.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let number = Row::new().with(grouped(*count), app.palette.muted);
        let x = scale.left.saturating_add((at as u16).saturating_mul(scale.cell)) + scale.bar + 1;
        if number.width() + 2 <= room && x < scale.right {
            number.draw(buffer, Rect { x, width: room, ..base });
        }
    }
}

/// Dates under the bars, as many as there is room for.
fn draw_axis(app: &App, area: Rect, scale: &Scale, buffer: &mut Buffer) {
    let chart = &app.view.chart;
    let Some(step) = chart.step else { return };
    let mut free = scale.left;
    let mut shown: Option<PartialDate> = None;
    for at in 0..chart.counts.len() {
        let x = scale.left.saturating_add((at as u16).saturating_mul(scale.cell));
        let Some(date) = step.date_of(chart.first.saturating_add_unsigned(at as u64)).filter(|_| x >= free) else {
            continue;
        };
        let label = Clean::from(axis_label(date, step, shown));
        if x + label.width() > area.right() {
            break;
        }
        let width = area.right().saturating_sub(x);
        Row::new().with(label.clone(), app.palette.muted).draw(buffer, Rect { x, width, ..area });
        (free, shown) = (x + label.width() + 2, Some(date));
    }
}

/// A date under the bars: with its year where that is new.
fn axis_label(date: PartialDate, step: Step, before: Option<PartialDate>) -> String {
    let full = match (step, date.first_day()) {
        (Step::Week, Some(monday)) => when::day(PartialDate::from(monday)),
        (Step::Hour, _) => when::minute(date),
        _ => when::day(date),
    };
    let same_year = before.is_some_and(|before| before.known_year() == date.known_year());
    let year = date.known_year().map(|year| format!(" {year}")).unwrap_or_default();
    if same_year && step < Step::Year { full.replacen(&year, "", 1) } else { full }
}

fn draw_rows(app: &App, store: &Store, area: Rect, buffer: &mut Buffer) {
    let mut y = area.y;
    for row in app.time.top..app.time_len() {
        if starts_lane(app, row) && y < area.bottom() {
            let words = format!("WITHOUT {} · {}", missing(app).to_uppercase(), app.view.points.undated.len());
            let line = Row::new().with(" ", app.palette.text).with(words, app.palette.muted);
            line.draw(buffer, Rect { y, height: 1, ..area });
            y += 1;
        }
        if y >= area.bottom() {
            break;
        }
        draw_row(app, store, row, Rect { y, height: 1, ..area }, buffer);
        y += 1;
    }
}

/// Whether the lane of dates without a year starts with that row.
fn starts_lane(app: &App, row: usize) -> bool {
    row == app.view.points.dated.len()
}

fn draw_row(app: &App, store: &Store, row: usize, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let Some(point) = app.point(row) else { return };
    let here = row == app.time.at && selected(app, point);
    let base = if here { palette.strong } else { palette.text };
    let line =
        Row::new().with(" ", palette.text).with(date(app, row, point).cut(DATE - 1), palette.muted).pad(1 + DATE);
    let (told, origin) = (told(point), origin(store, point, area.width));
    let between = if told.is_empty() || origin.is_empty() { "" } else { "  " };
    let right = Row::new().with(told, palette.muted).with(between, palette.muted).with(origin, palette.muted);
    let room = area.width.saturating_sub(line.width() + right.width() + 2);
    let line = line.join(words(app, store, point, base, here).cut(room));
    line.draw(buffer, area);
    right.with(" ", palette.text).draw_right(buffer, area);
    if here {
        selected_bar(app, Pane::Time, area, buffer);
    }
}

/// Whether a point under the cursor is to be seen as selected: not one of another article, until one moves in here.
fn selected(app: &App, point: &Point) -> bool {
    app.focus == Pane::Time || app.cursor.article == Some(point.article)
}

/// The date, where the row above in sight does not say the same.
fn date(app: &App, row: usize, point: &Point) -> Clean {
    let above =
        row.checked_sub(1).filter(|_| row > app.time.top && !starts_lane(app, row)).and_then(|row| app.point(row));
    let days = |point: &Point| point.when.map_or_else(String::new, when::range);
    let own = days(point);
    if above.is_some_and(|above| days(above) == own) { Clean::default() } else { Clean::from(own) }
}

/// The sentence of an event, or the headline of an article.
fn words(app: &App, store: &Store, point: &Point, base: Style, here: bool) -> Row {
    if let Some((article, event)) = point.event.and_then(|id| store.event(id)) {
        let text = store.article(article).map_or("", |article| article.text.as_str());
        let mark: &[(Span, Style)] = if here { &[(event.span, app.palette.hit)] } else { &[] };
        return Row::marked(text, beginning(text, event.sentence, usize::from(app.size.0)), base, mark);
    }
    let title = store.article(point.article).map(|article| list::title(article, 200)).unwrap_or_default();
    Row::new().with(title.into_iter().next().unwrap_or_default(), base)
}

/// Whose date it is, on wide screens: publisher or headline.
fn origin(store: &Store, point: &Point, width: u16) -> Clean {
    let Some(article) = store.article(point.article).filter(|_| width >= 100) else { return Clean::default() };
    let title = article.title.as_ref().filter(|_| point.event.is_some()).map(|title| Clean::of(&title.text));
    let source = article.source.as_ref().map(|source| Clean::of(&source.name));
    source.or(title).unwrap_or_default().cut(width / 5)
}

/// In how many places the article tells it, where it does so more than once.
fn told(point: &Point) -> Clean {
    if point.places > 1 { Clean::from(format!("{}×", point.places)) } else { Clean::default() }
}

fn measure(app: &App, row: usize) -> u16 {
    1 + u16::from(starts_lane(app, row))
}

/// Keeps the row with the cursor in the window.
pub fn settle(app: &mut App, areas: &Areas) {
    if areas.time.is_empty() {
        return;
    }
    let height = parts(app, areas.time).rows.height;
    app.time.top = window::top(app.time.top, app.time.at, app.time_len(), height, |row| measure(app, row));
}

/// How many rows are in sight.
pub fn visible(app: &App, areas: &Areas) -> usize {
    usize::from(parts(app, areas.time).rows.height)
}

/// The row at a line of the pane, counted from its top, for the mouse; the first row of a bar where that was hit.
pub fn row_at(app: &App, areas: &Areas, x: u16, y: u16) -> Option<usize> {
    let parts = parts(app, areas.time);
    if y >= parts.rows.y {
        return window::at_line(app.time.top, y - parts.rows.y, app.time_len(), |row| measure(app, row));
    }
    let scale = scale(app, &parts);
    let at = usize::from(x.checked_sub(scale.left)? / scale.cell);
    let chart = &app.view.chart;
    let (dated, step, wanted) = (&app.view.points.dated, chart.step?, chart.first.checked_add_unsigned(at as u64)?);
    let row = first_of(dated, step, wanted);
    (number(dated, row, step) == Some(wanted)).then_some(row)
}

/// The number of the step that a row of dated points falls into.
fn number(dated: &[Point], row: usize, step: Step) -> Option<i64> {
    step.number_of(dated.get(row)?.when?.date)
}

/// The first row whose step has that number or a later one; rows stand in order of time.
fn first_of(dated: &[Point], step: Step, wanted: i64) -> usize {
    dated.partition_point(|point| point.when.and_then(|when| step.number_of(when.date)).is_some_and(|n| n < wanted))
}

/// The first row of the next bar to the right or to the left.
pub fn beside(app: &App, right: bool) -> Option<usize> {
    let step = app.view.chart.step?;
    let dated = &app.view.points.dated;
    if app.time.at >= dated.len() {
        return (!right && !dated.is_empty()).then(|| dated.len() - 1);
    }
    let here = number(dated, app.time.at, step)?;
    if right {
        let next = first_of(dated, step, here.checked_add(1)?);
        return (next < app.time_len()).then_some(next);
    }
    let before = first_of(dated, step, here).checked_sub(1)?;
    Some(first_of(dated, step, number(dated, before, step)?))
}
