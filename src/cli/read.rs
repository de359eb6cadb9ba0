//! `briefing`: the reader.

use super::args::Sources;
use super::{Status, gather};
use crate::{Error, ErrorKind, Result};
use std::io::IsTerminal;

/// Opens the reader, if there is a terminal to open it on.
pub fn run(sources: Sources) -> Result<Status> {
    let query = gather::query(&sources.filter)?;
    if !std::io::stdout().is_terminal() {
        return Err(Error::new(
            ErrorKind::Terminal,
            "standard output is not a terminal, so the reader does not start; `briefing extract` prints records, \
             `briefing export` a briefing, `briefing statements`, `timeline`, `actors` and `themes` print lists",
        ));
    }
    let _ = (query, sources);
    Err(Error::new(ErrorKind::Terminal, "this build has no reader"))
}
