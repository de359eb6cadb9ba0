//! The histogram of the timeline: bars, a lane for each chosen actor and theme, dates, and spans of what lasts longer.

use super::timeline::{Parts, selected};
use crate::model::{PartialDate, When};
use crate::store::Facet;
use crate::store::timeline::Step;
use crate::ui::app::App;
use crate::ui::chart::Chart;
use crate::ui::page::grouped;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::when;
use crate::ui::widgets::bar;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Widest step, so that its date fits under its bar, and widest bar, so that three dates do not make three walls.
const WIDEST: u16 = 14;
const WIDEST_BAR: u16 = 6;

/// Columns of a lane's name.
const LANE: u16 = 18;

/// Columns of the chart at a width of the pane, for choosing its steps.
pub fn columns(width: u16) -> u16 {
    width.saturating_sub(26).max(10)
}

/// Where the bars of the chart stand: left edge, columns of a step, columns of a bar.
pub(super) struct Scale {
    /// Left edge of the first bar.
    pub left: u16,
    /// Columns of a step.
    pub cell: u16,
    bar: u16,
    right: u16,
}

pub(super) fn scale(app: &App, parts: &Parts) -> Scale {
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

/// Draws bars, lanes, dates and spans.
pub(super) fn draw(app: &App, parts: &Parts, buffer: &mut Buffer) {
    if parts.bars.is_empty() {
        return;
    }
    let (palette, chart, scale) = (&app.palette, &app.view.chart, scale(app, parts));
    let chosen = app.point(app.time.at).filter(|point| selected(app, point));
    let here = chosen.and_then(|point| chart.places_of(point));
    let marked = app.marked_steps();
    let is_marked = |at: usize| {
        let step = chart.first.saturating_add_unsigned(at as u64);
        marked.is_some_and(|(from, to)| (from..=to).contains(&step))
    };
    let is_here = |at: usize| here.as_ref().is_some_and(|steps| steps.contains(&at));
    let style = |at: usize| if is_here(at) || is_marked(at) { palette.accent } else { palette.muted };
    // What may be of any of them makes no wall of bars.
    let low = Rect { y: parts.bars.bottom() - 1, height: 1, ..parts.bars };
    let (area, fill_up) = if chart.vague { (low, LOW) } else { (parts.bars, FULL) };
    draw_bars(&chart.counts, fill_up, area, &scale, style, buffer);
    let base = Rect { y: parts.bars.bottom() - 1, height: 1, ..parts.bars };
    let earlier = outside_words(chart.earlier, "‹ ", " earlier");
    Row::new().with(" ", palette.text).with(earlier, palette.muted).draw(buffer, base);
    draw_numbers(app, base, &scale, buffer);
    let later = outside_words(chart.later, "", " later ›");
    Row::new().with(later, palette.muted).with(" ", palette.text).draw_right(buffer, base);
    draw_lanes(app, parts, &scale, buffer);
    let begins = here.as_ref().map(|steps| *steps.start());
    draw_axis(app, parts.axis, &scale, begins.zip(chosen.and_then(|point| point.when)), buffer);
    draw_spans(app, parts.spans, &scale, buffer);
}

fn draw_lanes(app: &App, parts: &Parts, scale: &Scale, buffer: &mut Buffer) {
    let palette = &app.palette;
    for (lane, (counts, (facet, id))) in app.view.chart.lanes.iter().zip(&app.view.wish.lanes).enumerate() {
        let row = Rect { y: parts.lanes.y + lane as u16, height: 1, ..parts.lanes };
        if row.y >= parts.lanes.bottom() {
            break;
        }
        let is_actor = *facet == Facet::Actor;
        let (colour, known) =
            if is_actor { (palette.actor(id), &app.view.actors) } else { (palette.strong, &app.view.themes) };
        draw_bars(counts, LOWER, row, scale, |_| colour, buffer);
        let known = known.iter().find(|count| *count.id == **id);
        let name = known.map_or_else(|| Clean::of(id), |count| Clean::of(&count.name));
        Row::new().with(" ", palette.text).with(name.cut(LANE - 2), colour).draw(buffer, row);
    }
}

/// Rows that the spans of a chart need so that none lies over another.
pub(super) fn span_rows(chart: &Chart) -> u16 {
    packed(chart).iter().map(|(row, ..)| row + 1).max().unwrap_or(0)
}

/// The spans with the row of each.
fn packed(chart: &Chart) -> Vec<(u16, i64, i64, usize)> {
    let mut free: Vec<Vec<(i64, i64)>> = Vec::new();
    let mut found = Vec::new();
    for (from, to, count) in &chart.spans {
        let fits = |row: &Vec<(i64, i64)>| row.iter().all(|(a, b)| to + 1 < *a || *from > b + 1);
        let row = free.iter().position(fits).unwrap_or(free.len());
        if row == free.len() {
            free.push(Vec::new());
        }
        free[row].push((*from, *to));
        found.push((row as u16, *from, *to, *count));
    }
    found
}

/// What lasts longer than a step, as lines from its beginning to its end.
fn draw_spans(app: &App, area: Rect, scale: &Scale, buffer: &mut Buffer) {
    let (palette, chart) = (&app.palette, &app.view.chart);
    let last = chart.first.saturating_add_unsigned(chart.counts.len() as u64) - 1;
    for (row, from, to, count) in packed(chart).into_iter().filter(|(row, ..)| *row < area.height) {
        let column = |step: i64| {
            let steps = u16::try_from(step.clamp(chart.first, last) - chart.first).unwrap_or(u16::MAX);
            scale.left.saturating_add(steps.saturating_mul(scale.cell))
        };
        let (x, end) = (column(from).min(scale.right), (column(to) + scale.bar).min(scale.right));
        let line = Rect { x, y: area.y + row, width: end.saturating_sub(x), height: 1 };
        fill(buffer, line, "─", palette.muted);
        fill(
            buffer,
            Rect { width: line.width.min(1), ..line },
            if from < chart.first { "‹" } else { "├" },
            palette.muted,
        );
        let right = Rect { x: end.saturating_sub(1), width: line.width.min(1), ..line };
        fill(buffer, right, if to > last { "›" } else { "┤" }, palette.muted);
        let label = Row::new().with(format!(" {} ", grouped(count)), palette.muted);
        if label.width() + 4 <= line.width {
            label.draw(buffer, Rect { x: line.x + 2, width: line.width - 3, ..line });
        }
    }
}

/// How much of their area the highest bars fill, in per cent; those of lanes leave a gap to the row above, those of dates that
/// are not known as well are low.
const FULL: usize = 100;
const LOW: usize = 25;
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

/// Dates under the bars, as many as there is room for; that of the bar with the cursor always, with a sign before it, and no
/// more precise than what the cursor is on: of `2020` no day is known.
fn draw_axis(app: &App, area: Rect, scale: &Scale, here: Option<(usize, When)>, buffer: &mut Buffer) {
    let chart = &app.view.chart;
    let Some(step) = chart.step.filter(|_| !area.is_empty()) else { return };
    let date = |at: usize| step.date_of(chart.first.saturating_add_unsigned(at as u64));
    let column = |at: usize| scale.left.saturating_add((at as u16).saturating_mul(scale.cell));
    let label = |at: usize, when: When| {
        let of_step = || date(at).map(|date| axis_label(date, step, None));
        if when.precision > step.precision() { Some(when::day(when.date)) } else { of_step() }
    };
    let chosen = here.and_then(|(at, when)| Some((column(at), Clean::from(format!("▲ {}", label(at, when)?)))));
    let taken = chosen.map(|(x, label)| {
        let x = x.min(area.right().saturating_sub(label.width() + 1)).max(area.x);
        Row::new().with(label.clone(), app.palette.accent).draw(buffer, Rect { x, width: area.right() - x, ..area });
        (x, x + label.width())
    });
    let mut free = scale.left;
    let mut shown: Option<PartialDate> = None;
    for at in 0..chart.counts.len() {
        let x = column(at);
        let Some(date) = date(at).filter(|_| x >= free) else { continue };
        let label = Clean::from(axis_label(date, step, shown));
        if x + label.width() > area.right() {
            break;
        }
        if taken.is_some_and(|(from, to)| x < to + 2 && x + label.width() + 2 > from) {
            continue;
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
