//! `briefing timeline`: the dated events in order, those without a year at the end.

use super::Status;
use super::args::Timeline;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::error::{Error, ErrorKind, Result};
use crate::export::table::{Column, left};
use crate::model::{Article, PartialDate, Precision, When};
use crate::store::timeline::{Axis, points};
use crate::store::{EventId, Store};
use crate::ui::when;
use serde::Serialize;

/// Lists the dated events of the selected articles, each once however often its article tells it.
pub fn run(timeline: Timeline) -> Result<Status> {
    let Timeline { list, from, to } = timeline;
    let days = from.and_then(PartialDate::first_day).zip(to.and_then(PartialDate::last_day));
    if days.is_some_and(|(first, last)| first > last) {
        return Err(Error::new(ErrorKind::Usage, "--from is after --to: nothing can happen between them"));
    }
    list::run(list, |gathered: &Gathered, emit| {
        let points = points(&gathered.store, &gathered.selection, Axis::Events, None).of_time(&gathered.query);
        for point in points.iter() {
            if point.when.is_some_and(|when| happened(when, from, to))
                && let Some(line) = point.event.and_then(|id| Line::new(&gathered.store, id))
            {
                emit(&line)?;
            }
        }
        Ok(())
    })
}

/// Whether any day of the event lies between the beginning of `from` and the end of `to`. What has no year does not,
/// where either is given; nor does what lasts longer than the time between both.
fn happened(when: When, from: Option<PartialDate>, to: Option<PartialDate>) -> bool {
    let first = when.date.first_day();
    let last = when.end_date.unwrap_or(when.date).last_day();
    let late_enough = |from: PartialDate| last.is_some_and(|last| from.first_day().is_some_and(|from| last >= from));
    let early_enough = |to: PartialDate| first.is_some_and(|first| to.last_day().is_some_and(|to| first <= to));
    let between = from.zip(to).map(|(from, to)| When::between(from, to));
    from.is_none_or(late_enough) && to.is_none_or(early_enough) && between.is_none_or(|time| when.is_of(time))
}

/// An event on one line.
#[derive(Debug, Serialize)]
struct Line {
    date: PartialDate,
    end_date: Option<PartialDate>,
    precision: Precision,
    article: String,
    start: u32,
    end: u32,
    /// The words that stand for the date.
    expression: String,
    sentence: String,
    /// Names of the actors in the sentences that tell it.
    actors: Vec<String>,
    /// Where the article tells it again.
    again: Vec<Again>,
}

/// A further place that tells an event.
#[derive(Debug, Serialize)]
struct Again {
    start: u32,
    end: u32,
    expression: String,
    sentence: String,
}

impl Line {
    fn new(store: &Store, id: EventId) -> Option<Self> {
        let (article, event) = store.event(id)?;
        let article = store.article(article)?;
        let mut line = Self {
            date: event.when.date,
            end_date: event.when.end_date,
            precision: event.when.precision,
            article: article.id.clone(),
            start: event.span.start,
            end: event.span.end,
            expression: event.span.of(&article.text).to_owned(),
            sentence: event.sentence.of(&article.text).to_owned(),
            actors: Vec::new(),
            again: Vec::new(),
        };
        for (place, (_, event)) in store.tellings(id).enumerate().filter_map(|(n, id)| Some((n, store.event(id)?))) {
            for name in event.actors.iter().filter_map(|id| name_of(&article, id)) {
                if !line.actors.contains(name) {
                    line.actors.push(name.clone());
                }
            }
            if place > 0 {
                let expression = event.span.of(&article.text).to_owned();
                let sentence = event.sentence.of(&article.text).to_owned();
                line.again.push(Again { start: event.span.start, end: event.span.end, expression, sentence });
            }
        }
        Some(line)
    }

    /// As people read it: `17 Feb 2025`, `17–19 Feb 2025`, `spring ····` where the year is unknown.
    fn when(&self) -> String {
        match self.end_date {
            Some(end) => when::range(When::between(self.date, end)),
            None => when::minute(self.date),
        }
    }
}

fn name_of<'a>(article: &'a Article, id: &str) -> Option<&'a String> {
    article.actors.iter().find(|actor| actor.id == *id).map(|actor| &actor.name)
}

impl Row for Line {
    const NOUN: &'static str = "dated event";
    const COLUMNS: &'static [Column] = &[left(0), left(20), left(24), left(0)];
    const FIELDS: &'static [&'static str] =
        &["date", "end_date", "precision", "article", "start", "end", "expression", "sentence", "actors", "places"];

    fn cells(&self) -> Vec<String> {
        let places = self.again.len() + 1;
        let often = if places > 1 { format!(" ({places}×)") } else { String::new() };
        vec![self.when(), format!("{}{often}", self.expression), self.article.clone(), self.sentence.clone()]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.date.to_string(),
            self.end_date.map(|date| date.to_string()).unwrap_or_default(),
            format!("{:?}", self.precision).to_lowercase(),
            self.article.clone(),
            self.start.to_string(),
            self.end.to_string(),
            self.expression.clone(),
            self.sentence.clone(),
            self.actors.join("; "),
            (self.again.len() + 1).to_string(),
        ]
    }
}
