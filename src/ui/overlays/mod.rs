//! What lies over the panes: one at a time, each with its state, what keys do to it, and how it is drawn.

mod carriers;
pub mod compare;
pub mod filter;
pub mod find;
pub mod links;
pub mod lookup;
pub mod menu;
pub mod overview;
pub mod picker;
pub mod prompt;
pub mod seek;

use super::action::{Action, Place};
use super::app::App;
use super::effect::Effect;
use super::layout::Areas;
use super::memory_thread::Task;
use super::page::Kind;
use super::panes::frame;
use super::typeset::{Row, fill};
use super::worker::Answer;
use crate::store::query::Query;
use crate::store::{Facet, Store};
use compare::Compare;
use filter::FilterLine;
use find::FindLine;
use links::Links;
use lookup::LookUp;
use menu::{Menu, Of};
use overview::Overview;
use picker::Picker;
use prompt::{Prompt, Purpose};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use seek::SeekLine;

/// What lies over the panes.
pub enum Overlay {
    /// A picker of actors, themes or sources.
    Picker(Box<Picker>),
    /// The look-up.
    LookUp(Box<LookUp>),
    /// The line in which a filter is typed.
    Filter(FilterLine),
    /// The line in which words to find are typed.
    Find(FindLine),
    /// The line in which the beginning of a name is typed.
    Seek(SeekLine),
    /// The keys, what could not be read, who carries something.
    Overview(Overview),
    /// The question which filter to remove.
    Remove,
    /// A line typed for some purpose.
    Prompt(Box<Prompt>),
    /// A list of things to go to or to take.
    Menu(Menu),
    /// Two articles that are compared.
    Compare(Box<Compare>),
    /// The addresses in an article's source.
    Links(Links),
}

/// An overlay after a key (`None`: it closed), and what it asks for.
pub type Next = (Option<Overlay>, Vec<Effect>);

impl Overlay {
    /// The overlay that an action opens; `None` for actions that open none.
    pub fn opened_by(action: Action, app: &mut App) -> Option<(Self, Vec<Effect>)> {
        Some(match action {
            Action::Actors => Picker::open(Facet::Actor, app),
            Action::Themes => Picker::open(Facet::Theme, app),
            Action::Sources => Picker::open(Facet::Source, app),
            Action::LookUp => LookUp::open(app),
            Action::Filter => FilterLine::open(app),
            Action::Find if app.listing.facet().is_some() && !app.sheets.aside => {
                (Self::Seek(SeekLine::open(app)), Vec::new())
            }
            Action::Find => (Self::Find(FindLine::open(app)), Vec::new()),
            Action::Help => (Self::Overview(Overview::help()), Vec::new()),
            Action::Warnings => (Self::Overview(Overview::warnings()), Vec::new()),
            Action::RemoveFilter => (Self::Remove, Vec::new()),
            Action::Note => return Prompt::note(app),
            Action::Export => Prompt::export(app.to_be_exported(), app.exported_in_words(), app),
            Action::Command => with_filters_read(Prompt::open(Purpose::Command, "", app)),
            Action::Links => return Links::open(app),
            Action::Marks => (Menu::open(Of::Marks), Vec::new()),
            Action::Saved => with_filters_read((Menu::open(Of::Filters), Vec::new())),
            _ => return None,
        })
    }

    /// Where its keys are listed.
    pub fn place(&self) -> Place {
        match self {
            Self::Picker(_) => Place::PICKER,
            Self::LookUp(_) => Place::LOOKUP,
            Self::Filter(_) => Place::FILTER,
            Self::Find(_) | Self::Seek(_) => Place::FIND,
            Self::Overview(overview) => overview.place(),
            Self::Remove => Place::REMOVE,
            Self::Prompt(_) => Place::PROMPT,
            Self::Menu(_) => Place::MENU,
            Self::Compare(_) => Place::COMPARE,
            Self::Links(_) => Place::LINKS,
        }
    }

    /// Rows that it takes from the panes on a screen of some height: below the line of the filter, and above one at the foot.
    pub fn rows(&self, height: u16) -> [u16; 2] {
        match self {
            Self::Filter(_) => [filter::rows(height), 0],
            Self::Prompt(prompt) => [0, 1 + prompt.rows(height)],
            Self::Find(_) | Self::Seek(_) => [0, 1],
            _ => [0; 2],
        }
    }

    /// Whether something may go on with what is typed.
    pub fn completes(&self) -> bool {
        match self {
            Self::Filter(line) => line.completes(),
            Self::Prompt(prompt) => prompt.completes(),
            _ => false,
        }
    }

    /// Whether what it chooses from is still to come.
    pub fn awaits(&self) -> bool {
        match self {
            Self::Picker(picker) => picker.awaits(),
            Self::LookUp(look_up) => look_up.awaits(),
            Self::Filter(filter) => filter.awaits(),
            Self::Prompt(prompt) => prompt.awaits(),
            _ => false,
        }
    }

    /// Whether it is the picker of actors, who can also be marked as speakers.
    pub fn picks_actors(&self) -> bool {
        matches!(self, Self::Picker(picker) if picker.facet() == Facet::Actor)
    }

    /// Whether it lists bookmarks and notes, which can be exported.
    pub fn lists_marks(&self) -> bool {
        matches!(self, Self::Menu(menu) if menu.of() == Of::Marks)
    }

    /// Whether it lists saved filters, to which the one in force can be added.
    pub fn lists_filters(&self) -> bool {
        matches!(self, Self::Menu(menu) if menu.of() == Of::Filters)
    }

    /// What taking a row of a list, or what was typed, is called.
    pub fn taking(&self) -> Option<&'static str> {
        match self {
            Self::Menu(menu) => Some(menu.taking()),
            Self::Prompt(prompt) => Some(prompt.taking()),
            Self::LookUp(look_up) => look_up.taking(),
            _ => None,
        }
    }

    /// What a look-up looks through next.
    pub fn switching(&self) -> Option<&'static str> {
        match self {
            Self::LookUp(look_up) => Some(look_up.switching()),
            _ => None,
        }
    }

    /// Whether it is a list without a row.
    pub fn is_empty(&self, app: &App) -> bool {
        match self {
            Self::Menu(menu) => menu.is_empty(app),
            Self::Links(links) => links.is_empty(),
            Self::Picker(picker) => picker.is_empty(),
            Self::LookUp(look_up) => look_up.is_empty(),
            _ => false,
        }
    }

    /// Whether it tells which outlets carry something.
    pub fn tells_carriers(&self) -> bool {
        matches!(self, Self::Overview(overview) if overview.tells_carriers())
    }

    /// Whether it is an overview that can be searched.
    pub fn searches(&self) -> bool {
        matches!(self, Self::Overview(overview) if overview.searches())
    }

    /// Whether it is an overview that leads to articles.
    pub fn leads(&self) -> bool {
        matches!(self, Self::Overview(overview) if overview.leads())
    }

    /// Whether an action would do something, as far as that depends on what is listed.
    pub fn makes_sense(&self, action: Action) -> bool {
        match self {
            Self::Compare(compare) => compare.makes_sense(action),
            Self::Overview(overview) => overview.makes_sense(action),
            Self::Menu(menu) => menu.makes_sense(action),
            Self::Links(links) => links.makes_sense(action),
            _ => true,
        }
    }

    /// Carries out an action.
    pub fn apply(self, action: Action, app: &mut App, store: &Store) -> Next {
        match self {
            Self::Picker(picker) => picker.apply(action, app, store),
            Self::LookUp(look_up) => look_up.apply(action, app, store),
            Self::Filter(line) => line.apply(action, app),
            Self::Find(line) => line.apply(action, app, store),
            Self::Seek(line) => line.apply(action, app),
            Self::Overview(overview) => overview.apply(action, app, store),
            Self::Remove => remove(action, app),
            Self::Prompt(prompt) => prompt.apply(action, app, store),
            Self::Menu(menu) => menu.apply(action, app, store),
            Self::Compare(compare) => compare.apply(action, app, store),
            Self::Links(links) => links.apply(action, app, store),
        }
    }

    /// Takes letters that no key is bound to.
    pub fn typed(self, text: &str, app: &mut App, store: &Store) -> Next {
        match self {
            Self::Picker(picker) => picker.typed(text, app),
            Self::LookUp(look_up) => look_up.typed(text, app),
            Self::Filter(line) => line.typed(text, app),
            Self::Find(line) => line.typed(text, app, store),
            Self::Prompt(prompt) => prompt.typed(text, app),
            Self::Overview(overview) => overview.typed(text),
            Self::Menu(_) | Self::Compare(_) | Self::Links(_) => (Some(self), Vec::new()),
            Self::Seek(line) => line.typed(text, app),
            Self::Remove => (None, Vec::new()),
        }
    }

    /// Takes an answer of the worker.
    pub fn hear(&mut self, answer: Answer) {
        match self {
            Self::Picker(picker) => picker.hear(answer),
            Self::LookUp(look_up) => look_up.hear(answer),
            Self::Filter(line) => line.hear(answer),
            Self::Prompt(prompt) => prompt.hear(answer),
            Self::Links(links) => links.hear(answer),
            Self::Compare(compare) => compare.hear(answer),
            _ => {}
        }
    }

    /// Brings windows in line with the screen; returns a page that is to be asked for.
    pub fn settle(&mut self, app: &App, store: &Store, areas: &Areas) -> Option<Kind> {
        match self {
            Self::Picker(picker) => picker.settle(areas),
            Self::LookUp(look_up) => return look_up.settle(app, store, areas),
            Self::Overview(overview) => overview.settle(app, areas),
            Self::Menu(menu) => menu.settle(app, store, areas),
            Self::Links(links) => links.settle(app, store, areas),
            _ => {}
        }
        None
    }

    /// Draws it; returns where the cursor of the terminal belongs.
    pub fn draw(&self, app: &App, store: &Store, areas: &Areas, buffer: &mut Buffer) -> Option<Position> {
        match self {
            Self::Picker(picker) => picker.draw(app, areas, buffer),
            Self::LookUp(look_up) => look_up.draw(app, store, areas, buffer),
            Self::Filter(line) => line.draw(app, areas, buffer),
            Self::Find(line) => line.draw(app, areas, buffer),
            Self::Prompt(prompt) => prompt.draw(app, store, areas, buffer),
            Self::Menu(menu) => menu.draw(app, store, areas, buffer),
            Self::Compare(compare) => compare.draw(app, store, areas, buffer),
            Self::Links(links) => links.draw(app, store, areas, buffer),
            Self::Overview(overview) => overview.draw(app, areas, buffer),
            Self::Seek(line) => line.draw(app, areas, buffer),
            Self::Remove => {
                frame::draw_removing(app, store, areas, buffer);
                None
            }
        }
    }
}

/// Writes into the rule above a line that is typed at the foot what it is for, and the keys that make sense there.
fn draw_title(title: Row, app: &App, areas: &Areas, buffer: &mut Buffer) {
    let (palette, rule) = (&app.palette, areas.foot_rule);
    let hints = frame::hints_within(app, (rule.width / 2).max(rule.width.saturating_sub(title.width() + 4)));
    let room = rule.width.saturating_sub(hints.width() + 2);
    let title = Row::new().with(" ", palette.text).join(title).cut(room.saturating_sub(1));
    let title = title.with(" ", palette.text);
    fill(buffer, Rect { width: title.width().min(rule.width), ..rule }, " ", palette.text);
    title.draw(buffer, rule);
    if !hints.is_empty() {
        let width = (hints.width() + 2).min(rule.width);
        fill(buffer, Rect { x: rule.right() - width, width, ..rule }, " ", palette.text);
        hints.with(" ", palette.text).draw_right(buffer, rule);
    }
}

/// What shows saved filters, with the wish to have them as they are now: another reader may have saved some.
fn with_filters_read((overlay, mut effects): (Overlay, Vec<Effect>)) -> (Overlay, Vec<Effect>) {
    effects.push(Effect::Keep(Task::ReadFilters));
    (overlay, effects)
}

/// The question which filter to remove, answered by its number.
fn remove(action: Action, app: &mut App) -> Next {
    let terms = app.wish.query.terms().len();
    let effects = match action {
        Action::RemoveNumber(0) => app.filter(app.wish.query.clone().without(terms.saturating_sub(1))),
        Action::RemoveNumber(n) => app.filter(app.wish.query.clone().without(usize::from(n) - 1)),
        Action::RemoveAll => app.filter(Query::All),
        _ => Vec::new(),
    };
    (None, effects)
}
