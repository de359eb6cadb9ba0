//! Whether the terminal's ground is dark or light: asked of the terminal itself, and its answer picked out of the keys.
//!
//! The question is OSC 11 (xterm). Nobody waits for the answer: it comes among what is typed, as the letters of an escape
//! sequence, and not at all from terminals that do not know the question. Keys that only look like its beginning are handed
//! on when they go on differently or nothing follows.

use super::app::App;
use super::overlays::Overlay;
use super::signal::Signal;
use crossbeam_channel::Receiver;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use std::time::{Duration, Instant};

/// What is asked.
pub const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

/// What belongs to an answer follows within this time.
pub const PAUSE: Duration = Duration::from_millis(50);

/// So long after the question an escape key may be the beginning of an answer that was cut in two on the way.
const YOUNG: Duration = Duration::from_secs(2);

/// So long after the question the terminal is not given back without an answer, which would else land in the shell.
const GRACE: Duration = Duration::from_millis(300);

/// The ground that letters stand on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ground {
    /// Dark, which is what it is taken for where nobody says anything.
    #[default]
    Dark,
    /// Light.
    Light,
}

impl Ground {
    /// What `COLORFGBG` says, `foreground;background` in the terminal's sixteen colours: 7 and 9 to 15 are light.
    pub fn said(value: &str) -> Self {
        let number = value.rsplit(';').next().and_then(|v| v.parse::<u8>().ok());
        if number.is_some_and(|v| v == 7 || (9..16).contains(&v)) { Self::Light } else { Self::Dark }
    }

    /// By red, green and blue from 0 to 1, weighed as the eye does (ITU-R BT.601).
    fn of([red, green, blue]: [f64; 3]) -> Self {
        if 0.299 * red + 0.587 * green + 0.114 * blue > 0.5 { Self::Light } else { Self::Dark }
    }
}

/// Picks the answer out of what is typed.
#[derive(Debug)]
pub struct Ear {
    /// When the terminal was asked; `None` once it has answered, or where it was not asked.
    asked: Option<Instant>,
    /// What may be the beginning of the answer.
    held: Vec<Event>,
}

impl Ear {
    /// For a terminal that was asked at that time, or was not.
    pub fn new(asked: Option<Instant>) -> Self {
        Self { asked, held: Vec::new() }
    }

    /// Whether something is held back for what follows.
    pub fn holds(&self) -> bool {
        !self.held.is_empty()
    }

    /// What is held back, because nothing follows.
    pub fn give_back(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.held)
    }

    /// Takes what came; returns what is no answer, in order, and the answer.
    pub fn hear(&mut self, event: Event) -> (Vec<Event>, Option<Ground>) {
        let (Some(asked), Event::Key(_)) = (self.asked, &event) else { return (vec![event], None) };
        self.held.push(event);
        let heard: String = self.held.iter().map(letters).collect();
        let cut = heard == "\x1b" && asked.elapsed() > YOUNG;
        match Answer::of(&heard) {
            Answer::Begun if !cut => (Vec::new(), None),
            Answer::Whole(ground) => {
                self.held.clear();
                self.asked = None;
                (Vec::new(), Some(ground))
            }
            _ => (self.give_back(), None),
        }
    }
}

/// How far letters are an answer.
#[derive(Debug, PartialEq)]
enum Answer {
    No,
    Begun,
    Whole(Ground),
}

impl Answer {
    /// `ESC ] 11 ; rgb : RRRR / GGGG / BBBB`, one to four digits a colour, or `rgba` and a fourth number, and `BEL` or `ESC \`.
    fn of(heard: &str) -> Self {
        const HEADS: [&str; 2] = ["\x1b]11;rgb:", "\x1b]11;rgba:"];
        if HEADS.iter().any(|head| head.starts_with(heard)) {
            return Self::Begun;
        }
        let Some(rest) = HEADS.iter().find_map(|head| heard.strip_prefix(head)) else { return Self::No };
        let numbers = rest.trim_end_matches(['\x07', '\\', '\x1b']);
        let end = &rest[numbers.len()..];
        let parts: Vec<&str> = numbers.split('/').collect();
        let is_number = |part: &&str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        if parts.len() > 4 || !parts.iter().all(is_number) {
            return Self::No;
        }
        let share = |part: &str| {
            let most = 16f64.powi(i32::try_from(part.len()).ok()?) - 1.0;
            Some(f64::from(u32::from_str_radix(part, 16).ok()?) / most)
        };
        match (end, &parts[..]) {
            ("", _) | ("\x1b", [_, _, _, ..]) => Self::Begun,
            ("\x07" | "\x1b\\", [red, green, blue, ..]) => match [share(red), share(green), share(blue)] {
                [Some(red), Some(green), Some(blue)] => Self::Whole(Ground::of([red, green, blue])),
                _ => Self::No,
            },
            _ => Self::No,
        }
    }
}

/// The bytes that a key came as, of those that an answer is made of.
fn letters(event: &Event) -> String {
    let Event::Key(KeyEvent { code, modifiers, .. }) = event else { return String::new() };
    match code {
        KeyCode::Esc => "\x1b".to_owned(),
        KeyCode::Char('g') if *modifiers == KeyModifiers::CONTROL => "\x07".to_owned(),
        KeyCode::Char(c) if *modifiers == KeyModifiers::ALT => format!("\x1b{c}"),
        KeyCode::Char(c) if (*modifiers - KeyModifiers::SHIFT).is_empty() => c.to_string(),
        _ => "\0".to_owned(),
    }
}

/// Waits a moment for an answer that may still be on its way, before the terminal is given back.
pub fn wait(signals: &Receiver<Signal>, asked: Instant) {
    while let Some(left) = GRACE.checked_sub(asked.elapsed()) {
        if matches!(signals.recv_timeout(left), Ok(Signal::Ground(_)) | Err(_)) {
            return;
        }
    }
}

impl App {
    /// Takes the colours that suit the terminal's ground.
    pub fn stand_on(&mut self, ground: Ground) {
        let palette = self.palettes.answered(ground).clone();
        if palette == self.palette {
            return;
        }
        self.palette = palette;
        self.reading.repaint();
        self.sheets.repaint();
        if let Some(Overlay::LookUp(look_up)) = &mut self.overlay {
            look_up.repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    /// Keys as crossterm makes them of bytes; `split` cuts an escape from what follows it.
    fn keys(bytes: &str, split: bool) -> Vec<Event> {
        let mut events = Vec::new();
        let mut chars = bytes.chars();
        while let Some(c) = chars.next() {
            events.push(match c {
                '\x1b' if split => key(KeyCode::Esc, KeyModifiers::NONE),
                '\x1b' => match chars.next() {
                    Some(c) => key(KeyCode::Char(c), KeyModifiers::ALT),
                    None => key(KeyCode::Esc, KeyModifiers::NONE),
                },
                '\x07' => key(KeyCode::Char('g'), KeyModifiers::CONTROL),
                c if c.is_uppercase() => key(KeyCode::Char(c), KeyModifiers::SHIFT),
                c => key(KeyCode::Char(c), KeyModifiers::NONE),
            });
        }
        events
    }

    /// What is handed on of the bytes, and the answer among them.
    fn heard(bytes: &str, split: bool) -> (Vec<Event>, Option<Ground>) {
        let mut ear = Ear::new(Some(Instant::now()));
        let (mut typed, mut answer) = (Vec::new(), None);
        for event in keys(bytes, split) {
            let (on, found) = ear.hear(event);
            typed.extend(on);
            answer = answer.or(found);
        }
        typed.extend(ear.give_back());
        (typed, answer)
    }

    #[test]
    fn answers_are_picked_out_of_what_is_typed() {
        for (answer, ground) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Ground::Light),
            ("\x1b]11;rgb:1E1E/1e1e/1E1E\x07", Ground::Dark),
            ("\x1b]11;rgb:fd/f6/e3\x1b\\", Ground::Light),
            ("\x1b]11;rgba:0000/2b2b/3636/ffff\x07", Ground::Dark),
        ] {
            for split in [false, true] {
                let typed = format!("j{answer}k");
                assert_eq!(heard(&typed, split), (keys("jk", false), Some(ground)), "{typed:?}");
            }
        }
    }

    #[test]
    fn what_is_no_answer_is_handed_on_whole() {
        for typed in [
            "jk",
            "\x1b",
            "\x1b]",
            "\x1b]1x",
            "\x1b]11;rgb:zz/",
            "]11;rgb:ff/ff/ff",
            "\x1b]11;rgb:1/2\x07",
            "\x1b]12;rgb:1/2/3\x07",
        ] {
            assert_eq!(heard(typed, false), (keys(typed, false), None), "{typed:?}");
        }
        let mut unasked = Ear::new(None);
        for event in keys("\x1b]11;rgb:f/f/f\x07", false) {
            assert_eq!(unasked.hear(event.clone()), (vec![event], None));
        }
    }

    #[test]
    fn the_environment_says_what_the_ground_is() {
        let said = ["15;0", "0;15", "0;default;7", "7;8", "", "x"].map(Ground::said);
        assert_eq!(said, [Ground::Dark, Ground::Light, Ground::Light, Ground::Dark, Ground::Dark, Ground::Dark]);
    }
}
