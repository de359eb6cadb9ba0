//! What a filter selects, in the forms in which it leaves the program: the engine of `briefing export` and of the reader's
//! own export.

use super::brief::{Brief, Said, dated, teller, title};
use super::carriers::told_once;
use super::safe::one_line;
use super::voices::speaker;
use super::{citation, csv, html, ics, markdown, record, statements::Line};
use crate::model::{Article, Event, Statement, Theme};
use crate::store::query::Attribute;
use crate::store::stories::Reason;
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

/// Which events no calendar has.
pub const OUT_OF_CALENDARS: &str = "of no known year, or of a whole one,";

/// What was written, counted in what its format is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A briefing of articles and what is said in them.
    Briefing(usize, usize),
    /// Something for each article: a record, or an entry of a bibliography.
    Articles(usize),
    /// A row for each statement.
    Statements(usize),
    /// Entries of a calendar, and how many events have none ([`OUT_OF_CALENDARS`]).
    Events(usize, usize),
}

impl Written {
    /// What there is none of, where there is nothing that is worth a file.
    pub fn lacks(self) -> Option<&'static str> {
        match self {
            Self::Briefing(0, _) | Self::Articles(0) => Some("no article here"),
            Self::Statements(0) => Some("no statement here"),
            Self::Events(0, 0) => Some("no dated event here"),
            Self::Events(0, _) => Some("every event here is of no known year, or of a whole one"),
            _ => None,
        }
    }
}

/// Writes what is selected by a filter, given with what it asks for in words. A calendar has the events of the timeline under the same filter; a briefing, where
/// that asks for statements, only those that they tell.
pub fn write(
    out: &mut Vec<u8>,
    store: &Store,
    selection: &Selection,
    format: Format,
    (filter, words): (&Query, &str),
    notes: &Notes,
) -> io::Result<Written> {
    let asked = Asked { filter, words, picked: false, notes };
    write_as(out, store, selection, format, &asked)
}

/// Writes statements that were picked one by one, the articles they stand in, and the events that they tell.
pub fn write_picked(
    out: &mut Vec<u8>,
    store: &Store,
    picked: &[StatementId],
    format: Format,
    notes: &Notes,
) -> io::Result<Written> {
    let selection = Selection {
        articles: picked.iter().filter_map(|id| store.holder(*id)).map(|at| at.0).collect(),
        statements: picked.iter().map(|id| id.0).collect(),
    };
    write_as(out, store, &selection, format, &Asked { filter: &Query::All, words: "", picked: true, notes })
}

/// What an export is asked for.
struct Asked<'a> {
    filter: &'a Query,
    /// The filter in words.
    words: &'a str,
    /// Whether the selected statements were picked one by one, so that of the events only those are of interest that they
    /// tell.
    picked: bool,
    notes: &'a Notes,
}

impl Asked<'_> {
    /// Whether of an article's events only those are asked for that its selected statements tell.
    fn only_told(&self, article: ArticleId, format: Format) -> bool {
        self.picked || format != Format::Ics && self.filter.asks_who_says(article)
    }
}

fn write_as(
    out: &mut Vec<u8>,
    store: &Store,
    selection: &Selection,
    format: Format,
    asked: &Asked,
) -> io::Result<Written> {
    match format {
        Format::Md | Format::Html | Format::Ics => {
            let cited = cited(store, selection);
            write_brief(out, &brief(store, selection, &cited, asked, format), format, asked)
        }
        Format::Json => {
            let records: Vec<_> = articles(store, selection).collect();
            record::write(out, &records.iter().map(|article| &**article).collect::<Vec<_>>())?;
            Ok(Written::Articles(records.len()))
        }
        Format::Jsonl => {
            let mut count = 0;
            for article in articles(store, selection) {
                record::write(out, &*article)?;
                count += 1;
            }
            Ok(Written::Articles(count))
        }
        Format::Csv => rows(out, store, selection, asked.notes),
        Format::Bib => bibliography(out, &cited(store, selection)),
        Format::Csl => {
            let items: Vec<_> = cited(store, selection).values().map(|one| citation::csl(&one.article, None)).collect();
            let count = items.len();
            record::write(out, &Value::Array(items))?;
            Ok(Written::Articles(count))
        }
    }
}

/// What is made of a briefing.
fn write_brief(out: &mut Vec<u8>, brief: &Brief, format: Format, asked: &Asked) -> io::Result<Written> {
    let filter = if asked.words.is_empty() { String::new() } else { asked.filter.to_string() };
    let title = (asked.words, filter.as_str());
    match format {
        Format::Ics => {
            let entries = ics::write(out, brief)?;
            return Ok(Written::Events(entries, brief.events.len() - entries));
        }
        Format::Html => html::write(out, brief, title)?,
        _ => markdown::write(out, brief, title)?,
    }
    Ok(Written::Briefing(brief.articles.len(), brief.statement_count()))
}

/// A row for each statement, with the headline and the address of its article, who tells of it and what is noted on it.
fn rows(out: &mut Vec<u8>, store: &Store, selection: &Selection, notes: &Notes) -> io::Result<Written> {
    csv::write(out, Line::NAMES.iter().chain(&["title", "url", "per", "note"]))?;
    let mut count = 0;
    for id in selection.statements.iter().map(StatementId) {
        let Some((at, one)) = store.statement(id) else { continue };
        let article = store.article(at).unwrap_or_default();
        let title = article.title.as_ref().map(|title| one_line(&title.text));
        let more = [title, article.url.clone(), teller(&article, &one), Some(notes.on(id).to_owned())];
        csv::write(out, Line::new(&article, &one).values().into_iter().chain(more.map(Option::unwrap_or_default)))?;
        count += 1;
    }
    Ok(Written::Statements(count))
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

    /// The statements as a briefing has them, which has the article in this place. What somebody says within what they say
    /// is told with it.
    fn noted<'a>(&'a self, at: usize, notes: &'a Notes) -> Vec<(StatementId, Said<'a>)> {
        let (outer, inner): (Vec<_>, Vec<_>) =
            self.said.iter().partition(|(_, place)| self.outermost(*place) == *place);
        let said = |(id, place): (StatementId, usize)| {
            Some((id, Said::new(at, self.article.statements.get(place)?, notes.on(id))))
        };
        let mut all: Vec<_> = outer.into_iter().filter_map(said).collect();
        for (id, place) in inner {
            let outer = StatementId(id.0 - place as u32 + self.outermost(place) as u32);
            let told = all.binary_search_by_key(&outer, |(id, _)| *id).ok().and_then(|told| all.get_mut(told));
            if let (Some((_, told)), Some((_, said))) = (told, said((id, place))) {
                told.notes.extend(said.notes);
                told.stands_for += 1;
            }
        }
        all
    }

    /// The place of the cited statement in whose words that at a place stands, as long as they are of one speaker; the place
    /// itself where there is none.
    fn outermost(&self, place: usize) -> usize {
        const DEEPEST: usize = 8; // whatever a record says
        let by = |place: usize| self.article.statements.get(place).map(|one| speaker(&self.article, one).0);
        let is_cited = |outer: usize| self.said.binary_search_by_key(&outer, |(_, at)| *at).is_ok();
        let mut inner = place;
        for _ in 0..DEEPEST {
            let within = self.article.statements.get(inner).and_then(|one| one.within).map(|outer| outer as usize);
            match within.filter(|outer| is_cited(*outer) && by(*outer) == by(inner)) {
                Some(outer) if outer == place => return place,
                Some(outer) => inner = outer,
                None => break,
            }
        }
        inner
    }

    /// Whether the sentence of an event is about one of each of these themes.
    fn is_about(&self, event: &Event, themes: &[Vec<Arc<str>>]) -> bool {
        let mentioned = |theme: &Theme| theme.mentions.iter().any(|mention| event.sentence.contains(*mention));
        let about: Vec<&Theme> = self.article.themes.iter().filter(|theme| mentioned(theme)).collect();
        themes.iter().all(|any| about.iter().any(|theme| any.iter().any(|id| **id == *theme.id)))
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
fn bibliography(out: &mut Vec<u8>, cited: &BTreeMap<u32, Cited>) -> io::Result<Written> {
    for one in cited.values() {
        writeln!(out, "{}", citation::bibtex(&one.article, None))?;
        for statement in one.said() {
            // Between entries BibTeX passes over all but this sign, which would begin one.
            writeln!(out, "% {}", citation::quotation(&one.article, statement).replace('@', "(at)"))?;
        }
        writeln!(out)?;
    }
    Ok(Written::Articles(cited.len()))
}

/// The briefing of what is selected; its events are of the time and the themes that the filter asks for.
fn brief<'a>(
    store: &Store,
    selection: &Selection,
    cited: &'a BTreeMap<u32, Cited>,
    asked: &'a Asked<'a>,
    format: Format,
) -> Brief<'a> {
    let numbers: Vec<u32> = cited.keys().copied().collect();
    let articles: Vec<_> = cited.values().map(|one| &*one.article).collect();
    let said = cited.values().enumerate().flat_map(|(place, one)| one.noted(place, asked.notes)).collect();
    // A calendar has none of it.
    let said = if format == Format::Ics { Vec::new() } else { told_once(store, &numbers, &articles, said) };
    let themes = themes_asked(store, asked.filter);
    let points = points(store, selection, Axis::Events, None).of_time(asked.filter);
    let events = points.iter().filter_map(|point| {
        let (article, at) = store.place_of_event(point.event?)?;
        let one = cited.get(&article.0)?;
        let event = one.article.events.get(at)?;
        let wanted = !asked.only_told(article, format) || one.tells(event);
        let wanted = wanted && (format == Format::Ics || one.is_about(event, &themes));
        wanted.then_some((numbers.binary_search(&article.0).ok()?, event))
    });
    let on_article = |(place, at): (usize, &u32)| Some((place, asked.notes.articles.get(&ArticleId(*at))?.as_str()));
    let notes = cited.keys().enumerate().filter_map(on_article).collect();
    let listed = numbers.iter().filter(|_| format != Format::Ics);
    let perhaps = listed.map(|at| perhaps(store, &numbers, ArticleId(*at))).collect();
    Brief { notes, perhaps, ..Brief::new(articles, said, events.collect()) }
}

/// For every theme that a filter asks for the ids that it may mean.
fn themes_asked(store: &Store, filter: &Query) -> Vec<Vec<Arc<str>>> {
    let ids = |name: &str| store.themes().named(name).into_iter().map(|theme| Arc::clone(&theme.id)).collect();
    let asked = filter.terms().iter().filter_map(|term| match term {
        Query::Is(Attribute::Theme(name)) => Some(ids(name)),
        _ => None,
    });
    asked.collect()
}

/// When an article without a date may have been published, and why.
fn perhaps(store: &Store, numbers: &[u32], id: ArticleId) -> Option<String> {
    let found = store.suggested_date(id)?;
    let other = match numbers.binary_search(&found.article.0) {
        Ok(at) => format!("[{}]", at + 1),
        Err(_) => title(&*store.article(found.article)?),
    };
    let why = match found.reason {
        Reason::Copy => "a near-copy of",
        Reason::Statement(_) => "it carries a statement of",
        Reason::Event(_) => "it tells of an event as does",
    };
    Some(format!("perhaps {} ({why} {other})", dated(found.date)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample_store;

    /// What is written, and the text.
    fn check(filter: &str, kept: Selection, format: Format) -> (Written, String) {
        let store = sample_store();
        let kept = Arc::new(kept);
        let query = Query::parse(filter).unwrap().with_kept(Some(&|_| Arc::clone(&kept)));
        let mut out = Vec::new();
        let written = write(&mut out, &store, &store.select(&query), format, (&query, ""), &Notes::default()).unwrap();
        (written, String::from_utf8(out).unwrap())
    }

    #[test]
    fn what_is_written_is_counted_in_what_its_format_is_made_of() {
        let of = |filter: &str, format| check(filter, Selection::default(), format).0;
        assert_eq!(of("by:kovacs", Format::Md), Written::Briefing(3, 4));
        assert_eq!(of("by:kovacs", Format::Html), Written::Briefing(3, 4));
        assert_eq!(of("by:kovacs", Format::Csv), Written::Statements(4));
        for format in [Format::Json, Format::Jsonl, Format::Bib, Format::Csl] {
            assert_eq!(of("by:kovacs", format), Written::Articles(3), "{format:?}");
            assert_eq!(of("by:kovacs before:1900", format).lacks(), Some("no article here"), "{format:?}");
        }
        assert_eq!(of("calm", Format::Csv).lacks(), Some("no statement here"));
        assert_eq!(of("us", Format::Ics).lacks(), Some("no dated event here"));
        assert!(of("calm", Format::Ics).lacks().is_some_and(|why| why.contains("whole")), "1998");
        assert!([of("", Format::Md), of("", Format::Csv), of("", Format::Ics)].iter().all(|one| one.lacks().is_none()));
    }

    #[test]
    fn a_calendar_has_the_events_of_the_timeline_and_a_briefing_those_that_are_told() {
        let (written, calendar) = check("by:ana-silva", Selection::default(), Format::Ics);
        assert_eq!(written, Written::Events(2, 1), "{calendar}");
        let (_, briefing) = check("by:ana-silva", Selection::default(), Format::Md);
        assert!(!briefing.contains("2024-02-28"), "{briefing}");
        let (store, mut picked) = (sample_store(), Vec::new());
        let silva: Vec<_> =
            store.select(&Query::parse("by:ana-silva").unwrap()).statements.iter().map(StatementId).collect();
        let written = write_picked(&mut picked, &store, &silva, Format::Ics, &Notes::default()).unwrap();
        assert_eq!(written, Written::Events(0, 0), "what is picked one by one brings what it tells");
    }

    #[test]
    fn an_event_is_about_the_themes_that_its_sentence_mentions() {
        let mut article = crate::export::brief::tests::article();
        let mention = |words: &str| {
            let at = article.text.find(words).unwrap();
            vec![crate::model::Span::new(at, at + words.len())]
        };
        let theme = |id: &str, mentions| Theme { id: id.into(), name: id.into(), score: 1.0, mentions };
        article.themes = vec![theme("weather", mention("rain")), theme("treaties", mention("sign"))];
        let event = article.events[0].clone();
        let one = Cited { article: Arc::new(article), said: Vec::new() };
        let asked = |themes: &[&[&str]]| -> Vec<Vec<Arc<str>>> {
            themes.iter().map(|any| any.iter().map(|id| Arc::from(*id)).collect()).collect()
        };
        assert!(one.is_about(&event, &asked(&[])));
        assert!(one.is_about(&event, &asked(&[&["weather"]])) && one.is_about(&event, &asked(&[&["war", "weather"]])));
        assert!(!one.is_about(&event, &asked(&[&["treaties"]])), "that stands in another sentence");
        assert!(!one.is_about(&event, &asked(&[&["weather"], &["treaties"]])));
    }

    #[test]
    fn of_single_statements_that_are_kept_a_briefing_has_what_they_tell() {
        let store = sample_store();
        let first = store.statements_of(ArticleId(0)).next().unwrap();
        let statement = || Selection { statements: [first.0].into(), ..Selection::default() };
        let (written, briefing) = check("is:bookmarked", statement(), Format::Md);
        assert_eq!(written, Written::Briefing(1, 1), "{briefing}");
        assert!(!briefing.contains("2024-02-28"), "{briefing}");
        let whole = Selection { articles: [0].into(), ..statement() };
        let (_, briefing) = check("is:bookmarked or is:noted", whole, Format::Md);
        assert!(briefing.contains("2024-02-28"), "the article is bookmarked as well: {briefing}");
    }

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
