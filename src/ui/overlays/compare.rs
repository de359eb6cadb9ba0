//! Two articles of one story over all panes: what both have set back, what only one says with a bar and its sign, and in
//! near-copies the words that differ marked. Both scroll together.

use super::menu::{Menu, Of};
use super::{Next, Overlay};
use crate::model::{Article, Span};
use crate::store::stories::{Found, Passage, Side};
use crate::store::{ArticleId, Store};
use crate::ui::action::Action;
use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::facing::{Columns, Facing, GUTTER, Line, Tally};
use crate::ui::layout::Areas;
use crate::ui::page::{counted, extent, grouped};
use crate::ui::palette::Palette;
use crate::ui::panes::list::{date, source, title};
use crate::ui::selection::distance;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::worker::{Answer, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Rows above the texts: the heading, what each article is, and a blank one.
const HEAD: u16 = 4;

/// Lines in sight before what is to be in sight at first.
const BEFORE: usize = 2;

/// Two articles that are compared.
pub struct Compare {
    articles: [ArticleId; 2],
    facing: Option<Box<Facing>>,
    top: usize,
    height: usize,
    /// The difference that one stands on.
    at: Option<usize>,
    /// What is to be in sight at first.
    from: Option<(ArticleId, Span)>,
    /// What was asked for: number of the request, and for which columns.
    asked: Option<(u64, Columns)>,
    /// Whether the story of the left article has more articles than these two.
    has_others: bool,
}

impl Compare {
    /// Lays the selected article beside another one; a selected statement is in sight.
    pub fn with(app: &App, store: &Store, other: ArticleId) -> Option<Overlay> {
        let statement = app.cursor.statement.and_then(|id| store.statement(id));
        let from = statement.map(|(article, statement)| (article, extent(&statement)));
        Some(Self::of([app.cursor.article?, other], from, store))
    }

    fn of(articles: [ArticleId; 2], from: Option<(ArticleId, Span)>, store: &Store) -> Overlay {
        let has_others = store.kin(articles[0]).iter().any(|(other, _)| *other != articles[1]);
        let compare = Self { articles, facing: None, top: 0, height: 0, at: None, from, asked: None, has_others };
        Overlay::Compare(Box::new(compare))
    }

    /// Whether an action would do something.
    pub fn makes_sense(&self, action: Action) -> bool {
        let facing = self.facing.as_ref();
        match action {
            Action::Switch => self.has_others,
            Action::NextDifference | Action::PreviousDifference => {
                facing.is_some_and(|facing| !facing.differences.is_empty())
            }
            Action::Down | Action::PageDown => facing.is_some_and(|facing| facing.lines.len() > self.height),
            _ => true,
        }
    }

    /// Lays the selected article beside the other one of its story, or asks which where there are several.
    pub fn open(app: &mut App, store: &Store) -> Option<Overlay> {
        let Some(article) = app.cursor.article else {
            app.message = Some("select an article first".into());
            return None;
        };
        match &store.kin(article)[..] {
            [] => {
                app.message = Some("nothing else here tells the same story".into());
                None
            }
            [(other, _)] => Self::with(app, store, *other),
            _ => Some(Menu::open(Of::Kin)),
        }
    }

    /// Carries out an action.
    pub fn apply(mut self: Box<Self>, action: Action, app: &mut App, store: &Store) -> Next {
        match action {
            Action::Close => return (None, Vec::new()),
            Action::NextDifference => self.step(1),
            Action::PreviousDifference => self.step(-1),
            Action::Swap => self.articles = [self.articles[1], self.articles[0]],
            Action::Switch => match self.next_of_story(store) {
                next if next == self.articles[1] => app.message = Some("no other article tells this story".into()),
                next => self.articles[1] = next,
            },
            Action::Open => {
                self.go_there(app, store);
                return (None, Vec::new());
            }
            _ => {
                if let Some(by) = distance(action, self.height) {
                    self.wheel(by);
                }
            }
        }
        if self.facing.as_ref().is_some_and(|facing| facing.articles != self.articles) {
            return (Some(Self::of(self.articles, self.place(), store)), Vec::new());
        }
        (Some(Overlay::Compare(self)), Vec::new())
    }

    /// The article after the one at the right among those that tell the story of the left one.
    fn next_of_story(&self, store: &Store) -> ArticleId {
        let kin = store.kin(self.articles[0]);
        let at = kin.iter().position(|(other, _)| *other == self.articles[1]);
        let next = kin.get(at.map_or(0, |at| at + 1)).or(kin.first());
        next.map_or(self.articles[1], |(other, _)| *other)
    }

    /// Scrolls by so many lines.
    pub fn wheel(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
        self.at = None;
    }

    /// To the next difference from the one that one stands on, else from the top of the screen, or to the one before.
    fn step(&mut self, by: isize) {
        let Some(facing) = &self.facing else { return };
        let in_sight = facing.lines.get(self.top).map_or(0, Line::passage);
        let behind = facing.differences.partition_point(|first| *first < in_sight);
        let next = match self.at {
            Some(at) => at.checked_add_signed(by),
            None if by > 0 => Some(behind),
            None => behind.checked_sub(1),
        };
        let Some(next) = next.filter(|next| *next < facing.differences.len()) else { return };
        self.at = Some(next);
        let passages = facing.passages_of(next);
        let (first, last) = (facing.line_of(passages.start), facing.last_line_of(passages.end - 1));
        if first < self.top || last + 2 >= self.top + self.height {
            // All of it, and as much of what stands before as there is room for beside it.
            let room = self.height.saturating_sub(last + 2 - first);
            self.top = first.saturating_sub(room.min(self.height / 3));
        }
    }

    /// What is at the top, in the left article where that has it, and no place at the very top.
    fn place(&self) -> Option<(ArticleId, Span)> {
        let facing = self.facing.as_ref().filter(|_| self.top > 0)?;
        let sides = &facing.passages.get(facing.lines.get(self.top)?.passage())?.sides;
        let one = |side: usize| sides[side].as_ref().map(|one| (facing.articles[side], one.span));
        one(0).or_else(|| one(1))
    }

    /// Goes to the text of the difference that one stands on, or of what is at the top: in the article that has it.
    fn go_there(&self, app: &mut App, store: &Store) {
        let Some(facing) = &self.facing else { return };
        let at_top = || facing.lines.get(self.top).map(Line::passage);
        let passage = self.at.map(|at| facing.differences[at]).or_else(at_top);
        let sides = passage.and_then(|at| facing.passages.get(at)).map(|passage| &passage.sides);
        let place = sides.and_then(|sides| sides.iter().position(Option::is_some).zip(sides.iter().flatten().next()));
        let (side, span) = place.map_or((0, Span::default()), |(side, one)| (side, one.span));
        app.reading.raw = false;
        app.read_there(store, self.articles[side], span);
    }

    /// Takes what the worker set, where it is what was asked for last.
    pub fn hear(&mut self, answer: Answer) {
        let Answer::Compare(number, facing) = answer else { return };
        if self.asked.is_some_and(|(asked, _)| asked == number) {
            let anchor = self.facing.as_ref().and_then(|old| old.lines.get(self.top)).map(Line::passage);
            self.facing = facing;
            if let (Some(passage), Some(facing)) = (anchor, &self.facing) {
                self.top = if self.top == 0 { 0 } else { facing.line_of(passage) };
            }
            if let (Some((article, span)), Some(facing)) = (self.from.take(), &self.facing) {
                let side = usize::from(facing.articles[1] == article);
                let held = |passage: &Passage| passage.sides[side].as_ref().is_some_and(|one| one.span.overlaps(span));
                let passage = facing.passages.iter().position(held);
                self.top = passage.map_or(0, |passage| facing.line_of(passage).saturating_sub(BEFORE));
            }
        }
    }

    /// Keeps the top inside; returns the request for the lines where the screen or the articles are others.
    pub fn settle(&mut self, areas: &Areas, number: u64) -> Option<Effect> {
        let columns = Columns::of(areas.middle.width);
        self.height = usize::from(rows_area(areas).height);
        if let Some(facing) = &self.facing {
            self.top = self.top.min(facing.lines.len().saturating_sub(self.height));
        }
        if self.asked.is_some_and(|(_, asked)| asked == columns) {
            return None;
        }
        self.asked = Some((number, columns));
        Some(Effect::Ask(Request::Compare(number, self.articles, columns)))
    }

    /// Draws it over all panes; the terminal's cursor belongs to the difference that one stands on, else to the top.
    pub fn draw(&self, app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        fill(buffer, areas.middle, " ", palette.text);
        self.draw_heading(app, areas, buffer);
        let [one, other] = [store.article(self.articles[0])?, store.article(self.articles[1])?];
        let articles = [&*one, &*other];
        self.draw_heads(app, store, articles, areas, buffer);
        let area = rows_area(areas);
        let Some(facing) = &self.facing else {
            Row::new().with(" The two are being compared…", palette.muted).draw(buffer, area);
            return None;
        };
        if facing.columns.beside {
            let rule = Rect { x: area.x + facing.columns.whole(), width: 1, ..area };
            fill(buffer, rule, "│", palette.faint);
        }
        let chosen = self.at.map_or(0..0, |at| facing.passages_of(at));
        for (line, y) in facing.lines.iter().skip(self.top).zip(area.y..area.bottom()) {
            let here = line.passages.map(|passage| chosen.contains(&passage));
            draw_line(app, facing, articles, line, here, Rect { y, height: 1, ..area }, buffer);
        }
        self.draw_gaps(app, facing, area, buffer);
        let first = facing.line_of(chosen.start).saturating_sub(self.top);
        let line = u16::try_from(first).ok().filter(|line| self.at.is_some() && *line < area.height).unwrap_or(0);
        Some(Position::new(area.x, area.y + line))
    }

    fn draw_heading(&self, app: &App, areas: &Areas, buffer: &mut Buffer) {
        let palette = &app.palette;
        let counts = self.facing.as_ref().map(|facing| self.counts(facing)).unwrap_or_default();
        let [long, short] = counts.map(|count| Row::new().with(count, palette.muted));
        let legend = Row::new()
            .with("   + ", palette.accent)
            .with("only here", palette.muted)
            .with("   ~ ", palette.accent)
            .with("other words", palette.muted)
            .with("   ↕ ", palette.accent)
            .with("elsewhere", palette.muted);
        let title = Row::new().with(" COMPARED", palette.accent);
        let whole = title.clone().join(legend);
        let fits = |row: &Row, count: &Row| row.width() + count.width() + 3 <= areas.middle.width;
        let count = if fits(&whole, &long) { long } else { short };
        let row = if fits(&whole, &count) { whole } else { title };
        row.draw(buffer, areas.middle);
        count.draw_right(buffer, Rect { height: areas.middle.height.min(1), ..areas.middle });
    }

    /// Says of a column that stands empty where it goes on, at the first of its lines in sight.
    fn draw_gaps(&self, app: &App, facing: &Facing, area: Rect, buffer: &mut Buffer) {
        let bottom = self.top + usize::from(area.height);
        for gap in &facing.gaps {
            // Below the words that end there, not right under them.
            let first = (gap.lines.start + 1).max(self.top);
            if first + 1 >= gap.lines.end.min(bottom) {
                continue;
            }
            let words = if gap.last {
                "— the article ends here —".to_owned()
            } else {
                format!("↓ goes on {} below", counted(gap.lines.end - first, "line"))
            };
            let x = area.x + gap.side as u16 * (facing.columns.whole() + 1) + GUTTER;
            let y = area.y + u16::try_from(first - self.top).unwrap_or(u16::MAX);
            let room = Rect { x, y, width: facing.columns.width, height: 1 };
            Row::new().with(words, app.palette.muted).cut(room.width).draw(buffer, room.intersection(area));
        }
    }

    /// How many sentences differ, as both articles count them, and in how many places; or which of these one stands on. Long
    /// and short.
    fn counts(&self, facing: &Facing) -> [String; 2] {
        let (places, sentences) = (facing.differences.len(), counted(facing.differing, "sentence"));
        let differ = if facing.differing == 1 { "differs" } else { "differ" };
        match (self.at, places) {
            (_, 0) => ["no sentence differs ".to_owned(), "no difference ".to_owned()],
            (Some(at), _) => {
                let place = format!("place {} of {} ", grouped(at + 1), grouped(places));
                [format!("{place}· {} ", counted(facing.passages_of(at).len(), "sentence")), place]
            }
            (None, _) => {
                let short = format!("{sentences} {differ}");
                [format!("{short}, in {} ", counted(places, "place")), format!("{short} ")]
            }
        }
    }

    /// What the articles are and how much of each differs, in the same form for both: beside each other, or a line each.
    fn draw_heads(&self, app: &App, store: &Store, articles: [&Article; 2], areas: &Areas, buffer: &mut Buffer) {
        let palette = &app.palette;
        let columns = Columns::of(areas.middle.width);
        let tally = self.facing.as_ref().map(|facing| facing.tally);
        for (side, article) in articles.into_iter().enumerate() {
            let told = tally.map_or_else(Row::new, |tally| Row::new().with(in_words(tally[side]), palette.muted));
            let signs = tally.map_or_else(Row::new, |tally| in_signs(tally[side], palette));
            let head = |room: u16| Row::new().with(head(article).cut(room), palette.strong);
            let [long, short] =
                [true, false].map(|whole| Row::new().with(origin(store, self.articles[side], whole), palette.muted));
            let join = |one: &Row, told: &Row| {
                let between = if told.is_empty() { "" } else { "   " };
                one.clone().with(between, palette.text).join(told.clone())
            };
            let (lines, place) = if columns.beside {
                let ways = [join(&long, &told), join(&long, &signs), join(&short, &signs)];
                let told = ways.iter().find(|way| way.width() <= columns.width).unwrap_or(&ways[2]).clone();
                let whole = [head(columns.width), told.cut(columns.width)];
                (whole.map(|row| Row::new().pad(GUTTER).join(row)).to_vec(), (side as u16 * (columns.whole() + 1), 0))
            } else {
                let right = join(&short, &signs);
                let sign = if side == 0 { " 1 " } else { " 2 " };
                let room = areas.middle.width.saturating_sub(right.width() + 6);
                let row = Row::new().with(sign, palette.accent).join(head(room)).pad(room + 5).join(right);
                (vec![row], (0, side as u16))
            };
            for (row, y) in lines.into_iter().zip(areas.middle.y + 1 + place.1..) {
                let (x, width) = (areas.middle.x + place.0, areas.middle.width.saturating_sub(place.0));
                row.draw(buffer, Rect { x, y, width, height: 1 }.intersection(areas.middle));
            }
        }
    }
}

impl App {
    /// Brings a comparison in line with the screen; returns the request for its lines.
    pub fn settle_compare(&mut self, areas: &Areas) -> Option<Effect> {
        let number = self.number();
        match &mut self.overlay {
            Some(Overlay::Compare(compare)) => compare.settle(areas, number),
            _ => None,
        }
    }
}

/// Where the lines are.
fn rows_area(areas: &Areas) -> Rect {
    let area = areas.middle;
    let head = HEAD.min(area.height);
    Rect { y: area.y + head, height: area.height - head, ..area }
}

/// In whose paper an article was and when; with little room only when.
fn origin(store: &Store, id: ArticleId, whole: bool) -> Clean {
    let date = date(store, id);
    let source = || source(store, id).unwrap_or_else(|| "no publisher".into());
    Clean::from(if whole { format!("{} · {date}", source().words()) } else { date })
}

/// What an article is headed by: its headline, else its first words.
fn head(article: &Article) -> Clean {
    title(article, u16::MAX / 4).into_iter().next().unwrap_or_default()
}

/// The same by the signs of the sentences.
fn in_signs(tally: Tally, palette: &Palette) -> Row {
    let part = |sign: &'static str, count: usize| {
        Row::new().with(sign, palette.accent).with(" ", palette.text).with(grouped(count), palette.muted)
    };
    part("+", tally.alone).with("   ", palette.text).join(part("~", tally.reworded))
}

fn in_words(tally: Tally) -> String {
    let sentences = |count: usize| counted(count, "sentence");
    match (tally.alone, tally.reworded) {
        (0, 0) => "nothing of its own".to_owned(),
        (0, reworded) => format!("{} in other words", sentences(reworded)),
        (alone, 0) => format!("{} only here", sentences(alone)),
        (alone, reworded) => format!("{} only here · {} in other words", grouped(alone), grouped(reworded)),
    }
}

fn draw_line(
    app: &App,
    facing: &Facing,
    articles: [&Article; 2],
    line: &Line,
    here: [bool; 2],
    area: Rect,
    buffer: &mut Buffer,
) {
    let palette = &app.palette;
    for (side, article) in articles.into_iter().enumerate() {
        let Some(passage) = facing.passages.get(line.passages[side]) else { continue };
        let (Some(span), Some(one)) = (line.spans[side], &passage.sides[side]) else { continue };
        let here = here[side];
        let x = if facing.columns.beside { side as u16 * (facing.columns.whole() + 1) } else { 0 };
        let area = Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
        let (sign, differs) = sign(one, passage.differs());
        let base = if differs { palette.text } else { palette.muted };
        let sign = if line.first[side] { sign } else { " " };
        let number = match (side, facing.columns.beside || !differs || !line.first[side]) {
            (_, true) => " ",
            (0, _) => "1",
            _ => "2",
        };
        let bar = match (differs, here) {
            (false, _) => " ",
            (true, true) => "█",
            (true, false) => "▎",
        };
        let style = if here { palette.accent } else { palette.muted };
        let gutter = Row::new()
            .with(number, palette.accent)
            .with(sign, palette.accent)
            .with(bar, style)
            .pad(GUTTER - 1)
            .with(" ", Style::new());
        let marks: Vec<(Span, Style)> = one.own.iter().map(|own| (*own, palette.fresh)).collect();
        gutter.join(Row::marked(&article.text, span, base, &marks)).draw(buffer, area);
    }
}

/// The sign of a sentence, and whether it is one of those that differ.
fn sign(side: &Side, differs: bool) -> (&'static str, bool) {
    match side.found {
        Found::Nowhere => ("+", true),
        Found::Beside if differs => ("~", true),
        Found::Beside => (" ", false),
        Found::Elsewhere => ("↕", !side.own.is_empty()),
    }
}
