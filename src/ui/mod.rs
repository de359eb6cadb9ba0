//! The reader: signal to action, action to update, update to effects and a frame.
//!
//! The only folder that names ratatui or crossterm. Threads listen to the terminal, fill the store and search it; this
//! loop waits for what they tell, so that nothing runs while nothing happens.

pub mod action;
pub mod actors_and_themes;
pub mod answers;
pub mod app;
pub mod asked;
pub mod browse;
pub mod chart;
pub mod chips;
pub mod citation;
pub mod clipboard;
pub mod command;
pub mod copying;
pub mod correcting;
pub mod effect;
pub mod facing;
pub mod grid;
pub mod ground;
pub mod history;
pub mod key;
pub mod keymap;
pub mod keystrokes;
pub mod lanes;
pub mod layout;
pub mod marking;
pub mod memory;
pub mod memory_thread;
pub mod mouse;
pub mod naming;
pub mod offers;
pub mod ordering;
pub mod overlays;
pub mod page;
pub mod palette;
pub mod panes;
pub mod pointing;
pub mod range;
pub mod reading;
pub mod row_index;
pub mod selection;
pub mod shared_store;
pub mod sheet;
pub mod signal;
pub mod terminal;
pub mod typeset;
pub mod when;
pub mod why;
pub mod widgets;
pub mod worker;

use crate::store::Query;
use crate::{Result, config};
use app::App;
use chrono::NaiveDate;
use crossbeam_channel::{Receiver, Sender};
use effect::Effect;
use keymap::Keymap;
use memory_thread::{Memory, Task};
use palette::choice::Choice;
use shared_store::SharedStore;
use signal::Signal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use terminal::{Screen, Surface};
use worker::Request;

/// How the reader is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// The palette, or the two among which the terminal's ground decides.
    pub palette: Choice,
    /// Whether the reader takes the mouse; otherwise the terminal selects text with it.
    pub mouse: bool,
    /// The filter to begin with.
    pub query: Query,
    /// The day from which dates in filters are reckoned.
    pub today: Option<NaiveDate>,
    /// Whether what was found before may come from the cache.
    pub cache: bool,
    /// Where marks, notes and places are kept; `None` keeps and recalls nothing.
    pub memory: Option<PathBuf>,
    /// The file of corrections; `None` leaves them out.
    pub corrections: Option<PathBuf>,
    /// Keys.
    pub keymap: Keymap,
    /// What is wrong with the user's settings, in sentences, each with what it is a fault in.
    pub faults: Vec<(&'static str, String)>,
    /// Whether to begin without the last filter and place.
    pub anew: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            palette: Choice::default(),
            mouse: true,
            query: Query::All,
            today: None,
            cache: true,
            memory: None,
            corrections: None,
            keymap: Keymap::default(),
            faults: Vec::new(),
            anew: false,
        }
    }
}

/// Opens the reader on the files and folders at `paths`, or on the built-in dossier, and returns when the user leaves.
pub fn run(paths: Vec<PathBuf>, options: Options) -> Result<()> {
    let mut screen = Screen::enter(options.mouse)?;
    let asked = options.palette.asks().then(Instant::now);
    if asked.is_some() {
        screen.send(ground::QUESTION)?;
    }
    // Before the size is asked for, so that no change of it goes by unheard.
    let (send, signals) = crossbeam_channel::unbounded();
    signal::listen(&send, asked);
    let shared = Arc::new(SharedStore::default());
    let mut app = App::new(Arc::clone(&shared), &name_of(&paths), options.palette.first().clone(), screen.size());
    app.palettes = options.palette;
    app.today = options.today;
    app.folder = std::env::current_dir().map(|folder| typeset::Clean::of(&at_home(&folder))).unwrap_or_default();
    app.has_mouse = options.mouse;
    app.keymap = options.keymap;
    app.progress.faults = options.faults.iter().map(|(of, words)| (*of, typeset::Clean::of(words))).collect();
    app.message = app.progress.faults.first().map(|(_, words)| words.clone());
    app.memory.returns = !options.anew && options.query == Query::All;
    draw(&mut screen, &mut app)?;
    let worker = worker::start(Arc::clone(&shared), send.clone());
    let memory = Memory {
        folder: options.memory,
        dossier: crate::user::dossier_name(&paths),
        filters: config::filters_path(),
        corrections: options.corrections.clone(),
    };
    let desk = memory_thread::start(memory, Arc::clone(&shared), send.clone());
    shared_store::fill(&shared, paths, options.cache, options.corrections, &send);
    if app.wish.query != options.query {
        let _ = app.filter(options.query);
    }
    let helpers = Helpers { worker, memory: desk.tasks.clone(), signals: send, shared };
    let ended = follow(&mut screen, &mut app, &signals, &helpers);
    if let Some(asked) = asked.filter(|_| app.palettes.asks()) {
        ground::wait(&signals, asked);
    }
    drop(screen);
    desk.end();
    ended
}

/// The threads that do what the interface has no time for.
#[derive(Clone, Debug)]
pub struct Helpers {
    /// Selects, counts and looks up.
    pub worker: Sender<Request>,
    /// Keeps what the user did.
    pub memory: Sender<Task>,
    /// Takes what is told by those that are started for one thing.
    pub signals: Sender<Signal>,
    /// The articles.
    pub shared: Arc<SharedStore>,
}

/// Takes signals until one of them ends it; several that wait are taken before the screen is drawn.
pub fn follow(screen: &mut impl Surface, app: &mut App, signals: &Receiver<Signal>, helpers: &Helpers) -> Result<()> {
    while let Ok(first) = signals.recv() {
        for signal in std::iter::once(first).chain(signals.try_iter()) {
            screen.notice(&signal);
            if matches!(signal, Signal::End) {
                return Ok(());
            }
            for effect in take(app, signal) {
                if matches!(effect, Effect::Quit) {
                    return Ok(());
                }
                carry_out(effect, screen, helpers)?;
            }
        }
        for effect in draw(screen, app)? {
            carry_out(effect, screen, helpers)?;
        }
    }
    Ok(())
}

/// Does what the application asked for, or hands it on to whoever does it.
fn carry_out(effect: Effect, screen: &mut impl Surface, helpers: &Helpers) -> Result<()> {
    match effect {
        Effect::Ask(request) => drop(helpers.worker.send(request)),
        Effect::Keep(task) => drop(helpers.memory.send(task)),
        Effect::Copy(text, what) => {
            let told = move |tool: Option<&str>| what + &effect::by_which_ways(tool);
            screen.send(&effect::copy(text, told, &helpers.signals))?;
        }
        Effect::CopyInstead(text) => screen.send(&effect::copy(text, effect::unopened, &helpers.signals))?,
        Effect::Browse(address) => effect::browse(address, &helpers.signals),
        Effect::Export(path, format, what, notes) => {
            effect::export(&helpers.shared, path, format, (what, notes), &helpers.signals);
        }
        Effect::Mouse(taken) => screen.mouse(taken)?,
        Effect::Redraw => screen.forget(),
        Effect::Suspend => screen.suspend()?,
        Effect::Quit => {}
    }
    Ok(())
}

/// Update: what a signal does to the reader.
fn take(app: &mut App, signal: Signal) -> Vec<Effect> {
    match signal {
        Signal::Key(key) => app.press(key.into()),
        Signal::Mouse(mouse) => app.mouse(mouse),
        Signal::Paste(text) => app.type_text(&text),
        // Also when the size is the old one again: the terminal may have dropped lines in between.
        Signal::Resize(width, height) => {
            let mut effects = app.resize(width, height);
            effects.push(Effect::Redraw);
            effects
        }
        Signal::Ground(ground) => {
            app.stand_on(ground);
            Vec::new()
        }
        Signal::Arrival(arrival) => app.arrive(&arrival),
        Signal::Told(told) => app.learn(told),
        Signal::Suspend => vec![Effect::Suspend],
        Signal::Answer(answer) => {
            app.hear(answer);
            Vec::new()
        }
        Signal::End => vec![Effect::Quit],
    }
}

/// Draws a frame, and returns what it lacks.
fn draw(screen: &mut impl Surface, app: &mut App) -> Result<Vec<Effect>> {
    let lacking = app.settle();
    screen.draw(|frame| {
        let cursor = panes::draw(app, &app.shared.glance(), frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(lacking)
}

/// A path as one writes it at home: from `~` on.
fn at_home(path: &Path) -> String {
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.parent().is_some());
    let below = home.as_ref().and_then(|home| path.strip_prefix(home).ok());
    below.map_or_else(|| path.display().to_string(), |rest| Path::new("~").join(rest).display().to_string())
}

/// What the collection is called at the top: the one path, or how many there are.
fn name_of(paths: &[PathBuf]) -> String {
    match paths {
        [] => "the built-in dossier".to_owned(),
        [one] => one.file_name().map_or(one.as_path(), Path::new).display().to_string(),
        several => format!("{} paths", several.len()),
    }
}
