//! Dates as precise as the text is: ISO 8601 cut to a precision, with an unknown year where nothing gives one.
//!
//! The written forms are those of ISO 8601-1:2019 for minute to year and week, and of ISO 8601-2:2019 (EDTF) in the
//! readable spelling of the contract for the rest: `2025-SP`, `2025-Q1`, `196X`, `XXXX-09-04`.

mod number;

use chrono::{Datelike, Duration, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

/// How precise a date is, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the minute: `2025-02-18T10:25`.
    Minute,
    /// To the hour: `2025-02-18T10`.
    Hour,
    /// To the day: `2025-02-18`.
    Day,
    /// To the ISO week: `2025-W08`.
    Week,
    /// To the month: `2025-02`.
    Month,
    /// To the meteorological season: `2025-SP`.
    Season,
    /// To the quarter: `2025-Q1`.
    Quarter,
    /// To the year: `2025`.
    Year,
    /// To the decade: `196X`.
    Decade,
}

/// A season of the northern year; winter bears the year it ends in and begins in the December before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

impl Season {
    const CODES: [(&'static str, Season); 4] =
        [("SP", Season::Spring), ("SU", Season::Summer), ("AU", Season::Autumn), ("WI", Season::Winter)];

    fn code(self) -> &'static str {
        Self::CODES[self as usize].0
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        ["spring", "summer", "autumn", "winter"][self as usize]
    }

    /// It with the year that it bears; a winter with both of its years: `winter 2026/27`.
    pub fn of_year(self, year: i32) -> String {
        let name = self.name();
        if self == Self::Winter {
            format!("{name} {}/{:02}", year - 1, year.rem_euclid(100))
        } else {
            format!("{name} {year}")
        }
    }

    fn first_month(self) -> u32 {
        [3, 6, 9, 12][self as usize]
    }
}

/// What is known of a date below its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Decade,
    Year,
    Quarter(u8),
    Season(Season),
    Month(u8),
    Week(u8),
    Day { month: u8, day: u8 },
    Hour { month: u8, day: u8, hour: u8 },
    Minute { month: u8, day: u8, hour: u8, minute: u8 },
}

/// A date cut to its precision; the year may be unknown. Always a possible date: 30 February cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: Option<NonZeroU16>,
    part: Part,
}

impl PartialDate {
    /// The decade that holds `year`; the same one for each of its years.
    pub fn decade(year: i32) -> Option<Self> {
        Self::checked(Some(if year > 0 { (year / 10 * 10).max(1) } else { year }), Part::Decade)
    }

    /// A whole year; `None` stands for an unknown one.
    pub fn year(year: Option<i32>) -> Option<Self> {
        Self::checked(year, Part::Year)
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: Option<i32>, quarter: u32) -> Option<Self> {
        Self::checked(year, Part::Quarter(u8::try_from(quarter).ok()?))
    }

    /// A season.
    pub fn season(year: Option<i32>, season: Season) -> Option<Self> {
        Self::checked(year, Part::Season(season))
    }

    /// A month, 1 to 12.
    pub fn month(year: Option<i32>, month: u32) -> Option<Self> {
        Self::checked(year, Part::Month(u8::try_from(month).ok()?))
    }

    /// An ISO week, 1 to 53.
    pub fn week(year: Option<i32>, week: u32) -> Option<Self> {
        Self::checked(year, Part::Week(u8::try_from(week).ok()?))
    }

    /// A day. 29 February passes where the year is unknown.
    pub fn day(year: Option<i32>, month: u32, day: u32) -> Option<Self> {
        Self::checked(year, Part::Day { month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    /// The same day with an hour, 0 to 23; `None` where this is not a day.
    #[must_use]
    pub fn at_hour(self, hour: u32) -> Option<Self> {
        let (month, day) = self.month_day()?;
        Self::checked(self.known_year(), Part::Hour { month, day, hour: u8::try_from(hour).ok()? })
    }

    /// The same day with hour and minute; `None` where this is not a day.
    #[must_use]
    pub fn at_minute(self, hour: u32, minute: u32) -> Option<Self> {
        let (month, day) = self.month_day()?;
        let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
        Self::checked(self.known_year(), Part::Minute { month, day, hour, minute })
    }

    fn checked(year: Option<i32>, part: Part) -> Option<Self> {
        let counted = |year| u16::try_from(year).ok().filter(|year| *year <= i16::MAX.cast_unsigned());
        let date = Self { year: year.and_then(counted).and_then(NonZeroU16::new), part };
        if year.is_some() != date.year.is_some() {
            return None;
        }
        let in_year = year.unwrap_or(2000); // a leap year, so that an unknown year allows 29 February
        let possible = match part {
            Part::Decade => year.is_some(),
            Part::Year | Part::Season(_) => true,
            Part::Quarter(q) => (1..=4).contains(&q),
            Part::Month(m) => (1..=12).contains(&m),
            Part::Week(w) => {
                w >= 1
                    && (year.is_none() && w <= 53
                        || NaiveDate::from_isoywd_opt(in_year, w.into(), chrono::Weekday::Mon).is_some())
            }
            Part::Day { month, day } => NaiveDate::from_ymd_opt(in_year, month.into(), day.into()).is_some(),
            Part::Hour { month, day, hour } => {
                NaiveDate::from_ymd_opt(in_year, month.into(), day.into()).is_some() && hour < 24
            }
            Part::Minute { month, day, hour, minute } => {
                NaiveDate::from_ymd_opt(in_year, month.into(), day.into()).is_some() && hour < 24 && minute < 60
            }
        };
        possible.then_some(date)
    }

    /// How precise it is.
    pub fn precision(self) -> Precision {
        match self.part {
            Part::Decade => Precision::Decade,
            Part::Year => Precision::Year,
            Part::Quarter(_) => Precision::Quarter,
            Part::Season(_) => Precision::Season,
            Part::Month(_) => Precision::Month,
            Part::Week(_) => Precision::Week,
            Part::Day { .. } => Precision::Day,
            Part::Hour { .. } => Precision::Hour,
            Part::Minute { .. } => Precision::Minute,
        }
    }

    /// The year, where it is known. For a decade its first year.
    pub fn known_year(self) -> Option<i32> {
        let year = self.year.map(|year| i32::from(year.get()));
        year.map(|year| if self.part == Part::Decade { year / 10 * 10 } else { year })
    }

    /// Month (1 to 12) and day, for precisions of a day or finer.
    fn month_day(self) -> Option<(u8, u8)> {
        match self.part {
            Part::Day { month, day } | Part::Hour { month, day, .. } | Part::Minute { month, day, .. } => {
                Some((month, day))
            }
            _ => None,
        }
    }

    /// Month (1 to 12), for precisions of a month or finer (a week has none).
    pub fn known_month(self) -> Option<u32> {
        match self.part {
            Part::Month(month) => Some(month.into()),
            _ => self.month_day().map(|(month, _)| month.into()),
        }
    }

    /// Day of the month, for precisions of a day or finer.
    pub fn known_day(self) -> Option<u32> {
        self.month_day().map(|(_, day)| day.into())
    }

    /// Hour and minute, as far as they are known.
    pub fn known_time(self) -> Option<(u32, Option<u32>)> {
        match self.part {
            Part::Hour { hour, .. } => Some((hour.into(), None)),
            Part::Minute { hour, minute, .. } => Some((hour.into(), Some(minute.into()))),
            _ => None,
        }
    }

    /// The season, where that is all that is known below the year.
    pub fn known_season(self) -> Option<Season> {
        if let Part::Season(season) = self.part { Some(season) } else { None }
    }

    /// The quarter (1 to 4), where that is all that is known below the year.
    pub fn known_quarter(self) -> Option<u32> {
        if let Part::Quarter(quarter) = self.part { Some(quarter.into()) } else { None }
    }

    /// The ISO week (1 to 53), where that is all that is known below the year.
    pub fn known_week(self) -> Option<u32> {
        if let Part::Week(week) = self.part { Some(week.into()) } else { None }
    }

    /// The same in an unknown year; `None` for years, decades and weeks, which mean nothing without one.
    #[must_use]
    pub fn without_year(self) -> Option<Self> {
        let bound = matches!(self.part, Part::Year | Part::Decade | Part::Week(_));
        (!bound).then_some(Self { year: None, ..self })
    }

    /// The date cut to the day, where it is that precise.
    #[must_use]
    pub fn to_day(self) -> Option<Self> {
        let (month, day) = self.month_day()?;
        Some(Self { year: self.year, part: Part::Day { month, day } })
    }

    /// The first calendar day it covers; `None` where the year is unknown.
    pub fn first_day(self) -> Option<NaiveDate> {
        let year = self.known_year()?;
        match self.part {
            Part::Decade | Part::Year => NaiveDate::from_ymd_opt(year, 1, 1),
            Part::Quarter(q) => NaiveDate::from_ymd_opt(year, u32::from(q) * 3 - 2, 1),
            Part::Season(s) => NaiveDate::from_ymd_opt(year - i32::from(s == Season::Winter), s.first_month(), 1),
            Part::Month(m) => NaiveDate::from_ymd_opt(year, m.into(), 1),
            Part::Week(w) => NaiveDate::from_isoywd_opt(year, w.into(), chrono::Weekday::Mon),
            _ => self.month_day().and_then(|(m, d)| NaiveDate::from_ymd_opt(year, m.into(), d.into())),
        }
    }

    /// The last calendar day it covers; `None` where the year is unknown.
    pub fn last_day(self) -> Option<NaiveDate> {
        let first = self.first_day()?;
        let months = match self.part {
            Part::Decade => 120,
            Part::Year => 12,
            Part::Quarter(_) | Part::Season(_) => 3,
            Part::Month(_) => 1,
            Part::Week(_) => return Some(first + Duration::days(6)),
            _ => return Some(first),
        };
        first.checked_add_months(chrono::Months::new(months))?.pred_opt()
    }
}

impl From<NaiveDate> for PartialDate {
    /// The day; years outside 1 to 9999 are brought to the nearest of them.
    fn from(day: NaiveDate) -> Self {
        let year = u16::try_from(day.year().clamp(1, 9999)).ok().and_then(NonZeroU16::new);
        Self { year, part: Part::Day { month: day.month() as u8, day: day.day() as u8 } }
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    /// By first day, then by time, the finer before the coarser; unknown years last.
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |d: &Self| {
            let below = (d.known_month(), d.known_day(), d.known_time());
            (d.year.is_none(), d.first_day(), below.2, d.precision(), below.0, below.1)
        };
        key(self).cmp(&key(other)).then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.part, self.year) {
            (Part::Decade, Some(year)) => return write!(f, "{:03}X", year.get() / 10),
            (_, Some(year)) => write!(f, "{year:04}")?,
            (_, None) => f.write_str("XXXX")?,
        }
        match self.part {
            Part::Decade | Part::Year => Ok(()),
            Part::Quarter(q) => write!(f, "-Q{q}"),
            Part::Season(s) => write!(f, "-{}", s.code()),
            Part::Month(m) => write!(f, "-{m:02}"),
            Part::Week(w) => write!(f, "-W{w:02}"),
            Part::Day { month, day } => write!(f, "-{month:02}-{day:02}"),
            Part::Hour { month, day, hour } => write!(f, "-{month:02}-{day:02}T{hour:02}"),
            Part::Minute { month, day, hour, minute } => write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads what `Display` writes, and ISO 8601 date-times with seconds, fractions and zones, which are dropped.
    fn from_str(written: &str) -> Result<Self, String> {
        parse(written).ok_or_else(|| format!("`{written}` is not a date such as 2025-02-18, 2025-02 or XXXX-09-04"))
    }
}

fn parse(written: &str) -> Option<PartialDate> {
    let (date, time) = match written.split_once(['T', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (written, None),
    };
    let (head, rest) = (date.get(..4)?, date.get(4..)?);
    if rest.is_empty() && time.is_none() && head.ends_with('X') && head != "XXXX" {
        return PartialDate::decade(number::<i32>(head.get(..3)?)? * 10);
    }
    let year = if head == "XXXX" { None } else { Some(number(head)?) };
    let found = match rest.strip_prefix('-') {
        None if rest.is_empty() => PartialDate::year(year)?,
        None => return None,
        Some(rest) => below_year(year, rest)?,
    };
    match time {
        None => Some(found),
        Some(time) => {
            let hour = number(time.get(..2)?)?;
            match time.get(2..3) {
                Some(":") => found.at_minute(hour, number(time.get(3..5)?)?),
                _ => found.at_hour(hour),
            }
        }
    }
}

fn below_year(year: Option<i32>, rest: &str) -> Option<PartialDate> {
    if let Some((_, season)) = Season::CODES.iter().find(|(code, _)| *code == rest) {
        return PartialDate::season(year, *season);
    }
    if let Some(week) = rest.strip_prefix('W') {
        return PartialDate::week(year, number(week)?);
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        return PartialDate::quarter(year, number(quarter)?);
    }
    match rest.split_once('-') {
        None => PartialDate::month(year, number(rest)?),
        Some((month, day)) => PartialDate::day(year, number(month)?, number(day)?),
    }
}

/// A run of ASCII digits.
fn number<N: FromStr>(digits: &str) -> Option<N> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// From a day to a day, counted from the first one of year 1: what is to be known of a time to ask often whether something
/// is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    first: i32,
    last: i32,
}

impl Days {
    fn overlap(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether all of the other days are among these, and not the other way round.
    pub fn enclose(self, other: Self) -> bool {
        self != other && self.first <= other.first && other.last <= self.last
    }

    /// See [`When::is_of`].
    pub fn are_of(self, then: Self) -> bool {
        const WEEK: i32 = 7;
        let count = |days: Self| days.last - days.first + 1;
        self.overlap(then) && count(self) <= count(then).max(WEEK)
    }
}

/// A date or a range of dates, as a record writes it: `date`, `precision`, and `end_date` for a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// The date, or the first one of a range.
    pub date: PartialDate,
    /// How precise it is; always that of `date`.
    pub precision: Precision,
    /// The last date of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<PartialDate>,
}

impl When {
    /// The days that it covers; `None` where a year is unknown.
    pub fn days(self) -> Option<Days> {
        let day = |day: NaiveDate| day.num_days_from_ce();
        let first = day(self.date.first_day()?);
        Some(Days { first, last: day(self.end_date.unwrap_or(self.date).last_day()?) })
    }

    /// Whether any day of it is one of the other's; never where a year is unknown.
    pub fn overlaps(self, other: Self) -> bool {
        self.days().zip(other.days()).is_some_and(|(own, other)| own.overlap(other))
    }

    /// Whether it is said of that time and not of a much longer one around it: `2026` is not when things of 18 February
    /// happened. A week more or less does not matter.
    pub fn is_of(self, then: Self) -> bool {
        self.days().zip(then.days()).is_some_and(|(own, then)| own.are_of(then))
    }

    /// A single date.
    pub fn on(date: PartialDate) -> Self {
        Self { date, precision: date.precision(), end_date: None }
    }

    /// A range, both ends included.
    pub fn between(date: PartialDate, end_date: PartialDate) -> Self {
        Self { date, precision: date.precision(), end_date: Some(end_date) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_time_is_not_of_a_day_in_it() {
        let on = |date: &str| When::on(date.parse().unwrap());
        let day = on("2026-02-18");
        assert!(on("2026-02-18T10:25").is_of(day) && on("2026-W08").is_of(day));
        assert!(!on("2026-02").is_of(day) && !on("2026").is_of(day) && !on("2026-02-19").is_of(day));
        assert!(on("2026-02").is_of(on("2026-02")) && on("2026-02-18").is_of(on("2026")));
        assert!(!on("XXXX-02-18").is_of(day));
    }

    #[test]
    fn every_precision_reads_what_it_writes() {
        for written in [
            "2025-02-18T10:25",
            "2025-02-18T10",
            "2025-02-18",
            "2025-W08",
            "2025-02",
            "2025-SP",
            "2025-WI",
            "2025-Q1",
            "2025",
            "196X",
            "XXXX-09-04",
            "XXXX-08",
            "XXXX",
        ] {
            let date: PartialDate = written.parse().unwrap();
            assert_eq!(date.to_string(), written);
        }
    }

    #[test]
    fn impossible_dates_cannot_be_made() {
        for written in [
            "2025-02-30",
            "2025-13",
            "2025-W54",
            "2025-Q5",
            "2025-02-18T24:00",
            "20",
            "2025-2025",
            "XXXX-02-30",
            "",
            "é025",
        ] {
            assert!(written.parse::<PartialDate>().is_err(), "{written}");
        }
        assert!("XXXX-02-29".parse::<PartialDate>().is_ok());
    }

    #[test]
    fn seconds_and_zones_are_dropped() {
        for written in ["2025-02-18T10:25:31Z", "2025-02-18 10:25:31.5+02:00"] {
            assert_eq!(written.parse::<PartialDate>().unwrap().to_string(), "2025-02-18T10:25");
        }
    }

    #[test]
    fn winter_bears_the_year_it_ends_in() {
        let winter: PartialDate = "2025-WI".parse().unwrap();
        let days = (winter.first_day().unwrap().to_string(), winter.last_day().unwrap().to_string());
        assert_eq!(days, ("2024-12-01".to_owned(), "2025-02-28".to_owned()));
    }

    #[test]
    fn unknown_years_come_last_and_cover_no_day() {
        let (known, unknown): (PartialDate, PartialDate) =
            ("2025-02-18".parse().unwrap(), "XXXX-09-04".parse().unwrap());
        assert!(known < unknown);
        assert_eq!(unknown.first_day(), None);
        assert_eq!(known.last_day(), known.first_day());
    }

    proptest! {
        #[test]
        fn days_round_trip(n in 1i32..3_000_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(n).unwrap();
            let date = PartialDate::from(day);
            prop_assert_eq!(date.to_string().parse::<PartialDate>().unwrap(), date);
            prop_assert_eq!(date.first_day(), Some(day));
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,24}") {
            let _ = text.parse::<PartialDate>();
        }
    }
}
