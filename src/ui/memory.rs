//! What the reader remembers while it runs: read articles, bookmarks, notes, and the way back to where the user was.
//!
//! Changes take effect here at once and go to [`super::memory_thread`], which confirms them when they are on the disk.

use super::app::{App, Listing};
use super::effect::Effect;
use super::layout::{Pane, Whole};
use super::memory_thread::{Target, Task, Told};
use super::ordering::Order;
use super::page::Detail;
use super::typeset::Clean;
use super::worker::Request;
use crate::export::selected::Notes;
use crate::sorting;
use crate::store::query::{Attribute, Kept};
use crate::store::timeline::Axis;
use crate::store::{ArticleId, Facet, Query, Selection, Store};
use crate::user::Session;
use crate::user::recall::{passage, place};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    /// Articles read.
    pub read: FxHashSet<ArticleId>,
    /// Bookmarks, in the order of the articles.
    pub bookmarks: FxHashSet<Target>,
    /// Notes.
    pub notes: FxHashMap<Target, String>,
    /// What was typed at the command line, oldest first.
    pub typed: Vec<String>,
    /// Whether the filter and the place of last time are wanted.
    pub returns: bool,
    /// The place to go back to, until it is there or the user has moved.
    back: Option<Box<Session>>,
    /// Whether it is known where the user was last time, so that the place of this time may be kept.
    recalled: bool,
    /// The place that was handed to the thread last, or the one that it began with.
    kept: Session,
    /// Whether that was looked at when it began.
    begun: bool,
    /// The article that the user wants to count as unread although it is in sight.
    unread: Option<ArticleId>,
}

impl Memory {
    /// Signs for what is kept about something: `★` for a bookmark, `✎` for a note.
    pub fn signs(&self, target: Target) -> &'static str {
        match (self.bookmarks.contains(&target), self.notes.contains_key(&target)) {
            (true, true) => "★✎",
            (true, false) => "★",
            (false, true) => "✎",
            (false, false) => "",
        }
    }

    /// A filter with what is kept, where that was not filled in yet.
    pub fn filled(&self, query: Query) -> Query {
        if query.asks_kept() { query.with_kept(Some(&|kept| Arc::new(self.kept_of(kept)))) } else { query }
    }

    /// The articles and statements of which something is kept.
    fn kept_of(&self, kept: Kept) -> Selection {
        let marked = |targets: &mut dyn Iterator<Item = &Target>| {
            let mut found = Selection::default();
            targets.for_each(|target| match target {
                Target::Article(id) => drop(found.articles.insert(id.0)),
                Target::Statement(id) => drop(found.statements.insert(id.0)),
            });
            found
        };
        match kept {
            Kept::Bookmarked => marked(&mut self.bookmarks.iter()),
            Kept::Noted => marked(&mut self.notes.keys()),
            Kept::Read | Kept::Unread => {
                Selection { articles: self.read.iter().map(|id| id.0).collect(), ..Selection::default() }
            }
        }
    }

    /// The notes, as what is exported has them.
    pub fn to_be_exported(&self) -> Notes {
        let mut notes = Notes::default();
        for (target, words) in &self.notes {
            match *target {
                Target::Article(id) => drop(notes.articles.insert(id, words.clone())),
                Target::Statement(id) => drop(notes.statements.insert(id, words.clone())),
            }
        }
        notes
    }

    /// The filter for everything with a bookmark or a note.
    pub fn marked_as_filter(&self) -> Query {
        let kept = [Kept::Bookmarked, Kept::Noted].map(|kept| Query::Is(Attribute::Kept(kept, None)));
        self.filled(Query::Or(kept.into()))
    }

    /// Everything with a bookmark or a note.
    pub fn marked(&self) -> Vec<Target> {
        let mut all: Vec<Target> = self.bookmarks.iter().chain(self.notes.keys()).copied().collect();
        sorting::plain(&mut all);
        all.dedup();
        all
    }
}

impl App {
    /// What a bookmark or a note would be on: the selected statement, else the article.
    pub fn target(&self) -> Option<Target> {
        let statement = self.cursor.statement.map(Target::Statement);
        statement.or(self.cursor.article.map(Target::Article))
    }

    /// Bookmarks what is selected, or takes its bookmark away.
    pub fn bookmark(&mut self) -> Vec<Effect> {
        let Some(target) = self.target() else { return Vec::new() };
        let kept = self.memory.bookmarks.insert(target);
        if !kept {
            self.memory.bookmarks.remove(&target);
        }
        let mut effects = vec![Effect::Keep(Task::Bookmark(target, kept))];
        effects.extend(self.filter_kept_anew());
        effects
    }

    /// Notes words on something; none take the note away.
    pub fn note(&mut self, target: Target, words: &str) -> Vec<Effect> {
        let words = words.trim().to_owned();
        let old = if words.is_empty() {
            self.memory.notes.remove(&target)
        } else {
            self.memory.notes.insert(target, words.clone())
        };
        if old.unwrap_or_default() == words {
            return Vec::new();
        }
        let mut effects = vec![Effect::Keep(Task::Note(target, words))];
        effects.extend(self.filter_kept_anew());
        effects
    }

    /// Counts the article as unread, or as read.
    pub fn change_unread(&mut self) -> Vec<Effect> {
        let Some(id) = self.cursor.article else { return Vec::new() };
        let read = !self.memory.read.remove(&id);
        if read {
            self.memory.read.insert(id);
        }
        self.memory.unread = (!read).then_some(id);
        let mut effects = vec![Effect::Keep(Task::Read(id, read))];
        effects.extend(self.filter_kept_anew());
        effects
    }

    /// After something was kept or is known again: sets a filter anew that asks for it.
    fn filter_kept_anew(&mut self) -> Vec<Effect> {
        if !self.wish.query.asks_kept() {
            return Vec::new();
        }
        self.filter(self.wish.query.clone().with_kept(None))
    }

    /// Takes what the thread that keeps the memory tells.
    pub fn learn(&mut self, told: Told) -> Vec<Effect> {
        match told {
            Told::Recalled(session, typed) => {
                self.memory.recalled = true;
                self.memory.typed = typed;
                return session.filter(|_| self.memory.returns).map_or_else(Vec::new, |session| self.recall(session));
            }
            Told::Known(found) => {
                let shared = std::sync::Arc::clone(&self.shared);
                self.recollect(&shared.glance(), found);
                return self.filter_kept_anew();
            }
            Told::Filters(saved) => self.saved = saved,
            Told::Corrected(words) => {
                self.message = Some(Clean::of(&words));
                self.reading.page = None;
                self.sheets.forget();
                let shared = std::sync::Arc::clone(&self.shared);
                self.find_event(&shared.glance());
                let mut effects = vec![Effect::Ask(Request::Anew)];
                effects.extend(self.ask_view());
                return effects;
            }
            Told::Unopened(address) => return vec![Effect::CopyInstead(address)],
            Told::Unwritten(words) => {
                self.copying.settled = false;
                self.message = Some(Clean::of(&words));
            }
            Told::Done(words) => self.message = Some(Clean::of(&words)),
            Told::Kept(tasks) => {
                if let Some(words) = tasks.iter().rev().find_map(confirmation) {
                    self.message = Some(words.into());
                }
            }
            Told::Refused(why) => {
                let words = format!("nothing can be kept for now: {why}; reading goes on");
                self.progress.notes.push(Clean::of(&words));
                self.message = Some(Clean::of(&words));
            }
        }
        Vec::new()
    }

    fn recollect(&mut self, store: &Store, found: Vec<(ArticleId, crate::user::recall::Known)>) {
        for (id, known) in found {
            if known.read && self.memory.unread != Some(id) {
                self.memory.read.insert(id);
            }
            for (statement, mark) in known.marks {
                let of = statement.map(|at| store.statements_of(id).nth(at).map(Target::Statement));
                let Some(target) = of.unwrap_or(Some(Target::Article(id))) else { continue };
                if mark.bookmarked {
                    self.memory.bookmarks.insert(target);
                }
                if !mark.note.is_empty() {
                    self.memory.notes.entry(target).or_insert(mark.note);
                }
            }
        }
    }

    /// Puts layout and filter as they were, and begins to look for the place.
    fn recall(&mut self, session: Box<Session>) -> Vec<Effect> {
        if self.touched || self.overlay.is_some() {
            return Vec::new();
        }
        self.listing = LISTINGS.of(&session.listing).unwrap_or(self.listing);
        self.wish.values = self.listing.facet();
        self.choose(session.value.as_deref());
        (self.focus, self.whole) = PANES.of(&session.focus).unwrap_or((self.focus, None));
        self.zoom = session.zoom;
        self.borders = session.borders;
        self.lanes = session.lanes.iter().filter_map(|(facet, id)| Some((LANES.of(facet)?, id.clone()))).collect();
        self.wish.lanes = self.lanes_under(&self.wish.query);
        self.reading.detail = Detail { themes: session.themes, dates: session.dates };
        self.wish.order = ORDERS.of(&session.order).unwrap_or(self.wish.order);
        self.wish.axis = AXES.of(&session.axis).unwrap_or(self.wish.axis);
        let (query, errors) = Query::parse_lenient(&session.filter, self.today);
        self.memory.kept = (*session).clone();
        self.memory.back = Some(session);
        if query != Query::All && errors.is_empty() {
            let key = self.keymap.key_for(super::action::Place::LIST, super::action::Action::RemoveAll);
            self.message = Some(Clean::from(format!("the filter of last time is in force; {key} removes it")));
            return self.filter(query);
        }
        self.ask_view()
    }

    /// Goes to the place of last time once its article is listed, unless the user has gone elsewhere.
    pub fn go_back(&mut self, store: &Store) {
        let Some(session) = self.memory.back.take().filter(|_| !self.touched) else { return };
        let listed = session.article.as_deref().and_then(|id| store.find(id));
        let listed = listed.filter(|id| self.view.selection.articles.contains(id.0));
        let Some((id, article)) = listed.and_then(|id| Some((id, store.article(id)?))) else {
            self.memory.back = Some(session).filter(|_| !self.progress.finished);
            return;
        };
        let statement = session.passage.as_ref().and_then(|passage| place(&article, passage)?);
        match statement.and_then(|at| store.statements_of(id).nth(at)) {
            Some(statement) => self.select_statement(store, statement),
            None => self.select_article(store, id),
        }
        self.choose(session.value.as_deref());
        self.keep_value();
        self.find_rows(store);
        self.reading.return_to(id, session.top);
        self.touched = true;
    }

    /// What is to be kept after a change: that an article is being read, and where the user is.
    pub fn remember(&mut self, store: &Store) -> Vec<Task> {
        let mut tasks = Vec::new();
        // What is kept is known later, when the user may have done something already.
        if !std::mem::replace(&mut self.memory.begun, true) {
            self.memory.kept = self.session(store);
        }
        if self.cursor.article != self.memory.unread {
            self.memory.unread = None;
        }
        let read = self.cursor.article.filter(|id| {
            self.focus == Pane::Text && self.touched && self.overlay.is_none() && self.memory.unread != Some(*id)
        });
        tasks.extend(read.filter(|id| self.memory.read.insert(*id)).map(|id| Task::Read(id, true)));
        if self.memory.recalled && self.memory.back.is_none() {
            let session = self.session(store);
            let kept = &self.memory.kept;
            // Who has not moved yet may have filtered, or laid out the screen anew; a place that nobody went to is not kept.
            let changed = if self.touched { session != *kept } else { without_place(&session) != without_place(kept) };
            if changed {
                self.memory.kept = session.clone();
                tasks.push(Task::Place(Box::new(session)));
            }
        }
        tasks
    }

    /// Where the user is.
    fn session(&self, store: &Store) -> Session {
        let article = self.cursor.article.and_then(|id| store.article(id));
        let statement = self.cursor.statement.and_then(|id| store.statement(id));
        Session {
            filter: self.wish.query.to_string(),
            listing: LISTINGS.name(self.listing),
            order: ORDERS.name(self.wish.order),
            axis: AXES.name(self.wish.axis),
            focus: PANES.name((self.focus, self.whole.filter(|whole| *whole == Whole::Timeline))),
            zoom: self.zoom,
            article: self.cursor.article.and_then(|id| store.id(id)).map(str::to_owned),
            passage: article.as_deref().zip(statement).map(|(article, (_, statement))| passage(article, &statement)),
            value: self.chosen().map(ToString::to_string),
            top: self.reading.anchor(),
            borders: self.borders,
            lanes: self.lanes.iter().map(|(facet, id)| (LANES.name(*facet), id.clone())).collect(),
            themes: self.reading.detail.themes,
            dates: self.reading.detail.dates,
        }
    }

    /// The bookmarks and notes by article, for lists.
    pub fn marks_by_article(&self, store: &Store) -> BTreeMap<ArticleId, Vec<Target>> {
        let mut found: BTreeMap<ArticleId, Vec<Target>> = BTreeMap::new();
        for target in self.memory.marked() {
            let article = match target {
                Target::Article(id) => Some(id),
                Target::Statement(id) => store.holder(id),
            };
            if let Some(article) = article {
                found.entry(article).or_default().push(target);
            }
        }
        found
    }
}

/// A session without its place.
fn without_place(session: &Session) -> Session {
    Session { article: None, passage: None, value: None, top: 0, ..session.clone() }
}

/// What is said of a deed that is on the disk.
fn confirmation(task: &Task) -> Option<&'static str> {
    Some(match task {
        Task::Bookmark(_, true) => "bookmarked",
        Task::Bookmark(_, false) => "the bookmark is gone",
        Task::Note(_, words) if words.is_empty() => "the note is gone",
        Task::Note(..) => "the note is kept",
        Task::Read(_, false) => "counts as unread",
        _ => return None,
    })
}

/// Values with the names under which they are kept; what has another name by now is not recalled.
struct Names<T: 'static>(&'static [(T, &'static str)]);

impl<T: Copy + PartialEq> Names<T> {
    fn of(&self, name: &str) -> Option<T> {
        self.0.iter().find(|(_, other)| *other == name).map(|(value, _)| *value)
    }

    fn name(&self, value: T) -> String {
        self.0.iter().find(|(other, _)| *other == value).map_or_else(String::new, |(_, name)| (*name).to_owned())
    }
}

const LISTINGS: Names<Listing> = Names(&[
    (Listing::Articles, "articles"),
    (Listing::Statements, "statements"),
    (Listing::Actors, "actors"),
    (Listing::Themes, "themes"),
]);
const PANES: Names<(Pane, Option<Whole>)> = Names(&[
    ((Pane::List, None), "list"),
    ((Pane::Text, None), "text"),
    ((Pane::Time, None), "timeline"),
    ((Pane::Time, Some(Whole::Timeline)), "whole timeline"),
]);
const LANES: Names<Facet> = Names(&[(Facet::Actor, "actor"), (Facet::Theme, "theme")]);
const AXES: Names<Axis> = Names(&[(Axis::Events, "events"), (Axis::Published, "published")]);
const ORDERS: Names<Order> = Names(&[
    (Order::Newest, "newest"),
    (Order::Oldest, "oldest"),
    (Order::Title, "title"),
    (Order::Statements, "statements"),
]);
