//! Who carried a statement or a story first, and how the others differ from it.

use super::carried::{Side, judged};
use super::{Differs, Wording};
use crate::model::PartialDate;
use crate::sorting;
use crate::store::{ArticleId, StatementId, Store};

/// A statement as the outlets carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carriage {
    /// As it was published first.
    pub first: StatementId,
    /// The others by day of publication, the undated last, each with how it differs from the first.
    pub others: Vec<(StatementId, Differs)>,
}

impl Store {
    /// All that carry the statement; `None` where only one does.
    pub fn carriage(&self, statement: StatementId) -> Option<Carriage> {
        let mut carriers = self.carriers_by_day(statement).into_iter();
        let first = carriers.next()?;
        Some(Carriage { first, others: carriers.map(|other| (other, self.differs(first, other))).collect() })
    }

    /// All that carry the statement, the one that was published first before the others by day of publication, the undated
    /// last; none where only one does.
    pub fn carriers_by_day(&self, statement: StatementId) -> Vec<StatementId> {
        let Some(first) = self.first_carrier(statement) else { return Vec::new() };
        let mut all: Vec<_> = self.stories().carriers(statement).iter().map(|(one, _)| StatementId(*one)).collect();
        sorting::by_key(&mut all, |one| (*one != first, self.published_at(self.article_of(*one)), *one));
        all
    }

    /// Of all that carry the statement the one that was published first; `None` where only one does. What says the
    /// contrary comes first only among its like.
    pub fn first_carrier(&self, statement: StatementId) -> Option<StatementId> {
        let carriers = self.stories().carriers(statement).iter();
        let key = |(other, differs): &&(u32, Differs)| {
            let other = StatementId(*other);
            (differs.wording == Wording::Contrary, self.published_at(self.article_of(other)), other)
        };
        carriers.min_by_key(key).map(|(other, _)| StatementId(*other))
    }

    /// Of all that carry the statement the one that is known to have been published first: before all others that are dated
    /// stand, by their days or, on one day, by their clocks. `None` where nobody can tell.
    pub fn known_first(&self, statement: StatementId) -> Option<StatementId> {
        let first = self.first_carrier(statement)?;
        let day = |one: StatementId| self.published(self.article_of(one));
        let began = day(first)?;
        let others = self.stories().carriers(statement).iter().map(|(other, _)| StatementId(*other));
        let mut others = others.filter(|other| self.article_of(*other) != self.article_of(first)).filter_map(day);
        others.all(|other| is_before(began, other)).then_some(first)
    }

    /// Of the near-copies of an article the one that was published first; the article itself where there are none.
    pub fn first_copy(&self, article: ArticleId) -> ArticleId {
        let copies = self.stories().copies(article).iter().map(|(other, _)| ArticleId(*other));
        copies.min_by_key(|other| (self.published_at(*other), *other)).unwrap_or(article)
    }

    fn article_of(&self, statement: StatementId) -> ArticleId {
        ArticleId(self.article_of.get(statement.0 as usize).copied().unwrap_or_default())
    }

    /// A key that puts the undated last.
    fn published_at(&self, article: ArticleId) -> (bool, Option<i64>) {
        let minute = self.index.published.get(article.0 as usize).copied().flatten();
        (minute.is_none(), minute)
    }

    /// How one statement differs from another that carries the same.
    pub fn differs(&self, first: StatementId, other: StatementId) -> Differs {
        let sides = Side::of(self, first.0).zip(Side::of(self, other.0));
        let found = sides.and_then(|(first, other)| judged(&self.stories().lexis, &first, &other));
        // What is the same by way of a third wording differs in words at least.
        found.unwrap_or(Differs { wording: Wording::Other, speaker: false })
    }
}

/// Whether one date is over when the other begins.
fn is_before(one: PartialDate, other: PartialDate) -> bool {
    let clocks = one.known_time().zip(other.known_time());
    match (one.last_day(), other.first_day()) {
        (Some(last), Some(first)) if last == first => clocks.is_some_and(|(one, other)| one < other),
        (Some(last), Some(first)) => last < first,
        _ => false,
    }
}
