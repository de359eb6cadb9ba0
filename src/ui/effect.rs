//! What [`super::app::App`] asks for beyond its own state, and how what takes time is done beside the interface.

use super::chips;
use super::memory_thread::{Task, Told};
use super::page::{counted, grouped};
use super::shared_store::SharedStore;
use super::signal::Signal;
use super::worker::Request;
use super::{browse, clipboard};
use crate::export::selected::{self, Format, Notes, OUT_OF_CALENDARS, Written};
use crate::store::{Query, StatementId};
use crate::{Error, ErrorKind, Result, config};
use crossbeam_channel::Sender;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// Something that the run loop carries out.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the worker.
    Ask(Request),
    /// Keep something on the disk.
    Keep(Task),
    /// Put text on the clipboard, and say behind these words which way it went.
    Copy(String, String),
    /// Put an address on the clipboard that nothing here opens.
    CopyInstead(String),
    /// Open an address in the browser.
    Browse(String),
    /// Write something to a file, with what is noted on it.
    Export(PathBuf, Format, Exported, Notes),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Paint the screen anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Leave.
    Quit,
}

/// What is written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// What a filter selects.
    Filtered(Query),
    /// Statements that were marked one by one.
    Marked(Vec<StatementId>),
}

/// A variable of the environment.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What is told of an address that was copied because nothing opens it.
pub fn unopened(tool: Option<&str>) -> String {
    format!("nothing opens it here, so it is {}", in_short(tool))
}

/// Hands text to the platform's own clipboard in the background, and tells, as `told` words it, which ways it went; returns
/// the request for the terminal.
pub fn copy(
    text: String,
    told: impl FnOnce(Option<&str>) -> String + Send + 'static,
    signals: &Sender<Signal>,
) -> Vec<u8> {
    let request = clipboard::request(&text, clipboard::in_screen(variable));
    let signals = signals.clone();
    thread::spawn(move || {
        let tool = clipboard::hand_over(&clipboard::tools(variable), &text);
        let _ = signals.send(Signal::Told(Told::Done(told(tool))));
    });
    request
}

/// Hands an address to the program that shows it, in the background, and tells which one took it, or that none did.
pub fn browse(address: String, signals: &Sender<Signal>) {
    let signals = signals.clone();
    thread::spawn(move || {
        let told = match browse::open(&browse::openers(variable), &address) {
            Some(program) => Told::Done(format!("opened with {program}")),
            None => Told::Unopened(address),
        };
        let _ = signals.send(Signal::Told(told));
    });
}

/// The way in few words, where something is said before it.
fn in_short(tool: Option<&str>) -> String {
    tool.map_or_else(|| "copied through the terminal (OSC 52)".to_owned(), |tool| format!("copied, with {tool}"))
}

/// The ways that copied text went.
pub fn by_which_ways(tool: Option<&str>) -> String {
    let far = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| variable(name).is_some());
    match tool {
        Some(tool) => format!("copied, with {tool} and through the terminal (OSC 52)"),
        None if far => {
            "copied through the terminal (OSC 52), which reaches your own machine if it allows that".to_owned()
        }
        None => "copied through the terminal (OSC 52), if it allows that".to_owned(),
    }
}

/// Writes something to a file in the background, and tells when it is there.
pub fn export(
    shared: &Arc<SharedStore>,
    path: PathBuf,
    format: Format,
    (what, notes): (Exported, Notes),
    signals: &Sender<Signal>,
) {
    let (shared, signals) = (Arc::clone(shared), signals.clone());
    thread::spawn(move || {
        let written = write(&shared, &path, format, &what, &notes);
        let _ = signals.send(Signal::Told(written.unwrap_or_else(|error| Told::Unwritten(error.to_string()))));
    });
}

/// Writes it, and returns what is told of that.
fn write(shared: &SharedStore, path: &Path, format: Format, what: &Exported, notes: &Notes) -> Result<Told> {
    // A folder that is not there is a slip of the hand sooner than a wish for one.
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
        return Err(Error::at(ErrorKind::Write, folder, "is no folder, so nothing can be written into it"));
    }
    let (store, mut bytes) = (shared.study(), Vec::new());
    let written = match what {
        Exported::Filtered(query) => {
            let filter = (query, &*chips::sentence(query, &store));
            selected::write(&mut bytes, &store, &store.select(query), format, filter, notes)
        }
        Exported::Marked(statements) => selected::write_picked(&mut bytes, &store, statements, format, notes),
    };
    let written = written.map_err(|error| Error::at(ErrorKind::Write, path, error.to_string()))?;
    if let Some(lacks) = written.lacks() {
        return Ok(Told::Unwritten(format!("{lacks}; nothing written")));
    }
    config::write_whole(path, &bytes)?;
    Ok(Told::Done(told(written, path)))
}

/// What is told of a file that is there.
fn told(written: Written, path: &Path) -> String {
    let what = match written {
        Written::Briefing(articles, 0) | Written::Articles(articles) => counted(articles, "article"),
        Written::Briefing(articles, statements) => {
            format!("{} of {}", counted(statements, "statement"), counted(articles, "article"))
        }
        Written::Statements(statements) => counted(statements, "statement"),
        Written::Events(events, _) => counted(events, "event"),
    };
    let left_out = match written {
        Written::Events(_, left_out @ 1..) => format!("; {} {OUT_OF_CALENDARS} left out", grouped(left_out)),
        _ => String::new(),
    };
    format!("{what} written to {}{left_out}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_of_in_what_its_format_is_made_of() {
        let of = |written| told(written, Path::new("out"));
        assert_eq!(of(Written::Briefing(1, 3)), "3 statements of 1 article written to out");
        assert_eq!(of(Written::Briefing(2, 0)), "2 articles written to out");
        assert_eq!(of(Written::Articles(1)), "1 article written to out");
        assert_eq!(of(Written::Statements(1641)), "1,641 statements written to out");
        assert_eq!(of(Written::Events(1, 0)), "1 event written to out");
        let left_out = "22 events written to out; 13 of no known year, or of a whole one, left out";
        assert_eq!(of(Written::Events(22, 13)), left_out);
    }

    #[test]
    fn where_there_is_nothing_no_file_comes_to_be() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("nothing.ics");
        let all = Exported::Filtered(Query::All);
        let told = write(&SharedStore::default(), &file, Format::Ics, &all, &Notes::default()).unwrap();
        assert_eq!(told, Told::Unwritten("no dated event here; nothing written".to_owned()));
        assert!(!file.exists());
    }
}
