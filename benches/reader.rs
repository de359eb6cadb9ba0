//! How long the reader takes from a key to the finished frame, measured inside its own event loop.
//!
//! ```text
//! cargo bench --bench reader -- PATH...        articles or records; some 40,000 articles hold a million statements
//! ```
//!
//! The reader's own loop runs with its own threads on a picture in memory; keys come at the pace of a quick typist, while
//! everything is loading and afterwards: moving, paging, filtering, picking, looking up letter by letter. A key's time
//! counts from when it was struck, so it includes waiting for frames before it. At the end nothing is struck for two
//! seconds, in which nothing may be drawn.

#![allow(clippy::unwrap_used)] // a measurement that cannot go on has failed

use briefing::Result;
use briefing::ui::app::App;
use briefing::ui::palette::Palette;
use briefing::ui::shared_store::{self, SharedStore};
use briefing::ui::signal::Signal;
use briefing::ui::terminal::Surface;
use briefing::ui::worker::{self, Answer};
use briefing::ui::{Helpers, follow};
use crossbeam_channel::Sender;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::TestBackend;
use ratatui::{Frame, Terminal};
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// As in the program.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Between two keys: fifteen a second, as when one is held down or typed in haste.
const PACE: Duration = Duration::from_millis(66);
const SIZE: (u16, u16) = (160, 48);

/// What is struck after loading, by what it does. `~` stands for Tab, `^` for Enter, `!` for Esc, `_` for page down.
const SCRIPT: [(&str, &str); 7] = [
    ("moving", "jjjjjkkjj____jjGkkgjj~jjj__~jjjlllhh~"),
    ("statements", "2jjjj___jjGkkg1"),
    ("look-up", "fhillary email server!fclnton wall street!ftrmp \"said that\"!"),
    ("filtering", "atrump^jjjXaclinton^jj2jj1tecon^jjXFafter:2016-05 before:2018 kind:direct^jjjX"),
    ("ordering", "oooo"),
    ("reading", "1^____kk]]][[]vjjv!"),
    ("actors", "3jjjj__^jjj!4jjj^jj!"),
];

/// Keys that were struck and not yet answered by a frame, and what was measured.
#[derive(Default)]
struct Record {
    struck: VecDeque<(Instant, &'static str)>,
    seen: Vec<(Instant, &'static str)>,
    times: Vec<(&'static str, Duration)>,
    views: Vec<Duration>,
    look_ups: usize,
    frames: usize,
    first_article: Option<Instant>,
    finished: Option<Instant>,
}

/// A picture in memory that takes the time.
struct Picture {
    terminal: Terminal<TestBackend>,
    record: Arc<Mutex<Record>>,
}

impl Surface for Picture {
    fn size(&self) -> (u16, u16) {
        SIZE
    }

    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> Result<()> {
        self.terminal.draw(paint).unwrap();
        let mut record = self.record.lock().unwrap();
        record.frames += 1;
        for (struck, what) in std::mem::take(&mut record.seen) {
            record.times.push((what, struck.elapsed()));
        }
        if record.first_article.is_none() && self.terminal.backend().to_string().contains("▌") {
            record.first_article = Some(Instant::now());
        }
        Ok(())
    }

    fn notice(&mut self, signal: &Signal) {
        let mut record = self.record.lock().unwrap();
        match signal {
            Signal::Key(_) => {
                let key = record.struck.pop_front();
                record.seen.extend(key);
            }
            Signal::Answer(Answer::View(_, _, took)) => record.views.push(*took),
            Signal::Answer(Answer::LookUp(..)) => record.look_ups += 1,
            Signal::Arrival(arrival) if arrival.finished => record.finished = Some(Instant::now()),
            _ => {}
        }
    }
}

/// Whoever sits at the keyboard.
struct Typist {
    signals: Sender<Signal>,
    record: Arc<Mutex<Record>>,
}

impl Typist {
    fn strike(&self, letter: char, what: &'static str) {
        let code = match letter {
            '~' => KeyCode::Tab,
            '^' => KeyCode::Enter,
            '!' => KeyCode::Esc,
            '_' => KeyCode::PageDown,
            letter => KeyCode::Char(letter),
        };
        self.record.lock().unwrap().struck.push_back((Instant::now(), what));
        self.signals.send(Signal::Key(KeyEvent::new(code, KeyModifiers::NONE))).unwrap();
        thread::sleep(PACE);
    }

    /// Moves about until everything is loaded, then carries out the script, then sits idle; tells how often was drawn then.
    fn work(&self) -> usize {
        for letter in "jjjj____kkkG2jjkk1g".chars().cycle() {
            if self.record.lock().unwrap().finished.is_some() {
                break;
            }
            self.strike(letter, "while loading");
        }
        thread::sleep(Duration::from_secs(5));
        for (what, keys) in SCRIPT {
            keys.chars().for_each(|letter| self.strike(letter, what));
        }
        thread::sleep(Duration::from_secs(8)); // the last answers come in
        let before = self.record.lock().unwrap().frames;
        thread::sleep(Duration::from_secs(2));
        let drawn = self.record.lock().unwrap().frames - before;
        self.signals.send(Signal::End).unwrap();
        drawn
    }
}

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).filter(|a| a != "--bench").map(PathBuf::from).collect();
    let record = Arc::new(Mutex::new(Record::default()));
    let shared = Arc::new(SharedStore::default());
    let mut app = App::new(Arc::clone(&shared), "bench", Palette::built_in("dark").unwrap_or_default(), SIZE);
    let (send, signals) = crossbeam_channel::unbounded();
    let worker = worker::start(Arc::clone(&shared), send.clone());
    let memory = crossbeam_channel::unbounded().0;
    let helpers = Helpers { worker, memory, signals: send.clone(), shared: Arc::clone(&shared) };
    let start = Instant::now();
    shared_store::fill(&shared, paths, true, None, &send);
    let typist = Typist { signals: send, record: Arc::clone(&record) };
    let idle = thread::spawn(move || typist.work());
    let terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).unwrap();
    follow(&mut Picture { terminal, record: Arc::clone(&record) }, &mut app, &signals, &helpers).unwrap();
    let record = record.lock().unwrap();
    report(&record, start, &shared);
    println!("frames drawn in two idle seconds   {}", idle.join().unwrap());
}

fn report(record: &Record, start: Instant, shared: &SharedStore) {
    let store = shared.glance();
    let text: usize = store.articles().map(|(_, article)| article.text.len()).sum();
    println!("articles {}   statements {}   text {} MB", store.len(), store.statement_count(), text / 1_000_000);
    let since = |at: Option<Instant>| at.map_or(-1.0, |at| (at - start).as_secs_f64());
    println!(
        "first article on the screen after {:.3} s   everything loaded after {:.1} s",
        since(record.first_article),
        since(record.finished)
    );
    if let Some(bytes) = resident() {
        println!(
            "memory at the end {} MB = {:.1} times the text",
            bytes / 1_000_000,
            bytes as f64 / text.max(1) as f64
        );
    }
    println!(
        "\nkey to finished frame, ms (asked: p99 <= 16)\n{:<16}{:>6}{:>9}{:>9}{:>9}",
        "", "keys", "median", "p99", "most"
    );
    let mut kinds = vec!["while loading"];
    kinds.extend(SCRIPT.map(|(what, _)| what));
    for what in kinds.into_iter().chain(["all"]) {
        let of_kind = record.times.iter().filter(|(kind, _)| *kind == what || what == "all").map(|(_, time)| *time);
        row(what, of_kind.collect());
    }
    row("(views made)", record.views.clone());
    println!("(look-ups answered) {}   frames {}", record.look_ups, record.frames);
}

fn row(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let ms = |time: Option<&Duration>| time.map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
    println!("{what:<16}{:>6}{:>9.2}{:>9.2}{:>9.2}", times.len(), ms(at(50)), ms(at(99)), ms(times.last()));
}

/// Bytes of memory in use, where the system tells (Linux).
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kb| kb * 1024)
}
