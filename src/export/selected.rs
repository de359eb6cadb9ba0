//! What a filter selects, in the forms in which it leaves the program: the engine of `briefing export` and of the reader's
//! own export.

use super::brief::Brief;
use super::{citation, csv, html, ics, markdown, record, statements::Line};
use crate::model::{Article, Event, Statement};
use crate::store::timeline::{Axis, points};
use crate::store::{ArticleId, Selection, StatementId, Store};
use clap::ValueEnum;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::Path;

/// How a selection is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Markdown
    #[default]
    Md,
    /// One page of HTML
    Html,
    /// The records, as one JSON array
    Json,
    /// The records, one a line
    Jsonl,
    /// The statements, one a row
    Csv,
    /// The dated events, for a calendar
    Ics,
    /// The statements as a `BibTeX` bibliography
    Bib,
    /// The articles as a CSL-JSON bibliography
    Csl,
}

impl Format {
    /// The format that the ending of a file asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let endings = [
            (".md", Self::Md),
            (".markdown", Self::Md),
            (".html", Self::Html),
            (".htm", Self::Html),
            (".csl.json", Self::Csl),
            (".jsonl", Self::Jsonl),
            (".json", Self::Json),
            (".csv", Self::Csv),
            (".ics", Self::Ics),
            (".bib", Self::Bib),
        ];
        endings.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, format)| *format)
    }
}

/// Writes what is selected; `note` says what that is.
pub fn write(out: &mut Vec<u8>, store: &Store, selection: &Selection, format: Format, note: &str) -> io::Result<()> {
    match format {
        Format::Md => markdown::write(out, &brief(store, selection), note),
        Format::Html => html::write(out, &brief(store, selection), note),
        Format::Json => record::write(out, &articles(store, selection)),
        Format::Jsonl => articles(store, selection).into_iter().try_for_each(|article| record::write(out, article)),
        Format::Csv => {
            csv::write(out, Line::NAMES)?;
            statements(store, selection)
                .try_for_each(|(a, statement)| csv::write(out, Line::new(a, statement).values()))
        }
        Format::Ics => ics::write(out, &brief(store, selection)),
        Format::Bib => bibliography(out, store, selection),
        Format::Csl => {
            let cited = cited(store, selection);
            let items = cited.values().map(|(article, _)| citation::csl(article, None)).collect();
            record::write(out, &Value::Array(items))
        }
    }
}

/// The selected articles, in order.
pub fn articles<'a>(store: &'a Store, selection: &Selection) -> Vec<&'a Article> {
    selection.articles.iter().filter_map(|at| store.article(ArticleId(at))).collect()
}

/// The selected statements with their articles, in order.
pub fn statements<'a>(
    store: &'a Store,
    selection: &Selection,
) -> impl Iterator<Item = (&'a Article, &'a Statement)> + use<'a> {
    let chosen: Vec<u32> = selection.statements.iter().collect();
    chosen.into_iter().filter_map(|id| {
        let (at, statement) = store.statement(StatementId(id))?;
        Some((store.article(at)?, statement))
    })
}

type Cited<'a> = BTreeMap<u32, (&'a Article, Vec<&'a Statement>)>;

/// The selected articles, and those of selected statements, with the statements. A statement may be selected whose
/// article is not, because each is judged by itself; what is cited must be listed.
fn cited<'a>(store: &'a Store, selection: &Selection) -> Cited<'a> {
    let mut cited: Cited = BTreeMap::new();
    for at in &selection.articles {
        cited.extend(store.article(ArticleId(at)).map(|article| (at, (article, Vec::new()))));
    }
    for id in &selection.statements {
        if let Some((at, statement)) = store.statement(StatementId(id))
            && let Some(article) = store.article(at)
        {
            cited.entry(at.0).or_insert((article, Vec::new())).1.push(statement);
        }
    }
    cited
}

/// An entry an article; where statements of it are selected their words are notes below it.
fn bibliography(out: &mut Vec<u8>, store: &Store, selection: &Selection) -> io::Result<()> {
    for (article, said) in cited(store, selection).values() {
        writeln!(out, "{}", citation::bibtex(article, None))?;
        for statement in said {
            writeln!(out, "% {}", citation::quotation(article, statement))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The briefing of what is selected.
pub fn brief<'a>(store: &'a Store, selection: &Selection) -> Brief<'a> {
    let cited = cited(store, selection);
    let places: HashMap<u32, usize> = cited.keys().enumerate().map(|(place, at)| (*at, place)).collect();
    let said = selection.statements.iter().filter_map(|id| {
        let (at, statement) = store.statement(StatementId(id))?;
        Some((*places.get(&at.0)?, statement))
    });
    let articles = cited.values().map(|(article, _)| *article).collect();
    Brief::new(articles, said, events(store, selection, &places))
}

fn events<'a>(store: &'a Store, selection: &Selection, places: &HashMap<u32, usize>) -> Vec<(usize, &'a Event)> {
    let points = points(store, selection, Axis::Events, None);
    let events = points.dated.iter().chain(&points.undated);
    events.filter_map(|point| Some((*places.get(&point.article.0)?, store.event(point.event?)?.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_file_tells_the_format() {
        let of = |name: &str| Format::of(Path::new(name));
        assert_eq!(
            (of("a.MD"), of("x/b.csl.json"), of("b.json")),
            (Some(Format::Md), Some(Format::Csl), Some(Format::Json))
        );
        assert_eq!((of("a.txt"), of("md"), of("..")), (None, None, None));
    }
}
