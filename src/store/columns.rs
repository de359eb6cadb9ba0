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
    /// When every article was published.
    published: Vec<Option<PartialDate>>,
    /// From the first to the last byte of every statement's content.
    extents: Vec<Span>,
    /// The dates of the statements that have one of their own.
    said_on: FxHashMap<u32, When>,
    /// The date of every event.
    whens: Vec<When>,
    /// The days of the dated events and statements, so that a filter by time reckons none.
    days: Vec<Option<Days>>,
    said_days: Vec<(u32, Days)>,
}

impl Columns {
    /// Notes an article whose statements are numbered from `statement` on.
    pub(super) fn add(&mut self, draft: &mut Draft, statement: u32) {
        self.titles.push(draft.title.take());
        self.published.push(draft.published);
        self.extents.extend(draft.statements.iter().map(|one| one.extent));
        let dated = (statement..).zip(&draft.statements).filter_map(|(number, one)| Some((number, one.date?)));
        self.said_days.extend(dated.clone().filter_map(|(number, date)| Some((number, date.days()?))));
        self.said_on.extend(dated);
        self.whens.extend(draft.events.iter().map(|one| one.when));
        self.days.extend(draft.events.iter().map(|one| one.when.days()));
    }

    pub(super) fn title(&self, article: u32) -> Option<&str> {
        self.titles.get(article as usize)?.as_deref()
    }

    pub(super) fn published(&self, article: u32) -> Option<PartialDate> {
        self.published.get(article as usize).copied().flatten()
    }

    pub(super) fn extent(&self, statement: u32) -> Span {
        self.extents.get(statement as usize).copied().unwrap_or_default()
    }

    pub(super) fn said_on(&self, statement: u32) -> Option<When> {
        self.said_on.get(&statement).copied()
    }

    pub(super) fn when(&self, event: u32) -> Option<When> {
        self.whens.get(event as usize).copied()
    }

    /// The events that are of a time.
    pub(super) fn events_of(&self, then: Days) -> impl Iterator<Item = u32> + '_ {
        (0..)
            .zip(&self.days)
            .filter(move |(_, days)| days.is_some_and(|days| days.are_of(then)))
            .map(|(event, _)| event)
    }

    /// The statements with a date of their own that is of a time.
    pub(super) fn said_at(&self, then: Days) -> impl Iterator<Item = u32> + '_ {
        self.said_days.iter().filter(move |(_, days)| days.are_of(then)).map(|(statement, _)| *statement)
    }
}

impl Keeps for Columns {
    fn keep(&self, to: &mut Vec<u8>) {
        let Self { titles, published, extents, said_on, whens, days: _, said_days: _ } = self;
        titles.keep(to);
        published.keep(to);
        extents.keep(to);
        let mut said: Vec<(u32, When)> = said_on.iter().map(|(statement, when)| (*statement, *when)).collect();
        said.sort_unstable_by_key(|(statement, _)| *statement);
        let (statements, dates): (Vec<u32>, Vec<When>) = said.into_iter().unzip();
        statements.keep(to);
        packed::dates(&dates).keep(to);
        packed::dates(whens).keep(to);
    }

    fn recall(from: &mut Bytes) -> Option<Self> {
        let (titles, published, extents) = (Keeps::recall(from)?, Keeps::recall(from)?, Keeps::recall(from)?);
        let statements = Vec::<u32>::recall(from)?;
        let [said, whens]: [Vec<u8>; 2] = Keeps::recall(from)?;
        let (said, whens) = (packed::unpacked_dates(&said)?, packed::unpacked_dates(&whens)?);
        let said = || statements.iter().copied().zip(said.iter().copied());
        Some(Self {
            titles,
            published,
            extents,
            said_on: said().collect(),
            days: whens.iter().map(|when| when.days()).collect(),
            said_days: said().filter_map(|(statement, date)| Some((statement, date.days()?))).collect(),
            whens,
        })
    }
}
