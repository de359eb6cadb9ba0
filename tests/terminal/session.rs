//! The program on a pseudo-terminal, and the screen that it paints there.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Longer than any machine needs; only a hang gets there.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The Escape key. Sent twice, because one followed at once by another key reads as that key with Alt.
pub const ESC: &str = "\x1b\x1b";

pub const LEAVES_SCREEN: &[u8] = b"\x1b[?1049l";
const SHOWS_CURSOR: &[u8] = b"\x1b[?25h";

/// The program on a pseudo-terminal, with everything that it wrote.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub raw: Vec<u8>,
    pub screen: vt100::Parser,
}

impl Session {
    /// Starts `briefing` with `arguments` on a terminal of the given size.
    pub fn start(arguments: &[&Path], columns: u16, rows: u16) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_briefing"));
        command.args(arguments);
        Self::of(command, &[("BRIEFING_NO_MEMORY", "1")], columns, rows)
    }

    /// Starts a command with variables of the environment set.
    pub fn of(mut command: CommandBuilder, variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        for (name, value) in
            [("TERM", "xterm-256color"), ("LANG", "C.UTF-8"), ("HOME", "/nonexistent"), ("BRIEFING_NO_CACHE", "1")]
        {
            command.env(name, value);
        }
        command.env_remove("BRIEFING_NO_MEMORY");
        for (name, value) in variables {
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

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.master.resize(size(columns, rows)).unwrap();
        self.screen.screen_mut().set_size(cells(rows), cells(columns));
    }

    /// Reads until `seen` holds; fails with the screen when it never does.
    pub fn until(&mut self, what: &str, seen: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        // Between the marks of a frame (synchronised output) the screen is half an old one.
        while !self.is_whole() || !seen(self) {
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

    /// Whether the last frame that began has ended.
    fn is_whole(&self) -> bool {
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|bytes| bytes == mark);
        last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
    }

    pub fn until_shown(&mut self, words: &str) {
        self.until(words, |s| s.screen.screen().contents().contains(words));
    }

    /// What the screen shows.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads to the end of the output and returns the exit code; a program that does not end fails the test.
    pub fn end(&mut self) -> u32 {
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

    /// What was last put on the clipboard through the terminal (OSC 52).
    pub fn clipboard(&self) -> Option<String> {
        const ASKS: &[u8] = b"\x1b]52;c;";
        let from = self.raw.windows(ASKS.len()).rposition(|bytes| bytes == ASKS)? + ASKS.len();
        let end = self.raw[from..].iter().position(|byte| matches!(byte, 7 | 0x1b))? + from;
        String::from_utf8(from_base64(&self.raw[from..end])?).ok()
    }

    pub fn wrote(&self, bytes: &[u8]) -> bool {
        self.raw.windows(bytes.len()).any(|w| w == bytes)
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    pub fn assert_given_back(&self, how: &str) {
        let after = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|w| w == mark);
        let (left, entered) = (after(LEAVES_SCREEN), after(b"\x1b[?1049h"));
        assert!(left > entered, "{how}: the alternate screen was not left");
        assert!(after(SHOWS_CURSOR) > after(b"\x1b[?25l"), "{how}: the cursor stays hidden");
        assert!(after(b"\x1b[?1000l") > after(b"\x1b[?1000h"), "{how}: the mouse stays captured");
    }
}

/// The bytes that base64 (RFC 4648) stands for.
fn from_base64(written: &[u8]) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for letter in written.iter().filter(|letter| **letter != b'=') {
        bits = bits << 6 | u32::try_from(LETTERS.iter().position(|other| other == letter)?).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
