//! `briefing`: the reader.

use super::args::{Look, Sources};
use super::{Status, gather, plain, remembered};
use crate::ui::{self, Options};
use crate::{Error, ErrorKind, Result};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Opens the reader, if there is a terminal to open it on.
pub fn run(sources: Sources, look: Look) -> Result<Status> {
    let today = gather::today();
    let query = gather::query(&sources.filter, today)?;
    if look.plain {
        return plain::run(sources);
    }
    if !std::io::stdout().is_terminal() {
        return Err(Error::new(
            ErrorKind::Terminal,
            "standard output is not a terminal, so the reader does not start; `briefing extract` prints records, \
             `briefing export` a briefing, `briefing statements`, `timeline`, `actors` and `themes` print lists",
        ));
    }
    if look.no_memory && query.asks_kept() {
        return Err(remembered::refused(&query, "--no-memory is given"));
    }
    somewhere(&sources.paths)?;
    let cache = !sources.no_cache;
    let memory = if look.no_memory { None } else { gather::memory_folder() };
    let corrections = gather::corrections_path(&sources.paths, &sources.amend, memory.as_deref());
    let (keymap, complaints) = super::keys::of_user();
    let options = Options {
        keymap,
        complaints,
        palette: look.palette,
        mouse: !look.no_mouse,
        query,
        today: Some(today),
        cache,
        memory,
        corrections,
        anew: look.anew,
    };
    ui::run(sources.paths, options)?;
    Ok(Status::Done)
}

/// An error where none of the paths leads anywhere: said before the screen is taken, not on it.
fn somewhere(paths: &[PathBuf]) -> Result<()> {
    match paths {
        [first, ..] if paths.iter().all(|path| path.as_os_str() != "-" && !path.exists()) => {
            Err(Error::at(ErrorKind::Read, first, "there is no such file or folder; check the name"))
        }
        _ => Ok(()),
    }
}
