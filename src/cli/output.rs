//! Standard output: whole lines only, and a closed pipe ends a run quietly.

use std::io::{self, IsTerminal, Stdout, Write};

/// Lines are passed on together when there are so many bytes of them.
const BATCH: usize = 64 << 10;

/// Standard output, which is given only lines that are complete.
#[derive(Debug)]
pub struct Output {
    stdout: Stdout,
    lines: Vec<u8>,
}

impl Output {
    /// Standard output with nothing written yet.
    pub fn new() -> Self {
        Self { stdout: io::stdout(), lines: Vec::with_capacity(BATCH) }
    }

    /// Lets `write` write a line. Nothing of it is kept if that fails.
    pub fn line(&mut self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let complete = self.lines.len();
        if let Err(error) = write(&mut self.lines) {
            self.lines.truncate(complete);
            return Err(error);
        }
        if self.lines.len() >= BATCH { self.flush() } else { Ok(()) }
    }

    /// Passes on all lines.
    pub fn flush(&mut self) -> io::Result<()> {
        self.stdout.write_all(&self.lines)?;
        self.lines.clear();
        self.stdout.flush()
    }
}

/// The width that lines are cut to: that of the terminal; none where standard output is no terminal.
pub fn width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    columns.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).filter(|width| *width > 0)
}
