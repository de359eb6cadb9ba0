//! `briefing keys`: the reader's keys, as its own help prints them.

use super::Status;
use super::output::{Output, width};
use crate::export::table::{Table, left};
use crate::ui::keymap::Keymap;
use crate::{Error, ErrorKind, Result};

/// Prints every key with the name of its action and what it does, section by section.
pub fn run() -> Result<Status> {
    let mut table = Table::new(&[left(0), left(0), left(0), left(0)]);
    for line in Keymap::default().print() {
        table.row(line);
    }
    let mut output = Output::new();
    let written = output.line(|line| table.write(line, width())).and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::Write, format!("the keys cannot be printed: {error}")))
        }
        _ => Ok(Status::Done),
    }
}
