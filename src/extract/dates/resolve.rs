//! From the meaning of an expression to the calendar: against the day of writing, the date the text spoke of, and the
//! tense. What cannot be placed for certain is `None`; a year is never guessed.

use super::calendar::{add_months, on_or_after, on_or_before, weekday};
use super::expression::{Base, Meaning, Reading, Yearly};
use super::tense::Tense;
use super::words::{Unit, Which};
use crate::model::{PartialDate, Precision, When};
use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// The day that relative expressions are counted from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Reference {
    /// The day; the first one of its stretch where it is less precise than a day.
    day: NaiveDate,
    hour: Option<u32>,
    precision: Precision,
    /// Whether the year is known. Where it is not, only what holds in every year is told.
    year_known: bool,
}

impl Reference {
    /// The reference that a date gives.
    pub(super) fn of(date: PartialDate) -> Option<Self> {
        let hour = date.known_time().map(|(hour, _)| hour);
        let precision = date.precision().max(Precision::Day);
        Some(Self { day: date.first_day()?, hour, precision, year_known: true })
    }

    /// The day before one whose year is unknown.
    pub(super) fn day_before(month: u32, day: u32) -> Option<Self> {
        let day = NaiveDate::from_ymd_opt(COMMON_YEAR, month, day)? - Duration::days(1);
        Some(Self { day, hour: None, precision: Precision::Day, year_known: false })
    }

    /// The day.
    pub(super) fn day(self) -> Option<NaiveDate> {
        (self.year_known && self.precision == Precision::Day).then_some(self.day)
    }

    /// The same day in another year, for the test whether something holds in every year.
    fn in_year(self, year: i32) -> Option<Self> {
        Some(Self { day: self.day.with_year(year)?, year_known: true, ..self })
    }
}

/// A year that stands for an unknown one, and a leap year to compare with.
const COMMON_YEAR: i32 = 2001;
const LEAP_YEAR: i32 = 2004;

/// How far away, in days, a date without a year is still believed to lie where the tense says; further away the
/// nearest one is meant.
const TRUST_IN_TENSE: i64 = 300;

/// What is known where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The day of writing or speaking.
    pub(super) reference: Option<Reference>,
    /// The date the text spoke of last.
    pub(super) spoken_of: Option<PartialDate>,
    /// The date it named last, if only in passing: what `that year` points back to.
    pub(super) named: Option<PartialDate>,
    /// The coming week where the same sentence named it before.
    pub(super) week: Option<PartialDate>,
    /// The tense of the clause.
    pub(super) tense: Tense,
}

impl Setting {
    fn knows_year(&self) -> bool {
        self.reference.is_some_and(|reference| reference.year_known)
    }

    /// The date that `meaning` is counted from in the text.
    fn anchor(&self, meaning: Meaning) -> Option<PartialDate> {
        match meaning {
            Meaning::Shift(_, 0, _) | Meaning::InYear(_, 0, _) => self.named,
            _ => self.spoken_of,
        }
    }
}

impl Setting {
    /// Whether a date counted on from another may be meant: what is told as past lies not behind the day of writing, as
    /// where `a year later` is counted from the wrong event.
    fn may_be_told(&self, meaning: Meaning, date: PartialDate) -> bool {
        let on = matches!(meaning, Meaning::Shift(_, by, _) if by > 0);
        let today = self.reference.and_then(Reference::day);
        let behind = || today.zip(date.first_day()).is_some_and(|(today, day)| day > today);
        !(on && self.tense != Tense::Future && behind())
    }

    /// The day or month in the year that the text itself gives: within a month of the day it named last.
    fn beside_named(&self, what: Yearly) -> Option<PartialDate> {
        let named = self.named.or(self.spoken_of).filter(|date| date.known_day().is_some())?;
        let (day, year) = (named.first_day()?, named.known_year()?);
        let near =
            |date: &PartialDate| matches!(what, Yearly::Day(..) | Yearly::Month(_)) && distance(*date, day) <= BESIDE;
        (year - 1..=year + 1).filter_map(|year| what.in_year(Some(year))).find(near)
    }
}

/// How far from a date with its year one without is believed to be of the same winter or summer, in days.
const BESIDE: i64 = 31;

/// What `reading` stands for.
pub(super) fn resolve(reading: &Reading, setting: &Setting) -> Option<When> {
    if reading.first == Meaning::Clock {
        let day = setting.spoken_of?.to_day()?;
        return timed(day, reading.clock?).map(When::on);
    }
    if let (Meaning::Weekday(from, None), Some(Meaning::Weekday(to, None))) = (reading.first, reading.last) {
        return Some(weekdays(weekday(from), weekday(to), setting.reference?.day()?, setting.tense));
    }
    let first = place(reading.first, setting)?;
    if let Some(last) = reading.last {
        return range(first.date, place(last, setting)?.date, last);
    }
    if reading.week {
        let day = first.date.first_day()?;
        return week_of(day).map(When::on);
    }
    match reading.clock {
        Some(clock) => timed(first.date, clock).map(When::on).or(Some(first)),
        None => Some(first),
    }
}

/// A range; where the years were chosen one by one and the ends came out the wrong way round, the last one's is moved.
fn range(first: PartialDate, last: PartialDate, meaning: Meaning) -> Option<When> {
    if first.known_year().is_some() == last.known_year().is_some() && first < last {
        return Some(When::between(first, last));
    }
    let year = first.known_year()?;
    let Meaning::Yearly(what, _) = meaning else { return None };
    let moved = [year, year + 1].into_iter().filter_map(|year| what.in_year(Some(year))).find(|last| first < *last)?;
    Some(When::between(first, moved))
}

/// From one weekday to the next other one: the last such days, or the coming ones.
fn weekdays(from: Weekday, to: Weekday, day: NaiveDate, tense: Tense) -> When {
    let one = Duration::days(1);
    let (first, last) = if tense == Tense::Future {
        let first = on_or_after(day, from);
        (first, on_or_after(first + one, to))
    } else {
        let last = on_or_before(day, to);
        (on_or_before(last - one, from), last)
    };
    When::between(first.into(), last.into())
}

fn timed(day: PartialDate, (hour, minute): (u32, Option<u32>)) -> Option<PartialDate> {
    match minute {
        Some(minute) => day.at_minute(hour, minute),
        None => day.at_hour(hour),
    }
}

/// Places one date; a weekend is a range.
fn place(meaning: Meaning, setting: &Setting) -> Option<When> {
    match meaning {
        Meaning::Fixed(date) => Some(When::on(date)),
        Meaning::Clock => None,
        Meaning::Shift(unit, 0, Base::Told) => told_then(|base| Meaning::Shift(unit, 0, base), setting),
        Meaning::InYear(what, 0, Base::Told) => told_then(|base| Meaning::InYear(what, 0, base), setting),
        _ if !meaning.needs_reference() => from_text(meaning, setting.anchor(meaning)?)
            .filter(|date| setting.may_be_told(meaning, *date))
            .map(When::on),
        Meaning::Shift(Unit::PartOfDay, ..) => None,
        Meaning::Yearly(what, None) | Meaning::InYear(what, ..) if !setting.knows_year() => {
            setting.beside_named(what).or_else(|| what.in_year(None)).map(When::on)
        }
        Meaning::Weekday(day, None) if setting.week.is_some() && setting.tense == Tense::Future => {
            let monday = setting.week?.first_day()?;
            Some(When::on((monday + Duration::days(day.into())).into()))
        }
        Meaning::Yearly(what @ (Yearly::Day(..) | Yearly::Month(_)), None) if narrated(what, setting).is_some() => {
            narrated(what, setting).map(When::on)
        }
        Meaning::Weekday(day, Some(which @ (Which::Following | Which::Previous))) => {
            weekday_from_text(day, which, setting.spoken_of?).map(When::on)
        }
        Meaning::Yearly(what, Some(which @ (Which::Following | Which::Previous))) => {
            let anchor = Reference::of(setting.spoken_of?)?;
            let which = if which == Which::Following { Which::Next } else { Which::Last };
            yearly(what, Some(which), anchor, Tense::Open).map(When::on)
        }
        _ => in_any_year(meaning, setting.reference?, setting.tense),
    }
}

/// The month or year in which a tale has come to: that of the date it named last, where that is over.
fn told_then(meaning: impl Fn(Base) -> Meaning, setting: &Setting) -> Option<When> {
    let today = setting.reference.and_then(Reference::day);
    let named = setting.named.filter(|_| setting.tense != Tense::Future);
    let then = named.and_then(|named| from_text(meaning(Base::Text), named));
    let is_over = |then: &PartialDate| today.is_none_or(|today| then.last_day().is_some_and(|last| last < today));
    then.filter(is_over).map(When::on).or_else(|| place(meaning(Base::Reference), setting))
}

/// The date in a tale of earlier years: past, too long ago to be told without its year, and the first such after what
/// was spoken of before.
fn narrated(what: Yearly, setting: &Setting) -> Option<PartialDate> {
    let (today, anchor) = (setting.reference?.day()?, setting.spoken_of?);
    let year = anchor.known_year().filter(|year| *year < today.year() && setting.tense == Tense::Past)?;
    let latest = (today.year() - 1..=today.year())
        .filter_map(|year| what.in_year(Some(year)))
        .rfind(|date| date.first_day().is_some_and(|day| day <= today))?;
    if distance(latest, today) <= TRUST_IN_TENSE {
        return None;
    }
    let from = anchor.first_day()?;
    let told = |date: &PartialDate| date.first_day().is_some_and(|day| day >= from && day < today);
    (year..=year + 1).filter_map(|year| what.in_year(Some(year))).find(told)
}

/// What `meaning` stands for from `reference`; with an unknown year, what it stands for in every year.
fn in_any_year(meaning: Meaning, reference: Reference, tense: Tense) -> Option<When> {
    if reference.year_known {
        return from_reference(meaning, reference, tense);
    }
    let mut found = [COMMON_YEAR, COMMON_YEAR + 1, LEAP_YEAR]
        .map(|year| from_reference(meaning, reference.in_year(year)?, tense)?.date.without_year());
    found.iter().all(|date| *date == found[0]).then(|| found[0].take().map(When::on))?
}

fn from_reference(meaning: Meaning, reference: Reference, tense: Tense) -> Option<When> {
    match meaning {
        Meaning::Shift(Unit::Weekend, by, _) => Some(weekend(reference.day()?, by, tense)),
        Meaning::Shift(unit, by, _) => shift(unit, by, reference).map(When::on),
        Meaning::InYear(what, by, _) => what.in_year(Some(reference.day.year().checked_add(by)?)).map(When::on),
        Meaning::InWeek(day, by) => {
            let monday = on_or_before(reference.day()?, Weekday::Mon);
            Some(When::on((monday + Duration::days(i64::from(by) * 7 + i64::from(day))).into()))
        }
        Meaning::Weekday(day, which) => {
            weekday_near(weekday(day), which, reference.day()?, tense).map(|day| When::on(day.into()))
        }
        Meaning::Yearly(what, which) => yearly(what, which, reference, tense).map(When::on),
        Meaning::Fixed(_) | Meaning::Clock => None,
    }
}

/// The stretch `by` of its kind away from the reference.
fn shift(unit: Unit, by: i32, reference: Reference) -> Option<PartialDate> {
    let day = reference.day;
    if unit_precision(unit) < reference.precision {
        return None;
    }
    match unit {
        Unit::Hour => hours(reference, by),
        Unit::Day => day.checked_add_signed(Duration::days(by.into())).map(PartialDate::from),
        Unit::Week => week_of(day.checked_add_signed(Duration::weeks(by.into()))?),
        Unit::Month => {
            let day = add_months(day.with_day(1)?, by)?;
            PartialDate::month(Some(day.year()), day.month())
        }
        Unit::Quarter => {
            let day = add_months(day.with_day(1)?, by.checked_mul(3)?)?;
            PartialDate::quarter(Some(day.year()), day.month().div_ceil(3))
        }
        Unit::Year => PartialDate::year(Some(day.year().checked_add(by)?)),
        Unit::Decade => PartialDate::decade(day.year().checked_add(by.checked_mul(10)?)?),
        Unit::PartOfDay | Unit::Weekend => None,
    }
}

/// The precision that a count of this unit leads to.
fn unit_precision(unit: Unit) -> Precision {
    match unit {
        Unit::Hour | Unit::Day | Unit::PartOfDay | Unit::Weekend => Precision::Day,
        Unit::Week => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Quarter,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Decade,
    }
}

/// Whole days of hours lead to a day; other counts need the hour of writing.
fn hours(reference: Reference, by: i32) -> Option<PartialDate> {
    if by % 24 == 0 {
        return shift(Unit::Day, by / 24, reference);
    }
    let moment = reference.day.and_hms_opt(reference.hour?, 0, 0)?.checked_add_signed(Duration::hours(by.into()))?;
    PartialDate::from(moment.date()).at_hour(chrono::Timelike::hour(&moment))
}

fn week_of(day: NaiveDate) -> Option<PartialDate> {
    let week = day.iso_week();
    PartialDate::week(Some(week.year()), week.week())
}

/// Saturday and Sunday. `this weekend` is the coming one at the end of a week and where the tense says so.
fn weekend(day: NaiveDate, by: i32, tense: Tense) -> When {
    let coming = on_or_before(day, Weekday::Mon) + Duration::days(5);
    let running = day >= coming;
    let early = day.weekday().num_days_from_monday() < 3;
    let back = match by {
        0 => !running && (tense == Tense::Past || tense == Tense::Open && early),
        by => by < 0,
    };
    let forward = by > 0 && (running || tense != Tense::Future || early);
    let saturday = coming + Duration::days(7 * (i64::from(forward) - i64::from(back)));
    When::between(saturday.into(), (saturday + Duration::days(1)).into())
}

fn weekday_near(day: Weekday, which: Option<Which>, from: NaiveDate, tense: Tense) -> Option<NaiveDate> {
    let one = Duration::days(1);
    Some(match (which, tense) {
        (None, Tense::Past | Tense::Open) => on_or_before(from, day),
        (None, Tense::Future) => on_or_after(from, day),
        (Some(Which::Last), _) => on_or_before(from - one, day),
        (Some(Which::Next), _) => {
            let monday = on_or_after(from + one, Weekday::Mon);
            on_or_after(monday, day)
        }
        (Some(Which::This), tense) => {
            let this = on_or_after(on_or_before(from, Weekday::Mon), day);
            match tense {
                Tense::Past if this > from => this - Duration::days(7),
                Tense::Future if this < from => this + Duration::days(7),
                _ => this,
            }
        }
        (Some(_), _) => return None,
    })
}

fn weekday_from_text(day: u8, which: Which, anchor: PartialDate) -> Option<PartialDate> {
    let from = anchor.to_day()?.first_day()?;
    let one = Duration::days(1);
    let found = if which == Which::Following {
        on_or_after(from + one, weekday(day))
    } else {
        on_or_before(from - one, weekday(day))
    };
    Some(found.into())
}

/// Which year's is meant.
fn yearly(what: Yearly, which: Option<Which>, reference: Reference, tense: Tense) -> Option<PartialDate> {
    let this_year = reference.day.year();
    let from = reference.day;
    let all = || (this_year - 8..=this_year + 8).filter_map(|year| what.in_year(Some(year)));
    let begun = |date: &PartialDate| date.first_day().is_some_and(|day| day <= from);
    let over = |date: &PartialDate| date.last_day().is_some_and(|day| day < from);
    if let Yearly::Day(_, _, Some(named)) = what
        && let Some(found) = with_weekday(all(), weekday(named), from)
    {
        return Some(found);
    }
    let past = || all().rfind(begun);
    let coming = || all().find(|date| !over(date));
    match (which, tense) {
        (Some(Which::Last), _) => all().rfind(over),
        (Some(Which::Next), _) => all().find(|date| !begun(date)),
        (Some(Which::This), _) => this_one(what, from, tense),
        (Some(_), _) => None,
        (None, Tense::Past) => trusted(past(), all(), from),
        (None, Tense::Future) if matches!(what, Yearly::Feast(_)) => coming(),
        (None, Tense::Future) => trusted(coming(), all(), from),
        (None, Tense::Open) => all().min_by_key(|date| doubtful_distance(*date, from)),
    }
}

/// Of the occurrences on the weekday worded the nearest one, where it is the only one within reach.
fn with_weekday(all: impl Iterator<Item = PartialDate>, named: Weekday, from: NaiveDate) -> Option<PartialDate> {
    nearest(all.filter(|date| date.first_day().is_some_and(|day| day.weekday() == named)), from)
}

fn nearest(all: impl Iterator<Item = PartialDate>, from: NaiveDate) -> Option<PartialDate> {
    all.min_by_key(|date| distance(*date, from))
}

/// Days between a stretch and a day; zero inside.
fn distance(date: PartialDate, from: NaiveDate) -> i64 {
    let (Some(first), Some(last)) = (date.first_day(), date.last_day()) else { return i64::MAX };
    (first - from).num_days().max((from - last).num_days()).max(0)
}

/// The distance where no tense tells: news speaks of the past, so that the future counts double.
fn doubtful_distance(date: PartialDate, from: NaiveDate) -> i64 {
    let coming = date.first_day().is_some_and(|day| day > from);
    distance(date, from).saturating_mul(if coming { 2 } else { 1 })
}

fn trusted(found: Option<PartialDate>, all: impl Iterator<Item = PartialDate>, from: NaiveDate) -> Option<PartialDate> {
    found.filter(|date| distance(*date, from) <= TRUST_IN_TENSE).or_else(|| nearest(all, from))
}

/// `this spring`: that of the running year; `this winter` the one that runs, or the nearest.
fn this_one(what: Yearly, from: NaiveDate, tense: Tense) -> Option<PartialDate> {
    let years = [from.year(), from.year() + 1].into_iter().filter_map(|year| what.in_year(Some(year)));
    if what == Yearly::Season(crate::model::Season::Winter) {
        return match tense {
            Tense::Future => years.into_iter().find(|date| date.last_day().is_some_and(|day| day >= from)),
            _ => nearest(years, from),
        };
    }
    what.in_year(Some(from.year()))
}

/// What is counted from the date the text spoke of last: never finer than that date.
fn from_text(meaning: Meaning, spoken_of: PartialDate) -> Option<PartialDate> {
    let anchor = Reference::of(spoken_of)?;
    match meaning {
        Meaning::Shift(Unit::Weekend, ..) => None,
        Meaning::Shift(unit, by, _) => shift(unit, by, anchor),
        Meaning::InYear(what, by, _) => what.in_year(Some(anchor.day.year().checked_add(by)?)),
        _ => None,
    }
}
