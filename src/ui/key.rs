//! Keys as they are written (`j`, `C-d`, `PgDn`, `M-x`, `gg`) and as they are pressed, on whatever keyboard.

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

/// Letters of other keyboards, and the keys of an American one in their places.
const LAYOUTS: [(&str, &str); 5] = [
    ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
    ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"),
    ("їієґЇІЄҐ", "]s'\\}S\"|"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
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

    /// Reads keys that are pressed one after the other: `gg`, `]s`; a single key is a sequence of one.
    pub fn sequence(written: &str) -> Option<Vec<Self>> {
        if let Some(key) = Self::parse(written) {
            return Some(vec![key]);
        }
        let plain = !["C-", "M-", "S-"].iter().any(|mark| written.starts_with(mark)) && written.chars().count() <= 3;
        let keys = || written.chars().map(|letter| Self::parse(letter.encode_utf8(&mut [0; 4]))).collect();
        if plain && !written.is_empty() { keys() } else { None }
    }

    /// The same key without Alt, where it is one with Alt alone.
    pub fn without_alt(self) -> Option<Self> {
        (self.alt && !self.ctrl).then_some(Self { alt: false, ..self })
    }

    /// The digit that it types.
    pub fn digit(self) -> Option<usize> {
        self.letter()?.to_digit(10).map(|digit| digit as usize)
    }

    /// The key of an American keyboard in the same place, where the letter is one of a Russian, Ukrainian or Greek one.
    pub fn latin(self) -> Option<Self> {
        let KeyCode::Char(letter) = self.code else { return None };
        let at = |layout: &str| layout.chars().position(|other| other == letter);
        let place = LAYOUTS.iter().find_map(|(layout, keys)| keys.chars().nth(at(layout)?))?;
        Some(Self { code: KeyCode::Char(place), ..self })
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn sequences_are_letters_one_after_the_other() {
        let keys = |written: &str| Key::sequence(written).map(|keys| keys.len());
        assert_eq!(["gg", "]s", "Home", "C-d", "F1"].map(keys), [Some(2), Some(2), Some(1), Some(1), Some(1)]);
        assert_eq!(["nonsense", "", "C-gg", "S-x"].map(keys), [None; 4]);
    }

    #[test]
    fn letters_of_other_keyboards_are_the_keys_in_their_places() {
        let latin = |written: &str| Key::parse(written).and_then(Key::latin);
        for (other, key) in [("о", "j"), ("Л", "K"), ("і", "s"), ("ї", "]"), ("ξ", "j"), ("Λ", "L"), ("C-в", "C-d")]
        {
            assert_eq!(latin(other), Key::parse(key), "{other}");
        }
        assert_eq!((latin("j"), latin("Enter")), (None, None));
    }
}
