//! Events that dated articles tell of, by the day of the year: an undated article that tells of one of them, and knows the
//! day but not the year, may be dated by it.

use super::lexis::{Lexis, Role};
use super::shingles::common;
use crate::model::PartialDate;
use crate::store::stream::is_content;
use crate::store::{ArticleId, EventId, Store};
use rustc_hash::FxHashMap;

/// Days between an event and the article about it; what is told later than that is remembered, not reported.
const NEWS: i64 = 31;
/// Events of one day of the year that another is compared with, the newest of them.
const MOST: usize = 2000;
/// Actors that two sentences on one event both name, at least.
const FEWEST_ACTORS: usize = 2;
/// Telling words that they share, at least; and the share of the poorer one's.
const FEWEST_TELLING: usize = 4;
const SHARED: f32 = 0.6;

/// The events, each under its month and day.
#[derive(Debug, Default)]
pub(super) struct Told {
    by_day: FxHashMap<(u32, u32), Vec<u32>>,
}

crate::store::kept::keeps!(Told { by_day });

impl Told {
    /// Takes an article that is in the store.
    pub(super) fn add(&mut self, store: &Store, article: ArticleId) {
        let Some(published) = store.published(article).and_then(PartialDate::first_day) else { return };
        for event in store.events_of(article) {
            let Some(date) = day_of(store, event) else { continue };
            let near = date.first_day().is_some_and(|day| (published - day).num_days().abs() <= NEWS);
            if let Some(day) = in_year(date).filter(|_| near) {
                self.by_day.entry(day).or_default().push(event.0);
            }
        }
    }

    /// The articles that tell of the same event; none where the event has a year, or where they put it in different ones.
    pub(super) fn tellers(&self, store: &Store, lexis: &Lexis, event: EventId) -> Vec<ArticleId> {
        let day = day_of(store, event).filter(|date| date.known_year().is_none()).and_then(in_year);
        let Some(all) = day.and_then(|day| self.by_day.get(&day)) else { return Vec::new() };
        let same: Vec<_> =
            all.iter().rev().take(MOST).filter(|other| is_same(store, lexis, event.0, **other)).collect();
        let year = |other: u32| store.when(EventId(other)).and_then(|when| when.date.known_year());
        if same.iter().any(|other| year(**other) != year(*same[0])) {
            return Vec::new();
        }
        same.into_iter().filter_map(|other| store.teller(EventId(*other))).collect()
    }
}

/// The one day of an event.
fn day_of(store: &Store, event: EventId) -> Option<PartialDate> {
    store.when(event).filter(|when| when.end_date.is_none()).map(|when| when.date)
}

fn in_year(date: PartialDate) -> Option<(u32, u32)> {
    Some((date.known_month()?, date.known_day()?))
}

/// Whether two sentences name the same actors in many of the same words.
fn is_same(store: &Store, lexis: &Lexis, one: u32, other: u32) -> bool {
    let actors = |event| store.index.named_in_events.at(event);
    if actors(one).iter().filter(|actor| actors(other).contains(actor)).count() < FEWEST_ACTORS {
        return false;
    }
    let telling = |event| {
        let words: Vec<u32> = store.words_of_event(event).map(|word| word.number).collect();
        lexis.stems(&words.into_iter().filter(|word| is_content(*word)).collect::<Vec<_>>(), Role::Telling)
    };
    let (one, other) = (telling(one), telling(other));
    let shared = common(&one, &other);
    shared >= FEWEST_TELLING && shared as f32 >= SHARED * one.len().min(other.len()) as f32
}
