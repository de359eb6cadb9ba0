//! The in-memory article store: owns the articles, and everyone else holds ids.
//!
//! Articles are only ever added. Statements and events of all articles are numbered through, so that a selection of
//! statements is a bitmap; actors, themes, sources and words are interned.

mod bits;
pub mod facet;
mod forward;
pub mod fuzzy;
pub mod index;
pub mod keyphrase;
pub mod matrix;
mod phrase;
pub mod profile;
pub mod query;
pub mod relevance;
mod retold;
pub mod roster;
pub mod stories;
pub mod stream;
pub mod timeline;
pub mod trail;
pub mod words;

#[cfg(test)]
mod sample;

pub use facet::{Count, Facet};
pub use query::Query;
pub use roster::{Entry, Roster};

use crate::model::{Article, Event, Statement};
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;

/// Place of an article in the store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

/// Place of a statement among all statements of the store, in article order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(pub u32);

/// Place of an event among all events of the store, in article order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(pub u32);

/// What a query selects, for a list of articles and for a list of statements. Each is judged by itself (see
/// [`query`]): `-by:name` selects the articles without a statement by that actor, and all statements by others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Selected [`ArticleId`]s.
    pub articles: RoaringBitmap,
    /// Selected [`StatementId`]s.
    pub statements: RoaringBitmap,
}

// Bitmaps of numbers are equal to themselves.
impl Eq for Selection {}

/// All articles of a session, with their indices.
#[derive(Debug, Default)]
pub struct Store {
    articles: Vec<Article>,
    by_id: FxHashMap<String, u32>,
    /// For every id that came more than once, the last number given to it.
    repeated: FxHashMap<String, u32>,
    /// For every article the id of its first statement.
    first_statement: Vec<u32>,
    /// For every statement its article.
    article_of: Vec<u32>,
    /// For every article the id of its first event.
    first_event: Vec<u32>,
    /// For every event the one of its article that tells the same first.
    told_first: Vec<u32>,
    index: index::Index,
    stories: stories::Stories,
    suggestions: keyphrase::Cache,
}

impl Store {
    /// Adds an article and returns its place. An id that is taken gets `~2`, `~3`….
    pub fn add(&mut self, mut article: Article) -> ArticleId {
        article.id = self.free_id(&article.id);
        let (at, statement, event) =
            (self.articles.len() as u32, self.article_of.len() as u32, self.told_first.len() as u32);
        self.index.add(&article, at, statement, event);
        self.by_id.insert(article.id.clone(), at);
        self.first_statement.push(statement);
        self.first_event.push(event);
        self.article_of.extend(std::iter::repeat_n(at, article.statements.len()));
        self.told_first.extend(retold::first_tellings(&article).into_iter().map(|place| event + place));
        shrink(&mut article);
        self.articles.push(article);
        let mut stories = std::mem::take(&mut self.stories);
        stories.add(self, ArticleId(at));
        self.stories = stories;
        ArticleId(at)
    }

    fn free_id(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        while self.by_id.contains_key(&free) {
            let number = self.repeated.entry(id.to_owned()).or_insert(1);
            *number += 1;
            free = format!("{id}~{number}");
        }
        free
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
        self.article_of.len()
    }

    /// How many events there are in all.
    pub fn event_count(&self) -> usize {
        self.told_first.len()
    }

    /// The article at a place.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id.0 as usize)
    }

    /// All articles with their places, in order.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        (0..).map(ArticleId).zip(&self.articles)
    }

    /// The place of the article with an id, which survives a reload as places do not.
    pub fn find(&self, id: &str) -> Option<ArticleId> {
        self.by_id.get(id).copied().map(ArticleId)
    }

    /// The statement at a place, with its article.
    pub fn statement(&self, id: StatementId) -> Option<(ArticleId, &Statement)> {
        let article = *self.article_of.get(id.0 as usize)?;
        let at = id.0 - self.first_statement[article as usize];
        Some((ArticleId(article), self.articles[article as usize].statements.get(at as usize)?))
    }

    /// The statements of an article, as ids.
    pub fn statements_of(&self, id: ArticleId) -> impl Iterator<Item = StatementId> + use<> {
        self.span_of(id.0).map(StatementId)
    }

    /// The numbers of the statements of an article.
    fn span_of(&self, article: u32) -> std::ops::Range<u32> {
        let end = self.article_of.len() as u32;
        let first = |article: usize| self.first_statement.get(article).copied().unwrap_or(end);
        first(article as usize)..first(article as usize + 1)
    }

    /// The event at a place, with its article.
    pub fn event(&self, id: EventId) -> Option<(ArticleId, &Event)> {
        let article = self.first_event.partition_point(|first| *first <= id.0).checked_sub(1)?;
        let at = (id.0 - self.first_event[article]) as usize;
        Some((ArticleId(article as u32), self.articles[article].events.get(at)?))
    }

    /// The events of an article, as ids.
    pub fn events_of(&self, id: ArticleId) -> impl Iterator<Item = EventId> + use<> {
        let first = self.first_event.get(id.0 as usize).copied().unwrap_or(0);
        let count = self.article(id).map_or(0, |a| a.events.len() as u32);
        (first..first + count).map(EventId)
    }

    /// All places of the article that tell the event, its own among them.
    pub fn tellings(&self, id: EventId) -> impl Iterator<Item = EventId> + '_ {
        let first = self.first_telling(id);
        let all = self.event(id).map(|(article, _)| self.events_of(article));
        all.into_iter().flatten().filter(move |event| self.first_telling(*event) == first)
    }

    /// The event of the same article that tells the same first; the event itself where none does.
    pub fn first_telling(&self, id: EventId) -> EventId {
        self.told_first.get(id.0 as usize).map_or(id, |first| EventId(*first))
    }

    /// Key phrases that the articles share, to be offered as themes; see [`keyphrase`]. Found anew when the store has
    /// grown, which takes a moment: not for the interface thread.
    pub fn suggested_themes(&self) -> std::sync::Arc<[keyphrase::KeyPhrase]> {
        self.suggestions.of(self)
    }

    /// All words of the store.
    pub fn vocabulary(&self) -> &words::Vocabulary {
        &self.index.vocabulary
    }

    /// All actors of the store, with their articles and statements.
    pub fn actors(&self) -> &Roster {
        &self.index.actors
    }

    /// All themes of the store, with their articles and statements.
    pub fn themes(&self) -> &Roster {
        &self.index.themes
    }

    /// All publishers of the store, with their articles and statements.
    pub fn sources(&self) -> &Roster {
        &self.index.sources
    }

    /// Everything there is.
    pub fn everything(&self) -> Selection {
        let mut all = Selection::default();
        all.articles.insert_range(0..self.articles.len() as u32);
        all.statements.insert_range(0..self.article_of.len() as u32);
        all
    }

    /// What a query selects.
    pub fn select(&self, query: &Query) -> Selection {
        query::eval::select(self, query)
    }
}

/// Lets go of the room that lists and texts had left over to grow; articles stay for as long as the store.
fn shrink(article: &mut Article) {
    article.text.shrink_to_fit();
    article.body.shrink_to_fit();
    article.statements.shrink_to_fit();
    for statement in &mut article.statements {
        statement.content.shrink_to_fit();
        statement.themes.shrink_to_fit();
    }
    article.actors.shrink_to_fit();
    article.actors.iter_mut().for_each(|actor| actor.mentions.shrink_to_fit());
    article.themes.shrink_to_fit();
    article.themes.iter_mut().for_each(|theme| theme.mentions.shrink_to_fit());
    article.events.shrink_to_fit();
    article.events.iter_mut().for_each(|event| event.actors.shrink_to_fit());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_id_gets_a_number() {
        let mut store = Store::default();
        for expected in ["a", "a~2", "a~3"] {
            let place = store.add(Article { id: "a".into(), ..Article::default() });
            assert_eq!(store.article(place).unwrap().id, expected);
            assert_eq!(store.find(expected), Some(place));
        }
    }

    #[test]
    fn statements_and_events_lead_back_to_their_articles() {
        let store = sample::store();
        let mut statements = 0;
        for (at, article) in store.articles() {
            for (id, expected) in store.statements_of(at).zip(&article.statements) {
                assert_eq!(store.statement(id), Some((at, expected)));
                statements += 1;
            }
            for (id, expected) in store.events_of(at).zip(&article.events) {
                assert_eq!(store.event(id), Some((at, expected)));
            }
        }
        assert_eq!(statements, store.statement_count());
        assert_eq!(store.statement(StatementId(u32::MAX)), None);
        assert_eq!(store.event(EventId(store.event_count() as u32)), None);
    }
}
