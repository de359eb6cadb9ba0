//! Clock times: `10:25 AM`, `at 3 p.m. EST`, `14.30 Uhr`, `noon`. Says nothing about the day.

use super::line::Line;
use super::words::Word;

/// A time of day as worded; hour only where no minute is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 23.
    pub(super) hour: u32,
    /// 0 to 59.
    pub(super) minute: Option<u32>,
    /// The token after the last one of the expression, zone included.
    pub(super) end: usize,
}

/// Half of the day that `a.m.` and `p.m.` name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

const ZONES: [&str; 36] = [
    "GMT", "UTC", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT", "PT", "BST", "WET", "CET",
    "CEST", "EET", "EEST", "MSK", "IST", "JST", "KST", "HKT", "SGT", "AEST", "AEDT", "NZT", "TRT", "GST", "IRST",
    "WEST", "AST", "MEZ", "MESZ",
];

/// Whether the token at `at` may be the middle of the day: a quick look at its length and first letter.
#[inline]
pub(super) fn may_be_noon(line: &Line, at: usize) -> bool {
    line.tokens.get(at).is_some_and(|token| {
        let first = || line.text.as_bytes().get(token.span.start as usize);
        matches!(token.span.len(), 4 | 6) && matches!(first(), Some(b'n' | b'N' | b'm' | b'M'))
    })
}

/// The clock time that begins at `at`.
pub(super) fn clock(line: &Line, at: usize) -> Option<Clock> {
    if !matches!(line.word(at), Word::Number) {
        let noon = (may_be_noon(line, at) && line.is(at, &["noon", "midday"])).then_some(12);
        return noon.map(|hour| Clock { hour, minute: Some(0), end: zone_end(line, at + 1) });
    }
    with_minutes(line, at).or_else(|| full_hour(line, at))
}

/// `10:25`, `10:25:31Z`, `10.25am`, `14.30 Uhr`, `06:20h`, `14h30`.
fn with_minutes(line: &Line, at: usize) -> Option<Clock> {
    if let (Some(hour), Some(minute)) = (line.number(at), line.plain(at + 1, 2..=2))
        && hour.suffix.eq_ignore_ascii_case("h")
        && line.joined(at)
    {
        return placed(line, hour.value, Some(minute), "", at + 2);
    }
    if let Some((numbers, suffix)) = line.parts(at, ':')
        && let [hour, minute] | [hour, minute, _] = numbers[..]
        && line.str(at).as_bytes().iter().take(3).any(|b| *b == b':')
    {
        return placed(line, hour, Some(minute), suffix, at + 1);
    }
    let (numbers, suffix) = line.parts(at, '.')?;
    let [hour, minute] = numbers[..] else { return None };
    let marked = half(suffix).is_some()
        || half(line.str(at + 1)).is_some()
        || line.is(at + 1, &["uhr"])
        || is_zone(line, at + 1);
    (marked && line.str(at).split('.').nth(1).is_some_and(|m| m.len() >= 2))
        .then(|| placed(line, hour, Some(minute), suffix, at + 1))?
}

/// `3 p.m.`, `3pm`, `15 Uhr`, `15h`.
fn full_hour(line: &Line, at: usize) -> Option<Clock> {
    let military = line.plain(at, 4..=4).filter(|_| is_zone(line, at + 1) && line.is(at + 1, &["GMT", "UTC"]));
    if let Some(both) = military {
        return placed(line, both / 100, Some(both % 100), "", at + 1);
    }
    let hour = line.number(at).filter(|n| n.digits <= 2)?;
    let marked = if hour.suffix.is_empty() {
        half(line.str(at + 1)).is_some() || line.is(at + 1, &["uhr", "o'clock", "o’clock"])
    } else {
        half(hour.suffix).is_some()
    };
    marked.then(|| placed(line, hour.value, None, hour.suffix, at + 1))?
}

/// The time with its half of the day and its zone read from `suffix` and from the tokens at `end`.
fn placed(line: &Line, hour: u32, minute: Option<u32>, suffix: &str, end: usize) -> Option<Clock> {
    let (mut half_of_day, mut end) = (half(suffix), end);
    if half_of_day.is_none() && suffix.is_empty() && half(line.str(end)).is_some() {
        half_of_day = half(line.str(end));
        end += 1;
    } else if !(suffix.is_empty() || half_of_day.is_some() || matches!(suffix, "h" | "H" | "Z" | "z")) {
        return None;
    }
    if line.is(end, &["uhr", "o'clock", "o’clock"]) || (line.str(end) == "h" && !line.breaks(end)) {
        end += 1;
    }
    let hour = match half_of_day {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    };
    (hour < 24 && minute.unwrap_or(0) < 60).then(|| Clock { hour, minute, end: zone_end(line, end) })
}

fn half(word: &str) -> Option<Half> {
    match word.len() {
        2 if word.eq_ignore_ascii_case("am") => Some(Half::Morning),
        2 if word.eq_ignore_ascii_case("pm") => Some(Half::Afternoon),
        4 if word.eq_ignore_ascii_case("a.m.") => Some(Half::Morning),
        4 if word.eq_ignore_ascii_case("p.m.") => Some(Half::Afternoon),
        _ => None,
    }
}

fn is_zone(line: &Line, at: usize) -> bool {
    ZONES.contains(&line.str(at))
}

/// Past a zone that stands at `at`: `GMT`, `GMT+2`, `(UTC +03:00)`, `+02:00`, `Kyiv time`, `local time`.
fn zone_end(line: &Line, at: usize) -> usize {
    if line.breaks(at) {
        return at;
    }
    if line.str(at) == "(" {
        let inner = bare_zone_end(line, at + 1);
        return if inner > at + 1 && line.str(inner) == ")" { inner + 1 } else { at };
    }
    bare_zone_end(line, at)
}

fn bare_zone_end(line: &Line, at: usize) -> usize {
    let named = if is_zone(line, at) {
        at + 1
    } else if line.is(at + 1, &["time"]) && (line.is(at, &["local"]) || line.str(at).starts_with(char::is_uppercase)) {
        at + 2
    } else {
        at
    };
    let signed = line.is(named, &["+", "-", "−"]) && line.joined(named) && named > 0;
    let beside = named > at || named.checked_sub(1).is_some_and(|i| line.joined(i));
    let offset = line.word(named + 1) == Word::Number && (named > at || line.str(named + 1).len() >= 4);
    if signed && beside && offset { named + 2 } else { named }
}
