//! `briefing export`: the briefing of what the filter selects, to be handed on.

use super::args::Export;
use super::gather::Gathered;
use super::output::Output;
use super::{Status, remembered, written};
use crate::export::selected::{self, Format};
use crate::{Error, ErrorKind, Result};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes a briefing to a file or to standard output.
pub fn run(export: Export) -> Result<Status> {
    let output = export.output.filter(|path| path.as_os_str() != "-");
    // What is wrong with the file is told before the articles are read.
    let format = export.format.map_or_else(|| format(output.as_deref()), Ok)?;
    let taken = output.as_ref().filter(|path| !export.force && is_of_use(path));
    if let Some(path) = taken {
        return Err(Error::at(ErrorKind::Write, path, "is there already; --force writes over it"));
    }
    let (paths, no_memory) = (export.sources.paths.clone(), export.sources.no_memory);
    let gathered = Gathered::load(export.sources)?;
    if gathered.selection.articles.is_empty() {
        gathered.tell_blame();
    }
    let status = gathered.complaints.status(!gathered.selection.articles.is_empty());
    let notes = remembered::notes(&gathered.store, &gathered.selection, &paths, no_memory)?;
    let mut bytes = Vec::new();
    // Nothing can go wrong while memory is written to.
    let _ = selected::write(&mut bytes, &gathered.store, &gathered.selection, format, &gathered.query, &notes);
    if let Some(path) = output {
        write(path, &bytes)?;
    } else {
        let mut output = Output::new();
        written(output.line(|lines| lines.write_all(&bytes)).and_then(|()| output.flush()))?;
    }
    Ok(status)
}

/// The format that the ending of a file asks for; of what is no file, such as a pipe, the usual one.
fn format(output: Option<&Path>) -> Result<Format> {
    let Some(path) = output.filter(|path| path.is_file() || !path.exists()) else { return Ok(Format::default()) };
    Format::of(path).ok_or_else(|| {
        let known = format!("has no ending that names a format ({}); name one with --format", Format::ENDINGS);
        Error::at(ErrorKind::Usage, path, known)
    })
}

/// Whether a file is there with something in it; what `mktemp` leaves may be written over, and so may pipes and devices.
fn is_of_use(path: &Path) -> bool {
    path.metadata().is_ok_and(|found| found.is_file() && found.len() > 0)
}

fn write(path: PathBuf, bytes: &[u8]) -> Result<()> {
    std::fs::write(&path, bytes)
        .map_err(|error| Error::at(ErrorKind::Write, path, format!("cannot be written: {error}")))
}
