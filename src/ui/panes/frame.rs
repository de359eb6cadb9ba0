//! The head of the screen (name, counts, tabs, filters), its rules, and the keys at its foot.

use super::visible;
use crate::sorting;
use crate::store::{Query, Store};
use crate::ui::action::{Action, Entry, Place, Section, TABLE};
use crate::ui::app::{App, Listing, Progress};
use crate::ui::chips::{self, Chip};
use crate::ui::layout::{Areas, Whole};
use crate::ui::overlays::Overlay;
use crate::ui::page::{counted, grouped};
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::bar;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Columns between two tabs.
const BETWEEN_TABS: u16 = 2;

/// Most keys in the line of hints, where it has room for them.
const HINTS: usize = 8;

/// From so many columns on there are two more, and what belongs together stands together.
const GROUPED: u16 = 110;

/// Most lines of a message.
const MOST_MESSAGE_LINES: usize = 3;

/// Draws everything around the panes.
pub fn draw(app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) {
    draw_top(app, areas, buffer);
    draw_filters(app, store, areas, buffer);
    draw_rules(app, areas, buffer);
    draw_hints(app, areas, buffer);
}

fn draw_top(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let palette = &app.palette;
    let tabs = tabs(app, areas);
    let tabs_left = tabs.first().map_or(areas.top.right(), |tab| tab.1.x);
    for (action, area) in tabs {
        let style = if current(app, action) { palette.accent } else { palette.muted };
        tab_row(app, action).patch(style).draw(buffer, area);
    }
    let room = tabs_left.saturating_sub(areas.top.x + 2);
    let head = Row::new().with(" briefing", palette.strong).with("  ", palette.text);
    let unread = with_warnings(Row::new(), app);
    // What could not be read is told rather than the program's name.
    let head = if unread.is_empty() || head.width() + unread.width() <= room { head } else { Row::new().pad(1) };
    let mut news = [news(app), with_warnings(short_news(app), app), unread].into_iter();
    let news = news.find(|news| !news.is_empty() && head.width() + news.width() <= room);
    let news = news.unwrap_or_else(|| short_news(app));
    let free = room.saturating_sub(head.width() + news.width() + 3);
    let name = app.name.cut_middle(free.min(40));
    let head = if free >= 6 { head.with(name, palette.text).with("   ", palette.text) } else { head };
    let head = if head.width() + news.width() <= room { head.join(news) } else { head };
    head.cut(room).draw(buffer, areas.top);
}

/// The same where there is little room.
fn short_news(app: &App) -> Row {
    let words = if app.progress.finished { counted(app.view.all.0, "article") } else { listed_of_total(app) };
    Row::new().with(words, app.palette.muted)
}

/// How many articles the panes know of how many there are, so that all counts on the screen are of the same ones; nothing
/// where neither is known.
fn listed_of_total(app: &App) -> String {
    let articles = app.view.all.0;
    match app.progress.total.filter(|total| *total >= articles && *total > 0) {
        Some(total) => format!("{} of {}", grouped(articles), grouped(total)),
        None if articles == 0 => String::new(),
        None => grouped(articles),
    }
}

/// What there is, or how far loading is.
fn news(app: &App) -> Row {
    let palette = &app.palette;
    let progress = &app.progress;
    let (articles, statements) = app.view.all;
    let row = if progress.finished {
        Row::new()
            .with(format!("{} · {}", counted(articles, "article"), counted(statements, "statement")), palette.muted)
    } else {
        let (done, rest) = bar::progress(articles, progress.total.unwrap_or(0), 12);
        let count = Clean::from(listed_of_total(app));
        Row::new()
            .with(done, palette.accent)
            .with(rest, palette.faint)
            .with("  ", palette.text)
            .with(count, palette.muted)
    };
    with_warnings(row, app)
}

/// A row that goes on with how much could not be read, and the key that tells what.
fn with_warnings(row: Row, app: &App) -> Row {
    let (palette, warned) = (&app.palette, warned(&app.progress));
    if warned.is_empty() {
        return row;
    }
    let key = app.keymap.key_for(Place::LIST, Action::Warnings);
    let row = if row.is_empty() { row } else { row.with(" · ", palette.muted) }.with(warned, palette.warn);
    row.with(" ", palette.muted).with(Clean::of(key), palette.key)
}

/// How much could not be read, and how many faults the user's settings have.
fn warned(progress: &Progress) -> String {
    let unread = Some(progress.warnings.len()).filter(|count| *count > 0);
    let unread = unread.map(|count| format!("{} unreadable", grouped(count)));
    let faults = progress.faults.first().map(|(of, _)| {
        let of = if progress.faults.iter().all(|(other, _)| other == of) { of } else { "your settings" };
        format!("{} in {of}", counted(progress.faults.len(), "fault"))
    });
    unread.into_iter().chain(faults).collect::<Vec<_>>().join(" · ")
}

/// The tabs that there is room for, with their places: what can be listed and, where one pane is shown at a time, the
/// other panes.
pub fn tabs(app: &App, areas: &Areas) -> Vec<(Action, Rect)> {
    const ALL: [Action; 5] =
        [Action::Articles, Action::Statements, Action::AllActors, Action::AllThemes, Action::Timeline];
    let widths = ALL.map(|action| tab_row(app, action).width());
    let mut x = areas.top.right().saturating_sub(widths.iter().map(|w| w + BETWEEN_TABS).sum::<u16>() - 1);
    let mut found = Vec::new();
    for (action, width) in ALL.into_iter().zip(widths) {
        found.push((action, Rect { x, width, ..areas.top }.intersection(areas.top)));
        x += width + BETWEEN_TABS;
    }
    found
}

fn tab_row(app: &App, action: Action) -> Row {
    let (long, short) = match action {
        Action::Articles => ("Articles", "Art"),
        Action::Statements => ("Statements", "Said"),
        Action::AllActors => ("Actors", "Who"),
        Action::AllThemes => ("Themes", "What"),
        _ => ("Time", "Time"),
    };
    let word = match app.size.0 {
        0..=43 => "",
        44..=75 => short,
        _ => long,
    };
    let key = Clean::of(app.keymap.key_for(Place::LIST, action));
    Row::new().with(key, app.palette.key).with(" ", app.palette.text).with(word, app.palette.text)
}

fn current(app: &App, action: Action) -> bool {
    match action {
        _ if app.whole == Some(Whole::Timeline) => action == Action::Timeline,
        // The matrix has no tab; what Esc goes back to is not what is seen.
        _ if app.in_matrix() => false,
        Action::Articles => app.listing == Listing::Articles,
        Action::Statements => app.listing == Listing::Statements,
        Action::AllActors => app.listing == Listing::Actors,
        Action::AllThemes => app.listing == Listing::Themes,
        _ => false,
    }
}

/// Blanks before what is counted, with the one that a chip ends with.
const BEFORE_COUNT: u16 = 1;

/// How many statements or articles the filter leaves, repeats counted as in the number of all, for the right end of the row
/// of filters.
pub fn shown_of_all(app: &App) -> Row {
    Row::new().with(format!("{} ", shown(app, true)), app.palette.muted)
}

/// The same in words, with what is counted or without.
fn shown(app: &App, named: bool) -> String {
    let view = &app.view;
    let (shown, all, noun) = match app.listing {
        Listing::Statements => (view.selection.statements.len(), view.all.1, "statement"),
        Listing::Articles | Listing::Actors | Listing::Themes => (view.selection.articles.len(), view.all.0, "article"),
    };
    if all == 0 {
        return String::new();
    }
    let shown = grouped(usize::try_from(shown).unwrap_or(usize::MAX));
    if named { format!("{shown} of {}", counted(all, noun)) } else { format!("{shown} of {}", grouped(all)) }
}

/// How many of these a filter by time leaves out only because nobody knows when they were published.
pub fn undated(app: &App) -> usize {
    let (articles, statements) = app.view.undated;
    let count = if app.listing == Listing::Statements { statements } else { articles };
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// The chips in the row of filters, and what is counted at its right. How many have no date stands there in as many words as
/// leave room for those of all chips, but it stands there: who asks for a week must know what may be missing.
pub fn filters(app: &App, store: &Store, areas: &Areas) -> (Vec<Chip>, Row) {
    let query = &app.wish.query;
    let arranged = |count: Row| (chips::arrange(query, store, areas.filters, count.width() + BEFORE_COUNT), count);
    let count = grouped(undated(app));
    if count == "0" {
        return arranged(shown_of_all(app));
    }
    let (named, short) = (shown(app, true), shown(app, false));
    let words = [
        format!("without {count} undated · {named} "),
        format!("{count} undated · {named} "),
        format!("{count} undated · {short} "),
    ];
    let [.., shortest] = words.clone().map(|words| Row::new().with(words, app.palette.muted));
    let mut told = words.into_iter().map(|words| arranged(Row::new().with(words, app.palette.muted)));
    told.find(|(chips, _)| chips::are_whole(chips, query, store)).unwrap_or_else(|| arranged(shortest))
}

fn draw_filters(app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) {
    if !visible(areas.filters, areas) || app.wish.query == Query::All {
        return;
    }
    let (chips, count) = filters(app, store, areas);
    for chip in &chips {
        draw_chip(app, chip, Row::new().with("✕", app.palette.accent), buffer);
    }
    let hidden = app.wish.query.terms().len() - chips.len();
    if hidden > 0 {
        let x = chips.last().map_or(areas.filters.x + 1, |chip| chip.area.right() + 2);
        let area = Rect { x, width: areas.filters.right().saturating_sub(x + count.width()), ..areas.filters };
        Row::new().with(chips::hidden(hidden), app.palette.muted).draw(buffer, area);
    }
    count.draw_right(buffer, areas.filters);
}

fn draw_chip(app: &App, chip: &Chip, sign: Row, buffer: &mut Buffer) {
    let row = Row::new().with(chip.words.clone(), app.palette.strong).with(" ", app.palette.text);
    row.join(sign).draw(buffer, chip.area);
}

/// Draws the question which filter to remove: all of them with their numbers, over the panes where one row is too short.
pub fn draw_removing(app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) {
    let query = &app.wish.query;
    let (chips, count) = filters(app, store, areas);
    let whole = chips::are_whole(&chips, query, store);
    let chips = if whole { chips } else { chips::in_rows(query, store, areas.filters) };
    let rows = chips.last().map_or(1, |chip| chip.area.bottom() - areas.filters.y);
    let rows = rows.min(areas.hints.y.saturating_sub(areas.filters.y + 1));
    let area = Rect { height: rows, ..areas.filters };
    fill(buffer, area, " ", app.palette.text);
    if rows > 1 {
        fill(buffer, Rect { y: area.bottom(), height: 1, ..area }, "─", app.palette.faint);
    }
    for chip in chips.iter().filter(|chip| chip.area.y < area.bottom()) {
        draw_chip(app, chip, Row::new().with(format!("{}", chip.term + 1), app.palette.here), buffer);
    }
    if whole {
        count.draw_right(buffer, areas.filters);
    }
}

fn draw_rules(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let palette = &app.palette;
    fill(buffer, areas.head_rule, "─", palette.faint);
    fill(buffer, areas.foot_rule, "─", palette.faint);
    fill(buffer, areas.time_rule, "─", palette.faint);
    if matches!(
        app.overlay,
        Some(Overlay::Overview(_) | Overlay::LookUp(_) | Overlay::Menu(_) | Overlay::Compare(_) | Overlay::Links(_))
    ) {
        return;
    }
    for rule in areas.rules.iter().filter(|rule| !rule.is_empty()) {
        fill(buffer, *rule, "│", palette.faint);
        fill(buffer, Rect { y: rule.y.saturating_sub(1), height: 1, ..*rule }, "┬", palette.faint);
        fill(buffer, Rect { y: rule.bottom(), height: 1, ..*rule }, "┴", palette.faint);
    }
    let in_line = |overlay: &Overlay| {
        matches!(overlay, Overlay::Find(_) | Overlay::Seek(_) | Overlay::Remove | Overlay::Prompt(_))
    };
    if app.overlay.as_ref().is_none_or(in_line) {
        let pane = if app.in_matrix() { areas.matrix } else { areas.pane(app.focus) };
        let above = Rect { y: pane.y.saturating_sub(1), height: 1, ..pane };
        fill(buffer, above, "━", palette.accent);
    }
}

fn draw_hints(app: &App, areas: &Areas, buffer: &mut Buffer) {
    if app.message.is_some() {
        return;
    }
    if !app.pressed.written().is_empty() {
        return;
    }
    let note = noted(app, areas.hints.width / 2);
    let between = if note.is_empty() { " " } else { "   " };
    let hints = hints_within(app, areas.hints.width.saturating_sub(note.width() + between.len() as u16 + 1));
    note.with(between, app.palette.text).join(hints).cut(areas.hints.width).draw(buffer, areas.hints);
}

/// The keys that make sense now, as many as have room.
pub fn hints_within(app: &App, width: u16) -> Row {
    let palette = &app.palette;
    let mut hints = hints(app);
    // Where not all fit, the least useful ones go, but never the way to the help.
    let joined = |hints: &[(Action, u8, Row)]| {
        let mut row = Row::new();
        for (at, (_, group, hint)) in hints.iter().enumerate() {
            match at.checked_sub(1).map(|before| hints[before].1 == *group) {
                Some(true) => row.push("   ", palette.text),
                Some(false) => row.push("   │   ", palette.faint),
                None => {}
            }
            row = row.join(hint.clone());
        }
        row
    };
    while joined(&hints).width() > width {
        let Some(least) = least_useful(app, &hints) else { break };
        hints.remove(least);
    }
    joined(&hints).cut(width)
}

/// Draws what has just happened: at the foot, over the lowest rows of the panes where it is long, but over no line that is
/// being typed there.
pub fn draw_message(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let typing = app.place().meets(Place::FIND.or(Place::PROMPT));
    let Some(message) = app.message.as_ref().filter(|_| !typing) else { return };
    let palette = &app.palette;
    let lines = message.lines(areas.hints.width.saturating_sub(2), MOST_MESSAGE_LINES);
    let above = (lines.len() as u16).saturating_sub(1).min(areas.hints.y);
    let area = Rect { y: areas.hints.y - above, height: above + 1, ..areas.hints };
    fill(buffer, area, " ", palette.text);
    for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
        let row = Row::new().with(" ", palette.text).with(line, palette.accent);
        row.draw(buffer, Rect { y, height: 1, ..area });
    }
}

/// Draws keys that wait for more, and what may follow: over the lowest rows of the panes where that is much.
pub fn draw_pressed(app: &App, areas: &Areas, buffer: &mut Buffer) {
    if app.pressed.written().is_empty() || app.message.is_some() {
        return;
    }
    let palette = &app.palette;
    let begun = Row::new().with(" ", palette.text).with(Clean::of(app.pressed.written()), palette.accent);
    let mut rows = vec![begun.with(" …", palette.muted)];
    let indent = rows[0].width();
    for (key, entry) in app.following() {
        let says = if entry.hint.is_empty() { entry.sentence } else { entry.hint };
        let one = Row::new().with("   ", palette.text).with(Clean::of(key), palette.key).with(" ", palette.text);
        let one = one.with(says, palette.muted);
        match rows.last_mut() {
            Some(row) if row.width() + one.width() < areas.hints.width => *row = row.clone().join(one),
            _ => rows.push(Row::new().pad(indent).join(one)),
        }
    }
    let above = (rows.len() as u16 - 1).min(areas.hints.y);
    let area = Rect { y: areas.hints.y - above, height: above + 1, ..areas.hints };
    fill(buffer, area, " ", palette.text);
    for (row, y) in rows.into_iter().zip(area.y..area.bottom()) {
        row.cut(area.width).draw(buffer, Rect { y, height: 1, ..area });
    }
}

/// The note on what is selected, before the keys, where the cursor is on that.
fn noted(app: &App, width: u16) -> Row {
    let target = app.target().filter(|_| app.overlay.is_none() && app.points_into_articles());
    let note = target.and_then(|target| app.memory.notes.get(&target));
    let palette = &app.palette;
    note.map_or_else(Row::new, |note| {
        Row::new().with(" ✎ ", palette.accent).with(Clean::of(note), palette.text).cut(width)
    })
}

/// The place of the hint that is missed least; never that of the help, nor of the way out of what lies over the panes.
fn least_useful(app: &App, hints: &[(Action, u8, Row)]) -> Option<usize> {
    let place = app.place();
    let rank = |action: Action| {
        let entries =
            TABLE.iter().filter(|entry| entry.action == action && entry.rank > 0 && entry.places.meets(place));
        entries.map(|entry| app.rank(entry)).min()
    };
    let stays = |action: Action| action == Action::Help || action == Action::Close && !place.is_of_panes();
    let others = hints.iter().enumerate().filter(|(_, (action, ..))| !stays(*action));
    others.max_by_key(|(at, (action, ..))| (rank(*action), *at)).map(|(at, _)| at)
}

/// What a hint belongs to: what is done with the row, finding and narrowing down, what is kept, the program.
fn group(entry: &Entry) -> u8 {
    match entry.section {
        Section::Filter => 1,
        Section::Search if matches!(entry.action, Action::LookUp | Action::Find) => 1,
        Section::Program if entry.action != Action::Close => 2,
        _ => 0,
    }
}

/// The keys that make sense now, the most useful first; where there is much room, those that belong together.
fn hints(app: &App) -> Vec<(Action, u8, Row)> {
    let place = app.place();
    let mut entries: Vec<_> = TABLE
        .iter()
        .filter(|entry| entry.rank > 0 && entry.places.meets(place) && app.makes_sense(entry.action))
        .collect();
    sorting::by_key(&mut entries, |entry| app.rank(entry));
    let grouped = app.size.0 >= GROUPED && place.is_of_panes();
    let most = if grouped { HINTS + 2 } else { HINTS };
    let help = entries.iter().position(|entry| entry.action == Action::Help);
    if let Some(help) = help.filter(|help| *help >= most) {
        entries.swap(help, most - 1);
    }
    entries.truncate(most);
    if grouped {
        sorting::by_key(&mut entries, |entry| group(entry));
    }
    let row = |key: &str, hint| {
        let key = Clean::of(key);
        Row::new().with(key, app.palette.key).with(" ", app.palette.text).with(hint, app.palette.muted)
    };
    let hint = |entry: &Entry| {
        Some((
            entry.action,
            if grouped { group(entry) } else { 0 },
            row(app.keymap.keys(entry).first()?, app.hint(entry)),
        ))
    };
    entries.into_iter().filter_map(hint).collect()
}
