//! The command line: which command was asked for, on what, and what comes of it as an exit status.
//!
//! One file per command; `args` says what can be typed, `gather` loads and filters what the commands show, `output` and
//! `complaints` are the only ways to standard output and standard error; `epilog` sets the help.

mod actors;
pub mod args;
mod complaints;
mod epilog;
mod explain;
mod export;
mod extract;
mod find;
mod gather;
mod keys;
mod list;
mod output;
mod plain;
mod read;
mod remembered;
mod statements;
mod suggest;
mod themes;
mod timeline;

use crate::export::safe::Escaped;
use crate::load::WORKER;
use crate::{Error, Result};
use args::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::Write;

/// How a run ended, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All went well.
    Done = 0,
    /// All went well and there was nothing to show.
    NothingFound = 1,
    /// Wrong usage, or nothing could be read, or nothing could be written.
    Failed = 2,
    /// Some inputs could not be read; the rest is complete.
    Incomplete = 3,
}

/// Runs the program on its arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments = match parsed(arguments) {
        Ok(arguments) => arguments,
        Err(told) => return tell(&told),
    };
    match carry_out(arguments) {
        Ok(status) => status,
        Err(error) => {
            complaints::say(&error.to_string());
            Status::Failed
        }
    }
}

fn parsed(arguments: impl IntoIterator<Item = OsString>) -> std::result::Result<Arguments, clap::Error> {
    let mut command = epilog::set(Arguments::command(), epilog::width());
    let mut matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

fn carry_out(arguments: Arguments) -> Result<Status> {
    match arguments.command {
        None => read::run(arguments.open, arguments.look),
        Some(Command::Extract(sources)) => extract::run(sources),
        Some(Command::Find(question)) => find::run(question),
        Some(Command::Statements(list)) => statements::run(list),
        Some(Command::Timeline(timeline)) => timeline::run(timeline),
        Some(Command::Actors(list)) => actors::run(list),
        Some(Command::Themes(themes)) => themes::run(themes),
        Some(Command::Export(export)) => export::run(export),
        Some(Command::Keys(asked)) => keys::run(asked),
    }
}

/// Prints what clap has to say: help and version as they are, errors without what a terminal may not see.
fn tell(told: &clap::Error) -> Status {
    if told.use_stderr() {
        let _ = write!(std::io::stderr(), "{}", Escaped(told.render().to_string()));
        return Status::Failed;
    }
    let _ = told.print();
    Status::Done
}

/// Makes panics fit for a terminal. On the threads that extract they say nothing, because a warning will.
pub fn tame_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if std::thread::current().name() != Some(WORKER) {
            let _ = writeln!(std::io::stderr(), "briefing: {}", Escaped(panic.to_string()));
        }
    }));
}

/// What could not be written, as an error; a closed pipe is none.
fn written(result: std::io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Error::new(crate::ErrorKind::Write, format!("standard output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
