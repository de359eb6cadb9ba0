//! The text pane: the article as one reads it, statements with a bar in their speaker's colour, the
//! selected one with a heavier bar and in bold.

use super::{fits, free, heading, say, visible};
use crate::model::{Article, Span};
use crate::store::Store;
use crate::store::query::kind_word;
use crate::ui::app::App;
use crate::ui::layout::{Areas, Pane, inside, text_column};
use crate::ui::memory_thread::Target;
use crate::ui::page::{Page, extent, grouped};
use crate::ui::palette::Palette;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::why::{self, Reason};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use std::sync::Arc;

/// A page as it is to be drawn.
pub struct Shown<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its page.
    pub page: &'a Page,
    /// The first visible line.
    pub top: usize,
    /// The statement that is pointed out, by its place in the article.
    pub chosen: Option<usize>,
    /// What lies over the text: matches, the selected event.
    pub over: &'a [(Span, Style)],
    /// How the signs of marked lines look.
    pub signs: Style,
}

/// Draws the text pane.
pub fn draw(app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) {
    if !visible(areas.text, areas) {
        return;
    }
    let palette = &app.palette;
    let page = app.reading.page.as_ref();
    let column = lines_column(text_column(areas.text), page);
    let found = page.and_then(|page| Some((page, store.article(page.kind.article)?)));
    let Some((page, article)) = found else {
        heading(app, Pane::Text, areas.text, Row::new().with("TEXT", palette.text), Row::new(), buffer);
        return say(app, empty(app), inside(areas.text), buffer);
    };
    draw_heading(app, store, page, areas, column, buffer);
    let over = over(app, store, palette);
    let chosen =
        app.cursor.statement.and_then(|id| store.statements_of(page.kind.article).position(|other| other == id));
    draw_page(
        &Shown { article: &article, page, top: app.reading.top, chosen, over: &over, signs: palette.accent },
        column,
        buffer,
    );
    draw_kept(app, store, &article, page, column, buffer);
    draw_reasons(app, store, &article, areas, buffer);
}

/// Beside the first line of a statement, or of the headline, the sign of what is kept of it: marked to be copied, noted on,
/// bookmarked.
fn draw_kept(app: &App, store: &Store, article: &Article, page: &Page, column: Rect, buffer: &mut Buffer) {
    let id = page.kind.article;
    let title = article.title.as_ref().and_then(|title| Some((title.span?, Target::Article(id))));
    let said = article.statements.iter().map(extent).zip(store.statements_of(id).map(Target::Statement));
    let seen = page.seen(app.reading.top, usize::from(column.height));
    for (span, target) in title.into_iter().chain(said).filter(|(span, _)| seen.contains(&span.start)) {
        let marked = matches!(target, Target::Statement(id) if app.copying.marked.contains(&id));
        let signs = if marked { "●" } else { app.memory.signs(target) };
        let Some(sign) = signs.chars().last() else { continue };
        let line = page.line_of(span.start).checked_sub(app.reading.top).and_then(|line| u16::try_from(line).ok());
        if let Some(line) = line.filter(|line| *line < column.height) {
            let place = Rect { x: column.x.saturating_sub(3), y: column.y + line, width: 1, height: 1 };
            Row::new().with(Clean::from(sign.to_string()), app.palette.accent).draw(buffer, place);
        }
    }
}

/// The columns of a page's lines, behind their numbers.
fn lines_column(column: Rect, page: Option<&Page>) -> Rect {
    let gutter = page.map_or(0, Page::gutter).min(column.width);
    Rect { x: column.x + gutter, width: column.width - gutter, ..column }
}

/// What speaks for what is selected, below the raw source.
fn draw_reasons(app: &App, store: &Store, article: &Article, areas: &Areas, buffer: &mut Buffer) {
    let area = text_column(areas.foot);
    if !visible(area, areas) {
        return;
    }
    let statement = app.cursor.statement.and_then(|id| store.statement(id)).map(|(_, statement)| statement);
    let event = app.cursor.event.and_then(|id| store.event(id)).map(|(_, event)| event);
    let corrected = statement.as_ref().is_some_and(|one| app.shared.corrections().speaks_by(article, one));
    let reasons = why::sentences(article, statement.as_deref(), event.as_deref(), corrected);
    for (line, y) in in_lines(&reasons, area.width, usize::from(area.height)).into_iter().zip(area.y..area.bottom()) {
        Row::new().with(line, app.palette.muted).draw(buffer, Rect { y, height: 1, ..area });
    }
}

/// Sentences in at most `most` lines: each has one, and the first ones as many more as they need and the others leave.
fn in_lines(sentences: &[Clean], width: u16, most: usize) -> Vec<Clean> {
    let mut lines = Vec::new();
    for (at, sentence) in sentences.iter().enumerate() {
        let behind = sentences.len() - at - 1;
        lines.extend(sentence.lines(width, most.saturating_sub(lines.len() + behind).max(1)));
    }
    lines
}

fn draw_heading(app: &App, store: &Store, page: &Page, areas: &Areas, column: Rect, buffer: &mut Buffer) {
    let palette = &app.palette;
    let statement = of_statement(app, store, page, areas.text.width >= ROOMY);
    let mut right = Row::new();
    if let Some(find) = &app.reading.find {
        let words = if find.is_of_filter() { "filter".to_owned() } else { format!("“{}”", find.words) };
        let words = match find.places.len() {
            0 => format!("{words} nowhere"),
            all => format!("{words} {} of {}", grouped(find.at.map_or(0, |at| at + 1)), grouped(all)),
        };
        right = right.with(words, palette.muted);
    }
    let mut with_place = right.clone();
    if page.len() > usize::from(column.height) {
        let seen = app.reading.seen(column.height);
        let place = if app.reading.top == 0 { "top".to_owned() } else { format!("{seen} %") };
        let between = if right.is_empty() { "" } else { "   " };
        with_place = with_place.with(between, palette.muted).with(place, palette.muted);
    }
    let named = |title: &'static str, known_by: bool| {
        let [statement, who] = statement.clone().unwrap_or_default().map(Clean::from);
        let name = Row::new().with(title, palette.text).with(statement, palette.text);
        if known_by { name.with(who, palette.text) } else { name }
    };
    let [title, short] = if page.kind.raw { ["RAW SOURCE", "RAW"] } else { ["TEXT"; 2] };
    // How far one has read is worth less than by what the speaker was known, and this less than what is looked for.
    let ways = [
        (named(title, true), with_place.clone()),
        (named(short, true), with_place),
        (named(short, true), right.clone()),
        (named(short, false), right),
    ];
    let [.., last] = &ways;
    let (name, right) = ways.iter().find(|(name, right)| fits(name, right, areas.text.width)).unwrap_or(last).clone();
    let named = of_article(app, store, page, free(&name, &right, areas.text.width));
    let name = name.join(named);
    heading(app, Pane::Text, areas.text, name, right, buffer);
}

/// More places than a screen holds.
const MOST_OVER: usize = 400;

/// From this width on the heading says in full what it says of a statement.
const ROOMY: u16 = 64;

/// Columns in which a headline says something.
const HEADLINE: u16 = 16;

/// The headline of the article, else its outlet, in at most so many columns, where its own place is out of sight.
fn of_article(app: &App, store: &Store, page: &Page, width: u16) -> Row {
    let article = store.article(page.kind.article).filter(|_| app.reading.top > 0 && width >= HEADLINE);
    let named = article.and_then(|article| {
        let outlet = || super::list::source(store, page.kind.article);
        article.title.as_ref().map(|title| Clean::beginning(&title.text, width.into())).or_else(outlet)
    });
    named.map_or_else(Row::new, |named| {
        Row::new().with(" · ", app.palette.muted).with(named, app.palette.muted).cut(width)
    })
}

/// Which statement of the article is selected and how much of it is quoted, and who its speaker is and by what known.
fn of_statement(app: &App, store: &Store, page: &Page, roomy: bool) -> Option<[String; 2]> {
    let id = app.cursor.statement?;
    let at = store.statements_of(page.kind.article).position(|other| other == id)?;
    let all = grouped(store.statements_of(page.kind.article).count());
    let (article, statement) = store.statement(id)?;
    let article = store.article(article)?;
    let corrected = app.shared.corrections().speaks_by(&article, &statement);
    let reason = Reason::of(&article, &statement).map(|reason| reason.set_right(corrected));
    let who = match (&reason, &statement.speaker) {
        (Some(reason), _) => reason.named(roomy),
        (None, Some(_)) if roomy => "unknown speaker".to_owned(),
        (None, Some(_)) => "unknown".to_owned(),
        (None, None) => "no speaker".to_owned(),
    };
    let noun = if roomy { "statement " } else { "" };
    let which = format!(" · {noun}{} of {all} · {}", grouped(at + 1), kind_word(statement.kind));
    Some([which, format!(" · {who}")])
}

/// Where the selected statement begins, else the text.
pub fn cursor(app: &App, store: &Store, areas: &Areas) -> Option<Position> {
    let column = lines_column(text_column(areas.text), app.reading.page.as_ref());
    let page = app.reading.page.as_ref().filter(|_| visible(areas.text, areas) && !column.is_empty())?;
    let selected = app.cursor.statement.and_then(|id| store.statement(id)).map(|(_, statement)| extent(&statement));
    let line = selected.map(|extent| page.line_of(extent.start)).and_then(|line| line.checked_sub(app.reading.top));
    let line = line.and_then(|line| u16::try_from(line).ok()).filter(|line| *line < column.height);
    Some(Position::new(column.x, column.y + line.unwrap_or(0)))
}

/// What lies over the words: what the filter asks for, the selected event's date, and the matches, all as far as they are
/// in sight.
fn over(app: &App, store: &Store, palette: &Palette) -> Vec<(Span, Style)> {
    let from = app.reading.page.as_ref().and_then(|page| page.byte_at(app.reading.top)).unwrap_or(0);
    let in_sight = |places: &[Span]| places.partition_point(|span| span.end <= from);
    let asked = &app.reading.asked.places;
    // Beside the match with the cursor all others are quieter.
    let is_among = app.reading.find.as_ref().is_some_and(|find| find.at.is_some());
    let hit = if is_among { palette.other_hit() } else { palette.hit };
    let mut over: Vec<(Span, Style)> =
        asked[in_sight(asked)..].iter().take(MOST_OVER).map(|span| (*span, hit)).collect();
    if let Some((_, event)) = app.cursor.event.and_then(|id| store.event(id)) {
        let statement =
            app.cursor.statement.and_then(|id| store.statement(id)).map(|(_, statement)| extent(&statement));
        if app.focus == Pane::Time || statement.is_none() {
            // All of them, so that one sees where the next one stands; the selected one stands out among them.
            let article = page_article(app, store);
            let all: Vec<Span> = article.iter().flat_map(|article| &article.events).map(|event| event.span).collect();
            let others = all.into_iter().filter(|span| *span != event.span && span.end > from).take(MOST_OVER);
            over.extend(others.map(|span| (span, palette.date)));
            over.push((event.span, palette.here));
        } else if statement.is_some_and(|statement| statement.overlaps(event.sentence)) {
            over.push((event.span, palette.date));
        }
    }
    if let Some(find) = &app.reading.find {
        let hits = find.places.iter().enumerate().skip(in_sight(&find.places)).take(MOST_OVER);
        over.extend(hits.map(|(i, span)| (*span, if find.at == Some(i) { palette.here } else { hit })));
    }
    over
}

/// The article whose text is shown.
fn page_article(app: &App, store: &Store) -> Option<Arc<Article>> {
    app.reading.page.as_ref().and_then(|page| store.article(page.kind.article))
}

/// Draws the visible lines of a page, with the bars of statements two columns to their left.
pub fn draw_page(shown: &Shown, column: Rect, buffer: &mut Buffer) {
    let Shown { article, page, top, chosen, over, signs } = *shown;
    let content = chosen.and_then(|at| article.statements.get(at)).map_or(&[][..], |statement| &statement.content);
    let strong = content.iter().map(|span| (*span, Style::new().add_modifier(Modifier::BOLD)));
    let over: Vec<(Span, Style)> = strong.chain(over.iter().copied()).collect();
    for (line, y) in (top..page.len()).zip(column.y..column.bottom()) {
        let area = Rect { y, height: 1, ..column };
        page.row(&article.text, line, &over).draw(buffer, area);
        let [left, right] = page.signs(line).map(|sign| sign.unwrap_or(""));
        let (x, width) = (column.x.saturating_sub(page.gutter() + 3), page.gutter());
        page.number(line).draw(buffer, Rect { x, width, ..area });
        Row::new().with(left, signs).draw(buffer, Rect { x: column.x.saturating_sub(3), width: 1, ..area });
        Row::new().with(right, signs).draw(buffer, Rect { x: column.right(), width: 1, ..area });
        let of_chosen = chosen.and_then(|statement| Some(("█", page.style_along(line, statement)?)));
        let bar = of_chosen.or_else(|| page.statement_at(line).map(|(_, bar)| bar));
        if let Some((bar, style)) = bar {
            fill(buffer, Rect { x: column.x.saturating_sub(2), width: 1, ..area }, bar, style);
        }
    }
}

fn empty(app: &App) -> &'static str {
    match (app.reading.is_awaited(), app.progress.finished) {
        (true, _) => "A long text is being typeset…",
        (false, true) => "Nothing is selected.",
        (false, false) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_not_cut_where_lines_are_free() {
        let sentences = [Clean::from("short"), Clean::from("one two three four")];
        let lines =
            |most: usize| in_lines(&sentences, 9, most).iter().map(|l| l.words().to_owned()).collect::<Vec<_>>();
        assert_eq!(lines(4), ["short", "one two", "three", "four"]);
        assert_eq!(lines(2), ["short", "one two…"]);
    }
}
