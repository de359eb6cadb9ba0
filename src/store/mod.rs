//! The in-memory article store: owns the articles, and everyone else holds ids.
//!
//! Articles are only ever added. Statements of all articles are numbered through, so that a selection of statements is
//! a bitmap; actors, themes and sources are interned.

pub mod facet;
pub mod fuzzy;
pub mod index;
pub mod query;

pub use facet::{Count, Facet};
pub use query::Query;

use crate::model::{Article, Statement};
use roaring::RoaringBitmap;

/// Place of an article in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// Place of a statement among all statements of the store, in article order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// What a query selects: articles, and statements of those articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Selected [`ArticleId`]s.
    pub articles: RoaringBitmap,
    /// Selected [`StatementId`]s.
    pub statements: RoaringBitmap,
}

/// All articles of a session, with their indices.
#[derive(Debug, Default)]
pub struct Store {
    articles: Vec<Article>,
    /// For every article the id of its first statement.
    first_statement: Vec<u32>,
    statements: u32,
    #[allow(dead_code)]
    index: index::Index,
}

impl Store {
    /// Adds an article and returns its place. An id that is taken gets `~2`, `~3`….
    pub fn add(&mut self, _article: Article) -> ArticleId {
        ArticleId(0)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// How many statements there are in all.
    pub fn statement_count(&self) -> usize {
        self.statements as usize
    }

    /// The article at a place.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id.0 as usize)
    }

    /// The statement at a place, with its article.
    pub fn statement(&self, id: StatementId) -> Option<(ArticleId, &Statement)> {
        let article = self.first_statement.partition_point(|first| *first <= id.0).checked_sub(1)?;
        let at = (id.0 - self.first_statement[article]) as usize;
        Some((ArticleId(article as u32), self.articles[article].statements.get(at)?))
    }

    /// The statements of an article, as ids.
    pub fn statements_of(&self, id: ArticleId) -> impl Iterator<Item = StatementId> + use<> {
        let first = self.first_statement.get(id.0 as usize).copied().unwrap_or(0);
        let count = self.article(id).map_or(0, |a| a.statements.len() as u32);
        (first..first + count).map(StatementId)
    }

    /// What a query selects.
    pub fn select(&self, _query: &Query) -> Selection {
        Selection::default()
    }
}
