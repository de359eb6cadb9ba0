//! Dates in the one form that the screen uses: `18 Feb 2025`, `Feb 2025`, `4 Sep ····` where the year is unknown.

use crate::model::{PartialDate, When};
use crate::store::{ArticleId, StatementId, Store};
use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What stands where something has its date.
pub const UNDATED: &str = "no date";

/// The short name of a month, 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or("")
}

/// A date without its time of day.
pub fn day(date: PartialDate) -> String {
    let year = year(date);
    if let Some(week) = date.known_week() {
        return format!("week {week}, {year}");
    }
    if let Some(quarter) = date.known_quarter() {
        return format!("Q{quarter} {year}");
    }
    if let Some(season) = date.known_season() {
        return date.known_year().map_or_else(|| format!("{} {year}", season.name()), |year| season.of_year(year));
    }
    match (date.known_month(), date.known_day()) {
        (Some(month), Some(day)) => format!("{day} {} {year}", month_name(month)),
        (Some(month), None) => format!("{} {year}", month_name(month)),
        _ => year,
    }
}

/// A date with its time of day, where it has one.
pub fn minute(date: PartialDate) -> String {
    match date.known_time() {
        Some((hour, Some(minute))) => format!("{}, {hour:02}:{minute:02}", day(date)),
        Some((hour, None)) => format!("{}, {hour:02} h", day(date)),
        None => day(date),
    }
}

/// A date or a range of dates, without times: `17–19 Feb 2025`, `Feb 2025 – Mar 2025`.
pub fn range(when: When) -> String {
    let Some(end) = when.end_date.filter(|end| *end != when.date) else { return day(when.date) };
    if let (Some(from), Some(to), true) =
        (when.date.known_week(), end.known_week(), end.known_year() == when.date.known_year())
    {
        return format!("weeks {from}–{to}, {}", year(end));
    }
    let same_month = end.known_year() == when.date.known_year() && end.known_month() == when.date.known_month();
    match (when.date.known_day(), end.known_day()) {
        (Some(from), Some(_)) if same_month => format!("{from}–{}", day(end)),
        _ => format!("{} – {}", without_year_of(when.date, end), day(end)),
    }
}

/// When a statement was said. Where nothing tells, the day on which its article was published, or may have been, as the
/// latest: `≤18 Feb 2025`, `≤18 Feb 2025?`. Old words that an article looks back on are not of that day.
pub fn said(store: &Store, id: StatementId) -> Option<String> {
    store.said_on(id).map(range).or_else(|| latest(store, id))
}

/// The same for a column, in one or two lines.
pub fn said_in_lines(store: &Store, id: StatementId, width: usize) -> Vec<String> {
    let latest = || vec![latest(store, id).unwrap_or_else(|| UNDATED.to_owned())];
    store.said_on(id).map_or_else(latest, |when| in_lines(when, width))
}

/// The day by which a statement was said.
fn latest(store: &Store, id: StatementId) -> Option<String> {
    published(store, store.holder(id)?).map(|day| format!("≤{day}"))
}

/// When an article was published; a date that is only suggested has a question mark.
pub fn published(store: &Store, id: ArticleId) -> Option<String> {
    let suggested = || Some(format!("{}?", day(store.suggested_date(id)?.date)));
    store.published(id).map(day).or_else(suggested)
}

/// A date or a range in one line of a column: a range that finds no room there is of months, else of years where these
/// differ.
pub fn in_column(when: When, width: usize) -> String {
    let whole = range(when);
    let Some(end) = when.end_date.filter(|_| whole.chars().count() > width) else { return whole };
    let between = |from: Option<PartialDate>, to: Option<PartialDate>| Some(range(When::between(from?, to?)));
    let months = between(month_of(when.date, when.date.first_day()), month_of(end, end.last_day()));
    let years = || {
        let [from, to] = [when.date, end].map(PartialDate::known_year);
        between(PartialDate::year(from), PartialDate::year(to)).filter(|_| from != to)
    };
    months.filter(|words| words.chars().count() <= width).or_else(years).unwrap_or(whole)
}

/// The month of a date, or that of one of its days.
fn month_of(date: PartialDate, day: Option<NaiveDate>) -> Option<PartialDate> {
    let known = date.known_month().and_then(|month| PartialDate::month(date.known_year(), month));
    known.or_else(|| PartialDate::month(Some(day?.year()), day?.month()))
}

/// A date or a range for a column: a range that finds no room in one line has two.
pub fn in_lines(when: When, width: usize) -> Vec<String> {
    let whole = range(when);
    match when.end_date.filter(|_| whole.chars().count() > width) {
        Some(end) => vec![format!("{} –", without_year_of(when.date, end)), day(end)],
        None => vec![whole],
    }
}

/// A date before another one of the same year, which says the year for both.
fn without_year_of(date: PartialDate, end: PartialDate) -> String {
    let whole = day(date);
    if date.known_year() != end.known_year() {
        return whole;
    }
    let year = year(date);
    match whole.strip_suffix(&year).map(|rest| rest.trim_end_matches([' ', ','])) {
        Some(rest) if !rest.is_empty() && day(end).ends_with(&year) => rest.to_owned(),
        _ => whole,
    }
}

fn year(date: PartialDate) -> String {
    let written = date.to_string();
    match (date.known_year(), written.ends_with('X')) {
        (None, _) => "····".to_owned(),
        (Some(year), true) => format!("{year}s"),
        (Some(year), false) => year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_has_its_form() {
        for (written, shown) in [
            ("2025-02-18T10:25", "18 Feb 2025, 10:25"),
            ("2025-02-18T10", "18 Feb 2025, 10 h"),
            ("2025-02-18", "18 Feb 2025"),
            ("XXXX-09-04", "4 Sep ····"),
            ("2025-02", "Feb 2025"),
            ("2025-W08", "week 8, 2025"),
            ("2025-Q1", "Q1 2025"),
            ("2025-SP", "spring 2025"),
            ("2025-WI", "winter 2024/25"),
            ("2025", "2025"),
            ("196X", "1960s"),
            ("XXXX", "····"),
        ] {
            assert_eq!(minute(written.parse().unwrap()), shown);
        }
    }

    #[test]
    fn a_range_without_room_goes_on_in_the_next_line() {
        let when = When::between("2025-02-17".parse().unwrap(), "2025-03-01".parse().unwrap());
        assert_eq!(in_lines(when, 19), ["17 Feb – 1 Mar 2025"]);
        assert_eq!(in_lines(when, 15), ["17 Feb –", "1 Mar 2025"]);
        let when = When::between("2024-12-17".parse().unwrap(), "2025-03-01".parse().unwrap());
        assert_eq!(in_lines(when, 15), ["17 Dec 2024 –", "1 Mar 2025"]);
    }

    #[test]
    fn a_range_keeps_to_its_column() {
        let check = |from: &str, to: &str, width, expected| {
            let when = When::between(from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(in_column(when, width), expected);
        };
        check("2025-02-17", "2025-03-01", 19, "17 Feb – 1 Mar 2025");
        check("2025-02-17", "2025-03-01", 14, "Feb – Mar 2025");
        check("2024-12-17", "2025-03-01", 19, "Dec 2024 – Mar 2025");
        check("2024-12-17", "2025-03-01", 14, "2024 – 2025");
        check("2024-SP", "2025-Q1", 19, "Mar 2024 – Mar 2025");
        check("2025-02-17", "2025-03-01", 10, "17 Feb – 1 Mar 2025");
        check("2025-W07", "2025-W12", 19, "weeks 7–12, 2025");
        check("XXXX-09-04", "XXXX-10-06", 14, "Sep – Oct ····");
    }

    #[test]
    fn ranges_say_shared_months_once() {
        let between = |a: &str, b: &str| range(When::between(a.parse().unwrap(), b.parse().unwrap()));
        assert_eq!(between("2025-02-17", "2025-02-19"), "17–19 Feb 2025");
        assert_eq!(between("2025-02-17", "2025-03-01"), "17 Feb – 1 Mar 2025");
        assert_eq!(between("2024-12-17", "2025-03-01"), "17 Dec 2024 – 1 Mar 2025");
        assert_eq!(between("2025-Q3", "2025-Q4"), "Q3 – Q4 2025");
        assert_eq!(between("2025-W07", "2025-W08"), "weeks 7–8, 2025");
        assert_eq!(between("2025", "2025-03"), "2025 – Mar 2025");
        assert_eq!(between("2024", "2025"), "2024 – 2025");
    }
}
