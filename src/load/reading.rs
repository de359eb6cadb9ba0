//! What a worker does with pieces of work: read, decode, extract; and never let one take others down with it.

use super::assets::Ready;
use crate::extract::head::day_in_name;
use crate::extract::{extract, find};
use crate::input::dossier::DOSSIER;
use crate::input::walk::{Content, Source, cannot_read, unpacked};
use crate::input::zstd::Unpacked;
use crate::input::{Document, Metadata, Reading, decode, jsonl, plain};
use crate::model::packed::Extracted;
use crate::model::{Article, PartialDate};
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

/// The name of the threads that read and extract: a panic on one of them is told as a warning about the article.
pub const WORKER: &str = "worker";

/// A piece of work.
#[derive(Debug)]
pub enum Task {
    /// A file with one article.
    File(Source),
    /// A document of the built-in dossier.
    Dossier(usize),
    /// A line with one article; `bytes` is `None` where it is too long.
    Line {
        /// The file and the number of the line.
        path: String,
        /// The id for an article without its own.
        id: String,
        /// The day that the name of its file tells, if that is the file of no other article.
        named: Option<PartialDate>,
        /// What stands on it.
        bytes: Option<Vec<u8>>,
    },
    /// Lines from standard input.
    StandardInput,
    /// No work: something to pass on in its place.
    Say(Outcome),
}

/// What came of a piece of work.
#[derive(Debug)]
pub enum Outcome<A = Article> {
    /// An article.
    Article(Box<A>),
    /// A sentence that names what could not be read.
    Unreadable(String),
    /// A sentence that names what was left out.
    Note(String),
    /// Nothing to tell.
    Nothing,
}

impl Outcome {
    /// The same with what is made of the article.
    pub fn made<A: From<Extracted>>(self) -> Outcome<A> {
        match self {
            Self::Article(article) => Outcome::Article(Box::new(Extracted::from(*article).into())),
            Self::Unreadable(warning) => Outcome::Unreadable(warning),
            Self::Note(note) => Outcome::Note(note),
            Self::Nothing => Outcome::Nothing,
        }
    }
}

impl Task {
    /// Whether there is something to read.
    pub fn is_work(&self) -> bool {
        !matches!(self, Task::Say(_))
    }

    /// What it reads, for a warning.
    fn path(&self) -> String {
        match self {
            Task::File(source) => source.path.display().to_string(),
            Task::Line { path, .. } => path.clone(),
            _ => String::new(),
        }
    }

    /// How many bytes it is about to hold.
    pub fn bytes(&self) -> u64 {
        match self {
            Task::File(source) => source.bytes,
            Task::Line { bytes, .. } => bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
            _ => 0,
        }
    }
}

/// Starts a thread for [`carry_out`], with room for deeply nested text.
pub fn worker_thread(work: impl FnOnce() + Send + 'static) {
    let named = thread::Builder::new().name(WORKER.to_owned()).stack_size(8 << 20);
    // Without a thread the places of its tasks are never filled; but a machine that has none left has other troubles.
    let _ = named.spawn(work);
}

/// Does pieces of work; what comes of them stands in the same order. A panic is a fault of this program, and costs one
/// article and a warning.
pub fn carry_out<A: From<Extracted>>(tasks: Vec<Task>, ready: &Ready) -> Vec<Outcome<A>> {
    let (mut outcomes, mut documents) = (Vec::with_capacity(tasks.len()), Vec::new());
    for task in tasks {
        let path = task.path();
        match guarded(|| begin(task)) {
            Some(Begun::Document(document)) => {
                outcomes.push(Err(path));
                documents.push(*document);
            }
            Some(Begun::Done(outcome)) => outcomes.push(Ok(outcome)),
            None => outcomes.push(Ok(failed(&path))),
        }
    }
    let mut articles = articles(documents, ready).into_iter();
    let outcome = |outcome: Result<Outcome, String>| match outcome {
        Ok(outcome) => outcome.made(),
        Err(path) => {
            let made = |found: Extracted| guarded(|| Outcome::Article(Box::new(found.into())));
            articles.next().flatten().and_then(made).unwrap_or_else(|| failed(&path))
        }
    };
    outcomes.into_iter().map(outcome).collect()
}

/// What a function returns, if it does not panic.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn failed<A>(path: &str) -> Outcome<A> {
    Outcome::Unreadable(format!("{path}: extraction failed, which is a fault of this program; please report it"))
}

/// A piece of work up to where there is something to extract, if ever.
enum Begun {
    Document(Box<Document>),
    Done(Outcome),
}

fn begin(task: Task) -> Begun {
    match task {
        Task::File(source) => file(source),
        Task::Dossier(at) => dossier(at),
        Task::Line { path, id, named, bytes: Some(bytes) } => line(&path, id, named, bytes),
        Task::Line { path, bytes: None, .. } => {
            Begun::unreadable(format!("{path}: the line is longer than 1 GiB; split it"))
        }
        Task::StandardInput => Begun::Done(Outcome::Nothing),
        Task::Say(outcome) => Begun::Done(outcome),
    }
}

impl Begun {
    fn unreadable(why: String) -> Self {
        Self::Done(Outcome::Unreadable(why))
    }
}

fn file(source: Source) -> Begun {
    let shown = source.path.display().to_string();
    let bytes = match read(&source.path, source.bytes) {
        Ok(bytes) => bytes,
        Err(warning) => return Begun::unreadable(warning),
    };
    if source.content == Content::Perhaps && !decode::looks_like_text(&bytes) {
        return Begun::Done(Outcome::Note(format!("{shown}: left out, as it is not text")));
    }
    text(source.id, shown, bytes, day_in_name(&source.path))
}

fn dossier(at: usize) -> Begun {
    let Some((path, bytes)) = DOSSIER.get(at) else { return Begun::Done(Outcome::Nothing) };
    let id = path.trim_start_matches("seeds/").trim_end_matches(".txt");
    text(id.to_owned(), (*path).to_owned(), bytes.to_vec(), None)
}

/// `named` is the day that the name of the file tells; extraction knows no names, so that the cache does not have to.
fn text(id: String, path: String, bytes: Vec<u8>, named: Option<PartialDate>) -> Begun {
    if bytes.trim_ascii().is_empty() {
        return Begun::unreadable(format!("{path}: is empty; nothing to read in it"));
    }
    match decode::decode(bytes) {
        Ok(decoded) => {
            let document = plain::read(id, path, decoded.text, decoded.warnings);
            Begun::Document(Box::new(Document { metadata: Metadata { named, ..Metadata::default() }, ..document }))
        }
        Err(why) => Begun::unreadable(format!("{path}: {why}")),
    }
}

fn line(path: &str, id: String, named: Option<PartialDate>, bytes: Vec<u8>) -> Begun {
    match jsonl::read(bytes, id, path.to_owned()) {
        Ok(Reading::Raw(mut document)) => {
            document.metadata.named = named;
            Begun::Document(document)
        }
        Ok(Reading::Record(article)) => Begun::Done(Outcome::Article(article)),
        Err(why) => Begun::unreadable(format!("{path}: {why}")),
    }
}

/// The articles in documents, from the cache where they were read before; none where extraction panics.
fn articles(documents: Vec<Document>, ready: &Ready) -> Vec<Option<Extracted>> {
    match &ready.cache {
        Some(cache) => cache.articles(documents, |documents| extracted(documents, ready)),
        None => extracted(documents, ready).into_iter().map(|article| article.map(Extracted::from)).collect(),
    }
}

/// Where one document makes extraction panic, the others are extracted one by one.
fn extracted(documents: Vec<Document>, ready: &Ready) -> Vec<Option<Article>> {
    if documents.is_empty() {
        return Vec::new(); // and no need of the assets
    }
    match guarded(|| find(&documents, &ready.assets)) {
        Some(finds) => {
            documents.into_iter().zip(finds).map(|(document, finds)| Some(finds.article(document))).collect()
        }
        None => documents.into_iter().map(|document| guarded(|| extract(document, &ready.assets))).collect(),
    }
}

/// A whole file that is about so long, or the sentence for it.
fn read(path: &Path, about: u64) -> Result<Vec<u8>, String> {
    const MOST: u64 = 1 << 20; // no trust in what a file says of itself
    const ROOM: u64 = 64; // to meet the end without asking for more
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    let bytes = Vec::with_capacity((about.min(MOST) + ROOM) as usize);
    to_end(path, file, bytes)
}

fn to_end(path: &Path, stream: impl Read, mut bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    stream.take(decode::TOO_LONG).read_to_end(&mut bytes).map_err(|error| cannot_read(path, &error))?;
    if bytes.len() as u64 >= decode::TOO_LONG {
        return Err(format!("{}: is too long (4 GiB or more); split it", path.display()));
    }
    Ok(bytes)
}

/// A file of lines, ready to be read one by one, unpacked if it is packed; UTF-16, which some shells write, is decoded whole.
pub fn open_lines(path: &Path) -> Result<Box<dyn BufRead>, String> {
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    let mut stream = BufReader::with_capacity(256 << 10, file);
    let name = path.to_string_lossy();
    if unpacked(&name) != name {
        return Ok(Box::new(BufReader::new(Unpacked::new(stream))));
    }
    let start = stream.fill_buf().map_err(|error| cannot_read(path, &error))?;
    if !start.starts_with(b"\xFF\xFE") && !start.starts_with(b"\xFE\xFF") {
        return Ok(Box::new(stream));
    }
    let decoded = decode::decode(read(path, 0)?).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(Box::new(Cursor::new(decoded.text.into_bytes())))
}

/// A file of JSON, decoded as lines are, without a byte-order mark.
pub fn json(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = to_end(path, open_lines(path)?, Vec::new())?;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    match decode::known_binary(&bytes) {
        Some(why) => Err(format!("{}: {why}", path.display())),
        None => Ok(bytes),
    }
}
