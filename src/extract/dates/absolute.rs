//! Calendar dates as they are written out: `Tuesday, 18 February 2025`, `Feb. 17`, `18.02.2025`, `2025-02-18`,
//! `February 2025`. Reads what stands at one place; whether it is a date in its surroundings, and of which year, is
//! decided elsewhere.

use super::line::Line;
use super::words::Word;
use crate::model::PartialDate;

/// Which number comes first in `03/04/2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Nothing tells.
    #[default]
    Unknown,
    /// The day, as in most of the world.
    DayFirst,
    /// The month, as in the United States.
    MonthFirst,
}

/// A date as worded: at least a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The year, if worded.
    pub(super) year: Option<i32>,
    /// 1 to 12.
    pub(super) month: u32,
    /// 1 to 31, if worded.
    pub(super) day: Option<u32>,
    /// 0 for Monday, if worded.
    pub(super) weekday: Option<u8>,
    /// The token after the last one.
    pub(super) end: usize,
}

impl Written {
    /// The date, with the year unknown where it is not worded.
    pub(super) fn date(self) -> Option<PartialDate> {
        match self.day {
            Some(day) => PartialDate::day(self.year, self.month, day),
            None => PartialDate::month(self.year, self.month),
        }
    }

    /// The date where day and year are worded.
    pub(super) fn full(self) -> Option<PartialDate> {
        (self.year.is_some() && self.day.is_some()).then(|| self.date())?
    }
}

/// The longest written date that begins at `at`. Dates that cannot be (30 February) are none.
pub(super) fn written(line: &Line, at: usize, order: Order) -> Option<Written> {
    let found = match line.word(at) {
        Word::Weekday(day) | Word::ForeignWeekday(day) => {
            let date = written_day(line, past_weekday(line, at + 1), order).filter(|w| w.day.is_some())?;
            Written { weekday: Some(day), ..date }
        }
        _ => written_day(line, at, order)?,
    };
    found.date().map(|_| found)
}

/// Past what may stand between a weekday and its date: `Tuesday, the`, `Dienstag, den`.
fn past_weekday(line: &Line, at: usize) -> usize {
    let at = if line.is(at, &[",", ".", "("]) { at + 1 } else { at };
    if line.is(at, &["the", "den", "dem", "le", "el", "il"]) { at + 1 } else { at }
}

fn written_day(line: &Line, at: usize, order: Order) -> Option<Written> {
    match line.word(at) {
        Word::Month(month) | Word::ForeignMonth(month) => Some(month_first(line, at, month.into())),
        Word::Number => iso(line, at).or_else(|| day_first(line, at)).or_else(|| numeric(line, at, order)),
        _ => None,
    }
}

/// `February 18, 2025`, `Feb. 18`, `February 2025`, `February`.
fn month_first(line: &Line, at: usize, month: u32) -> Written {
    let alone = Written { year: None, month, day: None, weekday: None, end: at + 1 };
    if let Some(year) = year(line, at + 1) {
        return Written { year: Some(year), end: at + 2, ..alone };
    }
    if line.is(at + 1, &[",", "of", "de"])
        && let Some(year) = year(line, at + 2)
    {
        return Written { year: Some(year), end: at + 3, ..alone };
    }
    let start = if line.is(at + 1, &["the"]) { at + 2 } else { at + 1 };
    match day_number(line, start) {
        Some(day) => with_year(line, Written { day: Some(day), end: start + 1, ..alone }),
        None => alone,
    }
}

/// `18 February 2025`, `18th of February`, `18. Februar 2025`, `18 de febrero de 2025`, `18-Feb-2025`.
fn day_first(line: &Line, at: usize) -> Option<Written> {
    let day = day_number(line, at)?;
    let next = at + 1;
    let next = if line.is(next, &["of", "de", "st", "nd", "rd", "th"])
        || (line.joined(at) && line.is(next, &[".", "-", "/"]))
    {
        next + 1
    } else {
        next
    };
    let (Word::Month(month) | Word::ForeignMonth(month)) = line.word(next) else { return None };
    Some(with_year(line, Written { year: None, month: month.into(), day: Some(day), weekday: None, end: next + 1 }))
}

/// The date with the year that stands behind it: `, 2025`, ` 2025`, ` de 2025`, `-2025`, ` 2025 року`.
fn with_year(line: &Line, date: Written) -> Written {
    let skipped = usize::from(line.is(date.end, &[",", "de", "of", "-", "/"]));
    match year(line, date.end + skipped) {
        Some(year) if skipped == 0 || !line.is(date.end, &["-", "/"]) || line.joined(date.end) => {
            Written { year: Some(year), end: date.end + skipped + 1, ..date }
        }
        _ => date,
    }
}

/// `2025-02-18`, `2025/02/18`, `2025.02.18`, and `2025-02`; a `T` hanging on the day is let stand.
fn iso(line: &Line, at: usize) -> Option<Written> {
    if let Some((numbers, "")) = line.parts(at, '.')
        && let [year, month, day] = numbers[..]
        && (1000..2200).contains(&year)
    {
        return numbered(i32::try_from(year).ok(), month, Some(day), at + 1);
    }
    let year = year(line, at)?;
    let mark =
        ["-", "/"].into_iter().find(|mark| line.str(at + 1) == *mark && line.joined(at) && line.joined(at + 1))?;
    let month = line.plain(at + 2, 2..=2)?;
    let third = line.str(at + 3) == mark && line.joined(at + 2) && line.joined(at + 3);
    let day = line.number(at + 4).filter(|n| third && n.digits == 2 && matches!(n.suffix, "" | "T" | "t"));
    match day {
        Some(day) => numbered(Some(year), month, Some(day.value), at + 5),
        None if third || mark == "/" || line.joined(at + 2) && line.is(at + 3, &["-", "–"]) => None,
        None => numbered(Some(year), month, None, at + 3),
    }
}

/// `18.02.2025`, `18/02/2025`, `2/18/2025`, `18-02-2025`; with points the day comes first.
fn numeric(line: &Line, at: usize, order: Order) -> Option<Written> {
    if let Some((numbers, "")) = line.parts(at, '.')
        && let [day, month, year] = numbers[..]
        && (1900..2200).contains(&year)
    {
        return numbered(i32::try_from(year).ok(), month, Some(day), at + 1);
    }
    let first = line.plain(at, 1..=2)?;
    let spaced = line.is(at + 1, &["."]) && line.plain(at + 2, 1..=2).is_some() && line.is(at + 3, &["."]);
    let mark = ["-", "/", "."].into_iter().find(|mark| line.str(at + 1) == *mark && line.str(at + 3) == *mark)?;
    let tight = (at..at + 4).all(|i| line.joined(i));
    let second = line.plain(at + 2, 1..=2).filter(|_| tight || spaced)?;
    let year = year(line, at + 4)?;
    let (month, day) = match order {
        _ if mark == "." || first > 12 || first == second => (second, first),
        _ if second > 12 => (first, second),
        Order::DayFirst => (second, first),
        Order::MonthFirst => (first, second),
        Order::Unknown => return None,
    };
    numbered(Some(year), month, Some(day), at + 5)
}

fn numbered(year: Option<i32>, month: u32, day: Option<u32>, end: usize) -> Option<Written> {
    let date = Written { year, month, day, weekday: None, end };
    date.date().map(|_| date)
}

/// A day of the month at `at`: `18`, `18th`.
fn day_number(line: &Line, at: usize) -> Option<u32> {
    let number = line.number(at).filter(|n| n.digits <= 2 && (1..=31).contains(&n.value))?;
    let ordinal = ["", "st", "nd", "rd", "th", "er"].iter().any(|s| number.suffix.eq_ignore_ascii_case(s));
    ordinal.then_some(number.value)
}

/// A year of four digits at `at`.
pub(super) fn year(line: &Line, at: usize) -> Option<i32> {
    line.plain(at, 4..=4).filter(|y| (1000..2200).contains(y)).and_then(|y| i32::try_from(y).ok())
}

/// Which order the text's numeric dates are written in, as far as dates that can be read one way only tell, or its
/// dates with month names: `February 18, 2025` is American, `18 February 2025` is not.
pub(super) fn order_of(line: &Line) -> Order {
    let mut votes = (0, 0);
    for at in 0..line.tokens.len() {
        if !matches!(line.word(at), Word::Number | Word::Month(_)) {
            continue;
        }
        let Some(date) = written(line, at, Order::Unknown).filter(|date| date.full().is_some()) else { continue };
        match (line.plain(at, 1..=2), line.plain(at + 2, 1..=2), year(line, at + 4)) {
            (Some(first), Some(second), Some(_)) if date.end == at + 5 => {
                votes.0 += 4 * u32::from(first > 12);
                votes.1 += 4 * u32::from(second > 12);
            }
            _ if line.word(at) != Word::Number => votes.1 += 1,
            (Some(_), ..) => votes.0 += 1,
            _ => {}
        }
    }
    match votes.0.cmp(&votes.1) {
        std::cmp::Ordering::Greater => Order::DayFirst,
        std::cmp::Ordering::Less => Order::MonthFirst,
        std::cmp::Ordering::Equal => Order::Unknown,
    }
}
