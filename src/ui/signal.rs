//! Everything that wakes the loop, joined into one channel: keys, mouse, size, arrivals, answers, and the system.

use super::ground::{Ear, Ground, PAUSE};
use super::memory_thread::Told;
use super::shared_store::Arrival;
use super::worker::Answer;
use crossbeam_channel::Sender;
use crossterm::event::{self, Event, KeyEvent, KeyEventKind, MouseEvent};
use std::thread;
use std::time::Instant;

/// One reason to wake up.
#[derive(Debug)]
pub enum Signal {
    /// A key went down.
    Key(KeyEvent),
    /// A button or the wheel.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size: columns and rows.
    Resize(u16, u16),
    /// The terminal says what its ground is.
    Ground(Ground),
    /// Articles came in.
    Arrival(Arrival),
    /// The worker has an answer.
    Answer(Answer),
    /// The thread that keeps the memory has something to tell.
    Told(Told),
    /// The system asks for suspension.
    Suspend,
    /// The system, or the loss of the terminal, ends the session.
    End,
}

/// Starts the threads that listen to the terminal and to the system; `asked` is when the terminal was asked for its ground.
pub fn listen(signals: &Sender<Signal>, asked: Option<Instant>) {
    let keys = signals.clone();
    thread::spawn(move || {
        let mut ear = Ear::new(asked);
        while let Ok(heard) = hear(&mut ear) {
            if heard.into_iter().any(|signal| keys.send(signal).is_err()) {
                return;
            }
        }
        let _ = keys.send(Signal::End);
    });
    #[cfg(unix)]
    system(signals.clone());
}

/// Waits for what comes next from the terminal.
fn hear(ear: &mut Ear) -> std::io::Result<Vec<Signal>> {
    if ear.holds() && !event::poll(PAUSE)? {
        return Ok(ear.give_back().into_iter().filter_map(translate).collect());
    }
    let (events, ground) = ear.hear(event::read()?);
    Ok(events.into_iter().filter_map(translate).chain(ground.map(Signal::Ground)).collect())
}

fn translate(event: Event) -> Option<Signal> {
    Some(match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Signal::Key(key),
        Event::Mouse(mouse) => Signal::Mouse(mouse),
        Event::Paste(text) => Signal::Paste(text),
        // On Unix the system tells instead: crossterm 0.29 forgets a change of size that comes together with a key.
        Event::Resize(width, height) if cfg!(not(unix)) => Signal::Resize(width, height),
        _ => return None,
    })
}

#[cfg(unix)]
fn system(signals: Sender<Signal>) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    let all = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH];
    let Ok(mut system) = signal_hook::iterator::Signals::new(all) else { return };
    thread::spawn(move || {
        for number in &mut system {
            let signal = match number {
                SIGTSTP => Some(Signal::Suspend),
                SIGWINCH => crossterm::terminal::size().ok().map(|(width, height)| Signal::Resize(width, height)),
                _ => Some(Signal::End),
            };
            if signal.is_some_and(|signal| signals.send(signal).is_err()) {
                return;
            }
        }
    });
}
