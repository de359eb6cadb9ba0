//! The reader without a terminal: a store, an application, a worker that answers at once, and a screen in memory.

use briefing::model::Article;
use briefing::ui::app::App;
use briefing::ui::effect::Effect;
use briefing::ui::keymap::Key;
use briefing::ui::memory_thread::Task;
use briefing::ui::palette::Palette;
use briefing::ui::panes;
use briefing::ui::shared_store::{Arrival, SharedStore};
use briefing::ui::worker;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::sync::Arc;

/// A reader and its screen.
pub struct Bench {
    pub app: App,
    pub copied: Vec<String>,
    pub quit: bool,
    pub kept: Vec<Task>,
    pub asked: Vec<Effect>,
}

impl Bench {
    /// A reader that has loaded `articles`.
    pub fn new(articles: Vec<Article>, width: u16, height: u16) -> Self {
        Self::painted(articles, "none", width, height)
    }

    /// The same in the colours of a palette.
    pub fn painted(articles: Vec<Article>, palette: &str, width: u16, height: u16) -> Self {
        let shared = Arc::new(SharedStore::default());
        let count = articles.len();
        shared.add(articles);
        let app = App::new(shared, "dossier", Palette::built_in(palette).unwrap(), (width, height));
        let mut bench = Self { app, copied: Vec::new(), quit: false, kept: Vec::new(), asked: Vec::new() };
        let arrival = Arrival { total: Some(count), articles: count, finished: true, ..Arrival::default() };
        let effects = bench.app.arrive(&arrival);
        bench.carry_out(effects);
        bench
    }

    /// Presses keys as the key table writes them; what is no key is typed letter by letter.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for written in keys.split_ascii_whitespace() {
            match Key::parse(written) {
                Some(key) => {
                    let effects = self.app.press(key);
                    self.carry_out(effects);
                }
                None => self.letters(written),
            }
        }
        self
    }

    fn letters(&mut self, word: &str) {
        for letter in word.chars() {
            if let Some(key) = Key::parse(&letter.to_string()) {
                let effects = self.app.press(key);
                self.carry_out(effects);
            }
        }
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        let effects = self.app.resize(width, height);
        self.carry_out(effects);
        self
    }

    pub fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => {
                    let answer = worker::answer(&self.app.shared.study(), request);
                    if let Some(answer) = answer {
                        self.app.hear(answer);
                    }
                }
                Effect::Copy(text, _) => self.copied.push(text),
                Effect::Quit => self.quit = true,
                Effect::Keep(task) => self.kept.push(task),
                effect @ (Effect::Export(..) | Effect::Browse(_) | Effect::CopyInstead(_)) => self.asked.push(effect),
                Effect::Redraw | Effect::Suspend | Effect::Mouse(_) => {}
            }
        }
        let effects = self.app.settle();
        if !effects.is_empty() {
            self.carry_out(effects);
        }
    }

    fn buffer(&self) -> Buffer {
        let (width, height) = self.app.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        panes::draw(&self.app, &self.app.shared.glance(), &mut buffer);
        buffer
    }

    /// The screen as lines, blanks at their ends left out.
    pub fn screen(&self) -> String {
        let (width, height) = self.app.size;
        let buffer = self.buffer();
        let line = |y: u16| -> String { (0..width).map(|x| buffer[(x, y)].symbol()).collect() };
        (0..height).map(|y| line(y).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// The screen as lines, each with the runs of letters on it that are not plain: from which column, to before which, how.
    pub fn styled(&self) -> String {
        let buffer = self.buffer();
        let (width, height) = self.app.size;
        let runs = |y: u16| -> String {
            let mut runs: Vec<(u16, u16, String)> = Vec::new();
            for x in 0..width {
                let how = style_of(&buffer[(x, y)]);
                let blank = |from: u16| (from..x).all(|x| buffer[(x, y)].symbol().trim().is_empty());
                match runs.last_mut() {
                    _ if how.is_empty() => {}
                    Some((_, end, before)) if blank(*end) && *before == how => *end = x + 1,
                    _ => runs.push((x, x + 1, how)),
                }
            }
            let lines: Vec<String> = runs.iter().map(|(start, end, how)| format!("  {start}..{end}{how}\n")).collect();
            lines.concat()
        };
        let screen = self.screen();
        let mut lines = screen.split('\n');
        let rows: Vec<String> =
            (0..height).map(|y| format!("{}\n{}", lines.next().unwrap_or_default(), runs(y))).collect();
        rows.concat()
    }
}

/// Colours and modifiers of a cell in words; of a blank one only what can be seen on it.
fn style_of(cell: &Cell) -> String {
    let mut how = String::new();
    let mut modifier = cell.modifier;
    if cell.symbol().trim().is_empty() {
        modifier &= Modifier::REVERSED | Modifier::UNDERLINED;
    } else if cell.fg != Color::Reset {
        how = format!(" {}", cell.fg);
    }
    if cell.bg != Color::Reset {
        how = format!("{how} on {}", cell.bg);
    }
    let words = modifier.iter_names().map(|(name, _)| format!(" {}", name.to_lowercase()));
    how.extend(words);
    how
}
