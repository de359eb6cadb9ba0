//! `briefing timeline`: the dated events in order, those without a year at the end.

use super::Status;
use super::args::List;
use super::gather::Gathered;
use super::list::{self, Row};
use crate::Result;
use crate::export::table::{Column, left};
use crate::model::{Article, Event, PartialDate, Precision};
use crate::store::timeline::{Axis, points};
use serde::Serialize;

/// Lists the dated events of the selected articles.
pub fn run(list: List) -> Result<Status> {
    list::run(list, |gathered: &Gathered, emit| {
        let points = points(&gathered.store, &gathered.selection, Axis::Events, None);
        for point in points.dated.iter().chain(&points.undated) {
            let event = point.event.and_then(|id| gathered.store.event(id));
            if let (Some((_, event)), Some(article)) = (event, gathered.store.article(point.article)) {
                emit(&Line::new(article, event))?;
            }
        }
        Ok(())
    })
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
    /// Names of the actors in the sentence.
    actors: Vec<String>,
}

impl Line {
    fn new(article: &Article, event: &Event) -> Self {
        let name = |id: &String| article.actors.iter().find(|actor| actor.id == *id).map(|actor| actor.name.clone());
        Self {
            date: event.when.date,
            end_date: event.when.end_date,
            precision: event.when.precision,
            article: article.id.clone(),
            start: event.span.start,
            end: event.span.end,
            expression: event.span.of(&article.text).to_owned(),
            sentence: event.sentence.of(&article.text).to_owned(),
            actors: event.actors.iter().filter_map(name).collect(),
        }
    }

    /// `2025-02-17`, or both ends of a range.
    fn when(&self) -> String {
        self.end_date.map_or(self.date.to_string(), |end| format!("{}/{end}", self.date))
    }
}

impl Row for Line {
    const COLUMNS: &'static [Column] = &[left(0), left(20), left(24), left(0)];
    const FIELDS: &'static [&'static str] =
        &["date", "end_date", "precision", "article", "start", "end", "expression", "sentence", "actors"];

    fn cells(&self) -> Vec<String> {
        vec![self.when(), self.expression.clone(), self.article.clone(), self.sentence.clone()]
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
        ]
    }
}
