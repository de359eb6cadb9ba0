//! `briefing export`: the briefing of what the filter selects, to be handed on.

use super::args::Export;
use super::gather::{Gathered, left_out_whole};
use super::output::Output;
use super::{Status, complaints, remembered, written};
use crate::export::brief::count;
use crate::export::selected::{self, Format, OUT_OF_CALENDARS, Written};
use crate::store::StatementId;
use crate::ui::chips;
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
    let notes = remembered::notes(&gathered.store, &gathered.selection, &paths, no_memory)?;
    let mut bytes = Vec::new();
    let filter = (&gathered.query, &*chips::sentence(&gathered.query, &gathered.store));
    let done = selected::write(&mut bytes, &gathered.store, &gathered.selection, format, filter, &notes)
        .map_err(|error| Error::new(ErrorKind::Write, error.to_string()))?;
    tell(&gathered, done, output.is_some());
    if matches!(done, Written::Articles(1..)) && format != Format::Bib {
        tell_without_article(&gathered);
    }
    match output {
        Some(path) if done.lacks().is_none() => write(path, &bytes)?,
        Some(_) => {}
        None => {
            let mut output = Output::new();
            written(output.line(|lines| lines.write_all(&bytes)).and_then(|()| output.flush()))?;
        }
    }
    Ok(gathered.complaints.status(done.lacks().is_none()))
}

/// Says what there is none of, and which events a calendar has no days for. Into a pipe goes what the format has for nothing, so
/// that whoever reads it finds its form; a file that says nothing would only pass for one that says something.
fn tell(gathered: &Gathered, done: Written, into_file: bool) {
    let blamed = gathered.selection.articles.is_empty() && gathered.tell_blame();
    match (done, done.lacks()) {
        (_, Some(lacks)) if into_file => complaints::say(&format!("{lacks}; nothing written")),
        (_, Some(lacks)) if !blamed => complaints::say(lacks),
        (Written::Events(_, left_out @ 1..), _) => {
            complaints::say(&format!("{} {OUT_OF_CALENDARS} left out", count(left_out, "event")));
        }
        _ => {}
    }
}

/// Says which statements are not in what holds articles, since a negation leaves them and not the articles that they stand in.
fn tell_without_article(Gathered { store, selection, query, .. }: &Gathered) {
    let Some(term) = query.leaving_out_statements() else { return };
    let in_none = |id: &u32| store.holder(StatementId(*id)).is_some_and(|at| !selection.articles.contains(at.0));
    let without = selection.statements.iter().filter(in_none).count();
    if without > 0 {
        let why = left_out_whole(term);
        let stand = if without == 1 { "stands in an article" } else { "stand in articles" };
        complaints::say(&format!("{} {stand} left out here: {why}", count(without, "statement")));
    }
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
