//! What a date expression means before anything is known of the day it was written on.

use super::calendar::Feast;
use super::words::{Unit, Which};
use crate::model::{PartialDate, Season};
use std::ops::Range;

/// An expression of a paragraph with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Expression {
    /// Its tokens in the paragraph.
    pub(super) tokens: Range<usize>,
    /// What it means.
    pub(super) reading: Reading,
}

/// The meaning of a whole expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reading {
    /// The date, or the first of a range.
    pub(super) first: Meaning,
    /// The last date of a range.
    pub(super) last: Option<Meaning>,
    /// Hour and minute where a clock time stands beside it.
    pub(super) clock: Option<(u32, Option<u32>)>,
    /// Whether the whole week around the day is meant (`the week of Feb. 17`).
    pub(super) week: bool,
    /// Whether it is a date only where the clause speaks of the future (`in two weeks`).
    pub(super) ahead: bool,
}

impl Reading {
    /// A single date.
    pub(super) fn of(first: Meaning) -> Self {
        Self { first, last: None, clock: None, week: false, ahead: false }
    }

    /// A range.
    pub(super) fn range(first: Meaning, last: Meaning) -> Self {
        Self { last: Some(last), ..Self::of(first) }
    }
}

/// One date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Meaning {
    /// The year is worded.
    Fixed(PartialDate),
    /// One of those that come every year; the year is to be chosen.
    Yearly(Yearly, Option<Which>),
    /// One of those that come every year, in the year `by` years away.
    InYear(Yearly, i32, Base),
    /// A weekday, 0 for Monday; the week is to be chosen.
    Weekday(u8, Option<Which>),
    /// A weekday in the week `by` weeks away.
    InWeek(u8, i32),
    /// A stretch `by` of its kind away.
    Shift(Unit, i32, Base),
    /// A time of day alone, on the day the text spoke of.
    Clock,
}

/// What comes every year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Yearly {
    /// Month, day, and the weekday if worded with them.
    Day(u32, u32, Option<u8>),
    /// A month, 1 to 12.
    Month(u32),
    /// A season.
    Season(Season),
    /// A quarter, 1 to 4.
    Quarter(u32),
    /// A feast.
    Feast(Feast),
}

/// Where a relative expression is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of writing, or of speaking inside a quotation.
    Reference,
    /// The date the text spoke of last.
    Text,
    /// The date it named last, where it tells of the past; else the day of writing (`later in the month`).
    Told,
}

impl Meaning {
    /// Whether it is counted from the day of writing or speaking.
    pub(super) fn needs_reference(self) -> bool {
        match self {
            Self::Fixed(_) | Self::Clock => false,
            Self::InYear(_, _, base) | Self::Shift(_, _, base) => base != Base::Text,
            Self::Yearly(..) | Self::Weekday(..) | Self::InWeek(..) => true,
        }
    }

    /// The date alone is worded with a year.
    pub(super) fn fixed(self) -> Option<PartialDate> {
        if let Self::Fixed(date) = self { Some(date) } else { None }
    }

    /// The same of the year `year`, where the year was left open.
    pub(super) fn with_year(self, year: i32) -> Option<Self> {
        let Self::Yearly(what, None) = self else { return None };
        what.in_year(Some(year)).map(Self::Fixed)
    }
}

impl Yearly {
    /// The date in a year; `None` for the year where it is unknown. Moveable feasts of an unknown year are no more
    /// than a month or season.
    pub(super) fn in_year(self, year: Option<i32>) -> Option<PartialDate> {
        match self {
            Self::Day(month, day, _) => PartialDate::day(year, month, day),
            Self::Month(month) => PartialDate::month(year, month),
            Self::Season(season) => PartialDate::season(year, season),
            Self::Quarter(quarter) => PartialDate::quarter(year, quarter),
            Self::Feast(feast) => match (year, feast.fixed()) {
                (Some(year), _) => feast.in_year(year).map(PartialDate::from),
                (None, Some((month, day))) => PartialDate::day(None, month, day),
                (None, None) => feast.least_known(),
            },
        }
    }
}
