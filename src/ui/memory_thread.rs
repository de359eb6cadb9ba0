//! The thread that keeps what the user did, so that the interface never waits for the disk.
//!
//! It opens the database after the first frame, tells what was kept of each article that comes in, and confirms every deed
//! once it is on the disk. While the database refuses, deeds wait here and are tried again with the next one; that they
//! do is said once.

use super::correcting;
use super::shared_store::SharedStore;
use super::signal::Signal;
use crate::Result;
use crate::corrections::{Correction, Corrections};
use crate::store::{ArticleId, StatementId, Store};
use crate::user::filters::{self, Saved};
use crate::user::recall::{Known, Recollection, anchor};
use crate::user::{Anchor, Database, Deed, Fingerprint, Session};
use crate::{Error, ErrorKind, config};
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// Where the user's memory is, and for which dossier it is asked.
#[derive(Clone, Debug)]
pub struct Memory {
    /// The folder of the database; `None` keeps nothing.
    pub folder: Option<PathBuf>,
    /// What the dossier is called in it.
    pub dossier: String,
    /// The file of saved filters.
    pub filters: Option<PathBuf>,
    /// The file of corrections.
    pub corrections: Option<PathBuf>,
}

/// What a bookmark or a note is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// An article as a whole.
    Article(ArticleId),
    /// One statement.
    Statement(StatementId),
}

/// What the thread is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// More articles are in the store.
    Arrived,
    /// The store was filled anew.
    Anew,
    /// An article was read, or counts as unread.
    Read(ArticleId, bool),
    /// Something was bookmarked, or no longer is.
    Bookmark(Target, bool),
    /// Something was noted.
    Note(Target, String),
    /// The user is here. Only the last one counts, and it is written at leisure.
    Place(Box<Session>),
    /// A line was typed at the command line.
    Typed(String),
    /// The saved filters are to be read anew: another reader may have saved some since.
    ReadFilters,
    /// A filter is to be saved under a name, in place of what was saved under it.
    SaveFilter(Saved),
    /// What is saved under this name is to go.
    ForgetFilter(String),
    /// Something that was extracted is to be set right.
    Correct(Correction),
    /// The last correction is to be taken back.
    Undo,
    /// Everything is to be written now, and nothing follows.
    End,
}

/// What the thread tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// Where the user was last time, and what was typed then, oldest first.
    Recalled(Option<Box<Session>>, Vec<String>),
    /// What is known of articles that came in.
    Known(Vec<(ArticleId, Known)>),
    /// The saved filters.
    Filters(Vec<Saved>),
    /// Deeds that are on the disk now.
    Kept(Vec<Task>),
    /// The articles were set right anew; what that was, in a sentence.
    Corrected(String),
    /// No program here opens this address.
    Unopened(String),
    /// A file was not written, and why.
    Unwritten(String),
    /// Something else was done, or could not be, in a sentence.
    Done(String),
    /// The database refuses, in a sentence.
    Refused(String),
}

/// How long a place waits for a later one.
const LEISURE: Duration = Duration::from_millis(700);

/// How long the end of the program waits for the disk.
const FAREWELL: Duration = Duration::from_secs(6);

/// The way to the thread.
#[derive(Clone, Debug)]
pub struct Desk {
    /// What is to be done.
    pub tasks: Sender<Task>,
    /// Closed when it has ended.
    ended: Receiver<()>,
}

impl Desk {
    /// Waits until everything is on the disk, or it is clear that it will not be.
    pub fn end(&self) {
        if self.tasks.send(Task::End).is_ok() {
            let _ = self.ended.recv_timeout(FAREWELL);
        }
    }
}

/// Starts the thread; it ends with [`Task::End`] or the last sender.
pub fn start(memory: Memory, shared: Arc<SharedStore>, signals: Sender<Signal>) -> Desk {
    let (tasks, wanted) = crossbeam_channel::unbounded();
    let (end, ended) = crossbeam_channel::bounded(0);
    thread::spawn(move || {
        let _end: Sender<()> = end;
        MemoryThread::new(memory, shared, signals).work(&wanted);
    });
    Desk { tasks, ended }
}

/// The thread's own state.
struct MemoryThread {
    memory: Memory,
    shared: Arc<SharedStore>,
    signals: Sender<Signal>,
    database: Option<Database>,
    known: Recollection,
    /// How many articles were looked at.
    looked_at: usize,
    /// What is not on the disk yet, with what it came from.
    waiting: Vec<(Task, Deed)>,
    place: Option<Box<Session>>,
    /// Whether a refusal was told since the last success.
    complained: bool,
}

impl MemoryThread {
    fn new(memory: Memory, shared: Arc<SharedStore>, signals: Sender<Signal>) -> Self {
        Self {
            memory,
            shared,
            signals,
            database: None,
            known: Recollection::default(),
            looked_at: 0,
            waiting: Vec::new(),
            place: None,
            complained: false,
        }
    }

    fn work(mut self, tasks: &Receiver<Task>) {
        let recalled = self.recall();
        let (session, typed) = recalled.unwrap_or_else(|error| {
            self.complain(&error);
            (None, Vec::new())
        });
        self.tell(Told::Recalled(session.map(Box::new), typed));
        self.tell_filters();
        let mut ended = false;
        while !ended {
            let first = match self.place {
                Some(_) => tasks.recv_timeout(LEISURE),
                None => tasks.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            ended = matches!(first, Err(RecvTimeoutError::Disconnected));
            let timeout = first.is_err();
            for task in first.into_iter().chain(tasks.try_iter()) {
                ended |= task == Task::End;
                self.take(task);
            }
            if timeout || ended || !self.waiting.is_empty() {
                self.write();
            }
        }
    }

    fn recall(&mut self) -> Result<(Option<Session>, Vec<String>)> {
        let Some(folder) = &self.memory.folder else { return Ok((None, Vec::new())) };
        let database = Database::open(folder)?;
        self.known = Recollection::new(&self.memory.dossier, database.read()?, database.marks()?);
        let recalled = (database.place(&self.memory.dossier)?, database.typed()?);
        self.database = Some(database);
        Ok(recalled)
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::Arrived => self.look_at_arrivals(),
            Task::Anew => {
                self.looked_at = 0;
                self.look_at_arrivals();
            }
            Task::Place(session) => self.place = Some(session),
            Task::ReadFilters => self.tell_filters(),
            Task::SaveFilter((name, expression)) => self.change_filters(&name, Some(&expression)),
            Task::ForgetFilter(name) => self.change_filters(&name, None),
            Task::Correct(correction) => self.correct(Some(correction)),
            Task::Undo => self.correct(None),
            task => {
                let deed = self.deed(&task);
                self.waiting.extend(deed.map(|deed| (task, deed)));
            }
        }
    }

    /// What a task amounts to on the disk; the article's text is hashed here, because it may be long.
    fn deed(&self, task: &Task) -> Option<Deed> {
        let store = self.shared.glance();
        Some(match task {
            Task::Read(id, read) => Deed::Read(Fingerprint::of(&store.article(*id)?.text), *read),
            Task::Bookmark(target, kept) => Deed::Bookmark(self.anchor(&store, *target)?, *kept),
            Task::Note(target, words) => Deed::Note(self.anchor(&store, *target)?, words.clone()),
            Task::Typed(line) => Deed::Typed(line.clone()),
            _ => return None,
        })
    }

    fn anchor(&self, store: &Store, target: Target) -> Option<Anchor> {
        let (id, statement) = match target {
            Target::Article(id) => (id, None),
            Target::Statement(id) => store.statement(id).map(|(article, statement)| (article, Some(statement)))?,
        };
        Some(anchor(&self.memory.dossier, &*store.article(id)?, statement.as_deref()))
    }

    /// Writes what waits, all in one.
    fn write(&mut self) {
        let mut deeds: Vec<Deed> = self.waiting.iter().map(|(_, deed)| deed.clone()).collect();
        deeds.extend(self.place.as_deref().map(|session| Deed::Place(self.memory.dossier.clone(), session.clone())));
        if deeds.is_empty() {
            return;
        }
        self.place = None;
        match self.keep(&deeds) {
            Ok(()) => {
                self.complained = false;
                let kept: Vec<Task> = self.waiting.drain(..).map(|(task, _)| task).collect();
                if !kept.is_empty() {
                    self.tell(Told::Kept(kept));
                }
            }
            Err(error) => self.complain(&error),
        }
    }

    fn keep(&mut self, deeds: &[Deed]) -> Result<()> {
        if let (None, Some(folder)) = (&self.database, &self.memory.folder) {
            self.database = Some(Database::open(folder)?);
        }
        self.database.as_mut().map_or(Ok(()), |database| database.keep(deeds))
    }

    fn tell_filters(&self) {
        self.tell(read_filters().map_or_else(|error| Told::Refused(error.to_string()), Told::Filters));
    }

    /// Saves a filter or takes one away, in the file as it is now: another reader may have saved others since. A file that
    /// cannot be understood stays as it is, because somebody may want to mend it.
    fn change_filters(&self, name: &str, expression: Option<&str>) {
        let Some(path) = &self.memory.filters else { return };
        let changed = config::change_whole(path, |text| {
            let changed = filters::changed(text, name, expression);
            changed.map(Some).map_err(|wrong| Error::at(ErrorKind::Malformed, path, format!("is wrong: {wrong}")))
        });
        match changed.and_then(|_| read_filters()) {
            Ok(saved) => {
                self.tell(Told::Filters(saved));
                let done = if expression.is_some() { "saved" } else { "removed" };
                self.tell(Told::Done(format!("the filter “{name}” is {done}")));
            }
            Err(error) => self.tell(Told::Refused(error.to_string())),
        }
    }

    /// Keeps one more correction, or takes the last one back, and sets the articles right.
    fn correct(&self, correction: Option<Correction>) {
        let told = self.corrected(correction).unwrap_or_else(|error| Told::Done(error.to_string()));
        self.tell(told);
    }

    fn corrected(&self, correction: Option<Correction>) -> Result<Told> {
        let Some(path) = &self.memory.corrections else {
            return Ok(Told::Done("corrections are left out in this session".to_owned()));
        };
        Corrections::load(path)?;
        let told = |one: &Correction| correcting::told(one, &self.shared.glance());
        let (made, mut undone) = (correction.as_ref().map(told), None);
        // Another reader may have corrected the same articles since: its corrections stay.
        let changed = config::change_whole(path, |text| {
            let wrong = |wrong| Error::at(ErrorKind::Malformed, path, wrong);
            let mut there = Corrections::read(text).map_err(wrong)?;
            if let Some(correction) = correction {
                return Ok(Some(Corrections::appended(text, correction)));
            }
            undone = there.list.pop();
            Ok(Corrections::undone(text))
        })?;
        if !changed {
            return Ok(Told::Done("there is no correction to undo".to_owned()));
        }
        self.shared.correct(Corrections::load(path)?);
        let undone = undone.as_ref().map(told).unwrap_or_default();
        let file = path.display();
        Ok(Told::Corrected(match made {
            Some(made) => format!("corrected: {made}; kept in {file}"),
            None => format!("undone: {undone}; taken out of {file}"),
        }))
    }

    fn complain(&mut self, error: &crate::Error) {
        if !std::mem::replace(&mut self.complained, true) {
            self.tell(Told::Refused(error.to_string()));
        }
    }

    /// Tells what is known of the articles that came in since the last time.
    fn look_at_arrivals(&mut self) {
        let mut found = Vec::new();
        let mut at = self.looked_at;
        loop {
            // One glance an article: a longer one would keep others from the store.
            let (store, place) = (self.shared.glance(), ArticleId(at as u32));
            let Some((id, length)) = store.id(place).zip(store.text_length(place)) else { break };
            let article = if self.known.may_know(id, length.into()) { store.article(place) } else { None };
            drop(store);
            let known = article.map(|article| self.known.of(&article)).unwrap_or_default();
            if known != Known::default() {
                found.push((place, known));
            }
            at += 1;
        }
        self.looked_at = at;
        if !found.is_empty() {
            self.tell(Told::Known(found));
        }
    }

    fn tell(&self, told: Told) {
        let _ = self.signals.send(Signal::Told(told));
    }
}

/// The saved filters of the user's file; none where there is none.
fn read_filters() -> Result<Vec<Saved>> {
    let Some(file) = config::filters() else { return Ok(Vec::new()) };
    let (path, text) = file?;
    filters::read(&text).map_err(|wrong| Error::at(ErrorKind::Malformed, path, format!("is wrong: {wrong}")))
}
