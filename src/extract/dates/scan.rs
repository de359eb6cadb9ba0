//! Finds the date expressions of a paragraph: tries at every token that can open one, takes the longest, joins ranges
//! and clock times. What an expression stands for on the calendar is decided in `resolve`.

use super::absolute::Order;
use super::clock::{clock, may_be_noon};
use super::dateline::past_separators;
use super::expression::{Base, Expression, Meaning, Reading, Yearly};
use super::guard;
use super::line::Line;
use super::point;
use super::relative;
use super::words::{Unit, Which, Word};
use crate::model::PartialDate;

/// A reading and the token after its last one.
pub(super) type Found = (Reading, usize);

/// The date expressions among the tokens of `line`, in order, none overlapping another.
pub(super) fn scan(line: &Line, order: Order) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while at < line.tokens.len() {
        let Some((reading, end)) = opening(line, at, order) else {
            at += 1;
            continue;
        };
        let expression = Expression { tokens: at..end, reading };
        at = end;
        join_clock(line, &mut found, expression);
    }
    share_years(line, &mut found);
    borrow_years(line, &mut found);
    found
}

/// The expression that begins at `at`.
fn opening(line: &Line, at: usize, order: Order) -> Option<Found> {
    let word = line.word(at);
    if matches!(word, Word::Other) {
        return if may_be_noon(line, at) { alone_clock(line, at) } else { None };
    }
    relative::read(line, at, order)
        .or_else(|| range(line, at, order))
        .or_else(|| point::read(line, at, order).map(|(first, end)| (Reading::of(first), end)))
        .or_else(|| alone_clock(line, at))
}

/// A clock time, to be placed by the day beside it or before it in the text.
fn alone_clock(line: &Line, at: usize) -> Option<Found> {
    let time = clock(line, at).filter(|time| guard::clock_stands(line, at, time.end))?;
    let reading = Reading { clock: Some((time.hour, time.minute)), ..Reading::of(Meaning::Clock) };
    Some((reading, time.end))
}

/// Adds an expression; a clock time and the day right beside it become one.
fn join_clock(line: &Line, found: &mut Vec<Expression>, next: Expression) {
    if let Some(last) = found.last_mut() {
        let clocks = (is_clock(last), is_clock(&next));
        let beside = past_separators(line, past_on(line, last.tokens.end)) >= next.tokens.start;
        if beside && clocks == (false, true) && takes_clock(last) {
            last.reading.clock = next.reading.clock;
            last.tokens.end = next.tokens.end;
            return;
        }
        if beside && clocks == (true, false) && takes_clock(&next) {
            let clock = last.reading.clock;
            last.reading = Reading { clock, ..next.reading };
            last.tokens.end = next.tokens.end;
            return;
        }
    }
    found.push(next);
}

fn past_on(line: &Line, at: usize) -> usize {
    let skipped = line.is(at, &["on", "morning", "afternoon", "evening", "night"]);
    if skipped && !line.is(at, &["on"]) && line.is(at + 1, &["at"]) {
        return at + 2;
    }
    at + usize::from(skipped)
}

fn is_clock(expression: &Expression) -> bool {
    expression.reading.first == Meaning::Clock
}

fn takes_clock(expression: &Expression) -> bool {
    let reading = expression.reading;
    let day = match reading.first {
        Meaning::Fixed(date) => date.known_day().is_some(),
        Meaning::Yearly(Yearly::Day(..) | Yearly::Feast(_), _)
        | Meaning::Weekday(..)
        | Meaning::InWeek(..)
        | Meaning::Shift(Unit::Day, ..) => true,
        _ => false,
    };
    day && reading.last.is_none() && reading.clock.is_none() && !reading.week
}

/// `2014-2022`, `from 3 to 5 March`, `March 3–5, 2025`, `between July 2003 and December 2004`, `2024-25`.
fn range(line: &Line, at: usize, order: Order) -> Option<Found> {
    numbered_days(line, at, order)
        .or_else(|| month_days(line, at, order))
        .or_else(|| two_points(line, at, order))
        .or_else(|| split_year(line, at))
        .or_else(|| two_weekdays(line, at))
}

/// Past the word or mark at `at` that ties the ends of a range together.
fn tie(line: &Line, at: usize, opened: usize) -> Option<usize> {
    let dash = line.is(at, &["-", "–", "—", "‑"]);
    let word = line.is(at, &["to", "until", "till", "through", "bis"])
        || line.is(at, &["and"]) && line.was(opened, &["between"]);
    (dash || word).then_some(at + 1)
}

/// `3-5 March 2025`, `from 3 to 5 March`.
fn numbered_days(line: &Line, at: usize, order: Order) -> Option<Found> {
    let first = line.number(at).filter(|n| n.digits <= 2 && matches!(n.suffix, "" | "st" | "nd" | "rd" | "th"))?;
    let tied = tie(line, at + 1, at);
    let listed = tied.is_none() && line.is(at + 1, &["and", "und"]);
    let last_at = tied.or(listed.then_some(at + 2))?;
    let alone = !line.joined_before(at) || line.was(at, &["(", "["]);
    let tight = || (tied.is_some() && alone).then(|| point::last_day(line, last_at, order))?;
    let (last, end) = point::dated(line, last_at, order).or_else(tight)?;
    if listed && !is_day(last, first.value + 1) {
        return None;
    }
    let first = match last {
        Meaning::Fixed(date) => {
            date.known_day().filter(|day| *day > first.value)?;
            Yearly::Day(date.known_month()?, first.value, None).in_year(date.known_year()).map(Meaning::Fixed)?
        }
        Meaning::Yearly(Yearly::Day(month, day, _), None) if day > first.value => {
            Meaning::Yearly(Yearly::Day(month, first.value, None), None)
        }
        _ => return None,
    };
    Some((Reading::range(first, last), end))
}

fn is_day(meaning: Meaning, wanted: u32) -> bool {
    match meaning {
        Meaning::Fixed(date) => date.known_day() == Some(wanted),
        Meaning::Yearly(Yearly::Day(_, day, _), None) => day == wanted,
        _ => false,
    }
}

/// `March 3-5, 2025`, `March 3 to 5`.
fn month_days(line: &Line, at: usize, order: Order) -> Option<Found> {
    let (Meaning::Yearly(Yearly::Day(month, first, _), None), middle) = point::dated(line, at, order)? else {
        return None;
    };
    let tied = tie(line, middle, at);
    let listed = tied.is_none() && line.is(middle, &["and"]);
    let last_at = tied.or(listed.then_some(middle + 1))?;
    let last = line.number(last_at).filter(|n| n.digits <= 2 && matches!(n.suffix, "" | "st" | "nd" | "rd" | "th"))?;
    let apart = listed && last.value != first + 1;
    if last.value <= first || apart || matches!(line.word(last_at + 1), Word::Month(_) | Word::Unit(_)) {
        return None;
    }
    let (year, end) = point::year_behind(line, last_at + 1);
    let day = |day| match year {
        Some(year) => Yearly::Day(month, day, None).in_year(Some(year)).map(Meaning::Fixed),
        None => {
            Yearly::Day(month, day, None).in_year(None).map(|_| Meaning::Yearly(Yearly::Day(month, day, None), None))
        }
    };
    Some((Reading::range(day(first)?, day(last.value)?), end))
}

/// Two dates of one kind with a tie between them; the first takes the year of the second.
fn two_points(line: &Line, at: usize, order: Order) -> Option<Found> {
    let (first, middle) = point::ranged(line, at, order)?;
    let last_at = tie(line, middle, at)?;
    let (last, end) = point::ranged(line, last_at, order)?;
    let first = match last {
        Meaning::Fixed(date) => date.known_year().and_then(|year| first.with_year(year)).unwrap_or(first),
        _ => first,
    };
    let ordered = match (first.fixed(), last.fixed()) {
        (Some(first), Some(last)) => first.precision() == last.precision() && first < last,
        (None, None) => same_kind(first, last),
        _ => false,
    };
    ordered.then(|| (Reading::range(first, last), end))
}

/// `between Monday and Wednesday`, `from Friday to Sunday`.
fn two_weekdays(line: &Line, at: usize) -> Option<Found> {
    let (Word::Weekday(first), Word::Weekday(last)) = (line.word(at), line.word(at + 2)) else { return None };
    let between = line.was(at, &["between"]) && line.is(at + 1, &["and"]);
    let from = line.was(at, &["from"]) && line.is(at + 1, &["to", "until", "till", "through"]);
    let range = Reading::range(Meaning::Weekday(first, None), Meaning::Weekday(last, None));
    (first != last && (between || from)).then_some((range, at + 3))
}

fn same_kind(first: Meaning, last: Meaning) -> bool {
    matches!(
        (first, last),
        (Meaning::Yearly(Yearly::Day(..), _), Meaning::Yearly(Yearly::Day(..), _))
            | (Meaning::Yearly(Yearly::Month(_), _), Meaning::Yearly(Yearly::Month(_), _))
    )
}

/// `2024-25`, `2024/25`: two years in a row.
fn split_year(line: &Line, at: usize) -> Option<Found> {
    let (first, middle) = point::bare_year(line, at)?;
    let next = point::next_year_behind(line, middle, first.fixed()?.known_year()?)?;
    let last = PartialDate::year(Some(next))?;
    Some((Reading::range(first, Meaning::Fixed(last)), middle + 2))
}

/// `March 3 and April 5, 2014`: a date without a year takes that of the next one it is listed with.
fn share_years(line: &Line, found: &mut [Expression]) {
    for i in (1..found.len()).rev() {
        let [before, after] = &mut found[i - 1..=i] else { continue };
        let listed = (before.tokens.end..after.tokens.start)
            .all(|at| line.is(at, &["and", ",", "or", "&", "then", "on", "in"]))
            && after.tokens.start <= before.tokens.end + 3;
        if let Some(year) = after.reading.first.fixed().filter(|_| listed).and_then(PartialDate::known_year)
            && !year_only(after.reading.first)
            && let Some(dated) = before.reading.first.with_year(year)
            && before.reading.last.is_none()
        {
            before.reading.first = dated;
        }
    }
}

/// `August this year`, `December 14 last year`: the date takes its year from what stands right behind it.
fn borrow_years(line: &Line, found: &mut [Expression]) {
    for i in 1..found.len() {
        let [before, after] = &mut found[i - 1..=i] else { continue };
        let gap = before.tokens.end..after.tokens.start;
        let beside = gap.is_empty() || gap.len() == 1 && line.is(gap.start, &[",", "of"]);
        let Meaning::Shift(Unit::Year, by, base) = after.reading.first else { continue };
        if beside {
            before.reading.first = in_year(before.reading.first, by, base);
            before.reading.last = before.reading.last.map(|last| in_year(last, by, base));
        }
    }
}

fn in_year(meaning: Meaning, by: i32, base: Base) -> Meaning {
    match meaning {
        Meaning::Yearly(what, None) => Meaning::InYear(what, by, base),
        _ => meaning,
    }
}

fn year_only(meaning: Meaning) -> bool {
    meaning.fixed().is_some_and(|date| date.known_month().is_none())
}

/// Whether `which` looks from the day of writing and not from what the text spoke of.
pub(super) fn from_reference(which: Which) -> Option<i32> {
    match which {
        Which::Last => Some(-1),
        Which::This => Some(0),
        Which::Next => Some(1),
        Which::Previous | Which::Following | Which::That => None,
    }
}
