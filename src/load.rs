//! Files to articles: read and extracted in parallel, handed out in path order, cancelled when nobody listens.
//!
//! ```text
//! walker --(paths)--> feeder --(tasks)--> workers, one per core
//!                        \--(places, in order)--> collector --(Progress)--> whoever started it
//! ```
//! The feeder gives every task a place in a queue of fixed length, and the collector waits for the places in turn: so
//! articles come out in order, the first as soon as it is done, and never more than `LOOK_AHEAD` of them, or
//! `LOOK_AHEAD_BYTES` of input, are under way. Where many wait, a worker reads several together, pass by pass: what a pass
//! knows of words is then still at hand.

mod assets;
mod budget;
mod ids;
mod reading;
mod unchanged;

pub use assets::{Ready, assets, assets_and_cache, preparation};
pub use reading::WORKER;
pub use unchanged::{Collection, Recalled, Told};

pub use crate::extract::date_anew;

use crate::extract::head::day_in_name;
use crate::input::walk::{Content, Found, Source, Walk};
use crate::input::{decode, json};
use crate::model::Article;
use crate::model::packed::Extracted;
use crate::store::Draft;
use budget::{Budget, Permit};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use reading::{Outcome, Task};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// How many articles may be under way between the first reader and the last listener.
const LOOK_AHEAD: usize = 256;

/// How many bytes of input may be under way; a single longer file is read alone.
const LOOK_AHEAD_BYTES: u64 = 64 << 20;

/// How many articles a worker reads together at most, and the bytes from which on it takes no more: few enough that who
/// stops or waits for one does not notice.
const TOGETHER: usize = 32;
const TOGETHER_BYTES: u64 = 256 << 10;

/// The path that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// What becomes of an article, on the thread that read it, before it is handed out.
pub trait Made: From<Extracted> + Send + 'static {
    /// What the article is called.
    fn id_mut(&mut self) -> &mut String;
}

impl Made for Article {
    fn id_mut(&mut self) -> &mut String {
        &mut self.id
    }
}

/// Ready for a store, so that whoever fills one has little left to do.
impl Made for Draft {
    fn id_mut(&mut self) -> &mut String {
        &mut self.id
    }
}

/// What happens while articles are loaded. Everything but `Total` comes in path order.
#[derive(Debug)]
pub enum Progress<A = Article> {
    /// How many files there are; comes as soon as it is known, which may be after the first articles.
    Total {
        /// Files, of which one may hold no article or many.
        files: usize,
    },
    /// The next article. Its id is unique among those of this load.
    Article(Box<A>),
    /// Something could not be read: a sentence that names the path and what to do. Not yet fit for a terminal.
    Warning(String),
    /// Something was left out on purpose, in a sentence. Not yet fit for a terminal.
    Note(String),
    /// All articles have come; nothing follows.
    Finished,
}

/// A load under way. Dropping it ends it soon.
#[derive(Debug)]
pub struct Loading<A = Article> {
    /// What happens, as it happens; after `Finished` the channel is closed.
    pub progress: Receiver<Progress<A>>,
    cancelled: Arc<AtomicBool>,
}

impl<A> Drop for Loading<A> {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Loads the files and folders at `paths`, `-` for standard input, in the background; with none, the built-in dossier.
///
/// `prepare` is called on one of the background threads while the files are being found, so that lexicons need not be
/// ready before the first frame; its warnings come before everything else. [`preparation`] chooses such a function.
pub fn start<A: Made>(paths: Vec<PathBuf>, prepare: impl FnOnce() -> Ready + Send + 'static) -> Loading<A> {
    let (report, progress) = bounded(LOOK_AHEAD);
    let cancelled = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&cancelled);
    thread::spawn(move || run(paths, prepare, &report, &stop));
    Loading { progress, cancelled }
}

/// A place in the order of output.
enum Place<A> {
    /// What a worker will find; the bytes it takes are given back when the place is cleared.
    Pending(Receiver<Outcome<A>>, #[allow(dead_code)] Permit),
    /// Something that needed no work.
    Done(Outcome<A>),
}

/// The collector, which starts all others and ends when they have ended or nobody listens.
fn run<A: Made>(
    paths: Vec<PathBuf>,
    prepare: impl FnOnce() -> Ready,
    report: &Sender<Progress<A>>,
    stop: &Arc<AtomicBool>,
) {
    let (places, in_order) = bounded(LOOK_AHEAD);
    let (tasks, work) = bounded(LOOK_AHEAD);
    let found = walk(paths, report.clone(), Arc::clone(stop));
    let feeder = Feeder { places, tasks, budget: Budget::new(LOOK_AHEAD_BYTES) };
    thread::spawn(move || feeder.feed(found));

    let ready = prepare();
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for _ in 0..workers {
        let (work, ready, stop) = (work.clone(), ready.clone(), Arc::clone(stop));
        reading::worker_thread(move || labour(&work, workers, &ready, &stop));
    }
    drop(work);
    let Ready { cache, warnings, .. } = ready;
    let warned = warnings.into_iter().try_for_each(|warning| report.send(Progress::Warning(warning)));
    let collected = warned.and_then(|()| collect(&in_order, report));
    if let Some(cache) = cache {
        cache.settle();
    }
    if collected.is_ok() {
        let _ = report.send(Progress::Finished);
    }
}

/// Clears the places in order; fails when nobody listens any more.
fn collect<A: Made>(
    in_order: &Receiver<Place<A>>,
    report: &Sender<Progress<A>>,
) -> Result<(), crossbeam_channel::SendError<Progress<A>>> {
    let mut ids = ids::Ids::default();
    for place in in_order {
        let (outcome, _permit) = match place {
            Place::Done(outcome) => (outcome, None),
            Place::Pending(outcome, permit) => (outcome.recv().unwrap_or(Outcome::Nothing), Some(permit)),
        };
        match outcome {
            Outcome::Article(mut article) => {
                ids.make_unique(article.id_mut());
                report.send(Progress::Article(article))?;
            }
            Outcome::Unreadable(warning) => report.send(Progress::Warning(warning))?,
            Outcome::Note(note) => report.send(Progress::Note(note))?,
            Outcome::Nothing => (),
        }
    }
    Ok(())
}

/// A task, and where what comes of it is to go.
type Work<A> = (Task, Sender<Outcome<A>>);

/// What a worker does all day: first one article, so that it is there soon, then more and more together.
fn labour<A: Made>(work: &Receiver<Work<A>>, workers: usize, ready: &Ready, stop: &AtomicBool) {
    let mut most = 1;
    while let Ok(first) = work.recv() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let (tasks, places): (Vec<_>, Vec<_>) = together(first, work, workers, most).into_iter().unzip();
        for (outcome, place) in reading::carry_out(tasks, ready).into_iter().zip(places) {
            let _ = place.send(outcome);
        }
        most = (2 * most).min(TOGETHER);
    }
}

/// Some work and more that waits, but no more than leaves as much again for each of the workers.
fn together<A>(first: Work<A>, work: &Receiver<Work<A>>, workers: usize, most: usize) -> Vec<Work<A>> {
    let share = most.min(work.len() / (2 * workers) + 1);
    let mut bytes = first.0.bytes();
    let mut taken = vec![first];
    while taken.len() < share && bytes < TOGETHER_BYTES {
        let Ok(next) = work.try_recv() else { break };
        bytes += next.0.bytes();
        taken.push(next);
    }
    taken
}

/// What there is to read, found on a thread of its own, so that the total is known while the first files are read.
fn walk<A: Made>(paths: Vec<PathBuf>, report: Sender<Progress<A>>, stop: Arc<AtomicBool>) -> Receiver<Task> {
    let (send, found) = unbounded();
    thread::spawn(move || {
        let mut files = 0;
        for task in tasks(paths) {
            files += usize::from(task.is_work());
            if stop.load(Ordering::Relaxed) || send.send(task).is_err() {
                return;
            }
        }
        drop(send);
        let _ = report.send(Progress::Total { files });
    });
    found
}

/// Standard input, if it is named; what is at the other paths; the dossier where none is named.
fn tasks(mut paths: Vec<PathBuf>) -> Box<dyn Iterator<Item = Task>> {
    if paths.is_empty() {
        return Box::new((0..crate::input::dossier::DOSSIER.len()).map(Task::Dossier));
    }
    let named = paths.len();
    paths.retain(|path| path.as_os_str() != STANDARD_INPUT);
    let stdin = (paths.len() < named).then_some(Task::StandardInput);
    let walk = Walk::new(&paths).map(|found| match found {
        Found::Source(source) => Task::File(source),
        Found::Unreadable(warning) => Task::Say(Outcome::Unreadable(warning)),
        Found::Note(note) => Task::Say(Outcome::Note(note)),
    });
    Box::new(stdin.into_iter().chain(walk))
}

/// Gives out work and, for every piece of it, a place in the order of output.
struct Feeder<A> {
    places: Sender<Place<A>>,
    tasks: Sender<Work<A>>,
    budget: Arc<Budget>,
}

/// The other end has hung up.
struct Gone;

impl<A: Made> Feeder<A> {
    fn feed(&self, found: Receiver<Task>) {
        let _ = found.into_iter().try_for_each(|task| match task {
            Task::Say(outcome) => self.say(outcome),
            Task::File(source) if source.content == Content::Lines => self.lines_of(&source),
            Task::File(Source { content: Content::Json { named }, path, id, .. }) => {
                self.articles_of(&path, &id, named)
            }
            Task::StandardInput => self.lines("-", "stdin", std::io::stdin().lock()),
            task => self.give(task),
        });
    }

    fn say(&self, outcome: Outcome) -> Result<(), Gone> {
        self.places.send(Place::Done(outcome.made())).map_err(|_| Gone)
    }

    fn give(&self, task: Task) -> Result<(), Gone> {
        let permit = self.budget.take(task.bytes());
        let (done, outcome) = bounded(1);
        self.places.send(Place::Pending(outcome, permit)).map_err(|_| Gone)?;
        self.tasks.send((task, done)).map_err(|_| Gone)
    }

    fn lines_of(&self, source: &Source) -> Result<(), Gone> {
        match reading::open_lines(&source.path) {
            Ok(stream) => self.lines(&source.path.to_string_lossy(), &source.id, stream),
            Err(warning) => self.say(Outcome::Unreadable(warning)),
        }
    }

    /// Every article of a file of JSON is a task of its own, as if it stood on a line. Records in a folder are most likely
    /// an export of what lies beside them, which is not to be read twice.
    fn articles_of(&self, path: &Path, id: &str, named: bool) -> Result<(), Gone> {
        let file = match reading::json(path) {
            Ok(file) => file,
            Err(warning) => return self.say(Outcome::Unreadable(warning)),
        };
        let shown = path.to_string_lossy();
        let articles = match json::articles(&file, named) {
            Ok(articles) => articles,
            Err(why) if named => return self.say(Outcome::Unreadable(format!("{shown}: {why}"))),
            Err(_) => {
                let note = format!("{shown}: left out, as it holds no raw article; name it to have it read");
                return self.say(Outcome::Note(note));
            }
        };
        let alone = articles == [file.trim_ascii()];
        (1..).zip(articles).try_for_each(|(number, article)| {
            let numbered = |name: &str| if alone { name.to_owned() } else { format!("{name}:{number}") };
            let named = if alone { day_in_name(path) } else { None };
            self.give(Task::Line { path: numbered(&shown), id: numbered(id), named, bytes: Some(article.to_vec()) })
        })
    }

    /// Every line of a stream is a task of its own.
    fn lines(&self, path: &str, id: &str, mut stream: impl std::io::BufRead) -> Result<(), Gone> {
        // Said once of the stream, and not of every line that chance makes of it.
        if let Some(why) = stream.fill_buf().ok().and_then(decode::known_binary) {
            return self.say(Outcome::Unreadable(format!("{path}: {why}")));
        }
        for line in crate::input::lines::Lines::new(stream) {
            match line {
                Ok(line) => {
                    let (path, id) = (format!("{path}:{}", line.number), format!("{id}:{}", line.number));
                    self.give(Task::Line { path, id, named: None, bytes: line.bytes })?;
                }
                Err(error) => {
                    let warning = crate::input::walk::cannot_read(std::path::Path::new(path), &error);
                    return self.say(Outcome::Unreadable(warning));
                }
            }
        }
        Ok(())
    }
}

/// Loads everything at once, for callers that cannot begin before the last article is there.
pub fn all(
    paths: Vec<PathBuf>,
    prepare: impl FnOnce() -> Ready + Send + 'static,
    mut complain: impl FnMut(Progress),
) -> VecDeque<Article> {
    let loading = start(paths, prepare);
    let mut articles = VecDeque::new();
    for progress in &loading.progress {
        match progress {
            Progress::Article(article) => articles.push_back(*article),
            other => complain(other),
        }
    }
    articles
}
