//! `briefing`: the reader.

use super::args::{Look, Sources};
use super::{Status, gather};
use crate::ui::{self, Options};
use crate::{Error, ErrorKind, Result};
use std::io::IsTerminal;

/// Opens the reader, if there is a terminal to open it on.
pub fn run(sources: Sources, look: Look) -> Result<Status> {
    let query = gather::query(&sources.filter)?;
    if !std::io::stdout().is_terminal() {
        return Err(Error::new(
            ErrorKind::Terminal,
            "standard output is not a terminal, so the reader does not start; `briefing extract` prints records, \
             `briefing export` a briefing, `briefing statements`, `timeline`, `actors` and `themes` print lists",
        ));
    }
    ui::run(sources.paths, Options { palette: look.palette, mouse: !look.no_mouse, query })?;
    Ok(Status::Done)
}
