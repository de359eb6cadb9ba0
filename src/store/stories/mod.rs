//! The same thing, once: articles that are near-copies of one another as one story, and statements that several articles
//! carry as one, with who carried them first, which outlets have them, and where these differ.
//!
//! Found as the articles come, each compared with a bounded number of earlier ones, so that all together take a time that
//! grows as the collection does. `shingles` finds what may be the same, `alike` compares wordings with what `lexis` knows
//! of words, `carried` and `copies` decide, `group` keeps what was decided, `first` tells who came
//! first, `suggested` dates the undated by it and by the events that `told` keeps, `comparison` lays two articles beside
//! each other, `kin` says which.

mod alike;
mod carried;
mod comparison;
mod copies;
mod first;
mod group;
mod kin;
mod lexis;
mod shingles;
mod suggested;
mod told;

pub use alike::Wording;
pub use carried::Differs;
pub use comparison::{Comparison, Found, Passage, Side};
pub use first::Carriage;
pub use kin::Kin;
pub use suggested::{Reason, Suggestion};

use super::kept::{Bytes, Keeps};
use super::words::Vocabulary;
use super::{ArticleId, EventId, StatementId, Store};
use group::Occurrence;
use lexis::Lexis;
use roaring::RoaringBitmap;

/// What occurs more than once in a store.
#[derive(Debug, Default)]
pub struct Stories {
    lexis: Lexis,
    copies: copies::Copies,
    carried: carried::Carried,
    told: told::Told,
}

impl Keeps for Stories {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { lexis: _, copies, carried, told } = self;
        copies.keep(to);
        carried.keep(to);
        told.keep(to);
    }

    /// Without what is known of words; see [`Stories::learn`].
    fn recall(from: &mut Bytes) -> Option<Self> {
        let (copies, carried, told) = (Keeps::recall(from)?, Keeps::recall(from)?, Keeps::recall(from)?);
        Some(Self { lexis: Lexis::default(), copies, carried, told })
    }
}

impl Stories {
    /// Takes note of words that are new.
    pub(super) fn learn(&mut self, vocabulary: &Vocabulary) {
        self.lexis.grow(vocabulary);
    }

    /// Takes an article that is in the store, the last one.
    pub(super) fn add(&mut self, store: &Store, article: ArticleId) {
        self.lexis.grow(&store.index.vocabulary);
        self.copies.add(store, &self.lexis, article.0);
        for statement in store.statements_of(article) {
            self.carried.add(store, &self.lexis, statement.0);
        }
        self.told.add(store, article);
    }

    /// All near-copies of an article, itself among them, in the order of the store, each with how it differs from the
    /// first; none where it is the only one.
    pub fn copies(&self, article: ArticleId) -> &[(u32, Wording)] {
        self.copies.groups.of(article.0)
    }

    /// How many outlets have the story of an article.
    pub fn outlets(&self, article: ArticleId) -> u32 {
        self.copies.groups.outlets(article.0)
    }

    /// All statements that are the same as this one, itself among them, in the order of the store, each with how it
    /// differs from the first; none where it is the only one.
    pub fn carriers(&self, statement: StatementId) -> &[(u32, Differs)] {
        self.carried.groups.of(statement.0)
    }

    /// How many outlets carry a statement without saying the contrary.
    pub fn carried(&self, statement: StatementId) -> u32 {
        self.carried.groups.outlets(statement.0)
    }

    /// What stands for an article in a list that tells everything once: the near-copy that came first into the store.
    pub fn story(&self, article: ArticleId) -> ArticleId {
        ArticleId(self.copies.groups.leader(article.0))
    }

    /// What stands for a statement in such a list. What says the contrary stands for itself.
    pub fn same(&self, statement: StatementId) -> StatementId {
        let contrary = self.differs(statement).is_some_and(|differs| differs.wording == Wording::Contrary);
        if contrary { statement } else { StatementId(self.carried.groups.leader(statement.0)) }
    }

    /// Whether an article has near-copies.
    pub fn is_copied(&self, article: ArticleId) -> bool {
        self.copies.groups.is_joined(article.0)
    }

    /// Whether a statement is carried more than once.
    pub fn is_carried(&self, statement: StatementId) -> bool {
        self.carried.groups.is_joined(statement.0)
    }

    /// How a statement differs from the first of those that are the same; `None` where it is the only one.
    pub fn differs(&self, statement: StatementId) -> Option<Differs> {
        self.carried.groups.differs(statement.0)
    }

    /// The statements that at least so many outlets carry.
    pub(super) fn carried_by(&self, outlets: u32) -> RoaringBitmap {
        let mut statements: Vec<u32> = self.carried.groups.with_outlets(outlets).collect();
        statements.sort_unstable();
        RoaringBitmap::from_sorted_iter(statements).unwrap_or_default()
    }

    /// The dated articles that tell of an event whose year its own article leaves open.
    fn tellers(&self, store: &Store, event: EventId) -> Vec<ArticleId> {
        self.told.tellers(store, &self.lexis, event)
    }

    /// How many stories have near-copies, and how many statements are carried more than once.
    pub fn counts(&self) -> (usize, usize) {
        (self.copies.groups.count(), self.carried.groups.count())
    }
}

impl Store {
    /// What occurs more than once.
    pub fn stories(&self) -> &Stories {
        &self.stories
    }

    /// A date that an article without one may have.
    pub fn suggested_date(&self, article: ArticleId) -> Option<Suggestion> {
        suggested::suggested(self, article)
    }
}

fn occurrence(store: &Store, thing: u32, article: ArticleId) -> Occurrence {
    Occurrence { thing, article: article.0, publisher: store.index.sources_of.of_article(article.0).first().copied() }
}

#[cfg(test)]
mod tests;
