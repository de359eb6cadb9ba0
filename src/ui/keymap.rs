//! Keys as they are written (`j`, `C-d`, `PgDn`, `M-x`) and as they are pressed, and which action each stands for.

use super::action::{Action, Entry, Place, TABLE};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with Ctrl or Alt. Shift is part of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    ctrl: bool,
    alt: bool,
}

const NAMED: [(&str, KeyCode); 17] = [
    ("Enter", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("BTab", KeyCode::BackTab),
    ("Esc", KeyCode::Esc),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("BSpace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
];

impl Key {
    /// Reads a key as it is written; `None` for what is no key.
    pub fn parse(written: &str) -> Option<Self> {
        let (mut rest, mut ctrl, mut alt) = (written, false, false);
        while rest.chars().count() > 2 {
            match rest.get(..2) {
                Some("C-") => ctrl = true,
                Some("M-") => alt = true,
                _ => break,
            }
            rest = &rest[2..];
        }
        let named = NAMED.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
        let function = || rest.strip_prefix('F')?.parse().ok().filter(|n| (1..=12).contains(n)).map(KeyCode::F);
        let letter = || Some(rest.chars().next().filter(|_| rest.chars().count() == 1).map(KeyCode::Char))?;
        let code = named.or_else(function).or_else(letter)?;
        Some(Self { code, ctrl, alt })
    }

    /// The letter that it types; `None` for keys that type nothing.
    pub fn letter(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        let code = match event.code {
            KeyCode::Tab if shift => KeyCode::BackTab,
            KeyCode::Char(c) if ctrl => KeyCode::Char(c.to_ascii_lowercase()),
            code => code,
        };
        Self { code, ctrl, alt }
    }
}

/// Which key stands for which action where.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
struct Binding {
    key: Key,
    written: String,
    /// Place of the row in the table.
    entry: usize,
}

impl Default for Keymap {
    /// The keys of the table.
    fn default() -> Self {
        let mut map = Self { bindings: Vec::new() };
        for (at, entry) in TABLE.iter().enumerate() {
            map.bind(at, entry.keys.split_ascii_whitespace());
        }
        map
    }
}

impl Keymap {
    /// The keys of the table with the user's in place of them: names of actions, each with its keys. Complains, in
    /// sentences, about unknown names, unknown keys and keys that are taken in the same place.
    pub fn with<'a>(changes: impl IntoIterator<Item = (&'a str, Vec<&'a str>)>) -> (Self, Vec<String>) {
        let mut map = Self::default();
        let mut complaints = Vec::new();
        for (name, keys) in changes {
            let Some(at) = TABLE.iter().position(|entry| entry.name == name) else {
                complaints.push(format!("no action is called `{name}`"));
                continue;
            };
            map.bindings.retain(|binding| binding.entry != at);
            let (known, unknown): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| Key::parse(key).is_some());
            complaints.extend(unknown.iter().map(|key| format!("`{key}`, meant for {name}, is no key")));
            map.bind(at, known.into_iter());
        }
        complaints.extend(map.clashes());
        (map, complaints)
    }

    fn bind<'a>(&mut self, entry: usize, keys: impl Iterator<Item = &'a str>) {
        let found = keys.filter_map(|written| Key::parse(written).map(|key| (key, written.to_owned())));
        self.bindings.extend(found.map(|(key, written)| Binding { key, written, entry }));
    }

    /// Keys that mean two things in one place.
    fn clashes(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (i, one) in self.bindings.iter().enumerate() {
            for other in &self.bindings[i + 1..] {
                let (a, b) = (&TABLE[one.entry], &TABLE[other.entry]);
                if one.key == other.key && a.places.meets(b.places) {
                    found.push(format!("`{}` means both {} and {}", one.written, a.name, b.name));
                }
            }
        }
        found
    }

    /// What a key means in a place.
    pub fn action(&self, place: Place, key: Key) -> Option<Action> {
        let here = |binding: &&Binding| binding.key == key && TABLE[binding.entry].places.meets(place);
        self.bindings.iter().find(here).map(|binding| TABLE[binding.entry].action)
    }

    /// The keys of a row of the table as they are written, the first one being the one to show.
    pub fn keys(&self, entry: &Entry) -> Vec<&str> {
        let named = |binding: &&Binding| TABLE[binding.entry].name == entry.name;
        self.bindings.iter().filter(named).map(|binding| binding.written.as_str()).collect()
    }

    /// The whole table in lines for print: section, keys, name of the action, what it does.
    pub fn print(&self) -> Vec<[String; 4]> {
        let printed = TABLE.iter().filter(|entry| !entry.sentence.is_empty());
        printed
            .map(|entry| {
                let keys = self.keys(entry).join("  ");
                [entry.section.title().to_owned(), keys, entry.name.to_owned(), entry.sentence.to_owned()]
            })
            .collect()
    }

    /// The first key that does `action` in a place, as it is written; for sentences that name it.
    pub fn key_for(&self, place: Place, action: Action) -> &str {
        let does = |b: &&Binding| TABLE[b.entry].action == action && TABLE[b.entry].places.meets(place);
        self.bindings.iter().find(does).map_or("", |binding| &binding.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_none_means_two_things() {
        for entry in TABLE {
            for key in entry.keys.split_ascii_whitespace() {
                assert!(Key::parse(key).is_some(), "{key}");
            }
        }
        assert_eq!(Keymap::default().clashes(), Vec::<String>::new());
    }

    #[test]
    fn keys_are_read_as_they_are_pressed() {
        let pressed = |code, modifiers| Some(Key::from(KeyEvent::new(code, modifiers)));
        let (none, ctrl, shift) = (KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::SHIFT);
        assert_eq!(Key::parse("C-d"), pressed(KeyCode::Char('D'), ctrl));
        assert_eq!(Key::parse("G"), pressed(KeyCode::Char('G'), shift));
        assert_eq!(Key::parse("BTab"), pressed(KeyCode::Tab, shift));
        assert_eq!(Key::parse("-"), pressed(KeyCode::Char('-'), none));
        assert_eq!(Key::parse("é"), pressed(KeyCode::Char('é'), none));
        assert_eq!(Key::parse("F12"), pressed(KeyCode::F(12), none));
        assert_eq!(Key::parse("nonsense"), None);
        assert_eq!(Key::parse(""), None);
    }

    #[test]
    fn users_keys_replace_defaults_and_clashes_are_told() {
        let (map, complaints) = Keymap::with([("down", vec!["Q"]), ("fly", vec!["y"]), ("up", vec!["Q", "Bogus"])]);
        assert_eq!(map.action(Place::LIST, Key::parse("Q").unwrap()), Some(Action::Down));
        assert_eq!(map.action(Place::LIST, Key::parse("j").unwrap()), None);
        assert_eq!(complaints.len(), 3, "{complaints:?}");
    }
}
