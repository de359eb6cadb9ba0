//! Dates for articles that give none: from an article that has one and is a near-copy, or carries the same statement. A
//! suggestion is shown as such, with its reason; it is not in the record, selects nothing and sorts nothing.

use super::alike::Wording;
use crate::model::PartialDate;
use crate::store::{ArticleId, StatementId, Store};
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
}

/// The date that is suggested for an article; `None` where it has one, or nothing suggests any.
pub(super) fn suggested(store: &Store, article: ArticleId) -> Option<Suggestion> {
    if published(store, article).is_some() {
        return None;
    }
    of_copies(store, article).or_else(|| of_statements(store, article))
}

fn of_copies(store: &Store, article: ArticleId) -> Option<Suggestion> {
    let dated = |(other, _): &(u32, Wording)| Some((published(store, ArticleId(*other))?, *other));
    let (date, other) =
        store.stories().copies(article).iter().filter_map(dated).min_by_key(|(date, _)| date.first_day())?;
    Some(Suggestion { date, article: ArticleId(other), reason: Reason::Copy })
}

/// The day on which most of its statements were carried first, the earliest of equals.
fn of_statements(store: &Store, article: ArticleId) -> Option<Suggestion> {
    let mut days: BTreeMap<_, (usize, Suggestion)> = BTreeMap::new();
    for statement in store.statements_of(article) {
        if let Some(found) = of_statement(store, statement) {
            days.entry(found.date.first_day()).or_insert((0, found)).0 += 1;
        }
    }
    days.into_values().rev().max_by_key(|(count, _)| *count).map(|(_, suggestion)| suggestion)
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

/// The day of publication, where it is known with its year.
fn published(store: &Store, article: ArticleId) -> Option<PartialDate> {
    let date = store.published(article)?;
    date.known_year().and(date.to_day().or(Some(date)))
}
