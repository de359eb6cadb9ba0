//! Dates as people say them: `last week`, `feb`, `3 days ago`, `18 feb 2025`, beside those of ISO 8601.
//!
//! What is relative is reckoned from a day that is handed in; a store asks no clock. A month, season or day without a year
//! is the last one that has begun; a day of the week the last one there was.

use crate::model::PartialDate;
use crate::model::date::Season;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The words of a date are at most so many.
pub(super) const MOST_WORDS: usize = 4;

/// What dates may look like, for those whose date is none.
pub const EXAMPLES: &str = "2025-02-18, feb 2025, last week";

/// The date that the words stand for; `None` where they stand for none, or for one that depends on a day that is not known.
pub fn date(said: &str, today: Option<NaiveDate>) -> Option<PartialDate> {
    let exact = said.parse::<PartialDate>().ok().filter(|date| date.known_year().is_some());
    exact.or_else(|| in_words(&said.to_lowercase(), today))
}

fn in_words(said: &str, today: Option<NaiveDate>) -> Option<PartialDate> {
    let words: Vec<&str> = said
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty() && !matches!(*word, "the" | "of"))
        .collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    calendar(&words, today).or_else(|| relative(&words, today?))
}

/// `feb`, `feb 2025`, `18 feb`, `feb 18 2025`, `spring 2024`, `q1`, `1990s`.
fn calendar(words: &[&str], today: Option<NaiveDate>) -> Option<PartialDate> {
    let (year, rest) = match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && last.len() == 4 => (last.parse::<i32>().ok(), rest),
        _ => (None, words),
    };
    let rest = if year.is_some() { rest } else { words };
    let part = |make: &dyn Fn(i32) -> Option<PartialDate>| match year {
        Some(year) => make(year),
        None => last_begun(today?, make),
    };
    match *rest {
        [one] => {
            if let Some(month) = month(one) {
                return part(&|year| PartialDate::month(Some(year), month));
            }
            if let Some(season) = season(one) {
                return part(&|year| PartialDate::season(Some(year), season));
            }
            if let Some(quarter) = one.strip_prefix('q').and_then(|quarter| quarter.parse().ok()) {
                return part(&|year| PartialDate::quarter(Some(year), quarter));
            }
            if let Some(date) = dotted(one).filter(|_| year.is_none()) {
                return Some(date);
            }
            if let [date] = *stroked(one) {
                return Some(date).filter(|_| year.is_none());
            }
            let decade = one.strip_suffix('s').filter(|decade| decade.len() == 4 && decade.ends_with('0'))?;
            PartialDate::decade(decade.parse().ok()?).filter(|_| year.is_none())
        }
        [a, b] => {
            let (month, day) = month(a).zip(day_of_month(b)).or_else(|| month(b).zip(day_of_month(a)))?;
            part(&|year| PartialDate::day(Some(year), month, day))
        }
        _ => None,
    }
}

/// `18.2.2025`, `2.2025`.
fn dotted(word: &str) -> Option<PartialDate> {
    let (rest, year) = word.rsplit_once('.').filter(|(_, year)| year.len() == 4)?;
    let (year, number) = (year.parse().ok()?, |word: &str| word.parse().ok());
    match rest.split_once('.') {
        Some((day, month)) => PartialDate::day(Some(year), number(month)?, number(day)?),
        None => PartialDate::month(Some(year), number(rest)?),
    }
}

/// `18/2/2025`, `2/18/2025`: what two numbers with a stroke between them can stand for. Which of them is the month is told
/// by the other one where that is above 12; else they are read in one way here and in another there.
fn stroked(word: &str) -> Vec<PartialDate> {
    let numbers: Option<Vec<u32>> = word.split('/').map(|number| number.parse().ok()).collect();
    let Some([a, b, year @ 1000..10_000]) = numbers.as_deref() else { return Vec::new() };
    let of = |month, day| PartialDate::day(Some(year.cast_signed()), month, day);
    let mut dates: Vec<_> = of(*b, *a).into_iter().chain(of(*a, *b)).collect();
    dates.dedup();
    dates
}

/// Why what looks like a date is none.
pub fn why_none(said: &str) -> Option<String> {
    if let [day, month] = *stroked(said) {
        return Some(format!("`{said}` may be {day} or {month}: write which"));
    }
    let numbers: Option<Vec<u32>> = said.split(['-', '.', '/']).map(|number| number.parse().ok()).collect();
    let year = |number: &u32| (1000..10_000).contains(number);
    let whole = matches!(numbers.as_deref(), Some([a, .., b]) if year(a) != year(b));
    whole.then(|| format!("there is no {said}"))
}

/// The last of the yearly dates that has begun.
fn last_begun(today: NaiveDate, make: &dyn Fn(i32) -> Option<PartialDate>) -> Option<PartialDate> {
    // Eight years back there was a 29 February even around a century without one.
    let years = (today.year() - 8..=today.year() + 1).rev();
    years.filter_map(make).find(|date| date.first_day().is_some_and(|first| first <= today))
}

/// `today`, `last week`, `this month`, `monday`, `3 days ago`, `last 2 weeks`, `7d`.
fn relative(words: &[&str], today: NaiveDate) -> Option<PartialDate> {
    match *words {
        ["today" | "now"] => Some(today.into()),
        ["yesterday"] => today.pred_opt().map(PartialDate::from),
        ["tomorrow"] => today.succ_opt().map(PartialDate::from),
        [one] => short(one, today).or_else(|| weekday(one, today, true)),
        ["this" | "on", what] => unit(what, 0, today).or_else(|| weekday(what, today, true)),
        ["last" | "past" | "previous", what] => unit(what, -1, today).or_else(|| weekday(what, today, false)),
        ["next", what] => unit(what, 1, today),
        [count, what, "ago"] | ["last" | "past", count, what] => back(number(count)?, what, today),
        _ => None,
    }
}

/// The week, month, quarter or year before (-1), of (0) or after (1) `today`.
fn unit(what: &str, by: i32, today: NaiveDate) -> Option<PartialDate> {
    let moved = |months: u32| {
        let first = today.with_day(1)?;
        let by_months = Months::new(months);
        match by {
            0 => Some(first),
            1 => first.checked_add_months(by_months),
            _ => first.checked_sub_months(by_months),
        }
    };
    match what {
        "week" => {
            let day = today.checked_add_signed(chrono::Duration::weeks(by.into()))?.iso_week();
            PartialDate::week(Some(day.year()), day.week())
        }
        "month" => moved(1).and_then(|day| PartialDate::month(Some(day.year()), day.month())),
        "quarter" => moved(3).and_then(|day| PartialDate::quarter(Some(day.year()), day.month0() / 3 + 1)),
        "year" => PartialDate::year(Some(today.year() + by)),
        _ => None,
    }
}

/// `3d`, `2w`, `6m`, `1y`: so long ago.
fn short(word: &str, today: NaiveDate) -> Option<PartialDate> {
    let at = word.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0)?;
    let what = match &word[at..] {
        "d" => "day",
        "w" => "week",
        "m" => "month",
        "y" => "year",
        _ => return None,
    };
    back(word[..at].parse().ok()?, what, today)
}

/// The day so many days, weeks, months or years before `today`.
fn back(count: u32, what: &str, today: NaiveDate) -> Option<PartialDate> {
    let day = match what.strip_suffix('s').unwrap_or(what) {
        "day" => today.checked_sub_days(Days::new(count.into())),
        "week" => today.checked_sub_days(Days::new(u64::from(count) * 7)),
        "month" => today.checked_sub_months(Months::new(count)),
        "year" => today.checked_sub_months(Months::new(count.checked_mul(12)?)),
        _ => None,
    };
    day.filter(|day| day.year() > 0).map(PartialDate::from)
}

/// The last such day of the week, `today` among them where `also`.
fn weekday(word: &str, today: NaiveDate, also: bool) -> Option<PartialDate> {
    let wanted = word.parse::<Weekday>().ok()?;
    let since = u64::from((7 + today.weekday().num_days_from_monday() - wanted.num_days_from_monday()) % 7);
    let since = if since == 0 && !also { 7 } else { since };
    today.checked_sub_days(Days::new(since)).map(PartialDate::from)
}

/// 1 to 12, from a name of three letters or more.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && (month.starts_with(word) || word == "sept" && *month == "september"))?;
    u32::try_from(at + 1).ok()
}

fn season(word: &str) -> Option<Season> {
    Some(match word {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" | "fall" => Season::Autumn,
        "winter" => Season::Winter,
        _ => return None,
    })
}

/// `18`, `18th`.
fn day_of_month(word: &str) -> Option<u32> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    matches!(&word[end..], "" | "st" | "nd" | "rd" | "th").then(|| word[..end].parse().ok())?
}

fn number(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let spelled = || NUMBERS.iter().position(|number| *number == word).and_then(|number| u32::try_from(number).ok());
    match word {
        "a" | "an" => Some(1),
        _ => word.parse().ok().or_else(spelled),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said on Wednesday 19 February 2025 and what it stands for; `-` for nothing.
    fn check(said: &str, expected: &str) {
        let found = date(said, NaiveDate::from_ymd_opt(2025, 2, 19));
        assert_eq!(found.map_or("-".to_owned(), |date| date.to_string()), expected, "{said}");
    }

    #[test]
    fn what_is_written_as_in_iso_8601_is_taken_as_it_is() {
        check("2025-02-18T10:25", "2025-02-18T10:25");
        check("2025-Q1", "2025-Q1");
        check("196X", "196X");
        check("XXXX-09", "-");
    }

    #[test]
    fn parts_of_the_calendar_are_the_last_that_has_begun() {
        check("feb", "2025-02");
        check("March", "2024-03");
        check("Sept. 2023", "2023-09");
        check("18 feb", "2025-02-18");
        check("Feb. 20th", "2024-02-20");
        check("18 February 2021", "2021-02-18");
        check("feb 18, 2021", "2021-02-18");
        check("29 feb", "2024-02-29");
        check("30 feb", "-");
        check("winter", "2025-WI");
        check("summer of 2019", "2019-SU");
        check("fall", "2024-AU");
        check("q1", "2025-Q1");
        check("q4", "2024-Q4");
        check("q5", "-");
        check("the 1990s", "199X");
        check("ma", "-");
        check("18.2.2025", "2025-02-18");
        check("01.12.2024", "2024-12-01");
        check("02.2025", "2025-02");
        check("31.2.2025", "-");
        check("18.2", "-");
        check("1.2.3.2025", "-");
        check("18/02/2025", "2025-02-18");
        check("2/18/2025", "2025-02-18");
        check("2/2/2025", "2025-02-02");
        check("3/4/2025", "-");
        check("30/2/2025", "-");
        check("18/02", "-");
        check("18/02/2025 2025", "-");
    }

    #[test]
    fn a_day_that_is_none_is_named() {
        let check = |said: &str, expected| assert_eq!(why_none(said).as_deref(), expected, "{said}");
        check("2025-02-30", Some("there is no 2025-02-30"));
        check("2025-13", Some("there is no 2025-13"));
        check("31.2.2025", Some("there is no 31.2.2025"));
        check("30/2/2025", Some("there is no 30/2/2025"));
        check("3/4/2025", Some("`3/4/2025` may be 2025-04-03 or 2025-03-04: write which"));
        check("1-2", None);
        check("soon", None);
        check("10-year", None);
        check("", None);
    }

    #[test]
    fn what_is_relative_is_reckoned_from_the_day_handed_in() {
        check("today", "2025-02-19");
        check("Yesterday", "2025-02-18");
        check("last week", "2025-W07");
        check("this week", "2025-W08");
        check("last month", "2025-01");
        check("last quarter", "2024-Q4");
        check("next year", "2026");
        check("monday", "2025-02-17");
        check("wednesday", "2025-02-19");
        check("last wed", "2025-02-12");
        check("3 days ago", "2025-02-16");
        check("a week ago", "2025-02-12");
        check("last two months", "2024-12-19");
        check("7d", "2025-02-12");
        check("1y", "2024-02-19");
        check("99999999 years ago", "-");
        check("4294967295 days ago", "-");
        check("soon", "-");
        check("", "-");
        for said in ["today", "last week", "feb", "7d", "monday"] {
            assert_eq!(date(said, None), None, "{said} without a clock");
        }
        assert_eq!(date("feb 2025", None), date("2025-02", None));
    }
}
