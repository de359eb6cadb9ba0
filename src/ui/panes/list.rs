//! The list of articles or statements. Only rows in sight are typeset, so its length does not matter.

mod statement;

use super::{fits, frame, heading, say, selected_bar, visible as is_visible};
use crate::export::brief;
use crate::model::Article;
use crate::store::facet::Most;
use crate::store::trail;
use crate::store::{ArticleId, Count, Query, StatementId, Store};
use crate::ui::app::{App, Listing};
use crate::ui::chips;
use crate::ui::layout::{Areas, Pane, inside};
use crate::ui::memory_thread::Target;
use crate::ui::ordering::{self, SaidOrder, source_of, speaker_of, story_of};
use crate::ui::page::{counted, grouped};
use crate::ui::typeset::{Clean, Row};
use crate::ui::when;
use crate::ui::widgets::{bar, window};
use crate::ui::worker::chosen_statements;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Lines of a headline or of a statement's words.
const TITLE_LINES: usize = 2;
const WORD_LINES: usize = 3;

/// Columns of the longest bar beside an actor or a theme.
const VALUE_BAR: u16 = 8;
const LEAST_BAR: u16 = 3;

/// As many values as a screen shows; by their names bars are measured.
const LOOKED_AT: usize = 30;

/// Columns of the names of the numbers, with a blank before them.
const ARTICLES: u16 = 9;
const SAID: u16 = 6;

/// Lists no higher have no line for the names of columns.
const LOW: u16 = 6;

/// Lists at least so high have a blank line between rows.
const AIRY: u16 = 18;

/// Rows at least so wide have columns beside each other: when, who, what, and in whose paper.
const WIDE: u16 = 130;
const WHEN: u16 = 14;
const WHO: u16 = 26;
const SOURCE: u16 = 26;
const NUMBER: u16 = 3;

/// Widest lines of words; longer ones are hard to follow. And widest rows of actors and themes, whose numbers belong to
/// names at their other end.
const READABLE: u16 = 90;
const VALUES: u16 = 80;

/// Draws the list.
pub fn draw(app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) {
    if !is_visible(areas.list, areas) {
        return;
    }
    let name = match app.listing {
        Listing::Articles => "ARTICLES",
        Listing::Statements => "STATEMENTS",
        Listing::Actors => "ACTORS",
        Listing::Themes => "THEMES",
    };
    let palette = &app.palette;
    let order = match app.listing {
        Listing::Articles => app.order().word(),
        Listing::Statements => app.view.wish.said.word(app.order()),
        Listing::Actors | Listing::Themes if app.view.wish.most == Most::Statements => ordering::most_said(app.listing),
        Listing::Actors | Listing::Themes => ordering::MOST_ARTICLES,
    };
    let position = match app.list_len() {
        0 => String::new(),
        all if app.stands_in_list(store) => format!("{} of {}", grouped(app.list.at + 1), grouped(all)),
        all => grouped(all),
    };
    let [long, brief_fold] = folded(app).map(|folded| format!("{position}{}", folded.words()));
    // What is sorted how is worth more than many words for it, and more than how much is folded.
    let brief = brief_order(order);
    let short = if app.listing == Listing::Statements { "SAID" } else { name };
    let total = grouped(app.list_len());
    let ways = [
        (name, order, long.clone()),
        (name, brief, long),
        (name, order, brief_fold.clone()),
        (name, brief, brief_fold.clone()),
        (short, brief, brief_fold),
        (name, order, position.clone()),
        (name, brief, position.clone()),
        (short, brief, position.clone()),
        (name, brief, total),
        (name, "", position),
    ];
    let ways = ways.map(|(name, order, position)| {
        let order = if order.is_empty() { Clean::default() } else { Clean::from(format!(" · {order}")) };
        let name = Row::new().with(name, palette.text).with(order, palette.muted);
        (name, Row::new().with(Clean::from(position), palette.muted))
    });
    let [.., last] = &ways;
    let (name, position) =
        ways.iter().find(|(name, right)| fits(name, right, areas.list.width)).unwrap_or(last).clone();
    heading(app, Pane::List, areas.list, name, position, buffer);
    draw_columns(app, areas, buffer);
    let area = rows_area(app, areas);
    if app.list_len() == 0 {
        say(app, empty(app, store), area, buffer);
    } else if let Some(line) = group_line(app, store, app.list.top) {
        line.draw(buffer, Rect { y: area.y - 1, height: 1, ..area });
    }
    let mut y = area.y;
    for row in app.list.top..app.list_len() {
        if y >= area.bottom() {
            break;
        }
        y += draw_row(app, store, row, Rect { y, height: area.bottom() - y, ..area }, buffer);
    }
}

/// An order of the list where there is little room.
fn brief_order(order: &'static str) -> &'static str {
    match order {
        "newest first" | "newest article first" => "newest",
        "oldest first" | "oldest article first" => "oldest",
        "most statements" | "most articles" => "by count",
        "most cited" => "cited",
        "by relevance" => "by fit",
        other => other,
    }
}

/// How many rows fewer there are than the filter selects, because what is told again stands once; long and short.
fn folded(app: &App) -> [Clean; 2] {
    let (view, selection) = (&app.view, &app.view.selection);
    let (selected, rows, noun) = match app.listing {
        Listing::Articles => (selection.articles.len(), view.articles.len(), ["copy", "copies"]),
        Listing::Statements => (selection.statements.len(), view.statements.len(), ["repeat", "repeats"]),
        Listing::Actors | Listing::Themes => return Default::default(),
    };
    let folded = usize::try_from(selected).unwrap_or(rows).saturating_sub(rows);
    if folded == 0 {
        return Default::default();
    }
    let noun = if folded == 1 { noun[0] } else { noun[1] };
    [format!(" · {} {noun} folded", grouped(folded)), format!(", {} folded", grouped(folded))].map(Clean::from)
}

/// Draws one row; returns the lines it takes.
fn draw_row(app: &App, store: &Store, row: usize, area: Rect, buffer: &mut Buffer) -> u16 {
    let top = header(app, store, row);
    if let Some(line) = &top {
        line.draw(buffer, Rect { height: 1, ..area });
    }
    let head = u16::from(top.is_some());
    let area = Rect { y: area.y + head, height: area.height - head, ..area };
    let lines = lines(app, store, row, area.width);
    // What is not listed is selected in no row.
    let here = row == app.list.at && app.stands_in_list(store);
    let air = air(app, area_height(app));
    let height = (lines.len() as u16).min(area.height);
    for (i, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        let line = Row::new().with(" ", app.palette.text).join(line.clone());
        let line = if here { line.patch(app.palette.strong) } else { line };
        line.draw(buffer, Rect { y: area.y + i as u16, height: 1, ..area });
    }
    if here {
        selected_bar(app, Pane::List, Rect { height, ..area }, buffer);
    }
    head + lines.len() as u16 + air
}

/// Lines of a row with what stands above it and the air below.
fn measure(app: &App, store: &Store, row: usize, area: Rect) -> u16 {
    let head = u16::from(header(app, store, row).is_some());
    head + lines(app, store, row, area.width).len() as u16 + air(app, area.height)
}

/// What stands above a row: what the statements from it on have in common, where the row before does not have it. That of the
/// first row in sight stands above all rows.
fn header(app: &App, store: &Store, row: usize) -> Option<Row> {
    let begins = is_grouped(app) && row != app.list.top && app.view.groups.binary_search(&row).is_ok();
    begins.then(|| group_line(app, store, row)).flatten()
}

/// Whether the rows stand in groups.
fn is_grouped(app: &App) -> bool {
    app.listing == Listing::Statements && !app.view.groups.is_empty()
}

/// What the statements of a row's group have in common, day, speaker, source or story, and how many there are.
fn group_line(app: &App, store: &Store, row: usize) -> Option<Row> {
    let groups = &app.view.groups;
    let at = groups.partition_point(|first| *first <= row).checked_sub(1).filter(|_| is_grouped(app))?;
    let first = *groups.get(at)?;
    let next = groups.get(at + 1).copied().unwrap_or(app.view.statements.len());
    let palette = &app.palette;
    let line = Row::new().with(" ", palette.text).with("── ", palette.faint);
    let count = Clean::from(format!(" · {}", grouped(next - first)));
    let room = inside(app.areas().list).width.saturating_sub(line.width() + 1 + count.width());
    let (words, style) = group(app, store, *app.view.statements.get(first)?);
    Some(line.with(words.cut(room), style).with(count, palette.muted))
}

/// What a statement has in common with those of its group. Words that stand for nobody who is known are cited.
fn group(app: &App, store: &Store, id: StatementId) -> (Clean, Style) {
    let muted = app.palette.muted;
    match app.view.wish.said {
        SaidOrder::Time => {
            (trail::when(store, id).map_or_else(|| "no date".into(), |when| Clean::from(when::range(when))), muted)
        }
        SaidOrder::Speaker => match (store.speaker(id), speaker_of(store, id)) {
            (Some(actor), _) => (Clean::of(&actor.name), app.palette.name(&actor.id)),
            (None, Some(words)) => (Clean::from(format!("“{words}”, nobody known by name")), muted),
            (None, None) => ("no speaker".into(), muted),
        },
        SaidOrder::Source => (source_of(store, id).map_or_else(|| "no source".into(), Clean::of), muted),
        SaidOrder::Story => (story_of(store, id).map_or_else(Clean::default, |story| story_words(store, story)), muted),
        SaidOrder::Articles | SaidOrder::Relevance => (Clean::default(), muted),
    }
}

/// A story by the headline of the first article that tells it, and how many do.
fn story_words(store: &Store, first: ArticleId) -> Clean {
    let copies = store.stories().copies(first).len();
    let told = if copies > 1 { format!("{} copies · ", grouped(copies)) } else { String::new() };
    let title = store.article(first).map(|article| title(&article, 200)).unwrap_or_default();
    Clean::from(format!("{told}{}", title.first().map_or("", |title| title.words())))
}

/// Where the rows are: below the heading, in high lists below a blank line; actors and themes below the names of their columns.
pub fn rows_area(app: &App, areas: &Areas) -> Rect {
    let area = inside(areas.list);
    if area.height > AIRY || has_columns(app, area) || is_grouped(app) { inside(area) } else { area }
}

fn has_columns(app: &App, area: Rect) -> bool {
    app.listing.facet().is_some() && area.height > LOW
}

/// What the numbers beside actors and themes count.
fn draw_columns(app: &App, areas: &Areas, buffer: &mut Buffer) {
    let (area, palette) = (inside(areas.list), &app.palette);
    if !has_columns(app, area) || app.list_len() == 0 {
        return;
    }
    let width = area.width.saturating_sub(2).min(VALUES);
    let (articles, statements) = number_widths(app);
    let name = if app.listing == Listing::Actors { " name" } else { " theme" };
    let row = Row::new().with(name, palette.muted).pad(1 + width.saturating_sub(statements + articles.max(ARTICLES)));
    let right = |words: &'static str, room: u16| {
        let words = Clean::from(words);
        Row::new().pad(room.saturating_sub(words.width())).with(words, palette.muted)
    };
    let row = row.join(right("articles", articles.max(ARTICLES))).join(right("said", statements));
    row.draw(buffer, Rect { height: 1, ..area });
}

fn area_height(app: &App) -> u16 {
    rows_area(app, &app.areas()).height
}

fn air(app: &App, height: u16) -> u16 {
    u16::from(height >= AIRY && app.listing.facet().is_none())
}

/// The lines of a row, to be drawn one column in.
fn lines(app: &App, store: &Store, row: usize, width: u16) -> Vec<Row> {
    let width = width.saturating_sub(2);
    let found = match app.listing {
        Listing::Articles => app.article_in(store, row).and_then(|id| match width {
            WIDE.. => article_columns(app, store, id),
            _ => article_lines(app, store, id, width),
        }),
        Listing::Statements => app.statement_in(store, row).and_then(|id| match width {
            WIDE.. => statement::columns(app, store, id, width),
            _ => statement::lines(app, store, id, width),
        }),
        Listing::Actors | Listing::Themes => {
            app.values().get(row).map(|count| vec![value_line(app, count, width.min(VALUES))])
        }
    };
    found.unwrap_or_else(|| vec![Row::new()])
}

/// An article in columns: when, headline, in whose paper, and how much it has.
fn article_columns(app: &App, store: &Store, id: ArticleId) -> Option<Vec<Row>> {
    let article = store.article(id)?;
    let palette = &app.palette;
    let source = source(store, id).unwrap_or_default();
    let mut facts = statements_word(app, store, id, article.statements.len());
    if store.stories().is_copied(id) {
        facts = format!("{facts} · {}", copies_word(store, id));
    }
    let read = if app.memory.read.contains(&id) { "✓" } else { "" };
    let signs = format!("  {}{read}", app.memory.signs(Target::Article(id)));
    let mut rows = Vec::new();
    for (at, line) in title(&article, READABLE).into_iter().enumerate() {
        let when = if at == 0 { Clean::from(date(store, id)) } else { Clean::default() };
        let row = Row::new().with(when, palette.muted).pad(WHEN).with(line, palette.text).pad(WHEN + READABLE + 2);
        rows.push(if at > 0 {
            row
        } else {
            let row = row.with(source.cut(SOURCE - 2), palette.muted).pad(WHEN + READABLE + 2 + SOURCE);
            // Numbers end in one column.
            let digits = facts.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(0) as u16;
            let row = row.with(Clean::blanks(NUMBER.saturating_sub(digits)), palette.text);
            row.with(Clean::of(&facts), palette.muted).with(Clean::of(&signs), palette.accent)
        });
    }
    Some(rows)
}

fn article_lines(app: &App, store: &Store, id: ArticleId, width: u16) -> Option<Vec<Row>> {
    let article = store.article(id)?;
    let palette = &app.palette;
    let mut lines: Vec<Row> =
        title(&article, width).into_iter().map(|line| Row::new().with(line, palette.text)).collect();
    let read = if app.memory.read.contains(&id) { "✓" } else { "" };
    let signs = Clean::from(format!("{}{read}", app.memory.signs(Target::Article(id))));
    let room = width.saturating_sub(if signs.is_empty() { 0 } else { signs.width() + 1 });
    let mut facts = vec![date(store, id)];
    facts.push(statements_word(app, store, id, article.statements.len()));
    if store.stories().is_copied(id) {
        facts.push(copies_word(store, id));
    }
    let source = source(store, id);
    // The column of actors calls it so as well.
    if Clean::from(facts.join(" · ")).width() > room {
        facts[1] = facts[1].replace(" statements", " said").replace(" statement", " said");
    }
    let meta = Clean::from(facts.join(" · "));
    let meta = match source {
        Some(source) if meta.width() + 12 <= width => Clean::from(format!("{} · {}", meta.words(), source.words())),
        _ => meta,
    };
    let row = Row::new().with(meta.cut(room), palette.muted);
    let row = if signs.is_empty() { row } else { row.pad(width - signs.width()).with(signs, palette.accent) };
    lines.push(row);
    Some(lines)
}

/// The headline, else how the text begins, else the file.
pub fn title(article: &Article, width: u16) -> Vec<Clean> {
    let room = usize::from(width) * TITLE_LINES;
    let title = match (&article.title, article.body.first()) {
        (Some(title), _) => Clean::beginning(&title.text, room),
        (None, Some(first)) => {
            let begun = Clean::beginning(first.of(&article.text), room * 2);
            Clean::beginning(&brief::without_marks(begun.words()), room)
        }
        (None, None) => Clean::default(),
    };
    if title.is_empty() { vec![untitled(article, width)] } else { title.lines(width, TITLE_LINES) }
}

/// An article without a headline by its file, which is not taken for one.
pub fn untitled(article: &Article, width: u16) -> Clean {
    let file = article.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let words = "no headline · ";
    let room = width.saturating_sub(Clean::of(words).width());
    Clean::from(format!("{words}{}", Clean::of(file).cut_middle(room).words()))
}

/// When an article was published, or may have been.
pub fn date(store: &Store, id: ArticleId) -> String {
    when::published(store, id).unwrap_or_else(|| when::UNDATED.to_owned())
}

/// How many near-copies of an article there are.
fn copies_word(store: &Store, id: ArticleId) -> String {
    format!("{} copies", grouped(store.stories().copies(id).len()))
}

/// The outlet of an article under the name that it has among others: `Al Jazeera`, also where a page gives only its address.
pub fn source(store: &Store, id: ArticleId) -> Option<Clean> {
    store.source(id).map(|source| Clean::of(&source.name))
}

/// What an article is known by among others: its publisher, else its headline or first words, else its id.
pub fn outlet(store: &Store, id: ArticleId, article: &Article) -> String {
    let begins = || brief::first_words(article).map_or_else(|| article.id.clone(), |words| format!("“{words}”"));
    let titled = || article.title.as_ref().map_or_else(begins, |title| format!("“{}”", title.text));
    store.source(id).map_or_else(titled, |source| source.name.to_string())
}

/// How many statements an article has; under a filter, how many of them it selects.
fn statements_word(app: &App, store: &Store, id: ArticleId, all: usize) -> String {
    let chosen = chosen_statements(store, &app.view.selection, id);
    if app.view.wish.query == Query::All || chosen == all {
        counted(all, "statement")
    } else {
        format!("{} of {}", grouped(chosen), counted(all, "statement"))
    }
}

/// An actor or a theme: name, bar, articles and statements.
fn value_line(app: &App, count: &Count, width: u16) -> Row {
    let palette = &app.palette;
    let style = if app.listing == Listing::Actors { palette.actor(&count.id) } else { palette.text };
    let style = if count.suggested { palette.muted } else { style };
    let most = app.values().first().map_or(0, |count| count.articles as usize);
    let (articles, statements) = number_widths(app);
    let bar_width = if width >= 36 { bar_width(app, width - articles - statements - 1) } else { 0 };
    let room = width.saturating_sub(articles + statements + bar_width + 1);
    let has_lane = app.listing.facet().is_some_and(|facet| app.has_lane(facet, &count.id));
    let sign = match (has_lane, count.suggested) {
        (true, _) => "≡ ",
        (false, true) => "~ ",
        (false, false) => "",
    };
    let name = Row::new().with(sign, palette.muted).with(Clean::of(&count.name), style).cut(room).pad(room + 1);
    let bars = Row::new().with(bar::lying(count.articles as usize, most, bar_width), palette.faint).pad(bar_width);
    let numbers = Row::number(count.articles as usize, articles, palette.text);
    name.join(bars).join(numbers).join(Row::number(count.statements as usize, statements, palette.muted))
}

/// Columns of the longest bar: what the names of the first values leave, of a column for both.
fn bar_width(app: &App, room: u16) -> u16 {
    // Letters for columns: every row asks, and which names are cut does not hang on a wide one.
    let longest = app.values().iter().take(LOOKED_AT).map(|count| count.name.chars().count()).max().unwrap_or(0);
    room.saturating_sub(u16::try_from(longest).unwrap_or(u16::MAX)).clamp(LEAST_BAR, VALUE_BAR)
}

/// Columns of the numbers of articles and of statements.
fn number_widths(app: &App) -> (u16, u16) {
    let most = app.values().first().map_or(0, |count| count.articles as usize);
    (number_width(most), number_width(app.view.statements.len()).max(SAID))
}

/// Columns for numbers up to `most`, so that names have what few articles leave.
fn number_width(most: usize) -> u16 {
    Clean::from(grouped(most)).width().max(2) + 2
}

fn empty(app: &App, store: &Store) -> Clean {
    if app.view.wish.query != Query::All {
        return nothing_left(app, store);
    }
    match (app.progress.finished, app.listing) {
        (false, _) => "Reading…".into(),
        (true, Listing::Articles) if app.progress.warnings.is_empty() => {
            "There is no article here.  q leaves; briefing FOLDER opens another one.".into()
        }
        (true, Listing::Articles) => "Nothing here could be read.  w tells why.".into(),
        (true, Listing::Actors) => "Nobody is named in these articles.  1 lists the articles.".into(),
        (true, Listing::Themes) => "No theme was found in these articles.  1 lists the articles.".into(),
        (true, Listing::Statements) => "Nobody is cited in these articles.  1 lists the articles.".into(),
    }
}

/// That the filter leaves nothing, and which term is to blame.
fn nothing_left(app: &App, store: &Store) -> Clean {
    let terms = app.view.wish.query.terms();
    let noun = match app.listing {
        Listing::Actors => "actor",
        Listing::Themes => "theme",
        Listing::Articles if app.view.selection.articles.is_empty() => "article",
        Listing::Articles | Listing::Statements => "statement",
    };
    // A phrase stands in quotation marks already.
    let words = |term| chips::words(term, store).words().trim_matches(['“', '”']).to_owned();
    let term = |at: usize| terms.get(at).map(words).unwrap_or_default();
    let (words, way_out) = match (app.view.blame, terms.len()) {
        (_, 1) => (format!("No {noun} answers “{}”.", term(0)), "x removes it."),
        (Some(blame), _) => {
            // What would be left is counted as the list counts, or as what would be there at all.
            let (count, counted_in) = match blame.leaves {
                (articles, 0) => (articles, "article"),
                (_, statements) if noun == "statement" => (statements, noun),
                (articles, _) => (articles, "article"),
            };
            let left = counted(usize::try_from(count).unwrap_or(usize::MAX), counted_in);
            let is = if count == 1 { "is" } else { "are" };
            let term = term(blame.term);
            let any = app.view.wish.query.by_any_speaker();
            let any =
                any.map(|any| format!(" A statement has one speaker: {any} is for any of them.")).unwrap_or_default();
            (format!("No {noun} answers all filters. Without “{term}” there {is} {left}.{any}"), "x removes one.")
        }
        (None, _) => {
            (format!("No {noun} answers all filters, or all but one of them."), "x removes one, X all of them.")
        }
    };
    let undated = frame::undated(app);
    let undated = match undated {
        0 => String::new(),
        1 => " 1 has no date and may be meant.".to_owned(),
        more => format!(" {} have no date and may be meant.", grouped(more)),
    };
    // Where a line is open, the key would be a letter of it.
    Clean::from(if app.overlay.is_some() { words + &undated } else { format!("{words}{undated}  {way_out}") })
}

/// Keeps the row with the cursor in the window.
pub fn settle(app: &mut App, store: &Store, areas: &Areas) {
    let area = rows_area(app, areas);
    if area.is_empty() {
        return;
    }
    let measure = |row| measure(app, store, row, area);
    app.list.top = window::top(app.list.top, app.list.at, app.list_len(), area.height, measure);
}

/// Where the selected row begins.
pub fn cursor(app: &App, store: &Store, areas: &Areas) -> Option<Position> {
    let area = rows_area(app, areas);
    let heights = (app.list.top..app.list.at).map(|row| measure(app, store, row, area));
    let head = u16::from(header(app, store, app.list.at).is_some());
    let y = area.y.saturating_add(heights.fold(head, u16::saturating_add));
    (app.list_len() > 0 && y < area.bottom()).then(|| Position::new(area.x, y))
}

/// About how many rows are in sight.
pub fn visible(app: &App, areas: &Areas) -> usize {
    let Rect { height, width, .. } = rows_area(app, areas);
    let row = match app.listing {
        Listing::Articles if width >= WIDE + 2 => 1,
        Listing::Statements if width >= WIDE + 2 => 2,
        Listing::Articles => TITLE_LINES as u16 + 1,
        Listing::Statements => WORD_LINES as u16 + 1,
        Listing::Actors | Listing::Themes => 1,
    };
    usize::from(height / (row + air(app, height))).max(1)
}

/// The row at a line of the pane, for the mouse.
pub fn row_at(app: &App, store: &Store, areas: &Areas, line: u16) -> Option<usize> {
    let area = rows_area(app, areas);
    let measure = |row| measure(app, store, row, area);
    window::at_line(app.list.top, line, app.list_len(), measure)
}
