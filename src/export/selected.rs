//! What a filter selects, in the forms in which it leaves the program: the engine of `briefing export` and of the reader's
//! own export.

use super::brief::{Brief, Said};
use super::{citation, csv, html, ics, markdown, record, statements::Line};
use crate::model::{Article, Event, Statement};
use crate::store::timeline::{Axis, points};
use crate::store::{ArticleId, Query, Selection, StatementId, Store};
use clap::ValueEnum;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

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
    /// The endings of files by which a format is known, for those who typed another one.
    pub const ENDINGS: &'static str = ".md .html .csv .json .jsonl .ics .bib .csl.json";

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

/// What the user noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// On articles as a whole.
    pub articles: HashMap<ArticleId, String>,
    /// On statements.
    pub statements: HashMap<StatementId, String>,
}

impl Notes {
    /// What is noted on a statement; nothing where that is nothing.
    fn on(&self, id: StatementId) -> &str {
        self.statements.get(&id).map_or("", String::as_str)
    }
}

/// Writes what is selected by a filter; where that asks for statements, of the events only those that they tell.
pub fn write(
    out: &mut Vec<u8>,
    store: &Store,
    selection: &Selection,
    format: Format,
    filter: &Query,
    notes: &Notes,
) -> io::Result<()> {
    let asked = Asked { filter, only_said: filter.asks_who_says(), notes };
    write_as(out, store, selection, format, &asked)
}

/// Writes statements that were picked one by one, the articles they stand in, and the events that they tell.
pub fn write_picked(
    out: &mut Vec<u8>,
    store: &Store,
    picked: &[StatementId],
    format: Format,
    notes: &Notes,
) -> io::Result<()> {
    let selection = Selection {
        articles: picked.iter().filter_map(|id| store.holder(*id)).map(|at| at.0).collect(),
        statements: picked.iter().map(|id| id.0).collect(),
    };
    write_as(out, store, &selection, format, &Asked { filter: &Query::All, only_said: true, notes })
}

/// What an export is asked for.
struct Asked<'a> {
    filter: &'a Query,
    /// Whether of the events only those are of interest that the selected statements tell.
    only_said: bool,
    notes: &'a Notes,
}

fn write_as(out: &mut Vec<u8>, store: &Store, selection: &Selection, format: Format, asked: &Asked) -> io::Result<()> {
    let all = || cited(store, selection);
    let note = asked.filter.to_string();
    match format {
        Format::Md => markdown::write(out, &brief(store, selection, &all(), asked), &note),
        Format::Html => html::write(out, &brief(store, selection, &all(), asked), &note),
        Format::Json => {
            let records: Vec<_> = articles(store, selection).collect();
            record::write(out, &records.iter().map(|article| &**article).collect::<Vec<_>>())
        }
        Format::Jsonl => articles(store, selection).try_for_each(|article| record::write(out, &*article)),
        Format::Csv => {
            csv::write(out, Line::NAMES.iter().chain(&["note"]))?;
            selection.statements.iter().map(StatementId).try_for_each(|id| {
                let Some((at, one)) = store.statement(id) else { return Ok(()) };
                let article = store.article(at).unwrap_or_default();
                let note = asked.notes.on(id).to_owned();
                csv::write(out, Line::new(&article, &one).values().into_iter().chain([note]))
            })
        }
        Format::Ics => ics::write(out, &brief(store, selection, &all(), asked)),
        Format::Bib => bibliography(out, &all()),
        Format::Csl => {
            let items = all().values().map(|one| citation::csl(&one.article, None)).collect();
            record::write(out, &Value::Array(items))
        }
    }
}

/// The selected articles, in order.
fn articles<'a>(store: &'a Store, selection: &'a Selection) -> impl Iterator<Item = Arc<Article>> + 'a {
    selection.articles.iter().filter_map(|at| store.article(ArticleId(at)))
}

/// An article with its statements that are cited, and their places in it.
struct Cited {
    article: Arc<Article>,
    said: Vec<(StatementId, usize)>,
}

impl Cited {
    fn said(&self) -> impl Iterator<Item = &Statement> {
        self.said.iter().filter_map(|(_, at)| self.article.statements.get(*at))
    }

    /// The statements as a briefing has them, which has the article in this place.
    fn noted<'a>(&'a self, at: usize, notes: &'a Notes) -> impl Iterator<Item = Said<'a>> {
        self.said.iter().filter_map(move |(id, place)| {
            Some(Said { at, statement: self.article.statements.get(*place)?, note: notes.on(*id) })
        })
    }

    /// Whether one of the statements is in the sentence of an event.
    fn tells(&self, event: &Event) -> bool {
        self.said().flat_map(|statement| &statement.content).any(|span| span.overlaps(event.sentence))
    }
}

/// The selected articles, and those of selected statements, with the statements. A statement may be selected whose
/// article is not, because each is judged by itself; what is cited must be listed.
fn cited(store: &Store, selection: &Selection) -> BTreeMap<u32, Cited> {
    let mut said: BTreeMap<u32, Vec<_>> = selection.articles.iter().map(|at| (at, Vec::new())).collect();
    for id in selection.statements.iter().map(StatementId) {
        if let Some((article, at)) = store.place_of(id) {
            said.entry(article.0).or_default().push((id, at));
        }
    }
    let whole = |(at, said)| Some((at, Cited { article: store.article(ArticleId(at))?, said }));
    said.into_iter().filter_map(whole).collect()
}

/// An entry an article; where statements of it are selected their words are notes below it.
fn bibliography(out: &mut Vec<u8>, cited: &BTreeMap<u32, Cited>) -> io::Result<()> {
    for one in cited.values() {
        writeln!(out, "{}", citation::bibtex(&one.article, None))?;
        for statement in one.said() {
            // Between entries BibTeX passes over all but this sign, which would begin one.
            writeln!(out, "% {}", citation::quotation(&one.article, statement).replace('@', "(at)"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The briefing of what is selected; its events are of the time that the filter asks for.
fn brief<'a>(store: &Store, selection: &Selection, cited: &'a BTreeMap<u32, Cited>, asked: &'a Asked<'a>) -> Brief<'a> {
    let places: HashMap<u32, usize> = cited.keys().enumerate().map(|(place, at)| (*at, place)).collect();
    let said = cited.values().enumerate().flat_map(|(place, one)| one.noted(place, asked.notes));
    let points = points(store, selection, Axis::Events, None).of_time(asked.filter);
    let events = points.iter().filter_map(|point| {
        let (article, at) = store.place_of_event(point.event?)?;
        let one = cited.get(&article.0)?;
        let event = one.article.events.get(at).filter(|event| !asked.only_said || one.tells(event))?;
        Some((*places.get(&article.0)?, event))
    });
    let articles = cited.values().map(|one| &*one.article).collect();
    let on_article = |(place, at): (usize, &u32)| Some((place, asked.notes.articles.get(&ArticleId(*at))?.as_str()));
    let notes = cited.keys().enumerate().filter_map(on_article).collect();
    Brief { notes, ..Brief::new(articles, said, events.collect()) }
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
        assert!(Format::ENDINGS.split(' ').all(|ending| of(&format!("a{ending}")).is_some()));
    }
}
