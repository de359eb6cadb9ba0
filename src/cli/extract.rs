//! `briefing extract`: records as JSON Lines, each as soon as it is done.

use super::args::Sources;
use super::complaints::{self, Complaints};
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
    if query.asks_who_carries() {
        let message = "extract sees one article at a time; for `carried:` use briefing export --format jsonl";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let streams = sources.paths.iter().any(|path| path.as_os_str() == load::STANDARD_INPUT);
    let mut complaints = Complaints::default();
    // Never from the cache: what is printed is what this program finds, on whatever machine of a cluster.
    match print(&query, &load::start(sources.paths, load::assets), &mut complaints) {
        Ok(0) if complaints.articles() > 0 => {
            let why = query.leaving_out_statements().map(gather::left_out_whole);
            let why = why.map_or(String::new(), |why| format!("; {why}"));
            complaints::say(&format!("the filter leaves no article; {} there{why}", were(complaints.articles())));
        }
        Ok(_) => {}
        Err(error) => {
            written(Err(error))?;
            return Ok(Status::Done);
        }
    }
    let status = complaints.status(true);
    if complaints.articles() == 0 && status == Status::Done && !streams {
        return Err(Error::new(ErrorKind::Read, "no article was found"));
    }
    Ok(status)
}

fn were(count: usize) -> String {
    if count == 1 { "one was".to_owned() } else { format!("{count} were") }
}

/// How many lines it printed, which are passed on as soon as there is nothing else to do.
fn print(query: &Query, loading: &load::Loading, complaints: &mut Complaints) -> io::Result<u64> {
    let (mut output, mut count) = (Output::new(), 0);
    while let Some(progress) = next(loading, &mut output)? {
        if let Some(article) = complaints.hear(progress) {
            count += u64::from(print_if_selected(article, query, &mut output)?);
        }
    }
    output.flush().map(|()| count)
}

fn next(loading: &load::Loading, output: &mut Output) -> io::Result<Option<Progress>> {
    if let Ok(progress) = loading.progress.try_recv() {
        return Ok(Some(progress));
    }
    output.flush()?;
    Ok(loading.progress.recv().ok())
}

/// Whether it did.
fn print_if_selected(article: Article, query: &Query, output: &mut Output) -> io::Result<bool> {
    if *query == Query::All {
        return output.line(|line| record::write(line, &article)).map(|()| true);
    }
    let mut store = Store::default();
    let at = store.add(article);
    match store.article(at) {
        Some(article) if store.select(query).articles.contains(ArticleId(0).0) => {
            output.line(|line| record::write(line, &*article)).map(|()| true)
        }
        _ => Ok(false),
    }
}
