//! The one selection that moves list, text and timeline together, and how it follows its content.

use super::action::Action;
use super::app::{App, Listing};
use super::effect::Effect;
use super::layout::Pane;
use super::page;
use super::panes;
use super::widgets::window;
use super::worker::{self, View};
use crate::model::{PartialDate, Precision, Span, When};
use crate::store::fuzzy::Hit;
use crate::store::timeline::Point;
use crate::store::{ArticleId, EventId, StatementId, Store};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// What is selected: places in the store, which stay when lists change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The article in the text pane.
    pub article: Option<ArticleId>,
    /// The statement of that article that is pointed out.
    pub statement: Option<StatementId>,
    /// The event of that article that is pointed out.
    pub event: Option<EventId>,
}

impl App {
    /// Carries out a movement in the focused pane.
    pub fn move_by(&mut self, store: &Store, action: Action) {
        match action {
            _ if self.in_matrix() => self.move_in_matrix(action),
            Action::NextArticle => self.step_article(store, 1),
            Action::PreviousArticle => self.step_article(store, -1),
            Action::NextStatement => self.step_statement(store, 1),
            Action::PreviousStatement => self.step_statement(store, -1),
            Action::NextEvent => self.step_event(store, 1),
            Action::PreviousEvent => self.step_event(store, -1),
            Action::NextOfActor => self.step_of_actor(store, 1),
            Action::PreviousOfActor => self.step_of_actor(store, -1),
            Action::Left | Action::Right => self.sideways(store, action),
            _ => {
                let page = panes::page_height(self);
                if let Some(by) = distance(action, page) {
                    self.advance(store, self.focus, by);
                }
            }
        }
    }

    /// Moves the cursor of a pane, or its text, by so many rows.
    pub fn advance(&mut self, store: &Store, pane: Pane, by: isize) {
        self.touched = true;
        match pane {
            Pane::Text => match self.sheets.front_mut() {
                Some(sheet) => sheet.advance(by),
                None => self.reading.scroll(by),
            },
            Pane::List => self.select_row(store, window::moved(self.list.at, by, self.list_len())),
            Pane::Time => self.move_in_time(store, window::moved(self.time.at, by, self.time_len())),
        }
    }

    fn move_in_time(&mut self, store: &Store, row: usize) {
        self.time_moved = Some(row);
        self.select_point(store, row);
    }

    fn sideways(&mut self, store: &Store, action: Action) {
        let right = action == Action::Right;
        match self.focus {
            Pane::List if right => self.open(),
            Pane::Text if !right => self.focus = Pane::List,
            Pane::Time => {
                if let Some(row) = panes::timeline::beside(self, right) {
                    self.move_in_time(store, row);
                }
            }
            _ => {}
        }
    }

    /// How many rows the list has.
    pub fn list_len(&self) -> usize {
        match self.listing {
            Listing::Articles => self.view.articles.len(),
            Listing::Statements => self.view.statements.len(),
            Listing::Actors | Listing::Themes => self.values().len(),
        }
    }

    /// How many rows the timeline has.
    pub fn time_len(&self) -> usize {
        self.view.points.dated.len() + self.view.points.undated.len()
    }

    /// The point at a row of the timeline.
    pub fn point(&self, row: usize) -> Option<&Point> {
        let dated = &self.view.points.dated;
        dated.get(row).or_else(|| self.view.points.undated.get(row.checked_sub(dated.len())?))
    }

    /// Selects what stands in a row of the list.
    pub fn select_row(&mut self, store: &Store, row: usize) {
        self.touched = true;
        match self.listing {
            Listing::Articles => {
                if let Some(id) = self.view.articles.get(row) {
                    self.select_article(store, *id);
                }
            }
            Listing::Statements => {
                if let Some(id) = self.view.statements.get(row) {
                    self.select_statement(store, *id);
                }
            }
            Listing::Actors | Listing::Themes => self.select_value(row),
        }
    }

    /// Selects an article as a whole.
    pub fn select_article(&mut self, store: &Store, id: ArticleId) {
        if self.cursor.article != Some(id) {
            self.cursor = Cursor { article: Some(id), ..Cursor::default() };
        }
        self.find_rows(store);
    }

    /// Selects a statement and brings it into sight.
    pub fn select_statement(&mut self, store: &Store, id: StatementId) {
        let Some((article, statement)) = store.statement(id) else { return };
        let extent = page::extent(&statement);
        let near = |event: &EventId| store.event(*event).is_some_and(|(_, event)| event.sentence.overlaps(extent));
        // When it was said is more to the point than a year that it speaks of.
        let then = |event: &EventId| statement.date.is_some() && store.when(*event) == statement.date;
        let event = store.events_of(article).filter(near).find(then);
        let event = event.or_else(|| store.events_of(article).find(near));
        self.cursor = Cursor { article: Some(article), statement: Some(id), event };
        self.reading.aim(extent);
        self.find_rows(store);
    }

    /// Selects an event, or the article of a date of publication, and brings it into sight.
    pub fn select_point(&mut self, store: &Store, row: usize) {
        self.touched = true;
        let Some(point) = self.point(row).copied() else { return };
        let Some(id) = point.event else { return self.select_article(store, point.article) };
        let Some((article, event)) = store.event(id) else { return };
        let (sentence, place) = (event.sentence, event.span);
        self.cursor =
            Cursor { article: Some(article), statement: statement_at(store, article, sentence), event: Some(id) };
        self.reading.aim(place);
        self.find_rows(store);
    }

    /// Selects the place that a look-up found, and goes there. A list of actors or themes, in which it has no row, gives way to
    /// one in which it has.
    pub fn land(&mut self, store: &Store, hit: &Hit) {
        if self.listing.facet().is_some() {
            self.listing = if hit.statement.is_some() { Listing::Statements } else { Listing::Articles };
            self.sheets.stack.clear();
        }
        match hit.statement {
            Some(id) => self.read_statement(store, id),
            None => self.read_article(store, hit.article),
        }
        self.reading.aim(hit.span);
    }

    /// Selects an article and goes to its text.
    pub fn read_article(&mut self, store: &Store, id: ArticleId) {
        self.touched = true;
        self.select_article(store, id);
        self.sheets.aside = true;
        (self.focus, self.whole) = (Pane::Text, None);
    }

    /// Selects a statement and goes to where it stands.
    pub fn read_statement(&mut self, store: &Store, id: StatementId) {
        let Some(article) = store.holder(id) else { return };
        self.read_article(store, article);
        self.select_statement(store, id);
    }

    /// Goes to a place in an article, and selects what is said there.
    pub fn read_there(&mut self, store: &Store, article: ArticleId, place: Span) {
        match statement_at(store, article, place) {
            Some(id) => self.read_statement(store, id),
            None => self.read_article(store, article),
        }
        self.reading.aim(place);
    }

    fn step_article(&mut self, store: &Store, by: isize) {
        let articles = &self.view.articles;
        let at = self.cursor.article.and_then(|id| self.view.rows.article(id)).unwrap_or(0);
        if let Some(id) = articles.get(window::moved(at, by, articles.len())).copied() {
            self.touched = true;
            self.sheets.aside = true;
            self.select_article(store, id);
        }
    }

    /// To the next statement of the article, or the one before; without a selected one from the place being read.
    fn step_statement(&mut self, store: &Store, by: isize) {
        let Some(article) = self.cursor.article else { return };
        let left = |id: &StatementId| self.view.selection.statements.contains(id.0);
        let mut all: Vec<StatementId> = store.statements_of(article).collect();
        let in_sight = self.statement_in_sight(by).and_then(|at| all.get(at).copied());
        // What the filter leaves out is walked past, unless it leaves nothing.
        if all.iter().any(left) {
            all.retain(left);
        }
        let next = match self.cursor.statement {
            Some(here) if by > 0 => all.iter().find(|id| **id > here),
            Some(here) => all.iter().rfind(|id| **id < here),
            None if by > 0 => all.iter().find(|id| in_sight.is_some_and(|first| **id >= first)),
            None => all.iter().rfind(|id| in_sight.is_some_and(|last| **id <= last)),
        };
        if let Some(id) = next.copied() {
            self.touched = true;
            self.sheets.aside = true;
            self.select_statement(store, id);
        }
    }

    /// To the next dated event of the article, or the one before.
    fn step_event(&mut self, store: &Store, by: isize) {
        let Some(article) = self.cursor.article else { return };
        let all: Vec<EventId> = store.events_of(article).collect();
        let chosen = self.cursor.event.filter(|_| self.cursor.statement.is_none());
        let at = chosen.and_then(|id| all.iter().position(|other| *other == id));
        let next =
            at.map_or(Some(if by > 0 { 0 } else { all.len().saturating_sub(1) }), |at| at.checked_add_signed(by));
        let Some(id) = next.and_then(|next| all.get(next).copied()) else { return };
        let Some((_, event)) = store.event(id) else { return };
        self.touched = true;
        self.reading.aim(event.span);
        self.cursor = Cursor { article: Some(article), statement: None, event: Some(id) };
        self.find_rows(store);
    }

    /// To the next listed statement by the same actor, or the one before, in whatever article.
    fn step_of_actor(&mut self, store: &Store, by: isize) {
        let speaker = |id: StatementId| store.speaker(id).map(|actor| &*actor.id);
        let chosen = self.cursor.statement.and_then(|id| Some((self.view.rows.statement(id)?, speaker(id)?)));
        let Some((row, actor)) = chosen else {
            self.message = Some("select a statement first, whose speaker is known".into());
            return;
        };
        let rows = &self.view.statements;
        let same = |id: &&StatementId| speaker(**id) == Some(actor);
        let next = if by > 0 { rows[row + 1..].iter().find(same) } else { rows[..row].iter().rev().find(same) };
        match next.copied() {
            Some(id) => {
                self.touched = true;
                self.select_statement(store, id);
            }
            None => self.message = Some("no further statement by the same actor is listed".into()),
        }
    }

    /// The first statement from the top of the page on, or the last one before it.
    fn statement_in_sight(&self, by: isize) -> Option<usize> {
        let page = self.reading.page.as_ref()?;
        let top = self.reading.top;
        let mut lines: Box<dyn Iterator<Item = usize>> =
            if by > 0 { Box::new(top..page.len()) } else { Box::new((0..top).rev()) };
        lines.find_map(|line| page.statement_at(line)).map(|(at, _)| at)
    }

    /// Takes a new view: keeps the selection where it is still listed, else takes the nearest row that is left.
    pub fn take_view(&mut self, store: &Store, view: View) {
        let old = std::mem::replace(&mut self.view, view);
        let before = self.list.at;
        if self.listing.facet().is_some() {
            self.keep_value();
            self.keep_article();
        }
        self.find_rows(store);
        if self.listing.facet().is_none() && (!self.touched || !self.selection_is_listed(store)) {
            let row = if self.touched { self.nearest_row(&old, before) } else { 0 };
            self.select_anew(store, row);
        }
        worker::discard(old);
    }

    /// Beside a list of actors or themes: the first article that is left where the selected one is not.
    fn keep_article(&mut self) {
        let left = |id: &ArticleId| self.view.selection.articles.contains(id.0);
        if !self.cursor.article.as_ref().is_some_and(left) {
            self.cursor = Cursor { article: self.view.articles.first().copied(), ..Cursor::default() };
        }
    }

    /// After another list came up: selects something in it where the selection is not.
    pub fn select_listed(&mut self, store: &Store) {
        if self.listing.facet().is_some() {
            return self.keep_value();
        }
        self.find_rows(store);
        if self.selection_is_listed(store) {
            return;
        }
        let place = self.cursor.article.and_then(|id| self.view.rows.article(id));
        let has_row = |id: ArticleId| store.statements_of(id).find(|id| self.view.selection.statements.contains(id.0));
        let near = nearest(&self.view.articles, place.unwrap_or(0), |id| has_row(*id).is_some());
        let statement = near.and_then(|at| has_row(self.view.articles[at]));
        let row = statement.and_then(|id| self.view.rows.statement(id));
        self.select_anew(store, row.unwrap_or(self.list.at));
    }

    /// Selects a row in place of what is no longer listed, which is no movement of the user's.
    pub fn select_anew(&mut self, store: &Store, row: usize) {
        let touched = self.touched;
        self.cursor = Cursor::default();
        self.select_row(store, row.min(self.list_len().saturating_sub(1)));
        self.touched = touched;
    }

    /// Selects again what was selected before filters were tried out, which the next view keeps where it lists that. Where
    /// the last one selects the same as the one before it, no view would come that finds the rows anew.
    pub fn select_again(&mut self, place: Cursor, effects: Vec<Effect>) -> Vec<Effect> {
        let moved = std::mem::replace(&mut self.cursor, place) != place;
        if moved && effects.is_empty() { self.ask_view() } else { effects }
    }

    /// The row of what was nearest to the cursor in the list there was and is still in the list there is.
    fn nearest_row(&self, old: &View, at: usize) -> usize {
        let view = &self.view;
        let row = match self.listing {
            Listing::Articles => nearest(&old.articles, at, |id| view.selection.articles.contains(id.0))
                .and_then(|at| view.rows.article(old.articles[at])),
            Listing::Statements => nearest(&old.statements, at, |id| view.selection.statements.contains(id.0))
                .and_then(|at| self.view.rows.statement(old.statements[at])),
            Listing::Actors | Listing::Themes => self.row_of_value(),
        };
        row.unwrap_or(at)
    }

    /// How many carry the selected statement or, where none is selected, how many near-copies of the article there are.
    pub fn occurrences(&self, store: &Store) -> usize {
        let of_article = || self.cursor.article.map_or(0, |article| store.stories().copies(article).len());
        self.cursor.statement.map_or_else(of_article, |statement| store.stories().carriers(statement).len())
    }

    /// The article that a row of the list shows: of copies that stand in one row the one that is selected.
    pub fn article_in(&self, store: &Store, row: usize) -> Option<ArticleId> {
        let (stories, listed) = (store.stories(), *self.view.articles.get(row)?);
        let selected =
            self.cursor.article.filter(|id| row == self.list.at && self.view.selection.articles.contains(id.0));
        Some(selected.filter(|id| stories.story(*id) == stories.story(listed)).unwrap_or(listed))
    }

    /// The statement that a row of the list shows: of repeats that stand in one row the one that is selected.
    pub fn statement_in(&self, store: &Store, row: usize) -> Option<StatementId> {
        let (stories, listed) = (store.stories(), *self.view.statements.get(row)?);
        let selected =
            self.cursor.statement.filter(|id| row == self.list.at && self.view.selection.statements.contains(id.0));
        Some(selected.filter(|id| stories.same(*id) == stories.same(listed)).unwrap_or(listed))
    }

    /// Whether the row with the cursor is to be seen as selected: not while what one reads is left out of the list.
    pub fn stands_in_list(&self, store: &Store) -> bool {
        self.focus == Pane::List || self.cursor.article.is_none() || self.selection_is_listed(store)
    }

    /// After one came back to the list from what it leaves out: selects the row with the cursor.
    pub fn enter_list(&mut self, store: &Store) {
        let lists_articles = self.listing.facet().is_none() && self.list_len() > 0;
        if lists_articles && self.awaited.is_none() && !self.selection_is_listed(store) {
            self.select_anew(store, self.list.at);
        }
    }

    /// Whether the row with the cursor shows what is selected, or a statement of the article selected as a whole.
    fn selection_is_listed(&self, store: &Store) -> bool {
        let Some(article) = self.cursor.article else { return false };
        match (self.listing, self.cursor.statement) {
            (Listing::Articles, _) => self.article_in(store, self.list.at) == Some(article),
            (Listing::Statements, Some(id)) => self.statement_in(store, self.list.at) == Some(id),
            (Listing::Statements, None) => {
                self.view.statements.get(self.list.at).is_some_and(|row| store.holder(*row) == Some(article))
            }
            (Listing::Actors | Listing::Themes, _) => self.row_of_value().is_some(),
        }
    }

    /// Puts the rows of list and timeline where the selection is.
    pub fn find_rows(&mut self, store: &Store) {
        if let Some(row) = self.row_in_list() {
            self.list.at = row;
        }
        self.list.at = self.list.at.min(self.list_len().saturating_sub(1));
        let found = self.row_in_time(store);
        self.time.at = found.unwrap_or(self.time.at).min(self.time_len().saturating_sub(1));
        self.time_stands = found.and_then(|row| self.point(row)?.event);
    }

    fn row_in_list(&self) -> Option<usize> {
        if self.listing.facet().is_some() {
            return self.row_of_value();
        }
        let article = self.cursor.article?;
        if self.listing == Listing::Articles {
            return self.view.rows.article(article);
        }
        let exact = self.cursor.statement.and_then(|id| self.view.rows.statement(id));
        exact.or_else(|| self.view.rows.statements_of(article))
    }

    /// The row of the article itself or of the selected event. Where none is selected the cursor stays on the event of the
    /// article that it stands on; it comes into another article at the one that is nearest in time to what was said or
    /// published, so that an aside on a year long past does not carry one away from the news.
    fn row_in_time(&self, store: &Store) -> Option<usize> {
        let article = self.cursor.article?;
        let rows = &self.view.rows;
        let exact = rows.published(article).or_else(|| rows.event(self.cursor.event?));
        let stays = || rows.event(self.time_stands.filter(|event| store.teller(*event) == Some(article))?);
        let said = || self.cursor.statement.and_then(|id| store.statement(id)?.1.date).map(|when| when.date);
        let published = || store.published(article).or_else(|| Some(store.suggested_date(article)?.date));
        let near = || {
            let day = said().filter(|date| date.known_year().is_some()).or_else(published);
            let day = day.and_then(PartialDate::first_day).or_else(|| self.view.ahead.map(|(_, day)| day));
            let listed = store.events_of(article).filter_map(|event| Some((rows.event(event)?, store.when(event)?)));
            // Of what is equally near the first one; where nothing says what is near, the last.
            let key = |(row, when): &(usize, When)| (remoteness(*when, day), day.map(|_| *row), Reverse(*row));
            listed.min_by_key(key).map(|(row, _)| row)
        };
        exact.or_else(stays).or_else(near)
    }
}

/// How far away something still counts as near: as far as can be looked within a small part of a frame.
const FAR: usize = 20_000;

/// The place nearest to `at`, the later of two, whose item is wanted.
fn nearest<T>(items: &[T], at: usize, wanted: impl Fn(&T) -> bool) -> Option<usize> {
    let later = (at..items.len()).take(FAR).find(|place| wanted(&items[*place]));
    let before = (0..at.min(items.len())).rev().take(FAR).find(|place| wanted(&items[*place]));
    match (later, before) {
        (Some(later), Some(before)) => Some(if at - before < later - at { before } else { later }),
        (later, before) => later.or(before),
    }
}

/// How far something lies from a day, to be compared: what is known to the month or better first, by the days between; then
/// what is less precise; at last what has no year.
fn remoteness(when: When, day: Option<NaiveDate>) -> (bool, bool, u64) {
    let between = when.date.first_day().zip(day).map(|(first, day)| (first - day).num_days().unsigned_abs());
    (when.date.known_year().is_none(), when.precision > Precision::Month, between.unwrap_or(0))
}

/// The statement of an article that a sentence belongs to.
fn statement_at(store: &Store, article: ArticleId, sentence: Span) -> Option<StatementId> {
    let at =
        store.article(article)?.statements.iter().position(|statement| page::extent(statement).overlaps(sentence))?;
    store.statements_of(article).nth(at)
}

/// How many rows an action moves by in a pane that shows `page` of them.
pub fn distance(action: Action, page: usize) -> Option<isize> {
    let page = isize::try_from(page.max(1)).unwrap_or(1);
    Some(match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => (page - 1).max(1),
        Action::PageUp => -(page - 1).max(1),
        Action::HalfDown => (page / 2).max(1),
        Action::HalfUp => -(page / 2).max(1),
        Action::Top => isize::MIN / 2,
        Action::Bottom => isize::MAX / 2,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aside_is_further_from_the_news_than_what_is_near_in_time() {
        let day = NaiveDate::from_ymd_opt(2026, 2, 28);
        let nearest = |dates: &str| {
            let key = |date: &&str| remoteness(When::on(date.parse().unwrap()), day);
            dates.split(' ').min_by_key(key).unwrap().to_owned()
        };
        assert_eq!(nearest("2022 2026 1917-11 XXXX-09-04 2026-02-27 2026-01"), "2026-02-27");
        assert_eq!(nearest("2022 2026 XXXX-02-27"), "2026");
        assert_eq!(nearest("1917-11 2026"), "1917-11", "a year says less of where one is than a month");
        assert_eq!(nearest("XXXX-09-04"), "XXXX-09-04");
    }
}
