//! The addresses that an article has and that its source names, over all panes: each as a whole before it is opened, with
//! the host standing out, and those that are not opened with the reason.

use super::{Next, Overlay};
use crate::export::safe::Escaped;
use crate::model::Span;
use crate::store::{ArticleId, Store};
use crate::ui::action::Action;
use crate::ui::app::{App, Rows};
use crate::ui::browse;
use crate::ui::effect::Effect;
use crate::ui::layout::{Areas, inside};
use crate::ui::page::grouped;
use crate::ui::palette::Palette;
use crate::ui::selection::distance;
use crate::ui::typeset::{Clean, Row, fill};
use crate::ui::widgets::window;
use crate::ui::worker::{Address, Answer, Request};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Lines of an address; what is longer is not opened, and nobody reads it to the end.
const MOST_LINES: usize = 40;

/// A list of addresses with a cursor.
pub struct Links {
    article: ArticleId,
    number: u64,
    /// Which they are, each once; `None` until the worker has looked.
    addresses: Option<Vec<Address>>,
    rows: Rows,
    height: u16,
}

impl Links {
    /// Opens the list of the selected article's addresses.
    pub fn open(app: &mut App) -> Option<(Overlay, Vec<Effect>)> {
        let Some(article) = app.cursor.article else {
            app.message = Some("select an article first".into());
            return None;
        };
        let number = app.number();
        let links = Self { article, number, addresses: None, rows: Rows::default(), height: 0 };
        Some((Overlay::Links(links), vec![Effect::Ask(Request::Links(number, article))]))
    }

    /// Whether there is no address to open.
    pub fn is_empty(&self) -> bool {
        self.addresses.as_ref().is_none_or(Vec::is_empty)
    }

    /// Whether an action would do something: there is another address.
    pub fn makes_sense(&self, action: Action) -> bool {
        let several = self.addresses.as_ref().is_some_and(|addresses| addresses.len() > 1);
        several || !matches!(action, Action::Down | Action::PageDown)
    }

    /// Carries out an action.
    pub fn apply(mut self, action: Action, app: &mut App, store: &Store) -> Next {
        match action {
            Action::Close | Action::Left => return (None, Vec::new()),
            Action::Open => {
                let effects = self.browse(app, store);
                return (if effects.is_empty() { Some(Overlay::Links(self)) } else { None }, effects);
            }
            Action::Copy => {
                let harmless = self.address(store).filter(|address| browse::fault(address).is_none());
                let effects = harmless.map(|text| Effect::Copy(text, String::new())).into_iter().collect::<Vec<_>>();
                app.message = Some(if effects.is_empty() { "there is nothing to copy" } else { "copied" }.into());
                return (Some(Overlay::Links(self)), effects);
            }
            _ => {
                if let Some(by) = distance(action, usize::from(self.height / 2).max(1)) {
                    self.wheel(by);
                }
            }
        }
        (Some(Overlay::Links(self)), Vec::new())
    }

    /// Moves the cursor.
    pub fn wheel(&mut self, by: isize) {
        let rows = self.addresses.as_ref().map_or(0, Vec::len);
        self.rows.at = window::moved(self.rows.at, by, rows);
    }

    fn address(&self, store: &Store) -> Option<String> {
        let address = self.addresses.as_ref()?.get(self.rows.at)?;
        address.of(&*store.article(self.article)?).map(str::to_owned)
    }

    fn browse(&self, app: &mut App, store: &Store) -> Vec<Effect> {
        let Some(address) = self.address(store) else { return Vec::new() };
        if let Some(fault) = browse::fault(&address) {
            app.message = Some(Clean::from(format!("not opened: {fault}")));
            return Vec::new();
        }
        app.message = Some(Clean::from(format!("opening {address}")));
        vec![Effect::Browse(address)]
    }

    /// Takes what the worker found.
    pub fn hear(&mut self, answer: Answer) {
        if let Answer::Links(number, addresses) = answer
            && number == self.number
        {
            self.addresses = Some(addresses);
        }
    }

    /// Keeps the row with the cursor in sight.
    pub fn settle(&mut self, app: &App, store: &Store, areas: &Areas) {
        let area = rows_area(areas);
        self.height = area.height;
        let rows = self.addresses.as_ref().map_or(0, Vec::len);
        let measure = |at: usize| self.lines(&app.palette, store, at, area.width).len() as u16;
        self.rows.top = window::top(self.rows.top, self.rows.at, rows, area.height, measure);
    }

    /// An address as a whole, what is hidden in it in signs, and above it why it is not opened, where it is not.
    fn lines(&self, palette: &Palette, store: &Store, at: usize, width: u16) -> Vec<Row> {
        let which = self.addresses.as_ref().and_then(|addresses| addresses.get(at));
        let article = store.article(self.article);
        let Some(address) = which.zip(article.as_ref()).and_then(|(address, article)| address.of(article)) else {
            return vec![Row::new()];
        };
        let fault = browse::fault(address);
        let room = width.saturating_sub(2).max(1);
        let most = usize::from(room) * MOST_LINES;
        let shown = Escaped(beginning(address, most)).to_string();
        let host = browse::host(&shown).filter(|_| fault.is_none()).map(|(_, host)| span_in(&shown, host));
        // Where an address leads is what is to be read first.
        let whole = Span::new(0, shown.len());
        let around = |host: Span| [Span { end: host.start, ..whole }, Span { start: host.end, ..whole }];
        let around = host.map_or([whole; 2], around).into_iter().filter(|span| !span.is_empty());
        let marks: Vec<_> = around.map(|span| (span, palette.muted)).collect();
        let spans = crate::ui::typeset::wrap(&shown, whole, room);
        let reason = fault.map(|fault| Row::new().with(format!("not opened: {fault}"), palette.warn));
        let address = spans.into_iter().take(MOST_LINES).map(|line| Row::marked(&shown, line, palette.text, &marks));
        let own = (which == Some(&Address::Own)).then(|| Row::new().with("where the article stands", palette.muted));
        own.into_iter().chain(reason).chain(address).collect()
    }

    /// Draws it over all panes; the terminal's cursor belongs to the row that is chosen.
    pub fn draw(&self, app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        let palette = &app.palette;
        fill(buffer, areas.middle, " ", palette.text);
        Row::new().with(" ADDRESSES IN THE SOURCE", palette.accent).draw(buffer, areas.middle);
        let area = rows_area(areas);
        let addresses = match &self.addresses {
            Some(addresses) if !addresses.is_empty() => addresses,
            Some(_) => {
                Row::new().with(" This article names no address.", palette.muted).cut(area.width).draw(buffer, area);
                return None;
            }
            None => return None,
        };
        let count = format!("{} of {} ", grouped(self.rows.at + 1), grouped(addresses.len()));
        Row::new().with(count, palette.muted).draw_right(buffer, areas.middle);
        let (mut y, mut cursor) = (area.y, None);
        for at in self.rows.top..addresses.len() {
            let here = at == self.rows.at;
            cursor = if here { Some(Position::new(area.x, y)) } else { cursor };
            for line in self.lines(palette, store, at, area.width) {
                if y >= area.bottom() {
                    return cursor;
                }
                let line = if here { line.patch(palette.strong) } else { line };
                let row = Row::new().with(if here { "▌" } else { " " }, palette.accent).join(line);
                row.draw(buffer, Rect { y, height: 1, ..area });
                y += 1;
            }
        }
        cursor
    }
}

fn rows_area(areas: &Areas) -> Rect {
    let area = inside(areas.middle);
    Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
}

/// At most so many bytes of an address.
fn beginning(address: &str, most: usize) -> &str {
    let end = (0..=most.min(address.len())).rev().find(|at| address.is_char_boundary(*at)).unwrap_or(0);
    &address[..end]
}

/// Where a part of a text stands in it.
fn span_in(text: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + part.len())
}
