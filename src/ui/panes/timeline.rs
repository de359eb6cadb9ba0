//! The timeline: a histogram over time and, below it, the dates in order, those without a year in a lane of their own.

use super::{fits, heading, histogram, say, selected_bar, visible as is_visible};
use crate::export::brief;
use crate::model::{PartialDate, Span};
use crate::store::timeline::{Axis, Point, Step};
use crate::store::{Query, Store};
use crate::ui::app::App;
use crate::ui::layout::{Areas, Pane, TEXT_WIDTH, inside};
use crate::ui::page::{counted, grouped};
use crate::ui::panes::list;
use crate::ui::typeset::{Clean, Row, beginning, fill, wrap};
use crate::ui::when;
use crate::ui::widgets::window;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Fewest and most columns of a date in the list, and blanks behind it.
const DATE: (u16, u16) = (14, 19);
const BEHIND: u16 = 2;

/// The parts of the pane below its heading.
pub(super) struct Parts {
    /// The histogram.
    pub bars: Rect,
    /// The histograms of chosen actors and themes.
    pub lanes: Rect,
    /// The date with the cursor, where it has a row of its own.
    pub pointer: Rect,
    /// Dates below them.
    pub axis: Rect,
    /// What lasts longer than a step.
    pub spans: Rect,
    /// The dates in order.
    pub rows: Rect,
    /// The point with the cursor in all its words, where there is room for them.
    pub foot: Rect,
}

/// A pane at least so high has a foot, of so many rows with the blank one above it.
const FOOTED: u16 = 26;
const FOOT: u16 = 5;

/// A pane at least so high has room for everything.
const HIGH: u16 = 18;

/// From this width on there is room for what is marked and for how many dates there are.
const ROOMY: u16 = 80;

/// Whether there is room for blank lines between what belongs together.
fn is_airy(pane: Rect) -> bool {
    inside(pane).height >= HIGH
}

fn parts(app: &App, pane: Rect) -> Parts {
    let area = inside(pane);
    let high = match area.height {
        0..=3 => 0,
        4..=6 => 1,
        7..=9 => 2,
        10..=14 => 3,
        15..HIGH => 4,
        high => (high / 4).min(10),
    };
    let high = if app.view.chart.step.is_none() { 0 } else { high };
    let lanes = match area.height {
        0..11 => 0,
        11..HIGH => app.view.chart.lanes.len().min(4) as u16,
        _ => app.view.chart.lanes.len().min(8) as u16,
    };
    let axis = u16::from(high > 0);
    let chart = &app.view.chart;
    let spans = if area.height < HIGH || chart.vague { 0 } else { histogram::span_rows(chart).min(area.height / 8) };
    let mut y = area.y;
    let mut take = |height: u16| {
        let part = Rect { y, height, ..area }.intersection(area);
        y += height;
        part
    };
    let air = u16::from(is_airy(pane) && high > 0);
    take(air);
    let pointer = if is_airy(pane) { axis } else { 0 };
    let (bars, lanes, pointer, axis, spans) = (take(high), take(lanes), take(pointer), take(axis), take(spans));
    take(air);
    let foot = if area.height < FOOTED { 0 } else { FOOT };
    let rest = take(area.height);
    let rows = Rect { height: rest.height.saturating_sub(foot), ..rest };
    let foot = Rect { y: rows.bottom(), height: rest.height - rows.height, ..rest };
    Parts { bars, lanes, pointer, axis, spans, rows, foot }
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
                (true, _) if app.view.wish.query == Query::All => "There is no article, and so nothing happened.",
                (true, _) if app.overlay.is_some() => "No article is left by the filters.",
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
    histogram::draw(app, &parts, buffer);
    draw_rows(app, store, parts.rows, buffer);
    draw_foot(app, store, parts.foot, buffer);
}

/// The point with the cursor as a whole, which its row may have cut.
fn draw_foot(app: &App, store: &Store, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let Some(point) = app.point(app.time.at).filter(|_| !area.is_empty()) else { return };
    let Some(article) = store.article(point.article) else { return };
    let date = point.when.map_or_else(Clean::default, |when| Clean::from(when::range(when)));
    // What the column cuts stands here as a whole, and its words begin where those above it begin.
    let left = 1 + date_width(app, area.width).max(date.width()) + BEHIND;
    let column = Rect { x: area.x + left, y: area.y + 1, width: TEXT_WIDTH, height: area.height - 1 };
    let column = column.intersection(Rect { width: area.width.saturating_sub(1), ..area });
    let most = usize::from(column.height).saturating_sub(1);
    let mut rows: Vec<Row> = if let Some((_, event)) = point.event.and_then(|id| store.event(id)) {
        let mut lines = wrap(&article.text, event.sentence, column.width);
        // What has no room is said to be there.
        if lines.len() > most
            && let Some(last) = most.checked_sub(1)
        {
            lines[last].end = lines[last + 1].end;
        }
        let marked = |line| Row::marked(&article.text, line, palette.text, &[(event.span, palette.fresh)]);
        lines.into_iter().take(most).map(|line| marked(line).cut(column.width)).collect()
    } else {
        let title = list::title(&article, column.width).into_iter().take(most);
        title.map(|line| Row::new().with(line, palette.text)).collect()
    };
    rows.push(
        Row::new().with(Clean::from(list::outlet(store, point.article, &article)).cut(column.width), palette.muted),
    );
    let date = Row::new().with(" ", palette.text).with(date, palette.muted);
    date.draw(buffer, Rect { y: column.y, height: 1, ..area });
    for (row, y) in rows.into_iter().zip(column.y..column.bottom()) {
        row.draw(buffer, Rect { y, height: 1, ..column });
    }
}

fn draw_heading(app: &App, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let points = &app.view.points;
    let step = app.view.chart.step.map_or_else(String::new, |step| format!(" · {}", step_word(step)));
    let left = |what: &'static str| {
        let marked = app.marked_range().map_or_else(Clean::default, |range| Clean::from(format!(" · marking {range}")));
        let what = if marked.is_empty() { Clean::of(what) } else { marked };
        Row::new().with("TIMELINE", palette.text).with(what, palette.text).with(step.clone(), palette.text)
    };
    let (long, short) = match app.view.wish.axis {
        Axis::Events => (" · what happened", " · events"),
        Axis::Published => (" · what was published", " · published"),
    };
    let mut right = Row::new().with(counted(points.dated.len(), "date"), palette.muted);
    let brief = right.clone();
    if app.marked_range().is_some() && area.width < ROOMY {
        right = Row::new();
    } else if !points.undated.is_empty() {
        right.push(format!(" · {} without {}", grouped(points.undated.len()), missing(app)), palette.muted);
    }
    // What is counted, and in which steps, is worth more than many words for it, and more than what has no date.
    let name = if fits(&left(long), &right, area.width) { left(long) } else { left(short) };
    let right = if fits(&name, &right, area.width) || right.is_empty() { right } else { brief };
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

fn draw_rows(app: &App, store: &Store, area: Rect, buffer: &mut Buffer) {
    let mut y = area.y;
    for row in app.time.top..app.time_len() {
        y += measure(app, row) - 1;
        if let Some(words) = header(app, row).filter(|_| y <= area.bottom()) {
            let line = Row::new().with(" ", app.palette.text).with(words, app.palette.muted);
            line.draw(buffer, Rect { y: y - 1, height: 1, ..area });
        }
        if y >= area.bottom() {
            break;
        }
        draw_row(app, store, row, Rect { y, height: 1, ..area }, buffer);
        y += 1;
    }
}

/// What stands above a row: that what is behind it lies ahead of the news, or has no year.
fn header(app: &App, row: usize) -> Option<String> {
    let points = &app.view.points;
    if row == points.dated.len() {
        return Some(format!("WITHOUT {} · {}", missing(app).to_uppercase(), grouped(points.undated.len())));
    }
    let (_, day) = app.view.ahead.filter(|(first, _)| *first == row)?;
    let day = when::day(PartialDate::from(day)).to_uppercase();
    Some(format!("AHEAD OF THE NEWS OF {day} · {}", grouped(points.dated.len() - row)))
}

fn draw_row(app: &App, store: &Store, row: usize, area: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let Some(point) = app.point(row) else { return };
    let here = row == app.time.at && selected(app, point);
    let base = if here { palette.strong } else { palette.text };
    let column = date_width(app, area.width);
    let date = date(app, row, point, column);
    let line = Row::new().with(" ", palette.text).with(date, palette.muted).pad(1 + column + BEHIND);
    let (told, origin) = (told(store, point), origin(store, point, area.width));
    let between = if told.is_empty() || origin.is_empty() { "" } else { "  " };
    let right = Row::new().with(told, palette.muted).with(between, palette.muted).with(origin, palette.muted);
    let room = area.width.saturating_sub(line.width() + right.width() + 2);
    let line = line.join(words(app, store, point, base, here).cut(room));
    line.draw(buffer, area);
    right.with(" ", palette.text).draw_right(buffer, area);
    if here {
        selected_bar(app, Pane::Time, area, buffer);
    } else if is_marked(app, point) {
        fill(buffer, Rect { width: area.width.min(1), ..area }, "┃", palette.accent);
    }
}

/// Whether a point lies in the range that is being marked.
fn is_marked(app: &App, point: &Point) -> bool {
    let number = || app.view.chart.step?.number_of(point.when?.date);
    app.marked_steps().zip(number()).is_some_and(|((from, to), number)| (from..=to).contains(&number))
}

/// Columns of the dates: as many as the longest of them needs, within limits.
fn date_width(app: &App, width: u16) -> u16 {
    let longest = u16::try_from(app.view.chart.longest).unwrap_or(u16::MAX).clamp(DATE.0, DATE.1);
    longest.min((width * 2 / 5).max(DATE.0))
}

/// Whether a point under the cursor is to be seen as selected: not one of another article, until one moves in here.
pub(super) fn selected(app: &App, point: &Point) -> bool {
    app.focus == Pane::Time || app.cursor.article == Some(point.article)
}

/// The date, where the row above in sight does not say the same.
fn date(app: &App, row: usize, point: &Point, width: u16) -> Clean {
    let above =
        row.checked_sub(1).filter(|_| row > app.time.top && header(app, row).is_none()).and_then(|row| app.point(row));
    let days = |point: &Point| point.when.map_or_else(String::new, when::range);
    let same = above.is_some_and(|above| days(above) == days(point));
    let in_column = |when| Clean::from(when::in_column(when, usize::from(width))).cut(width);
    point.when.filter(|_| !same).map_or_else(Clean::default, in_column)
}

/// The sentence of an event, or the headline of an article.
fn words(app: &App, store: &Store, point: &Point, base: Style, here: bool) -> Row {
    if let Some((article, event)) = point.event.and_then(|id| store.event(id)) {
        let article = store.article(article).unwrap_or_default();
        let text = article.text.as_str();
        let mark: &[(Span, Style)] = if here { &[(event.span, app.palette.fresh)] } else { &[] };
        let sentence = beginning(text, event.sentence, usize::from(app.size.0));
        let (before, behind) = brief::torn_quotation(sentence.of(text));
        let row = Row::new().with(before, base).join(Row::marked(text, sentence, base, mark));
        return row.with(if sentence == event.sentence { behind } else { "" }, base);
    }
    let title = store.article(point.article).map(|article| list::title(&article, 200)).unwrap_or_default();
    Row::new().with(title.into_iter().next().unwrap_or_default(), base)
}

/// Whose date it is, on wide screens: publisher or headline.
fn origin(store: &Store, point: &Point, width: u16) -> Clean {
    let Some(article) = store.article(point.article).filter(|_| width >= 100) else { return Clean::default() };
    let title = article.title.as_ref().filter(|_| point.event.is_some()).map(|title| Clean::of(&title.text));
    list::source(store, point.article).or(title).unwrap_or_default().cut(width / 5)
}

/// In how many places the article tells it, where it does so more than once.
fn told(store: &Store, point: &Point) -> Clean {
    let places = point.event.map_or(1, |event| store.tellings(event).count());
    if places > 1 { Clean::from(format!("{places}×")) } else { Clean::default() }
}

/// Lines of a row with what stands above it.
fn measure(app: &App, row: usize) -> u16 {
    let above = if is_airy(app.areas().time) && row > 0 { 2 } else { 1 };
    1 + if header(app, row).is_some() { above } else { 0 }
}

/// Keeps the row with the cursor in the window.
pub fn settle(app: &mut App, areas: &Areas) {
    if areas.time.is_empty() {
        return;
    }
    let height = parts(app, areas.time).rows.height;
    // After a leap back what comes before the row is to be seen as well as what comes behind it.
    let leapt = app.time.at + 1 < app.time.top;
    let stood = if leapt { app.time.at.saturating_sub(usize::from(height) / 2) } else { app.time.top };
    app.time.top = window::top(stood, app.time.at, app.time_len(), height, |row| measure(app, row));
}

/// Where the row with the cursor begins.
pub fn cursor(app: &App, areas: &Areas) -> Option<Position> {
    let area = parts(app, areas.time).rows;
    let above = (app.time.top..app.time.at).map(|row| measure(app, row)).fold(0, u16::saturating_add);
    let y = area.y.saturating_add(above + measure(app, app.time.at) - 1);
    (app.time_len() > 0 && y < area.bottom()).then(|| Position::new(area.x, y))
}

/// How many rows are in sight.
pub fn visible(app: &App, areas: &Areas) -> usize {
    usize::from(parts(app, areas.time).rows.height)
}

/// The row at a line of the pane, counted from its top, for the mouse; the first row of a bar where that was hit.
pub fn row_at(app: &App, areas: &Areas, x: u16, y: u16) -> Option<usize> {
    let parts = parts(app, areas.time);
    if y >= parts.rows.bottom() {
        return None;
    }
    if y >= parts.rows.y {
        return window::at_line(app.time.top, y - parts.rows.y, app.time_len(), |row| measure(app, row));
    }
    let scale = histogram::scale(app, &parts);
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
