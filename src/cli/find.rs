//! `briefing find`: half-remembered words, looked up.

use super::args::{FindFormat, Question, Sources, Within};
use super::gather::Gathered;
use super::output::{self, Output};
use super::{Status, complaints, written};
use crate::export::table::{Table, left, right};
use crate::export::{brief, record};
use crate::input::lines::Lines;
use crate::store::Query;
use crate::store::fuzzy::{self, Hit};
use crate::store::query::begins_with_field;
use crate::ui::when;
use crate::{Error, ErrorKind, Result, load};
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The answer to one query, as it is printed.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    query: &'a str,
    /// How long the look-up took, in microseconds.
    micros: u64,
    results: Vec<Answered>,
}

/// One find, as it is printed.
#[derive(Debug, Serialize)]
struct Answered {
    article: String,
    start: u32,
    end: u32,
    score: u32,
    speaker: Option<String>,
    text: String,
}

/// Answers one query, or all lines of a file.
pub fn run(mut question: Question) -> Result<Status> {
    let queries = question.queries.take();
    let query = if queries.is_none() { Some(first_word(&mut question.words)?) } else { None };
    if queries.as_deref().is_some_and(is_stdin) && question.words.iter().any(|path| is_stdin(path)) {
        return Err(Error::new(ErrorKind::Usage, "queries and articles cannot both come from standard input"));
    }
    // The file is opened before the articles are read, so that a misspelt name is told at once.
    let queries = queries.map(|path| open(&path)).transpose()?;
    // A word that was meant as a folder, or a folder that was forgotten, would else be answered from other articles.
    if question.words.is_empty() {
        complaints::say("no PATH is given; looking through the built-in dossier");
    }
    if let Some(query) = &query {
        tell_loose_word(query, &question.words);
        tell_filter(query);
    }
    let gathered = Gathered::load(Sources {
        paths: question.words,
        filter: question.filter,
        no_cache: question.no_cache,
        no_memory: question.no_memory,
        amend: question.amend,
    })?;
    let finder = Finder {
        filtered: gathered.selection != gathered.store.everything(),
        gathered,
        within: question.within.into(),
        limit: question.limit,
    };
    let found = match (queries, query) {
        (Some(queries), _) => finder.answer_all(queries),
        (None, Some(query)) => finder.answer_one(&query, question.format).inspect(|found| {
            if !found {
                finder.tell_nothing(&query);
            }
        }),
        (None, None) => Ok(false),
    };
    match found {
        Ok(found) => Ok(finder.gathered.complaints.status(found)),
        Err(error) => written(Err(error)).map(|()| Status::Done),
    }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == load::STANDARD_INPUT
}

/// Says how a query of several words is written, where the second one stands as if it were a file.
fn tell_loose_word(query: &str, paths: &[PathBuf]) {
    let is_loose = |path: &&PathBuf| {
        let is_word = path.components().count() == 1 && path.extension().is_none();
        is_word && !is_stdin(path) && !path.exists() && (paths.len() > 1 || !query.contains(' '))
    };
    if let Some(word) = paths.first().filter(is_loose).map(|path| path.display()) {
        let message =
            format!("`{word}` is no file or folder; several words to look up are one QUERY: '{query} {word}'");
        complaints::say(&message);
    }
}

/// Says where a term of a filter would be looked up as words.
fn tell_filter(query: &str) {
    if let Some(term) =
        query.split_whitespace().find(|word| begins_with_field(word.trim_start_matches(['-', '!']), ':'))
    {
        complaints::say(&format!("`{term}` is looked up as words; as a filter it is --filter '{term}'"));
    }
}

fn first_word(words: &mut Vec<PathBuf>) -> Result<String> {
    if words.first().is_none_or(|word| word.to_string_lossy().trim().is_empty()) {
        let message = "nothing to look up; give a QUERY, or --queries FILE (see `briefing find --help`)";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    Ok(words.remove(0).to_string_lossy().into_owned())
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if is_stdin(path) {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file =
        File::open(path).map_err(|error| Error::at(ErrorKind::Read, path, format!("cannot be read: {error}")))?;
    Ok(Box::new(BufReader::new(file)))
}

/// What is looked through, and how.
struct Finder {
    gathered: Gathered,
    /// Whether anything is left out by the filter.
    filtered: bool,
    within: fuzzy::Within,
    limit: usize,
}

/// Letters of a query that found nothing which are told again.
const MOST_SHOWN: usize = 120;

impl Finder {
    fn look_up(&self, query: &str) -> (Vec<Hit>, u64) {
        let Gathered { store, selection, .. } = &self.gathered;
        let start = Instant::now();
        let hits = fuzzy::look_up(store, query, self.within, self.filtered.then_some(selection), self.limit);
        (hits, start.elapsed().as_micros() as u64)
    }

    fn tell_nothing(&self, query: &str) {
        if self.limit == 0 {
            complaints::say("--limit 0 leaves nothing to list");
        } else if self.gathered.store.is_empty() {
            self.gathered.tell_blame();
        } else {
            let shown: String = query.chars().take(MOST_SHOWN).collect();
            let more = if shown.len() < query.len() { "…" } else { "" };
            let elsewhere = self.elsewhere(query).unwrap_or_default();
            complaints::say(&format!("nothing found for `{shown}{more}`{elsewhere}"));
            if query.split_whitespace().all(|word| word.len() > 1 && word.starts_with(['!', '-'])) {
                complaints::say("it only leaves out; name a word to look for, too");
            }
            self.gathered.tell_blame();
        }
    }

    /// What is said of articles that have the words in their text.
    fn elsewhere(&self, query: &str) -> Option<String> {
        let query = self.gathered.query.clone().and(Query::of_words(query)?);
        let texts = self.gathered.store.select(&query).articles.len() as usize;
        let told = || format!(", but the text of {} has it: --filter '{query}'", brief::count(texts, "article"));
        (texts > 0).then(told)
    }

    fn answer_one(&self, query: &str, format: FindFormat) -> io::Result<bool> {
        let (hits, micros) = self.look_up(query);
        let mut output = Output::new();
        match format {
            FindFormat::Jsonl => output.line(|line| record::write(line, &self.answer(query, &hits, micros)))?,
            FindFormat::Text => output.line(|lines| self.table(&hits).write(lines, output::width()))?,
        }
        output.flush()?;
        match hits.first() {
            Some(best) if best.is_far_fetched() => {
                complaints::say(&format!("nothing fits `{query}`; what comes nearest is listed"));
            }
            Some(best) if !best.has_all() => {
                let lacking = best.lacking_of(query).join("`, `");
                complaints::say(&format!("nothing fits all of `{query}`: the best is without `{lacking}`"));
            }
            _ => {}
        }
        Ok(!hits.is_empty())
    }

    /// One line for every line, each at once; a line without words has no results.
    fn answer_all(&self, queries: impl BufRead) -> io::Result<bool> {
        let mut output = Output::new();
        let mut found = false;
        for line in Lines::with_blank_ones(queries) {
            let line = line?.bytes.unwrap_or_default();
            let query = String::from_utf8_lossy(&line);
            let (hits, micros) = self.look_up(query.trim());
            found |= !hits.is_empty();
            output.line(|line| record::write(line, &self.answer(&query, &hits, micros)))?;
            output.flush()?;
        }
        Ok(found)
    }

    fn answer<'a>(&self, query: &'a str, hits: &[Hit], micros: u64) -> Answer<'a> {
        Answer { query, micros, results: hits.iter().filter_map(|hit| self.answered(hit)).collect() }
    }

    fn answered(&self, hit: &Hit) -> Option<Answered> {
        let store = &self.gathered.store;
        let article = store.article(hit.article)?;
        let statement = hit.statement.and_then(|id| store.statement(id));
        let speaker = statement.as_ref().and_then(|(_, statement)| statement.speaker.as_ref()).map(|speaker| {
            let actor = speaker.actor.as_deref().and_then(|id| article.actors.iter().find(|actor| actor.id == id));
            actor.map_or(&speaker.text, |actor| &actor.name).clone()
        });
        let (start, end) = (hit.span.start, hit.span.end);
        let given = article.title.as_ref().filter(|_| hit.span.is_empty() && hit.statement.is_none());
        let text = given.map_or_else(|| hit.span.of(&article.text), |title| title.text.as_str());
        Some(Answered { article: article.id.clone(), start, end, score: hit.score, speaker, text: text.to_owned() })
    }

    fn table(&self, hits: &[Hit]) -> Table {
        let columns = [right(), left(0), left(24), left(32), left(0)];
        let mut table = Table::new(&columns).headed(&["fit", "date", "speaker", "article", "words"]);
        for (hit, found) in hits.iter().filter_map(|hit| Some((hit, self.answered(hit)?))) {
            let (fit, date) = (format!("{} %", found.score), self.date(hit));
            let told = self.told(hit).unwrap_or(found.text);
            let words = if told.is_empty() { "no headline" } else { &told };
            table.row([&fit, &date, found.speaker.as_deref().unwrap_or(""), &found.article, words]);
        }
        table
    }

    /// What a statement says, behind the words that cite it: whether it is hoped or denied.
    fn told(&self, hit: &Hit) -> Option<String> {
        let (at, statement) = self.gathered.store.statement(hit.statement?)?;
        Some(brief::told_per(&*self.gathered.store.article(at)?, &statement))
    }

    /// When it happened or was said, else when its article was published or may have been; nothing for an actor.
    fn date(&self, hit: &Hit) -> String {
        let store = &self.gathered.store;
        if hit.actor.is_some() {
            return String::new();
        }
        let happened = hit.event.and_then(|id| store.when(id)).map(when::range);
        let otherwise = || match hit.statement {
            Some(id) => when::said(store, id),
            None => when::published(store, hit.article),
        };
        happened.or_else(otherwise).unwrap_or_default()
    }
}

impl From<Within> for fuzzy::Within {
    fn from(within: Within) -> Self {
        match within {
            Within::Statements => Self::Statements,
            Within::Articles => Self::Articles,
            Within::Actors => Self::Actors,
            Within::Events => Self::Events,
        }
    }
}
