//! What the commands show: articles loaded, stored and filtered.

use super::args::{Amend, Filter, Sources};
use super::complaints::{self, Complaints};
use super::{Status, remembered};
use crate::corrections::{self, Corrections};
use crate::export::brief;
use crate::store::query::blame::{Blame, blame};
use crate::store::query::{Attribute, complete};
use crate::store::{Draft, Query, Selection, Store};
use crate::{Error, ErrorKind, Result, config, load};
use chrono::{Local, NaiveDate};
use std::path::{Path, PathBuf};

/// All articles of a run and what the filter selects of them.
#[derive(Debug)]
pub struct Gathered {
    /// All articles.
    pub store: Store,
    /// What the filter selects.
    pub selection: Selection,
    /// The filter, with what is remembered where it asks for that.
    pub query: Query,
    /// What could not be read.
    pub complaints: Complaints,
}

impl Gathered {
    /// Loads everything that is named.
    pub fn load(sources: Sources) -> Result<Self> {
        let Sources { paths, filter, amend, no_cache, no_memory } = sources;
        let query = query(&filter, today())?;
        for filter in paths.iter().filter_map(|path| filter_like(path)) {
            complaints::say(&format!("`{filter}` reads like a filter, which is given with --filter '{filter}'"));
        }
        let (mut store, mut complaints) = (Store::default(), Complaints::default());
        if let Some(named) = amend.corrections.as_ref().filter(|named| !amend.no_corrections && !named.exists()) {
            return Err(Error::at(ErrorKind::Read, named, "there is no such file of corrections"));
        }
        let corrections = corrections_path(&paths, &amend, memory_folder(no_memory).as_deref());
        let corrections = corrections.map(|path| Corrections::load(&path)).transpose()?.unwrap_or_default();
        let ready = load::preparation(&paths, !no_cache)();
        if corrections.list.is_empty() {
            store = as_it_stands(&paths, ready, &mut complaints);
        } else {
            let mut adding = store.adding();
            for progress in &load::start(paths.clone(), move || ready).progress {
                if let Some(draft) = complaints.hear(progress) {
                    adding.add(set_right(draft, &corrections));
                }
            }
        }
        for words in unknown(&query, &store) {
            complaints::say(&words);
        }
        let query = remembered::filled(query, &store, &paths, no_memory)?;
        let selection = store.select(&query);
        tell_undated(store.undated_left_out(&query, &selection).articles.len());
        Ok(Self { store, selection, query, complaints })
    }

    /// Says so where there is no article, or the filter leaves none, or no statement, and without which term it would leave
    /// some. Whether it did, or what could not be read was said before.
    pub fn tell_blame(&self) -> bool {
        if self.store.is_empty() {
            if self.complaints.status(false) == Status::NothingFound {
                complaints::say("no article was found");
            }
            return true;
        }
        let words = blamed(&self.store, &self.query, &self.selection);
        words.inspect(|words| complaints::say(words)).is_some()
    }
}

/// A path that leads nowhere and is a term of a filter, as in `briefing statements by:rutte`.
fn filter_like(path: &Path) -> Option<&str> {
    let words = path.to_str().filter(|words| words.contains(':'))?;
    (!path.exists() && Query::parse_on(words, Some(today())).is_ok()).then_some(words)
}

/// That a filter leaves no article, or no statement, of those there are, and without which of its terms it would leave some.
pub fn blamed(store: &Store, query: &Query, selection: &Selection) -> Option<String> {
    let (count, noun): (fn(&Selection) -> u64, _) =
        match (selection.articles.is_empty(), selection.statements.is_empty()) {
            (true, _) => (|left| left.articles.len(), "article"),
            (false, true) => (|left| left.statements.len(), "statement"),
            (false, false) => return None,
        };
    if count(&store.everything()) == 0 {
        return None;
    }
    if noun == "article"
        && !selection.statements.is_empty()
        && let Some(term) = query.leaving_out_statements()
    {
        return Some(format!("the filter leaves no article, but {}; {}", left(selection), left_out_whole(term)));
    }
    let Some(Blame { term, leaves }) = blame(store, query, count) else {
        return Some(format!("the filter leaves no {noun}, nor would it without any one of its terms"));
    };
    let leaves = if noun == "article" { leaves.0 } else { leaves.1 };
    let (term, leaves) = (&query.terms()[term], brief::count(leaves as usize, noun));
    let any = query.by_any_speaker();
    let several =
        any.map(|any| format!("; a statement has one speaker, any of several are `{any}`")).unwrap_or_default();
    Some(format!("the filter leaves no {noun}; without `{term}` it would leave {leaves}{several}"))
}

/// How many statements a filter leaves.
fn left(selection: &Selection) -> String {
    brief::count(selection.statements.len() as usize, "statement")
}

/// What a term that leaves out statements does to the articles that hold them.
pub fn left_out_whole(term: &Query) -> String {
    format!("`{term}` leaves out every article that holds such a statement, and keeps its other statements")
}

/// Everything at `paths` with nothing set right: as it was kept, else loaded and kept.
fn as_it_stands(paths: &[PathBuf], ready: load::Ready, complaints: &mut Complaints) -> Store {
    let collection = load::Collection::of(paths, &ready);
    if let Some(recalled) = collection.as_ref().and_then(load::Collection::recall) {
        complaints.recall(recalled.store.len(), recalled.told);
        return recalled.store;
    }
    let (mut store, mut told) = (Store::default(), load::Told::default());
    let mut adding = store.adding();
    for progress in &load::start::<Draft>(paths.to_vec(), move || ready).progress {
        told.hear(&progress);
        if let Some(draft) = complaints.hear(progress) {
            adding.add(draft);
        }
    }
    drop(adding);
    if let Some(collection) = collection {
        collection.keep(&store, &told);
    }
    store
}

/// An article as the reader's corrections have it.
fn set_right(draft: Draft, corrections: &Corrections) -> Draft {
    let mut article = draft.article();
    let concerned = corrections.concern(&article);
    corrections.apply(&mut article, load::date_anew);
    if concerned { article.into() } else { draft }
}

/// The folder of what is remembered of the user, unless nothing is to be, by an option or by the environment.
pub fn memory_folder(no_memory: bool) -> Option<PathBuf> {
    if no_memory || config::wants_no_memory() { None } else { config::data_folder() }
}

/// The file of corrections of what is at `paths`: the one that is named, else the one beside it or in the user's folder.
pub fn corrections_path(paths: &[PathBuf], amend: &Amend, folder: Option<&Path>) -> Option<PathBuf> {
    if amend.no_corrections {
        return None;
    }
    amend.corrections.clone().or_else(|| corrections::place(paths, folder))
}

/// Which names of a filter nothing has, and whom or what they may mean.
pub fn unknown(query: &Query, store: &Store) -> Vec<String> {
    let expression = query.to_string();
    let unknown = complete::unknown(store, &expression).into_iter();
    unknown.map(|unknown| format!("{}: {}", &expression[unknown.at], unknown.message)).collect()
}

/// Says how many articles a filter by date leaves out for nothing but that they give none.
fn tell_undated(undated: u64) {
    if undated > 0 {
        let articles = if undated == 1 { "1 article gives" } else { &format!("{undated} articles give") };
        complaints::say(&format!(
            "{articles} no date of publication; a filter by date leaves such articles out (`is:undated` has them)"
        ));
    }
}

/// The day it is where the program runs: the clock from which `last week` is reckoned.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// The filter options as one query: all of them must hold, and of repeated names any.
pub fn query(filter: &Filter, today: NaiveDate) -> Result<Query> {
    let any = |option: &str, names: &[String], attribute: fn(String) -> Attribute| {
        // What a script has put nothing in would else be a name that nobody has.
        if names.iter().any(|name| name.trim().is_empty()) {
            return Err(Error::new(ErrorKind::Usage, format!("{option} needs a name")));
        }
        let alternatives: Vec<_> = names.iter().map(|name| Query::Is(attribute(name.clone()))).collect();
        Ok(if alternatives.is_empty() { Query::All } else { Query::Or(alternatives) })
    };
    let mut parts = filter
        .expressions
        .iter()
        .map(|expression| parse("the filter", expression, today))
        .collect::<Result<Vec<_>>>()?;
    parts.push(any("--actor", &filter.actors, Attribute::Actor)?);
    parts.push(any("--theme", &filter.themes, Attribute::Theme)?);
    parts.push(any("--source", &filter.sources, Attribute::Source)?);
    for (option, field, dates) in [("--after", "after", &filter.after), ("--before", "before", &filter.before)] {
        for date in dates {
            parts.push(parse(option, &format!("{field}:{}", Attribute::value(date)), today)?);
        }
    }
    Ok(Query::And(parts).simplified())
}

fn parse(what: &str, expression: &str, today: NaiveDate) -> Result<Query> {
    Query::parse_on(expression, Some(today)).map_err(|error| {
        let (line, marks) = pointed_at(expression, error.at);
        Error::new(ErrorKind::Usage, format!("{what} is wrong: {}\n  {line}\n  {marks}", error.message))
    })
}

/// An expression on one line, and carets under a byte range of it.
fn pointed_at(expression: &str, at: std::ops::Range<usize>) -> (String, String) {
    use unicode_width::UnicodeWidthStr;
    let safe = |words: &str| words.replace(|c: char| c.is_control() || crate::export::safe::is_unsafe(c), "�");
    let before = safe(expression.get(..at.start).unwrap_or(expression));
    let marked = safe(expression.get(at).unwrap_or(""));
    (safe(expression), format!("{}{}", " ".repeat(before.width()), "^".repeat(marked.width().max(1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_one_query() {
        let filter = Filter {
            expressions: vec!["kind:direct".into()],
            actors: vec!["rutte".into(), "macron".into()],
            after: vec!["2025-02".into()],
            before: vec!["yesterday".into()],
            ..Filter::default()
        };
        let today = NaiveDate::from_ymd_opt(2025, 2, 19).unwrap();
        let typed = "kind:direct (actor:rutte or actor:macron) after:2025-02 before:2025-02-18";
        assert_eq!(query(&filter, today).unwrap(), Query::parse(typed).unwrap());
        assert_eq!(query(&Filter::default(), today).unwrap(), Query::All);
        let nobody = Filter { actors: vec!["rutte".into(), " ".into()], ..Filter::default() };
        assert_eq!(query(&nobody, today).unwrap_err().to_string(), "--actor needs a name");
    }

    #[test]
    fn a_wrong_option_is_named_and_pointed_at() {
        let today = NaiveDate::from_ymd_opt(2025, 2, 19).unwrap();
        let said = |filter: Filter| query(&filter, today).unwrap_err().to_string();
        let soon = said(Filter { after: vec!["very soon".into()], ..Filter::default() });
        assert!(soon.contains("--after is wrong") && soon.contains("\n        ^^^^"), "{soon}");
        let from = said(Filter { expressions: vec!["a from:b".into()], ..Filter::default() });
        assert!(from.contains("the filter is wrong") && from.contains("\n    ^^^^^"), "{from}");
    }

    #[test]
    fn carets_stand_under_what_is_wrong() {
        assert_eq!(pointed_at("中 by:", 4..7), ("中 by:".into(), "   ^^^".into()));
        assert_eq!(pointed_at("by:", 3..3), ("by:".into(), "   ^".into()));
        assert_eq!(pointed_at("a\u{1b}b", 2..3), ("a�b".into(), "  ^".into()));
    }
}
