//! `briefing extract`: records as JSON Lines, each as soon as it is done.

use super::args::Sources;
use super::complaints::Complaints;
use super::output::Output;
use super::{Status, gather, remembered, written};
use crate::export::record;
use crate::load::{self, Progress};
use crate::model::Article;
use crate::store::{ArticleId, Query, Store};
use crate::{Error, ErrorKind, Result};
use std::io;

/// Prints the records of all articles that the filter selects.
pub fn run(sources: Sources) -> Result<Status> {
    let query = gather::query(&sources.filter, gather::today())?;
    if query.asks_kept() {
        return Err(remembered::refused(&query, "records are the same for every reader"));
    }
    let streams = sources.paths.iter().any(|path| path.as_os_str() == load::STANDARD_INPUT);
    let mut complaints = Complaints::default();
    // Never from the cache: what is printed is what this program finds, on whatever machine of a cluster.
    let printed = print(&query, &load::start(sources.paths, load::assets), &mut complaints);
    if let Err(error) = printed {
        written(Err(error))?;
        return Ok(Status::Done);
    }
    let status = complaints.status(true);
    if complaints.articles() == 0 && status == Status::Done && !streams {
        return Err(Error::new(ErrorKind::Read, "no article was found"));
    }
    Ok(status)
}

/// Lines are passed on as soon as there is nothing else to do.
fn print(query: &Query, loading: &load::Loading, complaints: &mut Complaints) -> io::Result<()> {
    let mut output = Output::new();
    while let Some(progress) = next(loading, &mut output)? {
        if let Some(article) = complaints.hear(progress) {
            print_if_selected(article, query, &mut output)?;
        }
    }
    output.flush()
}

fn next(loading: &load::Loading, output: &mut Output) -> io::Result<Option<Progress>> {
    if let Ok(progress) = loading.progress.try_recv() {
        return Ok(Some(progress));
    }
    output.flush()?;
    Ok(loading.progress.recv().ok())
}

fn print_if_selected(article: Article, query: &Query, output: &mut Output) -> io::Result<()> {
    if *query == Query::All {
        return output.line(|line| record::write(line, &article));
    }
    let mut store = Store::default();
    let at = store.add(article);
    match store.article(at) {
        Some(article) if store.select(query).articles.contains(ArticleId(0).0) => {
            output.line(|line| record::write(line, &*article))
        }
        _ => Ok(()),
    }
}
