//! `briefing export`: the briefing of what the filter selects, to be handed on.

use super::args::{Export, ExportFormat};
use super::gather::{self, Gathered};
use super::output::Output;
use super::{Status, statements, written};
use crate::export::brief::Brief;
use crate::export::{html, markdown, record};
use crate::model::Article;
use crate::store::timeline::{Axis, points};
use crate::store::{ArticleId, StatementId, Store};
use crate::{Error, ErrorKind, Result};
use std::collections::HashMap;
use std::io;

/// Writes a briefing to a file or to standard output.
pub fn run(export: Export) -> Result<Status> {
    let note = gather::query(&export.sources.filter, gather::today())?.to_string();
    let gathered = Gathered::load(export.sources)?;
    let status = gathered.complaints.status(!gathered.selection.articles.is_empty());
    let mut written_out = Vec::new();
    // Nothing can go wrong while memory is written to.
    let _ = write(&mut written_out, &gathered, export.format, &note);
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

fn write(out: &mut Vec<u8>, gathered: &Gathered, format: ExportFormat, note: &str) -> io::Result<()> {
    match format {
        ExportFormat::Md => markdown::write(out, &brief(gathered), note),
        ExportFormat::Html => html::write(out, &brief(gathered), note),
        ExportFormat::Json => record::write(out, &articles(gathered)),
        ExportFormat::Jsonl => articles(gathered).into_iter().try_for_each(|article| record::write(out, article)),
        ExportFormat::Csv => statements::csv(out, gathered),
    }
}

fn articles(gathered: &Gathered) -> Vec<&Article> {
    gathered.selection.articles.iter().filter_map(|at| gathered.store.article(ArticleId(at))).collect()
}

fn brief(gathered: &Gathered) -> Brief<'_> {
    let Gathered { store, selection, .. } = gathered;
    // A statement may be selected whose article is not, because each is judged by itself; what is cited must be listed.
    let mut listed = selection.articles.clone();
    listed.extend(selection.statements.iter().filter_map(|id| Some(store.statement(StatementId(id))?.0.0)));
    let places: HashMap<u32, usize> = listed.iter().enumerate().map(|(place, at)| (at, place)).collect();
    let statements = selection.statements.iter().filter_map(|id| {
        let (at, statement) = store.statement(StatementId(id))?;
        Some((*places.get(&at.0)?, statement))
    });
    let articles = listed.iter().filter_map(|at| store.article(ArticleId(at))).collect();
    Brief::new(articles, statements, events(store, gathered, &places))
}

fn events<'a>(
    store: &'a Store,
    gathered: &Gathered,
    places: &HashMap<u32, usize>,
) -> Vec<(usize, &'a crate::model::Event)> {
    let points = points(store, &gathered.selection, Axis::Events, None);
    let events = points.dated.iter().chain(&points.undated);
    events.filter_map(|point| Some((*places.get(&point.article.0)?, store.event(point.event?)?.1))).collect()
}
