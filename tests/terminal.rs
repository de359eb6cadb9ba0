//! What only a real terminal shows: that it is given back however the program ends, and that nothing of a hostile
//! article reaches it.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // helpers of tests

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Longer than any machine needs; only a hang gets there.
const PATIENCE: Duration = Duration::from_secs(30);

/// The Escape key. Sent twice, because one followed at once by another key reads as that key with Alt.
const ESC: &str = "\x1b\x1b";

const LEAVES_SCREEN: &[u8] = b"\x1b[?1049l";
const SHOWS_CURSOR: &[u8] = b"\x1b[?25h";

/// The program on a pseudo-terminal, with everything that it wrote.
struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    raw: Vec<u8>,
    screen: vt100::Parser,
}

impl Session {
    /// Starts `briefing` with `arguments` on a terminal of the given size.
    fn start(arguments: &[&Path], columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
        command.args(arguments);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for (name, value) in
            [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("HOME", "/nonexistent"), ("BRIEFING_NO_CACHE", "1")]
        {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        let (keys, mut reader) = (pair.master.take_writer().unwrap(), pair.master.try_clone_reader().unwrap());
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 1 << 14];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(cells(rows), cells(columns), 0);
        Self { child, master: pair.master, keys, output, raw: Vec::new(), screen }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
    }

    /// Reads until `seen` holds; fails with the screen when it never does.
    fn until(&mut self, what: &str, seen: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !seen(self) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(chunk) => {
                    self.screen.process(&chunk);
                    self.raw.extend(chunk);
                }
                Err(RecvTimeoutError::Disconnected) if seen(self) => return,
                Err(error) => panic!("{what}: {error}; the screen:\n{}", self.screen.screen().contents()),
            }
        }
    }

    fn until_shown(&mut self, words: &str) {
        self.until(words, |s| s.screen.screen().contents().contains(words));
    }

    /// Reads to the end of the output and returns the exit code; a program that does not end fails the test.
    fn end(&mut self) -> u32 {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(chunk) => {
                    self.screen.process(&chunk);
                    self.raw.extend(chunk);
                }
                Err(RecvTimeoutError::Disconnected) => return self.child.wait().unwrap().exit_code(),
                Err(RecvTimeoutError::Timeout) => {
                    let _ = self.child.kill();
                    panic!("the program goes on; the screen:\n{}", self.screen.screen().contents());
                }
            }
        }
    }

    fn wrote(&self, bytes: &[u8]) -> bool {
        self.raw.windows(bytes.len()).any(|w| w == bytes)
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    fn assert_given_back(&self, how: &str) {
        let after = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|w| w == mark);
        let (left, entered) = (after(LEAVES_SCREEN), after(b"\x1b[?1049h"));
        assert!(left > entered, "{how}: the alternate screen was not left");
        assert!(after(SHOWS_CURSOR) > after(b"\x1b[?25l"), "{how}: the cursor stays hidden");
        assert!(after(b"\x1b[?1000l") > after(b"\x1b[?1000h"), "{how}: the mouse stays captured");
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = Session::start(&[], 100, 30);
    session.until_shown("step up");
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back("q");
}

#[test]
fn a_path_that_leads_nowhere_is_said_without_taking_the_screen() {
    let mut session = Session::start(&[Path::new("no-such-folder")], 100, 30);
    assert_eq!(session.end(), 2);
    assert!(!session.wrote(b"\x1b[?1049h"));
    assert!(session.wrote(b"no-such-folder"));
}

#[test]
fn signals_give_the_terminal_back() {
    for name in ["TERM", "HUP"] {
        let mut session = Session::start(&[], 100, 30);
        session.until_shown("step up");
        session.signal(name);
        session.end();
        session.assert_given_back(name);
    }
}

#[test]
fn suspending_leaves_and_continuing_draws_again() {
    let mut session = Session::start(&[], 100, 30);
    session.until_shown("step up");
    session.press("\x1a");
    session.until("the screen is left", |s| s.wrote(LEAVES_SCREEN));
    session.raw.clear();
    // A stop that comes before the continue is lost on a slow machine, so the continue is sent until it is answered.
    let deadline = Instant::now() + PATIENCE;
    while !session.wrote(b"\x1b[?1049h") && Instant::now() < deadline {
        session.signal("CONT");
        if let Ok(chunk) = session.output.recv_timeout(Duration::from_millis(200)) {
            session.screen.process(&chunk);
            session.raw.extend(chunk);
        }
    }
    session.until_shown("step up");
    session.press("q");
    assert_eq!(session.end(), 0);
}

/// Every way we know in which text takes a terminal over, or hides.
const HOSTILE: &str = "Minister\u{202e}gnissim\u{202c} \u{1b}]52;c;aGk=\u{7}visits\u{200b} \u{1b}]0;owned\u{7}capital \u{9b}31mred\u{9d}0;x\u{9c}\n\n\
     The minister\u{2066} said on Monday that \u{1b}[2Jthe \u{1b}Pq#0\u{1b}\\ bridge\u{200d}\u{feff} would be \u{8}\u{8}\u{7f}rebuilt, \
     \u{1b}[?1049l\u{1b}[6n and “nobody\u{2069} will\u{e0041} be left\u{ad} behind\u{85},” she added.\n";

#[test]
fn nothing_of_a_hostile_article_reaches_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hostile.txt"), HOSTILE).unwrap();
    let mut session = Session::start(&[folder.path()], 120, 40);
    session.until_shown("bridge");
    for keys in ["2", "1", "\r", "v", "v", "?", ESC, "a", ESC, "t", ESC, "fbridge", ESC, "/bridge\r", "\t", "\t"] {
        session.press(keys);
    }
    session.press("q");
    session.press("q");
    session.end();
    let text = String::from_utf8(session.raw.clone()).expect("the screen is UTF-8");
    for (what, mark) in [
        ("clipboard", "\x1b]52"),
        ("window title", "\x1b]0;"),
        ("device control", "\x1bP"),
        ("clear screen by the article", "\x1b[2Jthe"),
        ("position report", "\x1b[6n"),
    ] {
        assert!(!text.contains(mark), "{what} got out");
    }
    let invisible = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{7f}' | '\u{8}');
    assert_eq!(text.chars().find(|c| invisible(*c)), None);
}

#[test]
fn a_walk_through_everything_survives_any_size() {
    let mut session = Session::start(&[], 120, 40);
    session.until_shown("step up");
    let walk = [
        "j",
        "j",
        "k",
        "G",
        "g",
        "2",
        "j",
        "\r",
        "1",
        "\t",
        "\x1b[6~",
        "\x1b[5~",
        "\t",
        "j",
        "j",
        "arutte \r",
        "tsec \r",
        "fstep up",
        "\x1b[B",
        "\r",
        "/europe\r",
        "n",
        "N",
        "v",
        "v",
        "?",
        ESC,
    ];
    for (columns, rows) in [(120, 40), (80, 24), (20, 5), (60, 16), (1, 1), (200, 60), (29, 7), (120, 40)] {
        session.resize(columns, rows);
        for keys in walk {
            session.press(keys);
        }
        session.press(ESC);
    }
    // The sizes came faster than the screen was read, so it may hold pieces of several: C-l paints it anew.
    session.press("\x0c");
    session.until_shown("briefing");
    session.press(ESC);
    session.press("q");
    assert_eq!(session.end(), 0);
    session.assert_given_back("after the walk");
}
