//! Takes the terminal and gives it back: on leaving, on a panic, and for a suspension.

use super::signal::Signal;
use crate::{Error, ErrorKind, Result};
use crossterm::terminal::{self, BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{cursor, event, execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};
use std::io::{self, BufWriter, Stdout, Write};

/// Reports of buttons, wheel and movements with a button held, in SGR form (xterm, 2012), without the flood of other
/// movements that crossterm would ask for.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// What the reader draws on: the terminal, or a picture in memory that measures.
pub trait Surface {
    /// Columns and rows.
    fn size(&self) -> (u16, u16);
    /// Draws a frame.
    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> Result<()>;
    /// Forgets what is shown, so that the next frame is painted whole.
    fn forget(&mut self) {}
    /// Back to the shell for a while.
    fn suspend(&mut self) -> Result<()> {
        Ok(())
    }
    /// Takes the mouse, or leaves it to the terminal.
    fn mouse(&mut self, _taken: bool) -> Result<()> {
        Ok(())
    }
    /// Hands bytes to the terminal itself, past the picture.
    fn send(&mut self, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }
    /// Learns of a signal before it is taken.
    fn notice(&mut self, _signal: &Signal) {}
}

/// The terminal while the reader has it. Dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
    /// Whether what the terminal shows is not what was painted last.
    stale: bool,
}

impl Screen {
    /// Enters the alternate screen in raw mode. From here on a panic of this thread gives the terminal back before it is
    /// reported; other threads answer for theirs, and must not write over the screen.
    pub fn enter(mouse: bool) -> Result<Self> {
        let (hook, drawing) = (std::panic::take_hook(), std::thread::current().id());
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().id() == drawing {
                give_back();
                hook(panic);
            }
        }));
        take(mouse).map_err(refused)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
        let terminal = Terminal::new(backend).map_err(refused)?;
        Ok(Self { terminal, mouse, stale: false })
    }
}

impl Surface for Screen {
    /// Draws a frame; the terminal shows it at once or not at all (synchronised output, where it knows that).
    fn draw(&mut self, paint: impl FnOnce(&mut Frame)) -> Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate).map_err(refused)?;
        if std::mem::take(&mut self.stale) {
            // Not `Terminal::clear`, which asks the terminal for the cursor and waits: the answer goes to the key reader.
            let (width, height) = self.size();
            self.terminal.resize(Rect::new(0, 0, width, height)).map_err(refused)?;
        }
        self.terminal.draw(paint).map_err(refused)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate).map_err(refused)
    }

    fn size(&self) -> (u16, u16) {
        let size = self.terminal.size().map(|size| (size.width, size.height));
        // A terminal that was never told its size says 0.
        size.ok().filter(|size| size.0 > 0 && size.1 > 0).unwrap_or((80, 24))
    }

    fn forget(&mut self) {
        self.stale = true;
    }

    /// Gives the terminal back, stops the process as Ctrl-Z does, and takes the terminal again when it goes on.
    fn suspend(&mut self) -> Result<()> {
        give_back();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP).map_err(refused)?;
        self.forget();
        take(self.mouse).map_err(refused)
    }

    fn mouse(&mut self, taken: bool) -> Result<()> {
        self.mouse = taken;
        self.send(if taken { MOUSE_ON } else { MOUSE_OFF })
    }

    /// A clipboard request.
    fn send(&mut self, bytes: &[u8]) -> Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(bytes).and_then(|()| Write::flush(backend)).map_err(refused)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    let mut out = io::stdout();
    queue!(out, terminal::EnterAlternateScreen, event::EnableBracketedPaste, cursor::Hide)?;
    if mouse {
        out.write_all(MOUSE_ON)?;
    }
    out.flush()
}

/// Best effort: the terminal may be gone.
fn give_back() {
    let mut out = io::stdout();
    let _ = out.write_all(MOUSE_OFF);
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        event::DisableBracketedPaste,
        terminal::LeaveAlternateScreen,
        cursor::Show
    );
    let _ = terminal::disable_raw_mode();
}

#[allow(clippy::needless_pass_by_value)] // reads as a step of `map_err`
fn refused(error: io::Error) -> Error {
    Error::new(ErrorKind::Terminal, format!("the terminal refused: {error}"))
}
