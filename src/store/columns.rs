//! What lists, orders, filters and timelines read of every article, statement and event: kept beside the packed articles,
//! so that nothing has to be unpacked for them.

use super::draft::Draft;
use super::kept::{Bytes, Keeps};
use crate::model::packed;
use crate::model::{Days, PartialDate, Span, When};
use rustc_hash::FxHashMap;

/// The columns of a store.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The headline of every article.
    titles: Vec<Option<Box<str>>>,
    /// Bytes of every article's text.
    lengths: Vec<u32>,
    /// When every article was published.
    published: Vec<Option<PartialDate>>,
    /// From the first to the last byte of every statement's content.
    extents: Vec<Span>,
    /// The dates of the statements that have one of their own, in the order of the statements.
    said_on: Vec<(u32, When)>,
    /// The date of every event, by its number among the dates.
    happened: Vec<u32>,
    dates: Dates,
    /// The days of the dated statements, so that a filter by time reckons none.
    said_days: Vec<(u32, Days)>,
}

/// The dates of events, each once: a million events have some ten thousand.
#[derive(Debug, Default)]
struct Dates {
    all: Vec<When>,
    /// The days of each, so that a filter by time reckons none.
    days: Vec<Option<Days>>,
    numbers: FxHashMap<When, u32>,
}

impl Dates {
    fn number(&mut self, when: When) -> u32 {
        *self.numbers.entry(when).or_insert_with(|| {
            self.all.push(when);
            self.days.push(when.days());
            self.all.len() as u32 - 1
        })
    }
}

impl Columns {
    /// Notes an article whose statements are numbered from `statement` on.
    pub(super) fn add(&mut self, draft: &mut Draft, statement: u32) {
        self.titles.push(draft.title.take());
        self.lengths.push(draft.length);
        self.published.push(draft.published);
        self.extents.extend(draft.statements.iter().map(|one| one.extent));
        let dated = (statement..).zip(&draft.statements).filter_map(|(number, one)| Some((number, one.date?)));
        self.said_days.extend(dated.clone().filter_map(|(number, date)| Some((number, date.days()?))));
        self.said_on.extend(dated);
        self.happened.extend(draft.events.iter().map(|one| self.dates.number(one.when)));
    }

    pub(super) fn title(&self, article: u32) -> Option<&str> {
        self.titles.get(article as usize)?.as_deref()
    }

    pub(super) fn length(&self, article: u32) -> Option<u32> {
        self.lengths.get(article as usize).copied()
    }

    pub(super) fn published(&self, article: u32) -> Option<PartialDate> {
        self.published.get(article as usize).copied().flatten()
    }

    pub(super) fn extent(&self, statement: u32) -> Span {
        self.extents.get(statement as usize).copied().unwrap_or_default()
    }

    pub(super) fn said_on(&self, statement: u32) -> Option<When> {
        let at = self.said_on.binary_search_by_key(&statement, |(statement, _)| *statement).ok()?;
        Some(self.said_on[at].1)
    }

    pub(super) fn when(&self, event: u32) -> Option<When> {
        self.dates.all.get(*self.happened.get(event as usize)? as usize).copied()
    }

    /// The events that are of a time.
    pub(super) fn events_of(&self, then: Days) -> impl Iterator<Item = u32> + '_ {
        let wanted: Vec<bool> = self.dates.days.iter().map(|days| days.is_some_and(|days| days.are_of(then))).collect();
        let is_wanted = move |date: u32| wanted.get(date as usize).copied().unwrap_or_default();
        (0..).zip(&self.happened).filter(move |(_, date)| is_wanted(**date)).map(|(event, _)| event)
    }

    /// The statements with a date of their own that is of a time.
    pub(super) fn said_at(&self, then: Days) -> impl Iterator<Item = u32> + '_ {
        self.said_days.iter().filter(move |(_, days)| days.are_of(then)).map(|(statement, _)| *statement)
    }
}

impl Keeps for Columns {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { titles, lengths, published, extents, said_on, happened, dates: told, said_days: _ } = self;
        titles.keep(to);
        lengths.keep(to);
        published.keep(to);
        extents.keep(to);
        let (statements, dates): (Vec<u32>, Vec<When>) = said_on.iter().copied().unzip();
        statements.keep(to);
        packed::dates(&dates).keep(to);
        happened.keep(to);
        packed::dates(&told.all).keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let (titles, lengths) = (Keeps::recall(from)?, Keeps::recall(from)?);
        let (published, extents) = (Keeps::recall(from)?, Keeps::recall(from)?);
        let statements = Vec::<u32>::recall(from)?;
        let (said, happened, all): (Vec<u8>, _, Vec<u8>) = Keeps::recall(from)?;
        let said = packed::unpacked_dates(&said)?;
        let mut dates = Dates::default();
        for when in packed::unpacked_dates(&all)? {
            dates.number(when);
        }
        let said = || statements.iter().copied().zip(said.iter().copied());
        Some(Self {
            titles,
            lengths,
            published,
            extents,
            said_on: said().collect(),
            happened,
            dates,
            said_days: said().filter_map(|(statement, date)| Some((statement, date.days()?))).collect(),
        })
    }
}
