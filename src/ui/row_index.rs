//! Which row everything has in the lists of a view, so that nothing has to be searched for while a key waits.

use crate::store::timeline::Points;
use crate::store::{ArticleId, EventId, StatementId, Store};
use rustc_hash::FxHashSet;

/// The rows of articles, statements and dates; made by the worker together with the lists.
#[derive(Clone, Debug, Default)]
pub struct RowIndex {
    articles: Vec<u32>,
    /// Row of the first listed statement of each article.
    statements: Vec<u32>,
    /// Row of each statement.
    said: Vec<u32>,
    /// Row of each event, or of each article, in the timeline.
    events: Vec<u32>,
    published: Vec<u32>,
}

/// Stands for no row.
const NONE: u32 = u32::MAX;

impl RowIndex {
    /// The index of lists of what is in the store.
    pub fn of(store: &Store, articles: &[ArticleId], statements: &[StatementId], points: &Points) -> Self {
        let mut index = Self {
            articles: rows(store.len(), articles.iter().map(|id| id.0)),
            said: rows(store.statement_count(), statements.iter().map(|id| id.0)),
            statements: rows(store.len(), statements.iter().filter_map(|id| Some(store.holder(*id)?.0))),
            ..Self::default()
        };
        index.share(store, articles, statements);
        let points = || points.iter();
        match points().next().map(|point| point.event) {
            Some(Some(_)) => {
                index.events = rows(store.event_count(), points().map(|point| point.event.map_or(NONE, |id| id.0)));
            }
            Some(None) => index.published = rows(store.len(), points().map(|point| point.article.0)),
            None => {}
        }
        index
    }

    /// Gives what the lists leave out as told already the row of what tells it; each group once, however often it is listed.
    fn share(&mut self, store: &Store, articles: &[ArticleId], statements: &[StatementId]) {
        let stories = store.stories();
        let mut told = FxHashSet::default();
        for (row, article) in (0..).zip(articles).filter(|(_, article)| stories.is_copied(**article)) {
            let copies = stories.copies(*article);
            if told.insert(copies.first().map(|(first, _)| *first)) {
                for (other, _) in copies {
                    lend(&mut self.articles, *other, row);
                }
            }
        }
        let mut told = FxHashSet::default();
        for (row, statement) in (0..).zip(statements).filter(|(_, statement)| stories.is_carried(**statement)) {
            let carriers = stories.carriers(*statement);
            if told.insert(carriers.first().map(|(first, _)| *first)) {
                for (other, _) in carriers {
                    lend(&mut self.said, *other, row);
                    let holder = store.holder(StatementId(*other)).map(|article| article.0);
                    if let Some(article) = holder {
                        lend(&mut self.statements, article, row);
                    }
                }
            }
        }
    }

    /// The row of an article.
    pub fn article(&self, id: ArticleId) -> Option<usize> {
        row(&self.articles, id.0)
    }

    /// The row of a statement.
    pub fn statement(&self, id: StatementId) -> Option<usize> {
        row(&self.said, id.0)
    }

    /// The row of the first listed statement of an article.
    pub fn statements_of(&self, id: ArticleId) -> Option<usize> {
        row(&self.statements, id.0)
    }

    /// The row of an event in a timeline of events.
    pub fn event(&self, id: EventId) -> Option<usize> {
        row(&self.events, id.0)
    }

    /// The row of an article in a timeline of publication.
    pub fn published(&self, id: ArticleId) -> Option<usize> {
        row(&self.published, id.0)
    }
}

/// For each of `count` things its first row, from the things in the order of their rows.
fn rows(count: usize, things: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut rows = vec![NONE; count];
    for (row, thing) in (0..).zip(things) {
        if let Some(first) = rows.get_mut(thing as usize).filter(|first| **first == NONE) {
            *first = row;
        }
    }
    rows
}

/// Gives a thing without a row one.
fn lend(rows: &mut [u32], thing: u32, row: u32) {
    if let Some(own) = rows.get_mut(thing as usize).filter(|own| **own == NONE) {
        *own = row;
    }
}

fn row(rows: &[u32], thing: u32) -> Option<usize> {
    rows.get(thing as usize).filter(|row| **row != NONE).map(|row| *row as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_row_counts() {
        let found = rows(4, [2, 0, 2, 9].into_iter());
        assert_eq!((0..5).map(|thing| row(&found, thing)).collect::<Vec<_>>(), [Some(1), None, Some(0), None, None]);
    }
}
