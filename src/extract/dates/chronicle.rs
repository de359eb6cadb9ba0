//! Chronicles: texts that tell of years in their order and name the year only now and then. In `In February 2022 the talks
//! began. … On March 7 they ended. … In July 2022 …` the seventh of March is that of 2022, however long ago that was.

use super::candidate::Candidate;
use super::expression::{Meaning, Yearly};
use super::tense::Tense;
use crate::model::{PartialDate, Precision};
use chrono::NaiveDate;

/// Dates with their year that a chronicle has at least.
const LEAST: usize = 4;

/// How many of them may stand out of order: a glance back.
const BACKWARD: usize = 1;

/// How far behind the last date with its year one without may lie, in days.
const YEAR: i64 = 366;

/// The dates with their year that a text tells in order, each with the place of its candidate; none of a text that is no
/// chronicle.
#[derive(Debug, Default)]
pub(super) struct Chronicle {
    marks: Vec<(usize, PartialDate)>,
}

impl Chronicle {
    /// Reads the candidates of a text.
    pub(super) fn read(candidates: &[Candidate]) -> Self {
        let mark = |(at, candidate): (usize, &Candidate)| {
            let Meaning::Fixed(date) = candidate.reading.first else { return None };
            let told = !candidate.headline && !candidate.quoted && !candidate.aside && candidate.reading.last.is_none();
            let exact = date.precision() <= Precision::Month && date.known_year().is_some();
            (told && exact).then_some((at, date))
        };
        let marks: Vec<_> = candidates.iter().enumerate().filter_map(mark).collect();
        let descents = marks.windows(2).filter(|pair| pair[1].1 < pair[0].1).count();
        let years = marks.first().zip(marks.last()).and_then(|(a, b)| Some(b.1.known_year()? - a.1.known_year()?));
        let ordered = marks.len() >= LEAST && descents <= BACKWARD && years.is_some_and(|years| years >= 1);
        Self { marks: if ordered { marks } else { Vec::new() } }
    }

    /// The day or month of a candidate without a year, between the dates that stand around it, and not before the one that
    /// was told last.
    pub(super) fn told(
        &self,
        at: usize,
        candidate: &Candidate,
        today: NaiveDate,
        last: Option<PartialDate>,
    ) -> Option<PartialDate> {
        let Meaning::Yearly(what @ (Yearly::Day(..) | Yearly::Month(_)), None) = candidate.reading.first else {
            return None;
        };
        if candidate.quoted || candidate.headline || candidate.reading.last.is_some() {
            return None;
        }
        let next = self.marks.partition_point(|(place, _)| *place < at);
        let (_, before) = self.marks.get(next.checked_sub(1)?)?;
        let before = last.filter(|last| last > before).unwrap_or(*before);
        let (from, year) = (before.first_day()?, before.known_year()?);
        let found = (year..=year + 1).filter_map(|year| what.in_year(Some(year))).find(|date| {
            date.last_day().is_some_and(|day| day >= from) // the first one that is not over by then
        })?;
        let day = found.first_day()?;
        let fits = match self.marks.get(next) {
            Some((_, after)) => after.last_day().is_some_and(|last| day <= last),
            None if candidate.tense == Tense::Future => false,
            None => (day - from).num_days() <= YEAR && (today - from).num_days() <= YEAR,
        };
        (fits && day <= today).then_some(found)
    }
}
