//! Pickers of actors, themes and sources: names with counts, narrowed down as one types, several to be marked.
//!
//! Marks take effect at once, so that the list beside the picker shows what they do; Esc takes them back.

use super::{Next, Overlay};
use crate::sorting;
use crate::store::query::Attribute;
use crate::store::{Facet, Query, Store};
use crate::ui::action::Action;
use crate::ui::app::{App, Rows};
use crate::ui::effect::Effect;
use crate::ui::layout::{Areas, inside};
use crate::ui::naming::Choice;
use crate::ui::page::grouped;
use crate::ui::palette::Palette;
use crate::ui::selection::{Cursor, distance};
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::line_edit::LineEdit;
use crate::ui::widgets::{bar, window};
use crate::ui::worker::{self, Answer, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

/// What a mark asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    With,
    Speaker,
    Without,
}

/// A picker.
pub struct Picker {
    facet: Facet,
    line: LineEdit,
    choices: Option<Vec<Choice>>,
    rows: Rows,
    height: u16,
    marks: FxHashMap<String, Mark>,
    /// The filter without what this picker decides.
    rest: Query,
    /// The filter that was in force when it was opened, and what was selected.
    before: Query,
    place: Cursor,
    awaited: Option<u64>,
    /// Whether a mark was changed since it was opened.
    changed: bool,
    /// The rows marked with Tab since it was opened, and whether the last of them was marked just now.
    tabbed: Vec<String>,
    just_marked: bool,
}

impl Picker {
    /// Opens a picker with the marks that the filter in force amounts to. Marks ask for any of what they mark: of several
    /// terms that must all hold the last one is marked, and the others stay as they are.
    pub fn open(facet: Facet, app: &mut App) -> (Overlay, Vec<Effect>) {
        let before = app.wish.query.clone();
        let (mut marks, mut rest, mut wants) = (FxHashMap::default(), Query::All, false);
        for term in before.terms().iter().rev() {
            let found = marks_of(term, facet);
            let wanted = found.iter().flatten().any(|(_, mark)| *mark != Mark::Without);
            match found.filter(|_| !(wanted && wants)) {
                Some(found) => marks.extend(found),
                None => rest = term.clone().and(rest),
            }
            wants |= wanted;
        }
        let mut picker = Self {
            facet,
            line: LineEdit::default(),
            choices: None,
            rows: Rows::default(),
            height: 0,
            marks,
            rest,
            before,
            place: app.cursor,
            awaited: None,
            changed: false,
            tabbed: Vec::new(),
            just_marked: false,
        };
        let effects = picker.ask(app);
        (Overlay::Picker(Box::new(picker)), effects)
    }

    /// What is picked.
    pub fn facet(&self) -> Facet {
        self.facet
    }

    fn ask(&mut self, app: &mut App) -> Vec<Effect> {
        let number = app.number();
        self.awaited = Some(number);
        let letters = self.line.text().to_owned();
        vec![Effect::Ask(Request::Count(number, self.facet, self.rest.clone(), letters))]
    }

    /// Whether what it chooses from is still to come.
    pub fn awaits(&self) -> bool {
        self.awaited.is_some()
    }

    /// Takes the names that were asked for; those that are marked stand first where no letters tell which are meant.
    pub fn hear(&mut self, answer: Answer) {
        if let Answer::Count(number, mut choices) = answer
            && self.awaited == Some(number)
        {
            self.awaited = None;
            if self.line.text().is_empty() && !self.marks.is_empty() {
                sorting::by_key(&mut choices, |choice| !self.marks.contains_key(&*choice.count.id));
            }
            if let Some(old) = self.choices.replace(choices) {
                worker::discard(old);
            }
            self.rows.at = self.rows.at.min(self.len().saturating_sub(1));
        }
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.choices.as_ref().is_some_and(Vec::is_empty)
    }

    fn len(&self) -> usize {
        self.choices.as_ref().map_or(0, Vec::len)
    }

    fn chosen(&self) -> Option<&Choice> {
        self.choices.as_ref()?.get(self.rows.at)
    }

    /// Carries out an action.
    pub fn apply(mut self: Box<Self>, action: Action, app: &mut App, store: &Store) -> Next {
        let effects = match action {
            Action::Close => {
                let effects = app.filter(self.before);
                return (None, app.select_again(self.place, effects));
            }
            Action::Open => {
                let effects = if self.enter_marks() { self.mark(Mark::With, app) } else { Vec::new() };
                return (None, app.select_again(self.place, effects));
            }
            Action::Mark => self.mark(Mark::With, app),
            Action::MarkSpeaker if self.facet == Facet::Actor => self.mark_as(Mark::Speaker, app),
            Action::MarkWithout => self.mark_as(Mark::Without, app),
            Action::Lane if self.facet != Facet::Source => {
                let id = self.chosen().map(|choice| choice.count.id.to_string());
                id.map_or_else(Vec::new, |id| app.change_lane(store, (self.facet, id)))
            }
            _ => self.move_or_type(action, app),
        };
        (Some(Overlay::Picker(self)), effects)
    }

    /// Whether Enter adds the row with the cursor: where it is not marked and no mark was changed in this visit.
    fn enter_marks(&self) -> bool {
        !self.changed && self.chosen().is_some_and(|choice| !self.marks.contains_key(&*choice.count.id))
    }

    fn move_or_type(&mut self, action: Action, app: &mut App) -> Vec<Effect> {
        self.just_marked = false;
        if let Some(by) = distance(action, usize::from(self.height)) {
            self.rows.at = window::moved(self.rows.at, by, self.len());
            return Vec::new();
        }
        if self.line.apply(action) { self.ask_anew(app) } else { Vec::new() }
    }

    /// Takes letters; before any letter a blank marks the row, and `-` takes it out. Those behind a mark begin another name.
    pub fn typed(mut self: Box<Self>, text: &str, app: &mut App) -> Next {
        let effects = match text {
            " " if self.line.text().is_empty() => self.mark(Mark::With, app),
            "-" if self.line.text().is_empty() => self.mark(Mark::Without, app),
            _ => {
                if std::mem::take(&mut self.just_marked) {
                    self.line = LineEdit::default();
                }
                self.line.insert(text);
                self.ask_anew(app)
            }
        };
        (Some(Overlay::Picker(self)), effects)
    }

    fn ask_anew(&mut self, app: &mut App) -> Vec<Effect> {
        self.rows = Rows::default();
        self.ask(app)
    }

    /// Marks in another way what Tab marked just now, as the cursor went on to a row that nobody means; else the row with
    /// the cursor.
    fn mark_as(&mut self, mark: Mark, app: &mut App) -> Vec<Effect> {
        if !std::mem::take(&mut self.just_marked) {
            return self.mark(mark, app);
        }
        self.marks.extend(self.tabbed.drain(..).map(|id| (id, mark)));
        app.filter(self.query())
    }

    /// Marks the row with the cursor, or takes the same mark away, and goes to the next row; [`Mark::With`] takes any mark
    /// away.
    fn mark(&mut self, mark: Mark, app: &mut App) -> Vec<Effect> {
        let Some(id) = self.chosen().map(|choice| choice.count.id.to_string()) else { return Vec::new() };
        self.changed = true;
        self.tabbed.retain(|tabbed| *tabbed != id);
        let marked = self.marks.get(&id).is_some_and(|old| *old == mark || mark == Mark::With);
        self.just_marked = mark == Mark::With && !marked;
        if self.just_marked {
            self.tabbed.push(id.clone());
        }
        if marked {
            self.marks.remove(&id);
        } else {
            self.marks.insert(id, mark);
        }
        self.rows.at = window::moved(self.rows.at, 1, self.len());
        app.filter(self.query())
    }

    /// Selects a row with the mouse, and marks it when it was selected before.
    pub fn click(&mut self, line: u16, app: &mut App) -> Vec<Effect> {
        let row = self.rows.top + usize::from(line);
        if row >= self.len() {
            return Vec::new();
        }
        self.rows.at = row;
        let effects = self.mark(Mark::With, app);
        self.rows.at = row;
        self.just_marked = false;
        effects
    }

    /// Moves the cursor with the wheel.
    pub fn wheel(&mut self, by: isize) {
        self.rows.at = window::moved(self.rows.at, by, self.len());
    }

    /// The rest of the filter and what the marks ask for: any of those with a mark, none of those without.
    fn query(&self) -> Query {
        let mut marked: Vec<(&String, &Mark)> = self.marks.iter().collect();
        sorting::plain(&mut marked);
        let term = |id: &String, mark: Mark| Query::Is(attribute(self.facet, mark, id.clone()));
        let wanted = marked.iter().filter(|(_, mark)| **mark != Mark::Without).map(|(id, mark)| term(id, **mark));
        let wanted: Vec<Query> = wanted.collect();
        let mut query = self.rest.clone();
        if !wanted.is_empty() {
            query = query.and(Query::Or(wanted).simplified());
        }
        for (id, mark) in marked {
            if *mark == Mark::Without {
                query = query.and(Query::Not(Box::new(term(id, Mark::With))));
            }
        }
        query
    }

    /// Brings the window in line with the screen.
    pub fn settle(&mut self, areas: &Areas) {
        self.height = self.rows_area(areas).height;
        self.rows.top = window::top(self.rows.top, self.rows.at, self.len(), self.height, |_| 1);
    }

    /// Draws it beside the list.
    pub fn draw(&self, app: &App, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        let area = areas.drawer();
        fill(buffer, area, " ", palette.text);
        let title = match self.facet {
            Facet::Actor => " ACTORS  ",
            Facet::Theme => " THEMES  ",
            Facet::Source => " SOURCES  ",
        };
        let count = Row::new().with(grouped(self.len()), palette.muted).with(" ", palette.muted);
        let x = Row::new().with(title, palette.accent).draw(buffer, area);
        let room = area.right().saturating_sub(x + count.width() + 1);
        count.draw_right(buffer, area);
        let cursor = self.line.draw(buffer, Rect { x, width: room, height: 1, ..area }, palette);
        let rows = self.rows_area(areas);
        let above = Rect { y: rows.y.saturating_sub(1), height: 1, ..rows };
        let heads = numbers(["articles".into(), "said".into()], rows.width, palette);
        self.marked(palette).cut(above.width.saturating_sub(heads.width())).draw(buffer, above);
        heads.draw_right(buffer, above);
        match &self.choices {
            Some(choices) if choices.is_empty() => self.say_nothing(palette, rows, buffer),
            Some(choices) => self.draw_rows(choices, app, rows, buffer),
            None => {}
        }
        cursor
    }

    /// What several marks ask for together.
    fn marked(&self, palette: &Palette) -> Row {
        let without = self.marks.values().filter(|mark| **mark == Mark::Without).count();
        let said = [("any", self.marks.len() - without), ("none", without)];
        let said = said.into_iter().filter(|(_, count)| *count > 1);
        let said: Vec<_> = said.map(|(word, count)| format!("{word} of {}", grouped(count))).collect();
        Row::new().pad(1).with(said.join(", "), palette.accent)
    }

    fn say_nothing(&self, palette: &Palette, rows: Rect, buffer: &mut Buffer) {
        let words = match (self.line.text().is_empty(), self.facet) {
            (false, _) => " No such name here.  C-u starts over.",
            (true, Facet::Actor) => " Nobody is named in what the other filters select.",
            (true, Facet::Theme) => " No theme was found in what the other filters select.",
            (true, Facet::Source) => " No article here names its publisher.",
        };
        Row::new().with(words, palette.muted).draw(buffer, rows);
    }

    fn draw_rows(&self, choices: &[Choice], app: &App, rows: Rect, buffer: &mut Buffer) {
        let most = choices.iter().map(|choice| choice.count.articles).max().unwrap_or(0) as usize;
        let widest = self.widest();
        for (line, choice) in choices.iter().enumerate().skip(self.rows.top).take(usize::from(rows.height)) {
            let y = rows.y + (line - self.rows.top) as u16;
            self.draw_row(choice, line == self.rows.at, (most, widest), app, Rect { y, height: 1, ..rows }, buffer);
        }
    }

    /// Columns of the widest name that is in sight, with what is said of it.
    fn widest(&self) -> u16 {
        let shown = self.choices.iter().flatten().skip(self.rows.top).take(usize::from(self.height));
        let width = |choice: &Choice| {
            let suggested = if choice.count.suggested { Clean::of(SUGGESTED).width() } else { 0 };
            Clean::of(&choice.count.name).width() + suggested + LANE
        };
        shown.map(width).max().unwrap_or(0)
    }

    /// The rows, no wider than that the eye finds from a name to its numbers, unless the names are.
    fn rows_area(&self, areas: &Areas) -> Rect {
        let area = inside(areas.drawer());
        let needed = MARKS + self.widest() + numbers_width(area.width) + 1;
        let width = area.width.min(MOST_COLUMNS.max(needed));
        Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), width, ..area }
    }

    /// `most` is the number that fills the bar, `widest` the columns of the names, which have their room before it.
    fn draw_row(
        &self,
        choice: &Choice,
        here: bool,
        (most, widest): (usize, u16),
        app: &App,
        area: Rect,
        buffer: &mut Buffer,
    ) {
        let (palette, count) = (&app.palette, &choice.count);
        let (sign, style) = match self.marks.get(&*count.id) {
            Some(Mark::With) => ("+ ", palette.accent),
            Some(Mark::Speaker) => ("“ ", palette.accent),
            Some(Mark::Without) => ("− ", palette.warn),
            None => ("  ", palette.text),
        };
        let numbers = numbers(
            [grouped(count.articles as usize), grouped(count.statements as usize)].map(Clean::from),
            area.width,
            palette,
        );
        let free = area.width.saturating_sub(MARKS + widest + numbers.width() + 2);
        let bar_width = if area.width >= 60 && free >= 3 { free.min(10) } else { 0 };
        let track = bar::lying(count.articles as usize, most, bar_width);
        // Without a bar a name may reach as far as the number itself.
        let numbers = if bar_width == 0 { numbers.unindented() } else { numbers };
        let numbers = Row::new().with(track, palette.faint).pad(bar_width).join(numbers);
        let name_style = if self.facet == Facet::Actor { palette.actor(&count.id) } else { palette.text };
        let mut name = name_row(choice, if here { name_style.patch(palette.strong) } else { name_style }, palette);
        if let Some(spelling) = &choice.through {
            name.push(" (", palette.muted);
            name.push(Clean::of(spelling), palette.muted);
            name.push(")", palette.muted);
        }
        if app.has_lane(self.facet, &count.id) {
            name.push(" ≡", palette.accent);
        }
        if count.suggested {
            name.push(SUGGESTED, palette.muted);
        }
        let row = Row::new().with(if here { "▌" } else { " " }, palette.accent).with(sign, style);
        let room = area.width.saturating_sub(row.width() + numbers.width() + 1);
        row.join(name.cut(room)).draw(buffer, area);
        numbers.draw_right(buffer, area);
    }
}

/// What is said of a theme that no lexicon has.
const SUGGESTED: &str = " · suggested by the articles";

/// Columns before a name: the cursor and the mark.
const MARKS: u16 = 3;

/// Columns of the sign of a lane.
const LANE: u16 = 2;

/// Most columns of a row whose name does not need more.
const MOST_COLUMNS: u16 = 72;

/// Columns of a number of articles and of one of statements.
const NUMBERS: [u16; 2] = [10, 7];

/// Articles and, where there is room, statements, each at the right of its column.
fn numbers(words: [Clean; 2], width: u16, palette: &Palette) -> Row {
    let columns = number_columns(width);
    let mut row = Row::new();
    for (word, room) in words.into_iter().zip(NUMBERS).take(columns) {
        let missing = room.saturating_sub(word.width());
        row = row.with(Clean::blanks(missing), palette.text).with(word, palette.muted);
    }
    row.with(" ", palette.text)
}

fn number_columns(width: u16) -> usize {
    if width >= 44 { 2 } else { 1 }
}

fn numbers_width(width: u16) -> u16 {
    NUMBERS.iter().take(number_columns(width)).sum::<u16>() + 1
}

/// The name with the letters that matched.
fn name_row(choice: &Choice, style: Style, palette: &Palette) -> Row {
    let mut row = Row::new();
    for (at, cluster) in choice.count.name.grapheme_indices(true) {
        let hit = choice.matched.iter().any(|byte| (at..at + cluster.len()).contains(byte));
        row.push(Clean::of(cluster), if hit { style.patch(palette.hit) } else { style });
    }
    row
}

fn attribute(facet: Facet, mark: Mark, id: String) -> Attribute {
    match (facet, mark) {
        (Facet::Actor, Mark::Speaker) => Attribute::By(id),
        (Facet::Actor, _) => Attribute::Actor(id),
        (Facet::Theme, _) => Attribute::of_theme(&id),
        (Facet::Source, _) => Attribute::Source(id),
    }
}

/// The marks that a term of a filter amounts to; `None` where it is about something else as well.
fn marks_of(term: &Query, facet: Facet) -> Option<Vec<(String, Mark)>> {
    match (term, facet) {
        (Query::Is(Attribute::By(id)), Facet::Actor) => Some(vec![(id.clone(), Mark::Speaker)]),
        (Query::Is(Attribute::Actor(id)), Facet::Actor)
        | (Query::Is(Attribute::Theme(id)), Facet::Theme)
        | (Query::Is(Attribute::Source(id)), Facet::Source) => Some(vec![(id.clone(), Mark::With)]),
        (Query::Is(phrase @ Attribute::Phrase(_)), Facet::Theme) => Some(vec![(phrase.to_string(), Mark::With)]),
        (Query::Not(inner), _) => match marks_of(inner, facet)?.as_slice() {
            [(id, Mark::With)] => Some(vec![(id.clone(), Mark::Without)]),
            _ => None,
        },
        (Query::Or(parts), _) => {
            let parts: Option<Vec<_>> = parts.iter().map(|part| marks_of(part, facet)).collect();
            let marks: Vec<_> = parts?.into_iter().flatten().collect();
            marks.iter().all(|(_, mark)| *mark != Mark::Without).then_some(marks)
        }
        _ => None,
    }
}
