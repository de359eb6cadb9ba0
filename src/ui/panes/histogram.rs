//! The histogram of the timeline: bars, a lane for each chosen actor and theme, dates, and spans of what lasts longer.

use super::timeline::{Parts, selected};
use crate::model::{PartialDate, When};
use crate::store::Facet;
use crate::store::timeline::Step;
use crate::ui::action::{Action, Place};
use crate::ui::app::App;
use crate::ui::chart::{Chart, Stretch};
use crate::ui::page::{counted, grouped};
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

impl Scale {
    /// Left edge of a step.
    fn column(&self, at: usize) -> u16 {
        self.left.saturating_add(u16::try_from(at).unwrap_or(u16::MAX).saturating_mul(self.cell))
    }

    /// Where the bar of a step has its columns in a row.
    fn step(&self, at: usize, row: Rect) -> Rect {
        let x = self.column(at).min(self.right);
        Rect { x, width: self.bar.min(self.right - x), ..row }
    }
}

pub(super) fn scale(app: &App, parts: &Parts) -> Scale {
    let chart = &app.view.chart;
    let label = if parts.lanes.is_empty() { 0 } else { LANE };
    let earlier = outside_words(chart.earlier, "‹ ", " earlier ").width();
    let left = parts.bars.x + 1 + label.max(earlier);
    let right = parts.bars.right().saturating_sub(1 + outside_words(chart.later, " ", " later ›").width());
    let steps = chart.counts.len().max(1) as u16;
    let cell = (right.saturating_sub(left) / steps).clamp(1, WIDEST);
    // Where dates are left out at the left only, the last bar stands at the right edge: it is there that the dates end.
    let ends_here = chart.earlier > 0 && chart.later == 0 && cell < WIDEST;
    let left = if ends_here { right.saturating_sub(steps.saturating_mul(cell)).max(left) } else { left };
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
    draw_bars(&chart.counts, FULL, parts.bars, &scale, style, buffer);
    let base = Rect { y: parts.bars.bottom() - 1, height: 1, ..parts.bars };
    let earlier = outside_words(chart.earlier, "‹ ", " earlier");
    Row::new().with(" ", palette.text).with(earlier, palette.muted).draw(buffer, base);
    if chart.vague {
        draw_vague(app, parts, &scale, buffer);
    }
    draw_numbers(app, base, &scale, buffer);
    let later = outside_words(chart.later, "", " later ›");
    Row::new().with(later, palette.muted).with(" ", palette.text).draw_right(buffer, base);
    draw_lanes(app, parts, &scale, buffer);
    let begins = here.as_ref().map(|steps| *steps.start());
    let pointer = begins.zip(chosen.and_then(|point| point.when));
    draw_axis(app, parts, &scale, pointer, buffer);
    draw_spans(app, parts.spans, &scale, buffer);
}

/// In place of bars, where none of the dates is as precise as a step, what lasts longer, and a sentence that says so.
fn draw_vague(app: &App, parts: &Parts, scale: &Scale, buffer: &mut Buffer) {
    let chart = &app.view.chart;
    let Some(step) = chart.step else { return };
    let said = u16::from(parts.bars.height > 1);
    let lines = span_rows(chart).min(parts.bars.height - said);
    draw_spans(app, Rect { y: parts.bars.bottom() - lines, height: lines, ..parts.bars }, scale, buffer);
    let key = app.keymap.key_for(Place::TIME, Action::Longer);
    let words = Clean::from(format!("No {} is known of these dates; {key} takes longer steps.", one_word(step)));
    let y = parts.bars.y + (parts.bars.height - lines).saturating_sub(2);
    let area = Rect { x: scale.left, y, width: scale.right.saturating_sub(scale.left), height: said };
    Row::new().with(words, app.palette.muted).draw(buffer, area);
}

/// What a step is called by itself.
fn one_word(step: Step) -> &'static str {
    match step {
        Step::Hour => "hour",
        Step::Day => "day",
        Step::Week => "week",
        Step::Month => "month",
        Step::Quarter => "quarter",
        Step::Year => "year",
        Step::Decade => "decade",
    }
}

fn draw_lanes(app: &App, parts: &Parts, scale: &Scale, buffer: &mut Buffer) {
    let palette = &app.palette;
    for (at, (lane, (facet, id))) in app.view.chart.lanes.iter().zip(&app.view.wish.lanes).enumerate() {
        let row = Rect { y: parts.lanes.y + at as u16, height: 1, ..parts.lanes };
        if row.y >= parts.lanes.bottom() {
            break;
        }
        let is_actor = *facet == Facet::Actor;
        let (colour, known) =
            if is_actor { (palette.actor(id), &app.view.actors) } else { (palette.strong, &app.view.themes) };
        draw_bars(&lane.counts, LOWER, row, scale, |_| colour, buffer);
        for at in (0..lane.reaches.len()).filter(|at| lane.reaches[*at]) {
            fill(buffer, scale.step(at, row), "╌", colour);
        }
        let known = known.iter().find(|count| *count.id == **id);
        let name = known.map_or_else(|| Clean::of(id), |count| Clean::of(&count.name));
        Row::new().with(" ", palette.text).with(name.cut(LANE - 2), colour).draw(buffer, row);
    }
}

/// Rows that the spans of a chart need so that none lies over another.
pub(super) fn span_rows(chart: &Chart) -> u16 {
    packed(chart).iter().map(|(row, _)| row + 1).max().unwrap_or(0)
}

/// The spans with the row of each.
fn packed(chart: &Chart) -> Vec<(u16, Stretch)> {
    let mut free: Vec<Vec<(i64, i64)>> = Vec::new();
    let mut found = Vec::new();
    for span in &chart.spans {
        let fits = |row: &Vec<(i64, i64)>| row.iter().all(|(a, b)| span.to < *a || span.from > *b);
        let row = free.iter().position(fits).unwrap_or(free.len());
        if row == free.len() {
            free.push(Vec::new());
        }
        free[row].push((span.from, span.to));
        found.push((row as u16, *span));
    }
    found
}

/// What lasts longer than a step, as lines from its beginning to its end, each with what it is and how many dates tell of it.
fn draw_spans(app: &App, area: Rect, scale: &Scale, buffer: &mut Buffer) {
    let (palette, chart) = (&app.palette, &app.view.chart);
    let last = chart.first.saturating_add_unsigned(chart.counts.len() as u64) - 1;
    for (row, span) in packed(chart).into_iter().filter(|(row, _)| *row < area.height) {
        let column = |step: i64| {
            let steps = u16::try_from(step.clamp(chart.first, last) - chart.first).unwrap_or(u16::MAX);
            scale.left.saturating_add(steps.saturating_mul(scale.cell))
        };
        let (x, end) = (column(span.from).min(scale.right), (column(span.to) + scale.bar).min(scale.right));
        let line = Rect { x, y: area.y + row, width: end.saturating_sub(x), height: 1 };
        // Of what ends with the first step in sight, or begins with the last, nothing is to be seen.
        if line.width < 2 {
            continue;
        }
        let [left, right] =
            [Rect { width: line.width.min(1), ..line }, Rect { x: end.saturating_sub(1), width: 1, ..line }];
        fill(buffer, line, "─", palette.muted);
        fill(buffer, left, if span.from < chart.first { "‹" } else { "├" }, palette.muted);
        fill(buffer, right.intersection(line), if span.to > last { "›" } else { "┤" }, palette.muted);
        let room = line.width.saturating_sub(2);
        let labels = span_labels(span, room).map(|words| Row::new().with(format!(" {words} "), palette.muted));
        if let Some(label) = labels.into_iter().find(|label| label.width() <= room) {
            let x = line.x + 1 + u16::from(label.width() < room);
            label.draw(buffer, Rect { x, width: line.right() - 1 - x, ..line });
        }
    }
}

/// What a span is and how many dates tell of it, from long to short.
fn span_labels(span: Stretch, room: u16) -> [String; 4] {
    let (whole, short) = (when::range(span.when), when::in_column(span.when, usize::from(room).saturating_sub(2)));
    let dates = counted(span.count, "date");
    [format!("{whole}: {dates}"), format!("{whole}: {}", grouped(span.count)), whole, short]
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
        let Rect { x, width, .. } = scale.step(at, area);
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
        let x = scale.column(at).saturating_add(scale.bar + 1);
        if number.width() + 2 <= room && x < scale.right {
            number.draw(buffer, Rect { x, width: room, ..base });
        }
    }
}

/// Where the cursor is, and dates under the bars, at even distances: below the pointer, or around it where there is one row
/// for both.
fn draw_axis(app: &App, parts: &Parts, scale: &Scale, here: Option<(usize, When)>, buffer: &mut Buffer) {
    let chart = &app.view.chart;
    let (area, pointer) = (parts.axis, if parts.pointer.is_empty() { parts.axis } else { parts.pointer });
    let Some(step) = chart.step.filter(|_| !area.is_empty()) else { return };
    let taken = draw_pointer(app, step, pointer, scale, here, buffer).filter(|_| parts.pointer.is_empty());
    let mut free = scale.left;
    let mut shown: Option<PartialDate> = None;
    for at in even_steps(chart, step, scale.cell) {
        let x = scale.column(at);
        let number = chart.first.saturating_add_unsigned(at as u64);
        let Some(date) = step.date_of(number).filter(|_| x >= free) else { continue };
        let label = Clean::from(axis_label(date, step, shown));
        if x + label.width() > area.right() {
            break;
        }
        if taken.is_some_and(|(from, to)| x < to + 2 && x + label.width() + 2 > from) {
            continue;
        }
        let width = area.right().saturating_sub(x);
        Row::new().with(label.clone(), app.palette.muted).draw(buffer, Rect { x, width, ..area });
        (free, shown) = (x + label.width() + 1, Some(date));
    }
}

/// The date with the cursor under its bar, no more precise than it is known: of `2020` no day is. With it the range that is
/// being marked, as a line from where it begins. Returns the columns that both have.
fn draw_pointer(
    app: &App,
    step: Step,
    area: Rect,
    scale: &Scale,
    here: Option<(usize, When)>,
    buffer: &mut Buffer,
) -> Option<(u16, u16)> {
    let (chart, accent) = (&app.view.chart, app.palette.accent);
    let (at, when) = here?;
    let date = step.date_of(chart.first.saturating_add_unsigned(at as u64));
    let of_step = || date.map(|date| axis_label(date, step, None));
    let label = if when.precision > step.precision() { Some(when::day(when.date)) } else { of_step() };
    let words = label?;
    let label = Clean::from(format!("▲ {words}"));
    let column = scale.column(at).min(scale.right);
    let range = app.marked_steps().map(|(from, to)| {
        let last = chart.counts.len().saturating_sub(1) as i64;
        let place = |step: i64| scale.column(usize::try_from((step - chart.first).clamp(0, last)).unwrap_or(0));
        let (x, end) = (place(from).min(scale.right), (place(to) + scale.bar).min(scale.right));
        let line = Rect { x, width: end.saturating_sub(x), height: 1, ..area };
        fill(buffer, line, "━", accent);
        fill(buffer, Rect { width: line.width.min(1), ..line }, if from < chart.first { "‹" } else { "┣" }, accent);
        let right = Rect { x: end.saturating_sub(1), width: line.width.min(1), ..line };
        fill(buffer, right, if to > chart.first + last { "›" } else { "┫" }, accent);
        (x, end)
    });
    // Where there is no room behind the sign, its date stands before it: the sign is under its bar either way.
    let before = column + label.width() >= area.right();
    let (label, x) = if before {
        (Clean::from(format!("{words} ▲")), (column + 1).saturating_sub(label.width()).max(area.x))
    } else {
        (label, column)
    };
    Row::new().with(label.clone(), accent).draw(buffer, Rect { x, width: area.right().saturating_sub(x), ..area });
    let (from, to) = range.unwrap_or((x, x));
    Some((from.min(x), to.max(x + label.width())))
}

/// The steps that have their date under them: every so many, counted from a beginning that all charts share, such as the
/// turn of the year.
fn even_steps(chart: &Chart, step: Step, cell: u16) -> impl Iterator<Item = usize> {
    let room = |every: &i64| i64::from(cell) * every >= i64::from(label_width(step) + 2);
    let (strides, longest) = (strides(step), *strides(step).last().unwrap_or(&1));
    let longer = (1..32).map(move |power| longest << power);
    let every = strides.iter().copied().chain(longer).find(room).unwrap_or(longest);
    let first = chart.first;
    (0..chart.counts.len()).filter(move |at| first.saturating_add_unsigned(*at as u64).rem_euclid(every) == 0)
}

/// After how many steps a date is round: midnight, a Monday, January, a decade.
fn strides(step: Step) -> &'static [i64] {
    match step {
        Step::Hour => &[1, 2, 3, 6, 12, 24, 48],
        Step::Day => &[1, 2, 4, 7, 14, 28],
        Step::Week => &[1, 2, 4],
        Step::Month => &[1, 2, 3, 6, 12, 24, 60, 120],
        Step::Quarter => &[1, 2, 4, 8, 20, 40],
        Step::Year => &[1, 2, 5, 10, 20, 50, 100],
        Step::Decade => &[1, 2, 5, 10],
    }
}

/// Columns of the longest date under a step.
fn label_width(step: Step) -> u16 {
    match step {
        Step::Hour | Step::Day | Step::Week => 11,
        Step::Month => 8,
        Step::Quarter => 7,
        Step::Year => 4,
        Step::Decade => 5,
    }
}

/// A date under the bars: with its year where that is new, hours with their day at midnight.
fn axis_label(date: PartialDate, step: Step, before: Option<PartialDate>) -> String {
    let day = |date: PartialDate| date.first_day().map_or(date, PartialDate::from);
    let full = match (step, date.known_time(), before) {
        (Step::Week, ..) => when::day(day(date)),
        (Step::Hour, Some((0, _)), Some(_)) => when::day(date),
        (Step::Hour, Some((hour, _)), Some(_)) => return format!("{hour:02} h"),
        (Step::Hour, ..) => when::minute(date),
        _ => when::day(date),
    };
    let same_year = before.is_some_and(|before| before.known_year() == date.known_year());
    let year = date.known_year().map(|year| format!(" {year}")).unwrap_or_default();
    if same_year && step < Step::Year { full.replacen(&year, "", 1) } else { full }
}
