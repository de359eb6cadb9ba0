//! The in-memory article store: owns the articles, and everyone else holds ids.
//!
//! Articles are only ever added. Each is kept packed and unpacked when it is looked at; what lists, filters and timelines
//! ask of all of them stands beside it in columns. Statements and events of all articles are numbered through, so that a
//! selection of statements is a bitmap; actors, themes, sources and words are interned. What is to be done for one article
//! alone is done before, in a [`Draft`], by whoever has time for it.

mod archive;
mod bits;
mod columns;
mod draft;
pub mod facet;
mod forward;
pub mod fuzzy;
pub mod ids;
pub mod index;
mod kept;
pub mod keyphrase;
pub mod matrix;
mod opened;
mod outlet;
mod phrase;
pub mod places;
pub mod profile;
pub mod query;
pub mod relevance;
mod retold;
pub mod roster;
pub mod stories;
pub mod stream;
pub mod timeline;
pub mod trail;
mod wording;
pub mod words;

#[cfg(test)]
mod sample;

pub use draft::Draft;
pub use facet::{Count, Facet};
pub use kept::MOST_PACKED;
pub use opened::Held;
pub use places::Places;
pub use query::Query;
pub use roster::{Entry, Roster};
#[cfg(test)]
pub(crate) use sample::{article as sample_article, store as sample_store};

use crate::model::{Article, Event, Kind, PartialDate, Statement, When};
use archive::Archive;
use columns::Columns;
use forward::Lists;
use ids::{Repeated, hash};
use opened::Opened;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use std::sync::Arc;

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

impl Selection {
    /// How many articles and how many statements.
    pub fn counts(&self) -> (u64, u64) {
        (self.articles.len(), self.statements.len())
    }
}

/// All articles of a session, with their indices.
#[derive(Debug, Default)]
pub struct Store {
    archive: Archive,
    opened: Opened,
    /// Articles that would take too long to unpack while a frame is drawn; few are that long.
    long: FxHashMap<u32, Arc<Article>>,
    ids: Vec<Box<str>>,
    /// Places by a hash of the id.
    by_id: FxHashMap<u64, u32>,
    repeated: Repeated,
    /// For every article the id of its first statement.
    first_statement: Vec<u32>,
    /// For every statement its article.
    article_of: Vec<u32>,
    /// For every article the id of its first event.
    first_event: Vec<u32>,
    /// For every event the one of its article that tells the same first.
    told_first: Vec<u32>,
    /// For every event the statements in whose sentence it is told.
    told_within: Lists,
    columns: Columns,
    index: index::Index,
    stories: stories::Stories,
    suggestions: keyphrase::Cache,
}

/// Articles on their way into a store. Nobody can read it meanwhile, so that what leads from words to places is brought up to
/// date for many of them at once: at the end, unless [`Adding::pause`] puts it off, and now and then.
#[derive(Debug)]
pub struct Adding<'a> {
    store: &'a mut Store,
    pauses: bool,
}

impl Adding<'_> {
    /// Adds an article; see [`Store::add`].
    pub fn add(&mut self, article: impl Into<Draft>) -> ArticleId {
        self.store.take(article.into())
    }

    /// The place that the next article gets.
    pub fn next(&self) -> ArticleId {
        ArticleId(self.store.len() as u32)
    }

    /// Goes on later: words are looked up without the last articles until the store is
    /// [settled](Store::settle_some), or many more have come.
    pub fn pause(mut self) {
        self.pauses = true;
    }
}

impl Drop for Adding<'_> {
    fn drop(&mut self) {
        if !self.pauses {
            self.store.index.settle();
        }
    }
}

impl Store {
    /// Adds an article and returns its place. An id that is taken gets `~2`, `~3`….
    pub fn add(&mut self, article: impl Into<Draft>) -> ArticleId {
        self.adding().add(article)
    }

    /// For adding many articles, which takes less time for each than [`Store::add`] does.
    pub fn adding(&mut self) -> Adding<'_> {
        Adding { store: self, pauses: false }
    }

    /// Has words looked up in more articles after a [pause](Adding::pause); false where they are in all. Takes a few
    /// milliseconds each time.
    pub fn settle_some(&mut self) -> bool {
        self.index.settle_some()
    }

    /// Whether words are looked up in all articles.
    pub fn is_settled(&self) -> bool {
        self.index.is_settled()
    }

    fn take(&mut self, mut draft: Draft) -> ArticleId {
        let taken = |hash| self.by_id.contains_key(&hash);
        let id = self.repeated.renamed(&draft.id, taken).unwrap_or_else(|| draft.id.clone());
        let (at, statement, event) =
            (self.archive.len() as u32, self.article_of.len() as u32, self.told_first.len() as u32);
        self.index.add(&draft, at, statement, event);
        self.by_id.insert(hash(&id), at);
        self.ids.push(id.into());
        self.first_statement.push(statement);
        self.first_event.push(event);
        self.article_of.extend(std::iter::repeat_n(at, draft.statements.len()));
        self.told_first.extend(draft.events.iter().map(|one| event + one.first));
        for one in &draft.events {
            self.told_within.add(one.within.iter().map(|place| statement + place));
        }
        self.columns.add(&mut draft, statement);
        self.archive.add(&draft);
        if let Some(whole) = draft.whole.take() {
            let id = self.ids.last().map_or_else(String::new, |id| String::from(&**id));
            self.long.insert(at, Arc::new(Article { id, ..Arc::unwrap_or_clone(whole) }));
        }
        if self.index.published.last() == Some(&None) {
            // What an undated article carries is looked for by its words.
            self.index.settle();
        }
        let mut stories = std::mem::take(&mut self.stories);
        stories.add(self, ArticleId(at));
        self.stories = stories;
        ArticleId(at)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.archive.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.archive.len() == 0
    }

    /// How many statements there are in all.
    pub fn statement_count(&self) -> usize {
        self.article_of.len()
    }

    /// How many events there are in all.
    pub fn event_count(&self) -> usize {
        self.told_first.len()
    }

    /// The article at a place, unpacked; to be asked for what is looked at, and not for everything that is selected.
    pub fn article(&self, id: ArticleId) -> Option<Arc<Article>> {
        let name = self.ids.get(id.0 as usize)?;
        if let Some(long) = self.long.get(&id.0) {
            return Some(Arc::clone(long));
        }
        let Self { archive, index, .. } = self;
        let unpacked = || archive.article(id.0, &index.article_words, &index.vocabulary);
        Some(self.opened.get(id.0, || Article { id: String::from(&**name), ..unpacked() }))
    }

    /// All places, in order.
    pub fn places(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.archive.len() as u32).map(ArticleId)
    }

    /// All articles with their places, in order, each unpacked.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, Arc<Article>)> + '_ {
        self.places().filter_map(|id| Some((id, self.article(id)?)))
    }

    /// The place of the article with an id, which survives a reload as places do not.
    pub fn find(&self, id: &str) -> Option<ArticleId> {
        let place = *self.by_id.get(&hash(id))?;
        (**self.ids.get(place as usize)? == *id).then_some(ArticleId(place))
    }

    /// What the article at a place is called.
    pub fn id(&self, id: ArticleId) -> Option<&str> {
        self.ids.get(id.0 as usize).map(|id| &**id)
    }

    /// The headline of an article.
    pub fn title(&self, id: ArticleId) -> Option<&str> {
        self.columns.title(id.0)
    }

    /// How many bytes the text of an article has.
    pub fn text_length(&self, id: ArticleId) -> Option<u32> {
        self.columns.length(id.0)
    }

    /// What a query does not select only because nobody knows when it was published, or in which year.
    pub fn undated_left_out(&self, query: &Query, selected: &Selection) -> Selection {
        let Some(query) = query.at_any_time() else { return Selection::default() };
        let Selection { articles, statements } = self.select(&query);
        let (articles, statements) = (articles - &selected.articles, statements - &selected.statements);
        let undated = |article: u32| self.index.published.get(article as usize).is_some_and(Option::is_none);
        Selection {
            articles: articles.into_iter().filter(|article| undated(*article)).collect(),
            statements: statements.into_iter().filter(|id| undated(self.article_of[*id as usize])).collect(),
        }
    }

    /// When an article was published, as it says.
    pub fn published(&self, id: ArticleId) -> Option<PartialDate> {
        self.columns.published(id.0)
    }

    /// The statement at a place, with its article; see [`Store::article`].
    pub fn statement(&self, id: StatementId) -> Option<(ArticleId, Held<Statement>)> {
        let (article, at) = self.place_of(id)?;
        Some((article, Held::new(self.article(article)?, |article| &article.statements, at)?))
    }

    /// The article that holds a statement, and which of its statements it is.
    pub fn place_of(&self, id: StatementId) -> Option<(ArticleId, usize)> {
        let article = self.holder(id)?;
        Some((article, (id.0 - self.first_statement[article.0 as usize]) as usize))
    }

    /// The article that holds a statement.
    pub fn holder(&self, id: StatementId) -> Option<ArticleId> {
        self.article_of.get(id.0 as usize).copied().map(ArticleId)
    }

    /// The actor who makes a statement, where it is known.
    pub fn speaker(&self, id: StatementId) -> Option<&Entry> {
        let actor = self.index.actors_of.of_statement(id.0).first()?;
        self.actors().entries().get(*actor as usize)
    }

    /// Who published an article.
    pub fn source(&self, id: ArticleId) -> Option<&Entry> {
        let source = self.index.sources_of.of_article(id.0).first()?;
        self.sources().entries().get(*source as usize)
    }

    /// How a statement is quoted.
    pub fn kind(&self, id: StatementId) -> Option<Kind> {
        [Kind::Direct, Kind::Indirect, Kind::Mixed].into_iter().find(|kind| self.index.of_kind(*kind).0.contains(id.0))
    }

    /// How many themes a statement is about.
    pub fn theme_count(&self, id: StatementId) -> usize {
        self.index.themes_of.of_statement(id.0).len()
    }

    /// The date of a statement, where it has one of its own.
    pub fn said_on(&self, id: StatementId) -> Option<When> {
        self.columns.said_on(id.0)
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

    /// The event at a place, with its article; see [`Store::article`].
    pub fn event(&self, id: EventId) -> Option<(ArticleId, Held<Event>)> {
        let (article, at) = self.place_of_event(id)?;
        Some((article, Held::new(self.article(article)?, |article| &article.events, at)?))
    }

    /// The article that tells of an event, and which of its events it is.
    pub fn place_of_event(&self, id: EventId) -> Option<(ArticleId, usize)> {
        let article = self.teller(id)?;
        Some((article, (id.0 - self.first_event[article.0 as usize]) as usize))
    }

    /// The article that tells of an event.
    pub fn teller(&self, id: EventId) -> Option<ArticleId> {
        (id.0 < self.told_first.len() as u32).then_some(())?;
        let behind = self.first_event.partition_point(|first| *first <= id.0);
        behind.checked_sub(1).map(|article| ArticleId(article as u32))
    }

    /// When an event was.
    pub fn when(&self, id: EventId) -> Option<When> {
        self.columns.when(id.0)
    }

    /// The events of an article, as ids.
    pub fn events_of(&self, id: ArticleId) -> impl Iterator<Item = EventId> + use<> {
        let end = self.told_first.len() as u32;
        let first = |article: usize| self.first_event.get(article).copied().unwrap_or(end);
        (first(id.0 as usize)..first(id.0 as usize + 1)).map(EventId)
    }

    /// All places of the article that tell the event, its own among them.
    pub fn tellings(&self, id: EventId) -> impl Iterator<Item = EventId> + '_ {
        let first = self.first_telling(id);
        let all = self.teller(id).map(|article| self.events_of(article));
        all.into_iter().flatten().filter(move |event| self.first_telling(*event) == first)
    }

    /// The event of the same article that tells the same first; the event itself where none does.
    pub fn first_telling(&self, id: EventId) -> EventId {
        self.told_first.get(id.0 as usize).map_or(id, |first| EventId(*first))
    }

    /// Key phrases that the articles share, to be offered as themes; see [`keyphrase`]. Found anew when the store has
    /// grown, which takes a moment: not for the interface thread.
    pub fn suggested_themes(&self) -> Arc<[keyphrase::KeyPhrase]> {
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
        all.articles.insert_range(0..self.archive.len() as u32);
        all.statements.insert_range(0..self.article_of.len() as u32);
        all
    }

    /// What a query selects.
    pub fn select(&self, query: &Query) -> Selection {
        query::eval::select(self, query)
    }
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
    fn a_long_article_is_not_unpacked_again_and_again() {
        let mut store = Store::default();
        let text: String =
            (0u32..2_000_000).map(|n| char::from(b'a' + (n.wrapping_mul(2_654_435_761) >> 27) as u8 % 26)).collect();
        let place = store.add(Article { id: "a".into(), text: text.clone(), ..Article::default() });
        for number in 1..300 {
            store.add(Article { id: number.to_string(), ..Article::default() });
        }
        let first = store.article(place).unwrap();
        assert!(store.articles().count() == 300 && first.text == text && first.id == "a");
        assert!(Arc::ptr_eq(&first, &store.article(place).unwrap()));
    }

    #[test]
    fn many_articles_added_at_once_are_as_they_were_added_one_by_one() {
        let mut articles: Vec<Article> = sample::store().articles().map(|(_, one)| Article::clone(&one)).collect();
        let said = "Ana Silva: The old lighthouse will be torn down before the winter storms arrive";
        for date in ["", "2024-03-01", "", "2024"] {
            articles.push(sample::article("again", "Herald", date, "What Ana Silva said", &[said]));
        }
        let repeated = || articles.iter().cycle().take(20 * articles.len()).cloned();
        let (mut one_by_one, mut at_once) = (Store::default(), Store::default());
        for article in repeated() {
            one_by_one.add(article);
        }
        let mut adding = at_once.adding();
        for (place, article) in (0..).map(ArticleId).zip(repeated()) {
            assert_eq!(adding.next(), place);
            assert_eq!(adding.add(article), place);
        }
        drop(adding);
        assert!(one_by_one.kept() == at_once.kept());
        assert!(at_once.index.in_contents.of(at_once.vocabulary().number("lighthouse").unwrap()).is_some());
    }

    #[test]
    fn statements_and_events_lead_back_to_their_articles() {
        let store = sample::store();
        let mut statements = 0;
        for (at, article) in store.articles() {
            for (id, expected) in store.statements_of(at).zip(&article.statements) {
                assert_eq!(store.statement(id).map(|(at, one)| (at, (*one).clone())), Some((at, expected.clone())));
                statements += 1;
            }
            for (id, expected) in store.events_of(at).zip(&article.events) {
                assert_eq!(store.event(id).map(|(at, one)| (at, (*one).clone())), Some((at, expected.clone())));
            }
        }
        assert_eq!(statements, store.statement_count());
        assert!(store.statement(StatementId(u32::MAX)).is_none());
        assert!(store.event(EventId(store.event_count() as u32)).is_none());
    }
}
