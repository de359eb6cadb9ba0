//! The orders of the lists: of articles, and of statements.

use super::app::{App, Listing};
use super::effect::Effect;
use super::layout::Pane;
use super::typeset::Clean;
use super::when;
use crate::model::PartialDate;
use crate::store::facet::Most;
use crate::store::{ArticleId, Query, StatementId, Store};
use crate::store::{relevance, trail};
use crate::text::fold;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cmp::Reverse;

/// The order of the list of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Last published first, undated at the end.
    #[default]
    Newest,
    /// First published first, undated at the end.
    Oldest,
    /// By headline.
    Title,
    /// Most statements first.
    Statements,
}

impl Order {
    /// The next one, in a circle.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Newest => Self::Oldest,
            Self::Oldest => Self::Title,
            Self::Title => Self::Statements,
            Self::Statements => Self::Newest,
        }
    }

    /// What the heading of the list says.
    pub fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Oldest => "oldest first",
            Self::Title => "by title",
            Self::Statements => "most statements",
        }
    }
}

/// The order of the list of statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaidOrder {
    /// As they stand in their articles, in the order of these.
    #[default]
    Articles,
    /// By day, first to last; undated at the end.
    Time,
    /// By who said it, those first who are known by name, then by time.
    Speaker,
    /// By publisher, then by time.
    Source,
    /// By the story that the article tells, in the order of the articles.
    Story,
    /// Those that answer the words of the filter best first; only where it has words.
    Relevance,
}

impl SaidOrder {
    /// The next one, in a circle; `words` tells whether the filter has words, by which relevance can be judged.
    #[must_use]
    pub fn next(self, words: bool) -> Self {
        match self {
            Self::Articles => Self::Time,
            Self::Time => Self::Speaker,
            Self::Speaker => Self::Source,
            Self::Source => Self::Story,
            Self::Story if words => Self::Relevance,
            Self::Story | Self::Relevance => Self::Articles,
        }
    }

    /// What the heading of the list says; of which articles the statements come first where their order is that of these.
    pub fn word(self, articles: Order) -> &'static str {
        match self {
            Self::Articles => match articles {
                Order::Newest => "newest article first",
                Order::Oldest => "oldest article first",
                other => other.word(),
            },
            Self::Time => "by day",
            Self::Speaker => "by speaker",
            Self::Source => "by source",
            Self::Story => "by story",
            Self::Relevance => "by relevance",
        }
    }
}

/// What the heading says of actors and themes that most articles have.
pub const MOST_ARTICLES: &str = "most articles";

/// What it says of those that have most statements: an actor makes them, a theme has them.
pub fn most_said(listing: Listing) -> &'static str {
    if listing == Listing::Actors { "most cited" } else { "most statements" }
}

impl App {
    /// Sorts the list another way.
    pub fn change_order(&mut self) -> Vec<Effect> {
        let in_sheet = self.focus == Pane::Text && self.sheets.front().is_some();
        if in_sheet || self.in_matrix() {
            self.message = Some("only lists are sorted; 1 to 4 list something".into());
            return Vec::new();
        }
        if self.listing.facet().is_some() {
            let (most, word) = match self.wish.most {
                Most::Articles => (Most::Statements, most_said(self.listing)),
                Most::Statements => (Most::Articles, MOST_ARTICLES),
            };
            self.wish.most = most;
            self.message = Some(Clean::from(format!("sorted: {word}")));
            return self.ask_view();
        }
        if self.listing == Listing::Statements {
            self.wish.said = self.wish.said.next(!self.wish.query.words().is_empty());
            self.message = Some(Clean::from(format!("sorted: {}", self.wish.said.word(self.wish.order))));
            return self.ask_view();
        }
        self.wish.order = self.wish.order.next();
        self.message = Some(Clean::from(format!("sorted: {}", self.wish.order.word())));
        self.ask_view()
    }
}

/// All articles in an order; `statements` tells of each statement whether it is selected.
pub fn articles(store: &Store, statements: &[bool], order: Order) -> Vec<ArticleId> {
    let mut articles: Vec<ArticleId> = store.places().collect();
    let chosen = |id: ArticleId| store.statements_of(id).filter(|one| statements[one.0 as usize]).count();
    let published = |id: &ArticleId| store.published(*id);
    let known = |date: Option<PartialDate>| date.is_some_and(|date| date.known_year().is_some());
    match order {
        Order::Newest => articles.sort_by_cached_key(|id| {
            let date = published(id);
            (!known(date), Reverse(date.map(|d| (d.first_day(), d.known_time()))), *id)
        }),
        Order::Oldest => articles.sort_by_cached_key(|id| {
            let date = published(id);
            (!known(date), date, *id)
        }),
        Order::Title => articles.sort_by_cached_key(|id| {
            let title = store.title(*id);
            (title.is_none(), title.map(fold::fold), *id)
        }),
        Order::Statements => articles.sort_by_cached_key(|id| (Reverse(chosen(*id)), *id)),
    }
    articles
}

/// Statements, listed by article, in an order; how well they answer `query` counts for relevance.
pub fn statements(
    store: &Store,
    mut statements: Vec<StatementId>,
    order: SaidOrder,
    query: &Query,
) -> Vec<StatementId> {
    let date = |id: StatementId| {
        let date = trail::when(store, id).map(|when| when.date).filter(|date| date.known_year().is_some());
        (date.is_none(), date)
    };
    match order {
        SaidOrder::Articles => {}
        SaidOrder::Time => statements = trail::in_order(store, statements.into_iter().map(|id| id.0)),
        SaidOrder::Speaker => statements.sort_by_cached_key(|id| {
            let speaker = speaker_of(store, *id).map(|name| fold::fold(&name));
            (speaker.is_none(), store.speaker(*id).is_none(), speaker, date(*id), *id)
        }),
        SaidOrder::Source => statements.sort_by_cached_key(|id| {
            let source = source_of(store, *id).map(fold::fold);
            (source.is_none(), source, date(*id), *id)
        }),
        SaidOrder::Story => {
            let mut rank: FxHashMap<ArticleId, usize> = FxHashMap::default();
            statements.sort_by_cached_key(|id| {
                let next = rank.len();
                story_of(store, *id).map_or(usize::MAX, |story| *rank.entry(story).or_insert(next))
            });
        }
        SaidOrder::Relevance => statements = relevance::ranked(store, statements, query),
    }
    statements
}

/// Who says it: the actor's name where it is resolved, else the speaker as worded.
pub fn speaker_of(store: &Store, id: StatementId) -> Option<Cow<'_, str>> {
    if let Some(actor) = store.speaker(id) {
        return Some(Cow::Borrowed(&*actor.name));
    }
    let (_, statement) = store.statement(id)?;
    statement.speaker.as_ref().map(|speaker| Cow::Owned(speaker.text.clone()))
}

/// Who published it.
pub fn source_of(store: &Store, id: StatementId) -> Option<&str> {
    store.source(store.holder(id)?).map(|source| &*source.name)
}

/// The story that a statement's article tells, as the first of its near-copies.
pub fn story_of(store: &Store, id: StatementId) -> Option<ArticleId> {
    store.statement(id).map(|(article, _)| store.stories().story(article))
}

/// The rows with which a group of statements begins that are listed in an order: a day, a speaker, a publisher, a story; none
/// in an order without groups.
pub fn groups(store: &Store, statements: &[StatementId], order: SaidOrder) -> Vec<usize> {
    let of_one = |a: StatementId, b: StatementId| match order {
        SaidOrder::Articles | SaidOrder::Relevance => true,
        SaidOrder::Time => {
            let (a, b) = (trail::when(store, a), trail::when(store, b));
            a == b || a.map(when::range) == b.map(when::range)
        }
        SaidOrder::Speaker => {
            store.speaker(a).is_some() == store.speaker(b).is_some() && speaker_of(store, a) == speaker_of(store, b)
        }
        SaidOrder::Source => source_of(store, a) == source_of(store, b),
        SaidOrder::Story => story_of(store, a) == story_of(store, b),
    };
    if matches!(order, SaidOrder::Articles | SaidOrder::Relevance) {
        return Vec::new();
    }
    (0..statements.len()).filter(|at| *at == 0 || !of_one(statements[at - 1], statements[*at])).collect()
}
