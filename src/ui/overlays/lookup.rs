//! The look-up: finds above, the place in its text below, following the cursor; Enter goes there.

use super::{Next, Overlay};
use crate::model::{Article, Span, Statement};
use crate::store::fuzzy::{Hit, Within};
use crate::store::{Entry, Query, Store};
use crate::text::fold::fold;
use crate::text::token::{TokenKind, tokens};
use crate::ui::action::Action;
use crate::ui::app::{App, Rows};
use crate::ui::citation;
use crate::ui::effect::Effect;
use crate::ui::layout::{Areas, TEXT_WIDTH};
use crate::ui::page::{Kind, Page, counted, grouped, speaker_name, speaker_style};
use crate::ui::palette::Palette;
use crate::ui::panes::{detail, list};
use crate::ui::reading::Reading;
use crate::ui::selection::distance;
use crate::ui::sheet::{kind_word, origin};
use crate::ui::typeset::{Clean, Row, beginning, fill, wrap};
use crate::ui::when;
use crate::ui::widgets::line_edit::LineEdit;
use crate::ui::widgets::window;
use crate::ui::worker::{Answer, MOST_HITS, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Lines of a find's own words.
const HIT_LINES: usize = 2;

/// Widest line of words; longer ones are hard to follow.
const READABLE: u16 = 100;

/// Columns of an actor's name.
const ACTOR: u16 = 32;

/// Columns of what is said of one.
const FACTS: u16 = 40;

/// A look-up.
#[derive(Default)]
pub struct LookUp {
    line: LineEdit,
    within: Within,
    /// The filter in force, in which it looks.
    query: Query,
    hits: Vec<Hit>,
    /// Among how many, once there was an answer.
    among: Option<usize>,
    /// Where nothing was found, how many articles have the words in their text.
    elsewhere: u64,
    rows: Rows,
    height: u16,
    preview: Reading,
    awaited: Option<u64>,
}

impl LookUp {
    /// Opens an empty look-up among what the filter in force selects.
    pub fn open(app: &mut App) -> (Overlay, Vec<Effect>) {
        let mut look_up = Self { query: app.wish.query.clone(), ..Self::default() };
        let effects = look_up.ask(app);
        (Overlay::LookUp(Box::new(look_up)), effects)
    }

    fn ask(&mut self, app: &mut App) -> Vec<Effect> {
        let number = app.number();
        self.awaited = Some(number);
        let text = self.line.text().to_owned();
        vec![Effect::Ask(Request::LookUp(number, text, self.within, self.query.clone()))]
    }

    /// Whether what it chooses from is still to come.
    pub fn awaits(&self) -> bool {
        self.awaited.is_some()
    }

    /// Whether nothing was found, not in a text either.
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty() && self.elsewhere == 0
    }

    /// What Enter does, where it does not go to what was found.
    pub fn taking(&self) -> Option<&'static str> {
        (self.elsewhere > 0).then_some("filter by it")
    }

    /// What it looks through next.
    pub fn switching(&self) -> &'static str {
        looked_through(next(self.within))
    }

    /// Takes the finds that were asked for.
    pub fn hear(&mut self, answer: Answer) {
        if let Answer::LookUp(number, hits, among, elsewhere) = answer
            && self.awaited == Some(number)
        {
            self.awaited = None;
            (self.hits, self.among, self.rows) = (hits, Some(among), Rows::default());
            self.elsewhere = elsewhere;
            self.aim();
        }
    }

    fn aim(&mut self) {
        if let Some(span) = self.hits.get(self.rows.at).map(|hit| hit.span) {
            self.preview.aim(span);
        }
    }

    /// Carries out an action.
    pub fn apply(mut self: Box<Self>, action: Action, app: &mut App, store: &Store) -> Next {
        let effects = match action {
            Action::Close => return (None, Vec::new()),
            Action::Open if self.elsewhere > 0 && self.awaited.is_none() => {
                let words = Query::of_words(self.line.text()).unwrap_or_default();
                return (None, app.filter(self.query.and(words)));
            }
            Action::Open => {
                let Some(hit) = self.hits.get(self.rows.at) else { return (Some(Overlay::LookUp(self)), Vec::new()) };
                app.land(store, hit);
                app.reading.take_found(self.line.text().trim(), hit.article, hit.matched.clone());
                return (None, Vec::new());
            }
            Action::Switch => {
                self.within = next(self.within);
                self.ask(app)
            }
            Action::Copy => self.copy(app, store),
            _ => self.move_or_type(action, app),
        };
        (Some(Overlay::LookUp(self)), effects)
    }

    fn copy(&self, app: &mut App, store: &Store) -> Vec<Effect> {
        let text = self.hits.get(self.rows.at).and_then(|hit| match hit.statement {
            Some(id) => citation::of_statement(store, id),
            None => store.article(hit.article).map(|article| citation::cited(&article)),
        });
        let Some(text) = text else { return Vec::new() };
        app.message = Some("copied, with its citation".into());
        vec![Effect::Copy(text, String::new())]
    }

    fn move_or_type(&mut self, action: Action, app: &mut App) -> Vec<Effect> {
        if let Some(by) = distance(action, usize::from(self.height) / HIT_LINES) {
            self.wheel(by);
            return Vec::new();
        }
        if self.line.apply(action) { self.ask(app) } else { Vec::new() }
    }

    /// Takes letters.
    pub fn typed(mut self: Box<Self>, text: &str, app: &mut App) -> Next {
        self.line.insert(text);
        let effects = self.ask(app);
        (Some(Overlay::LookUp(self)), effects)
    }

    /// Moves the cursor by so many finds.
    pub fn wheel(&mut self, by: isize) {
        self.rows.at = window::moved(self.rows.at, by, self.hits.len());
        self.aim();
    }

    /// The find at a line of the list of finds becomes the selected one; tells whether it was so before.
    pub fn click(&mut self, line: u16) -> bool {
        let row = self.rows.top + usize::from(line) / HIT_LINES;
        let again = row == self.rows.at;
        if row < self.hits.len() {
            self.rows.at = row;
            self.aim();
        }
        again && row < self.hits.len()
    }

    /// Takes a long page that was asked for.
    pub fn take_page(&mut self, page: Box<Page>) {
        let _ = self.preview.take_page(page);
    }

    /// Has the preview typeset anew, in other colours.
    pub fn repaint(&mut self) {
        self.preview.repaint();
    }

    /// Brings window and preview in line with the screen; returns a page that is to be asked for.
    pub fn settle(&mut self, app: &App, store: &Store, areas: &Areas) -> Option<Kind> {
        let [_, list, _, below] = parts(areas);
        self.height = list.height;
        self.rows.top = window::top(self.rows.top, self.rows.at, self.hits.len(), list.height, |_| HIT_LINES as u16);
        let column = preview_column(below);
        match self.hits.get(self.rows.at).and_then(|hit| Some((hit.article, store.article(hit.article)?))) {
            Some((id, article)) if !column.is_empty() => {
                let kind = Kind::of(store, id, column.width, app.reading.detail);
                self.preview.settle(&article, kind, column.height, &app.palette)
            }
            _ => {
                self.preview.page = None;
                None
            }
        }
    }

    /// Where the finds are, for the mouse.
    pub fn list_area(areas: &Areas) -> Rect {
        parts(areas)[1]
    }

    /// Draws it over all panes.
    pub fn draw(&self, app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let [head, list, rule, below] = parts(areas);
        fill(buffer, areas.head_rule, " ", palette.text);
        fill(buffer, areas.middle, " ", palette.text);
        let cursor = self.draw_head(app, head, buffer);
        for rule in [Rect { height: areas.middle.height.min(1), ..areas.middle }, rule] {
            fill(buffer, rule, "─", palette.faint);
        }
        if self.hits.is_empty() {
            self.say_nothing(palette, list, buffer);
        }
        let visible = usize::from(list.height) / HIT_LINES;
        for (i, hit) in self.hits.iter().enumerate().skip(self.rows.top).take(visible.max(1)) {
            let y = list.y + ((i - self.rows.top) * HIT_LINES) as u16;
            let area = Rect { y, height: list.bottom().saturating_sub(y).min(HIT_LINES as u16), ..list };
            draw_hit(hit, self.line.text(), store, palette, i == self.rows.at, area, buffer);
        }
        if let (Some(hit), Some(page)) = (self.hits.get(self.rows.at), &self.preview.page) {
            self.draw_preview(hit, page, store, palette, below, buffer);
        }
        cursor
    }

    fn draw_head(&self, app: &App, head: Rect, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let one = match self.within {
            Within::Statements => "statement",
            Within::Articles => "article",
            Within::Actors => "actor",
            Within::Events => "event",
        };
        let all = self.among.filter(|_| matches!(self.within, Within::Statements | Within::Articles));
        let what = if all.unwrap_or(self.hits.len()) == 1 { one.to_owned() } else { format!("{one}s") };
        let filtered = if self.query == Query::All { "" } else { ", filtered" };
        let found = if self.hits.len() >= MOST_HITS { "best 200".to_owned() } else { grouped(self.hits.len()) };
        let count = match all.or(self.among) {
            Some(among) if self.line.text().trim().is_empty() && all.is_some() => {
                [format!("{} {what}{filtered}", grouped(among)), String::new()]
            }
            Some(among) if all.is_some() => {
                [format!("{found} of {} {what}{filtered}", grouped(among)), format!("{found} of {}", grouped(among))]
            }
            Some(_) => [format!("{found} {what}{filtered}"), format!("{found} {what}")],
            None => <[String; 2]>::default(),
        };
        let x = Row::new().with(" LOOK UP  ", palette.accent).draw(buffer, head);
        let room = head.right().saturating_sub(x + 1);
        // What is typed has its room first; what is said of it is said in fewer words, or not at all.
        let typed = Clean::of(self.line.text()).width() + 2;
        let said = self.lack(one).into_iter().flatten().chain(count);
        let said = said.map(Clean::from).find(|said| typed + said.width() < room).unwrap_or_default();
        let width = room.saturating_sub(said.width() + u16::from(!said.is_empty()));
        Row::new().with(said, palette.muted).with(" ", palette.muted).draw_right(buffer, head);
        self.line.draw(buffer, Rect { x, width, ..head }, palette)
    }

    /// What the best find lacks of what was asked for, in more and in fewer words.
    fn lack(&self, one: &str) -> Option<[String; 2]> {
        let best = self.hits.first().filter(|best| !best.has_all())?;
        let found = counted(self.hits.len(), one);
        if best.is_far_fetched() {
            return Some([format!("nothing fits; nearest: {found}"), "nothing fits".to_owned()]);
        }
        let without = format!("best without “{}”", best.lacking_of(self.line.text()).join("”, “"));
        Some([format!("{without} · {found}"), without])
    }

    fn say_nothing(&self, palette: &Palette, list: Rect, buffer: &mut Buffer) {
        let typed = Clean::of(self.line.text().trim());
        let words = match (typed.is_empty(), self.query == Query::All) {
            (true, _) => {
                "Type letters that you remember, of the words or of the speaker, in any order of words.".into()
            }
            _ if self.elsewhere > 0 => format!(
                "Nothing found for “{}” in {}; the text of {} has it.  Enter filters by that.",
                typed.words(),
                looked_through(self.within),
                counted(self.elsewhere as usize, "article")
            ),
            (false, true) => {
                format!("Nothing found for “{}”.  C-t looks through something else, C-u starts over.", typed.words())
            }
            (false, false) => format!(
                "Nothing found for “{}” in what the filter selects.  Esc, then X, removes the filter.",
                typed.words()
            ),
        };
        let lines = Clean::from(words).lines(list.width.saturating_sub(2), 3);
        for (y, line) in (list.y..list.bottom()).zip(lines) {
            Row::new().with(" ", palette.text).with(line, palette.muted).draw(buffer, Rect { y, height: 1, ..list });
        }
    }

    fn draw_preview(&self, hit: &Hit, page: &Page, store: &Store, palette: &Palette, area: Rect, buffer: &mut Buffer) {
        let Some(article) = store.article(hit.article) else { return };
        let over: Vec<(Span, Style)> = hit.matched.iter().map(|span| (*span, palette.hit)).collect();
        let chosen = hit.statement.and_then(|id| store.statements_of(hit.article).position(|other| other == id));
        let column = preview_column(area);
        let shown = detail::Shown {
            article: &article,
            page,
            top: self.preview.top,
            chosen,
            over: &over,
            signs: palette.accent,
        };
        detail::draw_page(&shown, column, buffer);
    }
}

fn looked_through(within: Within) -> &'static str {
    match within {
        Within::Statements => "statements",
        Within::Articles => "articles",
        Within::Actors => "actors",
        Within::Events => "events",
    }
}

fn next(within: Within) -> Within {
    match within {
        Within::Statements => Within::Articles,
        Within::Articles => Within::Actors,
        Within::Actors => Within::Events,
        Within::Events => Within::Statements,
    }
}

/// Head line, finds, rule, preview.
fn parts(areas: &Areas) -> [Rect; 4] {
    let head = areas.head_rule;
    let area = Rect { y: areas.middle.y + 1, height: areas.middle.height.saturating_sub(1), ..areas.middle };
    let upper = (area.height * 2 / 5).max(area.height.min(HIT_LINES as u16));
    let list = Rect { height: upper, ..area };
    let rule = Rect { y: area.y + upper, height: (area.height - upper).min(1), ..area };
    let below = Rect { y: rule.bottom(), height: area.bottom().saturating_sub(rule.bottom()), ..area };
    [head, list, rule, below]
}

fn preview_column(area: Rect) -> Rect {
    let width = area.width.saturating_sub(5).min(TEXT_WIDTH);
    let left = 4.min(area.width);
    Rect { x: area.x + left, width, ..area }
}

fn draw_hit(hit: &Hit, asked: &str, store: &Store, palette: &Palette, here: bool, area: Rect, buffer: &mut Buffer) {
    let Some(article) = store.article(hit.article) else { return };
    if let Some(entry) = hit.actor.as_deref().and_then(|id| store.actors().get(id)) {
        return draw_actor(entry, &article, palette, here, area, buffer);
    }
    let statement = hit.statement.and_then(|id| store.statement(id)).map(|(_, statement)| statement);
    let wide = area.width >= 70;
    let (name_width, date_width) = match area.width {
        0..70 => (16, 0),
        70..110 => (18, 13),
        _ => (22, 13),
    };
    let words_width = area.width.saturating_sub(2 + name_width + date_width + 1).min(READABLE);
    let words = beginning(&article.text, hit.span, usize::from(words_width) * HIT_LINES);
    let lines = wrap(&article.text, words, words_width);
    let over: Vec<(Span, Style)> = hit.matched.iter().map(|span| (*span, palette.hit)).collect();
    let base = if here { palette.strong } else { palette.text };
    let whose = || Row::new().with(origin(store, hit.article, &article), palette.muted);
    let named = statement.as_deref().map_or_else(whose, |statement| name(&article, statement, asked, palette));
    for line in 0..area.height {
        let row = Row::new().with(if here { "▌" } else { " " }, palette.accent);
        let mut row = if line == 0 {
            row.join(named.clone().cut(name_width)).pad(name_width + 2)
        } else {
            row.pad(name_width + 2)
        };
        if !wide && line > 0 {
            // Where there is no column for it, the date stands below the name.
            let date = dates_of(hit, store, usize::from(name_width)).join(" ");
            row = Row::new().with(if here { "▌" } else { " " }, palette.accent).with(Clean::of(&date), palette.muted);
            row = row.cut(name_width + 1).pad(name_width + 2);
        }
        if wide {
            let dates = dates_of(hit, store, usize::from(date_width) - 1);
            let date = dates.get(usize::from(line)).map_or_else(Clean::default, |date| Clean::of(date));
            row = row.with(date, palette.muted).pad(name_width + 2 + date_width);
        }
        if let Some(span) = lines.get(usize::from(line)) {
            let last = line + 1 == area.height;
            let span = if last { Span { end: words.end.max(span.end), ..*span } } else { *span };
            row = row.join(Row::marked(&article.text, span, base, &over).cut(words_width));
        }
        row.draw(buffer, Rect { y: area.y + line, height: 1, ..area });
    }
}

/// An actor: name, what it is and how much there is of it; below that where it is named first.
fn draw_actor(entry: &Entry, article: &Article, palette: &Palette, here: bool, area: Rect, buffer: &mut Buffer) {
    let style = palette.actor(&entry.id);
    let style = if here { style.patch(palette.strong) } else { style };
    let mut facts: Vec<String> = entry.kind.map(kind_word).into_iter().map(str::to_owned).collect();
    facts.push(counted(entry.articles.len() as usize, "article"));
    facts.push(counted(entry.statements.len() as usize, "statement"));
    let title = list::title(article, area.width).into_iter().next().unwrap_or_default();
    let date =
        article.published.as_ref().map_or_else(String::new, |published| format!(" {}", when::day(published.date)));
    let first = Row::new().with(format!("named first{date} · "), palette.muted).with(title, palette.muted);
    let column = area.width.saturating_sub(FACTS).clamp(16, ACTOR);
    let name = Row::new().with(Clean::of(&entry.name).cut(column - 2), style).pad(column);
    let name = name.with(Clean::from(facts.join(" · ")), palette.muted);
    for (row, y) in [name, Row::new().pad(2).join(first)].into_iter().zip(area.y..area.bottom()) {
        let bar = Row::new().with(if here { "▌" } else { " " }, palette.accent);
        bar.join(row).cut(area.width.saturating_sub(1)).draw(buffer, Rect { y, height: 1, ..area });
    }
}

/// The speaker of a statement, with what was looked for in the name.
fn name(article: &Article, statement: &Statement, asked: &str, palette: &Palette) -> Row {
    let name = speaker_name(article, statement).unwrap_or_else(|| "unnamed".into());
    let (words, style) = (name.words(), speaker_style(statement, palette));
    let marks = named_words(words, asked).into_iter().map(|span| (span, palette.hit)).collect::<Vec<_>>();
    Row::marked(words, Span::new(0, words.len()), style, &marks)
}

/// The words of a name that begin with a word that was asked for.
fn named_words(name: &str, asked: &str) -> Vec<Span> {
    let asked = fold(asked);
    let asked: Vec<&str> = asked.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let begins = |word: &str| asked.iter().any(|asked| fold(word).starts_with(asked));
    let words = tokens(name, Span::new(0, name.len())).into_iter().filter(|word| word.kind == TokenKind::Word);
    words.filter(|word| begins(word.of(name))).map(|word| word.span).collect()
}

/// When it happened or was said, else when its article was published, in lines.
fn dates_of(hit: &Hit, store: &Store, width: usize) -> Vec<String> {
    match (hit.event.and_then(|id| store.when(id)), hit.statement) {
        (Some(happened), _) => when::in_lines(happened, width),
        (None, Some(id)) => when::said_in_lines(store, id, width),
        (None, None) => vec![list::date(store, hit.article)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_is_found_in_a_name() {
        let found = |name: &str, asked: &str| {
            named_words(name, asked).iter().map(|span| span.of(name).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("João Silva Prado", "joao prad wages"), ["João", "Prado"]);
        assert!(found("Joanna Wong", "ann, on").is_empty(), "only beginnings of words are marked");
        assert!(found("Joanna Wong", "“ ”").is_empty());
    }
}
