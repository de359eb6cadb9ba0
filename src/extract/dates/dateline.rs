//! The date of an article as its head gives it: the first complete date under a span, with the clock time beside it.

use super::absolute::{self, Order, Written};
use super::clock::{Clock, clock};
use super::line::Line;
use crate::model::{PartialDate, Span};
use crate::text::token::{TokenKind, tokens};

/// How far a clock time may stand before its date, in tokens.
const BEFORE: usize = 8;

/// How much of a text is read for hints on the order of day and month, in bytes.
const HINTS: usize = 20_000;

/// The first complete date (day, month and year) of `text` under `span`, with its clock time if one stands right
/// beside it. The span covers both as worded.
///
/// ```
/// use briefing::extract::dates::dateline;
/// use briefing::model::Span;
///
/// let text = "By Jo Doe February 18, 2025 10:25 AM 2 min read";
/// let (span, date) = dateline(text, Span::new(0, text.len())).unwrap();
/// assert_eq!((span.of(text), date.to_string().as_str()), ("February 18, 2025 10:25 AM", "2025-02-18T10:25"));
/// ```
pub fn dateline(text: &str, span: Span) -> Option<(Span, PartialDate)> {
    if !may_hold_date(span.of(text)) {
        return None;
    }
    let tokens = tokens(text, span);
    let line = Line::new(text, &tokens);
    let (possible, _) = first(&line, Order::MonthFirst)?;
    let clear = first(&line, Order::Unknown).filter(|(start, _)| *start <= possible);
    let (start, date) = clear.or_else(|| first(&line, hints(text)))?;
    Some(timed(&line, start, date))
}

/// The same, where what stands around the text has told whether the day is written before the month.
pub fn dateline_ordered(text: &str, span: Span, day_first: bool) -> Option<(Span, PartialDate)> {
    let tokens = tokens(text, span);
    let line = Line::new(text, &tokens);
    let (start, date) = first(&line, if day_first { Order::DayFirst } else { Order::MonthFirst })?;
    Some(timed(&line, start, date))
}

/// The first date of `text` under `span` that has a day and month but no year, in the year given.
pub fn dateline_in(text: &str, span: Span, year: i32) -> Option<(Span, PartialDate)> {
    let tokens = tokens(text, span);
    let line = Line::new(text, &tokens);
    (0..line.tokens.len()).find_map(|at| {
        let date = absolute::written(&line, at, Order::Unknown).filter(|date| date.year.is_none())?;
        let date = Written { year: Some(year), ..date };
        date.full().map(|_| timed(&line, at, date))
    })
}

/// The first date of `text` under `span` that has a day and month but no year; its year stays unknown.
pub fn dateline_yearless(text: &str, span: Span) -> Option<(Span, PartialDate)> {
    let tokens = tokens(text, span);
    let line = Line::new(text, &tokens);
    (0..line.tokens.len()).find_map(|at| {
        let date = absolute::written(&line, at, Order::Unknown)?;
        let open = date.year.is_none() && date.day.is_some();
        Some((line.span(at, date.end), date.date().filter(|_| open)?))
    })
}

/// Whether a text has four figures in a row, as every year has, and figures apart from them, as every day is.
fn may_hold_date(text: &str) -> bool {
    let numbers = || text.as_bytes().split(|byte| !byte.is_ascii_digit()).filter(|number| !number.is_empty());
    numbers().any(|number| number.len() >= 4) && numbers().nth(1).is_some()
}

fn first(line: &Line, order: Order) -> Option<(usize, Written)> {
    (0..line.tokens.len()).find_map(|at| {
        let date = absolute::written(line, at, order)?;
        date.full().map(|_| (at, date))
    })
}

fn hints(text: &str) -> Order {
    let mut end = text.len().min(HINTS);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens(text, Span::new(0, end));
    absolute::order_of(&Line::new(text, &tokens))
}

/// The date with the clock time behind or before it.
fn timed(line: &Line, start: usize, date: Written) -> (Span, PartialDate) {
    let day = date.full().unwrap_or_else(|| PartialDate::from(chrono::NaiveDate::default()));
    if let Some(time) = clock_behind(line, date.end)
        && let Some(moment) = at(day, time)
    {
        return (line.span(start, time.end), moment);
    }
    if let Some((from, time)) = clock_before(line, start)
        && let Some(moment) = at(day, time)
    {
        return (line.span(from, date.end), moment);
    }
    (line.span(start, date.end), day)
}

/// The day at a time of day.
pub(super) fn at(day: PartialDate, time: Clock) -> Option<PartialDate> {
    match time.minute {
        Some(minute) => day.at_minute(time.hour, minute),
        None => day.at_hour(time.hour),
    }
}

/// Past what may stand between a date and its time: marks, `at`, a word such as `року` or the zone is not.
pub(super) fn past_separators(line: &Line, mut at: usize) -> usize {
    for _ in 0..3 {
        let separates =
            line.is(at, &[",", "at", "|", "-", "–", "—", "·", "•", "@", ".", "/", "um", "à", "о", "в", "("]);
        if !separates || line.breaks(at) {
            break;
        }
        at += 1;
    }
    at
}

fn clock_behind(line: &Line, end: usize) -> Option<Clock> {
    let start = past_separators(line, end);
    let same_line = (end..=start).all(|i| !line.breaks(i));
    clock(line, start).filter(|time| same_line && (end..time.end).all(|i| !line.breaks(i)))
}

fn clock_before(line: &Line, start: usize) -> Option<(usize, Clock)> {
    (start.saturating_sub(BEFORE)..start).find_map(|from| {
        let time = clock(line, from).filter(|time| line.tokens[from].kind == TokenKind::Number && time.end <= start)?;
        let beside = past_separators(line, time.end) >= start;
        (beside && (from + 1..=start).all(|i| !line.breaks(i))).then_some((from, time))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `text` marks the expected span with brackets and the date behind an equals sign.
    fn check(text: &str) {
        let Some((before, rest)) = text.split_once('[') else {
            assert_eq!(dateline(text, Span::new(0, text.len())), None, "{text}");
            return;
        };
        let (marked, behind) = rest.split_once(']').unwrap();
        let (words, date) = marked.rsplit_once('=').unwrap();
        let plain = format!("{before}{words}{behind}");
        let (span, found) = dateline(&plain, Span::new(0, plain.len())).unwrap_or_else(|| panic!("nothing in {plain}"));
        assert_eq!((span.of(&plain), found.to_string().as_str()), (words, date), "{plain}");
    }

    #[test]
    fn datelines_in_all_usual_forms() {
        check("by Jo Doe [February 18, 2025 10:25 AM=2025-02-18T10:25] 2 min read");
        check("[27 Feb 2026=2026-02-27]");
        check("[2026-03-01T10:00:00Z=2026-03-01T10:00]");
        check("[2026-03-01T10:00:00.000Z=2026-03-01T10:00]");
        check("[2026-03-01T10:00:00+02:00=2026-03-01T10:00]");
        check("[18.02.2025, 14:30=2025-02-18T14:30]");
        check("[Tuesday, 18 February 2025=2025-02-18]");
        check("Published [Feb. 18, 2025 at 10:25 a.m. EST=2025-02-18T10:25]");
        check("Posted on [Feb 18, 2025, 10:25 PM ET=2025-02-18T22:25] by admin");
        check("[27.02.2026. 06:20h=2026-02-27T06:20]");
        check("[Tue 18 Feb 2025 10.25 GMT=2025-02-18T10:25]");
        check("[18. Februar 2025, 14:30 Uhr=2025-02-18T14:30]");
        check("[Dienstag, den 18. Februar 2025=2025-02-18]");
        check("[18 лютого 2025, 14:30=2025-02-18T14:30]");
        check("[18 de febrero de 2025=2025-02-18]");
        check("[1er mars 2025=2025-03-01]");
        check("[18/02/2025=2025-02-18]");
        check("[2/18/2025 3:05 PM=2025-02-18T15:05]");
        check("[2025/02/18=2025-02-18]");
        check("[2025.02.18=2025-02-18]");
        check("[18-Feb-2025=2025-02-18]");
        check("[18th of February, 2025=2025-02-18]");
        check("Updated [10:25 GMT, 18 February 2025=2025-02-18T10:25]");
        check("[14:30 18.02.2025=2025-02-18T14:30]");
        check("[MARCH 3, 2026 | 12:05 AM=2026-03-03T00:05]");
        check("[March 3, 2026=2026-03-03]\n10:25 min");
        check("[February 18, 2025 at 3 p.m. Kyiv time=2025-02-18T15]");
        check("[2025-02-18 10:25:11=2025-02-18T10:25]");
    }

    #[test]
    fn the_order_of_day_and_month_is_taken_from_what_the_text_shows() {
        check("[03/03/2025=2025-03-03]");
        check("03/04/2025");
        check("[03/04/2025=2025-03-04] corrected 02/25/2025");
        check("[03/04/2025=2025-04-03] corrected 25/02/2025");
    }

    #[test]
    fn what_is_no_complete_date_is_none() {
        check("");
        check("February 30, 2025");
        check("Feb. 18");
        check("February 2025");
        check("version 2.18.2025-rc");
        check("31/31/2025");
    }

    #[test]
    fn a_day_without_a_year_is_one_of_the_year_given() {
        let line = "Business | 27 February, 02:20 PM";
        let found =
            dateline_in(line, Span::new(0, line.len()), 2026).map(|(span, date)| (span.of(line), date.to_string()));
        assert_eq!(found, Some(("27 February, 02:20 PM", "2026-02-27T14:20".to_owned())));
        assert_eq!(dateline_in("27 February 2025", Span::new(0, 16), 2026), None);
        assert_eq!(dateline_in("29 February", Span::new(0, 11), 2026), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(\\PC|[0-9]{1,4}|[.:/, -]|Feb|May | am|\n){0,30}") {
            if let Some((span, date)) = dateline(&text, Span::new(0, text.len())) {
                prop_assert!(text.get(span.range()).is_some());
                prop_assert!(date.known_year().is_some() && date.known_day().is_some());
            }
        }
    }
}
