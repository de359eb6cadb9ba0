//! Filters as trees.

use super::eval::is_of_statements;
use crate::model::{Kind, PartialDate, When};
use crate::store::{ArticleId, Selection, words};
use std::sync::Arc;

/// What a reader may keep about an article or a statement. The store knows nothing of it: which they are is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The article was read.
    Read,
    /// The article was not read.
    Unread,
    /// It is bookmarked.
    Bookmarked,
    /// Something is noted on it.
    Noted,
}

impl Kept {
    /// All of them, with what the language calls them.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Unread, "unread"), (Self::Read, "read"), (Self::Bookmarked, "bookmarked"), (Self::Noted, "noted")];

    /// What the language calls it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kept, _)| *kept == self).map_or("", |(_, name)| name)
    }
}

/// What `is:` calls articles of which nobody knows when they were published.
pub(super) const UNDATED: &str = "undated";

/// What the language calls statements by known actors, and all others.
pub(super) const NAMED: [(bool, &str); 2] = [(true, "named"), (false, "unnamed")];

/// What one term asks of an article or statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// `by:NAME`: a statement by this actor.
    By(String),
    /// `about:NAME`: content or article names the actor or is about the theme.
    About(String),
    /// `actor:NAME`: the actor is named in the article; a statement is by the actor or names it.
    Actor(String),
    /// `theme:NAME`.
    Theme(String),
    /// `source:NAME`.
    Source(String),
    /// `after:DATE`: published on that date or later.
    After(PartialDate),
    /// `before:DATE`: published before that date.
    Before(PartialDate),
    /// `on:DATE`, `on:DATE..DATE`: tells of something that happened then; a statement was made then or tells of it.
    On(When),
    /// `kind:direct`, `kind:indirect`, `kind:mixed`.
    Kind(Kind),
    /// `carried:2`: a statement that at least so many outlets carry.
    Carried(u32),
    /// `is:unread`, `is:read`, `is:bookmarked`, `is:noted`: what is kept about it, with the articles and statements of which
    /// it is (of [`Kept::Unread`] those that were read). Where these are not handed in it selects nothing.
    Kept(Kept, Option<Arc<Selection>>),
    /// `is:named`: a statement whose speaker is a known actor; `is:unnamed`, with `false`: one of somebody else, or of nobody.
    Named(bool),
    /// `is:undated`: published on a day, or in a year, that nobody knows.
    Undated,
    /// `word`: that word, or one that begins with it.
    Word(String),
    /// `"some words"`: these words in a row.
    Phrase(String),
}

impl Attribute {
    /// What the id of a theme asks for, be it one that was found or a phrase that the collection suggests as one.
    pub fn of_theme(id: &str) -> Self {
        match id.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(words) => Self::Phrase(words.to_owned()),
            None => Self::Theme(id.to_owned()),
        }
    }

    /// Whether it can be said of statements only, so that an article has it through one of its statements.
    pub(super) fn is_of_statements(&self) -> bool {
        matches!(self, Self::By(_) | Self::Kind(_) | Self::Carried(_) | Self::Named(_))
    }
}

/// A filter expression. `Query::default()` selects everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Query {
    /// Everything.
    #[default]
    All,
    /// What one attribute asks.
    Is(Attribute),
    /// Everything else.
    Not(Box<Query>),
    /// What all of them select.
    And(Vec<Query>),
    /// What any of them selects.
    Or(Vec<Query>),
}

impl Query {
    /// The terms that must all hold: the parts of a conjunction, else the query itself; none for [`Query::All`].
    pub fn terms(&self) -> &[Query] {
        match self {
            Self::All => &[],
            Self::And(terms) => terms,
            one => std::slice::from_ref(one),
        }
    }

    /// What selects the articles in whose text all words of a look-up stand, of very many the first; `None` where none is
    /// asked for, or one is not wanted, or any of several is enough.
    pub fn of_words(typed: &str) -> Option<Self> {
        const MOST: usize = 10;
        let chooses = |part: &str| part.starts_with(['!', '-', '|']);
        let words = words::of(typed).into_iter().take(MOST).map(|word| Self::Is(Attribute::Word(word)));
        words.reduce(Self::and).filter(|_| !typed.split_whitespace().any(chooses))
    }

    /// The words and phrases that it asks for, each with whether it may be only the beginning of a word; none of those that it
    /// leaves out.
    pub fn words(&self) -> Vec<(&str, bool)> {
        match self {
            Self::Is(Attribute::Word(word)) => vec![(word, true)],
            Self::Is(Attribute::Phrase(words)) => vec![(words, false)],
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::words).collect(),
            Self::All | Self::Is(_) | Self::Not(_) => Vec::new(),
        }
    }

    /// The query with an actor's id in the place of another one.
    #[must_use]
    pub fn renamed(self, from: &str, into: &str) -> Self {
        let renamed = |id: String| if id == from { into.to_owned() } else { id };
        let all = |parts: Vec<Self>| parts.into_iter().map(|part| part.renamed(from, into)).collect();
        match self {
            Self::Is(Attribute::By(id)) => Self::Is(Attribute::By(renamed(id))),
            Self::Is(Attribute::About(id)) => Self::Is(Attribute::About(renamed(id))),
            Self::Is(Attribute::Actor(id)) => Self::Is(Attribute::Actor(renamed(id))),
            Self::Not(inner) => Self::Not(Box::new(inner.renamed(from, into))),
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            one => one,
        }
    }

    /// Whether it asks for statements of some kind or speaker, or for those of an article that the reader keeps one by one,
    /// so that what else the article tells is not asked for.
    pub fn asks_who_says(&self, article: ArticleId) -> bool {
        match self {
            Self::Is(Attribute::Kept(Kept::Bookmarked | Kept::Noted, which)) => {
                which.as_ref().is_none_or(|which| !which.articles.contains(article.0))
            }
            Self::Is(attribute) => attribute.is_of_statements(),
            Self::And(parts) => parts.iter().any(|part| part.asks_who_says(article)),
            Self::Or(parts) => parts.iter().all(|part| part.asks_who_says(article)),
            Self::All | Self::Not(_) => false,
        }
    }

    /// The first term that leaves out statements of some kind or speaker, and with them every article that holds one.
    pub fn leaving_out_statements(&self) -> Option<&Query> {
        match self {
            Self::Not(inner) => is_of_statements(inner).then_some(self),
            Self::And(parts) | Self::Or(parts) => parts.iter().find_map(Self::leaving_out_statements),
            Self::All | Self::Is(_) => None,
        }
    }

    /// What is most likely meant where several terms ask for speakers, of which a statement has one: a filter for what any of
    /// them says (`by:rutte or by:zelensky`).
    pub fn by_any_speaker(&self) -> Option<String> {
        let is_by = |term: &&Query| matches!(term, Query::Is(Attribute::By(_)));
        let speakers: Vec<String> = self.terms().iter().filter(is_by).map(ToString::to_string).collect();
        (speakers.len() > 1).then(|| speakers.join(" or "))
    }

    /// Whether it asks what a reader keeps about articles.
    pub fn asks_kept(&self) -> bool {
        self.asks(|attribute| matches!(attribute, Attribute::Kept(..)))
    }

    /// Whether it asks how many outlets carry a statement, which no article knows by itself.
    pub fn asks_who_carries(&self) -> bool {
        self.asks(|attribute| matches!(attribute, Attribute::Carried(2..)))
    }

    /// Whether one of its terms is such a one.
    fn asks(&self, is_so: fn(&Attribute) -> bool) -> bool {
        match self {
            Self::Is(attribute) => is_so(attribute),
            Self::Not(inner) => inner.asks(is_so),
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.asks(is_so)),
            Self::All => false,
        }
    }

    /// The query with what a reader keeps, where it was not handed in yet; with `None` as it was before.
    #[must_use]
    pub fn with_kept(self, which: Option<&dyn Fn(Kept) -> Arc<Selection>>) -> Self {
        let all = |parts: Vec<Self>| parts.into_iter().map(|part| part.with_kept(which)).collect();
        match self {
            Self::Is(Attribute::Kept(kept, known)) => {
                Self::Is(Attribute::Kept(kept, which.map(|which| known.unwrap_or_else(|| which(kept)))))
            }
            Self::Not(inner) => Self::Not(Box::new(inner.with_kept(which))),
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(parts) => Self::Or(all(parts)),
            one => one,
        }
    }

    /// What both select. A term that is there already is not added again.
    #[must_use]
    pub fn and(self, other: Query) -> Self {
        Self::And(vec![self, other]).simplified()
    }

    /// The query without the term at a place in [`Query::terms`].
    #[must_use]
    pub fn without(self, place: usize) -> Self {
        let mut terms = self.into_terms();
        if place < terms.len() {
            terms.remove(place);
        }
        Self::And(terms).simplified()
    }

    fn into_terms(self) -> Vec<Query> {
        match self {
            Self::All => Vec::new(),
            Self::And(terms) => terms,
            one => vec![one],
        }
    }

    /// The same in the form in which it is read: no conjunction inside a conjunction, none of fewer than two parts, no part
    /// twice, and the same for alternatives; [`Query::All`] only by itself or as `Not(All)`, which selects nothing.
    #[must_use]
    pub fn simplified(self) -> Self {
        match self {
            Self::Not(inner) => Self::Not(Box::new(inner.simplified())),
            Self::And(parts) => {
                let mut flat = Vec::with_capacity(parts.len());
                for part in parts {
                    match part.simplified() {
                        Self::All => {}
                        Self::And(inner) => add_new(&mut flat, inner),
                        one => add_new(&mut flat, [one]),
                    }
                }
                one_or(flat, Self::And, Self::All)
            }
            Self::Or(parts) => {
                let mut flat = Vec::with_capacity(parts.len());
                for part in parts {
                    match part.simplified() {
                        Self::All => return Self::All,
                        Self::Or(inner) => add_new(&mut flat, inner),
                        one => add_new(&mut flat, [one]),
                    }
                }
                one_or(flat, Self::Or, Self::Not(Box::new(Self::All)))
            }
            one => one,
        }
    }
}

/// Adds those parts that are not there.
fn add_new(all: &mut Vec<Query>, parts: impl IntoIterator<Item = Query>) {
    for part in parts {
        if !all.contains(&part) {
            all.push(part);
        }
    }
}

/// `several` of the parts, the part itself where it is one, `none` where there is none.
fn one_or(mut parts: Vec<Query>, several: fn(Vec<Query>) -> Query, none: Query) -> Query {
    match parts.len() {
        0 => none,
        1 => parts.remove(0),
        _ => several(parts),
    }
}
