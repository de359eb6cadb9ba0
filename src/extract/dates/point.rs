//! Dates that are named: days, months, years, decades, seasons, quarters, feasts, weekdays.

use super::absolute::{self, Order, Written, written};
use super::calendar::Feast;
use super::expression::{Base, Meaning, Yearly};
use super::guard;
use super::line::Line;
use super::words::{Unit, Which, Word};
use crate::model::PartialDate;

/// A meaning and the token after its last one.
pub(super) type Point = (Meaning, usize);

/// The named date that begins at `at`.
pub(super) fn read(line: &Line, at: usize, order: Order) -> Option<Point> {
    match line.word(at) {
        Word::Number => dated(line, at, order)
            .or_else(|| nine_eleven(line, at))
            .or_else(|| year(line, at))
            .or_else(|| decade(line, at)),
        Word::Month(_) | Word::ForeignMonth(_) => month(line, at, order),
        Word::Weekday(_) | Word::ForeignWeekday(_) => dated(line, at, order).or_else(|| weekday(line, at)),
        Word::Season(season) => season_at(line, at, Yearly::Season(season)),
        Word::Quarter(quarter) => quarter_at(line, at, quarter.into()),
        Word::Ordinal(n @ 1..=4) if line.word(at + 1) == Word::Unit(Unit::Quarter) => {
            let what = Yearly::Quarter(n.into());
            let bare = || guard::quarter_stands(line, at).then_some((Meaning::Yearly(what, None), at + 2));
            of_year(line, what, at + 2).or_else(bare)
        }
        Word::Feast(_) | Word::Herald => feast_at(line, at),
        Word::Tens(tens) if line.was(at, &["the"]) => {
            PartialDate::decade(1900 + 10 * i32::from(tens)).map(|decade| (Meaning::Fixed(decade), at + 1))
        }
        _ => None,
    }
}

/// What can stand at either end of a range: a day, a month, a year.
pub(super) fn ranged(line: &Line, at: usize, order: Order) -> Option<Point> {
    match line.word(at) {
        Word::Number => dated(line, at, order).or_else(|| bare_year(line, at)),
        Word::Month(_) => written(line, at, order).map(|w| (meaning(w), w.end)),
        Word::Weekday(_) => dated(line, at, order),
        _ => None,
    }
}

/// A written day, whatever stands before it: the last one of `17-18 February`.
pub(super) fn last_day(line: &Line, at: usize, order: Order) -> Option<Point> {
    let date = written(line, at, order).filter(|date| date.day.is_some())?;
    Some((meaning(date), date.end))
}

/// A written date with a day, or with month and year.
pub(super) fn dated(line: &Line, at: usize, order: Order) -> Option<Point> {
    let date = written(line, at, order)?;
    let whole = date.day.is_some() || date.year.is_some();
    (whole && guard::written_stands(line, at, &date)).then(|| {
        let date = guard::without_count(line, at, date);
        (named_day(line, at, &date).unwrap_or_else(|| meaning(date)), date.end)
    })
}

fn meaning(date: Written) -> Meaning {
    match (date.date().filter(|_| date.year.is_some()), date.day) {
        (Some(fixed), _) => Meaning::Fixed(fixed),
        (None, Some(day)) => Meaning::Yearly(Yearly::Day(date.month, day, date.weekday), None),
        (None, None) => Meaning::Yearly(Yearly::Month(date.month), None),
    }
}

/// A month with or without day and year; alone only where its surroundings say that a month is meant.
fn month(line: &Line, at: usize, order: Order) -> Option<Point> {
    let date = written(line, at, order)?;
    if (date.day.is_some() || date.year.is_some()) && guard::written_stands(line, at, &date) {
        return dated(line, at, order);
    }
    if !guard::month_stands(line, at) {
        return None;
    }
    let alone = Yearly::Month(date.month);
    of_year(line, alone, at + 1).or(Some((Meaning::Yearly(alone, None), at + 1)))
}

/// `… of last year`, `… of the year`, `… of 2024`, `… of that year`, `… 2024`, behind something that comes every year.
pub(super) fn of_year(line: &Line, what: Yearly, at: usize) -> Option<Point> {
    let start = if line.is(at, &["of", "in", ",", "des"]) { at + 1 } else { at };
    if let Some(year) = absolute::year(line, start) {
        return what.in_year(Some(year)).map(|date| (Meaning::Fixed(date), start + 1));
    }
    if start == at {
        return None; // `August this year` are two expressions
    }
    let the = line.is(start, &["the"]);
    let start = if the { start + 1 } else { start };
    if the && line.is(start, &["year"]) && !line.is(start + 1, &["of", "-"]) {
        return Some((Meaning::InYear(what, 0, Base::Reference), start + 1));
    }
    let Word::Which(which) = line.word(start) else { return None };
    if line.word(start + 1) != Word::Unit(Unit::Year) {
        return None;
    }
    let (by, base) = match which {
        Which::Last => (-1, Base::Reference),
        Which::This => (0, Base::Reference),
        Which::Next => (1, Base::Reference),
        Which::Previous => (-1, Base::Text),
        Which::That => (0, Base::Text),
        Which::Following => (1, Base::Text),
    };
    Some((Meaning::InYear(what, by, base), start + 2))
}

/// The year that stands at `at` behind a date, and where it ends; where none stands there, `at`.
pub(super) fn year_behind(line: &Line, at: usize) -> (Option<i32>, usize) {
    let start = if line.is(at, &[",", "of", "de"]) { at + 1 } else { at };
    match absolute::year(line, start) {
        Some(year) => (Some(year), start + 1),
        None => (None, at),
    }
}

/// Days that the world names by month and day and that mean one year only.
const NAMED_DAYS: [(u32, u32, i32, &[&str]); 3] = [
    (9, 11, 2001, &["attack", "attacks", "terror", "terrorist", "hijackers", "hijackings", "commission"]),
    (10, 7, 2023, &["attack", "attacks", "massacre", "terror", "hamas", "assault"]),
    (1, 6, 2021, &["riot", "riots", "insurrection", "committee", "rioters", "capitol"]),
];

/// `the September 11 attacks`.
fn named_day(line: &Line, at: usize, date: &Written) -> Option<Meaning> {
    let (_, _, year, words) =
        NAMED_DAYS.iter().find(|(month, day, ..)| (*month, Some(*day)) == (date.month, date.day))?;
    let near = date.year.is_none() && line.was(at, &["the"]) && (date.end..date.end + 2).any(|i| line.is(i, words));
    near.then(|| PartialDate::day(Some(*year), date.month, date.day?).map(Meaning::Fixed))?
}

/// `9/11`.
fn nine_eleven(line: &Line, at: usize) -> Option<Point> {
    let tight = line.joined(at) && line.joined(at + 1) && !line.is(at + 3, &["/"]);
    let is = line.str(at) == "9" && line.str(at + 1) == "/" && line.str(at + 2) == "11" && tight;
    is.then(|| PartialDate::day(Some(2001), 9, 11).map(|day| (Meaning::Fixed(day), at + 3)))?
}

/// A year, where its surroundings say that it is one.
pub(super) fn year(line: &Line, at: usize) -> Option<Point> {
    bare_year(line, at).filter(|_| guard::year_stands(line, at))
}

/// A year by itself, where nothing beside it speaks against it.
pub(super) fn bare_year(line: &Line, at: usize) -> Option<Point> {
    let year = absolute::year(line, at).filter(|_| guard::year_is_free(line, at))?;
    PartialDate::year(Some(year)).map(|year| (Meaning::Fixed(year), at + 1))
}

/// `1990s`, `the '90s`.
pub(super) fn decade(line: &Line, at: usize) -> Option<Point> {
    let number = line.number(at).filter(|n| n.suffix.eq_ignore_ascii_case("s") && n.value % 10 == 0)?;
    let value = i32::try_from(number.value).ok()?;
    let marked = line.was(at, &["the", "'", "’", "‘"])
        || matches!(line.word_before(at), Word::Part(_) | Word::Way(_))
        || line.was(at, &["and", "or"]) && at >= 2 && line.number(at - 2).is_some_and(|n| n.suffix == "s");
    let first = match number.digits {
        4 if (1500..2100).contains(&value) && (value % 100 != 0 || value == 2000) => value,
        2 if (20..100).contains(&value) && marked && !guard::is_age(line, at) => 1900 + value,
        _ => return None,
    };
    PartialDate::decade(first).map(|decade| (Meaning::Fixed(decade), at + 1))
}

/// `spring 2025`, `the fall of 2024`, `summer of last year`, `by the summer`.
fn season_at(line: &Line, at: usize, what: Yearly) -> Option<Point> {
    let bare = || guard::season_stands(line, at).then_some((Meaning::Yearly(what, None), at + 1));
    if let Some((Meaning::Fixed(date), end)) = of_year(line, what, at + 1)
        && let Some(next) = next_year_behind(line, end, date.known_year()?)
    {
        return what.in_year(Some(next)).map(|date| (Meaning::Fixed(date), end + 2));
    }
    of_year(line, what, at + 1).filter(|(_, end)| !line.is(end - 1, &[","])).or_else(bare)
}

/// The year after `year` where it stands at `at` as `/25` or `-25`.
pub(super) fn next_year_behind(line: &Line, at: usize, year: i32) -> Option<i32> {
    let tied = line.is(at, &["-", "–", "/"]) && line.joined_before(at) && line.joined(at);
    let next = line.plain(at + 1, 2..=2).and_then(|n| i32::try_from(n).ok())?;
    (tied && next == (year + 1) % 100).then_some(year + 1)
}

/// `Q3 2025`, `Q3`.
fn quarter_at(line: &Line, at: usize, quarter: u32) -> Option<Point> {
    let what = Yearly::Quarter(quarter);
    of_year(line, what, at + 1).or(Some((Meaning::Yearly(what, None), at + 1)))
}

/// A weekday, with the week if that is worded: `Tuesday of last week`, `Monday next week`.
fn weekday(line: &Line, at: usize) -> Option<Point> {
    let (Word::Weekday(day) | Word::ForeignWeekday(day)) = line.word(at) else { return None };
    if !guard::weekday_stands(line, at) {
        return None;
    }
    let start = if line.is(at + 1, &["of"]) { at + 2 } else { at + 1 };
    if let (Word::Which(which), Word::Unit(Unit::Week)) = (line.word(start), line.word(start + 1))
        && let Some(by) = super::scan::from_reference(which)
        && !line.is(start + 2, &["of"])
    {
        return Some((Meaning::InWeek(day, by), start + 2));
    }
    Some((Meaning::Weekday(day, None), at + 1))
}

/// A feast that is named, with its year if that is worded.
fn feast_at(line: &Line, at: usize) -> Option<Point> {
    let (feast, end) = feast(line, at)?;
    let what = Yearly::Feast(feast);
    let bare = || guard::feast_stands(line, at, end).then_some((Meaning::Yearly(what, None), end));
    of_year(line, what, end).or_else(bare)
}

/// The name of a feast at `at`.
pub(super) fn feast(line: &Line, at: usize) -> Option<(Feast, usize)> {
    let next = |i: usize, words: &[&str]| line.is(at + i, words);
    let day = |i: usize, feast| next(i, &["day"]).then_some((feast, at + i + 1));
    let possessive = usize::from(next(1, &["'s", "’s"]));
    match line.word(at) {
        Word::Feast(Feast::Easter) if next(1, &["monday"]) => Some((Feast::EasterMonday, at + 2)),
        Word::Feast(Feast::Easter) if next(1, &["sunday", "day"]) => Some((Feast::Easter, at + 2)),
        Word::Feast(Feast::Christmas) if next(1, &["eve"]) => Some((Feast::ChristmasEve, at + 2)),
        Word::Feast(feast) => Some((feast, at + 1 + usize::from(next(1, &["day"])))),
        Word::Herald => match line.str(at).to_ascii_lowercase().as_str() {
            "good" if next(1, &["friday"]) => Some((Feast::GoodFriday, at + 2)),
            "palm" if next(1, &["sunday"]) => Some((Feast::PalmSunday, at + 2)),
            "ash" if next(1, &["wednesday"]) => Some((Feast::AshWednesday, at + 2)),
            "orthodox" if next(1, &["easter"]) => Some((Feast::OrthodoxEaster, at + 2)),
            "new" if next(1, &["year"]) && next(2, &["'s", "’s"]) && next(3, &["eve"]) => {
                Some((Feast::NewYearsEve, at + 4))
            }
            "new" if next(1, &["year"]) && next(2, &["'s", "’s"]) => day(3, Feast::NewYearsDay),
            "boxing" => day(1, Feast::BoxingDay),
            "valentine" => day(1 + possessive, Feast::ValentinesDay),
            "patrick" => day(1 + possessive, Feast::StPatricksDay),
            "labor" => day(1, Feast::LaborDay),
            "memorial" => day(1, Feast::MemorialDay),
            _ => None,
        },
        _ => None,
    }
}
