//! The store as the threads share it, and the thread that fills it.
//!
//! The interface thread takes short read locks to draw. A reader that works for long would let a waiting writer shut
//! everybody else out, so long readers and writers take turns first, and a writer lets go as soon as somebody waits: the
//! interface then never waits for more than two milliseconds of adding.

use super::signal::Signal;
use crate::corrections::Corrections;
use crate::load::{self, Collection, Progress, Recalled, Told};
use crate::model::Article;
use crate::model::packed::Packed;
use crate::store::{ArticleId, Draft, Store};
use crossbeam_channel::{RecvTimeoutError, Sender};
use rustc_hash::FxHashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::thread;
use std::time::{Duration, Instant};

/// The shared store.
#[derive(Debug, Default)]
pub struct SharedStore {
    store: RwLock<Store>,
    turn: Mutex<()>,
    /// How many wait for a glance.
    waiting: AtomicUsize,
    /// What sets articles right before they are added.
    corrections: Mutex<Arc<Corrections>>,
    /// Articles that were set right, by their places, as they were extracted.
    originals: Mutex<Originals>,
}

/// A read lock for long work; writers wait for its turn and not inside the lock.
pub struct Study<'a> {
    store: RwLockReadGuard<'a, Store>,
    _turn: MutexGuard<'a, ()>,
}

impl std::ops::Deref for Study<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl SharedStore {
    /// For a moment: drawing, or looking one article up. While articles come in, words lead to those that were there when
    /// somebody studied the store.
    pub fn glance(&self) -> RwLockReadGuard<'_, Store> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let store = self.store.read().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        store
    }

    /// For long work: selecting, counting, looking up.
    pub fn study(&self) -> Study<'_> {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        while !self.glance().is_settled() {
            self.store.write().unwrap_or_else(PoisonError::into_inner).settle_some();
        }
        Study { store: self.glance(), _turn: turn }
    }

    /// Adds articles, and lets whoever waits for a glance have it every other millisecond.
    pub fn add(&self, articles: impl IntoIterator<Item = impl Into<Draft>>) {
        let mut articles = articles.into_iter().peekable();
        while articles.peek().is_some() {
            while self.waiting.load(Ordering::Relaxed) > 0 {
                thread::yield_now();
            }
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            let mut store = self.store.write().unwrap_or_else(PoisonError::into_inner);
            let (mut adding, start) = (store.adding(), Instant::now());
            while let Some(article) = articles.next_if(|_| start.elapsed() < BREATH) {
                let at = adding.next().0;
                adding.add(self.set_right(article.into(), at));
            }
            adding.pause();
        }
    }

    /// Puts a whole store in the place of the empty one.
    fn put(&self, whole: Store) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        *self.store.write().unwrap_or_else(PoisonError::into_inner) = whole;
    }

    /// Keeps everything for the next time, where nothing was set right.
    fn keep(&self, collection: &Collection, told: &Told) {
        let store = self.study();
        if lock(&self.corrections).list.is_empty() {
            collection.keep(store, told);
        }
    }

    /// The reader's corrections as they are now.
    pub fn corrections(&self) -> Arc<Corrections> {
        Arc::clone(&lock(&self.corrections))
    }

    /// An article as the reader's corrections have it; the original is kept where it differs.
    fn set_right(&self, draft: Draft, at: u32) -> Draft {
        let corrections = Arc::clone(&lock(&self.corrections));
        if corrections.list.is_empty() {
            return draft;
        }
        let article = draft.article();
        let concerned = corrections.concern(&article);
        if concerned { corrected(article, at, &corrections, &mut lock(&self.originals)) } else { draft }
    }

    /// Sets all articles right anew. Places of articles and statements stay what they are: what was selected before is selected
    /// still. Only events may be more or fewer. Others look at the store as it was until the new one is whole.
    pub fn correct(&self, corrections: Corrections) {
        let corrections = Arc::new(corrections);
        *lock(&self.corrections) = Arc::clone(&corrections);
        let (mut fresh, mut originals) = (Store::default(), Originals::default());
        loop {
            let mut adding = fresh.adding();
            while let Some(article) = self.original(adding.next().0) {
                let at = adding.next().0;
                adding.add(corrected(article, at, &corrections, &mut originals));
            }
            drop(adding);
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            let mut store = self.store.write().unwrap_or_else(PoisonError::into_inner);
            if store.len() == fresh.len() {
                *lock(&self.originals) = originals;
                let old = std::mem::replace(&mut *store, fresh);
                drop(store);
                return super::worker::discard(old);
            }
        }
    }

    /// The article at a place as it was extracted.
    fn original(&self, at: u32) -> Option<Article> {
        let store = self.glance();
        let original =
            lock(&self.originals).get(&at).map(|(id, packed)| Article { id: id.clone(), ..packed.article() });
        original.or_else(|| store.article(ArticleId(at)).map(Arc::unwrap_or_clone))
    }
}

/// Articles before they were set right, each with its id, by place.
type Originals = FxHashMap<u32, (String, Packed)>;

fn corrected(mut article: Article, at: u32, corrections: &Corrections, originals: &mut Originals) -> Draft {
    if corrections.concern(&article) {
        originals.insert(at, (article.id.clone(), Packed::of(&article)));
        corrections.apply(&mut article, load::date_anew);
    }
    article.into()
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// For how long articles are added in one go.
const BREATH: Duration = Duration::from_millis(2);

/// What came in since the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Files in all, once that is known.
    pub total: Option<usize>,
    /// Articles that came in.
    pub articles: usize,
    /// What went wrong, each naming its file.
    pub warnings: Vec<String>,
    /// What was left out on purpose, in sentences.
    pub notes: Vec<String>,
    /// Whether this is the last one.
    pub finished: bool,
}

impl Arrival {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads what is at `paths` into the shared store on a thread of its own, and tells about it at most thirty times a second.
pub fn fill(
    shared: &Arc<SharedStore>,
    paths: Vec<PathBuf>,
    cached: bool,
    corrections: Option<PathBuf>,
    signals: &Sender<Signal>,
) {
    let (shared, signals) = (Arc::clone(shared), signals.clone());
    thread::spawn(move || {
        let ready = load::preparation(&paths, cached)();
        let mut delivery = Delivery::new(&shared, &signals);
        match corrections.as_deref().map(Corrections::load) {
            Some(Ok(corrections)) => shared.correct(corrections),
            Some(Err(error)) => delivery.arrival.warnings.push(error.to_string()),
            None => {}
        }
        let untouched = shared.glance().is_empty() && lock(&shared.corrections).list.is_empty();
        let collection = untouched.then(|| Collection::of(&paths, &ready)).flatten();
        if let Some(recalled) = collection.as_ref().and_then(Collection::recall) {
            let _ = delivery.take_whole(recalled);
            return;
        }
        // The threads that count what a filter leaves begin here, so that they do not stand back as well.
        rayon::current_num_threads();
        let loading = load::start(paths, || {
            step_back();
            ready
        });
        let mut gone = false;
        while !gone && !delivery.arrival.finished {
            let wait = delivery.wait();
            gone = match loading.progress.recv_timeout(wait) {
                Ok(progress) => delivery.take(progress).is_err(),
                Err(RecvTimeoutError::Timeout) => delivery.hand_over().is_err(),
                Err(RecvTimeoutError::Disconnected) => delivery.take(Progress::Finished).is_err(),
            };
        }
        if let Some(collection) = collection.filter(|_| !gone) {
            shared.keep(&collection, &delivery.told);
        }
    });
}

/// Has this thread, and all that it starts, leave the processor to whoever else wants it: reading and extracting can wait,
/// a key cannot.
#[cfg(target_os = "linux")]
fn step_back() {
    // Without it a key waits a little longer.
    let _ = rustix::process::nice(10);
}

/// Elsewhere this would concern the whole program.
#[cfg(not(target_os = "linux"))]
fn step_back() {}

/// How often the interface hears of arrivals, by how many articles have come: with a frame of thirty a second, later of ten
/// and of four, since drawing, and all the more what is selected and sorted for it, takes time from reading, and a long list
/// changes little by a few more.
const PULSES: [(usize, Duration); 3] =
    [(0, Duration::from_millis(33)), (1_000, Duration::from_millis(100)), (10_000, Duration::from_millis(250))];

/// Articles handed to the store together.
const BATCH: usize = 16;

/// Nobody listens any more.
struct Gone;

/// Articles and news on their way to the store and the interface.
struct Delivery<'a> {
    shared: &'a SharedStore,
    signals: &'a Sender<Signal>,
    batch: Vec<Draft>,
    arrival: Arrival,
    told: Told,
    /// How many articles have come.
    count: usize,
    last: Instant,
}

impl<'a> Delivery<'a> {
    fn new(shared: &'a SharedStore, signals: &'a Sender<Signal>) -> Self {
        let (arrival, told) = (Arrival::default(), Told::default());
        Self { shared, signals, batch: Vec::new(), arrival, told, count: 0, last: Instant::now() }
    }

    /// How long to wait for more before handing over what there is.
    fn wait(&self) -> Duration {
        let idle = self.batch.is_empty() && self.arrival.is_empty();
        if idle { Duration::from_secs(3600) } else { self.pulse().saturating_sub(self.last.elapsed()) }
    }

    fn pulse(&self) -> Duration {
        let fitting = PULSES.iter().rev().find(|(from, _)| self.count >= *from);
        fitting.map_or(Duration::ZERO, |(_, pulse)| *pulse)
    }

    /// Everything at once.
    fn take_whole(&mut self, recalled: Recalled) -> Result<(), Gone> {
        self.arrival.articles = recalled.store.len();
        self.shared.put(recalled.store);
        recalled.told.into_iter().try_for_each(|progress| self.take(progress))?;
        self.take(Progress::Finished)
    }

    fn take(&mut self, progress: Progress<Draft>) -> Result<(), Gone> {
        self.told.hear(&progress);
        match progress {
            Progress::Total { files } => self.arrival.total = Some(files),
            Progress::Article(article) => self.batch.push(*article),
            Progress::Warning(warning) => self.arrival.warnings.push(warning),
            Progress::Note(note) => self.arrival.notes.push(note),
            Progress::Finished => self.arrival.finished = true,
        }
        if self.batch.len() >= BATCH || self.arrival.finished {
            self.shelve();
        }
        if self.arrival.finished || self.last.elapsed() >= self.pulse() { self.hand_over() } else { Ok(()) }
    }

    fn shelve(&mut self) {
        self.arrival.articles += self.batch.len();
        self.count += self.batch.len();
        self.shared.add(self.batch.drain(..));
    }

    fn hand_over(&mut self) -> Result<(), Gone> {
        self.shelve();
        self.last = Instant::now();
        let arrival = Arrival { finished: self.arrival.finished, ..std::mem::take(&mut self.arrival) };
        self.arrival.finished = arrival.finished;
        self.signals.send(Signal::Arrival(arrival)).map_err(|_| Gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::Correction;

    #[test]
    fn who_studies_finds_the_words_of_all_articles() {
        let shared = SharedStore::default();
        let query = crate::store::Query::parse("ferry").unwrap();
        for (count, id) in (1..).zip(["a", "b", "c"]) {
            let title = Some(crate::model::Title { text: "A ferry sank".into(), span: None });
            shared.add([Article { id: id.into(), title, ..Article::default() }]);
            assert_eq!(shared.glance().len(), count);
            assert_eq!(shared.study().select(&query).articles.len() as usize, count);
            assert!(shared.glance().is_settled());
        }
    }

    #[test]
    fn corrections_apply_to_what_is_there_and_to_what_comes_and_can_be_taken_back() {
        let article = |id: &str| Article { id: id.into(), ..Article::default() };
        let source = |name: &str| Correction::Article { id: "a".into(), published: None, source: Some(name.into()) };
        let shared = SharedStore::default();
        let sources = |shared: &SharedStore| {
            let store = shared.glance();
            store.articles().map(|(_, a)| a.source.as_ref().map(|s| s.name.clone())).collect::<Vec<_>>()
        };
        shared.add([article("a")]);
        shared.correct(Corrections { list: vec![source("One")] });
        shared.add([article("b")]);
        assert_eq!(sources(&shared), [Some("One".to_owned()), None]);
        shared.correct(Corrections { list: vec![source("Two")] });
        assert_eq!(sources(&shared), [Some("Two".to_owned()), None]);
        shared.correct(Corrections::default());
        assert_eq!(sources(&shared), [None, None]);
    }

    #[test]
    fn what_hangs_on_a_date_is_placed_anew_and_is_what_it_was_when_that_is_taken_back() {
        let text = "The bridge opened today. It closes on 14 January.";
        let body = vec![crate::model::Span::new(0, text.len())];
        let shared = SharedStore::default();
        shared.add([Article { id: "a".into(), text: text.into(), body, ..Article::default() }]);
        let told = |shared: &SharedStore| {
            let store = shared.glance();
            let article = store.article(ArticleId(0)).unwrap();
            article.events.iter().map(|event| event.when.date.to_string()).collect::<Vec<_>>()
        };
        let on = |day: &str| {
            let published = Some(day.parse().unwrap());
            Correction::Article { id: "a".into(), published, source: None }
        };
        shared.correct(Corrections { list: vec![on("2025-01-10")] });
        assert_eq!(told(&shared), ["2025-01-10", "2025-01-14"]);
        shared.correct(Corrections { list: vec![on("2025-01-10"), on("2023-12-20")] });
        assert_eq!(told(&shared), ["2023-12-20", "2024-01-14"]);
        shared.correct(Corrections::default());
        assert!(told(&shared).is_empty());
    }
}
