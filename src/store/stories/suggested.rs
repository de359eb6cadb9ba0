//! Dates for articles that give none: from an article that has one and is a near-copy, carries the same statement, or tells
//! of the same event. A suggestion is shown as such, with its reason; it is not in the record, selects nothing and sorts nothing.

use super::alike::Wording;
use crate::model::PartialDate;
use crate::store::{ArticleId, EventId, StatementId, Store};
use std::collections::BTreeMap;

/// Carriers of a statement that are asked for their date.
const MOST: usize = 64;

/// A date that an undated article may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The day on which the dated article was published.
    pub date: PartialDate,
    /// The dated article.
    pub article: ArticleId,
    /// Why.
    pub reason: Reason,
}

/// Why an undated article may have the date of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is a near-copy.
    Copy,
    /// It carries this statement too.
    Statement(StatementId),
    /// It tells of this event too, on the same day of a year that it leaves open.
    Event(EventId),
}

/// The date that is suggested for an article; `None` where it has one, or nothing suggests any.
pub(super) fn suggested(store: &Store, article: ArticleId) -> Option<Suggestion> {
    if published(store, article).is_some() {
        return None;
    }
    let of_statements = || most_often(store.statements_of(article).filter_map(|one| of_statement(store, one)));
    let of_events = || most_often(store.events_of(article).filter_map(|one| of_event(store, one)));
    of_copies(store, article).or_else(of_statements).or_else(of_events)
}

fn of_copies(store: &Store, article: ArticleId) -> Option<Suggestion> {
    let dated = |(other, _): &(u32, Wording)| Some((published(store, ArticleId(*other))?, *other));
    let (date, other) =
        store.stories().copies(article).iter().filter_map(dated).min_by_key(|(date, _)| date.first_day())?;
    Some(Suggestion { date, article: ArticleId(other), reason: Reason::Copy })
}

/// The day that is suggested most often, the latest of equals: what carries all that others carried was not there before the
/// last of them.
fn most_often(all: impl Iterator<Item = Suggestion>) -> Option<Suggestion> {
    let mut days: BTreeMap<_, (usize, Suggestion)> = BTreeMap::new();
    for found in all {
        days.entry(found.date.first_day()).or_insert((0, found)).0 += 1;
    }
    days.into_values().max_by_key(|(count, _)| *count).map(|(_, suggestion)| suggestion)
}

fn of_statement(store: &Store, statement: StatementId) -> Option<Suggestion> {
    let stories = store.stories();
    stories.differs(statement).filter(|differs| differs.wording != Wording::Contrary)?;
    let dated =
        stories.carriers(statement).iter().take(MOST).filter(|(_, differs)| differs.wording != Wording::Contrary);
    let dated = dated.filter_map(|(other, _)| {
        let article = store.holder(StatementId(*other))?;
        Some((published(store, article)?, article))
    });
    let (date, article) = dated.min_by_key(|(date, _)| date.first_day())?;
    Some(Suggestion { date, article, reason: Reason::Statement(statement) })
}

fn of_event(store: &Store, event: EventId) -> Option<Suggestion> {
    let tellers = store.stories().tellers(store, event).into_iter();
    let dated = tellers.filter_map(|article| Some((published(store, article)?, article)));
    let (date, article) = dated.min_by_key(|(date, article)| (date.first_day(), article.0))?;
    Some(Suggestion { date, article, reason: Reason::Event(event) })
}

/// The day of publication, where it is known with its year.
fn published(store: &Store, article: ArticleId) -> Option<PartialDate> {
    let date = store.published(article)?;
    date.known_year().and(date.to_day().or(Some(date)))
}
