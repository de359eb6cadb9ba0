//! What a look-up looks through: which postings lead to its places, what is read there, and what a find shows.

use super::{Hit, Within};
use crate::model::{Article, Span, Statement};
use crate::store::index::Postings;
use crate::store::query::eval::with_statements;
use crate::store::stream::mark;
use crate::store::words;
use crate::store::{ArticleId, Entry, EventId, Selection, StatementId, Store};
use roaring::RoaringBitmap;
use std::sync::Arc;

/// What a passage is to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What is looked for: content, title, name, sentence.
    Content,
    /// Who says it, as the text words it.
    Speaker,
    /// The name of who says it.
    Name,
    /// Source, themes, and the words that cite it.
    Beside,
}

/// A text that belongs to a place.
pub(super) struct Passage<'a> {
    pub(super) role: Role,
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// Whether `text` is that of the article, so that a match can be shown there.
    pub(super) shown: bool,
}

/// A store, as seen by a look-up. A place is the number of a statement, article, actor or event.
pub(super) struct Shelf<'a> {
    pub(super) store: &'a Store,
    pub(super) within: Within,
}

impl<'a> Shelf<'a> {
    /// The postings by role.
    pub(super) fn postings(&self) -> Vec<(Role, &'a Postings)> {
        let index = &self.store.index;
        match self.within {
            Within::Statements => vec![
                (Role::Content, &index.in_contents),
                (Role::Speaker, &index.in_speakers),
                (Role::Beside, &index.beside),
            ],
            Within::Articles => vec![(Role::Content, &index.in_titles)],
            Within::Actors => vec![(Role::Content, &index.in_names)],
            Within::Events => vec![(Role::Content, &index.in_events)],
        }
    }

    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        match self.within {
            Within::Statements => self.store.statement_count(),
            Within::Articles => self.store.len(),
            Within::Actors => self.store.actors().entries().len(),
            Within::Events => self.store.event_count(),
        }
    }

    /// The places that a selection holds: its articles and statements, the actors they name, the events they tell of.
    pub(super) fn held_by(&self, selection: &Selection) -> RoaringBitmap {
        match self.within {
            Within::Statements => selection.statements.clone(),
            Within::Articles => selection.articles.clone(),
            Within::Actors => {
                let held = |entry: &Entry| {
                    entry.articles.meet(&selection.articles) || entry.statements.meet(&selection.statements)
                };
                let entries = (0..).zip(self.store.actors().entries());
                entries.filter(|(_, entry)| held(entry)).map(|(place, _): (u32, _)| place).collect()
            }
            Within::Events => {
                let events = selection.articles.iter().flat_map(|at| self.store.events_of(ArticleId(at)));
                events.map(|event| event.0).collect()
            }
        }
    }

    /// The places that articles hold.
    pub(super) fn held_by_articles(&self, articles: RoaringBitmap) -> RoaringBitmap {
        self.held_by(&with_statements(self.store, articles))
    }

    /// So many of the places as stand in the articles published last; `None` where places are not those of one article.
    pub(super) fn newest(&self, places: &RoaringBitmap, room: usize) -> Option<Vec<u32>> {
        let store = self.store;
        let places_of = |article: ArticleId| match self.within {
            Within::Statements => Some(range(store.statements_of(article).map(|id| id.0))),
            Within::Articles => Some(article.0..article.0 + 1),
            Within::Events => Some(range(store.events_of(article).map(|id| id.0))),
            Within::Actors => None,
        };
        let mut newest = Vec::with_capacity(room);
        for article in store.index.newest_first() {
            newest.extend(places.range(places_of(ArticleId(article))?).take(room - newest.len()));
            if newest.len() >= room {
                break;
            }
        }
        Some(newest)
    }

    /// Calls `read` for every passage of a place, content first.
    pub(super) fn passages(&self, place: u32, mut read: impl FnMut(Passage<'_>)) {
        match self.within {
            Within::Statements => {
                if let Some((at, statement)) = self.store.statement(StatementId(place))
                    && let Some(article) = self.store.article(at)
                {
                    statement_passages(&article, &statement, read);
                }
            }
            Within::Articles => self.article_passages(place, read),
            Within::Actors => {
                let entry = self.store.actors().entries().get(place as usize);
                for (name, _) in entry.into_iter().flat_map(Entry::names) {
                    read(beside(Role::Content, name));
                }
            }
            Within::Events => {
                if let Some((at, event)) = self.store.event(EventId(place))
                    && let Some(article) = self.store.article(at)
                {
                    read(Passage { role: Role::Content, text: &article.text, span: event.sentence, shown: true });
                }
            }
        }
    }

    fn article_passages(&self, place: u32, mut read: impl FnMut(Passage<'_>)) {
        let Some(article) = self.store.article(ArticleId(place)) else { return };
        if let Some(title) = &article.title {
            read(match title.span {
                Some(span) => Passage { role: Role::Content, text: &article.text, span, shown: true },
                None => beside(Role::Content, &title.text),
            });
        }
        if let Some(source) = &article.source {
            read(beside(Role::Beside, &source.name));
        }
    }

    /// Fills `stream` with the words of a place as numbers, content first.
    pub(super) fn words(&self, place: u32, stream: &mut Vec<u32>) {
        let index = &self.store.index;
        stream.clear();
        let mut passage = |role: Role, text: &str| {
            stream.push(if role == Role::Content { mark::BREAK } else { mark::BESIDE });
            let text_words = |_, word: &str| stream.extend(index.vocabulary.number(word));
            words::each(text, Span::new(0, text.len()), text_words);
        };
        match self.within {
            Within::Statements => stream.extend(self.store.words_of_statement(place).map(|word| word.number)),
            Within::Events => {
                stream.push(mark::BREAK);
                stream.extend(self.store.words_of_event(place).map(|word| word.number));
            }
            Within::Articles => {
                let (title, source) = (self.store.title(ArticleId(place)), self.store.source(ArticleId(place)));
                if let Some(title) = title {
                    passage(Role::Content, title);
                }
                if let Some(source) = source {
                    passage(Role::Beside, &source.name);
                }
            }
            Within::Actors => self.passages(place, |one| passage(one.role, one.text)),
        }
    }

    /// When the article of a place was published, in minutes; the least number where that is unknown.
    pub(super) fn published(&self, place: u32) -> i64 {
        let article = match self.within {
            Within::Statements => self.store.article_of.get(place as usize).copied(),
            Within::Articles => Some(place),
            Within::Actors => self.store.actors().entries().get(place as usize).and_then(|entry| entry.articles.min()),
            Within::Events => self.store.teller(EventId(place)).map(|article| article.0),
        };
        let published = article.and_then(|article| self.store.index.published.get(article as usize).copied());
        published.flatten().unwrap_or(i64::MIN)
    }

    /// How well known an actor is, up to 1 for one that every article names, by orders of magnitude; 0 for everything
    /// that is no actor.
    pub(super) fn renown(&self, place: u32) -> f32 {
        let entry = self.store.actors().entries().get(place as usize).filter(|_| self.within == Within::Actors);
        entry.map_or(0.0, |entry| (entry.articles.len() as f32).ln_1p() / (self.store.len() as f32).ln_1p())
    }

    /// A find at a place, without its score.
    pub(super) fn hit(&self, place: u32) -> Hit {
        match self.within {
            Within::Statements => self.statement_hit(StatementId(place)),
            Within::Articles => {
                let article = self.store.article(ArticleId(place));
                let span = article.and_then(|article| article.title.as_ref()?.span).unwrap_or_default();
                Hit { article: ArticleId(place), span, ..Hit::default() }
            }
            Within::Actors => self.actor_hit(place),
            Within::Events => {
                let Some((article, event)) = self.store.event(EventId(place)) else { return Hit::default() };
                Hit { article, event: Some(EventId(place)), span: event.sentence, ..Hit::default() }
            }
        }
    }

    fn statement_hit(&self, id: StatementId) -> Hit {
        let Some(article) = self.store.holder(id) else { return Hit::default() };
        let span = self.store.columns.extent(id.0);
        Hit { article, statement: Some(id), span, ..Hit::default() }
    }

    fn actor_hit(&self, place: u32) -> Hit {
        let Some(entry) = self.store.actors().entries().get(place as usize) else { return Hit::default() };
        let article = ArticleId(entry.articles.min().unwrap_or(0));
        let first = |article: &Article| {
            let actor = article.actors.iter().find(|actor| *actor.id == *entry.id);
            actor.and_then(|actor| actor.mentions.first()).copied()
        };
        let span = self.store.article(article).and_then(|article| first(&article)).unwrap_or_default();
        Hit { article, actor: Some(Arc::clone(&entry.id)), span, ..Hit::default() }
    }
}

fn statement_passages(article: &Article, statement: &Statement, mut read: impl FnMut(Passage<'_>)) {
    let text = &article.text;
    for span in &statement.content {
        read(Passage { role: Role::Content, text, span: *span, shown: true });
    }
    if let Some(speaker) = &statement.speaker {
        read(Passage { role: Role::Speaker, text, span: speaker.span, shown: true });
        let id = speaker.actor.as_ref();
        if let Some(actor) = article.actors.iter().find(|actor| Some(&actor.id) == id) {
            read(beside(Role::Name, &actor.name));
        }
    }
    if let Some(cue) = &statement.cue {
        read(Passage { role: Role::Beside, text, span: cue.span, shown: true });
    }
    if let Some(source) = &article.source {
        read(beside(Role::Beside, &source.name));
    }
    for theme in article.themes.iter().filter(|theme| statement.themes.contains(&theme.id)) {
        read(beside(Role::Beside, &theme.name));
    }
}

/// From the first to the last of some numbers that follow each other.
fn range(numbers: impl Iterator<Item = u32>) -> std::ops::Range<u32> {
    let (mut range, mut first) = (0..0, true);
    for number in numbers {
        range = if first { number } else { range.start }..number + 1;
        first = false;
    }
    range
}

/// A text that does not stand in the article.
fn beside(role: Role, text: &str) -> Passage<'_> {
    Passage { role, text, span: Span::new(0, text.len()), shown: false }
}
