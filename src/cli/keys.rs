//! `briefing keys`: the reader's keys, as its own help prints them.

use super::args::Keys;
use super::output::{Output, width};
use super::{Status, complaints};
use crate::export::table::{Table, left};
use crate::ui::keymap::Keymap;
use crate::{Error, ErrorKind, Result, config};
use std::io::Write;

/// The keys of this user, and what is wrong with the file that names them.
pub(super) fn of_user() -> (Keymap, Vec<String>) {
    match config::keys() {
        None => (Keymap::default(), Vec::new()),
        Some(Err(error)) => (Keymap::default(), vec![error.to_string()]),
        Some(Ok((path, toml))) => {
            let (keymap, wrong) = Keymap::read(&toml);
            (keymap, wrong.into_iter().map(|words| format!("{}: {words}", path.display())).collect())
        }
    }
}

/// Prints every key with the name of its action and what it does, section by section, or as a file of keys.
pub fn run(asked: Keys) -> Result<Status> {
    let (keymap, wrong) = if asked.default { Default::default() } else { of_user() };
    for words in &wrong {
        complaints::say(words);
    }
    let mut table = Table::new(&[left(0), left(0), left(0), left(0)]);
    for line in keymap.print() {
        table.row(line);
    }
    let mut output = Output::new();
    let written = output.line(|line| {
        if asked.toml { line.write_all(keymap.toml().trim_start().as_bytes()) } else { table.write(line, width()) }
    });
    match written.and_then(|()| output.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::Write, format!("the keys cannot be printed: {error}")))
        }
        _ if wrong.is_empty() => Ok(Status::Done),
        _ => Ok(Status::Failed),
    }
}
