//! Dates and spans of time behind the fields that ask for them, over several words, and what is told of those that are none.

use super::Parser;
use crate::model::{PartialDate, When};
use crate::store::query::lex::{LexemeKind, Value};
use crate::store::query::{Attribute, QueryError, worded_dates};
use std::ops::Range;

impl Parser {
    /// The time that a field is given. Without quotation marks it goes on as long as the words behind it belong to it.
    pub(super) fn time(&mut self, field: &str, value: &Value, mut at: Range<usize>) -> Option<When> {
        let mut said = vec![value.text().to_owned()];
        // One of ISO 8601 is complete, so that what is printed is read as the same.
        if matches!(value, Value::Bare(_)) && said[0].parse::<PartialDate>().is_err() {
            said.extend(self.bare_words().take(worded_dates::MOST_WORDS - 1).map(str::to_owned));
        }
        for words in (1..=said.len()).rev() {
            let so_far = said[..words].join(" ");
            let when = worded_dates::time(&so_far, self.today);
            let why = worded_dates::why_none(&so_far).filter(|_| when.is_none());
            if when.is_some() || why.is_some() {
                at.end = self.lexemes[self.next..][..words - 1].last().map_or(at.end, |lexeme| lexeme.at.end);
                self.next += words - 1;
                if let Some(why) = why {
                    self.complain(why, at);
                }
                return when;
            }
        }
        if !self.complain_of_slip(&said, &at) {
            self.complain_of_no_date(field, &said, at);
        }
        None
    }

    /// What is said is no date, nor nearly one.
    fn complain_of_no_date(&mut self, field: &str, said: &[String], mut at: Range<usize>) {
        // What only a date could go on with is part of the mistake.
        if worded_dates::goes_on(&said[0]) && said.len() > 1 {
            at.end = self.take().map_or(at.end, |lexeme| lexeme.at.end);
        }
        let message = match said[0].split_once("..") {
            Some((from, to)) if !from.is_empty() && !to.is_empty() => {
                format!("`{field}:` takes one date, as in after:{from} before:{to}; two with `..` are for `on:`")
            }
            _ => format!("`{field}:` needs a date such as {}", worded_dates::EXAMPLES),
        };
        self.complain(message, at);
    }

    /// Whether a word of what would else be a date is misspelt, of which it complains then. The first of the words stands `at`
    /// a place, the others come next; those of the date are taken.
    fn complain_of_slip(&mut self, said: &[String], at: &Range<usize>) -> bool {
        let all = (1..=said.len()).rev().map(|words| (words, said[..words].join(" ")));
        let Some((words, slip, meant)) = all.into_iter().find_map(|(words, so_far)| {
            worded_dates::slip(&so_far, self.today).map(|slip| (words, slip.word.to_owned(), slip.meant))
        }) else {
            return false;
        };
        let place = said.iter().position(|word| word.contains(&slip)).unwrap_or_default();
        let behind = place.checked_sub(1).and_then(|place| self.lexemes.get(self.next + place));
        let at = behind.map_or_else(|| at.clone(), |lexeme| lexeme.at.clone());
        let message = format!("`{slip}` is no date; did you mean \"{meant}\"?");
        let meant = Some(Attribute::value(&said[place].replacen(&slip, meant, 1)));
        self.errors.push(QueryError { message, at, meant });
        self.next += words - 1;
        true
    }

    /// A date, or two with `..` between them, the earlier one first; of the later one what differs is enough.
    pub(super) fn span_of_time(&mut self, value: &Value, at: Range<usize>) -> Option<When> {
        let Some((from, to)) = value.text().split_once("..") else {
            return match two_days(value.text()) {
                Some([from, to]) => {
                    let meant = format!("{from}..{to}");
                    let message = format!("between two dates stands `..`: on:{meant}");
                    self.errors.push(QueryError { message, at, meant: Some(meant) });
                    None
                }
                None => self.time("on", value, at),
            };
        };
        let time = |said: &str| worded_dates::time(said, self.today);
        let (first, last) = (time(from), rest_of(from, to).and_then(|to| time(&to)).or_else(|| time(to)));
        let Some((from, to)) = first.zip(last) else {
            let why = Some(from).filter(|_| first.is_none()).and_then(worded_dates::why_none);
            let why = why.or_else(|| Some(to).filter(|_| last.is_none()).and_then(worded_dates::why_none));
            let needs = || match (from.is_empty(), to.is_empty()) {
                (false, true) if first.is_some() => {
                    format!("`on:` needs the last day behind `..`; or write after:{from}")
                }
                (true, false) if last.is_some() => {
                    format!("`on:` needs the first day before `..`; or write before:{to}")
                }
                _ => format!("`on:` needs dates such as {}, or two with `..` between them", worded_dates::EXAMPLES),
            };
            self.complain(why.unwrap_or_else(needs), at);
            return None;
        };
        let (from, to) = if from.date <= to.date { (from, to) } else { (to, from) };
        Some(if from == to { from } else { When::between(from.date, to.end_date.unwrap_or(to.date)) })
    }

    /// The words without a field that come next.
    fn bare_words(&self) -> impl Iterator<Item = &str> {
        self.lexemes.get(self.next..).unwrap_or(&[]).iter().map_while(|lexeme| match &lexeme.kind {
            LexemeKind::Value { field: None, value: Value::Bare(word), .. } => Some(word.as_str()),
            _ => None,
        })
    }
}

/// Two days of ISO 8601 with a hyphen between them.
fn two_days(said: &str) -> Option<[&str; 2]> {
    const DAY: usize = 10;
    let (from, to) = said.split_at_checked(DAY)?;
    let days = [from, to.strip_prefix('-')?];
    days.iter().all(|day| day.len() == DAY && day.parse::<PartialDate>().is_ok()).then_some(days)
}

/// The later of two dates, of which only the days, or the months with the days, are written: `2025-02-01..07`.
fn rest_of(from: &str, to: &str) -> Option<String> {
    let day = from.parse::<PartialDate>().ok().filter(|date| date.known_day().is_some())?;
    let figures = to.split('-').all(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let whole = day.to_string();
    (figures && to.len() < whole.len()).then(|| format!("{}{to}", &whole[..whole.len() - to.len()]))
}

/// What a field makes of a date.
pub(super) fn of_date(field: &str) -> Option<fn(PartialDate) -> Attribute> {
    match field {
        "after" => Some(Attribute::After),
        "before" => Some(Attribute::Before),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::store::query::Query;
    use chrono::NaiveDate;

    #[test]
    fn dates_are_read_as_people_say_them() {
        let today = NaiveDate::from_ymd_opt(2025, 2, 19);
        for (expression, printed) in [
            ("after:last week by:rutte", "after:2025-W07 by:rutte"),
            ("after:feb", "after:2025-02"),
            ("after:feb before:march 1 2025 front", "after:2025-02 before:2025-03-01 front"),
            ("after:\"3 days ago\" before:yesterday", "after:2025-02-16 before:2025-02-18"),
            ("after:2025-02 march", "after:2025-02 march"),
            ("after:monday or before:2020", "after:2025-02-17 or before:2020"),
            ("-(after:last month)", "-after:2025-01"),
        ] {
            assert_eq!(Query::parse_on(expression, today).unwrap().to_string(), printed, "{expression}");
        }
        assert!(Query::parse("after:yesterday").is_err());
    }

    #[test]
    fn parts_of_months_and_years_are_spans_of_time() {
        let today = NaiveDate::from_ymd_opt(2025, 2, 19);
        for (expression, printed) in [
            ("after:mid february by:rutte", "after:2025-02-11 by:rutte"),
            ("before:late 2024 front", "before:2024-09 front"),
            ("on:early march", "on:2024-03-01..2024-03-10"),
            ("on:late-2024..mid-february", "on:2024-09..2025-02-20"),
            ("on:mid-february..2024-12", "on:2024-12..2025-02-20"),
            ("on:mid-february..mid-february", "on:2025-02-11..2025-02-20"),
            ("on:2025-02-01..07", "on:2025-02-01..2025-02-07"),
            ("on:2025-02-01..03-07", "on:2025-02-01..2025-03-07"),
        ] {
            let query = Query::parse_on(expression, today).unwrap();
            assert_eq!(query.to_string(), printed, "{expression}");
            assert_eq!(Query::parse(printed), Ok(query), "{printed}");
        }
    }

    #[test]
    fn a_date_that_is_none_is_named_and_a_misspelt_one_set_right() {
        let today = NaiveDate::from_ymd_opt(2025, 2, 19);
        let check = |expression: &str, message: &str, at: &str, lenient: &str| {
            let (query, mut errors) = Query::parse_lenient(expression, today);
            let error = errors.remove(0);
            assert_eq!((error.message.as_str(), &expression[error.at.clone()]), (message, at), "{expression}");
            assert_eq!((query.to_string().as_str(), errors.len()), (lenient, 0), "{expression}");
            error.meant.map(|meant| format!("{}{meant}{}", &expression[..error.at.start], &expression[error.at.end..]))
        };
        check("after:30 feb front", "there is no 30 feb", "30 feb", "front");
        check("a before:feb 29 2025", "there is no feb 29 2025", "feb 29 2025", "a");
        check("on:\"31 april\" a", "there is no 31 april", "\"31 april\"", "a");
        let february = "`febuary` is no date; did you mean \"february\"?";
        let meant = check("after:18 febuary 2025 front", february, "febuary", "front");
        assert_eq!(meant.as_deref(), Some("after:18 february 2025 front"));
        let meant = check("on:\"mid febuary\" a", february, "\"mid febuary\"", "a");
        assert_eq!(meant.as_deref(), Some("on:\"mid february\" a"));
        let meant = check("after:mid-febuary", february, "mid-febuary", "");
        assert_eq!(meant.as_deref(), Some("after:mid-february"));
        let meant = check(
            "on:2025-02-01-2025-02-07 a",
            "between two dates stands `..`: on:2025-02-01..2025-02-07",
            "2025-02-01-2025-02-07",
            "a",
        );
        assert_eq!(meant.as_deref(), Some("on:2025-02-01..2025-02-07 a"));
        check(
            "on:2025-02-01.. a",
            "`on:` needs the last day behind `..`; or write after:2025-02-01",
            "2025-02-01..",
            "a",
        );
        check(
            "on:..2025-02-01 a",
            "`on:` needs the first day before `..`; or write before:2025-02-01",
            "..2025-02-01",
            "a",
        );
        check("on:2025-02-01..2025-02-31 a", "there is no 2025-02-31", "2025-02-01..2025-02-31", "a");
        check("after:mid front a", "`after:` needs a date such as 2025-02-18, feb 2025, last week", "mid front", "a");
    }
}
