//! Dates that are counted: from the day of writing (`last week`, `two years ago`, `tomorrow`) or from what the text
//! spoke of (`two days later`, `the following month`), and parts of stretches (`early 2024`, `the end of the year`).

use super::absolute::Order;
use super::expression::{Base, Meaning, Reading, Yearly};
use super::guard;
use super::line::Line;
use super::point;
use super::scan::Found;
use super::words::{Part, Unit, Way, Which, Word};
use crate::model::PartialDate;

/// The counted date that begins at `at`.
pub(super) fn read(line: &Line, at: usize, order: Order) -> Option<Found> {
    let single = |found: Option<(Meaning, usize)>| found.map(|(meaning, end)| (Reading::of(meaning), end));
    match line.word(at) {
        Word::Day(days) => single(guard::day_word_stands(line, at).then_some((shift(Unit::Day, days.into()), at + 1))),
        Word::Count(_) | Word::Number => single(counted(line, at)).or_else(|| ahead(line, at)),
        Word::Which(which) => single(which_one(line, at, which, order)),
        Word::Part(part) => part_of(line, at, part, order),
        Word::Ordinal(n @ 1..=2) if line.is(at + 1, &["half"]) => half(line, at, n),
        Word::Unit(unit) => stretch(line, at, unit, order).or_else(|| single(beside_it(line, at, unit))),
        Word::Way(Way::Earlier | Way::Later) => single(inside_running(line, at)),
        _ => None,
    }
}

fn shift(unit: Unit, by: i32) -> Meaning {
    Meaning::Shift(unit, by, Base::Reference)
}

fn from_text(unit: Unit, by: i32) -> Meaning {
    Meaning::Shift(unit, by, Base::Text)
}

/// So many years are a round number, good for a decade.
const ROUND: i32 = 100;

/// `two days ago`, `[Ten] years ago`, `a year later`, `24 hours earlier`, `vor zwei Jahren`.
fn counted(line: &Line, at: usize) -> Option<(Meaning, usize)> {
    let (count, end) = count(line, at)?;
    let end = if line.is(end, &["]"]) { end + 1 } else { end };
    let Word::Unit(unit) = line.word(end) else { return None };
    if matches!(unit, Unit::PartOfDay | Unit::Weekend) {
        return None;
    }
    if line.was(at, &["vor"]) {
        return Some((shift(unit, -count), end + 1));
    }
    if let Some(end) = from_now(line, end + 1) {
        return Some((shift(unit, count), end));
    }
    let Word::Way(way) = line.word(end + 1) else { return None };
    let open = !matches!(way, Way::Ago) && !guard::way_ends(line, end + 1);
    let vague = line.was(at, &["than", "least", "most", "over", "and"]) && way == Way::Ago && unit == Unit::Day;
    if open || vague {
        return None;
    }
    let unit = if unit == Unit::Year && count >= ROUND { Unit::Decade } else { unit };
    let count = if unit == Unit::Decade && count >= ROUND { count / 10 } else { count };
    let meaning = match way {
        Way::Ago => shift(unit, -count),
        Way::Earlier => from_text(unit, -count),
        Way::Later => from_text(unit, count),
    };
    Some((meaning, end + 2))
}

/// Past `from now` or the `time` of `in two weeks' time`.
fn from_now(line: &Line, at: usize) -> Option<usize> {
    let now = line.is(at, &["from"]) && line.is(at + 1, &["now"]);
    let time = line.is(at, &["'", "’", "'s", "’s"]) && line.is(at + 1, &["time"]);
    (now || time).then_some(at + 2)
}

/// `in two weeks`, where that is no duration: not `the first visit in two years`, `in two days of talks`.
fn ahead(line: &Line, at: usize) -> Option<Found> {
    let (count, end) = count(line, at).filter(|_| line.was(at, &["in"]))?;
    let Word::Unit(unit @ (Unit::Hour | Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = line.word(end) else {
        return None;
    };
    let stands = guard::stretch_ends(line, end + 1) && !guard::is_record(line, at);
    stands.then(|| (Reading { ahead: true, ..Reading::of(shift(unit, count)) }, end + 1))
}

/// `the day before.`, `the week after,`: beside what the text spoke of.
fn beside_it(line: &Line, at: usize, unit: Unit) -> Option<(Meaning, usize)> {
    let Word::Way(way) = line.word(at + 1) else { return None };
    let unit = if unit == Unit::PartOfDay { Unit::Day } else { unit };
    let counted = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year);
    if !line.was(at, &["the"]) || !counted || !guard::way_ends(line, at + 1) || line.is(at + 1, &["later", "earlier"]) {
        return None;
    }
    match way {
        Way::Earlier => Some((from_text(unit, -1), at + 2)),
        Way::Later => Some((from_text(unit, 1), at + 2)),
        Way::Ago => None,
    }
}

/// `earlier in the week`, `later in the year`: the stretch that runs.
fn inside_running(line: &Line, at: usize) -> Option<(Meaning, usize)> {
    let led = line.is(at, &["earlier", "later"]) && line.is(at + 1, &["in"]) && line.is(at + 2, &["the"]);
    match line.word(at + 3) {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if led && !line.is(at + 4, &["of"]) => {
            Some((Meaning::Shift(unit, 0, Base::Told), at + 4))
        }
        _ => None,
    }
}

/// A number in digits or words, and where it ends.
fn count(line: &Line, at: usize) -> Option<(i32, usize)> {
    match line.word(at) {
        Word::Number => line.plain(at, 1..=4).and_then(|n| i32::try_from(n).ok()).map(|n| (n, at + 1)),
        Word::Count(tens @ 20..=90) if line.is(at + 1, &["-"]) => match line.word(at + 2) {
            Word::Count(ones @ 1..=9) => Some((i32::from(tens + ones), at + 3)),
            _ => None,
        },
        Word::Count(n) => Some((n.into(), at + 1)),
        _ => None,
    }
}

/// `last week`, `this year`, `next Tuesday`, `last March`, `the following day`, `that summer`.
fn which_one(line: &Line, at: usize, which: Which, order: Order) -> Option<(Meaning, usize)> {
    let (which, noun) = match (which, line.word(at + 1)) {
        (Which::This, Word::Which(next @ (Which::Last | Which::Next))) => (next, at + 2),
        (Which::Last, _) if line.is(at, &["past"]) => return None,
        _ => (which, at + 1),
    };
    let the = line.was(at, &["the"]);
    let which = if the && which == Which::Next { Which::Following } else { which };
    match line.word(noun) {
        Word::Unit(unit) => which_unit(line, at, noun, which, unit),
        Word::Weekday(day) | Word::ForeignWeekday(day) if which != Which::That && line.str(noun).len() > 5 => {
            Some((Meaning::Weekday(day, Some(which)), noun + 1))
        }
        Word::Month(_) | Word::Season(_) | Word::Feast(_) | Word::Herald => which_yearly(line, noun, which, order),
        _ => None,
    }
}

fn which_unit(line: &Line, at: usize, noun: usize, which: Which, unit: Unit) -> Option<(Meaning, usize)> {
    let several = line.str(noun).ends_with(['s', 'S']) && !(which == Which::This && unit == Unit::Year);
    let plural = several && line.str(noun) != "Jahres" || line.str(noun).ends_with("en");
    let the_last = which == Which::Last && line.was(at, &["the"]) && !line.is(at, &["vergangenen", "letzten"]);
    if plural || the_last || unit == Unit::Hour || line.is(noun + 1, &["of", "-"]) && unit != Unit::Year {
        return None;
    }
    let meaning = match (which, unit) {
        (Which::Last, Unit::PartOfDay) => shift(Unit::Day, -1),
        (Which::This, Unit::PartOfDay) => shift(Unit::Day, 0),
        (Which::Last | Which::This, Unit::Day) => return None,
        (Which::Next | Which::Following, Unit::PartOfDay | Unit::Day) => from_text(Unit::Day, 1),
        (Which::Previous, Unit::PartOfDay) => from_text(Unit::Day, -1),
        (Which::That, Unit::PartOfDay) => from_text(Unit::Day, 0),
        (Which::Last, unit) => shift(unit, -1),
        (Which::This, unit) => shift(unit, 0),
        (Which::Next, unit) => shift(unit, 1),
        (Which::Previous, unit) => from_text(unit, -1),
        (Which::That, unit) => from_text(unit, 0),
        (Which::Following, unit) => from_text(unit, 1),
    };
    Some((meaning, noun + 1))
}

fn which_yearly(line: &Line, noun: usize, which: Which, order: Order) -> Option<(Meaning, usize)> {
    let (what, end) = match line.word(noun) {
        Word::Season(season) => (Yearly::Season(season), noun + 1),
        Word::Month(_) => {
            let date = super::absolute::written(line, noun, order)?;
            if date.year.is_some() {
                return None; // `following June 2023`
            }
            match date.day {
                Some(day) => (Yearly::Day(date.month, day, None), date.end),
                None => (Yearly::Month(date.month), date.end),
            }
        }
        _ => point::feast(line, noun).map(|(feast, end)| (Yearly::Feast(feast), end))?,
    };
    match which {
        Which::That => Some((Meaning::InYear(what, 0, Base::Text), end)),
        _ => Some((Meaning::Yearly(what, Some(which)), end)),
    }
}

/// `early 2024`, `mid-February`, `late last year`, `the end of the year`, `Ende 2024`.
fn part_of(line: &Line, at: usize, part: Part, order: Order) -> Option<Found> {
    let direct = matches!(part, Part::Start | Part::Middle | Part::Late)
        && !line.is(at, &["beginning", "start", "middle"])
        || line.is(at, &["ende", "anfang", "mitte"]);
    let tied = line.is(at + 1, &["of", "in", "-", "des", "der"]);
    let start = at + 1 + usize::from(tied);
    if !direct && (!tied || line.is(at + 1, &["in", "-"])) {
        return None;
    }
    let the = line.is(start, &["the"]) || line.is(at + 1, &["des", "der"]);
    let start = if line.is(start, &["the"]) { start + 1 } else { start };
    let (whole, end) = match line.word(start) {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year | Unit::Decade)) if the && tied => {
            if line.is(start + 1, &["of"]) || line.str(start).ends_with('s') && !line.is(start, &["jahres"]) {
                return None;
            }
            (Meaning::Shift(unit, 0, Base::Told), start + 1)
        }
        Word::Which(which) => which_one(line, start, which, order)?,
        Word::Month(month) | Word::ForeignMonth(month) => month_part(line, start, month.into(), order)?,
        Word::Other if line.is(start, &["'", "’", "‘"]) => point::decade(line, start + 1)?,
        Word::Number => point::decade(line, start).or_else(|| part_year(line, start))?,
        _ => point::read(line, start, order).filter(|(meaning, _)| !matches!(meaning, Meaning::Weekday(..)))?,
    };
    Some((Reading::of(at_end(whole, part)), end))
}

fn month_part(line: &Line, at: usize, month: u32, order: Order) -> Option<(Meaning, usize)> {
    let date = super::absolute::written(line, at, order)?;
    if date.day.is_some() {
        return None;
    }
    point::of_year(line, Yearly::Month(month), at + 1).or(Some((Meaning::Yearly(Yearly::Month(month), None), at + 1)))
}

fn part_year(line: &Line, at: usize) -> Option<(Meaning, usize)> {
    let year = super::absolute::year(line, at).filter(|_| guard::year_is_free(line, at))?;
    PartialDate::year(Some(year)).map(|year| (Meaning::Fixed(year), at + 1))
}

/// The end of a year is its December; other parts are as precise as the whole.
fn at_end(whole: Meaning, part: Part) -> Meaning {
    let december = Yearly::Month(12);
    match whole {
        Meaning::Shift(Unit::Year, by, base) if part == Part::End => Meaning::InYear(december, by, base),
        Meaning::Fixed(date) if part == Part::End && date.precision() == crate::model::Precision::Year => {
            december.in_year(date.known_year()).map_or(whole, Meaning::Fixed)
        }
        _ => whole,
    }
}

/// `the first half of 2025`, `the second half of this year`: two quarters.
fn half(line: &Line, at: usize, n: u8) -> Option<Found> {
    let first = u32::from(n) * 2 - 1;
    let (from, end) = point::of_year(line, Yearly::Quarter(first), at + 2)?;
    let (to, _) = point::of_year(line, Yearly::Quarter(first + 1), at + 2)?;
    Some((Reading::range(from, to), end))
}

/// `year-end`, `the week of Feb. 17`, `over the weekend`, `the day after tomorrow`.
fn stretch(line: &Line, at: usize, unit: Unit, order: Order) -> Option<Found> {
    match unit {
        Unit::Year => {
            let end = at + 1 + usize::from(line.is(at + 1, &["-"]));
            let is = line.is(end, &["end"]) && line.str(at).len() == 4 && !line.is(end + 1, &["of"]);
            is.then(|| (Reading::of(Meaning::InYear(Yearly::Month(12), 0, Base::Reference)), end + 1))
        }
        Unit::Week if line.is(at + 1, &["of", "beginning", "starting"]) => {
            let (day, end) = point::dated(line, at + 2, order)?;
            let is_day = match day {
                Meaning::Fixed(date) => date.known_day().is_some(),
                Meaning::Yearly(Yearly::Day(..), _) => true,
                _ => false,
            };
            is_day.then(|| (Reading { week: true, ..Reading::of(day) }, end))
        }
        Unit::Weekend => {
            let led = line.was(at, &["the"]) && line.was(at - 1, &["over", "during", "at", "on"]);
            (led && !line.is(at + 1, &["of", "-"])).then(|| (Reading::of(shift(Unit::Weekend, 0)), at + 1))
        }
        Unit::Day => {
            let by = match (line.word(at + 1), line.word(at + 2)) {
                (Word::Way(Way::Later), Word::Day(1)) => 2,
                (Word::Way(Way::Earlier), Word::Day(-1)) => -2,
                _ => return None,
            };
            Some((Reading::of(shift(Unit::Day, by)), at + 3))
        }
        _ => None,
    }
}
