//! `briefing export`: the briefing of what the filter selects, to be handed on.

use super::args::Export;
use super::gather::{self, Gathered};
use super::output::Output;
use super::{Status, written};
use crate::export::selected::{self, Format};
use crate::{Error, ErrorKind, Result};
use std::io;

/// Writes a briefing to a file or to standard output.
pub fn run(export: Export) -> Result<Status> {
    let note = gather::query(&export.sources.filter, gather::today())?.to_string();
    let of_file = export.output.as_deref().and_then(Format::of);
    let format = export.format.or(of_file).unwrap_or_default();
    let gathered = Gathered::load(export.sources)?;
    let status = gathered.complaints.status(!gathered.selection.articles.is_empty());
    let mut written_out = Vec::new();
    // Nothing can go wrong while memory is written to.
    let _ = selected::write(&mut written_out, &gathered.store, &gathered.selection, format, &note);
    if let Some(path) = export.output {
        std::fs::write(&path, written_out)
            .map_err(|error| Error::at(ErrorKind::Write, path, format!("cannot be written: {error}")))?;
    } else {
        let mut output = Output::new();
        let passed_on = output.line(|lines| io::Write::write_all(lines, &written_out)).and_then(|()| output.flush());
        written(passed_on)?;
    }
    Ok(status)
}
