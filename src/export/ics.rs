//! Dated events for a calendar: iCalendar (RFC 5545, 2009), an entry for every event that can be placed on days.

use super::brief::Brief;
use super::safe::one_line;
use crate::model::{Article, Event, PartialDate};
use chrono::{Days, NaiveDate};
use std::io::{self, Write};

/// Octets of a line before it goes on in the next one.
const LINE: usize = 73;

/// Days of the shortest time that is left out: a whole year would stand over every day of a calendar.
const YEAR: i64 = 365;

/// Writes the events of a briefing; those without a year, or of which no more than the year is known, are left out. Returns
/// how many entries there are.
pub fn write(out: &mut impl Write, brief: &Brief) -> io::Result<usize> {
    let mut entries = 0;
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//briefing//EN", "CALSCALE:GREGORIAN"] {
        put(out, line)?;
    }
    for (at, event) in &brief.events {
        let article = brief.articles.get(*at);
        if let (Some(article), Some((from, to))) = (article, days(event)) {
            entry(out, article, event, from, to)?;
            entries += 1;
        }
    }
    put(out, "END:VCALENDAR")?;
    Ok(entries)
}

fn entry(out: &mut impl Write, article: &Article, event: &Event, from: NaiveDate, to: NaiveDate) -> io::Result<()> {
    let day = |date: NaiveDate| date.to_string().replace('-', "");
    put(out, "BEGIN:VEVENT")?;
    put(out, &format!("UID:{}-{}@briefing", escaped(&article.id), event.span.start))?;
    // The day itself, so that the same briefing is the same file whenever it is written.
    put(out, &format!("DTSTAMP:{}T000000Z", day(from)))?;
    put(out, &format!("DTSTART;VALUE=DATE:{}", day(from)))?;
    put(out, &format!("DTEND;VALUE=DATE:{}", day(to)))?;
    put(out, &format!("SUMMARY:{}", escaped(&super::brief::sentence(article, event))))?;
    put(out, &format!("DESCRIPTION:{}", escaped(&super::brief::title(article))))?;
    put(out, "TRANSP:TRANSPARENT")?;
    put(out, "END:VEVENT")
}

/// The first day and the one behind the last.
fn days(event: &Event) -> Option<(NaiveDate, NaiveDate)> {
    let (from, to) = extent(event.when.date)?;
    let to = event.when.end_date.and_then(extent).map_or(to, |(_, end)| end.max(to));
    Some((from, to))
}

fn extent(date: PartialDate) -> Option<(NaiveDate, NaiveDate)> {
    let (from, to) = (date.first_day()?, date.last_day()?.checked_add_days(Days::new(1))?);
    ((to - from).num_days() < YEAR).then_some((from, to))
}

fn escaped(words: &str) -> String {
    let safe = one_line(words).replace('\\', "\\\\").replace(';', "\\;");
    safe.replace(',', "\\,")
}

/// A line with CRLF, folded before it is too long.
fn put(out: &mut impl Write, line: &str) -> io::Result<()> {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.write_all(b"\r\n ")?;
            room = LINE - 1;
        }
        room -= c.len_utf8();
        write!(out, "{c}")?;
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::brief::tests::{article, brief};
    use crate::model::When;

    #[test]
    fn events_are_entries_of_a_calendar() {
        let article = article();
        let mut out = Vec::new();
        write(&mut out, &brief(&article)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("DTSTART;VALUE=DATE:20250304\r\nDTEND;VALUE=DATE:20250305\r\n"), "{text}");
        assert!(text.contains("SUMMARY:She hoped for rain on 4 March.\r\n"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75));
    }

    #[test]
    fn what_is_shorter_than_a_year_is_placed_on_its_days() {
        let placed = |date: &str| {
            let mut article = article();
            article.events[0].when = When::on(date.parse().unwrap());
            let mut out = Vec::new();
            let entries = write(&mut out, &brief(&article)).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert_eq!(text.matches("BEGIN:VEVENT").count(), entries);
            let days = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("-").to_owned();
            [days("DTSTART;VALUE=DATE:"), days("DTEND;VALUE=DATE:")].join(" ")
        };
        assert_eq!(placed("2026-W04"), "20260119 20260126");
        assert_eq!(placed("2025-02"), "20250201 20250301");
        assert_eq!(placed("2025-SU"), "20250601 20250901");
        assert_eq!(placed("2025-Q4"), "20251001 20260101");
        assert_eq!([placed("2025"), placed("2024"), placed("196X"), placed("XXXX-02-10")], ["- -"; 4]);
    }

    #[test]
    fn long_lines_are_folded_between_letters_and_marks_are_escaped() {
        let mut out = Vec::new();
        put(&mut out, &"é".repeat(100)).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(text.replace("\r\n ", "").trim_end(), "é".repeat(100));
        assert_eq!(escaped("a;b,c\\d\ne"), "a\\;b\\,c\\\\d e");
    }
}
