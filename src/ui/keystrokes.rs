//! From keys to actions: sequences that wait for their next key, numbers before an action, keyboards of other scripts.
//!
//! The digits that choose views do so at once; a number begins with another digit (`7j`), with a nought (`05j`) or with
//! Alt (`M-5 j`), and goes on with any.

use super::action::{Action, Entry, Place};
use super::app::App;
use super::effect::Effect;
use super::keymap::{Key, Meaning};
use super::overlays::Overlay;
use super::selection::distance;
use super::typeset::Clean;
use super::widgets::window;
use crate::store::Store;
use std::sync::Arc;

/// The largest number before an action.
const MOST_TIMES: usize = 1_000_000;

/// Most times that an action is carried out which cannot be counted together.
const MOST_STEPS: usize = 10_000;

/// Keys that were pressed and wait for more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    keys: Vec<Key>,
    number: Option<usize>,
    /// As they are shown.
    written: String,
}

/// Whether an action takes from a list what stands there.
fn chooses(action: Action) -> bool {
    matches!(action, Action::Open | Action::Complete | Action::Copy | Action::Mark | Action::Down | Action::Up)
}

impl Pressed {
    /// What was pressed so far, for the line of hints; empty for nothing.
    pub fn written(&self) -> &str {
        &self.written
    }
}

impl App {
    /// What a key does.
    pub fn press(&mut self, key: Key) -> Vec<Effect> {
        self.message = None;
        if self.keeps(key) {
            self.kept.push(key);
            return Vec::new();
        }
        if self.counts(key) {
            return Vec::new();
        }
        let shared = Arc::clone(&self.shared);
        let before = self.spot(&shared.glance());
        let (lay_over, place) = (self.overlay.is_some(), self.place());
        let Pressed { mut keys, number, mut written } = std::mem::take(&mut self.pressed);
        keys.push(self.meant(place, &keys, key));
        match self.keymap.meaning(place, &keys) {
            Meaning::Action(action) => {
                let effects = self.visit(&shared.glance(), action, number);
                self.remember_place(before, lay_over, Some(action));
                effects
            }
            Meaning::Beginning => {
                written.extend(key.letter());
                self.pressed = Pressed { keys, number, written };
                Vec::new()
            }
            Meaning::Nothing if keys.len() > 1 => {
                let pressed: String = keys.iter().filter_map(|key| key.letter()).collect();
                self.message = Some(Clean::from(format!("{pressed} means nothing here")));
                Vec::new()
            }
            Meaning::Nothing => {
                let letter = key.letter().filter(|_| number.is_none());
                letter.map_or_else(Vec::new, |letter| self.type_text(letter.encode_utf8(&mut [0; 4])))
            }
        }
    }

    /// Whether a key has to wait: one that chooses from a list which is not there yet, as when somebody types faster than
    /// names are found, and all that follow it. Closing does not wait, and what waited is forgotten.
    fn keeps(&mut self, key: Key) -> bool {
        let meaning = self.keymap.meaning(self.place(), &[key]);
        if matches!(meaning, Meaning::Action(Action::Close | Action::Quit)) || self.overlay.is_none() {
            self.kept.clear();
        }
        let awaits = self.overlay.as_ref().is_some_and(Overlay::awaits);
        awaits && (!self.kept.is_empty() || matches!(meaning, Meaning::Action(action) if chooses(action)))
    }

    /// Does what the keys do that waited, once what they waited for is there.
    pub fn press_kept(&mut self) -> Vec<Effect> {
        if self.overlay.as_ref().is_some_and(Overlay::awaits) {
            return Vec::new();
        }
        std::mem::take(&mut self.kept).into_iter().flat_map(|key| self.press(key)).collect()
    }

    /// Takes a digit of a number; tells whether it is one.
    fn counts(&mut self, key: Key) -> bool {
        if !self.place().is_of_panes() || !self.pressed.keys.is_empty() {
            return false;
        }
        let (plain, with_alt) = (key.digit(), key.without_alt().and_then(Key::digit));
        let bound = self.keymap.meaning(self.place(), &[key]) != Meaning::Nothing;
        let Some(digit) = with_alt.or(plain.filter(|_| self.pressed.number.is_some() || !bound)) else { return false };
        let number = self.pressed.number.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(MOST_TIMES);
        self.pressed.number = Some(number);
        self.pressed.written = number.to_string();
        true
    }

    /// The key that is meant: the one in the same place of an American keyboard where the letter itself means nothing.
    fn meant(&self, place: Place, before: &[Key], key: Key) -> Key {
        let means = |key: Key| {
            let keys: Vec<Key> = before.iter().copied().chain([key]).collect();
            self.keymap.meaning(place, &keys) != Meaning::Nothing
        };
        let types = place.is_typed_in() && key.letter().is_some();
        let latin = if types || means(key) { None } else { key.latin() };
        latin.filter(|latin| means(*latin)).unwrap_or(key)
    }

    /// How what was pressed may go on, as keys and rows of the table.
    pub fn following(&self) -> Vec<(&str, &'static Entry)> {
        if self.pressed.keys.is_empty() { Vec::new() } else { self.keymap.following(self.place(), &self.pressed.keys) }
    }

    /// Carries out an action so many times over.
    pub fn times(&mut self, store: &Store, action: Action, times: usize) -> Vec<Effect> {
        let page = super::panes::page_height(self);
        let times = times.max(1);
        match (action, distance(action, page).filter(|_| self.overlay.is_none())) {
            (Action::Top | Action::Bottom, Some(_)) if times > 1 => {
                self.select_row(store, window::moved(times - 1, 0, self.list_len()));
                Vec::new()
            }
            (Action::Top | Action::Bottom, _) | (_, None) => {
                let steps = if action.repeats() { times.min(MOST_STEPS) } else { 1 };
                (0..steps).flat_map(|_| self.apply_with(store, action)).collect()
            }
            (_, Some(by)) => {
                self.advance(store, self.focus, by.saturating_mul(times.cast_signed()));
                Vec::new()
            }
        }
    }
}
